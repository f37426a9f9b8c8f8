import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { ArchiveTask } from "tallyfy-archive/react";

const getToken = async () => (await fetch("/session/tallyfy-token")).text();

function App() {
  const [news, setNews] = useState("");
  const task = createElement(ArchiveTask, {
    apiBase: "/api",
    orgId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    getToken,
    onArchived: ({ detail }) => setNews(`${detail.task?.title} is archived`),
    onRestored: ({ detail }) => setNews(`${detail.task?.title} is back`),
  });
  return [createElement("div", { key: "task" }, task), createElement("output", { key: "news" }, news)];
}

createRoot(document.getElementById("root")).render(createElement(App));
