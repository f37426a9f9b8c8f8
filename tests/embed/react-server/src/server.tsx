import { StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { App } from "./App";
import { Changing } from "./Changing";

const render = (page: React.ReactNode) => renderToString(<StrictMode>{page}</StrictMode>);
export const pages = { app: render(<App />), props: render(<Changing />) };
