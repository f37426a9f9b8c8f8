/** Detects crashes of the WebAssembly, which all elements share, and replaces its memory. */
import { restart, scheduleRestart } from "../../pkg/tallyfy_archive.js";
import { isThrownIn, wasmCaller } from "./stack-trace.js";

/** How the stack traces of this engine name the WebAssembly, once known. */
let module;
let isCrashed = false;
let lastError;
const callbacks = new Set();

/** The number of crashes so far. */
export let crashCount = 0;

/** Calls `callback` when the WebAssembly crashes, until `offCrash` is called with it. */
export function onCrash(callback) {
  callbacks.add(callback);
}

export function offCrash(callback) {
  callbacks.delete(callback);
}

/** Listens for errors that no caller of the WebAssembly catches, since it threw in a listener, a timer or a promise. */
export function detectCrashes() {
  // Adding the same listener again has no effect.
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onError);
}

/** Calls the WebAssembly. Whatever it throws is a crash: its functions report errors in other ways. */
export function guard(call) {
  // Until the memory is replaced there is nothing to call.
  if (isCrashed) return;
  try {
    return call();
  } catch (error) {
    crash(error);
    reportError(error);
  }
}

/** Finds out how stack traces name the WebAssembly. To be called by a function that the WebAssembly calls. */
export function identifyModule() {
  module ??= wasmCaller();
}

/** Replaces the memory and notifies all elements. Whatever the old memory had pending is lost. */
function crash(error) {
  if (isCrashed) return;
  isCrashed = true;
  lastError = error;
  crashCount += 1;
  // Not while WebAssembly is on the stack: it would return into memory that is not its own.
  queueMicrotask(() => {
    scheduleRestart();
    restart();
    isCrashed = false;
  });
  for (const callback of [...callbacks]) callback();
}

/** The window gets the errors of the whole page: those of the WebAssembly are recognized by their stack. */
function onError({ error, reason }) {
  const thrown = error ?? reason;
  // A page that monitors errors may report the same one again.
  if (thrown !== lastError && isThrownIn(thrown, module)) crash(thrown);
}
