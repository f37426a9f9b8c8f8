import { useState } from "react";
import "tallyfy-archive/react";
import { getToken } from "./session";

export function Tag() {
  const [news, setNews] = useState("");
  return (
    <>
      <tallyfy-archive-task
        api-base="/api"
        org-id="0a1b2c3d4e5f60718293a4b5c6d7e8f9"
        getToken={getToken}
        ontallyfy-archived={({ detail }) => setNews(`${detail.task?.title} is archived`)}
        ontallyfy-restored={({ detail }) => setNews(`${detail.task?.title} is back`)}
      />
      <output>{news}</output>
    </>
  );
}
