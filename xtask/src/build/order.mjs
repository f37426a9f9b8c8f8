// Puts functions that are alike next to each other: Brotli then finds nearer by what it has seen already.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

/** Functions are compared by runs of so many instructions: of all lengths tried, these compress best. */
const RUNS = [2, 4];

const [path] = process.argv.slice(1);
const module = binaryen.readBinary(readFileSync(path));

/** A number for each run that occurs in any function. */
const numbers = new Map();

/** The runs in a body. */
function runsIn(body) {
  const lines = binaryen.emitText(body).split("\n").map((line) => line.trim());
  const runs = new Set();
  for (const length of RUNS) {
    for (let start = 0; start + length <= lines.length; start++) {
      const run = lines.slice(start, start + length).join("\n");
      if (!numbers.has(run)) numbers.set(run, numbers.size);
      runs.add(numbers.get(run));
    }
  }
  return runs;
}

/** How much of what two functions have is in both, from 0 to 1. */
function likeness(one, other) {
  const [fewer, more] = one.runs.size < other.runs.size ? [one.runs, other.runs] : [other.runs, one.runs];
  let both = 0;
  for (const run of fewer) if (more.has(run)) both++;
  return both / (1 + fewer.size + more.size - both);
}

const left = new Set();
for (let i = 0; i < module.getNumFunctions(); i++) {
  const info = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
  if (!info.module) left.add({ info, runs: runsIn(info.body) });
}
// From the largest on, each is followed by what is most like it.
let next = [...left].reduce((largest, one) => (one.runs.size > largest.runs.size ? one : largest));
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
// Reading has undone what wasm-opt did last: leaving values on the stack that the next instruction takes from there.
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);
// Only optimizers read which features the wasm makes use of, and this is the last of them.
module.runPasses(["strip-target-features"]);
writeFileSync(path, module.emitBinary());
