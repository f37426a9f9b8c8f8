import { configure } from "tallyfy-archive";

configure({ wasmUrl: "/tallyfy_archive_bg.wasm" });

import "./page.js";
