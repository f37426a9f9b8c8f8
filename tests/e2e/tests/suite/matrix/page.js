/** Elements of many cells at once, and what they say. */
import "/tallyfy-archive.js";

/** What was dispatched about each task, with the time that the rest of the machine had. */
window.announced = {};
/** What the method that was called last on each element resolved with. */
window.resolved = {};

for (const state of ["archived", "restored", "refused", "unknown"]) {
  document.addEventListener(`tallyfy-${state}`, ({ detail: { taskId, problem, checking } }) => {
    const announced = { state, kind: problem?.kind ?? null, checking: checking ?? null, at: clock.realTime() };
    (window.announced[taskId] ??= []).push(announced);
  });
}

window.replaceElements = (elements) => {
  const make = (properties) => {
    const element = document.createElement("tallyfy-archive-task");
    return Object.assign(element, { id: `task-${properties.taskId}` }, properties);
  };
  document.body.replaceChildren(...elements.map(make));
};

window.callAll = (calls) => {
  for (const [task, method] of calls) {
    delete window.resolved[task];
    document.getElementById(`task-${task}`)[method]().then((state) => (window.resolved[task] = state));
  }
};

// The list is copied: Firefox passes it on some time after the rest.
window.snapshot = () =>
  [...document.querySelectorAll("tallyfy-archive-task")].map(({ taskId, state, problem }) => {
    const resolved = window.resolved[taskId] ?? null;
    return { task: taskId, state, kind: problem?.kind ?? null, resolved, announced: [...(window.announced[taskId] ?? [])] };
  });
