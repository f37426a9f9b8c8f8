/**
 * The class behind `<tallyfy-archive-task>`. It defines nothing by itself: see `define.js`.
 *
 * It keeps what the page sets, and passes on what the widget says. What is shown is up to the `Lifecycle`, and everything
 * else happens in WebAssembly.
 */
import { ATTRIBUTES, formSheet, optionsOf } from "parts";
import { requestApproval } from "./approval.js";
import { reflect, takeEarlyProperties } from "./attributes.js";
import { camel } from "./camel.js";
import { isIn, languageOf, textsIn } from "./language.js";
import { Lifecycle } from "./lifecycle.js";
import { noteChange } from "./page-events.js";

/** Where there are no elements, as on a server, the class can be imported all the same. */
const { HTMLElement = class {} } = globalThis;

export class TallyfyArchiveTask extends HTMLElement {
  static observedAttributes = [...Object.values(ATTRIBUTES), "lang", "token"];

  #internals = this.attachInternals();
  #lifecycle;
  #state = "idle";
  #getToken;
  #messages;
  #texts;
  #language = "en";
  /** The document it is in, or was in last. */
  #document = this.ownerDocument;

  constructor() {
    super();
    // There is one already where the form is shown from the start, by the page's markup or by the script for that.
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (!shadow.adoptedStyleSheets.length) shadow.adoptedStyleSheets = [formSheet()];
    this.#lifecycle = new Lifecycle(this, shadow, this.#host());
    this.#internals.states?.add(this.#state);
  }

  connectedCallback() {
    this.#document = this.ownerDocument;
    takeEarlyProperties(this);
    this.#lifecycle.connect();
    this.#learn();
  }

  disconnectedCallback() {
    this.#lifecycle.disconnect();
  }

  attributeChangedCallback(name, _, value) {
    if (name === "lang") return this.#learn();
    if (name !== "token") return this.#lifecycle.configure();
    if (value === null) return;
    this.removeAttribute("token");
    this.token = value;
  }

  /** Write-only: an access token, or nothing to take it away. */
  set token(token) {
    this.#lifecycle.setToken(token == null ? undefined : String(token));
  }

  /** `({refresh}) => string | PromiseLike<string>`, asked before every request. */
  get getToken() {
    return this.#getToken ?? null;
  }

  set getToken(getToken) {
    this.#getToken = getToken;
    this.#lifecycle.configure();
  }

  /** Texts that replace the usual ones, by key. */
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

  get item() {
    return camel(this.#lifecycle.item);
  }

  get task() {
    return this.item;
  }

  get problem() {
    return camel(this.#lifecycle.problem);
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
        if (name === "tallyfy-state") element.#noteState(detail.state);
        element.#emit(name, camel(detail));
      },
      requestApproval: (detail) => requestApproval((detail) => element.#emit("tallyfy-before-archive", detail), camel(detail)),
      remember: (record) => element.#lifecycle.remember(record),
      changeInFlight: (isInFlight) => noteChange(element, isInFlight),
      get givesToken() {
        return element.#getToken != null;
      },
      askToken: (refresh) => element.#getToken({ refresh }),
      options: () => ({ messages: element.#texts ? { ...element.#texts, ...element.#messages } : element.#messages, ...optionsOf(element) }),
      /** The language of the texts, where it is not that of the page; what language the page's own are in is its affair. */
      language: () => !element.#messages && !isIn(element, element.#language) && element.#language,
      enter: (state) => element.#enter(state),
      /** The WebAssembly crashed; that leaves this state, and these changes of which the outcome is unknown. */
      crashed(state, lost) {
        noteChange(element, false);
        element.#enter(state);
        for (const detail of lost) element.#emit("tallyfy-unknown", camel(detail));
      },
    };
  }

  /** Takes the texts in the language of the page, if there are any; until they are there, the English ones do. */
  async #learn() {
    const language = languageOf(this);
    const texts = language && (await textsIn(language));
    if (texts === this.#texts || language !== languageOf(this)) return;
    this.#texts = texts;
    this.#language = texts ? language : "en";
    this.#lifecycle.configure();
  }

  /** Dispatches an event, and returns whether no listener cancelled it. */
  #emit(name, detail) {
    const cancelable = name === "tallyfy-before-archive";
    const dispatch = (target) => target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
    // From an element in no document, nothing reaches listeners further up.
    const targets = this.isConnected ? [this] : [this, this.#document];
    return targets.map(dispatch).every((isAllowed) => isAllowed);
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
