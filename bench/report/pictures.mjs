/** The figures as plots, by the names of their files. */
import { CONDITIONS } from "../measure/browser.mjs";
import { bytes, short, grouped } from "./numbers.mjs";
import { lines, rows } from "./plots.mjs";
import { summary } from "./statistics.mjs";
import { bytesOf } from "./weight.mjs";

const milliseconds = (value) => (value < 1_000 ? `${short(value)} ms` : `${short(value / 1_000)} s`);

export function pictures({ journeys, growth, answers }, contestants) {
  return {
    ...(journeys && ofJourneys(journeys, contestants)),
    ...(growth && ofGrowth(growth, contestants)),
    ...(answers && ofAnswers(answers, contestants)),
  };
}

function ofJourneys({ times, files }, contestants) {
  const row = ({ key, name }, values) => ({ name, own: isOwn(key), values });
  const timed = (condition, steps) =>
    contestants.map((contestant) => row(contestant, steps.map((step) => summary(times[condition][contestant.key][step]))));
  const weights = contestants.map((contestant) => row(contestant, [summary([bytesOf(files[contestant.key]).all])]));
  const loading = (condition) => ({
    title: `Until it can be used, ${CONDITIONS[condition].name}`,
    about: "Since the navigation; median and middle half",
    series: ["usable form painted", "request of the first click sent"],
    contestants: timed(condition, ["form", "ready"]),
    show: milliseconds,
  });
  const answering = {
    title: `How fast it answers, ${CONDITIONS.slow.name}`,
    about: "Median and middle half",
    series: ["click to request", "answer to details", "answer to “archived”"],
    contestants: timed("slow", ["wire", "details", "archived"]),
    show: milliseconds,
  };
  const weighing = { title: "On the wire", about: "All that the page loads, brotli 11", series: [""], contestants: weights };
  return {
    "bytes.svg": rows({ ...weighing, show: bytes }),
    "loading.svg": rows(loading("plain")),
    "loading-throttled.svg": rows(loading("slow")),
    "answering-throttled.svg": rows(answering),
  };
}

function ofGrowth(growth, contestants) {
  const plot = (measure, title, about, showY) =>
    lines({ title, about, series: seriesOf(growth, contestants, (values) => values[measure]), showX: grouped, showY });
  return {
    "growth-time.svg": plot("painted", "Until all forms are painted", "By the number on one page, since the navigation", milliseconds),
    "growth-work.svg": plot("work", "What it costs until the page is at rest", "By the number on one page, time of the main thread", milliseconds),
    "growth-memory.svg": plot("memory", "What the page holds", "By the number on one page: JavaScript, DOM and buffers", bytes),
  };
}

function ofAnswers(answers, contestants) {
  // A logarithmic scale has no zero: less than a millisecond is shown as one.
  const series = seriesOf(answers, contestants, (values) => values.map((value) => Math.max(1, value)));
  const about = "Longest stretch without a frame, by the size of the answer";
  const title = "How long an answer blocks the page";
  return { "answers.svg": lines({ title, about, series, showX: bytes, showY: milliseconds }) };
}

function seriesOf(measured, contestants, pick) {
  const compared = contestants.filter(({ key }) => measured[key]);
  return compared.map(({ key, name }) => {
    const points = Object.entries(measured[key]).map(([at, values]) => ({ at: Number(at), ...summary(pick(values)) }));
    return { name, points };
  });
}

function isOwn(key) {
  return ["element", "preloaded", "page"].includes(key);
}
