/** What is said of a list of measured values: the median, and between what the middle half of them is. */
export function summary(values) {
  return { low: quantile(values, 0.25), median: quantile(values, 0.5), high: quantile(values, 0.75) };
}

/** In between two values it is in between them: the usual definition, R's seventh. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values) {
  return quantile(values, 0.5);
}
