/**
 * Translators of browsers and extensions, which replace text nodes, also in open shadow roots. These keep the words, so
 * that the texts can be compared with those of an element that is left alone.
 */
const written = new WeakSet();

/** Each text in two elements of its own, as Google's translator does. */
function wrap(text) {
  const outer = document.createElement("font");
  const inner = outer.appendChild(document.createElement("font"));
  written.add(inner.appendChild(new Text(text.data)));
  text.replaceWith(outer);
}

/** All texts of an element in one, without elements around them. */
function merge(text) {
  const parent = text.parentNode;
  for (const node of [...parent.childNodes]) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const { previousSibling } = node;
    if (written.has(previousSibling)) {
      previousSibling.data += node.data;
      node.remove();
    } else if (!written.has(node)) {
      const copy = new Text(node.data);
      written.add(copy);
      node.replaceWith(copy);
    }
  }
}

window.translate = (shadow, way) => {
  const change = { wrap, merge }[way];
  const translateAll = () => {
    const walker = document.createTreeWalker(shadow, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) if (text.data && !written.has(text) && text.parentNode) change(text);
  };
  new MutationObserver(translateAll).observe(shadow, { childList: true, subtree: true, characterData: true });
  translateAll();
};
