/** Renders each page with each version of React, into a folder of its own. StrictMode does something in development only. */
import { readFileSync, writeFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { build } from "vite";

process.env.NODE_ENV = "development";

/** The packages of version 18 have other names, which only a bundle knows. */
const VERSIONS = {
  18: { resolve: { alias: { react: "react-18", "react-dom": "react-dom-18" } }, ssr: { noExternal: true } },
  19: {},
};

for (const [version, options] of Object.entries(VERSIONS)) {
  const run = (output) => build({ mode: "development", logLevel: "warn", plugins: [react()], ...options, build: output });
  await run({ ssr: "src/server.tsx", outDir: `dist/server-${version}` });
  const { pages } = await import(`./dist/server-${version}/server.js`);
  for (const [name, html] of Object.entries(pages)) {
    const outDir = `dist/${name}-${version}`;
    await run({ outDir, rolldownOptions: { input: `${name}.html` } });
    const page = readFileSync(`${outDir}/${name}.html`, "utf8");
    writeFileSync(`${outDir}/index.html`, page.replace("<!-- rendered -->", html));
  }
}
