/** The class behind `<tallyfy-archive-task>`, apart from its definition: importing this module changes nothing. */

/** What the element is at. `refused`: nothing changed. `unknown`: it may have happened. */
export type State =
  | "idle"
  | "finding"
  | "review"
  | "archiving"
  | "archived"
  | "restoring"
  | "restored"
  | "refused"
  | "unknown";

/** What did not work, or may have worked. */
export type Operation = "find" | "archive" | "restore";

/** What sort of problem. README.md says what to do about each. */
export type ProblemKind =
  | "bad-input"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "linked-task"
  | "invalid"
  | "plan-limit"
  | "conflict"
  | "locked"
  | "rate-limited"
  | "server-error"
  | "unreadable"
  | "unexpected"
  | "offline"
  | "unreachable"
  | "blocked"
  | "timeout"
  | "cancelled";

/** A task as it was last seen. Only the id is certain to be there. */
export interface Task {
  id: string;
  /** The short number people see. */
  incrementId: number | null;
  title: string | null;
  /** The process it belongs to. */
  runId: string | null;
  /** Free text such as `not-started`. */
  status: string | null;
  owners: {
    users: { id: string; fullName: string | null }[];
    /** E-mail addresses. */
    guests: string[];
    /** Ids. */
    groups: string[];
  };
  /** Times are ISO 8601. */
  deadline: string | null;
  createdAt: string | null;
  archivedAt: string | null;
}

/** Why something did not work. */
export interface Problem {
  kind: ProblemKind;
  /** The HTTP status, where there was an answer. */
  status: number | null;
  /** What it means and what to do, for people. */
  title: string;
  /** What the server said, as text. */
  message: string | null;
  /** The server's name for it. */
  code: string | null;
  fields: { field: string; message: string }[];
  /** For Tallyfy's support. */
  requestId: string | null;
  /** In seconds. */
  retryAfter: number | null;
}

/** The task that an event is about. */
export interface Details {
  orgId: string | null;
  taskId: string | null;
  task: Task | null;
}

/** What became of it. `status` is that of the answer that said so, `null` where it was seen by reading the task. */
export interface Outcome extends Details {
  status: number | null;
}

/** What did not work, or may have worked, and why. */
export interface Failure {
  orgId: string | null;
  taskId: string | null;
  operation: Operation;
  problem: Problem;
}

/** The element's events. They bubble, cross shadow roots, and never carry the token. */
export interface TallyfyArchiveTaskEventMap {
  /** Right before the request is sent; `preventDefault()` leaves the task in review. */
  "tallyfy-before-archive": CustomEvent<Details>;
  "tallyfy-archived": CustomEvent<Outcome & { alreadyArchived: boolean }>;
  "tallyfy-restored": CustomEvent<Outcome>;
  /** It did not work, and nothing changed. */
  "tallyfy-refused": CustomEvent<Failure>;
  /** It may or may not have worked. */
  "tallyfy-unknown": CustomEvent<Failure>;
  "tallyfy-state": CustomEvent<{ state: State; previous: State }>;
}

/** The names of the events as JSX and Svelte have them, `ontallyfy-archived`. */
export type TallyfyArchiveTaskListeners = {
  [Name in keyof TallyfyArchiveTaskEventMap as `on${Name}`]?: (event: TallyfyArchiveTaskEventMap[Name]) => void;
};

/** What can be written as attributes. */
export interface TallyfyArchiveTaskAttributes {
  "org-id"?: string | null;
  "task-id"?: string | null;
  "api-base"?: string | null;
  confirm?: "review" | "none" | null;
  timeout?: number | string | null;
  credentials?: "omit" | "same-origin" | "include" | null;
  token?: string | null;
}

/** What can be set as properties. */
export interface TallyfyArchiveTaskProperties {
  orgId?: string | null;
  taskId?: string | null;
  apiBase?: string | null;
  confirm?: "review" | "none" | null;
  timeout?: number | string | null;
  credentials?: "omit" | "same-origin" | "include" | null;
  token?: string | null;
  getToken?: (() => string | Promise<string>) | null;
  messages?: Record<string, string> | null;
}

/** `<tallyfy-archive-task>`: shows a Tallyfy task, archives it, and can take it back. */
export class TallyfyArchiveTask extends HTMLElement {
  /** The organization. A field is shown while it is not given. */
  get orgId(): string | null;
  set orgId(id: string | null | undefined);

  /** The task. A field is shown while it is not given. */
  get taskId(): string | null;
  set taskId(id: string | null | undefined);

  /** Where the API is: https, or http on this very machine, or a path on the page's own origin such as `/api`. */
  get apiBase(): string;
  set apiBase(base: string | null | undefined);

  /** `none`: one button finds the task and archives it. */
  get confirm(): string;
  set confirm(confirm: "review" | "none" | null | undefined);

  /** Seconds for one request. */
  get timeout(): number;
  set timeout(seconds: number | string | null | undefined);

  /** `same-origin` or `include`, for a proxy that signs the requests itself. No token is asked for then. */
  get credentials(): string;
  set credentials(credentials: "omit" | "same-origin" | "include" | null | undefined);

  /** The access token. It can be set and not read. */
  get token(): undefined;
  set token(token: string | null | undefined);

  /** Asked for the token before every request. */
  get getToken(): (() => string | Promise<string>) | null;
  set getToken(getToken: (() => string | Promise<string>) | null | undefined);

  /** Replacements for texts, by key. */
  get messages(): Record<string, string> | null;
  set messages(messages: Record<string, string> | null | undefined);

  readonly state: State;
  readonly task: Task | null;
  readonly problem: Problem | null;
  /** Whether the next request would have a token. */
  readonly hasToken: boolean;

  /** Each of these resolves with the state reached once the operation has settled; none rejects. */
  find(): Promise<State>;
  /** Finds first, if that has not been done. */
  archive(): Promise<State>;
  restore(): Promise<State>;
  /** Looks how an unknown outcome turned out. */
  check(): Promise<State>;
  cancel(): Promise<State>;
  reset(): Promise<State>;

  /** Puts texts into the fields, as if a person had typed them. */
  fill(values: { orgId?: string; taskId?: string; token?: string }): void;
}

/**
 * Defines the element, under another name or in another registry if need be. Defining it twice is no mistake, and
 * without a registry, as on a server, nothing happens.
 */
export function define(tag?: string, registry?: CustomElementRegistry): void;

declare global {
  interface HTMLElementTagNameMap {
    "tallyfy-archive-task": TallyfyArchiveTask;
  }

  /** They bubble, so that any ancestor, the document and the window can listen. */
  interface GlobalEventHandlersEventMap extends TallyfyArchiveTaskEventMap {}
}
