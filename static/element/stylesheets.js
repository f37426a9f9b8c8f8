/** Constructable stylesheets for shadow roots to adopt. */
import form from "../../pkg/form.css";
import row from "../../pkg/row.css";

let formSheet;

/** The stylesheet of the form and the row, parsed once for all elements. */
export function formStyleSheet() {
  return (formSheet ??= createStyleSheet(form + row));
}

export function createStyleSheet(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
