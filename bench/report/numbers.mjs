/** Number formats. */

/** Three significant digits, with thousands separators. */
export function short(value) {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? "−" : "";
  return sign + grouped(size.toFixed(digits));
}

/** `12.3 (11.9–13.0)`: the median, and the quartiles. */
export function spread({ low, median, high }) {
  return `${short(median)} (${short(low)}–${short(high)})`;
}

export function grouped(number) {
  const [whole, rest] = String(number).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), rest].filter(Boolean).join(".");
}

/** `10 KB`, `1 MB`: sizes. */
export function bytes(value) {
  const [unit, name] = [
    [1e6, "MB"],
    [1e3, "KB"],
    [1, "B"],
  ].find(([unit]) => value >= unit) ?? [1, "B"];
  return `${short(value / unit).replace(/\.0+$/, "")} ${name}`;
}
