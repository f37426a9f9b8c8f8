/** The properties that reflect attributes, and the upgrade of properties that were set before the class was defined. */
import { defaults } from "prerendered/constants.js";
import { ATTRIBUTES, readOptions } from "shared";
import { pageDefaults } from "./configure.js";

/** Defines the reflecting properties on a prototype. */
export function defineReflectedProperties(prototype) {
  for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        const value = property === "timeout" ? readOptions(this, pageDefaults).timeout : this.getAttribute(attribute);
        return value ?? pageDefaults[property] ?? defaults[property] ?? null;
      },
      set(value) {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      },
    });
  }
}

/** Own properties from before the upgrade shadow the accessors of the class: sets them again through those. */
export function upgradeProperties(element) {
  for (const property of [...Object.keys(ATTRIBUTES), "token", "getToken", "messages"]) {
    if (!Object.hasOwn(element, property)) continue;
    const value = element[property];
    delete element[property];
    element[property] = value;
  }
}
