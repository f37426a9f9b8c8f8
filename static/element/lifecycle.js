/**
 * The life of a widget in its element: its form is painted at once, the WebAssembly is loaded when somebody may want to
 * use it, the widget takes over what was typed and clicked, and it comes back from its record after a crash, and after
 * the element was outside the document for a while.
 */
import { earlierClick, earlyForm, formKey, make, meaningOf, onSubmit, optionsOf, takeNote, textOf } from "parts";
import { crashProblem, hasChangeInFlight, itemOf, lostChanges, NOTHING, restartDelay, stateAfter } from "./crashed.js";
import { failure, failureText } from "./failure.js";
import { crashes, guard, ignoreCrash, load, noteCaller, onCrash } from "./load.js";
import { ignoreWake, onWake } from "./page-events.js";
import { giveBack, takeRoot } from "./roots.js";
import { Screen } from "./screen.js";
import { ignoreView, onView } from "./view.js";

export class Lifecycle {
  #element;
  #host;
  #screen;
  /** Whether the form on the screen is still the early one. */
  #isEarly = true;
  /** The widget, and the root element that it is mounted into. */
  #mounted;
  #mounting;
  /** Whether the page called a method: then the widget is wanted even where nobody sees it. */
  #isCalled = false;
  /** What it takes to go on with the widget. The token is in it, and nowhere else. */
  #record = NOTHING;
  /** When the widget of this record crashed. */
  #lostAt;
  #isReleased = false;
  #releaseTimer;
  /** How many widgets it has had that are gone. */
  #lives = 0;
  #isStale = false;
  #token;
  #filled;
  /** The key of the early form on the screen. */
  #painted;
  #submitted;
  /** What the promises of methods wait for, and the method of each. */
  #settling = new Map();
  #whenCrashed = () => this.#crashed();
  #whenAwake = () => this.#call((widget) => widget.wake());

  constructor(element, shadow, host) {
    this.#element = element;
    this.#host = host;
    this.#screen = new Screen(shadow);
    const { form, click } = takeNote(shadow) ?? { click: earlierClick(shadow, () => optionsOf(element)) };
    this.#painted = form;
    this.#submitted = click;
    shadow.addEventListener("focusin", () => this.#isEarly && this.#mount());
    onSubmit(shadow, () => this.#isEarly && this.#submit());
  }

  connect() {
    onWake(this.#whenAwake);
    if (this.#mounted) return;
    this.configure();
    if (this.#isEarly && this.#submitted) this.#submit(this.#submitted);
    onView(this.#element, () => this.#mount());
  }

  disconnect() {
    // Moving an element disconnects and connects it again, within one task.
    queueMicrotask(() => {
      if (this.#element.isConnected) return;
      ignoreWake(this.#whenAwake);
      ignoreView(this.#element);
      this.#releaseLater();
    });
  }

  /** The widget has something new to remember. */
  remember(record) {
    this.#record = record;
    noteCaller();
    this.#releaseLater();
  }

  get item() {
    return itemOf(this.#record);
  }

  get problem() {
    return this.#record.problem;
  }

  get hasToken() {
    if (this.#host.givesToken) return true;
    return this.#token ? Boolean(this.#token.value) : this.#record.token !== null;
  }

  /** Several changes in a row become one, so that two new ids are not two questions. */
  configure() {
    if (this.#isStale) return;
    this.#isStale = true;
    queueMicrotask(() => this.#handOver());
  }

  setToken(value) {
    this.#token = { value };
    this.#handOver();
  }

  fill(values) {
    this.#filled = { ...this.#filled, ...values };
    if (this.#isEarly) this.#screen.enter(values);
    this.#handOver();
  }

  /** Resolves with the state reached once the operation has settled; with nothing where there is no widget. */
  async run(verb) {
    this.#isCalled = true;
    if (!(await this.#mount())) return;
    this.#handOver();
    return new Promise((resolve) => {
      const settled = (state) => {
        this.#settling.delete(settled);
        resolve(state);
        this.#releaseLater();
      };
      this.#settling.set(settled, verb);
      if (this.#mounted) this.#call((widget) => widget.run(verb, settled));
      else settled();
    });
  }

  /** Mounts the widget; an element that is moved about keeps it. */
  #mount() {
    this.#screen.dress();
    this.#mounting ??= load().then(
      (Widget) => this.#create(Widget),
      () => this.#fail("notLoaded"),
    );
    return this.#mounting;
  }

  #create(Widget) {
    if (!this.#isCalled && !this.#element.isConnected) return (this.#mounting = undefined);
    const mounted = takeRoot(Widget);
    if (!mounted) return this.#crashed();
    const rendered = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(mounted.root, { childList: true });
    });
    this.#mounted = mounted;
    this.#isStale = false;
    ignoreView(this.#element);
    onCrash(this.#whenCrashed);
    this.#call((widget) => widget.begin(this.#host, this.#host.options(), this.#record, this.#lostAt ?? performance.now()));
    if (!this.#mounted) return;
    this.#lostAt = undefined;
    this.#isReleased = false;
    this.#host.enter(this.#record.state);
    this.#handOver();
    this.#takeOver(mounted, rendered);
    return mounted;
  }

  /** Shows the widget as if it had been there all the time. */
  async #takeOver(mounted, rendered) {
    const life = this.#lives;
    await rendered;
    await this.#screen.isLeftAlone();
    if (life !== this.#lives || mounted !== this.#mounted) return;
    const { root } = mounted;
    const isSubmitted = this.#submitted && this.#submitted === this.#meaning();
    this.#submitted = undefined;
    this.#show(root);
    this.#isEarly = false;
    this.#handOver();
    if (isSubmitted) root.querySelector("[data-state=idle] form")?.requestSubmit();
  }

  /** Remembers a click on the early form's button until the widget can carry it out. */
  #submit(meaning = this.#meaning()) {
    this.#submitted = meaning;
    this.#mount();
    // What is over in a moment should not flicker.
    setTimeout(() => this.#isEarly && this.#screen.say(textOf("finding", this.#host.options().messages)), 300);
  }

  #meaning() {
    return meaningOf(optionsOf(this.#element), this.#screen.values);
  }

  async #paint() {
    const isTokenGiven = this.#host.givesToken || this.#token?.value !== undefined;
    const options = this.#host.options();
    const key = formKey(options, isTokenGiven);
    if (key === this.#painted) return;
    this.#painted = key;
    const form = earlyForm(options, isTokenGiven);
    if (this.#screen.shows(form)) return;
    await this.#screen.isLeftAlone();
    if (this.#isEarly && key === this.#painted) this.#show(make("div", {}, form));
  }

  #show(root) {
    this.#keep();
    this.#screen.show(root, this.#filled);
    this.#screen.speak(this.#host.language());
  }

  /** Remembers what was typed. */
  #keep() {
    this.#filled = { ...this.#filled, ...this.#screen.values };
  }

  #handOver() {
    const isStale = this.#isStale;
    this.#isStale = false;
    this.#screen.speak(this.#host.language());
    if (this.#isEarly) this.#keep();
    if (this.#isReleased) return this.#restart();
    if (!this.#mounted) return this.#isEarly && this.#element.isConnected && this.#paint();
    if (isStale) this.#call((widget) => widget.configure(this.#host.options()));
    const [token, filled] = [this.#token, this.#filled];
    this.#token = this.#filled = undefined;
    if (token) this.#call((widget) => widget.setToken(token.value));
    if (filled) this.#call((widget) => widget.fill(filled));
  }

  #call(use) {
    return this.#mounted && guard(() => use(this.#mounted.widget));
  }

  /** Says that the widget cannot be shown, and offers to try again. */
  #fail(key) {
    this.#mounting = this.#submitted = undefined;
    this.#isEarly = false;
    this.#show(make("div", {}, failure(key, this.#host.options().messages, () => this.#mount())));
  }

  /** Mounts the widget although nobody sees it. */
  #restart() {
    this.#isCalled = true;
    return this.#mount();
  }

  /**
   * Outside the document, and at rest for a second, the element keeps nothing but the record. Whatever happens in between
   * begins that second anew.
   */
  #releaseLater() {
    clearTimeout(this.#releaseTimer);
    if (this.#mounted && !this.#element.isConnected) this.#releaseTimer = setTimeout(() => this.#release(), 1000);
  }

  #release() {
    const mounted = this.#mounted;
    if (!mounted || this.#element.isConnected || this.#settling.size || !this.#record.is_idle) return;
    ignoreCrash(this.#whenCrashed);
    this.#mounted = this.#mounting = undefined;
    this.#isEarly = false;
    this.#isReleased = true;
    this.#lives += 1;
    this.#screen.show(make("div"));
    giveBack(mounted);
  }

  /** The WebAssembly crashed. What is known is kept; a change in flight may or may not have gone through. */
  #crashed() {
    const record = this.#record;
    const { messages } = this.#host.options();
    const isChanging = hasChangeInFlight(record);
    const title = failureText("brokenUnderWay", messages);
    const delay = restartDelay(record, crashes);
    const state = stateAfter(record);
    const isNews = this.#lostAt === undefined || delay === undefined;
    ignoreCrash(this.#whenCrashed);
    this.#mounted = undefined;
    this.#isReleased = false;
    this.#lives += 1;
    this.#lostAt ??= performance.now();
    const problem = record.machine.front?.is_in_flight ? crashProblem(title) : record.problem;
    this.#record = { ...record, state, problem };
    this.#fail(isChanging ? "brokenUnderWay" : "broken");
    if (delay !== undefined) setTimeout(() => this.#restart(), delay);
    this.#host.crashed(state, isNews ? lostChanges(record, title, delay !== undefined) : []);
    const isChange = (verb) => verb === "archive" || verb === "restore";
    for (const [settled, verb] of [...this.#settling]) settled(isChanging && isChange(verb) ? "unknown" : undefined);
  }
}
