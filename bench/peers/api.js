/** The two API calls of the hand-written peers. */

/** Returns the task, or throws an error with a message for the user. */
export async function find({ apiBase, orgId, taskId, token }) {
  return (await call("GET", { apiBase, orgId, taskId, token })).data;
}

/** Returns the archived task, from the response if it has one. */
export async function archive(entered, found) {
  const body = await call("DELETE", entered);
  return body?.data ?? { ...found, archived_at: new Date().toISOString() };
}

/** The details of a task as labels and texts, without missing ones. */
export function detailsOf(task) {
  const { users = [], guests = [], groups = [] } = task.owners ?? {};
  const owners = [...users.map((user) => user.full_name ?? `Member ${user}`), ...guests, ...groups];
  const rows = {
    Title: task.title,
    Number: task.increment_id,
    Status: task.status,
    Owners: owners.join(", ") || "Nobody",
    Deadline: moment(task.deadline),
    Created: moment(task.created_at),
    Archived: moment(task.archived_at),
    Task: task.id,
  };
  return Object.entries(rows).filter(([, value]) => value != null);
}

async function call(method, { apiBase, orgId, taskId, token }) {
  const path = [orgId, "tasks", taskId].map(encodeURIComponent).join("/");
  const response = await fetch(`${apiBase}/organizations/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, Accept: "application/json", "X-Tallyfy-Client": "APIClient" },
    cache: "no-store",
  });
  const text = await response.text();
  const body = parsed(text);
  if (response.ok) return body;
  throw new Error(body?.message ?? `The server answered ${response.status}.`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function moment(text) {
  return text && new Date(text).toLocaleString();
}
