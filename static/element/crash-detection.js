/**
 * Detects crashes of the WebAssembly, which all elements share. All calls into it and out of it pass through here: see
 * `guarded-web-assembly.js`.
 */

/** Whether the memory is unusable: from a crash until it is replaced. */
export let isCrashed = false;
/** The number of crashes so far. */
export let crashCount = 0;
let isBeingReplaced = false;
let replaceMemory;
let restarting;
const callbacks = new Set();

/** Sets the function that replaces the memory. */
export function onRestart(callback) {
  replaceMemory = callback;
}

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

/** A promise of the restart after a crash; `undefined` if there is none to wait for. */
export function pendingRestart() {
  if (isCrashed) restarting ??= restart();
  return restarting;
}

function crash() {
  if (isCrashed || isBeingReplaced) return;
  isCrashed = true;
  crashCount += 1;
  pendingRestart();
}

/** Notifies all elements, and replaces the memory. Whatever it had pending is lost. */
async function restart() {
  // Not while WebAssembly is on the stack: it would return into memory that is not its own, and the stack may be full.
  // Not with `queueMicrotask`, which the page may have replaced.
  await undefined;
  for (const callback of [...callbacks]) {
    try {
      callback();
    } catch (error) {
      reportError(error);
    }
  }
  isCrashed = false;
  isBeingReplaced = true;
  try {
    replaceMemory();
  } catch (error) {
    // The next one who needs it tries again.
    isCrashed = true;
    crashCount += 1;
    throw error;
  } finally {
    isBeingReplaced = false;
    restarting = undefined;
  }
}

function crashError() {
  return new Error("The wasm of tallyfy-archive has crashed");
}
