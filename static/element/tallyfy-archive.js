/** Importing this module defines `<tallyfy-archive-task>`. */
import { define } from "./define.js";

define();

export { TallyfyArchiveTask } from "./element.js";
export { define };
