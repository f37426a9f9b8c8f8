/**
 * Size budget: whoever embeds the element has pages of their own to send, so growth is a decision. The size that was
 * decided on is recorded in `bench/size.json`: `node budget.mjs <repository> [--record]` prints what the site weighs, and
 * fails where the element is clearly larger than recorded, or than may be recorded.
 */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** How far above the recorded size a build may be, in percent: a new compiler alone moves it by some tenths. */
const TOLERANCE = 2;

/** What a page with the snippet downloads. Other languages than English come on top for whoever asks for them. */
const PARTS = {
  wasm: /\.wasm$/,
  "early.js": /^early-\w+\.js$/,
  "tallyfy-archive.js": /^tallyfy-archive-\w+\.js$/,
};

/** What each file of a site weighs in bytes: as it is, and compressed as a host would send it. */
export function weigh(dist) {
  const bytes = (name) => statSync(join(dist, name)).size;
  const names = readdirSync(dist, { recursive: true }).filter((name) => existsSync(join(dist, `${name}.br`)));
  return names.sort().map((name) => ({ name, raw: bytes(name), gzip: bytes(`${name}.gz`), brotli: bytes(`${name}.br`) }));
}

/** What the element weighs on the wire, in all and by its parts. */
export function sizeOf(files) {
  const parts = Object.entries(PARTS).map(([part, pattern]) => {
    const file = files.find(({ name }) => pattern.test(name));
    if (!file) throw new Error(`the site has no ${part}`);
    return [part, file.brotli];
  });
  return { total: parts.reduce((sum, [, bytes]) => sum + bytes, 0), ...Object.fromEntries(parts) };
}

/** What is wrong with a size, if anything is. */
export function problemOf({ total }, recorded) {
  if (total * 100 <= recorded.total * (100 + TOLERANCE)) return undefined;
  return (
    `the element is ${total - recorded.total} bytes larger than the ${recorded.total} recorded in bench/size.json, ` +
    `which is more than ${TOLERANCE} %. The table above shows what each file weighs. If it is worth it, record the new ` +
    "size with `cargo xtask build --record` and commit that file"
  );
}

/** What is recorded of a size. The budget is for a person to raise. */
export function record(size, { budget }) {
  if (size.total > budget) {
    throw new Error(
      `the element is ${size.total} bytes, ${size.total - budget} above the budget in bench/size.json: raise that ` +
        "first if it has to be",
    );
  }
  return { budget, ...size };
}

function main(root, recording) {
  const file = join(root, "bench/size.json");
  const recorded = JSON.parse(readFileSync(file, "utf8"));
  const files = weigh(join(root, "dist"));
  const width = Math.max(...files.map(({ name }) => name.length));
  const line = (name, ...cells) => [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
  console.log(line("", "bytes", "gzip 9", "brotli 11"));
  for (const { name, raw, gzip, brotli } of files) console.log(line(name, raw, gzip, brotli));

  const size = sizeOf(files);
  if (recording) {
    writeFileSync(file, `${JSON.stringify(record(size, recorded), null, 2)}\n`);
    console.log(`Recorded ${size.total} bytes in bench/size.json`);
    return;
  }
  const { total, budget } = recorded;
  console.log(`The element: ${size.total} bytes on the wire (Brotli 11); recorded ${total}, budget ${budget}`);
  const problem = problemOf(size, recorded);
  if (problem) throw new Error(problem);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv[2], process.argv[3] === "--record");
  } catch ({ message }) {
    console.error(`cargo xtask: ${message}`);
    process.exitCode = 1;
  }
}
