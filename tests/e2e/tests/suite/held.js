/** Loads the element, and holds back what it fetches until `release()` is called. */
let release;
const held = new Promise((resolve) => (release = resolve));
const usual = window.fetch;
window.fetched = [];
window.fetch = async (...asked) => {
  window.fetched.push(String(asked[0]?.url ?? asked[0]));
  await held;
  return usual.apply(window, asked);
};
await import("/tallyfy-archive.js");
window.release = release;
