"use client";

import { useEffect, useRef, useState } from "react";
import "tallyfy-archive";

const getToken = async () => (await fetch("/session/tallyfy-token")).text();

export function Task({ orgId }) {
  const task = useRef(null);
  const [news, setNews] = useState("");
  // On an element that was rendered on the server, React sets neither properties nor listeners.
  useEffect(() => {
    const element = task.current;
    const listening = new AbortController();
    const listen = (name, does) =>
      element.addEventListener(name, ({ detail }) => setNews(`${detail.task?.title} ${does}`), listening);
    element.getToken = getToken;
    listen("tallyfy-archived", "is archived");
    listen("tallyfy-restored", "is back");
    return () => listening.abort();
  }, []);
  return (
    <>
      <tallyfy-archive-task ref={task} api-base="/api" org-id={orgId} />
      <output>{news}</output>
    </>
  );
}
