// htmx parses HTML, and has no policy of Trusted Types of its own.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });

const news = document.querySelector("output");

// htmx sets no properties, so the page sets them on what was swapped in.
document.body.addEventListener("htmx:after:swap", () => {
  for (const element of document.querySelectorAll("tallyfy-archive-task")) {
    element.getToken = async () => (await fetch("/session/tallyfy-token")).text();
  }
});
addEventListener("tallyfy-archived", ({ detail }) => (news.textContent = `${detail.task.title} is archived`));
addEventListener("tallyfy-restored", ({ detail }) => (news.textContent = `${detail.task.title} is back`));
