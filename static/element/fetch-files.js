/** Fetches the WebAssembly, once for all elements, and the files of languages. In the inline script: `inline-files.js`. */
import { messages, wasm } from "assets";

let response;
let requestedUrl;
let cache = "default";

/** A promise of the response, which is not read yet. `wasmUrl` is that of the page, if it has set one. */
export function fetchWasm(wasmUrl) {
  const url = String(wasmUrl ?? wasm.url());
  if (url !== requestedUrl) response = undefined;
  requestedUrl = url;
  response ??= fetch(url, { integrity: wasm.integrity, cache });
  // Whoever uses the response handles its failure. Until then, it must not become an `unhandledrejection` of the page.
  response.catch(() => {});
  return response;
}

/** Makes the next call fetch again. It bypasses the HTTP cache, which may contain the bad response. */
export function discardWasm() {
  response = undefined;
  cache = "reload";
}

/** Resolves with the messages in a language. */
export async function fetchMessages(language, wasmUrl) {
  const { path, url, integrity } = messages[language];
  const response = await fetch(wasmUrl == null ? url() : new URL(path, new URL(wasmUrl, document.baseURI)), { integrity });
  if (!response.ok) throw response;
  return response.json();
}
