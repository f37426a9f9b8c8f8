/** What both scripts need: it is in the early script, and `early-exports.js` reads it from there. */
import { handleClicks } from "./clicks.js";
import { createElement } from "./create-element.js";
import { clickBeforeScripts, takeEarlyState } from "./early-state.js";
import { getMessage } from "./english.js";
import { discardWasm, fetchWasm } from "files";
import { clickKey, inputValues } from "./form-input.js";
import { ATTRIBUTES, readOptions } from "./options.js";
import { formKey, renderForm } from "./render-form.js";
import { adoptStyles, formStyles } from "./stylesheets.js";

export { clickBeforeScripts, renderForm, formKey, createElement, clickKey, handleClicks, takeEarlyState, inputValues };
export { ATTRIBUTES, readOptions, formStyles, adoptStyles, getMessage, fetchWasm, discardWasm };

/** The same as a list, in the order of `early-exports.js`. Names would cost bytes in both scripts. */
export const sharedExports = [
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
];
