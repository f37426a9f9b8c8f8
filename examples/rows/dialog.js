/** One element in a dialog, for all rows of a table. */
const dialog = document.querySelector("dialog");
const element = dialog.querySelector("tallyfy-archive-task");

for (const button of document.querySelectorAll("button[data-task]")) {
  button.addEventListener("click", () => {
    element.taskId = button.dataset.task;
    element.find();
    dialog.showModal();
  });
}
