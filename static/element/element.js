/**
 * The class of `<tallyfy-archive-task>`: attributes, properties, methods and events. Importing it does not define the
 * element; `define.js` does. `Lifecycle` decides what is shown; the WebAssembly does everything else.
 */
import { ATTRIBUTES, readOptions } from "shared";
import { requestApproval } from "./approval.js";
import { defineReflectedProperties, upgradeProperties } from "./attributes.js";
import { camelCaseKeys } from "./camel-case.js";
import { offConfigure, onConfigure, pageDefaults } from "./configure.js";
import { isInLanguage, loadMessages, offLanguageChange, onLanguageChange, translatedLanguage } from "./language.js";
import { Lifecycle } from "./lifecycle.js";
import { setChangeInFlight } from "./page-events.js";
import { forget, isTrusted, requestToken } from "./page-token.js";
import { showPopover } from "./popover.js";

/** On a server there is no `HTMLElement`; importing this module must not fail there. */
const { HTMLElement = class {} } = globalThis;

export class TallyfyArchiveTask extends HTMLElement {
  static observedAttributes = [...Object.values(ATTRIBUTES), "lang", "token"];

  #internals = this.attachInternals();
  #lifecycle;
  #state = "idle";
  #getToken;
  /** Whether the page has set a token. */
  #hasToken = false;
  #messages;
  /** The messages in the language of the page; `undefined` for English. */
  #translation;
  #language = "en";
  /** The document that the element is in, or was in last. */
  #document = this.ownerDocument;
  #onConfigure = () => {
    this.#lifecycle.retryLoad();
    this.#lifecycle.configure();
    this.#loadMessages();
  };

  #onLanguageChange = () => this.#loadMessages();

  constructor() {
    super();
    // The page's markup or the early script may have created it.
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#lifecycle = new Lifecycle(this, shadow, this.#host());
    this.#internals.states?.add(this.#state);
  }

  connectedCallback() {
    this.#document = this.ownerDocument;
    upgradeProperties(this);
    onConfigure(this.#onConfigure);
    onLanguageChange(this, this.#onLanguageChange);
    this.#lifecycle.connect();
    this.#loadMessages();
  }

  disconnectedCallback() {
    offConfigure(this.#onConfigure);
    offLanguageChange(this.#onLanguageChange);
    this.#lifecycle.disconnect();
  }

  adoptedCallback() {
    this.#lifecycle.adopt();
  }

  attributeChangedCallback(name, _, value) {
    if (name === "lang") return this.#loadMessages();
    if (name !== "token") return this.#lifecycle.configure();
    if (value === null) return;
    this.removeAttribute("token");
    this.token = value;
  }

  /** Access token; `null` removes it. Write-only. */
  set token(token) {
    this.#hasToken = token != null;
    this.#lifecycle.setToken(token == null ? undefined : String(token));
  }

  /**
   * `({refresh}) => string | {token, expiresIn} | PromiseLike<…>`: a string is requested before every request, an object is
   * kept for as many seconds.
   */
  get getToken() {
    return this.#getToken ?? null;
  }

  set getToken(getToken) {
    forget(getToken);
    this.#getToken = getToken;
    this.#lifecycle.configure();
  }

  /** Replacement texts by key. */
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
    return camelCaseKeys(this.#lifecycle.item);
  }

  get task() {
    return this.item;
  }

  get problem() {
    return camelCaseKeys(this.#lifecycle.problem);
  }

  get hasToken() {
    return this.#lifecycle.hasToken;
  }

  /** This and the following methods resolve with the state once the operation has settled, and never reject. */
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

  /** Enters values into the fields, as if the user had typed them: `{orgId, taskId, token}`. */
  fill(values) {
    this.#lifecycle.fill(values);
  }

  focus(options) {
    this.shadowRoot.querySelector("input, button")?.focus(options);
  }

  #run(method) {
    return this.#lifecycle.run(method);
  }

  /** The interface of this element for `Lifecycle` and for the widget (`src/element/host.rs`). */
  #host() {
    const element = this;
    return {
      announce(events) {
        for (const [name, detail] of events) {
          if (name === "tallyfy-state") element.#setCustomState(detail.state);
          element.#emit(name, camelCaseKeys(detail));
        }
      },
      requestApproval: (detail) => requestApproval((detail) => element.#emit("tallyfy-before-archive", detail), camelCaseKeys(detail)),
      remember: (record) => element.#lifecycle.remember(record),
      changeInFlight: (isInFlight) => setChangeInFlight(element, isInFlight),
      showPopover,
      get providesToken() {
        return element.#tokenSource() !== undefined;
      },
      get usesTokenUrl() {
        return typeof element.#tokenSource() === "string";
      },
      /** Resolves with a token for requests to `origin`. */
      async callGetToken(refresh, origin) {
        const source = element.#tokenSource();
        const isOwn = source === element.#getToken;
        if (isOwn || isTrusted(origin, pageDefaults.apiBase)) return requestToken(element, source, !isOwn, refresh);
        throw new Error(`This page's token is not for ${origin}`);
      },
      options: () => ({
        messages: element.#copyMessages(),
        ...readOptions(element, pageDefaults),
      }),
      /** The language of the texts if the page is in another one. That of texts from the page itself is not known. */
      language: () => !element.#messages && !pageDefaults.messages && !isInLanguage(element, element.#language) && element.#language,
      setState: (state) => element.#setState(state),
      /** `unknown` has the details of the changes whose outcome is unknown. */
      onCrash(state, unknown) {
        setChangeInFlight(element, false);
        element.#setState(state);
        for (const detail of unknown) element.#emit("tallyfy-unknown", camelCaseKeys(detail));
      },
    };
  }

  /** Where the page gets a token: a function or a path. What the element has itself comes before the page's defaults. */
  #tokenSource() {
    const own = this.#getToken ?? readOptions(this).tokenUrl;
    if (own != null || this.#hasToken) return own ?? undefined;
    return pageDefaults.getToken ?? readOptions(this, pageDefaults).tokenUrl ?? undefined;
  }

  /** The texts in use. The page's object may have getters, and they may throw. */
  #copyMessages() {
    try {
      return { ...this.#translation, ...pageDefaults.messages, ...this.#messages };
    } catch (error) {
      reportError(error);
      return this.#translation;
    }
  }

  /** Loads the messages in the language of the page, if there is a translation. Until then they are in English. */
  async #loadMessages() {
    const language = translatedLanguage(this);
    const translation = language && (await loadMessages(language));
    if (language !== translatedLanguage(this)) return;
    this.#translation = translation;
    this.#language = translation ? language : "en";
    this.#lifecycle.configure();
  }

  /** Dispatches an event. Returns `false` if a listener canceled it. */
  #emit(name, detail) {
    const cancelable = name === "tallyfy-before-archive";
    const dispatch = (target) => target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
    // Events of a detached element do not bubble up to the document.
    const targets = this.isConnected ? [this] : [this, this.#document];
    return targets.map(dispatch).every((isAllowed) => isAllowed);
  }

  #setState(state) {
    const previous = this.#state;
    if (state === previous) return;
    this.#setCustomState(state);
    this.#emit("tallyfy-state", { state, previous });
  }

  /** Sets the state, also for `:state()` in CSS. */
  #setCustomState(state) {
    this.#internals.states?.delete(this.#state);
    this.#internals.states?.add(state);
    this.#state = state;
  }
}

defineReflectedProperties(TallyfyArchiveTask.prototype);
