import { Window } from "happy-dom";
import { testIn } from "./simulated-dom.mjs";

await testIn(new Window(), []);
