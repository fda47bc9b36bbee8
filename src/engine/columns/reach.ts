/** Choices of hosts looked at before the check gives up. */
const MOST_CHOICES = 2_000_000;

interface KindOffer {
  readonly most: bigint;
  readonly price: bigint;
  readonly count: bigint | null;
}

/**
 * Whether hosts for less than `least` can carry `total`: some n_j hosts of each kind, within their counts, whose prices
 * add up to less than `least` and whose `most` add up to `total` or more. Looks at all choices that divisible hosts do
 * not rule out.
 * @param least null: whatever they cost
 * @returns null where there are too many choices to look at
 */
export function carriedForLess(
  total: number,
  most: readonly number[],
  prices: ArrayLike<number>,
  counts: ArrayLike<number>,
  least: number | null,
): boolean | null {
  const offers = most
    .map((m, j): KindOffer => ({
      most: BigInt(m),
      price: BigInt(prices[j]),
      count: counts[j] < 0 ? null : BigInt(counts[j]),
    }))
    .filter((offer) => offer.most > 0n);
  // Most carried for its price first.
  offers.sort((a, b) => sign(b.most * a.price - a.most * b.price));
  let choices = 0;
  const search = (k: number, need: bigint, budget: bigint | null): boolean => {
    if (budget !== null && budget < 0n) return false;
    if (need <= 0n) return true;
    if (k === offers.length || ++choices > MOST_CHOICES) return false;
    const { most: m, price, count } = offers[k];
    if (budget !== null && price > 0n && need * price > budget * m) return false;
    let n = (need + m - 1n) / m;
    if (count !== null && count < n) n = count;
    if (budget !== null && price > 0n && budget / price < n) n = budget / price;
    for (; n >= 0n && choices <= MOST_CHOICES; n--)
      if (search(k + 1, need - n * m, budget === null ? null : budget - n * price)) return true;
    return false;
  };
  const found = search(0, BigInt(total), least === null ? null : BigInt(least) - 1n);
  return found || choices <= MOST_CHOICES ? found : null;
}

const sign = (x: bigint): number => (x > 0n ? 1 : x < 0n ? -1 : 0);
