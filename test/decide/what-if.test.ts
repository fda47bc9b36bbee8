import { beforeAll, describe, expect, it } from 'vitest';
import { QUARTERS, busiestStretch, dayProfiles, movedDay } from '../../src/decide/day-profile';
import { savedBy, whatIfStudy, type WhatIfRow } from '../../src/decide/what-if';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { OPTIONS, estateOf, guest } from '../placement/estates';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { changeOf, wishesOf, type WishedFor } from '../../src/ui/decide/wishes';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const HOUR = 3_600_000;
const MIDNIGHT = Date.UTC(2026, 0, 5);
const hours = (busy: (hour: number) => number) => Array.from({ length: 24 }, (_, hour) => busy(hour));
/** Two servers that back up from 22:00 to 24:00: each fills 60 % of a host then, else 10 %. */
const together = {
  ...estateOf(
    ['DB', 'WEB'].map((name) => guest(name, { busy: hours((h) => (h >= 22 ? 60 : 10)) }, { cores: 1 })),
    24,
  ),
  grid: { start: MIDNIGHT, step: HOUR, slots: 24, align: 'wall' as const },
};
const host = { ...DEFAULT_HOST, name: 'host', cores: 1, rating: 3 };
const scenario = {
  ...DEFAULT_SCENARIO,
  ...OPTIONS,
  profile: 'bare' as const,
  ceilings: {},
  hosts: [host],
  failures: 0,
  work: 4,
};
const AS_PLANNED: WishedFor = {
  growth: 0,
  horizon: 24,
  host: {},
  ceilings: {},
  vcpuPerCore: null,
  failures: 0,
  stretch: null,
};

async function rowsOf(wanted: Partial<WishedFor>): Promise<WhatIfRow[]> {
  const wishes = wishesOf(scenario, { ...AS_PLANNED, ...wanted });
  const study = whatIfStudy(together, engine, {
    options: scenario,
    ahead: {},
    changes: wishes.map((wish) => changeOf(scenario, wish)),
    quick: true,
  });
  return Promise.all(Array.from({ length: study.count }, (_, i) => study.line(i)));
}

describe('what if', () => {
  it('two back-ups at one time take two hosts, and in anti-phase one', async () => {
    const rows = await rowsOf({
      stretch: { server: 'DB', change: { from: 22 * 60, minutes: 120, by: -8 * 60 } },
    });
    expect(rows.map(({ hostCount }) => hostCount)).toEqual([2, 1]);
    expect(savedBy(rows)).toMatchObject([{ change: 'DB, 22:00 to 00:00, 8 h earlier', saved: 1 }]);
  });

  it('counts each wish alone and all of them together, in the words of the card', async () => {
    const rows = await rowsOf({
      growth: 100,
      horizon: 12,
      host: { cores: 4 },
      ceilings: { cpu: 70 },
      failures: 1,
    });
    // Grown twofold each server is a host and more of its own: none fits, and each needs a machine. Four cores carry both.
    expect(rows.map(({ change, machines }) => [change, machines.total])).toEqual([
      ['as it stands', 2],
      ['growth of 100 % a year, for 12 months', 2],
      ['hosts of 4 cores of 3 GHz', 1],
      ['processor filled to 70\u00a0%', 2],
      ['1 host may fail', 3],
      // 2 x 2 x 60 % of a core are 2.4 of 2.8 that may be filled, and one host stands by.
      ['all of it together', 2],
    ]);
  });

  it('wishes nothing where everything is as in the plan, and takes back what the plan has', () => {
    expect(wishesOf(scenario, AS_PLANNED)).toEqual([]);
    const change = { from: 60, minutes: 60, by: 60 };
    const moved = { ...scenario, rescheduled: { DB: change }, growth: { other: 5, web: 2 }, horizon: 12 };
    expect(
      wishesOf(moved, { ...AS_PLANNED, growth: 5, horizon: 12, stretch: { server: 'DB', change } }),
    ).toEqual([]);
    const back = wishesOf(moved, {
      ...AS_PLANNED,
      growth: 0,
      horizon: 12,
      stretch: { server: 'DB', change: { ...change, by: 0 } },
    });
    expect(back.map((wish) => [wish.change, wish.apply(moved)])).toEqual([
      [
        'growth of 2 % a year for web, 0 % a year for all others, for 12 months',
        { growth: { other: 0, web: 2 }, horizon: 12 },
      ],
      ['DB, 01:00 to 02:00, as measured', { rescheduled: undefined }],
      ['all of it together', { growth: { other: 0, web: 2 }, horizon: 12, rescheduled: undefined }],
    ]);
  });
});

describe('a server’s day', () => {
  it('is the mean of its days by time of day, those first whose peak stands out most', () => {
    const estate = {
      ...together,
      grid: { ...together.grid, slots: 48 },
      guests: [
        guest('FLAT', { busy: Array.from({ length: 48 }, () => 50) }, { cores: 1 }),
        guest(
          'NIGHT',
          { busy: Array.from({ length: 48 }, (_, t) => (t === 2 ? 80 : t === 26 ? NaN : t === 27 ? 40 : 0)) },
          { cores: 1 },
        ),
      ],
    };
    const [night, flat] = dayProfiles(estate, scenario);
    expect([night.name, flat.name]).toEqual(['NIGHT', 'FLAT']);
    // A core of 3 GHz: 80 % on the only night on which 02:00 was measured, and 40 % at 03:00 on one of two.
    expect([...night.load.slice(7, 16)].map((value) => +value.toFixed(3))).toEqual([
      0, 2.4, 2.4, 2.4, 2.4, 0.6, 0.6, 0.6, 0.6,
    ]);
    expect(busiestStretch(night.load, 8)).toBe(8);
    const moved = movedDay(night.load, { from: 120, minutes: 120, by: 600 });
    expect(moved.findIndex((value) => value > 2)).toBe(48);
    expect(moved.length).toBe(QUARTERS);
    expect(dayProfiles({ ...estate, grid: { ...estate.grid, slots: 1 } }, scenario)).toEqual([]);
  });
});
