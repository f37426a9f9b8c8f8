const news = document.querySelector("output");
const element = document.querySelector("tallyfy-archive-task");

element.getToken = async () => (await fetch("/session/tallyfy-token")).text();
element.addEventListener("tallyfy-archived", ({ detail }) => (news.textContent = `${detail.task.title} is archived`));
element.addEventListener("tallyfy-restored", ({ detail }) => (news.textContent = `${detail.task.title} is back`));
