/** The class and `define`. Importing this module has no side effects. */
export { TallyfyArchiveTask } from "../element/element.js";
export { configure } from "../element/configure.js";
export { define } from "../element/define.js";
