/**
 * The list of cases next to the elements: a click resets a case and fills the fields of its element. Below it are the
 * requests to the API.
 */
const elementOf = (kind) => document.querySelector(`tallyfy-archive-${kind}`);

/** An element with these properties and children; text only ever becomes text. */
function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  return response.json();
}

const post = (path) => fetch(path, { method: "POST" });

async function select(one, button) {
  await post(`/_sandbox/cases/${one.name}`);
  for (const other of document.querySelectorAll(".sandbox [aria-current]")) other.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  const element = elementOf(one.kind);
  await element.reset();
  element.fill({ orgId: one.org_id, [`${one.kind}Id`]: one.id, token: one.token });
  element.scrollIntoView({ block: "nearest" });
  element.focus();
}

function item(one) {
  const button = make(
    "button",
    { type: "button" },
    make("strong", { textContent: one.label }),
    make("span", { textContent: one.description }),
  );
  button.dataset.case = one.name;
  button.addEventListener("click", () => select(one, button));
  return make("li", {}, button);
}

function groups(cases) {
  const names = [...new Set(cases.map((one) => one.group))];
  return names.map((name) => {
    const items = cases.filter((one) => one.group === name).map(item);
    return make("section", {}, make("h3", { textContent: name }), make("ul", {}, ...items));
  });
}

/** `/tasks/3f2a9c0d…/restore`: without the organization, which is always the same, and with shortened IDs. */
function short(request) {
  const path = request.path.replace(/^\/api(\/organizations\/[^/]+)?/, "").replace(/[0-9a-f]{32}/g, (id) => `${id.slice(0, 8)}…`);
  return request.query ? `${path}?${decodeURIComponent(request.query)}` : path;
}

/** Work that is done after the response, by its status. */
const LATE = { none: "", pending: ", work to come", done: ", worked later" };

function row(request) {
  const ended = request.status === null ? request.ending : `${request.status}${request.ending === "cut" ? ", cut" : ""}`;
  const entry = make(
    "li",
    {},
    make("b", { textContent: request.method }),
    make("span", { textContent: short(request) || "/", title: request.path }),
    make("em", { textContent: ended + LATE[request.late] }),
  );
  entry.classList.toggle("failed", request.status === null || request.status >= 400);
  entry.classList.toggle("changed", request.changed);
  return entry;
}

/** The IDs of many tasks, to copy, or to add to the page's batch element. */
function plainTaskList({ org_id, task_ids, token }) {
  const ids = make("textarea", { readOnly: true, rows: 5, value: task_ids.join("\n"), ariaLabel: "Task IDs" });
  ids.addEventListener("focus", () => ids.select());
  const children = [make("summary", { textContent: "A hundred plain tasks" }), ids];
  const batch = document.querySelector("tallyfy-archive-list");
  if (batch) {
    const fill = make("button", { type: "button", className: "fill", textContent: "Fill in all" });
    fill.addEventListener("click", () => {
      Object.assign(batch, { orgId: org_id, token });
      batch.add(task_ids);
    });
    children.push(fill);
  }
  return make("details", { className: "many" }, ...children);
}

/** Polls the requests once a second while the page is visible, and renders them when they change. */
function pollRequests(list) {
  let before = "";
  const poll = async () => {
    if (document.visibilityState !== "visible") return;
    const requests = await getJson("/_sandbox/requests").catch(() => null);
    const now = JSON.stringify(requests);
    if (!requests || now === before) return;
    before = now;
    list.replaceChildren(...requests.map(row));
  };
  setInterval(poll, 1000);
  document.addEventListener("visibilitychange", poll);
  poll();
}

const [allCases, plainTasks] = await Promise.all([getJson("/_sandbox/cases"), getJson("/_sandbox/tasks/plain")]);
// The page may lack elements of some kinds.
const cases = allCases.filter((one) => elementOf(one.kind));
const reset = make("button", { type: "button", className: "reset", textContent: "Reset the sandbox" });
reset.addEventListener("click", async () => {
  await post("/_sandbox/reset");
  await Promise.all([...new Set(cases.map((one) => one.kind))].map((kind) => elementOf(kind).reset()));
});
const log = make("ol", { className: "log" });
const heading = make("h2", { textContent: "Sandbox", id: "sandbox-heading" });
const list = make(
  "aside",
  { className: "sandbox" },
  make("header", {}, heading, reset),
  make("p", { textContent: "No account, nothing real: choose a case, then press the button it shows." }),
  make("p", {}, "How the element is styled: ", make("a", { href: "/examples.html", textContent: "examples" }), "."),
  make("div", { className: "cases" }, ...groups(cases)),
  plainTaskList(plainTasks),
  make("section", { className: "seen" }, make("h3", { textContent: "Requests, newest first" }), log),
);
list.setAttribute("aria-labelledby", heading.id);
document.body.append(list);
document.body.classList.add("with-sandbox");
pollRequests(log);
