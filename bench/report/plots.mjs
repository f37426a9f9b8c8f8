/**
 * The two kinds of plot as Vega-Lite specifications: implementations in rows, and series over a growing size. Both scales
 * are logarithmic.
 */

const COLORS = ["#01803d", "#0969da", "#bc4c00"];
const CONFIG = {
  font: "system-ui, sans-serif",
  background: "white",
  view: { stroke: null },
  axis: { title: null, labelFontSize: 12, labelLimit: 400, domain: false, ticks: false },
  legend: { title: null, orient: "top", symbolType: "circle", symbolOpacity: 1, labelLimit: 400 },
  title: { anchor: "start", frame: "group", fontSize: 15, subtitleFontSize: 12 },
};

/** A row for each implementation, in it for each series the median as a dot and the middle half as a line. */
export function rows({ title, about, series, implementations, show }) {
  const values = implementations.flatMap(({ name, values }) =>
    values.map((value, index) => ({ name, series: series[index], label: show(value.median), ...value })),
  );
  const axis = logAxis(values.flatMap(({ low, high }) => [low, high]), show);
  const encoding = {
    y: { field: "name", sort: null, type: "nominal" },
    yOffset: { field: "series", sort: null },
    color: { field: "series", sort: null, scale: { range: COLORS }, legend: series.length > 1 ? {} : null },
  };
  const layer = [
    { mark: { type: "rule", strokeWidth: 2 }, encoding: { x: { field: "low", ...axis }, x2: { field: "high" } } },
    { mark: { type: "point", filled: true, size: 60 }, encoding: { x: { field: "median", ...axis } } },
    { mark: { type: "text", align: "left", dx: 10 }, encoding: { x: { field: "high", ...axis }, text: { field: "label" } } },
  ];
  return spec({ title, about, width: 480, height: { step: 14 }, values, encoding, layer });
}

/** A line for each series through its medians, in a band from quartile to quartile. */
export function lines({ title, about, series, showX, showY }) {
  const values = series.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  const axis = logAxis(values.flatMap(({ low, high }) => [low, high]), showY);
  const encoding = {
    x: { field: "at", ...logAxis(values.map(({ at }) => at), showX) },
    color: { field: "name", sort: null, scale: { range: COLORS } },
  };
  const layer = [
    { mark: { type: "area", opacity: 0.15 }, encoding: { y: { field: "low", ...axis }, y2: { field: "high" } } },
    { mark: { type: "line", point: { size: 60 } }, encoding: { y: { field: "median", ...axis } } },
  ];
  return spec({ title, about, width: 650, height: 300, values, encoding, layer });
}

/** A logarithmic scale with labels at powers of ten. `show` makes them in advance, since Vega cannot call it. */
export function logAxis(numbers, show) {
  const [first, last] = [Math.floor(Math.log10(Math.min(...numbers))), Math.ceil(Math.log10(Math.max(...numbers)))];
  const values = Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`));
  const labels = Object.fromEntries(values.map((value) => [value, show(value)]));
  return {
    type: "quantitative",
    scale: { type: "log" },
    axis: { values, labelExpr: `(${JSON.stringify(labels)})[datum.value]` },
  };
}

function spec({ title, about, values, ...rest }) {
  return { config: CONFIG, title: { text: title, subtitle: about }, data: { values }, ...rest };
}
