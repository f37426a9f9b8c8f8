/**
 * Asks the page's listeners whether the item may be archived: a boolean, or a promise of one where a listener wants to
 * take its time. `dispatch` dispatches the event with a detail, and returns whether no listener cancelled it.
 */
export function requestApproval(dispatch, detail) {
  const given = [];
  let isDispatching = true;
  const waitUntil = (promise) => {
    if (!isDispatching) throw new DOMException("waitUntil() was called after the event was dispatched", "InvalidStateError");
    given.push(promise);
  };
  const isAllowed = dispatch({ ...detail, waitUntil });
  isDispatching = false;
  if (!isAllowed || !given.length) return isAllowed;
  const isYes = (value) => value === undefined || value === true;
  return Promise.all(given).then(
    (values) => values.every(isYes),
    () => false,
  );
}
