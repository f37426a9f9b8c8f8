import { TallyfyArchiveTask } from "./element.js";

/**
 * Defines the element, optionally under another name or in another registry. Does nothing if the name is already defined,
 * since several scripts of a page may call this, or if there is no registry, as on a server.
 */
export function define(tag = "tallyfy-archive-task", registry = globalThis.customElements) {
  if (!registry || registry.get(tag)) return;
  // The constructor would throw. jsdom lacks the first, happy-dom the second.
  if (!globalThis.document?.adoptedStyleSheets || !TallyfyArchiveTask.prototype.attachInternals) {
    return console.warn(`<${tag}> needs adoptedStyleSheets and attachInternals`);
  }
  // A registry accepts each class only once.
  registry.define(tag, registry === customElements && tag === "tallyfy-archive-task" ? TallyfyArchiveTask : class extends TallyfyArchiveTask {});
}
