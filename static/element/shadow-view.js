/** The content of a shadow root. Replacing it does not disturb the user: it waits for input to finish and keeps the focus. */
import { adoptStyles, createElement, formStyles, handleClicks, inputValues } from "shared";
import elementStyles from "../../pkg/element.css";
import popoverStyles from "../../pkg/popover.css";

/** How many milliseconds to wait for the end of a press, which the browser may never report. */
const MAX_PRESS_MS = 10_000;

/** The events that end a press, including those of presses that turn into something else. */
const PRESS_END_EVENTS = ["pointerup", "pointercancel", "keyup", "contextmenu", "dragend", "blur"];

export class ShadowView {
  #shadow;
  #root;
  #styles = [formStyles];
  #isComposing = false;
  /** Aborted when the press has ended. */
  #press = { aborted: true };
  /** Until then, `:active` shows whether there is a press, which may have begun before this script ran. */
  #hasSeenPress = false;

  /** Starts with the content from the page's markup or the early script, if there is any. */
  constructor(shadow) {
    this.#shadow = shadow;
    // Extensions may have put something before it.
    this.#root = shadow.querySelector(".card, .row")?.parentElement ?? shadow.appendChild(createElement("div"));
    this.adopt();
    handleClicks(shadow);
    shadow.addEventListener("compositionstart", () => (this.#isComposing = true));
    shadow.addEventListener("compositionend", () => (this.#isComposing = false));
    shadow.addEventListener("pointerdown", ({ button }) => this.#startPress(button === 0));
    shadow.addEventListener("keydown", ({ key }) => this.#startPress(key === "Enter" || key === " "));
  }

  /** Adopts the styles of the widget. Not earlier than needed: it causes a new layout of the form. */
  adoptStyles() {
    this.#styles = [formStyles, elementStyles, popoverStyles];
    this.adopt();
  }

  /** Adopts the styles so far. Moving the element into another document has removed them. */
  adopt() {
    adoptStyles(this.#shadow, ...this.#styles);
  }

  /** Resolves when no press or IME composition is in progress: replacing their node would lose them. */
  async untilInputIdle() {
    const startedAt = performance.now();
    const isHeld = () => !this.#press.aborted || (!this.#hasSeenPress && this.#root.matches(":active"));
    const isPressed = () => isHeld() && performance.now() - startedAt < MAX_PRESS_MS;
    while (this.#isComposing || isPressed()) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Other buttons and keys than the primary ones do not click. */
  #startPress(isPrimary) {
    this.#hasSeenPress = true;
    if (!isPrimary || !this.#press.aborted) return;
    const controller = new AbortController();
    const { signal } = controller;
    this.#press = signal;
    // The click event follows pointerup and keyup.
    const end = () => setTimeout(() => controller.abort());
    // The element may have been moved into a frame.
    const window = this.#shadow.ownerDocument.defaultView;
    // Captured, so that the page cannot stop them; but a captured `blur` would fire whenever the focus moves.
    for (const type of PRESS_END_EVENTS) window.addEventListener(type, end, { signal, capture: type !== "blur" });
    window.addEventListener("pointermove", ({ buttons }) => buttons || end(), { signal, capture: true });
  }

  /** The values of the fields by ID. */
  get values() {
    return inputValues(this.#root);
  }

  fill(values) {
    for (const input of this.#root.querySelectorAll("input")) input.value = values[input.id] ?? input.value;
  }

  isShowing(card) {
    return card.isEqualNode(this.#root.firstElementChild);
  }

  /** Sets the language of the texts; a falsy one means that it is inherited. */
  setLang(language) {
    if (language) this.#root.lang = language;
    else this.#root.removeAttribute("lang");
  }

  /** Sets the text of the live region. */
  setStatus(text) {
    const status = this.#root.querySelector(".status");
    status.textContent = text;
    status.dataset.shown = "";
  }

  /** Replaces the content by `root`, with these values. The focus moves to the same field, or else to the result or a button. */
  show(root, values) {
    const old = this.#root;
    const focused = old.getRootNode().activeElement;
    this.#root = root;
    this.fill(values);
    old.after(root);
    if (old.contains(focused)) {
      const target = (focused.id && root.querySelector(`#${focused.id}`)) || root.querySelector("[data-focus], button");
      target?.focus({ preventScroll: true });
      target?.setSelectionRange?.(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
    }
    // Removed last: the focus never leaves the element, so an on-screen keyboard stays open.
    old.remove();
  }
}
