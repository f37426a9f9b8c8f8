/**
 * A script of its own, small and first: it shows the form wherever the page has the element, so that people can type and
 * click while the script that defines the element is on its way.
 */
import { textOf } from "./english.js";
import { earlyForm, formKey } from "./form.js";
import { make } from "./make.js";
import { note, takeNote } from "./notes.js";
import { optionsOf } from "./options.js";
import { parts } from "./parts.js";
import { formSheet } from "./sheet.js";
import { askForWasm } from "./wasm.js";

// For the other script, see `handed.js`.
globalThis[Symbol.for(import.meta.url)] = parts;

const elements = [...document.querySelectorAll("tallyfy-archive-task:not(:defined)")];
elements.forEach(begin);
if (elements.some(isInView)) askForWasm();
addEventListener("error", ({ target }) => target.src?.includes("/tallyfy-archive-") && elements.forEach(fail), true);

function begin(element) {
  const options = () => optionsOf(element);
  // The page's markup may show a form already, and not this one.
  if (element.shadowRoot) return note(element.shadowRoot, options);
  const shadow = element.attachShadow({ mode: "open" });
  const isTokenGiven = element.getToken != null || element.token != null || element.hasAttribute("token");
  const shown = [{ ...options(), messages: element.messages }, isTokenGiven];
  shadow.adoptedStyleSheets = [formSheet()];
  shadow.append(make("div", {}, earlyForm(...shown)));
  note(shadow, options, formKey(...shown));
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top < bottom && top < innerHeight && bottom > 0;
}

/** The script that defines the element has not come: a form that nobody listens to would be a lie. */
function fail(element) {
  if (!takeNote(element.shadowRoot)) return;
  element.shadowRoot.querySelector("form").remove();
  element.shadowRoot.querySelector(".status").textContent = textOf("notLoaded", element.messages);
}
