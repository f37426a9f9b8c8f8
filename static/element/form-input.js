/** The user's input in the form of a shadow root: values, and clicks on the submit button. */

/** The values of the fields by ID. */
export function inputValues(root) {
  return Object.fromEntries([...root.querySelectorAll("input[id]")].map(({ id, value }) => [id, value]));
}

/**
 * Identifies what a click on the submit button would do. A click that is carried out later must have the same key then;
 * otherwise it is dropped.
 */
export function clickKey(options, values) {
  return JSON.stringify([options, values]);
}

/** Calls `callback` when the form is submitted, except by a double click whose first click was elsewhere. */
export function onSubmit(shadow, callback) {
  let clicked;
  shadow.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (event.detail === 1) clicked = button;
    if (event.detail > 1 && button !== clicked) event.preventDefault();
  });
  shadow.addEventListener("submit", ({ submitter }) => {
    // WebKit does not focus clicked buttons. Without it, the result would not get the focus either.
    if (!shadow.activeElement) submitter?.focus();
    callback();
  });
}
