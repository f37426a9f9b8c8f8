/** Loads the element, and holds back the WebAssembly until `release()` is called. */
let release;
const held = new Promise((resolve) => (release = resolve));
const originalFetch = window.fetch;
window.fetched = [];
window.fetch = async (...args) => {
  const address = String(args[0]?.url ?? args[0]);
  window.fetched.push(address);
  if (address.includes(".wasm")) await held;
  return originalFetch.apply(window, args);
};
await import("/tallyfy-archive.js");
window.release = release;
