/** As `tallyfy-archive.js`, with the WebAssembly and the languages in the script itself. */
import { define } from "./element.js";

define();

export * from "./element.js";
