/** The form as a React 19 component; every `.archive-task` of the page becomes a root of its own. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { archive, detailsOf, find } from "./api.js";

function ArchiveTask({ apiBase }) {
  const [entered, setEntered] = useState({ apiBase, orgId: "", taskId: "", token: "" });
  const [task, setTask] = useState(null);
  const [status, setStatus] = useState("");
  const [busy, setBusy] = useState(false);

  async function run(doing, done, work) {
    setBusy(true);
    setStatus(doing);
    try {
      setTask(await work());
      setStatus(done);
    } catch (error) {
      setStatus(error.message);
    }
    setBusy(false);
  }

  function submit(event) {
    event.preventDefault();
    run("Looking for the task…", "Is this the task?", () => find(entered));
  }

  function confirm() {
    run("Archiving the task…", "The task is archived.", () => archive(entered, task));
  }

  const field = (name, label, type = "text") => (
    <label>
      {label}{" "}
      <input
        name={name}
        type={type}
        required
        autoComplete={type === "password" ? "new-password" : "off"}
        value={entered[name]}
        onChange={({ target }) => setEntered((entered) => ({ ...entered, [name]: target.value }))}
      />
    </label>
  );

  return (
    <>
      {!task && (
        <form onSubmit={submit}>
          {field("orgId", "Organization ID")}
          {field("taskId", "Task ID")}
          {field("token", "Access token", "password")}
          <button disabled={busy}>Find task</button>
        </form>
      )}
      <p role="status">{status}</p>
      {task && (
        <dl>
          {detailsOf(task).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {task && !task.archived_at && (
        <button disabled={busy} onClick={confirm}>
          Archive task
        </button>
      )}
    </>
  );
}

for (const place of document.querySelectorAll(".archive-task")) {
  const root = createRoot(place);
  root.render(<ArchiveTask apiBase={place.dataset.apiBase} />);
}
