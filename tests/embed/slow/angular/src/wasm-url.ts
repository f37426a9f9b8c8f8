import { provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { configure } from "tallyfy-archive";
import { App } from "./app";

configure({ wasmUrl: "/tallyfy_archive_bg.wasm" });

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
