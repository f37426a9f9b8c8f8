/** Importing this module defines `<tallyfy-archive-task>`. Where there is no document, as on a server, it does nothing. */
export * from "./element.js";
