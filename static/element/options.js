/** Properties that an attribute mirrors. */
export const ATTRIBUTES = {
  orgId: "org-id",
  taskId: "task-id",
  apiBase: "api-base",
  confirm: "confirm",
  timeout: "timeout",
  credentials: "credentials",
};

/** What the attributes say, by property. An element that is not defined yet may have the properties themselves. */
export function optionsOf(element) {
  const valueOf = ([property, name]) => (Object.hasOwn(element, property) ? element[property] : element.getAttribute(name));
  return Object.fromEntries(Object.entries(ATTRIBUTES).map((entry) => [entry[0], asAttribute(valueOf(entry))]));
}

/** What an attribute is once a property was set to this. */
function asAttribute(value) {
  return value == null ? null : String(value);
}
