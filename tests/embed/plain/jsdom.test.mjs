import { JSDOM, VirtualConsole } from "jsdom";
import { testIn } from "./simulated-dom.mjs";

const errors = [];
const virtualConsole = new VirtualConsole().on("jsdomError", (error) => errors.push(error));
await testIn(new JSDOM("", { url: "http://localhost/", pretendToBeVisual: true, virtualConsole }).window, errors);
