import start from "./yew-app.js";

start();
