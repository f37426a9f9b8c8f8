// Prints which crates the code of a wasm comes from, by the names of its functions. What the compiler put into
// another function counts for that one; a generic function counts for the crate that wrote it.
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv.at(-1));
let at = 8;

/** Reads a LEB128 number. */
function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function text() {
  const length = number();
  return bytes.toString("utf8", at, (at += length));
}

const sections = new Map();
while (at < bytes.length) {
  const id = bytes[at++];
  const end = number() + at;
  const name = id === 0 ? text() : id;
  sections.set(name, { start: at, size: end - at });
  at = end;
}

/** Goes to the first entry of a section, and gives their number. */
function enter(section) {
  at = sections.get(section)?.start ?? bytes.length;
  return at < bytes.length ? number() : 0;
}

const IMPORTS = 2;
const CODE = 10;
const DATA = 11;

/** Functions from elsewhere take the first numbers. */
function countImports() {
  let functions = 0;
  for (let left = enter(IMPORTS); left > 0; left--) {
    text();
    text();
    const kind = bytes[at++];
    if (kind === 0) functions++;
    if (kind === 1) at++;
    const limited = kind === 1 || kind === 2;
    const bounds = limited ? 1 + (bytes[at++] & 1) : kind === 3 ? 2 : 1;
    for (let i = 0; i < bounds; i++) number();
  }
  return functions;
}

/** The names of functions, by their numbers. */
function readNames() {
  const names = new Map();
  const section = sections.get("name");
  if (!section) throw new Error("the wasm has no names");
  at = section.start;
  while (at < section.start + section.size) {
    const kind = bytes[at++];
    const end = number() + at;
    if (kind === 1) for (let left = number(); left > 0; left--) names.set(number(), text());
    at = end;
  }
  return names;
}

/** The crate in a mangled name: the first path in it, or what is dropped. */
function crateOf(name) {
  const v0 = /^_R.*?C(?:s[0-9a-zA-Z]*_)?(\d+)_?/.exec(name);
  if (v0) return name.substr(v0[0].length, Number(v0[1]));
  const legacy = /^_ZN(\d+)/.exec(name);
  if (!legacy) return "(exports, and what is written in C)";
  const first = name.substr(legacy[0].length, Number(legacy[1]));
  const ofType = first.startsWith("_$LT$") ? first : /drop_in_place\$LT\$(.*)/.exec(name)?.[1];
  if (!ofType) return first;
  return /([a-z_][a-z0-9_]*)\.\./.exec(ofType.replace(/\$\w+\$/g, "$"))?.[1] ?? "core";
}

const functions = countImports();
const names = readNames();
const sums = new Map();
const count = enter(CODE);
for (let i = 0; i < count; i++) {
  const began = at;
  const size = number();
  at += size;
  const crate = crateOf(names.get(functions + i) ?? "");
  sums.set(crate, (sums.get(crate) ?? 0) + at - began);
}
const rows = [...sums].sort(([, one], [, other]) => other - one);
rows.push(["code, all crates", sections.get(CODE)?.size ?? 0], ["data", sections.get(DATA)?.size ?? 0]);

const width = Math.max(...rows.map(([name]) => name.length));
console.log("\ncode by crate, in bytes before wasm-opt, which takes the names away, and uncompressed:");
for (const [name, size] of rows) console.log(`${name.padEnd(width)} ${String(size).padStart(9)}`);
