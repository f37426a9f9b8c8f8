"use client";
/** `ArchiveTask` for React 18 or later, also rendered on a server. Importing this module defines `<tallyfy-archive-task>`. */
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import "./tallyfy-archive.js";

// By name: Next.js refuses `export *` in a module with "use client".
export { configure, define, TallyfyArchiveTask } from "./element.js";

/** The attribute that a prop becomes where the names differ. React 18 would render `className` as it is. */
const ATTRIBUTES = { orgId: "org-id", taskId: "task-id", apiBase: "api-base", tokenUrl: "token-url", className: "class" };

/** Set as properties, and not rendered: attributes are strings, and HTML from a server must not contain the token. */
const PROPERTIES = ["token", "getToken", "messages"];

/** The prop for each event. */
const HANDLERS = {
  "tallyfy-before-archive": "onBeforeArchive",
  "tallyfy-archived": "onArchived",
  "tallyfy-restored": "onRestored",
  "tallyfy-refused": "onRefused",
  "tallyfy-unknown": "onUnknown",
  "tallyfy-state": "onState",
};

const NOT_RENDERED = [...PROPERTIES, ...Object.values(HANDLERS)];

/** React 18 warns of layout effects on a server. */
const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

const neverChanges = () => () => {};

/**
 * Binds the props that are not attributes to an element. React cannot: version 18 sets no properties on custom elements
 * and listens to none of their events, and version 19 does neither if the element was rendered on a server.
 *
 * The listeners are never removed. A change in flight settles even if the component is unmounted meanwhile, for example
 * because a dialog was closed, and the application must learn of that.
 */
class Binding {
  #props = {};

  /** Applies what has changed. Leaves alone what was never given: the user may have entered a token before hydration. */
  apply(element, props) {
    const previous = this.#props;
    this.#props = props;
    // Adding the same listener again has no effect.
    for (const type of Object.keys(HANDLERS)) element.addEventListener(type, this);
    for (const name of PROPERTIES) if (props[name] !== previous[name]) element[name] = props[name] ?? null;
  }

  handleEvent(event) {
    this.#props[HANDLERS[event.type]]?.(event);
  }
}

/** The attributes are the same on a server and in the first render of a browser, as hydration requires. */
function attributesOf(props) {
  const rendered = Object.entries(props).filter(([name]) => !NOT_RENDERED.includes(name));
  return Object.fromEntries(rendered.map(([name, value]) => [ATTRIBUTES[name] ?? name, value]));
}

export const ArchiveTask = forwardRef(function ArchiveTask(props, ref) {
  const host = useRef(null);
  const binding = useRef(null);
  const isHydrated = useSyncExternalStore(neverChanges, () => true, () => false);
  // The script may define the element before React hydrates it. Until then it has no token, and nobody listens to it.
  const inert = isHydrated ? props.inert : "";

  useBrowserEffect(() => {
    binding.current ??= new Binding();
    binding.current.apply(host.current, props);
  });
  // After the effect: who gets the element by `ref` may call its methods at once.
  useImperativeHandle(ref, () => host.current, []);
  return createElement("tallyfy-archive-task", { ...attributesOf(props), inert, ref: host });
});
