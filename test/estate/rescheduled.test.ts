import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../src/estate/estate';
import { RESCHEDULING, rescheduled, figuresFrom, type Rescheduling } from '../../src/estate/rescheduled';
import { estateOf, guest } from '../placement/estates';
import { often } from '../often';

const HOUR = 3_600_000;
const midnight = Date.UTC(2026, 0, 5);
const day: Grid = { start: midnight, step: HOUR, slots: 24, align: 'wall' };
/** What each hour has then: the hour whose figures it holds. */
const hours = (change: Rescheduling, grid = day) => [...figuresFrom(grid, change).from];
const first24 = Array.from({ length: 24 }, (_, k) => k);

/** A slow reference: the stretch is taken out of the row of hours, and those it displaces take the room. */
function reference(slots: number, from: number, length: number, by: number): number[] {
  const at = (k: number) => (k + slots) % slots;
  const old = Array.from({ length }, (_, k) => at(from + k));
  const target = Array.from({ length }, (_, k) => at(from + by + k));
  const freed = old.filter((t) => !target.includes(t));
  const displaced = target.filter((t) => !old.includes(t));
  const out = Array.from({ length: slots }, (_, t) => t);
  target.forEach((t, k) => (out[t] = old[k]));
  freed.forEach((t, k) => (out[t] = displaced[k]));
  return out;
}

describe('a stretch of the day done at another time', () => {
  it('changes places with what was done then', () => {
    const found = hours({ from: 22 * 60, minutes: 120, by: -8 * 60 });
    expect(found.slice(14, 16)).toEqual([22, 23]);
    expect(found.slice(22)).toEqual([14, 15]);
    expect(found.toSorted((a, b) => a - b)).toEqual(first24);
  });

  it('goes round midnight where whole days were measured', () => {
    const found = hours({ from: 23 * 60, minutes: 120, by: 180 });
    expect([found[2], found[3], found[23], found[0]]).toEqual([23, 0, 2, 3]);
  });

  it('keeps each figure once and is what a slow reference says, in whole days of any number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -12, max: 12 }).filter((by) => by !== 0),
        fc.integer({ min: 1, max: 3 }),
        (from, length, by, days) => {
          const grid = { ...day, slots: 24 * days };
          const found = hours({ from: 60 * from, minutes: 60 * length, by: 60 * by }, grid);
          const one = reference(24, from, length, by);
          // Each day's own figures, but for what goes past midnight into the next day.
          expect(found.map((t) => t % 24)).toEqual(found.map((_, t) => one[t % 24]));
          expect(found.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 * days }, (_, t) => t));
        },
      ),
      { numRuns: often(80), seed: 4 },
    );
  });

  it('leaves days alone on which it, or the time it would be done at, was not measured', () => {
    // 20:00 on one day to 21:00 two days later: no whole days.
    const grid = { ...day, start: midnight + 20 * HOUR, slots: 49 };
    const { from, moved, left } = figuresFrom(grid, { from: 22 * 60, minutes: 60, by: -180 });
    // 19:00 of the first day is before the log, 22:00 of the third after it; of the second they are hours 23 and 26.
    expect([from[2], from[23], from[26]]).toEqual([2, 26, 23]);
    expect([moved, left]).toEqual([1, 2]);
  });

  it('is said of a server, with what could not be done; other servers stay as they are', () => {
    const busy = first24.map((t) => (t >= 22 ? 90 : 10));
    const estate = { ...estateOf([guest('DB', { busy }), guest('WEB', { busy })], 24), grid: day };
    const then = rescheduled(estate, {
      DB: { from: 22 * 60, minutes: 120, by: 180 },
      GONE: { from: 0, minutes: 60, by: 60 },
    });
    expect([...then.guests[0].measures.busy!]).toEqual(first24.map((t) => (t === 1 || t === 2 ? 90 : 10)));
    expect(then.guests[1]).toBe(estate.guests[1]);
    expect(then.findings.map(({ level, where, text }) => `${level} ${where}: ${text}`)).toEqual([
      'guess DB: What it does from 22:00 to 00:00 is taken to be done 3 h later, and what it did then, before or after it.',
      'warning GONE: There is no server of this name: nothing of it is done at another time.',
    ]);
    const short = rescheduled(
      { ...estate, grid: { ...day, step: 6 * HOUR } },
      {
        DB: { from: 0, minutes: 60, by: 60 },
      },
    );
    expect(short.findings[0].text).toMatch(/is done when it was: slots of time are too long/);
  });

  it('has ranges in which no day meets the next', () => {
    expect(RESCHEDULING.minutes.max + RESCHEDULING.by.max).toBe(24 * 60);
  });
});
