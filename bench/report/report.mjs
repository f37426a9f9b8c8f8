/** Writes what came out: the bars on the terminal, tables and plots into a README and the folder beside it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { bars } from "./bars.mjs";
import { pictures } from "./pictures.mjs";
import { answerTable, barTable, byteTable, growthTable, reconnectTable, timeTables } from "./tables.mjs";

const README = fileURLToPath(new URL("../README.md", import.meta.url));
const [BEGIN, END] = ["<!-- figures: written by cargo xtask bench -->", "<!-- end of figures -->"];

/** Into `folder`, which need not be where the README comes from. */
export function report(results, contestants, folder) {
  for (const { name, measured, bar, holds } of bars(results)) {
    console.log(`${holds ? "holds " : "MISSED"}  ${name}: ${measured}, bar ${bar}`);
  }
  mkdirSync(join(folder, "plots"), { recursive: true });
  const plots = pictures(results, contestants);
  for (const [name, plot] of Object.entries(plots)) writeFileSync(join(folder, "plots", name), plot);
  const written = withFigures(readFileSync(README, "utf8"), figures(results, contestants, Object.keys(plots)));
  writeFileSync(join(folder, "README.md"), written);
}

/** The README with the figures in the place of those it had. */
export function withFigures(readme, figures) {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest.split(END);
  return `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`;
}

function figures(results, contestants, plots) {
  const { runs, command, machine, versions, journeys, growth, answers, reconnects } = results;
  const shown = (...names) => names.filter((name) => plots.includes(name)).map((name) => `![${name}](plots/${name})`).join("\n");
  const used = Object.entries(versions).map((pair) => pair.join(" "));
  const sections = [
    `\`${command}\`: ${runs} runs of everything, on ${machine.cores} cores (${machine.cpu}) with ${machine.gigabytes} GB. ${used.join(", ")}.`,
    `### Bars\n\n${barTable(results)}`,
    journeys && `### Bytes on the wire\n\n${byteTable(journeys, contestants)}\n\n${shown("bytes.svg")}`,
    journeys && `### Times\n\n${timeTables(journeys, contestants)}\n\n${shown("loading.svg", "loading-throttled.svg", "answering-throttled.svg")}`,
    growth && `### Many on one page\n\n${growthTable(growth, contestants)}\n\n${shown("growth-time.svg", "growth-work.svg", "growth-memory.svg")}`,
    answers && `### Large answers\n\n${answerTable(answers, contestants)}\n\n${shown("answers.svg")}`,
    reconnects && `### 2,000 reconnects\n\n${reconnectTable(reconnects, contestants)}`,
  ];
  return sections.filter(Boolean).join("\n\n");
}
