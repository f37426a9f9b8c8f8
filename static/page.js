/**
 * The page around the element. `?org-id=…&task-id=…` fills the fields; nothing else is ever read from the address, so
 * that a link can neither bring a token nor send one elsewhere.
 */
const query = new URLSearchParams(location.search);
const element = document.querySelector("tallyfy-archive-task");
const given = {};
if (query.get("org-id")) given.orgId = query.get("org-id");
if (query.get("task-id")) given.taskId = query.get("task-id");
// Not by importing it: only a script that the page itself names is checked against a hash.
customElements.whenDefined(element.localName).then(() => element.fill(given));
