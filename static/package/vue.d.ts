/** The element with its types for templates, for Vue 3: `import "tallyfy-archive/vue"`. */
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
      /** Not there at run time: how a template's attributes and listeners get their types. */
      $props: HTMLAttributes & PublicProps & TallyfyArchiveTaskAttributes & TallyfyArchiveTaskProperties;
      $emit: EmitFn<Emits>;
    };
  }
}
