/** What concerns all elements of a page: the network is back, the page is visible again, the page is about to be left. */
const awake = new Set();
const changing = new Set();

/** Calls `callback` when it is worth while to check what is unknown, until `ignoreWake` is called with it. */
export function onWake(callback) {
  awake.add(callback);
  // Adding the same listener again changes nothing.
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
}

export function ignoreWake(callback) {
  awake.delete(callback);
}

function wake() {
  if (document.hidden) return;
  for (const callback of [...awake]) callback();
}

/** Has the browser ask before the page is left while a change of any element is in flight. */
export function noteChange(element, isInFlight) {
  if (isInFlight) changing.add(element);
  else changing.delete(element);
  // A listener that is always there would keep pages out of the back/forward cache.
  if (changing.size) addEventListener("beforeunload", askBeforeLeaving);
  else removeEventListener("beforeunload", askBeforeLeaving);
}

function askBeforeLeaving(event) {
  event.preventDefault();
  // For browsers that do not go by the line above.
  event.returnValue = true;
}
