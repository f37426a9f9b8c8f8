/** The options of an element, read from its attributes. `src/element/options.rs` parses them. */

/** The attribute that each property reflects. */
export const ATTRIBUTES = {
  orgId: "org-id",
  taskId: "task-id",
  apiBase: "api-base",
  confirm: "confirm",
  timeout: "timeout",
  credentials: "credentials",
};

/** The values of the attributes by property. Before the upgrade, own properties take precedence over attributes. */
export function readOptions(element) {
  const valueOf = ([property, attribute]) =>
    Object.hasOwn(element, property) ? element[property] : element.getAttribute(attribute);
  return Object.fromEntries(Object.entries(ATTRIBUTES).map((entry) => [entry[0], toAttributeValue(valueOf(entry))]));
}

/** What the attribute becomes when the property is set to this value. A blank one counts as absent. */
function toAttributeValue(value) {
  return value == null || !String(value).trim() ? null : String(value);
}
