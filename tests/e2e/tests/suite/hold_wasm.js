/** Loads the element, and holds back the WebAssembly until `release()` is called. */
let release;
const held = new Promise((resolve) => (release = resolve));
const usual = window.fetch;
window.fetched = [];
window.fetch = async (...asked) => {
  const address = String(asked[0]?.url ?? asked[0]);
  window.fetched.push(address);
  if (address.includes(".wasm")) await held;
  return usual.apply(window, asked);
};
await import("/tallyfy-archive.js");
window.release = release;
