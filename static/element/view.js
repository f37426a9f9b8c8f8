/** Tells when elements come into view, or near it. One observer does for all of them. */
const callbacks = new WeakMap();
let observer;

/** Calls `callback` once the element is seen, unless `ignoreView` is called before. */
export function onView(element, callback) {
  observer ??= new IntersectionObserver(notice, { rootMargin: "50%" });
  callbacks.set(element, callback);
  observer.observe(element);
}

export function ignoreView(element) {
  observer?.unobserve(element);
}

function notice(entries) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    ignoreView(target);
    callbacks.get(target)();
  }
}
