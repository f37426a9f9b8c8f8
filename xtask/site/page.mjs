/** Pages: their sources call files as they are called in `static/`. */
import assert from "node:assert/strict";

/** Where a page's policy says which styles may be used. */
const STYLES = "style-src 'self'";

/** Where the page of its own shows the form before any script is there. */
const CARD = "<!-- card -->";

/**
 * A field that nobody sees or fills in. It is wrong in the browser's eyes as soon as somebody has tried to submit the form:
 * this is how a script learns of a click that was there before it. `clickBeforeScripts` in `early-state.js` removes it.
 */
const MARK = `<p hidden="hidden"><input name="submitted" required="required"></p>`;

/** Replaces what a text must have exactly once. */
export function replaceOnce(text, what, by) {
  assert.equal(text.split(what).length, 2, `${what} is not there once`);
  return text.replace(what, () => by);
}

export function insertCard(page, card) {
  return replaceOnce(page, CARD, replaceOnce(card, "</form>", `${MARK}</form>`));
}

/**
 * Puts the styles that a page links to into it: what it shows from the start waits for nothing else. Its policy, which
 * lets in files of its own alone, gets their digests.
 */
export function inlineStyles(page, styles) {
  for (const { name, text, integrity } of styles) {
    page = replaceOnce(page, `<link rel="stylesheet" href="${name}" />`, `<style>${text}</style>`);
    page = replaceOnce(page, STYLES, `${STYLES} '${integrity}'`);
  }
  return page;
}

/** Has what a page loads loaded under hashed names, and checked. */
export function refer(page, assets) {
  return page.replace(/<(?:link|script|img) [^>]*>/g, (tag) => {
    const file = assets.find(({ name }) => tag.includes(`"${name}"`));
    if (!file) return tag;
    // Browsers check no pictures, and what a script fetches is checked by the script.
    const integrity = /\.(svg|wasm)$/.test(file.name) ? "" : ` integrity="${file.integrity}"`;
    return tag.replace(`"${file.name}"`, `"${file.hashed}"${integrity}`);
  });
}

/** The tags for a page that embeds the element, with `dist/` beside it as `tallyfy-archive/`. */
export function snippet(scripts) {
  const tags = scripts.map(
    ({ hashed, integrity }) =>
      `<script type="module" src="tallyfy-archive/${hashed}" integrity="${integrity}"></script>\n`,
  );
  return `${tags.join("")}<tallyfy-archive-task></tallyfy-archive-task>\n`;
}

/** A tag for the head of such a page, to have the WebAssembly fetched along with the scripts and not after them. */
export function preload({ hashed }) {
  return `<link rel="preload" href="tallyfy-archive/${hashed}" as="fetch" type="application/wasm" crossorigin fetchpriority="low">\n`;
}
