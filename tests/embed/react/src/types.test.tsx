/** Type tests for JSX: compiled, not run. */
import { useRef } from "react";
import { ArchiveTask, type TallyfyArchiveTask } from "tallyfy-archive/react";

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
      <ArchiveTask ref={element} taskId="abc" confirm="none" timeout={20} className="wide" messages={{ find: "Look" }} data-row={1} />
      <ArchiveTask ref={(found) => void found?.find()} getToken={({ refresh }) => (refresh ? "new token" : "token")} />
      <ArchiveTask onState={({ detail }) => console.log(detail.previous)} onClick={(event) => event.preventDefault()} />
      <ArchiveTask onBeforeArchive={({ detail }) => detail.waitUntil(Promise.resolve(true))} />
      {/* @ts-expect-error: not a value of `confirm`. */}
      <ArchiveTask confirm="perhaps" />
      {/* @ts-expect-error: no event carries the token. */}
      <ArchiveTask onArchived={({ detail }) => console.log(detail.token)} />
      {/* @ts-expect-error: there is no such prop. */}
      <ArchiveTask organization="0a1b2c3d4e5f60718293a4b5c6d7e8f9" />
      {/* @ts-expect-error: no text has this key. */}
      <ArchiveTask messages={{ fnid: "Look" }} />
      {/* @ts-expect-error: the element shows no children. */}
      <ArchiveTask>Archive it</ArchiveTask>
    </>
  );
}
