/** Defines the element, with types for templates in Vue 3.5 or later: `import "tallyfy-archive/vue"`. */
import type { EmitFn, HTMLAttributes, PublicProps } from "vue";
import type {
  TallyfyArchiveTask,
  TallyfyArchiveTaskAttributes,
  TallyfyArchiveTaskEventMap,
  TallyfyArchiveTaskProperties,
} from "./element.js";

export * from "./element.js";

type Emits = { [Name in keyof TallyfyArchiveTaskEventMap]: (event: TallyfyArchiveTaskEventMap[Name]) => void };

declare module "vue" {
  interface GlobalComponents {
    "tallyfy-archive-task": new () => TallyfyArchiveTask & {
      /** Types for the attributes and listeners in templates; does not exist at run time. */
      $props: HTMLAttributes & PublicProps & TallyfyArchiveTaskAttributes & TallyfyArchiveTaskProperties;
      $emit: EmitFn<Emits>;
    };
  }
}
