/**
 * Shows a popover next to a row, and keeps it there. For the element, and for the Yew component, which imports it through
 * wasm-bindgen (`src/components/popover.rs`). Imports nothing for that reason.
 */

/** The distances to the row and to the edges of the viewport. */
const GAP_PX = 4;
const MARGIN_PX = 8;

/** With less room than this, it covers the row. */
const MIN_HEIGHT_PX = 200;

/** The popovers that are kept next to their rows, with the windows in which they are. */
const windows = new WeakMap();

/**
 * Shows `popover` next to `anchor`, unless it is shown already. `onClose` is called when the user has closed it, with
 * whether it had the focus, which then is where it was before.
 */
export function showPopover(popover, anchor, onClose) {
  const opener = popover.getRootNode().activeElement;
  try {
    if (!popover.matches(":popover-open")) popover.showPopover();
  } catch {
    // Without popovers it is a positioned box, which its button closes.
  }
  const { defaultView } = popover.ownerDocument;
  if (defaultView && windows.get(popover) !== defaultView) keep(popover, anchor, opener, onClose);
  place(popover, anchor);
}

function keep(popover, anchor, opener, onClose) {
  const window = popover.ownerDocument.defaultView;
  windows.set(popover, window);
  const controller = new AbortController();
  const { signal } = controller;
  let hadFocus = false;
  const notice = () => (hadFocus = popover.contains(popover.getRootNode().activeElement));
  const close = () => {
    // Browsers do not give it back within a shadow root.
    if (hadFocus && opener?.isConnected) opener.focus({ preventScroll: true });
    onClose(hadFocus);
  };
  popover.addEventListener("beforetoggle", notice, { signal });
  popover.addEventListener("toggle", ({ target, newState }) => {
    // Not those of what is folded in it.
    if (target === popover && newState === "closed" && popover.isConnected) close();
  }, { signal });
  popover.addEventListener("click", ({ target }) => {
    if (!target.closest(".close")) return;
    if (popover.hidePopover) return popover.hidePopover();
    notice();
    close();
  }, { signal });

  // No event tells that the row has moved: the page may scroll, resize, or remove the row above it.
  const update = () => {
    if (popover.isConnected && popover.ownerDocument.defaultView === window) {
      place(popover, anchor);
      window.requestAnimationFrame(update);
    } else {
      controller.abort();
      if (windows.get(popover) === window) windows.delete(popover);
    }
  };
  window.requestAnimationFrame(update);
}

/** Below the row, or above it where that has more room, and always in the viewport. What does not fit scrolls. */
function place(popover, anchor) {
  const row = anchor.getBoundingClientRect();
  // In quirks mode, the root element is as high as its content, and this is the body.
  const { scrollingElement, documentElement } = popover.ownerDocument;
  const { clientWidth, clientHeight } = scrollingElement ?? documentElement;
  const below = clientHeight - row.bottom - GAP_PX - MARGIN_PX;
  const above = row.top - GAP_PX - MARGIN_PX;
  const isAbove = popover.scrollHeight > below && above > below;
  const height = Math.min(Math.max(isAbove ? above : below, MIN_HEIGHT_PX), clientHeight - 2 * MARGIN_PX);
  popover.style.setProperty("max-height", `${height}px`);

  const isRightToLeft = getComputedStyle(anchor).direction === "rtl";
  const put = (property, start, room) => {
    popover.style.setProperty(property, `${Math.max(MARGIN_PX, Math.min(start, room - MARGIN_PX))}px`);
  };
  put("left", isRightToLeft ? row.right - popover.offsetWidth : row.left, clientWidth - popover.offsetWidth);
  put("top", isAbove ? row.top - GAP_PX - popover.offsetHeight : row.bottom + GAP_PX, clientHeight - popover.offsetHeight);
}
