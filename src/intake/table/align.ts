/** A series on times of its own. */
export interface LooseSeries {
  readonly times: Float64Array;
  readonly values: Float32Array;
}

/**
 * Brings series of one server onto shared times, NaN where one has no sample. Series with the same times share them as
 * they are; else times are sorted, and the k-th sample of a repeated time meets the k-th of the others.
 */
export function align(series: readonly LooseSeries[]): { times: Float64Array; columns: Float32Array[] } {
  const [first] = series;
  if (series.every(({ times }) => sameTimes(times, first.times))) {
    return { times: first.times, columns: series.map(({ values }) => values) };
  }
  const sorted = series.map(sortByTime);
  const cursors = new Int32Array(series.length);
  const total = series.reduce((n, { times }) => n + times.length, 0);
  const times = new Float64Array(total);
  const columns = series.map(() => new Float32Array(total).fill(NaN));
  let rows = 0;
  for (;;) {
    let next = Infinity;
    for (let k = 0; k < sorted.length; k++) {
      const time = sorted[k].times[cursors[k]];
      if (time < next) next = time;
    }
    if (next === Infinity) break;
    times[rows] = next;
    for (let k = 0; k < sorted.length; k++) {
      if (sorted[k].times[cursors[k]] === next) columns[k][rows] = sorted[k].values[cursors[k]++];
    }
    rows++;
  }
  return { times: times.slice(0, rows), columns: columns.map((column) => column.slice(0, rows)) };
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

function sortByTime({ times, values }: LooseSeries): LooseSeries {
  let rising = true;
  for (let k = 1; k < times.length && rising; k++) rising = times[k] >= times[k - 1];
  if (rising) return { times, values };
  const order = Uint32Array.from(times, (_, k) => k).sort((a, b) => times[a] - times[b] || a - b);
  return {
    times: Float64Array.from(order, (k) => times[k]),
    values: Float32Array.from(order, (k) => values[k]),
  };
}
