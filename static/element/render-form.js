/**
 * Renders the form before the WebAssembly is loaded, from what the build makes of the components: the tables of nodes of
 * their idle card and row (`xtask/site/card.mjs`), and how options change the card (`src/prerender.rs`). A test compares
 * it with the widget's: nothing may move when that replaces it.
 */
import { card, row } from "prerendered/card.js";
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
  return JSON.stringify([variantsFor(options, isTokenGiven), options.layout, options.label, messages]);
}

/** The idle card, with a field for each value that the page does not give, or the idle row. */
export function renderForm({ messages, label, layout, ...options }, isTokenGiven) {
  const isRow = layout === "row";
  const applying = isRow ? [] : variantsFor(options, isTokenGiven);
  const { submit } = Object.assign({}, ...applying);
  // A field begins with its label, which names the input.
  const isShown = ([, , label]) => !applying.some(({ without }) => without.includes(label?.[1]?.for));
  const fill = (text) => text.replace(/{(\w+)}/g, (_, key) => getMessage(key, messages).replace("{title}", () => label ?? ""));
  const render = ([tag, attributes, ...children], parentText) => {
    const text = attributes.type === "submit" && submit ? `{${submit}}` : parentText;
    const node = (child) => (typeof child === "string" ? fill(text ?? child) : render(child, text));
    const filled = Object.entries(attributes).map(([name, value]) => [name, fill(value)]);
    return createElement(tag, Object.fromEntries(filled), ...children.filter(isShown).map(node));
  };

  const form = render(isRow ? row : card);
  if (isRow && label === null) form.querySelector("button").removeAttribute("aria-label");
  if (!isRow && !form.querySelector("input")) form.dataset.compact = "";
  return form;
}
