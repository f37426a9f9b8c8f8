/** Shows the CSS rules of each example next to its element, and puts the element into the state that they style. */
import "../tallyfy-archive.js";

const responses = await Promise.all([fetch("examples/styling.css"), fetch("_sandbox/cases")]);
const styles = await responses[0].text();
const cases = await responses[1].json();

/** The rules below the comment with this name. */
const rulesOf = (name) => styles.split(`/* ${name} */`)[1].split("/*")[0].trim();

for (const section of document.querySelectorAll("section:has(pre)")) {
  section.querySelector("pre").append(rulesOf(section.id));
  const element = section.querySelector("tallyfy-archive-task");
  const example = cases.find(({ name }) => name === element.dataset.case);
  if (!example) continue;
  await fetch(`_sandbox/cases/${example.name}`, { method: "POST" });
  element.fill({ orgId: example.org_id, taskId: example.task_id, token: example.token });
  if (element.dataset.call) await element[element.dataset.call]();
}
document.body.dataset.ready = "";
