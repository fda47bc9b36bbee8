import { isoMoment } from './moment';
import type { Alignment, Grid } from './estate';
import { InputError } from './finding';
import type { Recording } from './recording';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday: the first Monday began four days on. */
const FIRST_MONDAY = 4 * DAY;
/** Beyond this a fold of a thousand guests no longer fits into a browser's memory. */
const MOST_SLOTS = 200_000;

/** A recording of one moment (a table without times) stands for the whole window. */
export function isMoment(recording: Recording): boolean {
  return recording.times.length < 2;
}

/** The stretch of absolute slots that holds every recording: first slot's start, and how many. */
export function recordedSpan(
  recordings: readonly Recording[],
  step: number,
): { start: number; slots: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const recording of recordings) {
    if (isMoment(recording)) continue;
    for (const t of recording.times) {
      if (t < first) first = t;
      if (t > last) last = t;
    }
  }
  if (first > last) return { start: 0, slots: 1 };
  const start = Math.floor(first / step) * step;
  return { start, slots: Math.floor((last - start) / step) + 1 };
}

/** Stretches of 24 hours from `start` on in which some recording has a sample. */
export function daysRecorded(recordings: readonly Recording[], start: number): number {
  const days = new Set<number>();
  for (const recording of recordings) {
    if (isMoment(recording)) continue;
    let before = NaN;
    for (const t of recording.times) {
      const day = Math.floor((t - start) / DAY);
      if (day !== before && !Number.isNaN(day)) days.add((before = day));
    }
  }
  return days.size;
}

/**
 * The grid that the estate's series share.
 * @throws InputError when the slot does not divide the day or week that all are laid over, or the window has too many slots.
 */
export function gridOf(recordings: readonly Recording[], slotMinutes: number, align: Alignment): Grid {
  const step = slotMinutes * MINUTE;
  if (!(step > 0)) {
    throw new InputError('slot', `found ${slotMinutes} minutes; expected a length above 0.`, 'Try 5.');
  }
  if (align !== 'wall') {
    const [period, word] = align === 'time-of-day' ? [DAY, 'day'] : [WEEK, 'week'];
    if (period % step !== 0) {
      throw new InputError(
        'slot',
        `${slotMinutes} minutes do not divide a ${word} evenly.`,
        'Try 5, 10, 15, 30 or 60.',
      );
    }
    return { start: 0, step, slots: period / step, align };
  }
  const { start, slots } = recordedSpan(recordings, step);
  if (slots > MOST_SLOTS) {
    throw new InputError(
      'slot',
      `${slots.toLocaleString('en')} slots of ${slotMinutes} minutes; expected ${MOST_SLOTS.toLocaleString('en')} at most.`,
      'Choose longer slots, or fold by time of day or time of week.',
    );
  }
  return { start, step, slots, align };
}

/** Where in a period the absolute slot that starts at `start` falls. */
export function periodOffset(grid: Grid, start: number): number {
  const period = grid.slots * grid.step;
  const origin = grid.align === 'time-of-week' ? FIRST_MONDAY : 0;
  return Math.floor(((((start - origin) % period) + period) % period) / grid.step);
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The moment a slot begins, for machines: `2011-03-03T14:05:00`, `14:05:00` or `Tue 14:05:00`. */
export function slotLabel(grid: Grid, slot: number): string {
  const at = grid.start + slot * grid.step;
  if (grid.align === 'wall') return isoMoment(at);
  const clock = new Date(at % DAY).toISOString().slice(11, 19);
  return grid.align === 'time-of-week' ? `${WEEKDAYS[Math.floor(at / DAY)]} ${clock}` : clock;
}

/** The same for people, without seconds where there are none: `2011-03-03 14:05`, `14:05` or `Tue 14:05`. */
export const slotSaid = (grid: Grid, slot: number): string =>
  slotLabel(grid, slot)
    .replace('T', ' ')
    .replace(/(:\d\d):00$/, '$1');
