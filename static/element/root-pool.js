/** A pool of mounted roots. Yew leaks part of what it allocates when it mounts, so roots of released elements are reused. */
import { createElement } from "shared";
import { crashCount, guard, onCrash } from "./crash-detection.js";

const pool = [];
onCrash(() => (pool.length = 0));

/** A root element and the widget that is mounted into it; `undefined` if the WebAssembly crashes. */
export function acquireRoot(Widget) {
  // Yew empties a root some time after it was released.
  const index = pool.findIndex(({ root }) => !root.firstElementChild);
  if (index >= 0) return pool.splice(index, 1)[0];
  const root = createElement("div");
  return guard(() => ({ root, widget: new Widget(root) }));
}

/** Returns to the pool what `acquireRoot` returned. */
export function releaseRoot(mounted) {
  const crashesBefore = crashCount;
  guard(() => mounted.widget.release());
  mounted.root.removeAttribute("lang");
  // It would keep the document of a frame alive.
  document.adoptNode(mounted.root);
  if (crashCount === crashesBefore) pool.push(mounted);
}
