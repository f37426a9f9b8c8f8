/**
 * The class behind `<tallyfy-archive-task>`. It defines nothing by itself: see `define.js`.
 *
 * It keeps what the page sets, mounts the widget once, and passes on what the widget says. Everything else happens in
 * WebAssembly.
 */
import styles from "./element.css";
import { failure, textOf } from "./failure.js";
import { ATTRIBUTES, reflect } from "./attributes.js";
import { breakDown, breaks, ignoreBreaks, load, onBreak } from "./load.js";

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
  #root = document.createElement("div");
  #widget;
  #mounting;
  #state = "idle";
  #getToken;
  #messages;
  #token;
  #filled;
  #stale = false;
  #life = 0;
  #settling = new Set();
  #problem = null;
  #about = { orgId: null, taskId: null };
  #whenBroken = () => this.#broke();

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [styleSheet()];
    shadow.append(this.#root);
    this.#internals.states?.add(this.#state);
  }

  connectedCallback() {
    this.#takeEarlyProperties();
    onBreak(this.#whenBroken);
    if (this.#widget && this.#life !== breaks) this.#broke();
    this.#mount();
  }

  disconnectedCallback() {
    // Moving an element disconnects and connects it again, within one task.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#call((widget) => widget.run("leave", () => {}));
      ignoreBreaks(this.#whenBroken);
    });
  }

  attributeChangedCallback(name, _, value) {
    if (name !== "token") return this.#configure();
    if (value === null) return;
    this.removeAttribute("token");
    this.token = value;
  }

  /** Write-only: an access token, or nothing to take it away. */
  set token(token) {
    this.#token = { value: token == null ? undefined : String(token) };
    this.#handOver();
  }

  /** `() => string | Promise<string>`, asked before every request. */
  get getToken() {
    return this.#getToken ?? null;
  }

  set getToken(getToken) {
    this.#getToken = getToken;
    this.#configure();
  }

  /** Texts that replace the English ones, by key. */
  get messages() {
    return this.#messages ?? null;
  }

  set messages(messages) {
    this.#messages = messages;
    this.#configure();
  }

  get state() {
    return this.#state;
  }

  get task() {
    return this.#call((widget) => widget.task) ?? null;
  }

  get problem() {
    return this.#call((widget) => widget.problem) ?? this.#problem;
  }

  get hasToken() {
    return this.#call((widget) => widget.hasToken) ?? Boolean(this.#token?.value || this.#getToken);
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
    this.#filled = { ...this.#filled, ...values };
    this.#handOver();
  }

  focus(options) {
    this.shadowRoot.querySelector("input, button, [tabindex]")?.focus(options);
  }

  async #run(verb) {
    if (!(await this.#mount())) return this.#state;
    this.#handOver();
    return new Promise((resolve) => {
      const settled = (state) => this.#settling.delete(settled) && resolve(state);
      this.#settling.add(settled);
      this.#call((widget) => widget.run(verb, settled));
    });
  }

  /** Mounts the widget, once: taking a Yew application down would leave its listeners behind. */
  #mount() {
    this.#mounting ??= load().then(
      (Widget) => {
        this.#root.replaceChildren();
        this.#life = breaks;
        this.#stale = false;
        this.#problem = null;
        this.#try(() => (this.#widget = new Widget(this.#root, this.#page(), this.#options())));
        if (this.#widget) this.#enter(this.#widget.state);
        this.#handOver();
        return this.#widget;
      },
      () => this.#fail("notLoaded"),
    );
    return this.#mounting;
  }

  /** Calls the widget. What it throws is a panic of it, never an answer. */
  #call(use) {
    return this.#widget && this.#try(() => use(this.#widget));
  }

  #try(call) {
    try {
      return call();
    } catch (error) {
      breakDown();
      reportError(error);
    }
  }

  /** Says that the widget cannot be shown, and offers to try again. */
  #fail(key) {
    this.#mounting = undefined;
    this.#root.replaceChildren(failure(key, this.#messages, () => this.#mount()));
  }

  /** The WebAssembly broke, and with it this widget: what was under way may or may not have happened. */
  #broke() {
    const operation = { archiving: "archive", restoring: "restore" }[this.#state];
    const key = operation ? "brokenUnderWay" : "broken";
    this.#widget = undefined;
    this.#fail(key);
    this.#enter(operation ? "unknown" : "idle");
    if (operation) {
      const title = textOf(key, this.#messages);
      const nothing = { status: null, message: null, code: null, fields: [], requestId: null, retryAfter: null };
      this.#problem = { kind: "unexpected", title, ...nothing };
      this.#emit("tallyfy-unknown", { ...this.#about, operation, problem: this.#problem });
    }
    // What was typed is not lost with the memory; the token is.
    this.#filled = { ...this.#about, ...this.#filled };
    for (const settled of [...this.#settling]) settled(this.#state);
  }

  /** Several changes in a row become one, so that two new ids are not two questions. */
  #configure() {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => this.#handOver());
  }

  #handOver() {
    if (!this.#widget) return;
    if (this.#stale) {
      this.#stale = false;
      this.#call((widget) => widget.configure(this.#options()));
    }
    if (this.#token) {
      const { value } = this.#token;
      this.#token = undefined;
      this.#call((widget) => widget.setToken(value));
    }
    if (this.#filled) {
      const values = this.#filled;
      this.#filled = undefined;
      this.#call((widget) => widget.fill(values));
    }
  }

  #options() {
    const options = { messages: this.#messages };
    for (const [property, attribute] of Object.entries(ATTRIBUTES)) options[property] = this.getAttribute(attribute);
    return options;
  }

  /** What the widget is given of this element. */
  #page() {
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
    };
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

  /** Properties set on the element before its class was known hide the class's own. */
  #takeEarlyProperties() {
    for (const property of [...Object.keys(ATTRIBUTES), "token", "getToken", "messages"]) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }
  }
}

reflect(TallyfyArchiveTask.prototype);
