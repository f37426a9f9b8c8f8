/** `ArchiveTask` for React 18 or later. Importing this module defines the element, with types for JSX in React 19. */
import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type {
  TallyfyArchiveTask,
  TallyfyArchiveTaskAttributes,
  TallyfyArchiveTaskEventMap,
  TallyfyArchiveTaskListeners,
  TallyfyArchiveTaskProperties,
} from "./element.js";

export * from "./element.js";

/** An event handler. It is called even if the component was unmounted before the operation settled. */
type Handler<Name extends keyof TallyfyArchiveTaskEventMap> = (event: TallyfyArchiveTaskEventMap[Name]) => void;

/** The properties of the element, its events, and the attributes of any HTML element. */
export interface ArchiveTaskProps
  extends Omit<HTMLAttributes<TallyfyArchiveTask>, "children" | "dangerouslySetInnerHTML">,
    TallyfyArchiveTaskProperties {
  /** Before the DELETE is sent; `preventDefault()` leaves the task in review. */
  onBeforeArchive?: Handler<"tallyfy-before-archive">;
  /** The task is archived. */
  onArchived?: Handler<"tallyfy-archived">;
  /** The task is restored. */
  onRestored?: Handler<"tallyfy-restored">;
  /** The operation did not happen and will not. */
  onRefused?: Handler<"tallyfy-refused">;
  /** The operation may have happened. */
  onUnknown?: Handler<"tallyfy-unknown">;
  /** The state changed. */
  onState?: Handler<"tallyfy-state">;
}

/**
 * `<tallyfy-archive-task>` as a component, also rendered on a server: the token is never in the HTML, and until React has
 * hydrated the element, it is `inert`. `ref` is the element.
 */
export const ArchiveTask: ForwardRefExoticComponent<ArchiveTaskProps & RefAttributes<TallyfyArchiveTask>>;

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
