/** Props that tests change, and what the handlers are called with. */
import { useEffect, useRef, useState } from "react";
import { ArchiveTask, type ArchiveTaskProps, type TallyfyArchiveTask } from "tallyfy-archive/react";

declare global {
  interface Window {
    /** The calls of handlers: the generation of the props, and the event. */
    calls: string[];
    /** Replaces all props but the handlers. `null` unmounts the component. */
    setProps(props: ArchiveTaskProps | null): void;
    element: TallyfyArchiveTask | null;
  }
}

/** The token must not be in the HTML. */
const INITIAL: ArchiveTaskProps = {
  apiBase: "/api",
  orgId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  className: "wide",
  confirm: "none",
  timeout: 20,
  token: "initial-token",
  messages: { archive: "Put away" },
};

export function Changing() {
  const [{ generation, props }, set] = useState<{ generation: number; props: ArchiveTaskProps | null }>({
    generation: 0,
    props: INITIAL,
  });
  const element = useRef<TallyfyArchiveTask>(null);
  useEffect(() => {
    window.element = element.current;
    window.setProps = (props) => set(({ generation }) => ({ generation: generation + 1, props }));
  });
  const record = ({ type }: Event) => window.calls.push(`${generation} ${type}`);
  if (!props) return null;
  return (
    <ArchiveTask
      {...props}
      ref={element}
      onBeforeArchive={record}
      onArchived={record}
      onRestored={record}
      onRefused={record}
      onUnknown={record}
    />
  );
}
