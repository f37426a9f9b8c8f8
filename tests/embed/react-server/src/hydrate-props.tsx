import { Changing } from "./Changing";
import { hydrate } from "./hydrate";

window.calls = [];
// Later than the script defines the element.
window.addEventListener("hydrate", () => hydrate(<Changing />));
