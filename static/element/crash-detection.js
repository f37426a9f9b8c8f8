/**
 * Detects crashes of the WebAssembly, which all elements share. All calls into it and out of it pass through here: see
 * `guarded-web-assembly.js`.
 */

/** Whether the memory is unusable: from a crash until it is replaced. */
export let isCrashed = false;
/** The number of crashes so far. */
export let crashCount = 0;
let isBeingReplaced = false;
const callbacks = new Set();

/** Calls `callback` when the WebAssembly crashes, until `offCrash` is called with it. */
export function onCrash(callback) {
  callbacks.add(callback);
}

export function offCrash(callback) {
  callbacks.delete(callback);
}

/**
 * Wraps an export. Whatever it throws is a crash: a trap, or an exception that has unwound the WebAssembly, which leaves
 * its memory in an unknown state. Its functions report errors in other ways.
 */
export function guardExport(call) {
  return (...args) => {
    if (isCrashed) throw crashError();
    try {
      return call(...args);
    } catch (error) {
      crash();
      throw error;
    }
  };
}

/** Wraps an import, which may call exports. If one of them crashes, its caller must not go on. */
export function guardImport(call) {
  return (...args) => {
    const result = call(...args);
    if (isCrashed) throw crashError();
    return result;
  };
}

/** Calls the widget. Whatever it throws has been handled as a crash, or is an error of the page. */
export function guard(call) {
  // Until the memory is replaced there is nothing to call.
  if (isCrashed) return;
  try {
    return call();
  } catch (error) {
    reportError(error);
  }
}

/** Replaces the memory by calling `replace`. If that throws, it stays unusable. */
export function replaceMemory(replace) {
  isCrashed = false;
  isBeingReplaced = true;
  try {
    replace();
  } catch (error) {
    isCrashed = true;
    crashCount += 1;
    throw error;
  } finally {
    isBeingReplaced = false;
  }
}

function crashError() {
  return new Error("The wasm of tallyfy-archive has crashed");
}

/** Notifies all elements. Whatever the memory had pending is lost. */
function crash() {
  if (isCrashed || isBeingReplaced) return;
  isCrashed = true;
  crashCount += 1;
  for (const callback of [...callbacks]) {
    try {
      callback();
    } catch (error) {
      reportError(error);
    }
  }
}
