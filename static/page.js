/**
 * The script of `index.html`. `?org-id=…&task-id=…` fills the fields. No other parameter is read: a link must not be able
 * to set the token or where it is sent.
 */
const query = new URLSearchParams(location.search);
const element = document.querySelector("tallyfy-archive-task");
const values = {};
if (query.get("org-id")) values.orgId = query.get("org-id");
if (query.get("task-id")) values.taskId = query.get("task-id");
// Not imported: Subresource Integrity applies to script tags, not to imports.
customElements.whenDefined(element.localName).then(() => element.fill(values));
