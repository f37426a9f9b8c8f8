/** Compares the measurements with the targets. */
import { transferSizes } from "./transfer_size.mjs";
import { grouped, short } from "./numbers.mjs";
import { median } from "./statistics.mjs";

const ONE_FRAME = 1000 / 60;

/** The target for the transfer size. The current budget of builds is in `size.json`. */
const BYTES = 86_000;

/** The targets of the measured parts: each with the measurement, the limit, and whether it is met. */
export function targets({ journeys, growth, answers }) {
  return [journeys && ofJourneys(journeys), growth && ofGrowth(growth), answers && ofAnswers(answers)].flat().filter(Boolean);
}

function ofJourneys({ times, files }) {
  const slow = (key, step) => median(times.slow[key][step]);
  const more = (name, step) =>
    difference(`${name}, more than vanilla at CPU 4×`, slow("element", step), slow("vanilla", step), ONE_FRAME);
  const against = (key, step, name, other, most) =>
    ratio(`${name}, throttled`, slow(key, step), slow(other, step), most);
  return [
    bytes("bytes: wasm, JS and CSS", transferSizes(files.element).code, BYTES),
    against("element", "form", "usable form / vanilla", "vanilla", 1.1),
    against("page", "form", "on its own page: usable form / vanilla", "vanilla", 1.1),
    against("preloaded", "ready", "with the wasm preloaded: ready to send / React 19", "react", 1.1),
    more("click to request on the wire", "wire"),
    more("answer to details painted", "details"),
    more("answer to “archived” painted", "archived"),
  ];
}

function ofGrowth({ element, react }) {
  const at = (implementation, measure) => median(implementation[1_000][measure]);
  const name = "1,000 elements / 1,000 React roots";
  const requests = Math.max(...element[1_000].wasm);
  return [
    ratio(`${name}, until all are painted`, at(element, "painted"), at(react, "painted"), 1),
    ratio(`${name}, work until at rest`, at(element, "work"), at(react, "work"), 1),
    ratio(`${name}, memory`, at(element, "memory") / 1e6, at(react, "memory") / 1e6, 1, "MB"),
    ratio(`${name}, memory once all were in view`, at(element, "all") / 1e6, at(react, "all") / 1e6, 1, "MB"),
    { name: "1,000 elements, requests for the wasm", measured: String(requests), target: "1", holds: requests === 1 },
  ];
}

function ofAnswers({ element, vanilla }) {
  const at = (implementation) => median(implementation[10_000_000]);
  return [difference("10 MB answer blocks the page, more than vanilla", at(element), at(vanilla), 50)];
}

function bytes(name, own, most) {
  return { name, measured: `${grouped(own)} B`, target: `≤ ${grouped(most)} B`, holds: own <= most };
}

function ratio(name, own, other, most, unit = "ms") {
  const value = own / other;
  const measured = `${value.toFixed(2)} (${short(own)} / ${short(other)} ${unit})`;
  return { name, measured, target: `≤ ${most.toFixed(2)}`, holds: value <= most };
}

function difference(name, own, other, most) {
  const value = own - other;
  const measured = `${short(value)} ms (${short(own)} − ${short(other)})`;
  return { name, measured, target: `≤ ${short(most)} ms`, holds: value <= most };
}
