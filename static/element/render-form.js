/**
 * Renders the form before the WebAssembly is loaded, from what the build makes of the components: the table of nodes of
 * their idle card (`xtask/site/card.mjs`), and how options change it (`src/prerender.rs`). A test compares it with the
 * widget's: nothing may move when that replaces it.
 */
import { card } from "prerendered/card.js";
import { variants } from "prerendered/constants.js";
import { createElement } from "./create-element.js";
import { getMessage } from "./english.js";

/** The variants that apply. */
function variantsFor(options, isTokenGiven) {
  const given = { ...options, token: isTokenGiven || null };
  return variants.filter(({ option, value }) => (value ? given[option] === value : given[option] !== null));
}

/** Identifies a form by what `renderForm` makes it of: forms with the same key are equal. */
export function formKey({ messages, ...options }, isTokenGiven) {
  return JSON.stringify([variantsFor(options, isTokenGiven), messages]);
}

/** The idle card, with a field for each value that the page does not give. */
export function renderForm({ messages, ...options }, isTokenGiven) {
  const applying = variantsFor(options, isTokenGiven);
  const { submit } = Object.assign({}, ...applying);
  // A field begins with its label, which names the input.
  const isShown = ([, , label]) => !applying.some(({ without }) => without.includes(label?.[1]?.for));
  const render = ([tag, attributes, ...children], parentKey) => {
    const key = attributes.type === "submit" ? submit : parentKey;
    const node = (child) => (typeof child === "string" ? getMessage(key ?? child, messages) : render(child, key));
    const nodes = children.filter(isShown).map(node);
    return createElement(tag, attributes, ...nodes);
  };

  const form = render(card);
  if (!form.querySelector("input")) form.dataset.compact = "";
  return form;
}
