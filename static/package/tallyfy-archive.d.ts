/** Importing this module defines `<tallyfy-archive-task>`. On a server it does nothing. */
export * from "./element.js";
