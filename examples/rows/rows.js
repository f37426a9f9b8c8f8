/** Prepares the sandbox for the rows, and gives the elements of the rows and the dialog its token. */
import "../tallyfy-archive.js";
import "./dialog.js";

for (const row of document.querySelectorAll("tr[data-case]")) {
  await fetch(`_sandbox/cases/${row.dataset.case}`, { method: "POST" });
}
for (const element of document.querySelectorAll("#rows tallyfy-archive-task, #dialog tallyfy-archive-task")) {
  element.token = "sandbox-token";
}
