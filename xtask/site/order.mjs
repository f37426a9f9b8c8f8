/** Puts similar functions next to each other: Brotli finds nearer by what it has seen already. */
import { load } from "./npm.mjs";

const { default: binaryen } = await load("binaryen");

/** Functions are compared by sequences of this many instructions: of all lengths tried, these compress best. */
const LENGTHS = [2, 4];

/** The wasm with its functions in that order. */
export function orderFunctions(wasm) {
  const module = binaryen.readBinary(wasm);
  const numbers = new Map();
  const left = new Set();
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const info = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (!info.module) left.add({ info, sequences: sequencesIn(info.body, numbers) });
  }
  const size = ({ sequences }) => sequences.size;
  let next = [...left].reduce((largest, one) => (size(one) > size(largest) ? one : largest));
  while (next) {
    left.delete(next);
    const { name, params, results, vars, body } = next.info;
    // Adds it at the end.
    module.removeFunction(name);
    module.addFunction(name, params, results, vars, body);
    next = mostSimilar(next, left);
  }
  // Reading has undone what wasm-opt did last: leaving values on the stack that the next instruction takes from there.
  binaryen.setGenerateStackIR(true);
  binaryen.setOptimizeStackIR(true);
  // Only optimizers read which features the wasm uses, and this is the last of them.
  module.runPasses(["strip-target-features"]);
  return module.emitBinary();
}

/** The sequences that occur in a function, each as its number. */
function sequencesIn(body, numbers) {
  const lines = binaryen.emitText(body).split("\n").map((line) => line.trim());
  const found = new Set();
  for (const length of LENGTHS) {
    for (let start = 0; start + length <= lines.length; start++) {
      const sequence = lines.slice(start, start + length).join("\n");
      if (!numbers.has(sequence)) numbers.set(sequence, numbers.size);
      found.add(numbers.get(sequence));
    }
  }
  return found;
}

function mostSimilar(one, others) {
  let [most, found] = [-1, undefined];
  for (const other of others) {
    const similarity = similarityOf(one.sequences, other.sequences);
    if (similarity > most) [most, found] = [similarity, other];
  }
  return found;
}

/** The share of all their sequences that both have, from 0 to 1. */
function similarityOf(one, other) {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const sequence of fewer) if (more.has(sequence)) both++;
  return both / (1 + fewer.size + more.size - both);
}
