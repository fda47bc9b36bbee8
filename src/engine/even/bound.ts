import type { FoldProblem } from '../packing/problem';
import { besidesDemand, judged, type Gauge } from './gauge';

/** Parts by which sums of doubles may be off: a bound is lowered by it. */
const NOISE = 1e-7;
/** Rows of the q + 1 largest are looked at for q up to this. */
const MOST_TOGETHER = 4;
/** Pairs are compared among so many of the largest items, and in so many numbers in all. */
const MOST_PAIRED = 256;
const MOST_PAIR_WORK = 3e8;
/** Halvings of the interval in which a clique's bound lies. */
const HALVINGS = 16;

/** What bounds the fullest moment from below. */
export interface EvenBound {
  /** No plan of so many hosts has its fullest host, resource and slot below this part of what the host has. */
  readonly fraction: number;
  /** By the mean of the fullest row over the hosts, one item alone, several that must share a host, or pairs that cannot be apart. */
  readonly by: 'mean' | 'alone' | 'together' | 'pairs';
}

/**
 * A lower bound on the fullest (host, resource, slot) of any plan of `hosts` hosts, whichever kinds the inventory lets
 * them be of, as a part of what the host has:
 * 1. the mean: what a row comes to over all items, on the hosts that have most of the resource;
 * 2. the largest item alone on its best kind;
 * 3. of the qk + 1 largest in a row some host has q + 1: at least the q + 1 smallest of them;
 * 4. k + 1 items of which no two stay below t together: t is a bound (a greedy clique, t by bisection).
 * Pages that could be shared count for the item alone only: left out, they cannot raise a bound.
 */
export function evenBound(problem: FoldProblem, gauge: Gauge, hosts: number): EvenBound {
  let best: EvenBound = { fraction: 0, by: 'mean' };
  const raise = (fraction: number, by: EvenBound['by']) => {
    if (fraction > best.fraction) best = { fraction, by };
  };
  const alone = aloneOf(problem, gauge);
  let largest = 0;
  for (const fraction of alone) if (fraction > largest) largest = fraction;
  if (largest < Infinity) raise(largest, 'alone');
  rowBounds(problem, gauge, hosts, raise, () => best.fraction);
  // Two items together are at most twice the largest.
  if (2 * largest > best.fraction) raise(cliqueBound(problem, gauge, hosts, alone, best.fraction), 'pairs');
  return { ...best, fraction: best.fraction * (1 - NOISE) };
}

/** The kinds that item i may be on. */
function kindsOf(problem: FoldProblem, i: number): number[] {
  return problem.onlyKind[i] >= 0 ? [problem.onlyKind[i]] : [...new Array(problem.kinds).keys()];
}

/** Per item: the fullest row of a host with it alone, on the kind where that is lowest. */
function aloneOf(problem: FoldProblem, gauge: Gauge): Float64Array {
  const { resources, rowStart, items } = problem;
  const rows = rowStart[resources];
  return Float64Array.from({ length: items }, (_, i) =>
    Math.min(
      ...kindsOf(problem, i).map((j) => {
        let most = 0;
        for (let d = 0; d < resources; d++) {
          if (!judged(problem, gauge, j, d)) continue;
          let row = 0;
          for (let r = i * rows + rowStart[d]; r < i * rows + rowStart[d + 1]; r++)
            if (gauge.demand[r] > row) row = gauge.demand[r];
          let pages = 0;
          if (d === problem.sharedResource)
            for (let p = problem.imageStart[i]; p < problem.imageStart[i + 1]; p++)
              pages += problem.imageSize[p];
          const k = j * resources + d;
          most = Math.max(
            most,
            (gauge.fixed[k] + pages + row + besidesDemand(problem, gauge, i, j, d)) / gauge.whole[k],
          );
        }
        return most;
      }),
    ),
  );
}

function rowBounds(
  problem: FoldProblem,
  gauge: Gauge,
  hosts: number,
  raise: (fraction: number, by: EvenBound['by']) => void,
  best: () => number,
): void {
  const { resources, rowStart, items, kinds } = problem;
  const rows = rowStart[resources];
  const every = [...new Array(kinds).keys()];
  for (let d = 0; d < resources; d++) {
    // A kind that is not judged by the resource takes any of it: then no row of it bounds anything.
    if (!every.every((j) => judged(problem, gauge, j, d))) continue;
    const whole = sumOfBest(problem, gauge.whole, d, hosts, true);
    const fixed = sumOfBest(problem, gauge.fixed, d, hosts, false);
    const least = Float64Array.from({ length: items }, (_, i) =>
      Math.min(...every.map((j) => besidesDemand(problem, gauge, i, j, d))),
    );
    const roomiest = Math.max(...every.map((j) => gauge.whole[j * resources + d]));
    const emptiest = Math.min(
      ...every.map((j) => gauge.fixed[j * resources + d] / gauge.whole[j * resources + d]),
    );
    const column = new Float64Array(items);
    const means: { readonly row: number; readonly mean: number }[] = [];
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      let total = fixed;
      for (let i = 0; i < items; i++) total += gauge.demand[i * rows + r] + least[i];
      raise(total / whole, 'mean');
      means.push({ row: r, mean: total / roomiest / hosts });
    }
    means.sort((a, b) => b.mean - a.mean);
    for (const { row, mean } of means) {
      // The q + 1 smallest of the qk + 1 largest are at most (q + 1) / (q - 1/k) times the mean: twice, for q = 1.
      if (emptiest + 2 * mean <= best()) break;
      for (let i = 0; i < items; i++) column[i] = gauge.demand[i * rows + row] + least[i];
      const sorted = column.slice().sort();
      for (let q = 1; q * hosts < items && q <= MOST_TOGETHER; q++) {
        let sum = 0;
        for (let p = q * hosts - q; p <= q * hosts; p++) sum += sorted[items - 1 - p];
        raise(emptiest + sum / roomiest, 'together');
      }
    }
  }
}

/** The sum over so many hosts of the inventory of what they have of a resource, the largest (or smallest) of them. */
function sumOfBest(
  problem: FoldProblem,
  of: Float64Array,
  d: number,
  hosts: number,
  largest: boolean,
): number {
  const { resources, kinds, kindCount } = problem;
  const order = [...new Array(kinds).keys()].sort(
    (a, b) => (of[a * resources + d] - of[b * resources + d]) * (largest ? -1 : 1),
  );
  let left = hosts;
  let sum = 0;
  for (const j of order) {
    const taken = kindCount[j] < 0 ? left : Math.min(left, kindCount[j]);
    sum += taken * of[j * resources + d];
    left -= taken;
  }
  return sum;
}

function cliqueBound(
  problem: FoldProblem,
  gauge: Gauge,
  hosts: number,
  alone: Float64Array,
  least: number,
): number {
  const { resources, rowStart, items } = problem;
  const rows = rowStart[resources];
  const count = Math.min(items, 4 * hosts + 8, MOST_PAIRED);
  if (count <= hosts || (count * count * rows * problem.kinds) / 2 > MOST_PAIR_WORK) return 0;
  const order = [...alone.keys()].sort((a, b) => alone[b] - alone[a] || a - b).slice(0, count);
  const pair = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < a; b++) {
      const value = pairOf(order[a], order[b]);
      pair[a * count + b] = value;
      pair[b * count + a] = value;
    }
  const cliqueAt = (t: number): boolean => {
    for (let from = 0; from < count; from++) {
      const clique = [from];
      for (let a = 0; a < count && clique.length <= hosts; a++)
        if (a !== from && clique.every((b) => pair[a * count + b] >= t)) clique.push(a);
      if (clique.length > hosts) return true;
    }
    return false;
  };
  let low = least;
  let high = 0;
  for (const value of pair) if (value < Infinity && value > high) high = value;
  if (high <= low || !cliqueAt(low + (high - low) * NOISE)) return 0;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (cliqueAt(middle)) low = middle;
    else high = middle;
  }
  return low;

  /** The fullest row of a host with both, on the kind where that is lowest; Infinity where a rule keeps them apart, 0 where it cannot raise the bound. */
  function pairOf(a: number, b: number): number {
    if (apart(problem, a, b)) return Infinity;
    // On hosts of one kind two items come to no more than each alone, added up: not above what is known, they bound nothing.
    if (problem.kinds === 1 && alone[a] + alone[b] <= least) return 0;
    let lowest = Infinity;
    for (let j = 0; j < problem.kinds; j++) {
      if ([a, b].some((i) => problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== j)) continue;
      let most = 0;
      for (let d = 0; d < resources; d++) {
        if (!judged(problem, gauge, j, d)) continue;
        const k = j * resources + d;
        let row = 0;
        for (let r = rowStart[d]; r < rowStart[d + 1]; r++)
          row = Math.max(row, gauge.demand[a * rows + r] + gauge.demand[b * rows + r]);
        const besides = besidesDemand(problem, gauge, a, j, d) + besidesDemand(problem, gauge, b, j, d);
        most = Math.max(most, (gauge.fixed[k] + row + besides) / gauge.whole[k]);
      }
      lowest = Math.min(lowest, most);
    }
    return lowest;
  }
}

function apart({ apartStart, apartId }: FoldProblem, a: number, b: number): boolean {
  const groups = apartId.subarray(apartStart[a], apartStart[a + 1]);
  return apartId.subarray(apartStart[b], apartStart[b + 1]).some((g) => groups.includes(g));
}
