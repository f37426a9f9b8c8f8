/** An element with these attributes and children. Text only ever becomes text. */
export function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const attribute in attributes) made.setAttribute(attribute, attributes[attribute]);
  made.append(...children);
  return made;
}
