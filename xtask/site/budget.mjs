/**
 * Size budget: whoever embeds the element has pages of their own to send, so growth is a decision, which is recorded in
 * `bench/size.json`. `node xtask/site/budget.mjs [--record]` prints what the site weighs. It fails if the element is
 * clearly larger than recorded, or larger than may be recorded.
 */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

/** How far above the recorded size a build may be, in percent: a new compiler alone changes it by some tenths. */
const TOLERANCE = 2;

/** What a page with the snippet downloads, in English. */
const PARTS = {
  wasm: /\.wasm$/,
  "early.js": /^early-\w+\.js$/,
  "tallyfy-archive.js": /^tallyfy-archive-\w+\.js$/,
};

/** The bytes of each file of a site that is compressed, and of the page, by their names. */
function weigh(dist) {
  const bytes = (name) => statSync(join(dist, name)).size;
  const names = readdirSync(dist, { recursive: true }).filter((name) => existsSync(join(dist, `${name}.br`)));
  const files = names.sort().map((name) => [name, { raw: bytes(name), gzip: bytes(`${name}.gz`), brotli: bytes(`${name}.br`) }]);
  return { "index.html": { raw: bytes("index.html") }, ...Object.fromEntries(files) };
}

/** The bytes of the element on the wire, in all and by its parts. */
export function sizeOf(files) {
  const parts = Object.entries(PARTS).map(([part, pattern]) => {
    const name = Object.keys(files).find((name) => pattern.test(name));
    if (!name) throw new Error(`the site has no ${part}`);
    return [part, files[name].brotli];
  });
  return { total: parts.reduce((sum, [, bytes]) => sum + bytes, 0), ...Object.fromEntries(parts) };
}

/** Throws if a size is clearly larger than recorded. */
export function check({ total }, recorded) {
  if (total * 100 <= recorded.total * (100 + TOLERANCE)) return;
  throw new Error(
    `the element is ${total - recorded.total} bytes larger than the ${recorded.total} recorded in bench/size.json, ` +
      `which is more than ${TOLERANCE} %. The table above shows what each file weighs. If it is worth it, record the new ` +
      "size with `cargo xtask build --record` and commit that file",
  );
}

/** What is recorded of a size. The budget itself is for a person to raise. */
export function record(size, { budget }) {
  if (size.total <= budget) return { budget, ...size };
  throw new Error(`the element is ${size.total} bytes, ${size.total - budget} above the budget in bench/size.json`);
}

function main(isRecording) {
  const file = "bench/size.json";
  const recorded = JSON.parse(readFileSync(file, "utf8"));
  const files = weigh("dist");
  console.table(files);
  const size = sizeOf(files);
  if (isRecording) {
    writeFileSync(file, `${JSON.stringify(record(size, recorded), null, 2)}\n`);
    return console.log(`Recorded ${size.total} bytes in ${file}`);
  }
  console.log(`The element: ${size.total} bytes on the wire; recorded ${recorded.total}, budget ${recorded.budget}`);
  console.log(`pkg/inline.js, which has no budget: ${brotliCompressSync(readFileSync("pkg/inline.js")).length} bytes on the wire`);
  check(size, recorded);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv[2] === "--record");
  } catch ({ message }) {
    console.error(message);
    process.exitCode = 1;
  }
}
