"use client";

import { useState } from "react";
import { ArchiveTask } from "tallyfy-archive/react";

const getToken = async () => (await fetch("/session/tallyfy-token")).text();

export function Task({ orgId }) {
  const [news, setNews] = useState("");
  return (
    <>
      <ArchiveTask
        apiBase="/api"
        orgId={orgId}
        getToken={getToken}
        onArchived={({ detail }) => setNews(`${detail.task?.title} is archived`)}
        onRestored={({ detail }) => setNews(`${detail.task?.title} is back`)}
      />
      <output>{news}</output>
    </>
  );
}
