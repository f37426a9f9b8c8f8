/** Checks the package's metadata against its code: `package.json`, `custom-elements.json` and the types. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { define, TallyfyArchiveTask } from "tallyfy-archive/element";
import ts from "typescript";

const manifestPath = createRequire(import.meta.url).resolve("tallyfy-archive/custom-elements.json");
const folder = dirname(manifestPath);
const read = (name) => readFileSync(join(folder, name), "utf8");
const readJson = (name) => JSON.parse(read(name));
const manifest = readJson("custom-elements.json");
const element = manifest.modules.flatMap((module) => module.declarations).find(({ kind }) => kind === "class");
const names = (entries) => entries.map(({ name }) => name).sort();
const isOwn = ({ inheritedFrom }) => !inheritedFrom;
const own = element.members.filter(isOwn);
const ownAttributes = element.attributes.filter(isOwn);

/** Called by the browser, so not part of the public interface. */
const CALLBACKS = ["adoptedCallback", "attributeChangedCallback", "connectedCallback", "constructor", "disconnectedCallback"];

/** `skipLibCheck`: the builds of the hosts check the types themselves. */
const options = {
  module: ts.ModuleKind.NodeNext,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

/** Compiles source code as a file next to this one. */
function program(code) {
  const name = join(import.meta.dirname, "virtual.ts");
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(path, code, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest);
  const compiled = ts.createProgram([name], options, host);
  const source = compiled.getSourceFile(name);
  const diagnostics = ts.getPreEmitDiagnostics(compiled, source);
  const messages = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  return { compiled, source, messages };
}

test("importing the package on a server has no side effects and does not fail", async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  const main = await import("tallyfy-archive");
  assert.equal(main.TallyfyArchiveTask, TallyfyArchiveTask);
  const react = await import("tallyfy-archive/react");
  assert.equal(react.TallyfyArchiveTask, TallyfyArchiveTask);
  const inline = await import("tallyfy-archive/inline");
  assert.deepEqual(Object.keys(inline), Object.keys(main));
  for (const one of [define, inline.define]) assert.equal(one(), undefined);
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
});

test("every file that the package refers to is in it", () => {
  const { exports, main, types, scripts, sideEffects, dependencies } = readJson("package.json");
  const paths = Object.values(exports).flatMap((target) => (target.default ? Object.values(target) : [target]));
  for (const path of [main, types, ...sideEffects, ...paths, "README.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.ok(existsSync(join(folder, path.replace("*", ""))), path);
  }
  for (const { path } of manifest.modules) assert.ok(existsSync(join(folder, path)), path);
  assert.equal(scripts, undefined, "no scripts run on installation");
  assert.equal(dependencies, undefined);
});

test("bundlers find every file that the script fetches", () => {
  const script = read("element.js");
  const found = [...script.matchAll(/\bnew URL\("([^"]+)",import\.meta\.url\)/g)].map(([, name]) => name);
  assert.equal(found.length, script.split("import.meta.url").length - 1, "each URL is a literal");
  assert.ok(found.some((name) => name.endsWith(".wasm")));
  for (const name of found) assert.ok(existsSync(join(folder, name)), name);
});

test("the manifest is of schema 2.1.0", () => {
  const check = `import type { Package } from "custom-elements-manifest";
    declare function check<const Manifest extends Package>(manifest: Manifest): void;`;
  const compile = (manifest) => program(`${check} check(${JSON.stringify(manifest)});`).messages;
  assert.equal(manifest.schemaVersion, "2.1.0");
  assert.deepEqual(compile(manifest), []);
  assert.notDeepEqual(compile({ ...manifest, modules: [{ kind: "module" }] }), [], "an invalid manifest fails");
});

test("the manifest has the members and attributes of the class", () => {
  const members = Object.getOwnPropertyDescriptors(TallyfyArchiveTask.prototype);
  for (const callback of CALLBACKS) delete members[callback];
  assert.deepEqual(names(element.members), Object.keys(members).sort());
  for (const { name, kind, readonly = false } of element.members) {
    const { value, set } = members[name];
    assert.equal(kind, typeof value === "function" ? "method" : "field", name);
    if (kind === "field") assert.equal(readonly, set === undefined, name);
  }
  assert.deepEqual(names(element.attributes), TallyfyArchiveTask.observedAttributes.toSorted());
  for (const { name, fieldName } of ownAttributes) {
    assert.equal(element.members.find((member) => member.name === fieldName)?.attribute, name);
  }
});

test("the types have the members, events and states of the manifest, and the kinds of problems of README.md", () => {
  const { compiled, source, messages } = program(`
    import type * as package_ from "tallyfy-archive";
    export type Element = package_.TallyfyArchiveTask;
    export type Attributes = package_.TallyfyArchiveTaskAttributes;
    export type Properties = package_.TallyfyArchiveTaskProperties;
    export type Events = package_.TallyfyArchiveTaskEventMap;
    export type State = package_.State;
    export type ProblemKind = package_.ProblemKind;`);
  assert.deepEqual(messages, []);
  const checker = compiled.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
  const type = (name) => checker.getDeclaredTypeOfSymbol(exported.find((symbol) => symbol.name === name));
  const isOurs = ({ declarations }) => declarations.some((one) => one.getSourceFile().fileName.startsWith(folder));
  const properties = (name) => names(checker.getPropertiesOfType(type(name)).filter(isOurs));
  assert.deepEqual(properties("Element"), names(own));
  assert.deepEqual(properties("Attributes"), names(ownAttributes));
  assert.deepEqual(properties("Properties"), names(own.filter(({ kind, readonly }) => kind === "field" && !readonly)));
  assert.deepEqual(properties("Events"), names(element.events));
  const values = (name) => type(name).types.map(({ value }) => value).sort();
  assert.deepEqual(values("State"), names(element.cssStates));
  const [problems] = read("README.md").split("\n### Problems\n")[1].split("\n## ");
  const kinds = [...problems.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, kind]) => kind);
  assert.deepEqual(values("ProblemKind"), kinds.sort(), "what to do about each kind is in README.md");
});

test("the component has a prop for each property and each event of the manifest", () => {
  const { compiled, source, messages } = program(`
    import type { ComponentProps, HTMLAttributes } from "react";
    import type { ArchiveTask } from "tallyfy-archive/react";
    export type Props = Omit<ComponentProps<typeof ArchiveTask>, keyof HTMLAttributes<unknown> | "ref" | "key">;`);
  assert.deepEqual(messages, []);
  const checker = compiled.getTypeChecker();
  const [props] = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
  const writable = own.filter(({ kind, readonly }) => kind === "field" && !readonly);
  // `tallyfy-before-archive` is `onBeforeArchive`.
  const handler = ({ name }) => ({ name: name.replace("tallyfy", "on").replace(/-(.)/g, (_, letter) => letter.toUpperCase()) });
  const expected = [...writable, ...element.events.map(handler)];
  assert.deepEqual(names(checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(props))), names(expected));
});

test("English has the keys of the other languages, and the types have them with no other", () => {
  const keys = (language) => Object.keys(readJson(`messages/${language}.json`)).sort();
  assert.deepEqual(keys("en"), keys("de"));
  const compile = (messages) =>
    program(`import type { Messages } from "tallyfy-archive"; export const messages: Messages = ${messages};`).messages;
  assert.deepEqual(compile(read("messages/en.json")), []);
  assert.deepEqual(compile(read("messages/ja.json")), []);
  assert.notDeepEqual(compile(`{ fnid: "Look" }`), []);
});

test("editors get the attributes, their values and the custom properties of the manifest", () => {
  const [tag, ...others] = readJson("vscode.html-custom-data.json").tags;
  assert.deepEqual(others, []);
  assert.equal(tag.name, element.tagName);
  assert.deepEqual(names(tag.attributes), names(element.attributes));
  const { values } = tag.attributes.find(({ name }) => name === "confirm");
  assert.deepEqual(names(values), ["none", "review"]);
  assert.deepEqual(names(readJson("vscode.css-custom-data.json").properties), names(element.cssProperties));
  const settings = JSON.parse(readFileSync(join(import.meta.dirname, ".vscode/settings.json"), "utf8"));
  for (const path of Object.values(settings).flat()) assert.ok(existsSync(join(import.meta.dirname, path)), path);
});
