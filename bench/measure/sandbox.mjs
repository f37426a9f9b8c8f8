/** The sandbox: started as a program, and controlled over HTTP. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { TASK } from "./implementations.mjs";

/** Starts it on a free port. */
export async function startSandbox(program) {
  const child = spawn(program, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = await once(createInterface(child.stdout), "line");
  const send = (method, route, body) =>
    fetch(`${url}/_sandbox/${route}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
  return {
    url,
    stop: () => child.kill(),
    /** Resets items, faults and log. */
    reset: () => send("POST", "reset"),
    /** Makes the task contain this many bytes of text. */
    inflate: (bytes) =>
      send("POST", "faults", { task: TASK, operation: "get", fault: { reply: { kind: "huge", bytes } } }),
    /** Throws unless the task was read and archived correctly, once each. */
    async verify({ name }) {
      const { requests } = await (await send("GET", "state")).json();
      const calls = requests.filter(({ area }) => area === "api").map(described);
      const expected = ["GET 200 valid APIClient application/json", "DELETE 204 valid APIClient application/json"];
      if (calls.join() !== expected.join()) throw new Error(`for ${name} the sandbox logged ${calls.join(", ") || "nothing"}`);
    },
  };
}

function described({ method, status, token, headers }) {
  return [method, status, token, headers["x-tallyfy-client"], headers.accept].join(" ");
}
