/** Runs before everything else on a page, and remembers what the tests want to know of it. */
"use strict";

const witness = { violations: [], console: [], events: [], refuses: false };
Object.defineProperty(window, "witness", { value: witness });

/** Imports a module as a script of the page would. Firefox keeps what a test imports itself apart from the page. */
witness.load = (address) => void import(address);

addEventListener(
  "securitypolicyviolation",
  (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    witness.violations.push(`${effectiveDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
  },
  true,
);

for (const level of ["error", "warn", "info", "log", "debug"]) {
  const usual = console[level];
  console[level] = (...values) => {
    witness.console.push({ level, text: values.map(String).join(" ") });
    usual.apply(console, values);
  };
}
addEventListener("error", (event) => witness.console.push({ level: "error", text: `uncaught: ${event.message}` }));
addEventListener("unhandledrejection", (event) => {
  witness.console.push({ level: "error", text: `unhandled rejection: ${event.reason}` });
});

/** A copy in which what is undefined still shows, so that it is not taken for absent or `null`. */
const copy = (detail) =>
  JSON.parse(JSON.stringify(detail, (_, value) => (value === undefined ? "undefined, not null" : value)));

for (const name of ["before-archive", "archived", "restored", "refused", "unknown", "state"]) {
  document.addEventListener(`tallyfy-${name}`, (event) => {
    const { type, detail, bubbles, composed, cancelable, target } = event;
    witness.events.push({ name: type, detail: copy(detail), bubbles, composed, cancelable, from: target.id });
    if (cancelable && witness.refuses) event.preventDefault();
  });
}
