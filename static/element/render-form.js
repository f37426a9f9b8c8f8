/**
 * Renders the form before the WebAssembly is loaded, from the table of nodes that the build makes of the components'
 * idle card (`xtask/site/card.mjs`). A test compares it with the widget's: nothing may move when that replaces it.
 */
import { card } from "prerendered/card.js";
import { createElement } from "./create-element.js";
import { getMessage } from "./english.js";

/** Identifies a form by what `renderForm` makes it of: forms with the same key are equal. */
export function formKey({ orgId, taskId, confirm, credentials, messages }, isTokenGiven) {
  return JSON.stringify([orgId, taskId, confirm, credentials, messages, isTokenGiven]);
}

/** The idle card, with a field for each value that the page does not give. */
export function renderForm({ orgId, taskId, confirm, credentials, messages }, isTokenGiven) {
  const given = {
    orgId: orgId?.trim(),
    taskId: taskId?.trim(),
    token: isTokenGiven || ["same-origin", "include"].includes(credentials),
  };
  // A field begins with its label, which names the input.
  const isShown = ([, , label]) => !given[label?.[1]?.for];
  const text = (key) => getMessage(key === "find" && confirm === "none" ? "archive" : key, messages);
  const render = ([tag, attributes, ...children]) =>
    createElement(
      tag,
      attributes,
      ...children.filter(isShown).map((child) => (typeof child === "string" ? text(child) : render(child))),
    );

  const form = render(card);
  if (!form.querySelector("input")) form.dataset.compact = "";
  return form;
}
