/** What happened to an element's form before the element was defined: whoever defines it goes on from there. */
const notes = new WeakMap();

/** Remembers the last click on the button in this shadow root, and which form it is of if that is known. */
export function note(shadow, options, form) {
  const noted = { form, click: earlierClick(shadow, options) };
  notes.set(shadow, noted);
  onSubmit(shadow, () => {
    if (notes.has(shadow)) noted.click = meaningOf(options(), valuesIn(shadow));
  });
}

/** What was remembered. It is told once: a token may be in it. */
export function takeNote(shadow) {
  const noted = notes.get(shadow);
  notes.delete(shadow);
  return noted;
}

/**
 * What a click meant that came before any script, on a form of the page's own markup. Such a form has a field that
 * nobody sees or fills in: it is wrong as soon as somebody has tried to submit the form, and not because of the focus.
 */
export function earlierClick(shadow, options) {
  const mark = shadow.querySelector("[name=submitted]");
  // A browser that does not know the inner one takes this for a list of nothing.
  const isClicked = mark?.matches(":is(:user-invalid)");
  mark?.parentNode.remove();
  return isClicked ? meaningOf(options(), valuesIn(shadow)) : undefined;
}

/** Calls `callback` when the form is submitted, but not by a double click that began somewhere else. */
export function onSubmit(shadow, callback) {
  let pressed;
  shadow.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (event.detail === 1) pressed = button;
    if (event.detail > 1 && button !== pressed) event.preventDefault();
  });
  shadow.addEventListener("submit", ({ submitter }) => {
    // WebKit gives a button that was clicked no focus. Then nobody would know that the focus belongs here.
    if (!shadow.activeElement) submitter?.focus();
    callback();
  });
}

/** What a click on the button means. If it would mean something else by then, it is not carried out later. */
export function meaningOf(options, values) {
  return JSON.stringify([options, values]);
}

/** What stands in the fields. */
export function valuesIn(root) {
  return Object.fromEntries([...root.querySelectorAll("input[id]")].map(({ id, value }) => [id, value]));
}
