"use client";

import { useState } from "react";
import { ArchiveTask } from "tallyfy-archive/react";
import { getToken } from "./session";

export function App() {
  const [news, setNews] = useState("");
  return (
    <>
      <ArchiveTask
        apiBase="/api"
        orgId="0a1b2c3d4e5f60718293a4b5c6d7e8f9"
        getToken={getToken}
        onArchived={({ detail }) => setNews(`${detail.task?.title} is archived`)}
        onRestored={({ detail }) => setNews(`${detail.task?.title} is back`)}
      />
      <output>{news}</output>
    </>
  );
}
