/** Constructable stylesheets for shadow roots to adopt. */
import form from "../../pkg/form.css";
import row from "../../pkg/row.css";

/** Those of the form and the row. */
export const formStyles = form + row;

/** By document and text, each parsed once for all elements. A shadow root can only adopt those of its own document. */
const sheets = new WeakMap();

/** Adopts these styles, before any that the page or an extension has added. */
export function adoptStyles(shadow, ...styles) {
  const { ownerDocument, adoptedStyleSheets } = shadow;
  // A document without a window is not shown.
  if (!ownerDocument.defaultView) return;
  if (!sheets.has(ownerDocument)) sheets.set(ownerDocument, new Map());
  const known = sheets.get(ownerDocument);
  const own = styles.map((css) => known.get(css) ?? create(ownerDocument, css));
  styles.forEach((css, index) => known.set(css, own[index]));
  if (own.every((sheet) => adoptedStyleSheets.includes(sheet))) return;
  shadow.adoptedStyleSheets = [...own, ...adoptedStyleSheets.filter((sheet) => !own.includes(sheet))];
}

function create({ defaultView }, css) {
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
