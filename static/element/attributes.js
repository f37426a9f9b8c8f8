/** Properties that an attribute mirrors. */
export const ATTRIBUTES = {
  orgId: "org-id",
  taskId: "task-id",
  apiBase: "api-base",
  confirm: "confirm",
  timeout: "timeout",
  credentials: "credentials",
};

/** What a property is worth while its attribute is not there. */
const DEFAULTS = { apiBase: "https://go.tallyfy.com/api", confirm: "review", timeout: 30, credentials: "omit" };

/** Gives a prototype the properties. */
export function reflect(prototype) {
  for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        const value = this.getAttribute(attribute);
        if (value === null) return DEFAULTS[property] ?? null;
        return property === "timeout" ? Number(value) : value;
      },
      set(value) {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      },
    });
  }
}
