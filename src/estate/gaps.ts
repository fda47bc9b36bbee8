import type { Estate } from './estate';

/** Every fold of an estate asks, and so does each end of its overheads. */
const known = new WeakMap<Estate, Uint8Array | null>();

/**
 * By slot: 1 where nothing was measured of any server, as between two days that were logged; null where there is no such
 * slot, or no other. What stands in for a sample of one server says nothing of a moment that nobody saw.
 */
export function gapsOf(estate: Estate): Uint8Array | null {
  let gaps = known.get(estate);
  if (gaps === undefined) known.set(estate, (gaps = foundIn(estate)));
  return gaps;
}

function foundIn({ guests, grid: { slots } }: Estate): Uint8Array | null {
  // Slots that no server seen so far has a sample of: months of them are gone through for each series.
  let open = Int32Array.from({ length: slots }, (_, t) => t);
  for (const { measures } of guests)
    for (const series of Object.values(measures)) open = open.filter((slot) => Number.isNaN(series[slot]));
  if (open.length === 0 || open.length === slots) return null;
  const marks = new Uint8Array(slots);
  for (const slot of open) marks[slot] = 1;
  return marks;
}
