/** What the early script has that the other one uses, too. */
import { textOf } from "./english.js";
import { earlyForm, formKey } from "./form.js";
import { make } from "./make.js";
import { earlierClick, meaningOf, onSubmit, takeNote, valuesIn } from "./notes.js";
import { ATTRIBUTES, optionsOf } from "./options.js";
import { formSheet, sheetOf } from "./sheet.js";
import { askForWasm, forgetWasm } from "./wasm.js";

export { earlierClick, earlyForm, formKey, make, meaningOf, onSubmit, takeNote, valuesIn, ATTRIBUTES, optionsOf };
export { formSheet, sheetOf, textOf, askForWasm, forgetWasm };

/** The same without their names, in the order in which `handed.js` gives them back. */
export const parts = [
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
];
