/**
 * Files that a page or a script fetches: what they are called where they are served, and how a browser knows that nobody
 * changed them.
 */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/**
 * One file. `hashed` is the path under which it never changes, so that caches may keep it for ever; `language` is the one
 * it has the texts of.
 */
export function asset(name, contents) {
  const digest = createHash("sha256").update(contents).digest();
  return {
    name,
    hashed: name.replace(/\.\w+$/, (extension) => `-${digest.toString("hex", 0, 4)}${extension}`),
    integrity: `sha256-${digest.toString("base64")}`,
    language: /^messages\/(.+)\.json$/.exec(name)?.[1],
  };
}

/**
 * The module that the scripts know as `assets`: where what they fetch is, and what must be in it.
 *
 * The addresses are written out, because that is what the bundlers of other people look for; and they are worked out
 * when they are needed, because a server that imports the script may have none.
 */
export function assetsModule(assets, pathOf) {
  const path = (file) => (file.language ? `path: "${pathOf(file)}", ` : "");
  const entry = (file) => `{ ${path(file)}url: () => ${address(pathOf(file))}, integrity: "${file.integrity}" }`;
  const wasm = assets.find(({ name }) => name.endsWith(".wasm"));
  const messages = assets.filter(({ language }) => language);
  return `export const wasm = ${entry(wasm)};
export const messages = {
${messages.map((file) => `  "${file.language}": ${entry(file)},\n`).join("")}};
`;
}

/** The same for a script that contains these files. */
export function inlineModule(assets, files) {
  const wasm = gzipSync(files.get(assets.find(({ name }) => name.endsWith(".wasm")).name), { level: 9 });
  const messages = assets.filter(({ language }) => language).map(({ name, language }) => `"${language}": ${files.get(name)}`);
  return `export const wasm = "${wasm.toString("base64")}";\nexport const messages = { ${messages} };\n`;
}

/** The line of that module for a script that is loaded before. */
export function earlyModule(script) {
  return `export const early = ${address(script.hashed)};\n`;
}

function address(name) {
  return `new URL("./${name}", import.meta.url).href`;
}
