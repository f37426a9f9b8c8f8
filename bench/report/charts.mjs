/** The figures as specifications of plots, by the names of their files. */
import { CONDITIONS } from "../measure/browser.mjs";
import { bytes, short, grouped } from "./numbers.mjs";
import { lines, rows } from "./plots.mjs";
import { summary } from "./statistics.mjs";
import { transferSizes } from "./transfer_size.mjs";

const milliseconds = (value) => (value < 1_000 ? `${short(value)} ms` : `${short(value / 1_000)} s`);

export function charts({ journeys, growth, answers }, implementations) {
  return {
    ...(journeys && ofJourneys(journeys, implementations)),
    ...(growth && ofGrowth(growth, implementations)),
    ...(answers && ofAnswers(answers, implementations)),
  };
}

function ofJourneys({ times, files }, implementations) {
  const row = ({ name }, values) => ({ name, values });
  const timed = (condition, steps) =>
    implementations.map((implementation) => row(implementation, steps.map((step) => summary(times[condition][implementation.key][step]))));
  const weights = implementations.map((implementation) => row(implementation, [summary([transferSizes(files[implementation.key]).all])]));
  const loading = (condition) => ({
    title: `Until it can be used, ${CONDITIONS[condition].name}`,
    about: "Since the navigation; median and middle half",
    series: ["usable form painted", "request of the first click sent"],
    implementations: timed(condition, ["form", "ready"]),
    show: milliseconds,
  });
  const answering = {
    title: `How fast it answers, ${CONDITIONS.slow.name}`,
    about: "Median and middle half",
    series: ["click to request", "answer to details", "answer to “archived”"],
    implementations: timed("slow", ["wire", "details", "archived"]),
    show: milliseconds,
  };
  const weighing = { title: "On the wire", about: "All that the page loads, brotli 11", series: [""], implementations: weights };
  return {
    "bytes.svg": rows({ ...weighing, show: bytes }),
    "loading.svg": rows(loading("plain")),
    "loading-throttled.svg": rows(loading("slow")),
    "answering-throttled.svg": rows(answering),
  };
}

function ofGrowth(growth, implementations) {
  const plot = (measure, title, about, showY) =>
    lines({ title, about, series: seriesOf(growth, implementations, (values) => values[measure]), showX: grouped, showY });
  return {
    "growth-time.svg": plot("painted", "Until all forms are painted", "By the number on one page, since the navigation", milliseconds),
    "growth-work.svg": plot("work", "What it costs until the page is at rest", "By the number on one page, time of the main thread", milliseconds),
    "growth-memory.svg": plot("memory", "What the page holds", "By the number on one page: JavaScript, DOM and buffers", bytes),
  };
}

function ofAnswers(answers, implementations) {
  // A logarithmic scale has no zero: values below a millisecond are shown as one.
  const series = seriesOf(answers, implementations, (values) => values.map((value) => Math.max(1, value)));
  const about = "Longest stretch without a frame, by the size of the answer";
  const title = "How long an answer blocks the page";
  return { "answers.svg": lines({ title, about, series, showX: bytes, showY: milliseconds }) };
}

function seriesOf(measured, implementations, pick) {
  const compared = implementations.filter(({ key }) => measured[key]);
  return compared.map(({ key, name }) => {
    const points = Object.entries(measured[key]).map(([at, values]) => ({ at: Number(at), ...summary(pick(values)) }));
    return { name, points };
  });
}
