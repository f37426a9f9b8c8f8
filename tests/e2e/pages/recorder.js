/** Runs before everything else on a page, and records violations, console messages and events. */
"use strict";

const recorder = { violations: [], console: [], events: [], cancels: false };
Object.defineProperty(window, "recorder", { value: recorder });

/** Imports a module in the page's context. In Firefox, imports of WebDriver scripts are isolated from the page. */
recorder.load = (address) => void import(address);

addEventListener(
  "securitypolicyviolation",
  (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    recorder.violations.push(`${effectiveDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
  },
  true,
);

for (const level of ["error", "warn", "info", "log", "debug"]) {
  const original = console[level];
  console[level] = (...values) => {
    recorder.console.push({ level, text: values.map(String).join(" ") });
    original.apply(console, values);
  };
}
addEventListener("error", (event) => recorder.console.push({ level: "error", text: `uncaught: ${event.message}` }));
addEventListener("unhandledrejection", (event) => {
  recorder.console.push({ level: "error", text: `unhandled rejection: ${event.reason}` });
});

/** A copy in which `undefined` becomes text, so that it differs from absent and `null`. */
const cloneDetail = (detail) =>
  JSON.parse(JSON.stringify(detail, (_, value) => (value === undefined ? "undefined, not null" : value)));

for (const name of ["before-archive", "archived", "restored", "refused", "unknown", "state"]) {
  document.addEventListener(`tallyfy-${name}`, (event) => {
    const { type, detail, bubbles, composed, cancelable, target } = event;
    recorder.events.push({ name: type, detail: cloneDetail(detail), bubbles, composed, cancelable, from: target.id });
    if (cancelable && recorder.cancels) event.preventDefault();
  });
}
