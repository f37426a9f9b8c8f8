/** What is shown where the widget itself cannot show anything. */
import { textOf } from "./english.js";
import { make } from "./make.js";

/** A message with a button, in the widget's own clothes. */
export function failure(key, messages, again) {
  const button = make("button", { class: "primary", part: "button", type: "button" }, textOf("tryAgain", messages));
  button.addEventListener("click", again, { once: true });
  return make(
    "div",
    { class: "card" },
    make("div", { class: "problem", part: "problem", role: "alert" }, textOf(key, messages)),
    make("div", { class: "actions" }, button),
  );
}
