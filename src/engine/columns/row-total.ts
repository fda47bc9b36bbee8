import type { PatternInstance } from './pattern';

/** The total of a row as a bound: sizes on the kind where they are least are whole weights of the types. */
export interface RowTotal {
  readonly weights: readonly number[];
  readonly total: number;
  /** Per kind of the instance: what one host of it holds. */
  readonly most: readonly number[];
}

/** The total of one row. */
export function rowTotal({ types, rows, demand, kinds }: PatternInstance, row: number): RowTotal {
  const weights = new Array<number>(types).fill(0);
  let total = 0;
  for (let t = 0; t < types; t++) {
    let least = Infinity;
    for (const { sizes, fit } of kinds) if (fit[t] > 0) least = Math.min(least, sizes[t * rows + row]);
    weights[t] = least;
    total += least * demand[t];
  }
  return { weights, total, most: kinds.map(({ capacity }) => Math.max(0, capacity[row])) };
}
