import { configure } from "./node_modules/tallyfy-archive/tallyfy-archive.js";

const news = document.querySelector("output");

// htmx sets no properties: what it swaps in uses the defaults of the page.
configure({ getToken: async () => (await fetch("/session/tallyfy-token")).text() });

addEventListener("tallyfy-archived", ({ detail }) => (news.textContent = `${detail.task.title} is archived`));
addEventListener("tallyfy-restored", ({ detail }) => (news.textContent = `${detail.task.title} is back`));

// htmx parses HTML, and has no policy of Trusted Types of its own.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });
