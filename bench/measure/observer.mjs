/**
 * Runs inside the page before its scripts, and records when each step is painted.
 *
 * It checks once per frame and records the end of that frame, whatever has rendered it.
 */
export function observe({ fields, values, find, details, archive, archived }) {
  const steps = [
    { name: "form", isShown: () => fields.every((locator) => usable(control(locator))) && usable(locate(find)) },
    { name: "details", isShown: () => visible(locate(details)) && usable(locate(archive)) },
    { name: "archived", isShown: () => visible(locate(archived)) },
  ];
  const marks = {};
  const clicks = [];
  const gaps = [];
  let last = performance.now();

  function frame() {
    const now = performance.now();
    gaps.push([now, now - last]);
    last = now;
    const [step] = steps;
    if (step?.isShown()) {
      steps.shift();
      afterThisFrame(() => {
        marks[step.name] = performance.now();
        if (step.name === "form") fill();
        reportStep(JSON.stringify({ name: step.name, point: step.name === "form" ? clickPoint(find) : null }));
      });
    }
    if (steps.length) requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
  addEventListener("click", (event) => event.isTrusted && clicks.push(event.timeStamp), true);
  window.bench = { measurements, clickPoint };

  function locate(locator) {
    let found = document;
    for (const step of locator.split(" >>> ")) {
      const [, selector, text] = step.match(/^(.*?)(?:\{(.*)\})?$/);
      const inside = [...(found.shadowRoot ?? found).querySelectorAll(selector)];
      found = inside.find((element) => !text || element.textContent.includes(text));
      if (!found) return null;
    }
    return found;
  }

  function control(locator) {
    const found = locate(locator);
    return found?.control ?? found;
  }

  function visible(element) {
    return element?.checkVisibility({ visibilityProperty: true }) ?? false;
  }

  function usable(element) {
    return visible(element) && !element.disabled && !element.readOnly;
  }

  /** Like a password manager: at once, with input events. */
  function fill() {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    for (const [index, value] of (values ?? []).entries()) {
      const input = control(fields[index]);
      set.call(input, value);
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  }

  /** Where to click; `null` if it is not usable. */
  function clickPoint(locator) {
    const element = locate(locator);
    if (!usable(element)) return null;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }

  function afterThisFrame(callback) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = callback;
    port2.postMessage(null);
  }

  /** All times are in milliseconds since the navigation. */
  function measurements() {
    const calls = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/"));
    const [found, gone] = calls.map(({ requestStart, responseEnd }) => ({ requestStart, responseEnd }));
    return { marks, clicks, gaps, found, gone };
  }
}
