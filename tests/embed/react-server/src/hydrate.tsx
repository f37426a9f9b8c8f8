import { StrictMode, type ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";

/** Hydrates what the server rendered. Keeps its element, since React would replace it if it differed, and what React reports. */
export function hydrate(page: ReactNode) {
  const root = document.getElementById("root")!;
  const element = root.querySelector("tallyfy-archive-task");
  const errors: string[] = [];
  Object.assign(window, { hydration: { element, errors } });
  const onRecoverableError = (error: unknown) => errors.push(String(error));
  hydrateRoot(root, <StrictMode>{page}</StrictMode>, { onRecoverableError });
}
