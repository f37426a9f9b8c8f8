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
  const given = NAMES.filter((name) => Object.hasOwn(options, name)).map((name) => [name, toDefault(name, options[name])]);
  Object.assign(pageDefaults, Object.fromEntries(given));
  for (const callback of [...callbacks]) callback();
}

/** What becomes text does so here: what cannot be one is an error of this call, and not of an element that reads it later. */
function toDefault(name, value) {
  return value == null || name === "getToken" || name === "messages" ? value : String(value);
}

/** Calls `callback` after each change, until `offConfigure` is called with it. */
export function onConfigure(callback) {
  callbacks.add(callback);
}

export function offConfigure(callback) {
  callbacks.delete(callback);
}
