import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { Tag } from "./Tag";

// The plain tag works in React 19, if it was not rendered on a server.
const Host = location.search === "?tag" ? Tag : App;

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Host />
  </StrictMode>,
);
