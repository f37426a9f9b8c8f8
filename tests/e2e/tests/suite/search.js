const trees = [document];
for (const tree of trees) {
  for (const element of tree.querySelectorAll("*")) if (element.shadowRoot) trees.push(element.shadowRoot);
}
const elements = trees.flatMap((tree) => [...tree.querySelectorAll("*")]);
const element = document.querySelector("tallyfy-archive-task");
const databases = (await globalThis.indexedDB?.databases?.()) ?? [];
const caches_ = globalThis.caches ? await caches.keys() : [];
return {
  texts: trees.map((tree) => (tree.documentElement ?? tree).textContent),
  markup: trees.map((tree) => tree.documentElement?.outerHTML ?? tree.innerHTML),
  attributes: elements.flatMap((one) => [...one.attributes].map((attribute) => `${attribute.name}=${attribute.value}`)),
  fields: elements.filter((one) => "value" in one).map((one) => [one.value, one.defaultValue]),
  localStorage: { ...localStorage },
  sessionStorage: { ...sessionStorage },
  databases,
  caches: caches_,
  cookies: document.cookie,
  address: location.href,
  history: JSON.stringify(history.state),
  name: window.name,
  title: document.title,
  console: recorder.console,
  events: recorder.events,
  violations: recorder.violations,
  problem: element.problem,
  task: element.task,
  properties: Object.getOwnPropertyNames(element).map((name) => `${name}=${element[name]}`),
  tokenRead: String(element.token),
  copied: window.copied ?? [],
  timings: performance.getEntriesByType("resource").map((entry) => entry.name),
};
