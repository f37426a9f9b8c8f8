/** The options of an element, read from its attributes. `src/element/options.rs` parses them. */

/** The attribute that each property reflects. */
export const ATTRIBUTES = {
  orgId: "org-id",
  taskId: "task-id",
  apiBase: "api-base",
  confirm: "confirm",
  timeout: "timeout",
  credentials: "credentials",
  tokenUrl: "token-url",
};

/**
 * The values of the attributes by property, else those in `defaults`. Before the upgrade, own properties take precedence
 * over attributes.
 */
export function readOptions(element, defaults) {
  const valueOf = ([property, attribute]) =>
    Object.hasOwn(element, property) ? element[property] : element.getAttribute(attribute);
  const optionOf = (entry) => toAttributeValue(valueOf(entry)) ?? toAttributeValue(defaults?.[entry[0]]);
  return Object.fromEntries(Object.entries(ATTRIBUTES).map((entry) => [entry[0], optionOf(entry)]));
}

/** What the attribute becomes when the property is set to this value. A blank one counts as absent. */
function toAttributeValue(value) {
  return value == null || !String(value).trim() ? null : String(value);
}
