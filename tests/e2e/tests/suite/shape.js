/**
 * What is in each element's shadow root, down to attributes and texts, in a form that can be compared. What the page hides
 * in its own markup is for the scripts.
 */
const shape = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`);
  const children = [...node.childNodes].filter((child) => !child.hidden && child.data !== "");
  return [node.localName, attributes.sort(), children.map(shape)];
};
return [...document.querySelectorAll("tallyfy-archive-task")].map((element) =>
  shape(element.shadowRoot.querySelector(".card")),
);
