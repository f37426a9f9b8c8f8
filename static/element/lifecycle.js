/**
 * The life of a widget in its element: its form is painted at once, the WebAssembly is loaded when somebody may want to
 * use it, the widget is mounted once and takes over what was typed and clicked, and it starts again after it broke.
 */
import { earlierClick, earlyForm, formKey, make, meaningOf, onSubmit, optionsOf, takeNote, textOf } from "parts";
import { failure, failureText } from "./failure.js";
import { breaks, guard, ignoreBreaks, load, onBreak } from "./load.js";
import { ignoreWake, onWake } from "./page-events.js";
import { Screen } from "./screen.js";
import { ignoreView, onView } from "./view.js";

export class Lifecycle {
  #element;
  #host;
  #screen;
  /** Whether the form on the screen is still the early one. */
  #isEarly = true;
  #widget;
  #mounting;
  /** Whether the page called a method: then the widget is wanted even where nobody sees it. */
  #isCalled = false;
  #life = 0;
  #isStale = false;
  #token;
  #filled;
  /** The key of the early form on the screen. */
  #painted;
  #submitted;
  #settling = new Set();
  #whenBroken = () => this.#widget && this.#broke();
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
    onBreak(this.#whenBroken);
    onWake(this.#whenAwake);
    if (this.#widget) {
      if (this.#life === breaks) return;
      this.#broke();
    }
    this.configure();
    if (this.#isEarly && this.#submitted) this.#submit(this.#submitted);
    onView(this.#element, () => this.#mount());
  }

  disconnect() {
    // Moving an element disconnects and connects it again, within one task.
    queueMicrotask(() => {
      if (this.#element.isConnected) return;
      ignoreWake(this.#whenAwake);
      // A change that is in flight goes on, and its outcome is told.
      if (!this.#host.underWay()) ignoreBreaks(this.#whenBroken);
      ignoreView(this.#element);
    });
  }

  /** A property of the widget; nothing while there is no widget. */
  read(property) {
    return this.#call((widget) => widget[property]);
  }

  get hasToken() {
    return this.read("hasToken") ?? Boolean(this.#token?.value || this.#host.givesToken);
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
      const settled = (state) => this.#settling.delete(settled) && resolve(state);
      this.#settling.add(settled);
      this.#call((widget) => widget.run(verb, settled));
    });
  }

  /** Mounts the widget, once: an element that is moved about keeps what was entered and what is under way. */
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
    const root = make("div");
    const rendered = new Promise((resolve) => new MutationObserver(resolve).observe(root, { childList: true }));
    this.#life = breaks;
    this.#isStale = false;
    guard(() => (this.#widget = new Widget(root, this.#host, this.#host.options())));
    if (!this.#widget) return this.#fail("broken");
    this.#host.begin(this.#widget.state);
    this.#handOver();
    this.#takeOver(this.#widget, root, rendered);
    return this.#widget;
  }

  /** Shows the widget as if it had been there all the time. */
  async #takeOver(widget, root, rendered) {
    await rendered;
    await this.#screen.isLeftAlone();
    if (widget !== this.#widget) return;
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
    if (!this.#widget) return this.#isEarly && this.#element.isConnected && this.#paint();
    if (isStale) this.#call((widget) => widget.configure(this.#host.options()));
    const [token, filled] = [this.#token, this.#filled];
    this.#token = this.#filled = undefined;
    if (token) this.#call((widget) => widget.setToken(token.value));
    if (filled) this.#call((widget) => widget.fill(filled));
  }

  #call(use) {
    return this.#widget && guard(() => use(this.#widget));
  }

  /** Says that the widget cannot be shown, and offers to try again. */
  #fail(key) {
    this.#mounting = this.#submitted = undefined;
    this.#isEarly = false;
    this.#show(make("div", {}, failure(key, this.#host.options().messages, () => this.#mount())));
  }

  /** The WebAssembly broke, and with it this widget: what was under way may or may not have happened. */
  #broke() {
    const operation = this.#host.underWay();
    const key = operation ? "brokenUnderWay" : "broken";
    this.#widget = undefined;
    // What was typed is not lost with the memory; the token is.
    this.#filled = { ...this.#host.about(), ...this.#filled };
    this.#fail(key);
    this.#host.broke(operation, failureText(key, this.#host.options().messages));
    for (const settled of [...this.#settling]) settled();
  }
}
