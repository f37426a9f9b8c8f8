/** Prints the targets, and writes tables and plots into a README and the folder next to it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { targets } from "./targets.mjs";
import { charts } from "./charts.mjs";
import { render } from "./render.mjs";
import { answerTable, targetTable, byteTable, growthTable, reconnectTable, timeTables } from "./tables.mjs";

const README = fileURLToPath(new URL("../README.md", import.meta.url));
const [BEGIN, END] = ["<!-- figures: written by cargo xtask bench -->", "<!-- end of figures -->"];

/** Writes into `output`, which may differ from the folder of the README. */
export async function report(results, implementations, { packages, output }) {
  for (const { name, measured, target, holds } of targets(results)) {
    console.log(`${holds ? "holds " : "MISSED"}  ${name}: ${measured}, target ${target}`);
  }
  mkdirSync(join(output, "plots"), { recursive: true });
  const plots = await render(charts(results, implementations), packages);
  for (const [name, plot] of Object.entries(plots)) writeFileSync(join(output, "plots", name), plot);
  const written = withFigures(readFileSync(README, "utf8"), figures(results, implementations, Object.keys(plots)));
  writeFileSync(join(output, "README.md"), written);
}

/** The README with its figures replaced. */
export function withFigures(readme, figures) {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest.split(END);
  return `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`;
}

function figures(results, implementations, plots) {
  const { runs, command, machine, versions, journeys, growth, answers, reconnects } = results;
  const shown = (...names) => names.filter((name) => plots.includes(name)).map((name) => `![${name}](plots/${name})`).join("\n");
  const used = Object.entries(versions).map((pair) => pair.join(" "));
  const sections = [
    `\`${command}\`: ${runs} runs of everything, on ${machine.cores} cores (${machine.cpu}) with ${machine.gigabytes} GB. ${used.join(", ")}.`,
    `### Targets\n\n${targetTable(results)}`,
    journeys && `### Bytes on the wire\n\n${byteTable(journeys, implementations)}\n\n${shown("bytes.svg")}`,
    journeys && `### Times\n\n${timeTables(journeys, implementations)}\n\n${shown("loading.svg", "loading-throttled.svg", "answering-throttled.svg")}`,
    growth && `### Many on one page\n\n${growthTable(growth, implementations)}\n\n${shown("growth-time.svg", "growth-work.svg", "growth-memory.svg")}`,
    answers && `### Large answers\n\n${answerTable(answers, implementations)}\n\n${shown("answers.svg")}`,
    reconnects && `### 2,000 reconnects\n\n${reconnectTable(reconnects, implementations)}`,
  ];
  return sections.filter(Boolean).join("\n\n");
}
