/** Yew never frees all of what it allocates to mount a widget, so a place for widgets that is left serves the next element. */
import { make } from "parts";
import { crashes, guard, onCrash } from "./load.js";

const free = [];
onCrash(() => (free.length = 0));

/** A root element and the widget that is mounted into it; nothing if the WebAssembly crashes. */
export function takeRoot(Widget) {
  // One that was given back a moment ago may still be full.
  const place = free.findIndex(({ root }) => !root.firstElementChild);
  if (place >= 0) return free.splice(place, 1)[0];
  const root = make("div");
  return guard(() => ({ root, widget: new Widget(root) }));
}

/** Takes back what `takeRoot` gave. */
export function giveBack(mounted) {
  const life = crashes;
  guard(() => mounted.widget.release());
  mounted.root.removeAttribute("lang");
  // It would keep the document of a frame alive.
  document.adoptNode(mounted.root);
  if (life === crashes) free.push(mounted);
}
