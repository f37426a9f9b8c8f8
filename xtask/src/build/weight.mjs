// Prints what each file of a site weighs as it is, and compressed as a host would send it.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const folder = process.argv.at(-1);
const weigh = (path) => statSync(path).size;
const rows = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => existsSync(`${path}.br`))
  .sort()
  .map((path) => ({ name: relative(folder, path), sizes: [path, `${path}.gz`, `${path}.br`].map(weigh) }));

const width = Math.max(...rows.map((row) => row.name.length));
const line = (name, cells) => [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
console.log(line("", ["bytes", "gzip 9", "brotli 11"]));
for (const { name, sizes } of rows) console.log(line(name, sizes));
