import { configure } from "./node_modules/tallyfy-archive/tallyfy-archive.js";

// zone.js has replaced `fetch` and `Promise`, so this is none of the browser's promises.
configure({
  apiBase: "/api",
  orgId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  getToken: () => fetch("/session/tallyfy-token").then((response) => response.text()),
});

const news = document.querySelector("output");
addEventListener("tallyfy-archived", ({ detail }) => (news.textContent = `${detail.task.title} is archived`));
addEventListener("tallyfy-restored", ({ detail }) => (news.textContent = `${detail.task.title} is back`));
