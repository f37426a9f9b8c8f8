/**
 * The content of each element's shadow root, with attributes and texts, for comparison. Hidden nodes in the markup of the
 * page are for the scripts.
 */
const shape = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`);
  const children = [...node.childNodes].filter((child) => !child.hidden && child.data !== "");
  return [node.localName, attributes.sort(), children.map(shape)];
};
return [...document.querySelectorAll("tallyfy-archive-task")].map((element) =>
  shape(element.shadowRoot.querySelector(".card, .row")),
);
