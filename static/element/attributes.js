import { ATTRIBUTES } from "parts";

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

/** Properties set on an element before its class was known hide the class's own. */
export function takeEarlyProperties(element) {
  for (const property of [...Object.keys(ATTRIBUTES), "token", "getToken", "messages"]) {
    if (!Object.hasOwn(element, property)) continue;
    const value = element[property];
    delete element[property];
    element[property] = value;
  }
}
