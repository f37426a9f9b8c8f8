/** Defines the element, with types for JSX in React 19 or later: `import "tallyfy-archive/react"`. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type {
  TallyfyArchiveTask,
  TallyfyArchiveTaskAttributes,
  TallyfyArchiveTaskListeners,
  TallyfyArchiveTaskProperties,
} from "./element.js";

export * from "./element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "tallyfy-archive-task": DetailedHTMLProps<HTMLAttributes<TallyfyArchiveTask>, TallyfyArchiveTask> &
        TallyfyArchiveTaskAttributes &
        TallyfyArchiveTaskProperties &
        TallyfyArchiveTaskListeners;
    }
  }
}
