const [element] = arguments;
element.scrollIntoView({ block: "nearest", inline: "nearest" });
const { left, top, width, height } = element.getBoundingClientRect();
const [x, y] = [Math.floor(left + width / 2), Math.floor(top + height / 2)];
const at = element.getRootNode().elementFromPoint(x, y);
if (!at || !(element.contains(at) || at.contains(element))) return at?.outerHTML ?? "nothing is seen there";
// What takes its place while the pointer is on its way is as good, if it is the same.
const same = (node) => node.localName === element.localName && node.textContent === element.textContent;
recorder.landed = false;
addEventListener("click", (event) => (recorder.landed ||= event.composedPath().some(same)), { capture: true, once: true });
return [x, y];
