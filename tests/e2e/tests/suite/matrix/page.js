/** Elements of many cells at once, and their announcements. */
import "/tallyfy-archive.js";

/** The outcomes announced for each task, with the real time. */
window.announced = {};
/** The state that the last method of each element has resolved with. */
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

// Copy the list: Firefox serializes it later than the rest.
window.snapshot = () =>
  [...document.querySelectorAll("tallyfy-archive-task")].map(({ taskId, state, problem }) => {
    const resolved = window.resolved[taskId] ?? null;
    return { task: taskId, state, kind: problem?.kind ?? null, resolved, announced: [...(window.announced[taskId] ?? [])] };
  });
