/** Nodes of the search for whole hosts; beyond them the bound for divisible hosts stands. */
const MOST_NODES = 20_000;

interface Offer {
  readonly most: bigint;
  readonly price: bigint;
  /** How many there are; null for any number. */
  readonly count: bigint | null;
}

/**
 * The least that hosts cost which can carry `total` together: the minimum of sum n_j * prices[j] over whole numbers
 * 0 <= n_j <= counts[j] (-1: any number) with sum n_j * most[j] >= total. Exact, by branch and bound over the kinds in
 * the order of price for carrying; where that would take too long, what divisible hosts cost, rounded up to a multiple
 * of the prices' common divisor, which is never more. What all hosts cost where even these do not suffice.
 * @param total whole, at least 0
 * @param most per kind: what one host carries at most; whole, at least 0
 */
export function leastCost(
  total: number,
  most: ArrayLike<number>,
  prices: ArrayLike<number>,
  counts: ArrayLike<number>,
): number {
  const offers = offersOf(most, prices, counts);
  const need = BigInt(total);
  if (need <= 0n) return 0;
  const endless = offers.some(({ count }) => count === null);
  const all = offers.reduce((sum, { most: m, count }) => sum + m * (count ?? 0n), 0n);
  if (!endless && all < need)
    return Number(offers.reduce((sum, { price, count }) => sum + price * (count ?? 0n), 0n));

  const step = offers.reduce((a, { price }) => divisor(a, price), 0n);
  if (step === 0n) return 0;
  /** What divisible hosts of the kinds from `k` on cost, rounded up; null where they do not suffice. */
  const divisible = (k: number, left: bigint): bigint | null => {
    let cost = 0n;
    for (; left > 0n && k < offers.length; k++) {
      const { most: m, price, count } = offers[k];
      if (count === null || count * m >= left) return roundUp(cost + roundedUp(price * left, m), step);
      cost += count * price;
      left -= count * m;
    }
    return left > 0n ? null : cost;
  };

  let best: bigint | null = null;
  let nodes = 0;
  const search = (k: number, left: bigint, cost: bigint): void => {
    nodes++;
    if (left <= 0n) {
      if (best === null || cost < best) best = cost;
      return;
    }
    if (k === offers.length) return;
    const { most: m, price, count } = offers[k];
    let n = roundedUp(left, m);
    if (count !== null && count < n) n = count;
    for (; n >= 0n && nodes <= MOST_NODES; n--) {
      const rest = divisible(k + 1, left - n * m);
      if (rest === null) return;
      if (best === null || cost + n * price + rest < best) search(k + 1, left - n * m, cost + n * price);
      // Once none of the best offer is in vain, fewer of it only make the rest dearer.
      else if (n * m <= left) return;
    }
  };
  search(0, need, 0n);
  return Number(nodes > MOST_NODES ? divisible(0, need)! : best!);
}

/** The kinds that can carry anything, best price for carrying first. */
function offersOf(most: ArrayLike<number>, prices: ArrayLike<number>, counts: ArrayLike<number>): Offer[] {
  const offers = Array.from(most, (m, j) => ({
    most: BigInt(m),
    price: BigInt(prices[j]),
    count: counts[j] < 0 ? null : BigInt(counts[j]),
  })).filter(({ most: m, count }) => m > 0n && count !== 0n);
  return offers.sort((a, b) => {
    const dearer = a.price * b.most - b.price * a.most;
    if (dearer !== 0n) return dearer > 0n ? 1 : -1;
    return a.most === b.most ? 0 : a.most > b.most ? -1 : 1;
  });
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

function roundedUp(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

function roundUp(a: bigint, step: bigint): bigint {
  return roundedUp(a, step) * step;
}

/** Whether all hosts that there are can carry so much together. */
export function carries(total: number, most: readonly number[], counts: readonly number[]): boolean {
  let room = 0;
  for (let k = 0; k < most.length; k++)
    if (most[k] > 0) room += counts[k] < 0 ? Infinity : counts[k] * most[k];
  return room >= total;
}

/** `leastCost` for hosts that can be divided, in floating point: a guide, not a proof. */
export function divisibleCost(
  total: number,
  most: ArrayLike<number>,
  prices: ArrayLike<number>,
  counts: ArrayLike<number>,
): number {
  const kinds = Array.from(most, (m, j) => ({ m, price: prices[j], count: counts[j] })).filter(
    ({ m }) => m > 0,
  );
  kinds.sort((a, b) => a.price * b.m - b.price * a.m);
  let cost = 0;
  let left = total;
  for (const { m, price, count } of kinds) {
    if (left <= 0) break;
    const taken = Math.min(count < 0 ? Infinity : count, left / m);
    cost += taken * price;
    left -= taken * m;
  }
  return cost;
}
