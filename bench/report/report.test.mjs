import assert from "node:assert/strict";
import { test } from "node:test";

import { longestBlock } from "../measure/answers.mjs";
import { stepsOf } from "../measure/journeys.mjs";
import { targets } from "./targets.mjs";
import { bytes, short, spread } from "./numbers.mjs";
import { lines, logAxis, rows } from "./plots.mjs";
import { withFigures } from "./report.mjs";
import { quantile, summary } from "./statistics.mjs";
import { transferSizes } from "./transfer_size.mjs";

test("quartiles are in between the values they fall between, in whatever order those came", () => {
  assert.deepEqual(summary([9, 1, 5]), { low: 3, median: 5, high: 7 });
  assert.deepEqual(summary([10, 2]), { low: 4, median: 6, high: 8 });
  assert.deepEqual(summary([7]), { low: 7, median: 7, high: 7 });
  assert.equal(quantile([1, 2, 3, 4, 100], 1), 100);
});

test("numbers have the digits that count", () => {
  const cases = { 1234567: "1,234,567", 123.4: "123", 12.34: "12.3", 1.234: "1.23", "-0.001": "0.00", "-12.34": "−12.3", 4: "4" };
  for (const [number, shown] of Object.entries(cases)) assert.equal(short(Number(number)), shown);
  assert.equal(spread({ low: 1.5, median: 2.25, high: 1000 }), "2.25 (1.50–1,000)");
  assert.deepEqual([200, 1_000, 1_500_000].map(bytes), ["200 B", "1 KB", "1.50 MB"]);
});

test("a step begins where the one before ended, and the click that counts is the last before the request", () => {
  const steps = stepsOf({
    marks: { form: 100, details: 260, archived: 1_090 },
    clicks: [110, 990, 1_000, 1_050],
    found: { requestStart: 130, responseEnd: 240 },
    gone: { requestStart: 1_020, responseEnd: 1_060 },
  });
  assert.deepEqual(steps, { form: 100, ready: 130, wire: 20, details: 20, archived: 30 });
});

test("the page counts as blocked by the longest gap between the request and the details alone", () => {
  const measured = {
    found: { requestStart: 100 },
    marks: { details: 300 },
    gaps: [
      [90, 500],
      [150, 20],
      [290, 1000 / 60 + 40],
      [900, 590],
    ],
  };
  assert.equal(Math.round(longestBlock(measured)), 40);
  assert.equal(longestBlock({ ...measured, gaps: [[150, 10]] }), 0);
});

test("bytes are told apart by kind, and a page's own are not the implementation's", () => {
  const files = ["a.html", "a.js", "b.js", "a.css", "a.wasm", "a.svg"].map((path, index) => ({ path, bytes: 10 ** index }));
  const { html, script, styles, wasm, other, all, code } = transferSizes(files);
  assert.deepEqual([html, script, styles, wasm, other], [1, 110, 1_000, 10_000, 100_000]);
  assert.deepEqual([all, code], [111_111, 11_110]);
});

test("a target holds up to its very limit, and only what was measured has targets", () => {
  const growth = (painted, wasm) => ({ 1000: { painted: [painted], work: [1], memory: [1], all: [1], wasm: [wasm] } });
  const holding = targets({ growth: { element: growth(5, 1), react: growth(5, 0) } });
  assert.deepEqual(holding.map(({ holds }) => holds), [true, true, true, true, true]);
  const missing = targets({ growth: { element: growth(6, 2), react: growth(5, 0) } });
  assert.deepEqual(missing.map(({ holds }) => holds), [false, true, true, true, false]);
  const blocked = (ms) => ({ 10000000: [ms] });
  assert.deepEqual(targets({ answers: { element: blocked(80), vanilla: blocked(30) } })[0].holds, true);
  assert.deepEqual(targets({ answers: { element: blocked(81), vanilla: blocked(30) } })[0].holds, false);
});

test("the form, the way to the wire and the bytes are held against those they are promised to", () => {
  const times = (form, ready) => ({ form: [form], ready: [ready], wire: [10], details: [50], archived: [20] });
  const journeys = (key, own) => ({
    times: {
      slow: {
        element: times(440, 900),
        preloaded: times(440, 990),
        page: times(440, 900),
        vanilla: times(400, 400),
        react: times(800, 900),
        ...(key && { [key]: own }),
      },
    },
    files: { element: [{ path: "a.wasm", bytes: 86_000 }, { path: "a.html", bytes: 1_000 }] },
  });
  const missed = (measured) => targets({ journeys: measured }).filter(({ holds }) => !holds).map(({ name }) => name);
  assert.deepEqual(missed(journeys()), []);
  assert.deepEqual(missed(journeys("element", times(441, 900))), ["usable form / vanilla, throttled"]);
  assert.deepEqual(missed(journeys("page", times(441, 900))), ["on its own page: usable form / vanilla, throttled"]);
  assert.deepEqual(missed(journeys("preloaded", times(440, 991))), [
    "with the wasm preloaded: ready to send / React 19, throttled",
  ]);
  assert.deepEqual(missed(journeys("element", { ...times(440, 900), wire: [27], details: [67], archived: [37] })).length, 3);
  const larger = journeys();
  larger.files.element[0].bytes++;
  assert.deepEqual(missed(larger), ["bytes: wasm, JS and CSS"]);
});

test("an axis has a label at each power of ten around its values", () => {
  const { axis } = logAxis([3, 45], (value) => `${value} ms`);
  assert.deepEqual(axis.values, [1, 10, 100]);
  assert.equal(axis.labelExpr, '({"1":"1 ms","10":"10 ms","100":"100 ms"})[datum.value]');
  assert.deepEqual(logAxis([0.02, 9_000], String).axis.values, [0.01, 0.1, 1, 10, 100, 1_000, 10_000]);
  assert.deepEqual(logAxis([10, 10], String).axis.values, [10]);
});

test("plots show every implementation and nothing that is not a number", () => {
  const values = [{ low: 1, median: 2, high: 3 }];
  const plots = [
    rows({ title: "T", about: "A", series: ["s"], implementations: [{ name: "one", values }, { name: "two", values }], show: String }),
    lines({ title: "T", about: "A", series: ["one", "two"].map((name) => ({ name, points: [{ at: 1, ...values[0] }] })), showX: String, showY: String }),
  ];
  for (const { data, title } of plots) {
    assert.deepEqual(title, { text: "T", subtitle: "A" });
    assert.deepEqual(data.values.map(({ name, low, median, high }) => [name, low, median, high]), [["one", 1, 2, 3], ["two", 1, 2, 3]]);
  }
});

test("only the figures of a README are replaced", () => {
  const readme = "before\n<!-- figures: written by cargo xtask bench -->\nold\n<!-- end of figures -->\nafter\n";
  const written = withFigures(readme, "new");
  assert.match(written, /^before\n[^]*\n\nnew\n\n[^]*\nafter\n$/);
  assert.doesNotMatch(written, /old/);
  assert.equal(withFigures(written, "new"), written);
});
