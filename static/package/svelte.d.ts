/** Defines the element, with types for Svelte 5 or later: `import "tallyfy-archive/svelte"`. */
import type { HTMLAttributes } from "svelte/elements";
import type {
  TallyfyArchiveTask,
  TallyfyArchiveTaskAttributes,
  TallyfyArchiveTaskListeners,
  TallyfyArchiveTaskProperties,
} from "./element.js";

export * from "./element.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "tallyfy-archive-task": HTMLAttributes<TallyfyArchiveTask> &
      TallyfyArchiveTaskAttributes &
      TallyfyArchiveTaskProperties &
      TallyfyArchiveTaskListeners;
  }
}
