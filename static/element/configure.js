/** Defaults of the page, for all of its elements. A new option is a key of `pageDefaults`, read where it is needed. */
import { forget } from "./page-token.js";

/**
 * What the page has set so far: `apiBase`, `orgId`, `credentials`, `timeout`, `tokenUrl`, `getToken` and `messages`, for
 * elements that have none of their own, and `wasmUrl`: the URL of the WebAssembly, with `messages/` beside it.
 */
export const pageDefaults = {};

const callbacks = new Set();

/** Sets defaults. A later call adds to the earlier ones; `undefined` and `null` take a default back. */
export function configure(options) {
  forget(options.getToken);
  Object.assign(pageDefaults, options);
  for (const callback of [...callbacks]) callback();
}

/** Calls `callback` after each change, until `offConfigure` is called with it. */
export function onConfigure(callback) {
  callbacks.add(callback);
}

export function offConfigure(callback) {
  callbacks.delete(callback);
}
