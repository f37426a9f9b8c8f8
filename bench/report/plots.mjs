/** The two kinds of plot: contestants in rows, and series over something that grows. Both scales are logarithmic. */
import { SERIES, dot, legend, line, logScale, picture, round, text } from "./svg.mjs";

const WIDTH = 760;
const TOP = 78;

/** A row for each contestant, in it for each series the median as a dot and the middle half as a line. */
export function rows({ title, about, series, contestants, show }) {
  const step = 14 + 14 * series.length;
  const [left, right] = [210, WIDTH - 70];
  const bottom = TOP + contestants.length * step;
  const all = contestants.flatMap(({ values }) => values.flatMap(({ low, high }) => [low, high]));
  const { place, ticks } = logScale(all, left, right);
  const axis = ticks.map((tick) => [
    line(place(tick), TOP - 8, place(tick), bottom, "grid"),
    text(place(tick), bottom + 18, show(tick), "quiet middle"),
  ]);
  const marks = contestants.map(({ name, own, values }, row) => {
    const top = TOP + row * step;
    const each = values.map(({ low, median, high }, index) => {
      const y = top + 14 * index + 10;
      const range = line(place(low), y, place(high), y, `range ${SERIES[index]}`);
      const label = text(place(high) + 10, y + 4, show(median), "quiet");
      return [range, dot(place(median), y, SERIES[index]), label];
    });
    return [text(left - 14, top + 7 * series.length + 7, name, own ? "end own" : "end"), each];
  });
  const names = series.length > 1 ? legend(left, 60, series) : [];
  return picture({ width: WIDTH, height: bottom + 30, title, about }, [axis, names, marks]);
}

/** A line for each series through its medians, in a band from quartile to quartile. */
export function lines({ title, about, series, showX, showY }) {
  const [left, right, bottom] = [80, WIDTH - 30, 380];
  const points = series.flatMap(({ points }) => points);
  const x = logScale(points.map(({ at }) => at), left, right);
  const y = logScale(points.flatMap(({ low, high }) => [low, high]), bottom, TOP);
  const axes = [
    y.ticks.map((tick) => [
      line(left, y.place(tick), right, y.place(tick), "grid"),
      text(left - 10, y.place(tick) + 4, showY(tick), "quiet end"),
    ]),
    x.ticks.map((tick) => text(x.place(tick), bottom + 20, showX(tick), "quiet middle")),
  ];
  const marks = series.map(({ points }, index) => {
    const through = (values) => values.map(([at, value]) => `${round(x.place(at))},${round(y.place(value))}`).join(" ");
    const lows = points.map(({ at, low }) => [at, low]);
    const highs = points.map(({ at, high }) => [at, high]);
    const medians = points.map(({ at, median }) => [at, median]);
    return [
      `<polygon points="${through([...lows, ...[...highs].reverse()])}" class="band ${SERIES[index]}"/>`,
      `<polyline points="${through(medians)}" class="line ${SERIES[index]}"/>`,
      medians.map(([at, value]) => dot(x.place(at), y.place(value), SERIES[index])),
    ];
  });
  const names = legend(left, 60, series.map(({ name }) => name));
  return picture({ width: WIDTH, height: bottom + 32, title, about }, [axes, names, marks]);
}
