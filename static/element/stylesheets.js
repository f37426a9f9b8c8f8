/** Constructable stylesheets for shadow roots to adopt. */
import form from "../../pkg/form.css";

let formSheet;

/** The stylesheet of the form, parsed once for all elements. */
export function formStyleSheet() {
  return (formSheet ??= createStyleSheet(form));
}

export function createStyleSheet(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
