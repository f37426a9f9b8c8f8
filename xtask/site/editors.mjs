/** What editors complete and explain, by file: the keys of texts, and in VS Code the elements of the manifest. */
export function editorFiles(messages, { modules }) {
  const json = (value) => JSON.stringify(value, null, 2);
  const elements = modules.flatMap(({ declarations }) => declarations).filter(({ customElement }) => customElement);
  const describe = ({ name, description }) => ({ name, description });
  const valuesOf = ({ type }) => [...type.text.matchAll(/"([^"]+)"/g)].map(([, name]) => ({ name }));
  const attribute = (one) => ({ ...describe(one), values: valuesOf(one) });
  const tag = (one) => ({ name: one.tagName, description: one.summary, attributes: one.attributes.map(attribute) });
  const properties = elements.flatMap(({ cssProperties }) => cssProperties.map(describe));
  const members = Object.entries(messages).map(([key, text]) => `  /** ${text} */\n  ${key}?: string;\n`);
  return {
    "messages/en.json": json(messages),
    "messages.d.ts": `/** Replacement texts by key, with the English ones. */\nexport interface Messages {\n${members.join("")}}\n`,
    "vscode.html-custom-data.json": json({ version: 1.1, tags: elements.map(tag) }),
    "vscode.css-custom-data.json": json({ version: 1.1, properties }),
  };
}
