/** What is shown when the widget cannot render anything itself: it was not loaded, or it crashed. */
import { createElement, getMessage, renderForm } from "shared";
import { FAILURES } from "./failures.js";

export function failureMessage(key, messages) {
  return getMessage(key, messages) ?? FAILURES[key];
}

/** A card or row like the widget's, with the message and a "Try again" button. */
export function failureCard(key, options, onRetry) {
  const { messages } = options;
  const text = failureMessage(key, messages);
  const button = createElement("button", { part: "button primary", "data-primary": "", type: "button" }, failureMessage("tryAgain", messages));
  button.addEventListener("click", onRetry, { once: true });
  if (options.layout === "row") {
    const row = renderForm(options, true);
    // As a tooltip, too: there is no room for all of it.
    row.querySelector(".line").replaceChildren(createElement("span", { class: "status", role: "alert", title: text }, text), button);
    return row;
  }
  return createElement(
    "div",
    { class: "card", part: "card" },
    createElement("div", { class: "problem", part: "problem", role: "alert" }, text),
    createElement("div", { class: "actions" }, button),
  );
}
