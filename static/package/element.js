/** The class and `define`. Importing this module has no side effects. */
export { TallyfyArchiveTask } from "../element/element.js";
export { define } from "../element/define.js";
