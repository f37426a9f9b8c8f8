/** What is shown in a shadow root. When something else takes its place, what a person does there goes on undisturbed. */
import { make, sheetOf, valuesIn } from "parts";
import styles from "../../pkg/element.css";

/** The styles that the form does without, parsed once for all elements. */
let sheet;

/** For how many milliseconds a press is waited for. Its end may never be told. */
const LONGEST_PRESS = 10_000;

/** How a press may end: where nobody sees it, in a menu, or as something else. */
const ENDS = ["pointerup", "pointercancel", "keyup", "contextmenu", "dragend", "blur"];

export class Screen {
  #root;
  #isComposing = false;
  /** Aborted when the press is over. */
  #press = { aborted: true };
  /** Whether a press was heard of: one that began before this script ran only the browser knows. */
  #isHeard = false;

  /** Begins with what the page's own markup has put there, if it has. */
  constructor(shadow) {
    this.#root = shadow.querySelector("div") ?? shadow.appendChild(make("div"));
    shadow.addEventListener("compositionstart", () => (this.#isComposing = true));
    shadow.addEventListener("compositionend", () => (this.#isComposing = false));
    shadow.addEventListener("pointerdown", ({ button }) => this.#begin(button === 0));
    shadow.addEventListener("keydown", ({ key }) => this.#begin(key === "Enter" || key === " "));
  }

  /** Gets ready for something else than the form. Not sooner: the form would have to be laid out again. */
  dress() {
    const { adoptedStyleSheets } = this.#root.getRootNode();
    sheet ??= sheetOf(styles);
    // After the form's, and before what the page may have added.
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.splice(1, 0, sheet);
  }

  /** Waits while a press or a character is half done: it would be lost with the node it is done in. */
  async isLeftAlone() {
    const began = performance.now();
    const isHeld = () => !this.#press.aborted || (!this.#isHeard && this.#root.matches(":active"));
    const isPressed = () => isHeld() && performance.now() - began < LONGEST_PRESS;
    while (this.#isComposing || isPressed()) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** A press begins, if it `isOne`: other buttons of a mouse open a menu. */
  #begin(isOne) {
    this.#isHeard = true;
    if (!isOne || !this.#press.aborted) return;
    const over = new AbortController();
    const { signal } = over;
    this.#press = signal;
    // The click comes after the pointer or the key went up.
    const end = () => setTimeout(() => over.abort());
    // Of those that are captured, the page may hide none. The focus goes from one field to the next all the time.
    for (const type of ENDS) addEventListener(type, end, { signal, capture: type !== "blur" });
    addEventListener("pointermove", ({ buttons }) => buttons || end(), { signal, capture: true });
  }

  /** What stands in the fields. */
  get values() {
    return valuesIn(this.#root);
  }

  enter(values) {
    for (const input of this.#root.querySelectorAll("input")) input.value = values[input.id] ?? input.value;
  }

  shows(card) {
    return card.isEqualNode(this.#root.firstElementChild);
  }

  /** Says which language the texts are in, if it is another one than around them. */
  speak(language) {
    if (language) this.#root.lang = language;
    else this.#root.removeAttribute("lang");
  }

  /** Says what is going on. */
  say(text) {
    this.#root.querySelector(".status").textContent = text;
  }

  /** Shows `root` instead, with these values. The focus goes to the same field, or else to the result or a button. */
  show(root, values) {
    const old = this.#root;
    const focused = old.getRootNode().activeElement;
    this.#root = root;
    this.enter(values);
    old.after(root);
    if (old.contains(focused)) {
      const same = (focused.id && root.querySelector(`#${focused.id}`)) || root.querySelector("[data-focus], button");
      same?.focus({ preventScroll: true });
      same?.setSelectionRange?.(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
    }
    // Only now: between two nodes the focus moves without leaving the element, and a keyboard on the screen stays.
    old.remove();
  }
}
