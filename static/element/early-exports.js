/**
 * The exports of `shared.js`, read from the early script that has already run. They are not imported from it: in WebKit,
 * an import would run a file that the integrity attribute of the page's script tag has just blocked.
 */
import { early } from "assets";

const sharedExports = globalThis[Symbol.for(early)];
if (!sharedExports) throw new Error(`${early} has to run first`);

/** In the order of `shared.js`. */
export const [
  clickBeforeScripts,
  renderForm,
  formKey,
  createElement,
  clickKey,
  handleClicks,
  takeEarlyState,
  inputValues,
  ATTRIBUTES,
  readOptions,
  formStyles,
  adoptStyles,
  getMessage,
  fetchWasm,
  discardWasm,
] = sharedExports;
