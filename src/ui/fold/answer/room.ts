import { divisor } from '../../../engine/divisor';
import type { Proof } from '../../../placement/answer';

/** Combinations of a price and a number of hosts that are gone through; with more, the figures stay in words. */
const MOST_STEPS = 5e6;
/** Prices are whole in millionths. */
const FINENESS = 1e6;

/**
 * The hosts that hold the most points for less than `bound`, by kind; hosts of price 0 count where their number is
 * known. Exact, by the knapsack recursion over prices in units of their common divisor.
 * @returns null where that takes too long, or where nothing limits the points
 */
export function mostRoom(
  kinds: Proof['kinds'],
  bound: number,
): { readonly kind: string; readonly most: number; readonly hosts: number }[] | null {
  const parts = kinds.map((k) => Math.round(k.price * FINENESS));
  const unit = parts.reduce(divisor, 0);
  if (unit === 0 || kinds.some((k, j) => parts[j] === 0 && k.count === null)) return null;
  const prices = parts.map((c) => c / unit);
  const budget = Math.ceil((Math.round(bound * FINENESS) - 0.5) / unit) - 1;
  const steps = prices.map(
    (price, k) => (budget + 1) * Math.min(kinds[k].count ?? Infinity, price ? budget / price : Infinity),
  );
  if (Math.max(...steps) > MOST_STEPS) return null;
  let best = new Float64Array(budget + 1);
  const taken: Int32Array[] = [];
  for (let k = 0; k < kinds.length; k++) {
    const { most, count } = kinds[k];
    const price = prices[k];
    const next = new Float64Array(budget + 1);
    const take = new Int32Array(budget + 1);
    for (let c = 0; c <= budget; c++) {
      const there = price === 0 ? (count ?? 0) : Math.min(count ?? Infinity, Math.floor(c / price));
      next[c] = best[c];
      for (let n = 1; n <= there; n++) {
        const points = best[c - n * price] + n * most;
        if (points > next[c]) {
          next[c] = points;
          take[c] = n;
        }
      }
    }
    best = next;
    taken.push(take);
  }
  const room: { kind: string; most: number; hosts: number }[] = [];
  let left = budget;
  for (let k = kinds.length - 1; k >= 0; k--) {
    const hosts = taken[k][left];
    if (hosts) room.unshift({ kind: kinds[k].kind, most: kinds[k].most, hosts });
    left -= hosts * prices[k];
  }
  return room;
}
