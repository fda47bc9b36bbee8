import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/estate/estate';
import type { Guest } from '../../src/estate/guest';
import { basisOf, standingOf } from '../../src/placement/basis';
import { estateOf, guest } from './estates';

const day = 24 * 60 * 60 * 1000;
const of = (change: Partial<Estate>, guests: Guest[] = [guest('A', { busy: [1, 2] })]) =>
  basisOf({ ...estateOf(guests, 2), ...change });
const made = (change: Partial<Guest>, name = 'A'): Guest => ({ ...guest(name, { busy: [1, 2] }), ...change });

describe('what a plan rests on', () => {
  it('is proved where everything was measured and stated', () => {
    const basis = of({});
    expect(basis).toEqual({
      coverage: 1,
      guessed: {},
      clipped: 0,
      rough: 1,
      doubts: [],
      overheadHosts: null,
      testDays: 1,
      window: null,
    });
    expect(standingOf(true, basis)).toBe('proved');
    expect(standingOf(false, basis)).toBe('not proved');
  });

  it('counts the days that were measured, not those between two logs', () => {
    const busy = Float32Array.from({ length: 96 }, (_, hour) => (hour < 24 || hour >= 72 ? 10 : NaN));
    const estate = estateOf([guest('A', { busy: [...busy] })], 96);
    const grid = { ...estate.grid, step: day / 24, align: 'wall' as const };
    const recorded = { from: 0, to: 4 * day, days: 3 };
    expect(basisOf({ ...estate, grid, recorded })).toMatchObject({ testDays: 2, window: { days: 2 } });
    expect(basisOf({ ...estate, grid: { ...grid, align: 'time-of-day' }, recorded }).window!.days).toBe(3);
  });

  it('counts the servers whose deciding facts nobody stated', () => {
    const open = new Set(['cores', 'rating', 'memory', 'os'] as const);
    const known = { ...made({ guessed: open }).facts, memory: 4096 };
    const basis = of({}, [
      made({ guessed: open }),
      // Its memory is a guess that counts.
      made({ guessed: open, facts: known }, 'B'),
      // By its host: no per cent of its own processors is turned into anything.
      made({ guessed: open, measures: { usedGHz: Float32Array.of(1, 2) } }, 'C'),
      made({}, 'D'),
    ]);
    expect(basis.guessed).toEqual({ cores: 2, rating: 2, memory: 1 });
    expect(standingOf(true, basis)).toBe('proved');
  });

  it.each<[string, Partial<Estate>, Guest[] | undefined, RegExp]>([
    [
      'units are guessed',
      { findings: [{ level: 'guess', where: 'a', text: 'b', doubt: { of: 'unit', servers: 3 } }] },
      undefined,
      /^units of 3 servers are guessed$/,
    ],
    [
      'values were cut off',
      { findings: [{ level: 'warning', where: 'a', text: 'b', doubt: { of: 'clipped', servers: 1 } }] },
      undefined,
      /^values of 1 server were cut off/,
    ],
    [
      'use is assumed',
      {},
      [made({ assumedUse: 25 }), made({ assumedUse: 0 }, 'B'), made({}, 'C')],
      /^the use of 2 servers is assumed$/,
    ],
    ['most slots are stand-ins', {}, [made({ coverage: 0.2 }), made({ coverage: 0.7 }, 'B')], /^most slots/],
    [
      'most servers have one figure',
      {},
      [made({ samples: 1 }), made({ samples: 1 }, 'B'), made({}, 'C')],
      /^most servers/,
    ],
  ])('is the fewest for these figures only where %s', (_, change, guests, said) => {
    const basis = of(change, guests);
    expect(basis.doubts).toEqual([expect.stringMatching(said)]);
    expect(standingOf(true, basis)).toBe('fewest for these figures');
    expect(standingOf(false, basis)).toBe('not proved');
  });

  it('doubts nothing at the edge: half measured, half of one figure', () => {
    expect(of({}, [made({ coverage: 0.5 })]).doubts).toEqual([]);
    expect(of({}, [made({ samples: 1 }), made({}, 'B')]).doubts).toEqual([]);
  });

  it('counts the servers whose percentiles are of fewer than 100 values: slots, or samples where they are fewer', () => {
    const long = (change: Partial<Guest>) => ({ ...made({ samples: 5000, ...change }) });
    const roughOf = (slots: number, ...guests: Guest[]) => basisOf(estateOf(guests, slots)).rough;
    expect(roughOf(100, long({}))).toBe(0);
    expect(roughOf(99, long({}))).toBe(1);
    expect(roughOf(400, long({ coverage: 0.25 }), long({ coverage: 0.245 }))).toBe(1);
    expect(roughOf(400, long({ samples: 99 }), long({ samples: 100 }), long({ samples: 1 }))).toBe(2);
    // Of one moment all ways to add up are one.
    expect(roughOf(1, long({ samples: 1 }))).toBe(0);
  });

  it('says from when to when, in days', () => {
    const week = { from: day, to: 8 * day, days: 7 };
    expect(of({ recorded: week }).window).toEqual(week);
    expect(of({ recorded: { from: 0, to: day / 4, days: 1 } }).window?.days).toBe(1);
  });
});
