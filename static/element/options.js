/** The options of an element, read from its attributes. `src/element/options.rs` decides what they mean. */

/** The attribute that each property reflects. */
export const ATTRIBUTES = {
  orgId: "org-id",
  taskId: "task-id",
  apiBase: "api-base",
  confirm: "confirm",
  layout: "layout",
  label: "label",
  timeout: "timeout",
  credentials: "credentials",
  tokenUrl: "token-url",
};

/**
 * The values of the attributes by property, else those in `defaults`; `timeout` as a number. Before the upgrade, own
 * properties take precedence over attributes.
 */
export function readOptions(element, defaults) {
  const valueOf = ([property, attribute]) =>
    Object.hasOwn(element, property) ? element[property] : element.getAttribute(attribute);
  const optionOf = (entry) => toAttributeValue(valueOf(entry)) ?? toAttributeValue(defaults?.[entry[0]]);
  const values = Object.fromEntries(Object.entries(ATTRIBUTES).map((entry) => [entry[0], optionOf(entry)]));
  return { ...values, timeout: toSeconds(values.timeout) };
}

/**
 * What the attribute becomes when the property is set to this value. A blank one counts as absent, as in
 * `src/session/options.rs`: the early form must not lack its field.
 */
function toAttributeValue(value) {
  return value == null || !String(value).trim() ? null : String(value);
}

/** The number at the start of the text, as HTML reads numbers; `null` without a positive one. */
function toSeconds(text) {
  const seconds = Number.parseFloat(text);
  return seconds > 0 ? seconds : null;
}
