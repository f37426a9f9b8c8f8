const [element] = arguments;
element.scrollIntoView({ block: "nearest", inline: "nearest" });
const { left, top, width, height } = element.getBoundingClientRect();
const [x, y] = [Math.floor(left + width / 2), Math.floor(top + height / 2)];
const at = element.getRootNode().elementFromPoint(x, y);
if (!at || !(element.contains(at) || at.contains(element))) return at?.outerHTML ?? "nothing is seen there";
// An equal element that replaces it in the meantime also counts.
const isEqual = (node) => node.localName === element.localName && node.textContent === element.textContent;
recorder.clicked = null;
addEventListener("click", (event) => (recorder.clicked = event.composedPath().some(isEqual)), { capture: true, once: true });
return [x, y];
