/**
 * The constructions that every fold tries, in the order in which they are tried: what gives a first plan soonest,
 * then what gave the best plans most often.
 */

/** What makes an item large; numbers are the kernel's (assembly/packing/order.ts). */
export const ITEM_MEASURES = {
  sumOfPeaks: 0,
  largestPeak: 1,
  squaredPeaks: 2,
  sumOfMeans: 3,
  largestMean: 4,
  squaredMeans: 5,
  unweightedPeaks: 6,
} as const;

/** How a host is rated for an item, or an item for a host (assembly/packing/score.ts). */
export const SCORES = {
  first: 0,
  dot: 1,
  distance: 2,
  fullness: 3,
  plainDot: 4,
  cosine: 5,
  ratio: 6,
} as const;

/** How resources are weighed in scores: not, by scarcity, or by its reciprocal. */
export const WEIGHTS = { none: 0, scarcity: 1, reciprocal: 2 } as const;

/** Which kind of host is opened first (assembly/packing/order.ts). */
export const KIND_RULES = { bestValue: 0, largest: 1, smallest: 2 } as const;

/**
 * Candidates that a host-centred construction chooses among at most, where rows are few and hosts of one kind. Of
 * 100,000 static items a pool of 8,192 takes 0.1 % more hosts than one of 16,384, and all of them 0.1 % fewer.
 */
export const POOL = 16_384;

export interface Construction {
  /** Item-centred: the order of items. Absent: host-centred. */
  readonly measure?: keyof typeof ITEM_MEASURES;
  readonly score: keyof typeof SCORES;
  readonly weights: keyof typeof WEIGHTS;
  readonly kindRule: keyof typeof KIND_RULES;
}

const STEPS: readonly Omit<Construction, 'kindRule'>[] = [
  { measure: 'sumOfPeaks', score: 'first', weights: 'scarcity' },
  { score: 'plainDot', weights: 'scarcity' },
  { measure: 'sumOfPeaks', score: 'dot', weights: 'scarcity' },
  { score: 'distance', weights: 'scarcity' },
  { score: 'plainDot', weights: 'none' },
  { measure: 'largestPeak', score: 'distance', weights: 'none' },
  { score: 'cosine', weights: 'none' },
  { measure: 'squaredPeaks', score: 'first', weights: 'none' },
  { measure: 'squaredMeans', score: 'dot', weights: 'none' },
  { measure: 'sumOfMeans', score: 'first', weights: 'scarcity' },
  { measure: 'sumOfPeaks', score: 'fullness', weights: 'scarcity' },
  { measure: 'largestPeak', score: 'first', weights: 'none' },
  { score: 'distance', weights: 'none' },
  { score: 'plainDot', weights: 'reciprocal' },
  { score: 'ratio', weights: 'none' },
  { measure: 'unweightedPeaks', score: 'dot', weights: 'none' },
];

/** The portfolio for a problem of so many kinds of host: with several kinds, also the other rules of opening them. */
export function portfolio(kinds: number): Construction[] {
  const all: Construction[] = STEPS.map((step) => ({ ...step, kindRule: 'bestValue' }));
  if (kinds === 1) return all;
  for (const step of STEPS.slice(0, 5)) {
    all.push({ ...step, kindRule: 'largest' }, { ...step, kindRule: 'smallest' });
  }
  return all;
}
