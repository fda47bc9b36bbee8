import { carries, divisibleCost, leastCost } from './least-cost';
import { itemWeights, type PatternInstance } from './pattern';
import type { Leaf, ProofTree } from './proof-tree';
import { rowTotal, type RowTotal } from './row-total';

/** Rows looked at over all cases before no more is tried, and the part of them that one goal may have. */
const MOST_LOOKS = 6e4;
const PART = 1 / 6;
/** The fewest cases that this is. */
const FEWEST_CASES = 60;
/** Rows tried exactly in each case: those that need the dearest hosts, could hosts be divided. */
const TRIED = 6;

/** Per kind of the instance: how many hosts a plan has at least and at most (-1: any number). */
interface Counts {
  readonly fewest: readonly number[];
  readonly most: readonly number[];
}

/**
 * Raises a bound on cost by cases over the numbers of hosts of each kind: in each the total of one row, which need not
 * be the same in all, asks for dearer hosts. So dear hosts with little memory and cheap ones with few processors are
 * told apart, where one row's total, and any one set of weights, takes the best of both.
 * @param step by which costs differ
 * @param lower what is proved already
 * @param upper beyond which nothing need be proved
 * @returns the highest cost so proved and its proof; null where that is no more than `lower`
 */
export function* boundByMixes(
  instance: PatternInstance,
  items: number,
  kinds: number,
  { step, lower, upper }: { readonly step: number; readonly lower: number; readonly upper: number },
): Generator<void, { readonly bound: number; readonly cases: ProofTree } | null> {
  if (instance.kinds.length < 2) return null;
  const rows = yield* rowTotals(instance);
  const prices = instance.kinds.map(({ price }) => price);
  const sum = (of: readonly number[], times: readonly number[]) =>
    of.reduce((all, n, k) => all + n * times[k], 0);
  let left = 0;

  const leafOf = ({ weights, most, total }: RowTotal): Leaf => {
    const byKind = new Array<number>(kinds).fill(total);
    instance.kinds.forEach(({ kind }, k) => (byKind[kind] = most[k]));
    return { weights: itemWeights(instance, items, weights), most: byKind };
  };
  function* prove(counts: Counts, goal: number): Generator<void, ProofTree | null> {
    if (left-- === 0) return null;
    if (left % 16 === 0) yield;
    const { fewest, most } = counts;
    const more = most.map((count, k) => (count < 0 ? -1 : count - fewest[k]));
    const paid = sum(fewest, prices);
    const needs = rows.map((row) => row.total - sum(fewest, row.most));
    const dear = rows.map((row, r) =>
      carries(needs[r], row.most, more) ? divisibleCost(needs[r], row.most, prices, more) : Infinity,
    );
    const proves = (r: number): boolean =>
      paid >= goal ||
      (needs[r] > 0 &&
        (dear[r] === Infinity || paid + leastCost(needs[r], rows[r].most, prices, more) >= goal));
    const order = rows.map((_, r) => r).sort((a, b) => dear[b] - dear[a] || a - b);
    for (const r of order.slice(0, TRIED)) if (proves(r)) return leafOf(rows[r]);
    // What the money allows of each kind; the kind with the widest choice is divided in its middle.
    const budget = goal - 1 - paid;
    let chosen = -1;
    let widest = 0;
    prices.forEach((price, k) => {
      if (price === 0) return;
      const wide = Math.min(Math.floor(budget / price), more[k] < 0 ? Infinity : more[k]);
      if (wide <= widest) return;
      widest = wide;
      chosen = k;
    });
    if (chosen < 0) return null;
    const hosts = fewest[chosen] + Math.floor(widest / 2);
    const atMost = yield* prove({ fewest, most: most.with(chosen, hosts) }, goal);
    const above = atMost && (yield* prove({ fewest: fewest.with(chosen, hosts + 1), most }, goal));
    return above && { kind: instance.kinds[chosen].kind, hosts, atMost, more: above };
  }

  let best: { bound: number; cases: ProofTree } | null = null;
  const all = { fewest: prices.map(() => 0), most: instance.kinds.map(({ count }) => count) };
  let cases = Math.max(FEWEST_CASES, MOST_LOOKS / rows.length);
  const each = Math.ceil(cases * PART);
  // Farther and farther until a goal is out of reach, then nearer and nearer to it.
  let beyond = Infinity;
  for (let by = step; by >= step && cases > 0;) {
    const goal = Math.min(upper, (best?.bound ?? lower) + by);
    if (goal >= beyond) {
      by = Math.floor(by / step / 2) * step;
      continue;
    }
    left = each;
    const proof = yield* prove(all, goal);
    cases -= each - Math.max(0, left);
    if (proof) best = { bound: goal, cases: proof };
    else beyond = goal;
    if (goal === upper && proof) break;
    by = beyond < Infinity ? Math.floor(by / step / 2) * step : by * 2;
  }
  return best;
}

function* rowTotals(instance: PatternInstance): Generator<void, RowTotal[]> {
  const found: RowTotal[] = [];
  for (let r = 0; r < instance.rows; r++) {
    found.push(rowTotal(instance, r));
    if (r % 64 === 63) yield;
  }
  return found;
}
