/** What is shown when the widget cannot render anything itself: it was not loaded, or it crashed. */
import { createElement, getMessage, renderForm } from "shared";
import { FAILURES } from "./failures.js";
import { showPopover } from "./popover.js";

export function failureMessage(key, messages) {
  return getMessage(key, messages) ?? FAILURES[key];
}

/** A card or row like the widget's, with the message and a "Try again" button. */
export function failureCard(key, options, onRetry) {
  const text = failureMessage(key, options.messages);
  const retry = createButton("primary", failureMessage("tryAgain", options.messages), { "data-primary": "" });
  retry.addEventListener("click", onRetry, { once: true });
  return options.layout === "row" ? failureRow(text, retry, options) : card(text, createElement("div", { class: "actions" }, retry));
}

function card(text, ...actions) {
  const problem = createElement("div", { class: "problem", part: "problem", role: "alert", tabindex: "-1" }, text);
  return createElement("div", { class: "card", part: "card" }, problem, ...actions);
}

/** A row. Its line has no room for all of the message: "Why" shows it in a popover. */
function failureRow(text, retry, options) {
  const { label, messages } = options;
  const message = (key) => failureMessage(key, messages);
  const row = renderForm(options, true);
  const why = createButton("secondary", message("why"), { "aria-haspopup": "dialog" });
  row.querySelector(".line").replaceChildren(createElement("span", { class: "status", role: "alert", title: text }, text), retry, why);
  if (label !== null) {
    for (const button of [retry, why]) button.setAttribute("aria-label", filled(message("itemAction"), button.textContent, label));
  }
  why.addEventListener("click", () => {
    const close = createButton("secondary", message("close"), { class: "small close" });
    const attributes = { class: "popover", popover: "auto", role: "dialog", "aria-label": label ?? message("task") };
    const popover = createElement("div", attributes, createElement("div", { class: "bar" }, close), card(text));
    row.append(popover);
    showPopover(popover, row, () => popover.remove());
    popover.querySelector(".problem").focus();
  });
  return row;
}

function filled(message, action, title) {
  return message.replace(/{(action|title)}/g, (_, name) => (name === "action" ? action : title));
}

function createButton(kind, text, attributes) {
  return createElement("button", { part: `button ${kind}`, type: "button", ...attributes }, text);
}
