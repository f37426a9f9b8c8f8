/**
 * Requests the approval of the page's listeners before an item is archived. `dispatch` dispatches
 * `tallyfy-before-archive` with a detail, and returns `false` if it was canceled. Returns a boolean, or a promise of one
 * if a listener called `waitUntil`.
 */
export function requestApproval(dispatch, detail) {
  const promises = [];
  let isDispatching = true;
  const waitUntil = (promise) => {
    if (!isDispatching) throw new DOMException("waitUntil() was called after the event was dispatched", "InvalidStateError");
    promises.push(promise);
  };
  const isAllowed = dispatch({ ...detail, waitUntil });
  isDispatching = false;
  if (!isAllowed || !promises.length) return isAllowed;
  const isApproval = (value) => value === undefined || value === true;
  return Promise.all(promises).then(
    (values) => values.every(isApproval),
    () => false,
  );
}
