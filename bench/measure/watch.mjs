/**
 * Runs inside the page, before anything of it, and notes when what is on the screen.
 *
 * It looks once in every frame, and takes the time when that frame is done: whoever painted it, and however.
 */
export function watch({ fields, values, find, details, archive, archived }) {
  const steps = [
    { name: "form", seen: () => fields.every((place) => usable(control(place))) && usable(locate(find)) },
    { name: "details", seen: () => visible(locate(details)) && usable(locate(archive)) },
    { name: "archived", seen: () => visible(locate(archived)) },
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
    if (step?.seen()) {
      steps.shift();
      afterThisFrame(() => {
        marks[step.name] = performance.now();
        if (step.name === "form") fill();
        say(JSON.stringify({ name: step.name, spot: step.name === "form" ? spot(find) : null }));
      });
    }
    if (steps.length) requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
  addEventListener("click", (event) => event.isTrusted && clicks.push(event.timeStamp), true);
  window.bench = { notes, spot };

  function locate(place) {
    let found = document;
    for (const step of place.split(" >>> ")) {
      const [, selector, text] = step.match(/^(.*?)(?:\{(.*)\})?$/);
      const inside = [...(found.shadowRoot ?? found).querySelectorAll(selector)];
      found = inside.find((element) => !text || element.textContent.includes(text));
      if (!found) return null;
    }
    return found;
  }

  function control(place) {
    const found = locate(place);
    return found?.control ?? found;
  }

  function visible(element) {
    return element?.checkVisibility({ visibilityProperty: true }) ?? false;
  }

  function usable(element) {
    return visible(element) && !element.disabled && !element.readOnly;
  }

  /** As a password manager would: at once, and with the events of typing. */
  function fill() {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    for (const [index, value] of (values ?? []).entries()) {
      const input = control(fields[index]);
      set.call(input, value);
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  }

  /** Where to click; nothing once it is gone. */
  function spot(place) {
    const element = locate(place);
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

  /** Everything in milliseconds since the navigation began. */
  function notes() {
    const calls = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/"));
    const [found, gone] = calls.map(({ requestStart, responseEnd }) => ({ requestStart, responseEnd }));
    return { marks, clicks, gaps, found, gone };
  }
}
