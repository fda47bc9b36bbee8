import type { PlanBasis } from './answer';

type Range = PlanBasis['overheadHosts'];

/**
 * Hosts with the overheads at either end of their ranges, as one range. More overhead never asks for fewer hosts: a plan
 * of the likely overheads is one of the low end, and one of the high end is one of the likely.
 * @param ends found by short searches, null where no plan for all was found; missing where not counted
 * @param fewest found for the likely overheads; null where not all have room
 */
export function overheadRange(
  { low, high }: { readonly low?: number | null; readonly high?: number | null },
  fewest: number | null,
): Range {
  // Where no server folds there is nothing to count.
  if (low === undefined || high === undefined || !fewest) return null;
  return { low: Math.min(low ?? fewest, fewest), high: high === null ? null : Math.max(high, fewest) };
}

/** `6 to 9 hosts`. */
export function overheadRangeWords({ low, high }: NonNullable<Range>): string {
  const least = `${low} ${low === 1 ? 'host' : 'hosts'}`;
  if (high === null) return `${least} or more: with all at their high ends not every server has room`;
  return low === high ? `${least} at both ends` : `${low} to ${high} hosts`;
}
