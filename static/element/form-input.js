/** The user's input in the form of a shadow root: values, and what a click on the submit button would do. */

/** The values of the fields by ID. */
export function inputValues(root) {
  return Object.fromEntries([...root.querySelectorAll("input[id]")].map(({ id, value }) => [id, value]));
}

/**
 * Identifies what a click on the submit button would do. A click that is performed later must have the same key then;
 * otherwise it is dropped.
 */
export function clickKey(options, values) {
  return JSON.stringify([options, values]);
}
