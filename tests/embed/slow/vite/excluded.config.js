import { defineConfig, mergeConfig } from "vite";
import common from "./vite.config.js";

export default mergeConfig(
  common,
  defineConfig({
    cacheDir: "excluded/.vite",
    optimizeDeps: { exclude: ["tallyfy-archive"] },
  }),
);
