/** One thing that adds up on a host. */
export interface WeightedRow {
  /** Per item. */
  readonly sizes: ArrayLike<number>;
  readonly capacity: number;
  /** Sum of sizes over capacity: how much the row matters. */
  readonly load: number;
}

export type Search =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'gave up' }
  | { readonly outcome: 'found'; readonly items: readonly number[]; readonly weight: number };

/**
 * Looks for a set of items that fits every row, holds no two items of one apart-group, and weighs more than `most`.
 * A search by depth: at each level the items that may still join, by falling weight per surrogate size; a branch ends
 * when the weight of what would fill the surrogate row (Dantzig 1957) does not go beyond `most`. The surrogate row is
 * any whole-numbered combination of the rows, so the answer never rests on how well it was chosen.
 * @param apart per item: its apart-groups
 */
export function heaviestSet(
  weights: readonly number[],
  rows: readonly WeightedRow[],
  apart: readonly (readonly number[])[],
  most: number,
  workLimit: number,
): Search {
  if (weights.every((w) => w === 0) || rows.some((row) => outweighs(row, weights, most)))
    return { outcome: 'none' };
  const factors = surrogate(weights, rows);
  const surrogateSize = weights.map((_, i) =>
    rows.reduce((sum, row, r) => sum + factors[r] * row.sizes[i], 0),
  );
  const surrogateRoom = rows.reduce((sum, row, r) => sum + factors[r] * row.capacity, 0);
  // An item that fits no empty host is on none.
  const ranked = weights
    .map((_, i) => i)
    .filter((i) => weights[i] > 0 && rows.every((row) => row.sizes[i] <= row.capacity))
    .sort((a, b) => weights[b] * surrogateSize[a] - weights[a] * surrogateSize[b] || a - b);
  const n = ranked.length;
  const depth = rows.length;
  const size = new Float64Array(n * depth);
  ranked.forEach((i, k) => rows.forEach((row, r) => (size[k * depth + r] = row.sizes[i])));
  const weight = Float64Array.from(ranked, (i) => weights[i]);
  const thick = Float64Array.from(ranked, (i) => surrogateSize[i]);
  const twin = twins(ranked, weights, rows, apart);
  const chosen: number[] = [];
  let work = 0;

  /** Whether a heavier set exists that adds to the chosen ones, of weight `sum`, some of `open` from `from` on. */
  const search = (
    open: Int32Array,
    from: number,
    sum: number,
    room: Float64Array,
    thickRoom: number,
  ): boolean => {
    for (let at = from; at < open.length; at++) {
      if (!promises(open, at, sum, thickRoom)) return false;
      // Of identical items, the first ones are taken first.
      if (at > from && twin[open[at]] === open[at - 1]) continue;
      const k = open[at];
      chosen.push(k);
      if (sum + weight[k] > most) return true;
      const rest = room.slice();
      for (let r = 0; r < depth; r++) rest[r] -= size[k * depth + r];
      const next = fitting(open, at + 1, rest, k);
      if (search(next, 0, sum + weight[k], rest, thickRoom - thick[k])) return true;
      chosen.pop();
      if (work > workLimit) return false;
    }
    return false;
  };

  const promises = (open: Int32Array, at: number, sum: number, room: number): boolean => {
    for (let q = at; q < open.length; q++) {
      work++;
      const k = open[q];
      if (thick[k] > room) {
        // Rounded up by far more than the quotient can be wrong.
        return Math.floor(sum + weight[k] * (room / thick[k]) * (1 + 1e-12) + 1e-6) > most;
      }
      room -= thick[k];
      sum += weight[k];
      if (sum > most) return true;
    }
    return false;
  };

  const fitting = (open: Int32Array, from: number, room: Float64Array, added: number): Int32Array => {
    const next = new Int32Array(open.length - from);
    const groups = apart[ranked[added]];
    let count = 0;
    for (let q = from; q < open.length; q++) {
      const k = open[q];
      let r = 0;
      while (r < depth && size[k * depth + r] <= room[r]) r++;
      if (r === depth && !groups.some((g) => apart[ranked[k]].includes(g))) next[count++] = k;
    }
    work += (open.length - from) * 2;
    return next.subarray(0, count);
  };

  const all = Int32Array.from({ length: n }, (_, k) => k);
  if (
    search(
      all,
      0,
      0,
      Float64Array.from(rows, (row) => row.capacity),
      surrogateRoom,
    )
  )
    return {
      outcome: 'found',
      items: chosen.map((k) => ranked[k]).sort((a, b) => a - b),
      weight: chosen.reduce((sum, k) => sum + weight[k], 0),
    };
  return { outcome: work > workLimit ? 'gave up' : 'none' };
}

/** Whether in this row alone every item is so large, for what it weighs, that more than `most` does not fit. */
function outweighs(row: WeightedRow, weights: readonly number[], most: number): boolean {
  if (row.capacity <= 0) return false;
  return weights.every((w, i) => {
    const claimed = w * row.capacity;
    const allowed = most * row.sizes[i];
    if (Math.max(claimed, allowed) <= Number.MAX_SAFE_INTEGER) return claimed <= allowed;
    return BigInt(w) * BigInt(row.capacity) <= BigInt(most) * BigInt(row.sizes[i]);
  });
}

/** For each ranked item, the one before it when the two are alike in everything, or -1. */
function twins(
  ranked: readonly number[],
  weights: readonly number[],
  rows: readonly WeightedRow[],
  apart: readonly (readonly number[])[],
): Int32Array {
  return Int32Array.from(ranked, (i, k) => {
    const j = ranked[k - 1];
    const alike =
      k > 0 &&
      weights[i] === weights[j] &&
      rows.every((row) => row.sizes[i] === row.sizes[j]) &&
      apart[i].length === apart[j].length &&
      apart[i].every((g, e) => g === apart[j][e]);
    return alike ? k - 1 : -1;
  });
}

/** Steps towards good factors, and elementary operations that these may take. */
const STEPS = 150;
const STEP_OPERATIONS = 4e8;
/** So many of the heaviest rows are tried alone. */
const SINGLE_ROWS = 64;
/** Largest surrogate size of a host: sums of sizes up to it are exact. */
const MOST_ROOM = 2 ** 52;

/**
 * Whole factors of the rows, at most 2^15, whose combination bounds the weight of a set well: the best of single rows,
 * and of combinations in which rows that the heaviest fractional fillings overload gain, by multiplicative steps
 * (Plotkin, Shmoys and Tardos 1995).
 */
function surrogate(weights: readonly number[], rows: readonly WeightedRow[]): number[] {
  if (rows.length === 0) return [];
  const heavy = weights.map((_, i) => i).filter((i) => weights[i] > 0);
  const worth = Float64Array.from(heavy, (i) => weights[i]);
  const share = rows.map(({ sizes, capacity }) =>
    Float64Array.from(heavy, (i) => sizes[i] / Math.max(1, capacity)),
  );
  const cost = new Float64Array(heavy.length);
  const density = new Float64Array(heavy.length);
  const used = new Float64Array(rows.length);
  const order = heavy.map((_, k) => k);
  /** Worth of the heaviest fractional filling, whose share of each row is left in `used`. */
  const fill = (price: readonly number[]): number => {
    cost.fill(0);
    share.forEach((row, r) => {
      if (price[r] > 0) for (let k = 0; k < cost.length; k++) cost[k] += price[r] * row[k];
    });
    for (let k = 0; k < cost.length; k++) density[k] = worth[k] / (cost[k] + 1e-300);
    order.sort((a, b) => density[b] - density[a] || a - b);
    used.fill(0);
    let room = 1;
    let value = 0;
    for (const k of order) {
      const part = cost[k] > room ? room / cost[k] : 1;
      value += part * worth[k];
      room -= part * cost[k];
      for (let r = 0; r < rows.length; r++) used[r] += part * share[r][k];
      if (part < 1) break;
    }
    return value;
  };

  let best: number[] = [];
  let least = Infinity;
  const attempt = (price: number[]): void => {
    const value = fill(price);
    if (value >= least) return;
    least = value;
    best = price;
  };
  for (let r = 0; r < Math.min(rows.length, SINGLE_ROWS); r++) attempt(rows.map((_, q) => (q === r ? 1 : 0)));
  let price = rows.map((row) => row.load);
  const steps = Math.min(STEPS, Math.ceil(STEP_OPERATIONS / (rows.length * heavy.length)));
  for (let step = 1; step <= steps; step++) {
    const sum = price.reduce((a, b) => a + b, 0) || 1;
    price = price.map((p) => p / sum);
    attempt(price);
    price = price.map((p, r) => p * Math.exp((2 / Math.sqrt(step)) * (Math.min(used[r], 3) - 1)));
  }
  const perSize = best.map((p, r) => p / Math.max(1, rows[r].capacity));
  const room = perSize.reduce((sum, p, r) => sum + p * Math.max(1, rows[r].capacity), 0);
  const unit = Math.min(32768 / Math.max(...perSize), MOST_ROOM / room);
  return perSize.map((p) => Math.round(p * unit));
}
