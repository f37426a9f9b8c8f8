/** What is shown when the widget cannot render anything itself: it was not loaded, or it crashed. */
import { createElement, getMessage } from "shared";
import { FAILURES } from "./failures.js";

export function failureMessage(key, messages) {
  return getMessage(key, messages) ?? FAILURES[key];
}

/** A card like the widget's, with the message and a "Try again" button. */
export function failureCard(key, messages, onRetry) {
  const button = createElement("button", { part: "button primary", "data-primary": "", type: "button" }, failureMessage("tryAgain", messages));
  button.addEventListener("click", onRetry, { once: true });
  return createElement(
    "div",
    { class: "card", part: "card" },
    createElement("div", { class: "problem", part: "problem", role: "alert" }, failureMessage(key, messages)),
    createElement("div", { class: "actions" }, button),
  );
}
