/** Fetches the WebAssembly file, once for all elements. */
import { wasm } from "assets";

let response;
let cache = "default";

/** A promise of the response, which is not read yet. */
export function fetchWasm() {
  response ??= fetch(wasm.url(), { integrity: wasm.integrity, cache });
  // Whoever uses the response handles its failure. Until then, it must not become an `unhandledrejection` of the page.
  response.catch(() => {});
  return response;
}

/** Makes the next call fetch again. It bypasses the HTTP cache, which may contain the bad response. */
export function discardWasm() {
  response = undefined;
  cache = "reload";
}
