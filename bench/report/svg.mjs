/** What both kinds of plot have in common: the picture around, and scales. */

export const SERIES = ["first", "second", "third"];

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.quiet { fill: #59636e; font-size: 12px }
.end { text-anchor: end } .middle { text-anchor: middle } .own { font-weight: 600 }
.grid { stroke: #d1d9e0 }
.first { --ink: #01803d } .second { --ink: #0969da } .third { --ink: #bc4c00 }
.dot, .bar { fill: var(--ink) } .line, .range { stroke: var(--ink); fill: none; stroke-width: 2 }
.band { fill: var(--ink); opacity: 0.15 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
  .first { --ink: #3fb65b } .second { --ink: #4493f8 } .third { --ink: #f0883e }
}`;

export function picture({ width, height, title, about }, shapes) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escape(`${title}: ${about}`)}</title>
<style>${STYLE}</style>
${text(0, 18, title, "title")}
${text(0, 36, about, "quiet")}
${shapes.flat(Infinity).join("\n")}
</svg>
`;
}

export function text(x, y, content, classes = "") {
  return `<text x="${round(x)}" y="${round(y)}" class="${classes}">${escape(content)}</text>`;
}

export function line(x1, y1, x2, y2, classes) {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${classes}"/>`;
}

export function dot(x, y, classes) {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="4.5" class="dot ${classes}"/>`;
}

/** The names of the series, in one row beginning at `x`. */
export function legend(x, y, names) {
  let left = x;
  return names.map((name, index) => {
    const entry = [dot(left + 5, y - 4, SERIES[index]), text(left + 15, y, name)];
    left += 35 + name.length * 7;
    return entry;
  });
}

/** A logarithmic scale from the values' range to `[from, to]`, with its round numbers. */
export function logScale(values, from, to) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const decades = Array.from({ length: 24 }, (_, index) => 10 ** (index - 9));
  const steps = decades.flatMap((decade) => [decade, 2 * decade, 5 * decade]);
  const first = steps.findLastIndex((step) => step <= least);
  const last = Math.max(first + 1, steps.findIndex((step) => step >= most));
  const all = steps.slice(first, last + 1);
  const unit = (to - from) / Math.log10(all.at(-1) / all[0]);
  const place = (value) => from + unit * Math.log10(value / all[0]);
  return { place, ticks: all.length < 8 ? all : all.filter((step) => decades.includes(step)) };
}

export function round(value) {
  return Math.round(value * 10) / 10;
}

function escape(content) {
  return content.replace(/[&<>]/g, (character) => `&#${character.charCodeAt()};`);
}
