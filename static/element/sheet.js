import styles from "../../pkg/element.css";

let sheet;

/** The styles, parsed once for all elements. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}
