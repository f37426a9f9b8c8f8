/** Events of the page that concern all of its elements. `src/components/page_events.rs` is the same for Yew applications. */
const wakeCallbacks = new Set();
const changing = new Set();

/**
 * Calls `callback` when unknown outcomes should be checked again, since the network is back or the page visible again,
 * until `offWake` is called with it.
 */
export function onWake(callback) {
  wakeCallbacks.add(callback);
  // Adding the same listener again has no effect.
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
}

export function offWake(callback) {
  wakeCallbacks.delete(callback);
}

function wake() {
  if (document.hidden) return;
  for (const callback of [...wakeCallbacks]) callback();
}

/** While any element has a change in flight, the browser asks for confirmation before the user leaves the page. */
export function setChangeInFlight(element, isInFlight) {
  if (isInFlight) changing.add(element);
  else changing.delete(element);
  // A permanent listener would keep the page out of the back/forward cache.
  if (changing.size) addEventListener("beforeunload", preventUnload);
  else removeEventListener("beforeunload", preventUnload);
}

function preventUnload(event) {
  event.preventDefault();
  // For browsers that ignore the line above.
  event.returnValue = true;
}
