/** The element with its types for JSX, for React 19 or newer: `import "tallyfy-archive/react"`. */
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
