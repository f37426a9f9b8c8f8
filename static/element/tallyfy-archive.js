/** Importing this module defines `<tallyfy-archive-task>`. */
import { define } from "./define.js";

define();

export { TallyfyArchiveTask } from "./element.js";
export { configure } from "./configure.js";
export { define };
