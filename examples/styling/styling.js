/** Shows beside each element the rules that style it, and brings the element into the state that they are about. */
import "../tallyfy-archive.js";

const answers = await Promise.all([fetch("examples/styling.css"), fetch("_sandbox/cases")]);
const styles = await answers[0].text();
const cases = await answers[1].json();

/** The rules under the comment with this name. */
const rulesOf = (name) => styles.split(`/* ${name} */`)[1].split("/*")[0].trim();

for (const section of document.querySelectorAll("section")) {
  section.querySelector("pre").append(rulesOf(section.id));
  const element = section.querySelector("tallyfy-archive-task");
  const chosen = cases.find(({ name }) => name === element.dataset.case);
  if (!chosen) continue;
  await fetch(`_sandbox/cases/${chosen.name}`, { method: "POST" });
  element.fill({ orgId: chosen.org_id, taskId: chosen.task_id, token: chosen.token });
  if (element.dataset.call) await element[element.dataset.call]();
}
document.body.dataset.ready = "";
