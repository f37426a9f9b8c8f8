// Puts what a host would send compressed beside each file of a folder, once in either of the two ways browsers know.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

// Others, such as PNG, are compressed already.
const COMPRESSIBLE = /\.(html|js|css|wasm|json|svg|txt|map)$/;

const folder = process.argv.at(-1);
for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  if (!statSync(path).isFile() || !COMPRESSIBLE.test(name)) continue;
  const raw = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(raw, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(raw));
}
