import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import type { FoldAnswer, MachinesToBuy } from './answer';

/**
 * What is to be bought: the hosts that carry the guests, those that stand by, and a machine for each server that stays
 * on one of its own. A server that found no room needs one too, so that carrying less never looks better.
 * @param cost of these; null where some price is not known
 */
export function machinesFor(
  { hostCount, native, unplaced }: Pick<FoldAnswer, 'hostCount' | 'native' | 'unplaced'>,
  { tolerated, hostCount: withSpares }: FoldAnswer['withFailures'],
  cost: number | null,
): MachinesToBuy {
  const spare = tolerated === 0 ? 0 : withSpares === null ? null : withSpares - hostCount;
  return {
    total: hostCount + (spare ?? 0) + native.length + unplaced.length,
    carrying: hostCount,
    spare,
    native: native.length,
    unplaced: unplaced.length,
    cost,
  };
}

/** What so many hosts cost together, money without its last rounding error; null where some host's price is not known. */
export function hostsCost(hosts: Iterable<HostSpec>): number | null {
  let sum = 0;
  for (const host of hosts) {
    const own = hostCost(host);
    if (own === null) return null;
    sum += own;
  }
  return Math.round(sum * 1e6) / 1e6;
}
