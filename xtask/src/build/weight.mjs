// Prints what each file of a folder weighs as it is, and compressed as a host
// would send it. Node has both compressors built in.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const folder = process.argv.at(-1);
const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isFile())
  .sort();
const rows = files.map((path) => {
  const raw = readFileSync(path);
  const sizes = [raw, gzipSync(raw, { level: 9 }), brotliCompressSync(raw)];
  return { name: relative(folder, path), sizes: sizes.map((bytes) => bytes.length) };
});
const total = [0, 1, 2].map((i) => rows.reduce((sum, row) => sum + row.sizes[i], 0));
rows.push({ name: "total", sizes: total });

const width = Math.max(...rows.map((row) => row.name.length));
const line = (name, cells) =>
  [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
console.log(line("", ["bytes", "gzip 9", "brotli 11"]));
for (const { name, sizes } of rows) console.log(line(name, sizes));
