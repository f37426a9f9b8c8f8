/**
 * The form as a person sees it before the WebAssembly is there. The build has it rendered by the components of
 * `src/components`, so that nothing moves when those take over; a test compares the two.
 */
import { card } from "prerendered/card.js";
import { textOf } from "./english.js";
import { make } from "./make.js";

/** What the form depends on: with the same key it is the same. */
export function formKey({ orgId, taskId, confirm, credentials, messages }, isTokenGiven) {
  return JSON.stringify([orgId, taskId, confirm, credentials, messages, isTokenGiven]);
}

/** The card with a field for whatever the page does not give. `tokenGiven` is whether the page gives that. */
export function earlyForm({ orgId, taskId, confirm, credentials, messages }, tokenGiven) {
  const given = {
    orgId: orgId?.trim(),
    taskId: taskId?.trim(),
    token: tokenGiven || ["same-origin", "include"].includes(credentials),
  };
  // A field is known by what its label is for.
  const isShown = ([, , label]) => !given[label?.[1]?.for];
  const text = (key) => textOf(key === "find" && confirm === "none" ? "archive" : key, messages);
  const build = ([tag, attributes, ...children]) =>
    make(
      tag,
      attributes,
      ...children.filter(isShown).map((child) => (typeof child === "string" ? text(child) : build(child))),
    );

  const form = build(card);
  if (!form.querySelector("input")) form.dataset.compact = "";
  return form;
}
