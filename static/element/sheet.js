import form from "../../pkg/form.css";

let sheet;

/** The styles of the form, parsed once for all elements. */
export function formSheet() {
  return (sheet ??= sheetOf(form));
}

/** A sheet with these styles, for shadow roots to adopt. */
export function sheetOf(styles) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return sheet;
}
