/** The stand-in for Tallyfy: started as a program, and told over HTTP. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { TASK } from "./contestants.mjs";

/** Starts it on a free port. */
export async function startSandbox(program) {
  const child = spawn(program, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = await once(createInterface(child.stdout), "line");
  const tell = (method, route, body) =>
    fetch(`${url}/_sandbox/${route}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
  return {
    url,
    stop: () => child.kill(),
    /** Nothing archived, nothing armed, no request seen. */
    reset: () => tell("POST", "reset"),
    /** The task is found with so many bytes of text in it. */
    inflate: (bytes) =>
      tell("POST", "faults", { task: TASK, operation: "get", fault: { reply: { kind: "huge", bytes } } }),
    /** Throws unless the task was asked for and archived as it should be, once each. */
    async verify({ name }) {
      const { requests } = await (await tell("GET", "state")).json();
      const calls = requests.filter(({ area }) => area === "api").map(described);
      const expected = ["GET 200 valid APIClient application/json", "DELETE 204 valid APIClient application/json"];
      if (calls.join() !== expected.join()) throw new Error(`for ${name} the sandbox saw ${calls.join(", ") || "nothing"}`);
    },
  };
}

function described({ method, status, token, headers }) {
  return [method, status, token, headers["x-tallyfy-client"], headers.accept].join(" ");
}
