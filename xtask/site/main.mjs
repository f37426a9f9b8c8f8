/**
 * Makes `dist/`, the static site, and completes `pkg/`, the npm package: `node xtask/site/main.mjs <folder>`. The folder
 * has the prerendered form, and gets the line that preloads the WebAssembly.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { asset, assetsModule, earlyModule, inlineModule } from "./assets.mjs";
import { bundle, minify } from "./bundle.mjs";
import { cardModule, constantsModule } from "./card.mjs";
import { editorFiles } from "./editors.mjs";
import { inlineStyles, insertCard, preload, refer, replaceOnce, snippet } from "./page.mjs";

/** The script whose import defines the element. It has this name for ever; what it loads is called after its contents. */
const SCRIPT = "tallyfy-archive.js";

/** The script that shows the form before that one is there. */
const EARLY = "early.js";

/** The widget, as wasm-bindgen calls it. */
const WASM = "tallyfy_archive_bg.wasm";

/** The styles of the form, which the early script and the page bring, and all others. */
const STYLES = ["form.css", "row.css", "element.css", "popover.css"];

/** What is smaller when it is compressed. Others, such as PNG, are compressed already. */
const COMPRESSIBLE = /\.(html|js|css|wasm|json|svg|txt|map)$/;

/** What the script in the package fetches. Not with `.json` at the end: Parcel would make a script of it. */
const nameInPackage = ({ name }) => name.replace(/\.json$/, ".txt");

const cache = process.argv[2];
const [dist, pkg, sources] = ["dist", "pkg", "static"].map((folder) => resolve(folder));
const [element, npm] = [join(sources, "element"), join(sources, "package")];
const read = (...path) => readFileSync(join(...path));
const write = (contents, ...path) => {
  mkdirSync(dirname(join(...path)), { recursive: true });
  writeFileSync(join(...path), contents);
};
const filesIn = (folder) => {
  const names = readdirSync(folder, { recursive: true });
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
};

const { card, row, ...prerendered } = JSON.parse(read(cache, "prerendered.json"));
const modules = {
  "prerendered/card.js": cardModule({ card, row }, prerendered.messages),
  "prerendered/constants.js": constantsModule(prerendered.constants),
  "prerendered/messages.js": constantsModule(prerendered.messages),
};
/** A script that needs no other, or one that gets what it shares with the early one from there. */
const script = (shared, files) => (entry, assets) =>
  bundle(entry, { ...modules, assets }, join(element, shared), join(element, files));
const whole = script("shared.js", "fetch-files.js");
const after = script("early-exports.js", "fetch-files.js");
const inline = script("shared.js", "inline-files.js");

// esbuild does not minify styles that become a text in a script.
for (const name of STYLES) write(await minify(join(element, name)), pkg, name);

/** What the site serves besides scripts that are bundled. */
const files = new Map([[WASM, read(pkg, WASM)]]);
for (const name of filesIn(sources)) {
  if (!/^(element|package)\//.test(name)) files.set(name, read(sources, name));
}
const styles = ["page.css", STYLES[0]].map((name) => {
  const contents = files.get(name) ?? read(pkg, name);
  files.delete(name);
  return { ...asset(name, contents), text: contents.toString() };
});
const assets = [...files].map(([name, contents]) => asset(name, contents));
const hashed = assetsModule(assets, (file) => file.hashed);

const early = await whole(join(element, EARLY), hashed);
const earlyAsset = asset(EARLY, early);
const main = await after(join(element, SCRIPT), hashed + earlyModule(earlyAsset));
files.set(EARLY, early).set(SCRIPT, main);
const scripts = [earlyAsset, asset(SCRIPT, main)];
const all = [...assets, ...scripts];

rmSync(dist, { recursive: true, force: true });
for (const { name, hashed } of all) write(files.get(name), dist, hashed);
write(await whole(join(element, SCRIPT), hashed), dist, SCRIPT);
for (const name of filesIn(dist).filter((name) => COMPRESSIBLE.test(name))) {
  const contents = read(dist, name);
  write(gzipSync(contents, { level: 9 }), dist, `${name}.gz`);
  write(brotliCompressSync(contents), dist, `${name}.br`);
}
// Not compressed: whoever edits the page would have stale copies.
const page = insertCard(read("index.html").toString(), prerendered.html);
write(refer(inlineStyles(page, styles), all), dist, "index.html");
write(snippet(scripts), dist, "snippet.html");
write(preload(assets.find((file) => file.name === WASM)), cache, "preload.html");

// In the package files keep their names: bundlers give them new ones.
const { version } = JSON.parse(read(pkg, "package.json"));
cpSync(npm, pkg, { recursive: true });
// As text: the order of what is under `exports` has a meaning.
const manifest = read(npm, "package.json").toString();
write(replaceOnce(manifest, '"version": "0.0.0"', `"version": "${version}"`), pkg, "package.json");
const named = assetsModule(assets, nameInPackage);
write(await whole(join(npm, "element.js"), named), pkg, "element.js");
write(await inline(join(npm, "inline.js"), inlineModule(assets, files)), pkg, "inline.js");
for (const file of assets.filter(({ language }) => language)) {
  // As JSON for whoever imports it.
  for (const name of [nameInPackage(file), file.name]) write(files.get(file.name), pkg, name);
}
const english = await whole(join(element, "failures.js"), named);
const { NOT_LOADED, CRASHED, LOAD_FAILURES } = await import(`data:text/javascript;base64,${english.toString("base64")}`);
const messages = { ...prerendered.messages, ...NOT_LOADED, ...CRASHED, ...LOAD_FAILURES };
const editors = editorFiles(messages, JSON.parse(read(npm, "custom-elements.json")));
for (const [name, contents] of Object.entries(editors)) write(contents, pkg, name);
