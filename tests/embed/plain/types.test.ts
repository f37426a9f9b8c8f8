/** Type tests without a framework: compiled, not run. */
import "tallyfy-archive";
import { configure, define, TallyfyArchiveTask, type Messages, type Problem, type State } from "tallyfy-archive/element";
import german from "tallyfy-archive/messages/de.json" with { type: "json" };

export const define_: (tag?: string, registry?: CustomElementRegistry) => void = define;
define("archive-task");

const element = document.createElement("tallyfy-archive-task");
export const same: TallyfyArchiveTask = element;
element.orgId = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
element.confirm = "none";
element.getToken = async () => "token";
element.getToken = ({ refresh }) => (refresh ? "new token" : "token");
element.getToken = () => Promise.resolve({ token: "token", expiresIn: 60 });
// @ts-expect-error: not a token.
element.getToken = () => 42;
element.getToken = null;
element.tokenUrl = "/session/tallyfy-token";
configure({ apiBase: "/api", tokenUrl: null, timeout: 20 });
// @ts-expect-error: there is no such default.
configure({ taskId: "abc" });
element.messages = { find: "Look", crashed: "It broke." };
element.messages = german;
element.messages = { ...german, find: undefined } satisfies Messages;
// @ts-expect-error: no text has this key.
element.messages = { fnid: "Look" };
export const confirm: "review" | "none" = element.confirm;
export const title: string | null | undefined = element.item?.title;
export const reached: Promise<State> = element.archive();

// @ts-expect-error: the state is read-only.
element.state = "archived";
element.layout = "row";
element.label = null;
export const layout: "card" | "row" = element.layout;
// @ts-expect-error: not a value of `layout`.
element.layout = "column";
// @ts-expect-error: not a value of `confirm`.
element.confirm = "perhaps";
// @ts-expect-error: the token is write-only.
export const token: string = element.token;

addEventListener("tallyfy-archived", ({ detail }) => {
  const title: string | null | undefined = detail.task?.title;
  // `null` if it is unknown who archived it.
  const already: boolean | null = detail.alreadyArchived;
  const same: readonly unknown[] = [detail.kind satisfies "task", detail.id, detail.item];
  // @ts-expect-error: no event carries the token.
  return [title, already, same, detail.token];
});
document.addEventListener("tallyfy-unknown", ({ detail }) => detail.checking satisfies boolean);
document.addEventListener("tallyfy-refused", ({ detail: { problem } }) => {
  const { kind }: Problem = problem;
  // @ts-expect-error: not a kind of problem.
  return kind === "catastrophe" ? null : problem.retryAfter;
});
element.addEventListener("tallyfy-before-archive", (event) => event.preventDefault());
element.addEventListener("tallyfy-before-archive", ({ detail }) => {
  detail.waitUntil(fetch(`/audit/${detail.id}`, { method: "POST" }).then(({ ok }) => ok));
});
element.addEventListener("tallyfy-before-archive", ({ detail }) => {
  detail.waitUntil(Promise.resolve());
  detail.waitUntil(Promise.resolve(false));
  // @ts-expect-error: a string is no approval.
  detail.waitUntil(Promise.resolve("no"));
});
element.addEventListener("tallyfy-state", ({ detail }) => detail.previous satisfies State);
