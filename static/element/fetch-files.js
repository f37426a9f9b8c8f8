/** Fetches the WebAssembly, once for all elements, and the files of languages. In the inline script: `inline-files.js`. */
import { messages, wasm } from "assets";

let response;
let requestedUrl;
let cache = "default";

/** Where the WebAssembly is. */
export function urlOf(wasmUrl) {
  try {
    return String(wasmUrl ?? wasm.url());
  } catch {
    // The bundler has lost the URL of the script. The file may be beside the page.
    return "tallyfy_archive_bg.wasm";
  }
}

/** A promise of the response, which is not read yet. `wasmUrl` is that of the page, if it has set one. */
export function fetchWasm(wasmUrl) {
  const url = urlOf(wasmUrl);
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

/** Resolves with the key of the message about a rejected `fetchWasm`. A file that is missing fails the integrity check, too. */
export async function fetchFailure(wasmUrl) {
  if (location.protocol === "file:") return "notLoadedFromFile";
  if (!navigator.onLine) return "notLoadedOffline";
  const request = (options) => fetch(urlOf(wasmUrl), { cache: "reload", ...options }).catch(() => {});
  const response = await request();
  if (!response) return "notLoadedUnreachable";
  // Servers of single-page applications answer unknown paths with their page.
  const isPage = /html/i.test(response.headers?.get("content-type"));
  if (!response.ok || isPage) return "notLoadedMissing";
  // The connection may only have been lost for a moment.
  return (await request({ integrity: wasm.integrity })) ? "notLoadedUnreachable" : "notLoadedChanged";
}

/** Resolves with the messages in a language. */
export async function fetchMessages(language, wasmUrl) {
  const { path, url, integrity } = messages[language];
  const response = await fetch(wasmUrl == null ? url() : new URL(path, new URL(wasmUrl, document.baseURI)), { integrity });
  if (!response.ok) throw response;
  return response.json();
}
