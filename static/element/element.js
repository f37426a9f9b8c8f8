/**
 * The class behind `<tallyfy-archive-task>`. It defines nothing by itself: see `define.js`.
 *
 * It keeps what the page sets, and passes on what the widget says. What is shown is up to the `Lifecycle`, and everything
 * else happens in WebAssembly.
 */
import styles from "./element.css";
import { ATTRIBUTES, attributesOf, reflect, takeEarlyProperties } from "./attributes.js";
import { Lifecycle } from "./lifecycle.js";

let sheet;

function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

/** Where there are no elements, as on a server, the class can be imported all the same. */
const { HTMLElement = class {} } = globalThis;

export class TallyfyArchiveTask extends HTMLElement {
  static observedAttributes = [...Object.values(ATTRIBUTES), "token"];

  #internals = this.attachInternals();
  #lifecycle;
  #state = "idle";
  #getToken;
  #messages;
  #problem = null;
  #about = { orgId: null, taskId: null };

  constructor() {
    super();
    // There is a shadow root already where the page's markup shows the form from the start.
    const shadow = this.#internals.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [styleSheet()];
    this.#lifecycle = new Lifecycle(this, shadow, this.#host());
    this.#internals.states?.add(this.#state);
  }

  connectedCallback() {
    takeEarlyProperties(this);
    this.#lifecycle.connect();
  }

  disconnectedCallback() {
    this.#lifecycle.disconnect();
  }

  attributeChangedCallback(name, _, value) {
    if (name !== "token") return this.#lifecycle.configure();
    if (value === null) return;
    this.removeAttribute("token");
    this.token = value;
  }

  /** Write-only: an access token, or nothing to take it away. */
  set token(token) {
    this.#lifecycle.setToken(token == null ? undefined : String(token));
  }

  /** `() => string | Promise<string>`, asked before every request. */
  get getToken() {
    return this.#getToken ?? null;
  }

  set getToken(getToken) {
    this.#getToken = getToken;
    this.#lifecycle.configure();
  }

  /** Texts that replace the English ones, by key. */
  get messages() {
    return this.#messages ?? null;
  }

  set messages(messages) {
    this.#messages = messages;
    this.#lifecycle.configure();
  }

  get state() {
    return this.#state;
  }

  get task() {
    return this.#lifecycle.read("task") ?? null;
  }

  get problem() {
    return this.#lifecycle.read("problem") ?? this.#problem;
  }

  get hasToken() {
    return this.#lifecycle.hasToken;
  }

  /** Each of these resolves with the state reached once the operation has settled; none rejects. */
  find() {
    return this.#run("find");
  }

  archive() {
    return this.#run("archive");
  }

  restore() {
    return this.#run("restore");
  }

  check() {
    return this.#run("check");
  }

  cancel() {
    return this.#run("cancel");
  }

  reset() {
    return this.#run("reset");
  }

  /** Puts texts into the fields, as if a person had typed them: `{orgId, taskId, token}`. */
  fill(values) {
    this.#lifecycle.fill(values);
  }

  focus(options) {
    this.shadowRoot.querySelector("input, button")?.focus(options);
  }

  async #run(verb) {
    return (await this.#lifecycle.run(verb)) ?? this.#state;
  }

  /** What the widget and its lifecycle know of this element. */
  #host() {
    const element = this;
    return {
      emit(name, detail) {
        if (name === "tallyfy-state") {
          element.#noteState(detail.state);
        } else {
          element.#about = { orgId: detail.orgId, taskId: detail.taskId };
        }
        return element.#emit(name, detail);
      },
      get givesToken() {
        return element.#getToken != null;
      },
      askToken: () => element.#getToken(),
      options: () => ({ messages: element.#messages, ...attributesOf(element) }),
      get about() {
        return element.#about;
      },
      get underWay() {
        return { archiving: "archive", restoring: "restore" }[element.#state];
      },
      begin: (state) => element.#begin(state),
      broke: (operation, title) => element.#broke(operation, title),
    };
  }

  /** There is a widget, and it begins in this state. */
  #begin(state) {
    this.#problem = null;
    this.#enter(state);
  }

  /** The widget is gone, and what it had under way may or may not have happened. */
  #broke(operation, title) {
    this.#enter(operation ? "unknown" : "idle");
    if (!operation) return;
    const nothing = { status: null, message: null, code: null, fields: [], requestId: null, retryAfter: null };
    this.#problem = { kind: "unexpected", title, ...nothing };
    this.#emit("tallyfy-unknown", { ...this.#about, operation, problem: this.#problem });
  }

  #emit(name, detail) {
    const cancelable = name === "tallyfy-before-archive";
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  #enter(state) {
    const previous = this.#state;
    if (state === previous) return;
    this.#noteState(state);
    this.#emit("tallyfy-state", { state, previous });
  }

  #noteState(state) {
    this.#internals.states?.delete(this.#state);
    this.#internals.states?.add(state);
    this.#state = state;
  }
}

reflect(TallyfyArchiveTask.prototype);
