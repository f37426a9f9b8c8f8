/**
 * The early script, small and loaded first: it renders the form of each element on the page, so that the user can type
 * and click while the script that defines the element is still loading.
 */
import { createElement } from "./create-element.js";
import { takeEarlyState, trackEarlyState } from "./early-state.js";
import { getMessage } from "./english.js";
import { fetchWasm } from "files";
import { readOptions } from "./options.js";
import { formKey, renderForm } from "./render-form.js";
import { sharedExports } from "./shared.js";
import { adoptStyles, formStyles } from "./stylesheets.js";

// Read by `early-exports.js`.
globalThis[Symbol.for(import.meta.url)] = sharedExports;

showForms(undefinedElements());
// The listener refers to no element: it would keep those that the page removes, and whatever table they are in.
addEventListener("error", onError, true);

function onError({ target }) {
  if (!target.src?.includes("/tallyfy-archive-")) return;
  undefinedElements().forEach(showLoadError);
  // The event does not tell the cause.
  console.error(`tallyfy-archive: ${getMessage("notLoaded")} (${target.src})`);
}

function undefinedElements() {
  return [...document.querySelectorAll("tallyfy-archive-task:not(:defined)")];
}

function showForms(elements) {
  elements.forEach(showForm);
  if (elements.some(isInViewport)) fetchWasm();
}

function showForm(element) {
  const getOptions = () => readOptions(element);
  // Declarative shadow DOM: the page's markup has a form, maybe with other options.
  if (element.shadowRoot) return trackEarlyState(element.shadowRoot, getOptions);
  const shadow = element.attachShadow({ mode: "open" });
  const isTokenGiven = element.getToken != null || element.token != null || element.hasAttribute("token") || getOptions().tokenUrl;
  const form = [{ ...getOptions(), messages: element.messages }, isTokenGiven];
  adoptStyles(shadow, formStyles);
  shadow.append(createElement("div", {}, renderForm(...form)));
  trackEarlyState(shadow, getOptions, formKey(...form));
}

function isInViewport(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top < bottom && top < innerHeight && bottom > 0;
}

/** The script that defines the element failed to load: replaces the form, which would never respond. */
function showLoadError(element) {
  if (!takeEarlyState(element.shadowRoot)) return;
  element.shadowRoot.querySelector("form").remove();
  const status = element.shadowRoot.querySelector(".status");
  status.textContent = status.title = getMessage("notLoaded", element.messages);
}
