/** Both endpoints over real sockets, with requests like those of the element (`static/element/page-token.js`). */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { tokenEndpoint } from "./node.mjs";

const ORIGINS = { "Node.js": await startNode(), Python: await startPython() };

const CLIENT = { "X-Tallyfy-Client": "APIClient" };
const LOGGED_IN = { Cookie: "session=ada" };

async function startNode() {
  const findToken = async ({ headers: { cookie } }) => {
    if (cookie === "session=broken") throw new Error("the store of sessions is down");
    return cookie === "session=ada" ? { token: "secret-token", expiresIn: 3600 } : undefined;
  };
  const server = createServer(tokenEndpoint(findToken)).listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}`;
}

async function startPython() {
  const options = { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "ignore"] };
  // -B: without a cache of compiled files in the sources.
  const server = spawn("python3", ["-B", "serve.py"], options);
  after(() => server.kill());
  const [port] = await Promise.race([once(createInterface(server.stdout), "line"), once(server, "exit")]);
  return `http://127.0.0.1:${port}`;
}

for (const [language, origin] of Object.entries(ORIGINS)) {
  const ask = async (headers, method = "GET") => {
    const response = await fetch(`${origin}/session/tallyfy-token`, { method, headers, redirect: "manual" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test(`${language}: whoever is logged in gets the token, which nothing may cache`, async () => {
    const { status, headers, text } = await ask({ ...CLIENT, ...LOGGED_IN });
    assert.equal(status, 200);
    assert.equal(headers.get("Content-Type"), "application/json");
    assert.equal(headers.get("Cache-Control"), "no-store");
    assert.deepEqual(JSON.parse(text), { access_token: "secret-token", expires_in: 3600 });
  });

  test(`${language}: everybody else gets none`, async () => {
    for (const [sent, expected] of [
      [CLIENT, 401],
      [{ ...CLIENT, Cookie: "session=eve" }, 401],
      [LOGGED_IN, 403],
      [{ ...LOGGED_IN, "X-Tallyfy-Client": "" }, 403],
      [{}, 403],
      [{ ...CLIENT, Cookie: "session=broken" }, 500],
    ]) {
      const { status, headers, text } = await ask(sent);
      assert.equal(status, expected, JSON.stringify(sent));
      assert.ok(!text.includes("secret-token"), text);
      if (status !== 500) assert.equal(headers.get("Cache-Control"), "no-store");
    }
  });

  test(`${language}: a page of another origin is not allowed to send the header`, async () => {
    const preflight = { Origin: "https://evil.example", "Access-Control-Request-Headers": "x-tallyfy-client" };
    for (const sent of [preflight, { ...preflight, ...LOGGED_IN }]) {
      const { status, headers } = await ask(sent, "OPTIONS");
      assert.equal(status, 403);
      for (const name of headers.keys()) assert.ok(!name.startsWith("access-control-"), name);
    }
  });
}
