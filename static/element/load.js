/** Loads the WebAssembly once for all elements, notices when it crashes, and restarts it. */
import init, { Widget, restart, scheduleRestart } from "../../pkg/tallyfy_archive.js";
import { askForWasm, forgetWasm } from "parts";
import { callingModule, isThrownIn } from "./origin.js";

let loading;
/** What the engine calls the WebAssembly, as soon as it has called something here. */
let module;
let isCrashed = false;
let lastError;
const mounted = new Set();

/** Resolves with the class of widgets; after a failure the next call tries again. */
export function load() {
  // Adding the same listener again changes nothing.
  addEventListener("error", notice);
  addEventListener("unhandledrejection", notice);
  loading ??= init({ module_or_path: askForWasm() }).then(
    () => Widget,
    (error) => {
      loading = undefined;
      forgetWasm();
      throw error;
    },
  );
  return loading;
}

/** Calls `callback` when the WebAssembly crashes, until `ignoreCrash` is called with it. */
export function onCrash(callback) {
  mounted.add(callback);
}

export function ignoreCrash(callback) {
  mounted.delete(callback);
}

/** How often the WebAssembly crashed. */
export let crashes = 0;

/** Calls the WebAssembly. What it throws is a crash, never an answer. */
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

/** To be called by something that the WebAssembly calls: its stack tells what the engine calls the module. */
export function noteCaller() {
  module ??= callingModule();
}

/** Replaces the memory, which all elements share, and tells them. What the old one still had under way is over. */
function crash(error) {
  if (isCrashed) return;
  isCrashed = true;
  lastError = error;
  crashes += 1;
  // Not while it is being called: it would come back to memory that is not its own.
  queueMicrotask(() => {
    scheduleRestart();
    restart();
    isCrashed = false;
  });
  for (const callback of [...mounted]) callback();
}

/**
 * A panic ends in a trap. In a call from here `guard` catches it; in a listener, a timer or a promise the browser reports
 * it to the window, along with every other error of the page.
 */
function notice({ error, reason }) {
  const thrown = error ?? reason;
  // A page that watches for errors may report the same one again.
  if (thrown !== lastError && isThrownIn(thrown, module)) crash(thrown);
}
