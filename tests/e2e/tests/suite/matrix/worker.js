/** A service worker that responds itself when a request fails, as offline pages do. */
let answers = [];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", ({ data, ports }) => {
  answers = data;
  ports[0].postMessage(null);
});
addEventListener("fetch", (event) => {
  const { url, method } = event.request;
  const answer = answers.find((answer) => url.includes(answer.task) && method === answer.method);
  if (!answer) return;
  event.respondWith(fetch(event.request).catch(() => new Response(answer.text)));
});
