/** The form as a custom element without any library. */
import { archive, detailsOf, find } from "./api.js";

const template = document.createElement("template");
template.innerHTML = `
  <form>
    <label>Organization ID <input name="orgId" required autocomplete="off"></label>
    <label>Task ID <input name="taskId" required autocomplete="off"></label>
    <label>Access token <input name="token" type="password" required autocomplete="new-password"></label>
    <button>Find task</button>
  </form>
  <p role="status"></p>
  <dl></dl>
  <button id="archive" hidden>Archive task</button>`;

class ArchiveTask extends HTMLElement {
  #entered;
  #task;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(template.content.cloneNode(true));
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#entered = { apiBase: this.getAttribute("api-base"), ...Object.fromEntries(new FormData(event.target)) };
      this.#run("Looking for the task…", "Is this the task?", () => find(this.#entered));
    });
    this.#part("#archive").addEventListener("click", () => {
      this.#run("Archiving the task…", "The task is archived.", () => archive(this.#entered, this.#task));
    });
  }

  async #run(doing, done, work) {
    for (const button of this.shadowRoot.querySelectorAll("button")) button.disabled = true;
    this.#setStatus(doing);
    try {
      this.#task = await work();
      this.#show();
      this.#setStatus(done);
    } catch (error) {
      this.#setStatus(error.message);
    }
    for (const button of this.shadowRoot.querySelectorAll("button")) button.disabled = false;
  }

  #show() {
    this.#part("form").hidden = true;
    this.#part("#archive").hidden = Boolean(this.#task.archived_at);
    const rows = detailsOf(this.#task).flatMap(([name, value]) => [element("dt", name), element("dd", value)]);
    this.#part("dl").replaceChildren(...rows);
  }

  #setStatus(text) {
    this.#part("[role=status]").textContent = text;
  }

  #part(selector) {
    return this.shadowRoot.querySelector(selector);
  }
}

function element(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

customElements.define("archive-task", ArchiveTask);
