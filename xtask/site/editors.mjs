/** What editors complete and explain: the keys of texts, and in VS Code the elements of the custom elements manifest. */
const valuesOf = ({ type }) => [...type.text.matchAll(/"([^"]+)"/g)].map(([, name]) => ({ name }));
const describe = ({ name, description }) => ({ name, description });
const elementsIn = ({ modules }) => modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
const customData = (entries) => JSON.stringify({ version: 1.1, ...entries }, null, 2);

export function messagesTypes(messages) {
  const members = Object.entries(messages).map(([key, text]) => `  /** ${text} */\n  ${key}?: string;\n`);
  return `/** Replacement texts by key. Each is described by the English text. */\nexport interface Messages {\n${members.join("")}}\n`;
}

export function htmlData(manifest) {
  const attribute = (one) => ({ ...describe(one), values: valuesOf(one) });
  const tag = (one) => ({ name: one.tagName, description: one.summary, attributes: one.attributes.map(attribute) });
  return customData({ tags: elementsIn(manifest).map(tag) });
}

export function cssData(manifest) {
  return customData({ properties: elementsIn(manifest).flatMap(({ cssProperties }) => cssProperties.map(describe)) });
}
