/** What is shown where the widget itself cannot show anything. */
import { make, textOf } from "parts";
import { FAILURES } from "./english.js";

/** What went wrong. */
export function failureText(key, messages) {
  return textOf(key, messages) ?? FAILURES[key];
}

/** A message with a button, in the widget's own clothes. */
export function failure(key, messages, again) {
  const button = make("button", { part: "button", "data-primary": "", type: "button" }, failureText("tryAgain", messages));
  button.addEventListener("click", again, { once: true });
  return make(
    "div",
    { class: "card" },
    make("div", { class: "problem", part: "problem", role: "alert" }, failureText(key, messages)),
    make("div", { class: "actions" }, button),
  );
}
