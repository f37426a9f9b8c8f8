/** What is shown in a shadow root. When something else takes its place, what a person does there goes on undisturbed. */
import { make, sheetOf, valuesIn } from "parts";
import styles from "../../pkg/element.css";

/** The styles that the form does without, parsed once for all elements. */
let sheet;

export class Screen {
  #root;
  #isComposing = false;
  #isPressed = false;

  /** Begins with what the page's own markup has put there, if it has. */
  constructor(shadow) {
    this.#root = shadow.querySelector("div") ?? shadow.appendChild(make("div"));
    shadow.addEventListener("compositionstart", () => (this.#isComposing = true));
    shadow.addEventListener("compositionend", () => (this.#isComposing = false));
    shadow.addEventListener("pointerdown", () => this.#press());
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
    // A key that is held down makes a button active, too. Of a pointer, WebKit does not always say so in time.
    const isHeld = () => this.#isComposing || this.#isPressed || this.#root.matches(":active");
    while (isHeld()) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  #press() {
    this.#isPressed = true;
    // The click comes after the pointer went up.
    const release = () => setTimeout(() => (this.#isPressed = false));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, { once: true });
  }

  /**
   * Whether the button of the page's own markup was clicked when no script could hear of it yet: then it has the focus,
   * and unlike one that a key has brought there, it is not made visible. WebKit gives it none, and forgets the click.
   */
  get isClicked() {
    return this.#root.querySelector("button:focus:not(:focus-visible)") !== null;
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

  /** Shows `root` instead, with these values. The focus goes to the same field, or else to a button. */
  show(root, values) {
    const old = this.#root;
    const focused = old.getRootNode().activeElement;
    this.#root = root;
    this.enter(values);
    old.after(root);
    if (old.contains(focused)) {
      const same = (focused.id && root.querySelector(`#${focused.id}`)) || root.querySelector("button");
      same?.focus({ preventScroll: true });
      same?.setSelectionRange?.(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
    }
    // Only now: between two nodes the focus moves without leaving the element, and a keyboard on the screen stays.
    old.remove();
  }
}
