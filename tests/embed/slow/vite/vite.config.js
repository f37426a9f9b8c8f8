import { defineConfig } from "vite";

export default defineConfig({
  server: { proxy: { "/api": process.env.API ?? "", "/session": process.env.API ?? "" } },
});
