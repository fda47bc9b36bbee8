import type { Estate, Grid } from './estate';
import type { Guest } from './guest';
import { mean } from './statistics';

const DAY = 24 * 60 * 60 * 1000;
/** A day of which less than this part was measured is no test of anything. */
const LEAST_MEASURED = 0.5;

/** A stretch of slots. */
export interface Day {
  readonly from: number;
  readonly to: number;
}

/** Whether slots follow the calendar for a day and a half at least. */
export function mayHaveDays({ align, step, slots }: Pick<Grid, 'align' | 'step' | 'slots'>): boolean {
  const each = Math.round(DAY / step);
  return align === 'wall' && each >= 1 && slots >= 1.5 * each;
}

/**
 * The days of an estate whose slots follow the calendar: stretches of 24 hours from its first slot on, those of which
 * half was measured at least, over all servers. One day, or slots laid over each other, are one stretch; none is left
 * where every server was measured on a day of its own.
 */
export const daysOf = (estate: Estate): Day[] => daysBy(mean, estate);

/** How many days some server was measured for half of. */
export const daysMeasured = (estate: Estate): number =>
  daysBy((parts) => parts.reduce((most, part) => Math.max(most, part), 0), estate).length;

/** @param over what the parts of a day that each server was measured for come to */
function daysBy(over: (parts: readonly number[]) => number, { grid, guests }: Estate): Day[] {
  if (!mayHaveDays(grid)) return [{ from: 0, to: grid.slots }];
  const each = Math.round(DAY / grid.step);
  const days: Day[] = [];
  for (let from = 0; from < grid.slots; from += each) {
    const to = Math.min(grid.slots, from + each);
    const measured = guests.map(({ measures }) =>
      Math.max(0, ...Object.values(measures).map((series) => partMeasured(series, from, to))),
    );
    if (((to - from) / each) * over(measured) >= LEAST_MEASURED) days.push({ from, to });
  }
  return days;
}

function partMeasured(series: Float32Array, from: number, to: number): number {
  let count = 0;
  for (let t = from; t < to; t++) if (!Number.isNaN(series[t])) count++;
  return count / (to - from);
}

/** The estate as if these stretches alone had been measured, one after the other. */
export function onlyDays(estate: Estate, days: readonly Day[]): Estate {
  const slots = days.reduce((sum, { from, to }) => sum + to - from, 0);
  const { grid } = estate;
  const cut = (series: Float32Array): Float32Array => {
    const kept = new Float32Array(slots);
    let at = 0;
    for (const { from, to } of days) {
      kept.set(series.subarray(from, to), at);
      at += to - from;
    }
    return kept;
  };
  const guests = estate.guests.map((guest): Guest => ({
    ...guest,
    measures: Object.fromEntries(Object.entries(guest.measures).map(([id, series]) => [id, cut(series)])),
  }));
  return {
    ...estate,
    guests,
    grid: { ...grid, start: grid.start + (days[0]?.from ?? 0) * grid.step, slots },
  };
}
