/** Type tests for JSX: compiled, not run. */
import { useRef } from "react";
import type { TallyfyArchiveTask } from "tallyfy-archive/react";

export function Checks() {
  const element = useRef<TallyfyArchiveTask>(null);
  return (
    <>
      <tallyfy-archive-task ref={element} confirm="none" timeout={20} className="wide" messages={{ find: "Look" }} />
      <button onClick={() => element.current?.reset()}>Start over</button>
      <tallyfy-archive-task ontallyfy-state={({ detail }) => console.log(detail.state)} />
      {/* @ts-expect-error: not a value of `confirm`. */}
      <tallyfy-archive-task confirm="perhaps" />
      {/* @ts-expect-error: no event carries the token. */}
      <tallyfy-archive-task ontallyfy-archived={({ detail }) => console.log(detail.token)} />
      {/* @ts-expect-error: there is no such property. */}
      <tallyfy-archive-task organization="0a1b2c3d4e5f60718293a4b5c6d7e8f9" />
    </>
  );
}
