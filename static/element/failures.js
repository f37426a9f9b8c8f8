/** The English messages for when the WebAssembly cannot render any. */
import { close, crashedWhileChanging, itemAction, task, tryAgain } from "prerendered/messages.js";

export { NOT_LOADED } from "./english.js";

export const CRASHED = {
  crashed: "This widget crashed. Try again to restart it.",
};

/** Why the WebAssembly could not be loaded. */
export const LOAD_FAILURES = {
  notLoadedMissing: "This widget could not be loaded: one of its files is missing on the server. Nothing was sent.",
  notLoadedChanged:
    "This widget could not be loaded: one of its files is not the original one. It was changed on the server or on the way. Nothing was sent.",
  notLoadedForbidden:
    "This widget could not be loaded: this page’s security policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src. Nothing was sent.",
  notLoadedUnsupported:
    "This widget could not be loaded: it needs WebAssembly, which this browser does not support or has turned off. Update the browser, or use another one. Nothing was sent.",
  notLoadedOffline:
    "This widget could not be loaded: you appear to be offline. Try again when you are connected. Nothing was sent.",
  notLoadedFromFile:
    "This widget could not be loaded: this page was opened as a file. Open it from a web server instead. Nothing was sent.",
  notLoadedUnreachable:
    "This widget could not be loaded: the server that has its files did not answer, or this page’s security policy or a browser extension blocks it. Nothing was sent.",
};

export const FAILURES = { close, itemAction, task, tryAgain, crashedWhileChanging, ...CRASHED, ...LOAD_FAILURES };

