/** The state of an element's form from before the element was defined: the early script tracks it, the class takes it. */
import { handleClicks } from "./clicks.js";
import { clickKey, inputValues } from "./form-input.js";

const states = new WeakMap();

/** Tracks the last click on the submit button in this shadow root. `form` is the key of its form, if that is known. */
export function trackEarlyState(shadow, getOptions, form) {
  const state = { form, click: clickBeforeScripts(shadow, getOptions) };
  states.set(shadow, state);
  handleClicks(shadow);
  shadow.addEventListener("submit", () => {
    if (states.has(shadow)) state.click = clickKey(getOptions(), inputValues(shadow));
  });
}

/** Returns the state and forgets it: it may contain a token. */
export function takeEarlyState(shadow) {
  const state = states.get(shadow);
  states.delete(shadow);
  return state;
}

/**
 * The key of a click from before any script had run, on a form in the page's markup. Such a form has a hidden required
 * field: it matches `:user-invalid` after an attempt to submit the form, but not after a mere focus.
 */
export function clickBeforeScripts(shadow, getOptions) {
  const marker = shadow.querySelector("[name=submitted]");
  // `:is()` is forgiving: a browser without `:user-invalid` matches nothing instead of throwing.
  const isClicked = marker?.matches(":is(:user-invalid)");
  marker?.parentNode.remove();
  return isClicked ? clickKey(getOptions(), inputValues(shadow)) : undefined;
}
