/**
 * The lifecycle of an element's widget: mounted on demand, in place of the early form; released while the element is
 * detached; restarted from its record after a crash. Options, token and input that are set in between are kept for it.
 */
import { createElement } from "shared";
import { crashCount, guard, isCrashed, offCrash, onCrash, pendingRestart } from "./crash-detection.js";
import { EMPTY_RECORD, itemOf, recover, refuse, refuseUnloaded, stateAfterCrash } from "./crash-recovery.js";
import { EarlyForm } from "./early-form.js";
import { failureCard, failureMessage } from "./failure-card.js";
import { loadWidget } from "./load.js";
import { offUnload, offWake, onUnload, onWake } from "./page-events.js";
import { PendingCalls } from "./pending-calls.js";
import { acquireRoot, releaseRoot } from "./root-pool.js";
import { ShadowView } from "./shadow-view.js";
import { offEnterViewport, onEnterViewport } from "./viewport.js";

/** How long a detached element must be idle before its widget is released. */
const RELEASE_DELAY_MS = 1000;

/** The rate limits of the page, as the records of all elements have them. */
let rateLimits = [];

export class Lifecycle {
  #element;
  #host;
  #view;
  #earlyForm;
  /** The widget, with the root element that it is mounted into. */
  #mounted;
  /** The promise of `#mount`. */
  #mounting;
  /** The key of the message that is shown in place of the widget. */
  #failure;
  /** The key of the message why it could not be loaded. */
  #loadFailure;
  /** The problem of an operation that was refused because of that. */
  #loadProblem;
  /** Whether to mount even while the element is detached: the page has called a method. */
  #mountsDetached = false;
  /** What it takes to restart the widget. It contains the token, which is stored nowhere else. */
  #record = EMPTY_RECORD;
  /** When the widget crashed, unless it was restarted since then. */
  #crashedAt;
  #isReleased = false;
  #releaseTimer;
  /** Incremented when the widget is gone, to recognize work that was pending for it. */
  #generation = 0;
  /** What the widget does not have yet: changed options, a token, values for the fields. */
  #hasNewOptions = false;
  #pendingToken;
  #pendingInput;
  #calls = new PendingCalls(() => {
    if (!this.#calls.size) offUnload(this.#onUnload);
    this.#scheduleRelease();
  });
  #onCrash = () => this.#crashed();
  #onUnload = () => this.#calls.settleBeforeUnload((job) => stateAfterCrash(this.#record, job));
  #onWake = () => this.#callWidget((widget) => widget.wake());

  constructor(element, shadow, host) {
    this.#element = element;
    this.#host = host;
    this.#view = new ShadowView(shadow);
    this.#earlyForm = new EarlyForm(element, shadow, host, this.#view, () => this.#mount());
  }

  /** Called when the element is in another document. */
  adopt() {
    this.#view.adopt();
  }

  connect() {
    onWake(this.#onWake);
    // The page's defaults may have changed while nobody told a detached element.
    this.configure();
    if (this.#mounted) return;
    this.#earlyForm.handleEarlyClick();
    onEnterViewport(this.#element, () => this.#mount());
  }

  disconnect() {
    // Moving an element disconnects and connects it within one task.
    queueMicrotask(() => {
      if (this.#element.isConnected) return;
      offWake(this.#onWake);
      offEnterViewport(this.#element);
      this.#scheduleRelease();
    });
  }

  /** Called by the widget when its record has changed. */
  remember(record) {
    this.#record = record;
    rateLimits = record.rate_limits;
    this.#scheduleRelease();
  }

  get item() {
    return itemOf(this.#record);
  }

  get #state() {
    return this.#loadProblem ? "refused" : this.#record.state;
  }

  get problem() {
    return this.#loadProblem ?? this.#record.problem;
  }

  get hasToken() {
    if (this.#host.providesToken) return true;
    return this.#pendingToken ? Boolean(this.#pendingToken.value) : this.#record.token !== null;
  }

  /** The options have changed. Batched: if the page sets both IDs, the widget must not see one without the other. */
  configure() {
    if (this.#hasNewOptions) return;
    this.#hasNewOptions = true;
    queueMicrotask(() => this.#flush());
  }

  /** Loads the WebAssembly again if that has failed: the page may have set its URL since then. */
  retryLoad() {
    if (this.#loadFailure) this.#mount();
  }

  setToken(value) {
    this.#pendingToken = { value };
    this.#flush();
  }

  fill(values) {
    this.#pendingInput = { ...this.#pendingInput, ...values };
    if (this.#earlyForm.isShown) this.#view.fill(values);
    this.#flush();
  }

  /** Resolves with the state once the operation has settled. */
  run(method) {
    this.#mountsDetached = true;
    this.configure();
    onUnload(this.#onUnload);
    return this.#calls.add(async (call) => {
      const state = (await this.#mount()) ? await this.#start(call, method) : undefined;
      return this.#refuseUnloaded(method) ?? this.#refuseAfterCrash(method) ?? state ?? this.#state;
    });
  }

  #start(call, method) {
    this.#flush();
    return this.#calls.start(call, (settle) => {
      if (this.#mounted) return this.#callWidget((widget) => widget.run(method, settle));
      settle();
    });
  }

  /** Loads and mounts the widget, unless it is mounted already. */
  #mount() {
    this.#view.adoptStyles();
    this.#loadFailure = undefined;
    this.#mounting ??= loadWidget().then(
      (Widget) => this.#create(Widget),
      (key) => {
        this.#loadFailure = key;
        this.#showFailure(key);
      },
    );
    return this.#mounting;
  }

  #create(Widget) {
    if (!this.#mountsDetached && !this.#element.isConnected) return (this.#mounting = undefined);
    const restarting = pendingRestart();
    if (restarting) return restarting.then(() => this.#create(Widget), () => this.#crashed());
    const mounted = acquireRoot(Widget);
    if (!mounted) return this.#crashed();
    const rendered = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(mounted.root, { childList: true });
    });
    this.#mounted = mounted;
    this.#hasNewOptions = false;
    offEnterViewport(this.#element);
    onCrash(this.#onCrash);
    const record = { ...this.#record, rate_limits: rateLimits };
    this.#callWidget((widget) => widget.begin(this.#host, this.#host.options(), record, this.#crashedAt ?? performance.now()));
    if (isCrashed) return;
    this.#crashedAt = this.#failure = this.#loadProblem = undefined;
    this.#isReleased = false;
    this.#host.setState(this.#record.state);
    this.#flush();
    this.#replaceEarlyForm(mounted, rendered);
    return mounted;
  }

  /** Shows the widget once it is rendered, and carries out the click that the early form has kept. */
  async #replaceEarlyForm(mounted, rendered) {
    const generation = this.#generation;
    await rendered;
    await this.#view.untilInputIdle();
    if (generation !== this.#generation || mounted !== this.#mounted) return;
    const { root } = mounted;
    const isClicked = this.#earlyForm.dismiss();
    this.#show(root);
    this.#flush();
    if (isClicked) root.querySelector("[data-state=idle] [type=submit]")?.click();
  }

  #show(root) {
    this.#saveInput();
    this.#view.show(root, this.#pendingInput);
    this.#view.setLang(this.#host.language());
  }

  #saveInput() {
    this.#pendingInput = { ...this.#pendingInput, ...this.#view.values };
  }

  /** Passes pending options, token and input to the widget. Before it is mounted, updates the early form. */
  #flush() {
    const hasNewOptions = this.#hasNewOptions;
    this.#hasNewOptions = false;
    this.#view.setLang(this.#host.language());
    if (this.#earlyForm.isShown) this.#saveInput();
    if (this.#isReleased) return this.#restart();
    // Kept for the restart.
    if (isCrashed) return;
    if (this.#failure && hasNewOptions) this.#renderFailure();
    if (!this.#mounted) return this.#earlyForm.update(this.#pendingToken?.value !== undefined, (root) => this.#show(root));
    if (hasNewOptions) this.#callWidget((widget) => widget.configure(this.#host.options()));
    const [token, input] = [this.#pendingToken, this.#pendingInput];
    this.#pendingToken = this.#pendingInput = undefined;
    if (token) this.#callWidget((widget) => widget.setToken(token.value));
    if (input) this.#callWidget((widget) => widget.fill(input));
  }

  #callWidget(call) {
    return this.#mounted && guard(() => call(this.#mounted.widget));
  }

  /** Shows a message in place of the widget, with a button that mounts it again. */
  #showFailure(key) {
    this.#mounting = undefined;
    this.#earlyForm.dismiss();
    this.#failure = key;
    this.#renderFailure();
  }

  #renderFailure() {
    this.#show(createElement("div", {}, failureCard(this.#failure, this.#host.options(), () => this.#mount())));
  }

  /** Returns the state if an operation has failed because the widget could not be loaded. */
  #refuseUnloaded(method) {
    if (!this.#loadFailure || !["find", "archive"].includes(method)) return;
    const detail = refuseUnloaded(method, failureMessage(this.#loadFailure, this.#host.options().messages));
    this.#loadProblem = detail.problem;
    this.#host.setState("refused");
    this.#host.announce([["tallyfy-refused", detail]]);
    return "refused";
  }

  /** Mounts the widget again, even while the element is detached. */
  #restart() {
    this.#mountsDetached = true;
    return this.#mount();
  }

  /** Releases the widget once the element was detached and idle for a while. Any activity starts the delay again. */
  #scheduleRelease() {
    clearTimeout(this.#releaseTimer);
    if (this.#mounted && !this.#element.isConnected) this.#releaseTimer = setTimeout(() => this.#release(), RELEASE_DELAY_MS);
  }

  #release() {
    const mounted = this.#mounted;
    if (!mounted || this.#element.isConnected || this.#calls.size || !this.#record.is_idle) return;
    offCrash(this.#onCrash);
    this.#mounted = this.#mounting = undefined;
    this.#earlyForm.dismiss();
    this.#isReleased = true;
    this.#generation += 1;
    this.#view.show(createElement("div"));
    releaseRoot(mounted);
  }

  /** Shows that the widget crashed, reports which outcomes are unknown, and schedules the restart that checks them. */
  #crashed() {
    const title = failureMessage("crashedWhileChanging", this.#host.options().messages);
    const { record, isChangeInFlight, restartDelay, unknown } = recover(this.#record, crashCount, title);
    const willRestart = restartDelay !== undefined;
    // A crash during a restart is reported only if no other restart follows.
    const isNews = this.#crashedAt === undefined || !willRestart;
    offCrash(this.#onCrash);
    this.#mounted = undefined;
    this.#isReleased = false;
    this.#generation += 1;
    this.#crashedAt ??= performance.now();
    this.#record = record;
    this.#showFailure(isChangeInFlight ? "crashedWhileChanging" : "crashed");
    if (willRestart) setTimeout(() => this.#restart(), restartDelay);
    this.#host.onCrash(record.state, isNews ? unknown : []);
    this.#calls.settleAfterCrash((job) => stateAfterCrash(record, job));
  }

  /** Returns the state if an operation has failed because the widget crashes again and again. */
  #refuseAfterCrash(method) {
    if (this.#crashedAt === undefined) return;
    const refusal = refuse(this.#record, crashCount, method, failureMessage("crashed", this.#host.options().messages));
    if (!refusal) return;
    this.#record = refusal.record;
    this.#host.setState("refused");
    this.#host.announce([["tallyfy-refused", refusal.detail]]);
    return "refused";
  }
}
