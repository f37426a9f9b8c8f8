import { defineConfig } from "vite";

export default defineConfig({
  server: { proxy: { "/api": process.env.API ?? "https://go.tallyfy.com" } },
});
