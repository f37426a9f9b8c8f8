/**
 * The form as a person sees it before the WebAssembly is there. It is node by node what `src/components/form.rs`
 * renders, so that nothing moves when that takes over; a test compares the two.
 */
import { textOf } from "./english.js";
import { make } from "./make.js";

/** What password managers look for, so that they neither fill in a password nor keep the token. */
const SECRET = {
  type: "password",
  autocomplete: "new-password",
  "data-lpignore": "true",
  "data-bwignore": "",
  "data-form-type": "other",
  "data-1p-ignore": "",
};

/** What the form depends on: with the same key it is the same. */
export function formKey({ orgId, taskId, confirm, credentials, messages }, isTokenGiven) {
  return JSON.stringify([orgId, taskId, confirm, credentials, messages, isTokenGiven]);
}

/** The card with a field for whatever the page does not give. `tokenGiven` is whether the page gives that. */
export function earlyForm({ orgId, taskId, confirm, credentials, messages }, tokenGiven) {
  const text = (key) => textOf(key, messages);

  const field = (id, hint, more) =>
    make(
      "div",
      { part: "field", class: "field" },
      make("label", { part: "label", for: id }, text(id)),
      make("input", {
        part: "input",
        id,
        name: id,
        type: "text",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        dir: "ltr",
        required: "required",
        "aria-describedby": `${id}-hint`,
        ...more,
      }),
      make("p", { class: "hint", id: `${id}-hint` }, ...(hint ? [text(hint)] : [])),
    );

  const fields = [];
  if (!orgId?.trim()) fields.push(field("orgId"));
  if (!taskId?.trim()) fields.push(field("taskId", "taskHint"));
  if (!tokenGiven && !["same-origin", "include"].includes(credentials)) fields.push(field("token", "tokenHint", SECRET));

  const begin = make("button", { part: "button", class: "primary", type: "submit" }, text(confirm === "none" ? "archive" : "find"));
  return make(
    "div",
    { class: fields.length ? "card" : "card compact", "data-state": "idle" },
    make("p", { class: "status", role: "status", tabindex: "-1" }),
    make("form", { part: "form", method: "dialog", novalidate: "novalidate" }, ...fields, make("div", { class: "actions" }, begin)),
  );
}
