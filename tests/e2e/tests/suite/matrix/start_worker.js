
/** Starts a service worker that responds to failed requests with `answers`: `{task, method, text}` each. */
window.startWorker = async (answers) => {
  await navigator.serviceWorker.register("/worker.js");
  const { active } = await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  const { port1, port2 } = new MessageChannel();
  const acknowledged = new Promise((resolve) => (port1.onmessage = resolve));
  active.postMessage(answers, [port2]);
  await acknowledged;
};
