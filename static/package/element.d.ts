/** The class of `<tallyfy-archive-task>` and `define`. Importing this module has no side effects. */
import type { Messages } from "./messages.js";

export type { Messages };

/** The state of the element. `refused`: the operation did not happen and will not. `unknown`: it may have happened. */
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

/** The operation that an outcome is about. */
export type Operation = "find" | "archive" | "restore";

/** The kind of a problem. README.md lists what to do about each. */
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
  | "cancelled"
  | "not-loaded";

/** A task as it was last read. Only `id` is always set. */
export interface Task {
  id: string;
  /** The short number that Tallyfy shows. */
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
    /** IDs. */
    groups: string[];
  };
  /** Times are ISO 8601. */
  deadline: string | null;
  createdAt: string | null;
  archivedAt: string | null;
}

/** Why an operation failed, or why its outcome is unknown. */
export interface Problem {
  kind: ProblemKind;
  /** HTTP status; `null` without a response. */
  status: number | null;
  /** What happened and what to do, for the user. */
  title: string;
  /** The message of the server, as text; without a `status`, why the page gave no token. */
  message: string | null;
  /** The error code of the server. */
  code: string | null;
  /** Errors of single fields. */
  fields: { field: string; message: string }[];
  /** Request ID, for Tallyfy's support. */
  requestId: string | null;
  /** Seconds to wait, from the `Retry-After` header. */
  retryAfter: number | null;
}

/**
 * The item that an event is about: the requested IDs, and the item as it was last read. All but `kind` are `null`
 * if the IDs were invalid.
 */
export interface Details {
  kind: "task";
  orgId: string | null;
  /** Same as `taskId`. */
  id: string | null;
  /** Same as `task`. */
  item: Task | null;
  taskId: string | null;
  task: Task | null;
}

/** The detail of `tallyfy-before-archive`. */
export interface BeforeArchive extends Details {
  /**
   * Delays the request until the promise settles. The task is archived only if every promise fulfills with `undefined` or
   * `true`; otherwise it stays in review. There is no timeout. Throws `InvalidStateError` after the dispatch.
   */
  waitUntil(promise: PromiseLike<boolean | void>): void;
}

/** The operation succeeded. */
export interface Outcome extends Details {
  /** HTTP status of the response that proved it; `null` if a read did. */
  status: number | null;
}

/** The operation failed, or its outcome is unknown. */
export interface Failure extends Details {
  operation: Operation;
  problem: Problem;
}

/** The events of the element. They bubble, are composed, and never carry the token. */
export interface TallyfyArchiveTaskEventMap {
  /** Before the DELETE is sent; `preventDefault()` leaves the task in review. */
  "tallyfy-before-archive": CustomEvent<BeforeArchive>;
  /** `alreadyArchived`: whether it was archived before this element sent a request; `null` if it is unknown who archived it. */
  "tallyfy-archived": CustomEvent<Outcome & { alreadyArchived: boolean | null }>;
  "tallyfy-restored": CustomEvent<Outcome>;
  /** The operation did not happen and will not. */
  "tallyfy-refused": CustomEvent<Failure>;
  /**
   * The operation may have happened. `checking`: whether the element keeps checking automatically. A second event with
   * `false` follows if the checks end without a result.
   */
  "tallyfy-unknown": CustomEvent<Failure & { checking: boolean }>;
  "tallyfy-state": CustomEvent<{ state: State; previous: State }>;
}

/** Whether the task is reviewed before it is archived. */
export type Confirm = "review" | "none";

/** `row`: one line of a fixed size, for a row of a table. What is longer is in a popover. */
export type Layout = "card" | "row";

/** Which requests the browser sends cookies with, as in `fetch`. */
export type Credentials = "omit" | "same-origin" | "include";

/** Returns the access token. `refresh`: the last token was rejected with 401, so a new one is needed. */
export type GetToken = (request: { refresh: boolean }) => ProvidedToken | PromiseLike<ProvidedToken>;

/** A string is used for one request, an object for `expiresIn` seconds, 300 by default, unless it is rejected with a 401. */
export type ProvidedToken = string | { token: string; expiresIn?: number };

/** Event handlers for JSX and Svelte, such as `ontallyfy-archived`. */
export type TallyfyArchiveTaskListeners = {
  [Name in keyof TallyfyArchiveTaskEventMap as `on${Name}`]?: (event: TallyfyArchiveTaskEventMap[Name]) => void;
};

/** The attributes. */
export interface TallyfyArchiveTaskAttributes {
  "org-id"?: string | null;
  "task-id"?: string | null;
  "api-base"?: string | null;
  confirm?: Confirm | null;
  layout?: Layout | null;
  label?: string | null;
  timeout?: number | string | null;
  credentials?: Credentials | null;
  "token-url"?: string | null;
  token?: string | null;
}

/** The writable properties. */
export interface TallyfyArchiveTaskProperties {
  orgId?: string | null;
  taskId?: string | null;
  apiBase?: string | null;
  confirm?: Confirm | null;
  layout?: Layout | null;
  label?: string | null;
  timeout?: number | string | null;
  credentials?: Credentials | null;
  tokenUrl?: string | null;
  token?: string | null;
  getToken?: GetToken | null;
  messages?: Messages | null;
}

/** `<tallyfy-archive-task>` finds, archives and restores a Tallyfy task. */
export class TallyfyArchiveTask extends HTMLElement {
  /** Organization ID. If absent, a field is shown. */
  get orgId(): string | null;
  set orgId(id: string | null | undefined);

  /** Task ID. If absent, a field is shown. */
  get taskId(): string | null;
  set taskId(id: string | null | undefined);

  /** Base URL of the API: https, http on loopback, or a path on the page's own origin such as `/api`. */
  get apiBase(): string;
  set apiBase(base: string | null | undefined);

  /** `none`: one button finds and archives, without a review. */
  get confirm(): Confirm;
  set confirm(confirm: Confirm | null | undefined);

  /** `row`: one line of a fixed size, for a row of a table. */
  get layout(): Layout;
  set layout(layout: Layout | null | undefined);

  /** What a row calls the task until its title has been read. */
  get label(): string | null;
  set label(label: string | null | undefined);

  /** Timeout of one request, in seconds. */
  get timeout(): number;
  set timeout(seconds: number | string | null | undefined);

  /** `same-origin` or `include`: for a proxy that authenticates the requests. No token is needed then. */
  get credentials(): Credentials;
  set credentials(credentials: Credentials | null | undefined);

  /** Path of an endpoint on the page's own origin that answers with the access token, as text or JSON. */
  get tokenUrl(): string | null;
  set tokenUrl(path: string | null | undefined);

  /** Access token. Write-only. */
  get token(): undefined;
  set token(token: string | null | undefined);

  /** Returns the access token. A string is requested before every request. */
  get getToken(): GetToken | null;
  set getToken(getToken: GetToken | null | undefined);

  /** Replacement texts by key. They take precedence over those in the language of the page. */
  get messages(): Messages | null;
  set messages(messages: Messages | null | undefined);

  readonly state: State;
  /** The task as it was last read. */
  readonly item: Task | null;
  /** Same as `item`. */
  readonly task: Task | null;
  readonly problem: Problem | null;
  /** Whether a token is available for the next request. */
  readonly hasToken: boolean;

  /** Finds the task. Like all of these methods, it resolves with the state once the operation has settled, and never rejects. */
  find(): Promise<State>;
  /**
   * Archives the task; finds it first if necessary. If the outcome is unknown, it resolves when that is settled or the
   * automatic checks have ended.
   */
  archive(): Promise<State>;
  restore(): Promise<State>;
  /** Re-checks an unknown outcome. */
  check(): Promise<State>;
  cancel(): Promise<State>;
  reset(): Promise<State>;

  /** Enters values into the fields, as if the user had typed them. */
  fill(values: { orgId?: string; taskId?: string; token?: string }): void;
}

/**
 * Defines the element, optionally under another name or in another registry. Calling it twice is harmless. Without a
 * registry, as on a server, it does nothing. In jsdom, happy-dom and old browsers, it only writes a warning to the console.
 */
export function define(tag?: string, registry?: CustomElementRegistry): void;

/** Defaults for all elements of the page. */
export interface PageDefaults {
  orgId?: string | null;
  apiBase?: string | null;
  timeout?: number | string | null;
  credentials?: Credentials | null;
  /** As the element's. Its token is sent only to the page's own origin, Tallyfy's hosts, and `apiBase` of these defaults. */
  getToken?: GetToken | null;
  /** As the element's. */
  tokenUrl?: string | null;
  messages?: Messages | null;
  /** URL of `tallyfy_archive_bg.wasm`, if bundling has lost it. The files of languages are in `messages/` beside it. */
  wasmUrl?: string | URL | null;
}

/** Sets defaults, before or after elements exist. A later call adds to the earlier ones; `null` takes a default back. */
export function configure(defaults: PageDefaults): void;

declare global {
  interface HTMLElementTagNameMap {
    "tallyfy-archive-task": TallyfyArchiveTask;
  }

  /** The events bubble, so listeners on any ancestor, the document and the window receive them. */
  interface GlobalEventHandlersEventMap extends TallyfyArchiveTaskEventMap {}
}
