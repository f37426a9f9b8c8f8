/** Notifies elements when they come close to the viewport, with one observer for all of them. */
const callbacks = new WeakMap();
let observer;

/** Calls `callback` once the element comes close to the viewport, unless `offEnterViewport` is called before. */
export function onEnterViewport(element, callback) {
  observer ??= new IntersectionObserver(notify, { rootMargin: "50%" });
  callbacks.set(element, callback);
  observer.observe(element);
}

export function offEnterViewport(element) {
  observer?.unobserve(element);
}

function notify(entries) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    offEnterViewport(target);
    callbacks.get(target)();
  }
}
