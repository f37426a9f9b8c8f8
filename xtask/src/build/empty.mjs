// Empties the functions whose names have one of these parts, so that what only they call can be left out.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const [path, ...parts] = process.argv.slice(1);
const module = binaryen.readBinary(readFileSync(path));
const unused = new Set(parts);
for (let i = 0; i < module.getNumFunctions(); i++) {
  const reference = module.getFunctionByIndex(i);
  const { name, module: imported } = binaryen.getFunctionInfo(reference);
  // A crate's name is followed by a hash in square brackets.
  const readable = name.replaceAll(/\[[0-9a-f]+\]/g, "");
  const part = !imported && parts.find((part) => readable.includes(part));
  if (!part) continue;
  binaryen.Function(reference).body = module.unreachable();
  unused.delete(part);
}
// A list that is out of date costs what it should save.
if (unused.size > 0) throw new Error(`no function of the wasm is called ${[...unused].join(" or ")}`);
writeFileSync(path, module.emitBinary());
