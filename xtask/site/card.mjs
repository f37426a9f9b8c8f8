/** The idle card and row, as Yew rendered them with the keys of texts in the place of the texts: modules for the scripts. */
import assert from "node:assert/strict";

import { load } from "./npm.mjs";

const { parseFragment } = await load("parse5");

/** Attributes that the card may not have: policies forbid inline styles, and the fields are empty. */
const FORBIDDEN = ["style", "value"];

/** Each as a table of nodes, since Trusted Types allow scripts no HTML, and the English texts that are in them. */
export function cardModule(rendered, messages) {
  const keys = new Set();
  const tables = Object.entries(rendered).map(([name, html]) => {
    const { childNodes } = parseFragment(html);
    assert.equal(childNodes.length, 1, `not one element was rendered: ${html}`);
    return `export const ${name} = ${JSON.stringify(table(childNodes[0], keys))};\n\n`;
  });
  const texts = [...keys].sort().map((key) => `  ${key}: ${JSON.stringify(messages[key])},\n`);
  return `${tables.join("")}export const texts = {\n${texts.join("")}};\n`;
}

/** An element as an array of tag, attributes and children; a text with its keys in braces. */
function table(node, keys) {
  const inBraces = (text) => text.replace(/⟦(\w+)⟧/g, (_, key) => keys.add(key) && `{${key}}`);
  if (node.nodeName === "#text") {
    assert(!/\p{L}/u.test(node.value.replace(/⟦\w+⟧/g, "")), `not a text of the widget: ${node.value}`);
    return inBraces(node.value);
  }
  assert(node.tagName, `neither element nor text: ${node.nodeName}`);
  // Always in the same order, which compresses well.
  const attributes = node.attrs.map(({ name, value }) => [name, inBraces(value)]).sort();
  for (const [name, value] of attributes) assert(!FORBIDDEN.includes(name), `<${node.tagName}> has ${name}="${value}"`);
  return [node.tagName, Object.fromEntries(attributes), ...node.childNodes.map((child) => table(child, keys))];
}

/** Every value under its key. A bundler keeps those that a script imports. */
export function constantsModule(values) {
  return Object.entries(values)
    .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};\n`)
    .join("");
}
