/** Loads the WebAssembly once for all elements, notices when it breaks, and starts it again. */
import init, { Widget, startAgain } from "../../pkg/tallyfy_archive.js";
import { askForWasm, forgetWasm, isOfWasm } from "parts";

let loading;
let broken = false;
const connected = new Set();

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
  return loading.then((Widget) => {
    if (broken) {
      // Whatever the old memory held is gone with it; the next call gets new one.
      startAgain();
      broken = false;
    }
    return Widget;
  });
}

/** Calls `callback` when the WebAssembly breaks, until `ignoreBreaks` is called with it. */
export function onBreak(callback) {
  connected.add(callback);
}

export function ignoreBreaks(callback) {
  connected.delete(callback);
}

/** How often the WebAssembly broke: a widget of an earlier life is no use any more. */
export let breaks = 0;

/** Calls the WebAssembly. What it throws is a panic, never an answer. */
export function guard(call) {
  try {
    return call();
  } catch (error) {
    breakDown();
    reportError(error);
  }
}

/** Tells all elements that the WebAssembly is broken: they share its memory. */
function breakDown() {
  if (broken) return;
  broken = true;
  breaks += 1;
  for (const callback of [...connected]) callback();
}

/**
 * A panic ends in a trap. Inside a call of ours it is caught there; inside a listener, a timer or a promise the browser
 * reports it to the window. WebKit does not say which module trapped, so there any trap counts.
 */
function isOurs(error) {
  const trapped = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  return trapped && isOfWasm(String(error?.stack));
}

function notice({ error, reason }) {
  if (isOurs(error ?? reason)) breakDown();
}
