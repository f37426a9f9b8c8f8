// Puts functions that are alike next to each other: Brotli then finds nearer by what it has seen already.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const [path] = process.argv.slice(1);
const module = binaryen.readBinary(readFileSync(path));

/** Every two instructions that follow each other. */
function pairs(body) {
  const lines = binaryen.emitText(body).split("\n").map((line) => line.trim());
  return new Set(lines.slice(1).map((line, place) => `${lines[place]}\n${line}`));
}

/** How much of what two functions have is in both, from 0 to 1. */
function likeness(one, other) {
  let both = 0;
  for (const pair of one.pairs) if (other.pairs.has(pair)) both++;
  return both / (1 + one.pairs.size + other.pairs.size - both);
}

const left = new Set();
for (let i = 0; i < module.getNumFunctions(); i++) {
  const info = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
  if (!info.module) left.add({ info, pairs: pairs(info.body) });
}
// From the largest on, each is followed by what is most like it.
let next = [...left].reduce((largest, one) => (one.pairs.size > largest.pairs.size ? one : largest));
while (next) {
  left.delete(next);
  const { name, params, results, vars, body } = next.info;
  module.removeFunction(name);
  // The end of the list.
  module.addFunction(name, params, results, vars, body);
  const last = next;
  let most = -1;
  next = undefined;
  for (const one of left) {
    const alike = likeness(last, one);
    if (alike > most) [most, next] = [alike, one];
  }
}
// Only optimizers read which features the wasm makes use of, and this is the last of them.
module.runPasses(["strip-target-features"]);
writeFileSync(path, module.emitBinary());
