import type { Estate } from './estate';

/**
 * By slot: 1 where nothing was measured of any server, as between two days that were logged; null where there is no such
 * slot, or no other. What stands in for a sample of one server says nothing of a moment that nobody saw.
 */
export function gapsOf({ guests, grid: { slots } }: Estate): Uint8Array | null {
  let open = Array.from({ length: slots }, (_, t) => t);
  for (const { measures } of guests)
    for (const series of Object.values(measures)) {
      if (series.length !== slots) continue;
      open = open.filter((t) => Number.isNaN(series[t]));
      if (open.length === 0) return null;
    }
  if (open.length === slots) return null;
  const marks = new Uint8Array(slots);
  for (const t of open) marks[t] = 1;
  return marks;
}
