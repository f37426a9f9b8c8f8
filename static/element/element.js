/**
 * The class behind `<tallyfy-archive-task>`. It defines nothing by itself: see `define.js`.
 *
 * It keeps what the page sets, mounts the widget once, and passes on what the widget says. Everything else happens in
 * WebAssembly.
 */
import styles from "./element.css";
import { load } from "./load.js";

/** Properties that an attribute mirrors. */
const ATTRIBUTES = {
  orgId: "org-id",
  taskId: "task-id",
  apiBase: "api-base",
  confirm: "confirm",
  timeout: "timeout",
  credentials: "credentials",
};

/** What a property of the same name is worth while nothing is set. */
const DEFAULTS = { apiBase: "https://go.tallyfy.com/api", confirm: "review", timeout: 30, credentials: "omit" };

let sheet;

function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

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

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [styleSheet()];
    shadow.append(this.#root);
    this.#internals.states?.add(this.#state);
  }

  connectedCallback() {
    this.#takeEarlyProperties();
    this.#mount();
  }

  disconnectedCallback() {
    // Moving an element disconnects and connects it again, within one task.
    queueMicrotask(() => {
      if (!this.isConnected) this.#widget?.run("leave", () => {});
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
    return this.#widget?.task ?? null;
  }

  get problem() {
    return this.#widget?.problem ?? null;
  }

  get hasToken() {
    return this.#widget?.hasToken ?? Boolean(this.#token?.value || this.#getToken);
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
    const widget = await this.#mount();
    if (!widget) return this.#state;
    this.#handOver();
    return new Promise((settled) => widget.run(verb, settled));
  }

  /** Mounts the widget, once: taking a Yew application down would leave its listeners behind. */
  #mount() {
    this.#mounting ??= load().then(
      (Widget) => {
        this.#root.replaceChildren();
        this.#widget = new Widget(this.#root, this.#page(), this.#options());
        this.#stale = false;
        this.#handOver();
        return this.#widget;
      },
      (error) => this.#failed(error),
    );
    return this.#mounting;
  }

  /** Says that the widget could not be loaded, and offers to try again. */
  #failed() {
    this.#mounting = undefined;
    const problem = document.createElement("div");
    problem.className = "problem";
    problem.part = "problem";
    problem.role = "alert";
    problem.append(
      "This widget could not be loaded: its WebAssembly file is missing, was changed, or is blocked by the page's security policy. Nothing was sent.",
    );
    const button = document.createElement("button");
    button.className = "primary";
    button.part = "button";
    button.type = "button";
    button.append("Try again");
    button.addEventListener("click", () => this.#mount(), { once: true });
    const card = document.createElement("div");
    card.className = "card";
    card.append(problem, button);
    this.#root.replaceChildren(card);
  }

  /** Several changes in a row become one, so that two new ids are not two questions. */
  #configure() {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => this.#handOver());
  }

  #handOver() {
    const widget = this.#widget;
    if (!widget) return;
    if (this.#stale) {
      this.#stale = false;
      widget.configure(this.#options());
    }
    if (this.#token) {
      widget.setToken(this.#token.value);
      this.#token = undefined;
    }
    if (this.#filled) {
      widget.fill(this.#filled);
      this.#filled = undefined;
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
        if (name === "tallyfy-state") element.#enter(detail.state);
        const cancelable = name === "tallyfy-before-archive";
        return element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
      },
      get givesToken() {
        return element.#getToken != null;
      },
      askToken: () => element.#getToken(),
    };
  }

  #enter(state) {
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

for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
  Object.defineProperty(TallyfyArchiveTask.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(attribute);
      if (value === null) return DEFAULTS[property] ?? null;
      return property === "timeout" ? Number(value) : value;
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
}
