/** Renders Vega-Lite specifications. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The SVG of each specification, by name. Vega is in the folder of packages, which this file cannot import from. */
export async function render(specs, packages) {
  const { resolve } = createRequire(join(packages, "any"));
  const [{ View, parse }, { compile }] = await Promise.all(
    ["vega", "vega-lite"].map((name) => import(pathToFileURL(resolve(name)))),
  );
  const svg = (spec) => new View(parse(compile(spec).spec), { renderer: "none" }).toSVG();
  const entries = Object.entries(specs).map(async ([name, spec]) => [name, await svg(spec)]);
  return Object.fromEntries(await Promise.all(entries));
}
