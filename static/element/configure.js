/** Defaults of the page, for all of its elements. */
import { forget } from "./page-token.js";

/**
 * What has a default. Neither a task nor `confirm`: what an element archives, and whether it asks first, is its own affair.
 * `wasmUrl` is the URL of the WebAssembly, with `messages/` beside it.
 */
const NAMES = ["apiBase", "orgId", "credentials", "timeout", "tokenUrl", "getToken", "messages", "wasmUrl"];

/** What the page has set so far, for elements that have none of their own. */
export const pageDefaults = {};

const callbacks = new Set();

/** Sets defaults. A later call adds to the earlier ones; `undefined` and `null` take a default back. */
export function configure(options) {
  forget(options.getToken);
  for (const name of NAMES) if (Object.hasOwn(options, name)) pageDefaults[name] = options[name];
  for (const callback of [...callbacks]) callback();
}

/** Calls `callback` after each change, until `offConfigure` is called with it. */
export function onConfigure(callback) {
  callbacks.add(callback);
}

export function offConfigure(callback) {
  callbacks.delete(callback);
}
