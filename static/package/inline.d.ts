/**
 * Importing this module defines `<tallyfy-archive-task>`. The script contains the WebAssembly and the languages, for
 * bundlers that lose separate files. On a server it does nothing.
 */
export * from "./element.js";
