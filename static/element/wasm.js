/** Asks for the file with the WebAssembly, once for all elements. */
import { wasm } from "assets";

let asked;
// What was not right once may be in the browser's cache by now.
let cache = "default";

/** The answer of whoever serves it. */
export function askForWasm() {
  asked ??= fetch(wasm.url(), { integrity: wasm.integrity, cache });
  // A failure is told to whoever uses the answer. Until there is somebody, the page is not to hear of it.
  asked.catch(() => {});
  return asked;
}

/** Has the next one who asks ask anew. */
export function forgetWasm() {
  asked = undefined;
  cache = "reload";
}
