/**
 * The English messages of the scripts. The build takes most of them from the crate; those that only the scripts show are
 * defined here.
 */
import { texts } from "prerendered/card.js";
import { archive, crashedWhileChanging, finding, tryAgain } from "prerendered/messages.js";

export const NOT_LOADED = {
  notLoaded:
    "This widget could not be loaded: one of its files is missing, was changed, or is blocked by this page's security policy. Nothing was sent.",
};

export const CRASHED = {
  crashed: "This widget crashed. Try again to restart it.",
};

/** Why the WebAssembly could not be loaded. The keys end with the causes of `load.js`. */
export const LOAD_FAILURES = {
  notLoadedMissing: "This widget could not be loaded: one of its files is missing on the server. Nothing was sent.",
  notLoadedChanged:
    "This widget could not be loaded: one of its files is not the original one. It was changed on the server or on the way. Nothing was sent.",
  notLoadedForbidden:
    "This widget could not be loaded: this page's security policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src. Nothing was sent.",
  notLoadedUnsupported:
    "This widget could not be loaded: it needs WebAssembly, which this browser does not support or has turned off. Update the browser, or use another one. Nothing was sent.",
  notLoadedOffline:
    "This widget could not be loaded: you appear to be offline. Try again when you are connected. Nothing was sent.",
  notLoadedFromFile:
    "This widget could not be loaded: this page was opened as a file. Open it from a web server instead. Nothing was sent.",
  notLoadedUnreachable:
    "This widget could not be loaded: the server that has its files did not answer, or this page's security policy or a browser extension blocks it. Nothing was sent.",
};

/** The messages of the early script. */
const ENGLISH = { ...texts, archive, finding, ...NOT_LOADED };

/** The messages for when the WebAssembly cannot render any. */
export const FAILURES = { tryAgain, crashedWhileChanging, ...CRASHED, ...LOAD_FAILURES };

/** The message with this key: from `messages`, or else in English. What is no string counts as absent, as in the widget. */
export function getMessage(key, messages) {
  const message = messages?.[key];
  return typeof message === "string" ? message : ENGLISH[key];
}
