import { configure } from "./tallyfy-archive/tallyfy-archive.js";
configure({ apiBase: "/api", orgId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9", tokenUrl: "/session/tallyfy-token" });
