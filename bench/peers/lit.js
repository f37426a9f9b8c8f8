/** The form as a custom element with Lit. */
import { LitElement, html } from "lit";
import { archive, detailsOf, find } from "./api.js";

class ArchiveTask extends LitElement {
  static properties = {
    apiBase: { attribute: "api-base" },
    task: { state: true },
    status: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.task = null;
    this.status = "";
    this.busy = false;
  }

  render() {
    return html`
      ${this.task ? null : this.#form()}
      <p role="status">${this.status}</p>
      ${this.task ? this.#details() : null}
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#submit}>
        <label>Organization ID <input name="orgId" required autocomplete="off" /></label>
        <label>Task ID <input name="taskId" required autocomplete="off" /></label>
        <label>Access token <input name="token" type="password" required autocomplete="new-password" /></label>
        <button ?disabled=${this.busy}>Find task</button>
      </form>
    `;
  }

  #details() {
    const rows = detailsOf(this.task).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
    const button = html`<button ?disabled=${this.busy} @click=${this.#confirm}>Archive task</button>`;
    return html`<dl>${rows}</dl>${this.task.archived_at ? null : button}`;
  }

  #submit(event) {
    event.preventDefault();
    this.entered = { apiBase: this.apiBase, ...Object.fromEntries(new FormData(event.target)) };
    this.#run("Looking for the task…", "Is this the task?", () => find(this.entered));
  }

  #confirm() {
    this.#run("Archiving the task…", "The task is archived.", () => archive(this.entered, this.task));
  }

  async #run(doing, done, work) {
    this.busy = true;
    this.status = doing;
    try {
      this.task = await work();
      this.status = done;
    } catch (error) {
      this.status = error.message;
    }
    this.busy = false;
  }
}

customElements.define("archive-task", ArchiveTask);
