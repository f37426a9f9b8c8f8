import { App } from "./App";
import { hydrate } from "./hydrate";

hydrate(<App />);
