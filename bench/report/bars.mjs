/** What was promised, held against what was measured. */
import { bytesOf } from "./weight.mjs";
import { grouped, short } from "./numbers.mjs";
import { median } from "./statistics.mjs";

const ONE_FRAME = 1000 / 60;

/** The bars of those parts that were measured: each with what was measured, what may be, and whether it holds. */
export function bars({ journeys, growth, answers }) {
  return [journeys && ofJourneys(journeys), growth && ofGrowth(growth), answers && ofAnswers(answers)].flat().filter(Boolean);
}

function ofJourneys({ times, files }) {
  const slow = (key, step) => median(times.slow[key][step]);
  const more = (name, step) =>
    difference(`${name}, more than vanilla at CPU 4×`, slow("element", step), slow("vanilla", step), ONE_FRAME);
  const plain = (key) => median(times.plain[key].form);
  const ways = [
    ["element", ""],
    ["preloaded", "with the wasm preloaded: "],
    ["page", "on its own page: "],
  ];
  return [
    ratio("bytes: wasm, JS and CSS / React 19's form", bytesOf(files.element).code, bytesOf(files.react).code, 1, "B"),
    ratio("usable form / vanilla, unthrottled", plain("element"), plain("vanilla"), 1.05),
    ...ways.flatMap(([key, way]) => [
      ratio(`${way}usable form / vanilla, throttled`, slow(key, "form"), slow("vanilla", "form"), 1.05),
      ratio(`${way}ready to send / React 19, throttled`, slow(key, "ready"), slow("react", "ready"), 1),
    ]),
    more("click to request on the wire", "wire"),
    more("answer to details painted", "details"),
    more("answer to “archived” painted", "archived"),
  ];
}

function ofGrowth({ element, react }) {
  const at = (contestant, measure) => median(contestant[1_000][measure]);
  const name = "1,000 elements / 1,000 React roots";
  const requests = Math.max(...element[1_000].wasm);
  return [
    ratio(`${name}, until all are painted`, at(element, "painted"), at(react, "painted"), 1),
    ratio(`${name}, work until at rest`, at(element, "work"), at(react, "work"), 1),
    ratio(`${name}, memory`, at(element, "memory") / 1e6, at(react, "memory") / 1e6, 1, "MB"),
    ratio(`${name}, memory once all were in view`, at(element, "all") / 1e6, at(react, "all") / 1e6, 1, "MB"),
    { name: "1,000 elements, requests for the wasm", measured: String(requests), bar: "1", holds: requests === 1 },
  ];
}

function ofAnswers({ element, vanilla }) {
  const at = (contestant) => median(contestant[10_000_000]);
  return [difference("10 MB answer blocks the page, more than vanilla", at(element), at(vanilla), 50)];
}

function ratio(name, own, other, most, unit = "ms") {
  const value = own / other;
  const show = unit === "B" ? grouped : short;
  const measured = `${value.toFixed(2)} (${show(own)} / ${show(other)} ${unit})`;
  return { name, measured, bar: `≤ ${most.toFixed(2)}`, holds: value <= most };
}

function difference(name, own, other, most) {
  const value = own - other;
  const measured = `${short(value)} ms (${short(own)} − ${short(other)})`;
  return { name, measured, bar: `≤ ${short(most)} ms`, holds: value <= most };
}
