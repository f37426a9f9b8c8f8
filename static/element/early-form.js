/**
 * The early form of an element: what is shown until the widget is ready. It is rendered again when the options change,
 * and keeps a click on its button for the widget.
 */
import { spinnerDelayMs } from "prerendered/constants.js";
import {
  clickBeforeScripts,
  clickKey,
  createElement,
  formKey,
  getMessage,
  readOptions,
  renderForm,
  takeEarlyState,
} from "shared";
import { pageDefaults } from "./configure.js";

export class EarlyForm {
  /** Whether it is still on the screen. */
  isShown = true;
  #element;
  #host;
  #view;
  #mount;
  /** The key of the form as it was last rendered, if known. */
  #key;
  /** The key of the click that the widget is to carry out. */
  #click;

  /** `mount` mounts the widget, whenever the user is about to need it. */
  constructor(element, shadow, host, view, mount) {
    this.#element = element;
    this.#host = host;
    this.#view = view;
    this.#mount = mount;
    const { form, click } = takeEarlyState(shadow) ?? { click: clickBeforeScripts(shadow, () => this.#options()) };
    this.#key = form;
    this.#click = click;
    shadow.addEventListener("focusin", () => this.isShown && mount());
    shadow.addEventListener("submit", () => this.isShown && this.#submit(this.#clickKey()));
  }

  /** Handles a click from before the element was defined. */
  handleEarlyClick() {
    if (this.isShown && this.#click) this.#submit(this.#click);
  }

  /** To be called when something else takes its place. Returns whether there was a click that would still do the same. */
  dismiss() {
    const isClicked = this.isShown && this.#click && this.#click === this.#clickKey();
    this.isShown = false;
    return isClicked;
  }

  /** Renders the form again if the options have changed. `show` replaces what is shown. */
  async update(isTokenSet, show) {
    if (!this.isShown || !this.#element.isConnected) return;
    const form = [this.#host.options(), isTokenSet || this.#host.providesToken];
    const key = formKey(...form);
    if (key === this.#key) return;
    this.#key = key;
    const card = renderForm(...form);
    if (this.#view.isShowing(card)) return;
    await this.#view.untilInputIdle();
    if (this.isShown && key === this.#key) show(createElement("div", {}, card));
  }

  #submit(click) {
    this.#click = click;
    this.#mount();
    setTimeout(() => this.isShown && this.#showProgress(), spinnerDelayMs);
  }

  #showProgress() {
    const { layout, messages } = this.#host.options();
    this.#view.setStatus(getMessage(layout === "row" ? "rowWaiting" : "finding", messages));
  }

  #clickKey() {
    return clickKey(this.#options(), this.#view.values);
  }

  #options() {
    return readOptions(this.#element, pageDefaults);
  }
}
