const [element] = arguments;
element.scrollIntoView({ block: "nearest", inline: "nearest" });
const { left, top, width, height } = element.getBoundingClientRect();
const [x, y] = [Math.floor(left + width / 2), Math.floor(top + height / 2)];
const at = element.getRootNode().elementFromPoint(x, y);
return at && (element.contains(at) || at.contains(element)) ? [x, y] : (at?.outerHTML ?? "nothing is seen there");
