/** Importing this module defines `<tallyfy-archive-task>`. On a server it does nothing. */
import { define } from "./element.js";

define();

export * from "./element.js";
