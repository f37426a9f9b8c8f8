/** The figures as tables, in Markdown. */
import { CONDITIONS } from "../measure/browser.mjs";
import { targets } from "./targets.mjs";
import { bytes, grouped, short, spread } from "./numbers.mjs";
import { median, summary } from "./statistics.mjs";
import { transferSizes } from "./transfer_size.mjs";

const STEPS = {
  form: "usable form",
  ready: "ready to send",
  wire: "click → wire",
  details: "answer → details",
  archived: "answer → archived",
};

export function targetTable(results) {
  const rows = targets(results).map(({ name, measured, target, holds }) => [name, measured, target, holds ? "holds" : "**missed**"]);
  return table(["", "measured", "target", ""], rows);
}

export function byteTable({ files }, implementations) {
  const rows = implementations.map(({ key, name }) => {
    const { html, script, styles, wasm, other, all } = transferSizes(files[key]);
    return [name, ...[html, script, styles, wasm, other, all].map((bytes) => (bytes ? grouped(bytes) : ""))];
  });
  return table(["", "HTML", "JS", "CSS", "wasm", "other", "all"], rows);
}

export function timeTables({ times }, implementations) {
  const tables = Object.entries(times).map(([condition, byImplementation]) => {
    const cells = (key) => Object.keys(STEPS).map((step) => spread(summary(byImplementation[key][step])));
    const rows = implementations.map(({ key, name }) => [name, ...cells(key)]);
    return `${capital(CONDITIONS[condition].name)}:\n\n${table(["ms", ...Object.values(STEPS)], rows)}`;
  });
  return tables.join("\n\n");
}

export function growthTable(growth, implementations) {
  const rows = implementations.flatMap(({ key, name }) =>
    Object.entries(growth[key] ?? {}).map(([count, { painted, work, memory, all, wasm }]) => [
      `${grouped(count)} × ${name}`,
      spread(summary(painted)),
      spread(summary(work)),
      ...[memory, all].map((bytes) => spread(summary(bytes.map((bytes) => bytes / 1e6)))),
      short(median(wasm)),
    ]),
  );
  return table(["", "all painted, ms", "work until at rest, ms", "memory, MB", "memory, all seen, MB", "requests for wasm"], rows);
}

export function answerTable(answers, implementations) {
  const compared = implementations.filter(({ key }) => answers[key]);
  const rows = Object.keys(answers[compared[0].key]).map((size) => [
    bytes(Number(size)),
    ...compared.map(({ key }) => spread(summary(answers[key][size]))),
  ]);
  return table(["blocked, ms", ...compared.map(({ name }) => name)], rows);
}

export function reconnectTable(reconnects, implementations) {
  const compared = implementations.filter(({ key }) => reconnects[key]);
  const rows = compared.map(({ key, name }) => {
    const { time, memory, listeners } = reconnects[key];
    return [name, spread(summary(time)), spread(summary(memory.map((bytes) => bytes / 1e3))), short(median(listeners))];
  });
  return table(["", "ms", "memory gained, KB", "listeners gained"], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column ? "---:" : "---"));
  return [head, rule, ...rows].map(line).join("\n");
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
