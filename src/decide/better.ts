import type { FoldAnswer } from '../placement/answer';

/** What plans of one question are compared by. */
export interface Merit {
  /** Servers without a host. */
  readonly unplaced: number;
  /** Hosts, or what they cost. */
  readonly value: number;
  readonly lowerBound: number;
}

export function meritOf({ unplaced, objective, cost, hostCount, lowerBound }: FoldAnswer): Merit {
  return {
    unplaced: unplaced.length,
    value: objective === 'cost' ? (cost ?? 0) : hostCount,
    lowerBound,
  };
}

/** Whether a plan places more than another, or as many for less, or the same for a bound nearer to it. */
export function isBetter(a: Merit, b: Merit): boolean {
  if (a.unplaced !== b.unplaced) return a.unplaced < b.unplaced;
  return a.value === b.value ? a.lowerBound > b.lowerBound : a.value < b.value;
}
