/**
 * Clicks and keys on our buttons: those that are not meant for the button that they hit, and those that submit the form.
 * The early form, the card of a failure and the widget use this alike, and so does the Yew component
 * (`src/components/shadow.rs`). Imports nothing for that reason.
 */

/** Within this time and distance, two taps are a double tap. For a mouse, `event.detail` counts the clicks. */
const DOUBLE_TAP_MS = 500;
const DOUBLE_TAP_PX = 24;

/** Where and when the first click of a potential double click was, anywhere on the page. */
let first = { x: 0, y: 0, at: -Infinity };

/** By click, whether it repeats another one. */
const repeats = new WeakMap();

/** Handles clicks and keys on the buttons in this shadow root. Calling it again has no effect. */
export function handleClicks(shadow) {
  // Captured, to be before all other listeners. That of the window notices clicks on the page around the element.
  addEventListener("click", isRepeated, true);
  shadow.addEventListener("click", onClick, true);
  shadow.addEventListener("keydown", onKeydown, true);
  shadow.addEventListener("click", submitForm);
}

function onClick(event) {
  const button = event.target.closest("button");
  if (!button) return;
  // Not every browser focuses a clicked button. If the focus were elsewhere, it would not move to the outcome.
  if (event.detail) button.focus();
  if (!isRepeated(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** While Enter is held down, it could click the button of the next state. */
function onKeydown(event) {
  if (event.repeat && event.key === "Enter" && event.target.matches("button, input")) event.preventDefault();
}

/**
 * Dispatches `submit` for a click on the button, or for Enter in a field, which browsers make a click. They would not
 * dispatch it in a frame that is sandboxed without `allow-forms`.
 */
function submitForm(event) {
  const form = event.target.closest("[type=submit]")?.form;
  if (!form) return;
  event.preventDefault();
  form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
}

/**
 * Whether this click follows another one so quickly that both are one for the user: what it hits may just have appeared
 * there. Whoever calls this first for a click makes it the one that the next click is compared with.
 */
function isRepeated(event) {
  if (!repeats.has(event)) repeats.set(event, compareWithFirst(event));
  return repeats.get(event);
}

function compareWithFirst(event) {
  const { detail, clientX: x, clientY: y } = event;
  // Clicks of the keyboard, scripts and assistive technology have no pointer.
  if (!detail) return false;
  const at = performance.now();
  const isNear = Math.abs(x - first.x) <= DOUBLE_TAP_PX && Math.abs(y - first.y) <= DOUBLE_TAP_PX;
  const isSecond = detail > 1 || (isNear && at - first.at < DOUBLE_TAP_MS && isTap(event));
  if (!isSecond) first = { x, y, at };
  else if (isNear) first.at = at;
  return isSecond;
}

/** Whether the click is a tap of a finger or pen. If the browser does not report that, the primary pointer decides. */
function isTap({ pointerType }) {
  return pointerType ? pointerType !== "mouse" : matchMedia("(pointer: coarse)").matches;
}
