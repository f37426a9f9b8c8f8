/** Takes the place of `fetch-files.js` where the script itself contains the files: nothing is fetched. */
import { messages, wasm } from "assets";

/** Resolves with a response. Fetching a `data:` URL would do the same, but few policies of pages allow it. */
export async function fetchWasm() {
  const bytes = Uint8Array.from(atob(wasm), (byte) => byte.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
}

/** What decompresses it is newer than WebAssembly. */
export async function fetchFailure() {
  return "notLoadedUnsupported";
}

export function urlOf() {
  return "the inline script";
}

export function discardWasm() {}

export async function fetchMessages(language) {
  return messages[language];
}
