/** Creates an element with attributes and children. String children become text, never markup. */
export function createElement(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}
