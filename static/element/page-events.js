/**
 * Events of the page that concern all widgets on it. The Yew component uses this as well (`src/components/page_events.rs`):
 * imports nothing for that reason.
 */
const wakeCallbacks = new Set();
const unloadCallbacks = new Set();
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

/** Calls `callback` before the page or frame goes away, until `offUnload` is called with it. */
export function onUnload(callback) {
  unloadCallbacks.add(callback);
  addEventListener("pagehide", unload);
}

export function offUnload(callback) {
  unloadCallbacks.delete(callback);
}

function unload({ persisted }) {
  // It may come back.
  if (persisted) return;
  for (const callback of unloadCallbacks) callback();
}

/**
 * While any `owner`, such as an element, has a change in flight, the browser asks for confirmation before the user leaves
 * the page.
 */
export function setChangeInFlight(owner, isInFlight) {
  if (isInFlight) changing.add(owner);
  else changing.delete(owner);
  // A permanent listener would keep the page out of the back/forward cache.
  if (changing.size) addEventListener("beforeunload", preventUnload);
  else removeEventListener("beforeunload", preventUnload);
}

function preventUnload(event) {
  event.preventDefault();
  // For browsers that ignore the line above.
  event.returnValue = true;
}
