/**
 * The script of `index.html`. `?org-id=…&task-id=…` fills the fields. No other parameter is read: a link must not be able
 * to set the token or where it is sent.
 */
const query = new URLSearchParams(location.search);
const element = document.querySelector("tallyfy-archive-task");
const values = {};
if (query.get("org-id")) values.orgId = query.get("org-id");
if (query.get("task-id")) values.taskId = query.get("task-id");

// The scripts run in the order of the page. The early one reports a failure of the second, but nobody reports its own.
const form = element.shadowRoot?.querySelector("form");
if (!customElements.get(element.localName) && form) {
  form.remove();
  const text =
    "This widget could not be loaded: its first script is missing, was changed, or is blocked by a browser extension. Nothing was sent.";
  element.shadowRoot.querySelector(".status").textContent = text;
  console.error(`tallyfy-archive: ${text}`);
}

// Not imported: Subresource Integrity applies to script tags, not to imports.
customElements.whenDefined(element.localName).then(() => element.fill(values));
