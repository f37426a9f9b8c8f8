/** The idle card, as Yew rendered it with the keys of texts in the place of the texts: modules for the scripts. */
import assert from "node:assert/strict";

import { load } from "./npm.mjs";

const { parseFragment } = await load("parse5");

/** Attributes that the card may not have: policies forbid inline styles, and the fields are empty. */
const FORBIDDEN = ["style", "value"];

/** The card as a table of nodes, since Trusted Types allow scripts no HTML, and the English texts that are in it. */
export function cardModule(html, messages) {
  const { childNodes } = parseFragment(html);
  assert.equal(childNodes.length, 1, `not one element was rendered: ${html}`);
  const keys = new Set();
  const card = JSON.stringify(table(childNodes[0], keys));
  const texts = [...keys].sort().map((key) => `  ${key}: ${JSON.stringify(messages[key])},\n`);
  return `export const card = ${card};\n\nexport const texts = {\n${texts.join("")}};\n`;
}

/** An element as an array of tag, attributes and children; a text as its key. */
function table(node, keys) {
  if (node.nodeName === "#text") {
    const key = /^⟦(\w+)⟧$/.exec(node.value)?.[1];
    assert(key, `not a text of the widget: ${node.value}`);
    keys.add(key);
    return key;
  }
  assert(node.tagName, `neither element nor text: ${node.nodeName}`);
  // Always in the same order, which compresses well.
  const attributes = node.attrs.map(({ name, value }) => [name, value]).sort();
  for (const [name, value] of attributes) {
    assert(!FORBIDDEN.includes(name) && !value.includes("⟦"), `<${node.tagName}> has ${name}="${value}"`);
  }
  return [node.tagName, Object.fromEntries(attributes), ...node.childNodes.map((child) => table(child, keys))];
}

/** Every value under its key. A bundler keeps those that a script imports. */
export function constantsModule(values) {
  return Object.entries(values)
    .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};\n`)
    .join("");
}
