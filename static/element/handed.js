/**
 * The parts, as the early script hands them over. They are not imported from it: WebKit would let an import have a file
 * that the page's own digest has just kept from running.
 */
import { early } from "assets";

const parts = globalThis[Symbol.for(early)];
if (!parts) throw new Error(`${early} has to run first`);

/** In the order of `parts.js`. */
export const [
  earlierClick,
  earlyForm,
  formKey,
  make,
  meaningOf,
  onSubmit,
  takeNote,
  valuesIn,
  ATTRIBUTES,
  optionsOf,
  formSheet,
  sheetOf,
  textOf,
  askForWasm,
  forgetWasm,
] = parts;
