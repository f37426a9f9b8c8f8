import { TallyfyArchiveTask } from "./element.js";

/**
 * Defines the element, under another name or in another registry if need be. Defining it twice is no mistake: two
 * scripts of one page may both need it. Neither is a server, which has no registry.
 */
export function define(tag = "tallyfy-archive-task", registry = globalThis.customElements) {
  if (!registry || registry.get(tag)) return;
  // One class can have one name only in a registry.
  registry.define(tag, registry === customElements && tag === "tallyfy-archive-task" ? TallyfyArchiveTask : class extends TallyfyArchiveTask {});
}
