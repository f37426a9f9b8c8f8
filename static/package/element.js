/** The class apart from its definition: importing this module changes nothing. */
export { TallyfyArchiveTask } from "../element/element.js";
export { define } from "../element/define.js";
