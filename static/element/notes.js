/** What happened to an element's form before the element was defined: whoever defines it goes on from there. */
const notes = new WeakMap();

/** Remembers the last click on the button in this shadow root, and which form it is of if that is known. */
export function note(shadow, options, form) {
  const noted = { form };
  notes.set(shadow, noted);
  shadow.addEventListener("submit", () => {
    if (notes.has(shadow)) noted.click = meaningOf(options(), valuesIn(shadow));
  });
}

/** What was remembered. It is told once: a token may be in it. */
export function takeNote(shadow) {
  const noted = notes.get(shadow);
  notes.delete(shadow);
  return noted;
}

/** What a click on the button means. If it would mean something else by then, it is not carried out later. */
export function meaningOf(options, values) {
  return JSON.stringify([options, values]);
}

/** What stands in the fields. */
export function valuesIn(root) {
  return Object.fromEntries([...root.querySelectorAll("input")].map(({ id, value }) => [id, value]));
}
