/**
 * Serves the compressed pages and files of the implementations, and forwards `/api` to the sandbox on the same origin, so
 * that there are no preflights.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const MEDIA = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Starts it. `served` lists the sent files until it is emptied. `counts` are the numbers of forms on the pages. */
export async function serve(implementations, counts, sandbox) {
  const served = [];
  const files = new Map(implementations.flatMap((implementation) => compressedFiles(implementation, counts)));

  function send(path, response) {
    const body = files.get(path);
    if (!body) return response.writeHead(404).end();
    served.push({ path, bytes: body.length });
    const type = MEDIA[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": body.length });
    response.end(body);
  }

  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url, "http://localhost").pathname;
    if (path.startsWith("/api/")) forward(sandbox, incoming, outgoing);
    else send(path, outgoing);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}`, served, close: () => server.close() };
}

/** Compresses in advance, since it takes seconds. */
function compressedFiles({ key, folder, page }, counts) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
  const files = names.map((name) => [name, readFileSync(join(folder, name))]);
  const pages = counts.map((count) => [`${count}.html`, page(count)]);
  return [...files, ...pages].map(([name, content]) => [`/${key}/${name}`, brotliCompressSync(content)]);
}

function forward(sandbox, { method, url, headers }, outgoing) {
  const onward = request(new URL(url, sandbox), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  onward.end();
}
