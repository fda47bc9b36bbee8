import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SampledModels } from '../../src/decide/sampled-models';
import { caseAt } from '../../src/decide/study';
import { hostsNeeded, busiestHours } from '../../src/decide/suffices';
import {
  daysDrawn,
  uncertaintyStudy,
  type SampleLine,
  type UncertaintyAsk,
  type UncertaintyLine,
} from '../../src/decide/uncertain';
import { overheadStudy } from '../../src/decide/uncertainty';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { staticProblem } from '../../src/engine/packing/problem';
import type { Estate } from '../../src/estate/estate';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, anyEstate, estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** One core of 1 GHz: loads are % of a host. */
const bare: FoldOptions = {
  ...OPTIONS,
  hosts: [{ ...DEFAULT_HOST, cores: 1, rating: 1 }],
  present: 'native',
  overrides: { threadYield: 0.25 },
};
const busy = (name: string, ...load: number[]) => guest(name, { busy: load }, { cores: 1 });

async function lines(
  estate: Estate,
  ask: Partial<UncertaintyAsk> & Pick<UncertaintyAsk, 'hosts'>,
): Promise<UncertaintyLine[]> {
  const study = uncertaintyStudy(estate, engine, {
    options: bare,
    samples: 40,
    growth: {},
    horizon: 12,
    days: true,
    ...ask,
  });
  return Promise.all(Array.from({ length: study.count }, (_, i) => study.line(i)));
}
const samplesOf = (all: UncertaintyLine[]) => all.filter((l): l is SampleLine => l.kind === 'sample');

describe('uncertainty', () => {
  it('knows that two guests in anti-phase keep one host until they grow, and two from then on', async () => {
    // Each has 50 %, then 40 %: one host is 90 % full at any time, so that growth above 11.1 % takes a second one.
    const estate = estateOf([busy('A', 50, 40), busy('B', 40, 50)], 2);
    const hosts = [{ guests: ['A', 'B'] }];
    const flat = samplesOf(await lines(estate, { hosts }));
    expect(flat.map((line) => line.hosts)).toEqual(new Array(40).fill(1));
    expect(flat[0].full).toEqual([0.9]);
    const growth = { other: { low: 0, likely: 10, high: 20 } };
    const all = await lines(estate, { hosts, growth, samples: 400 });
    expect(all.slice(0, 2)).toEqual([
      { kind: 'end', figure: 'growth.other', end: 'low', hosts: 1, need: 0.9 },
      { kind: 'end', figure: 'growth.other', end: 'high', hosts: 2, need: 1.08 },
    ]);
    const drawn = samplesOf(all);
    for (const { need, hosts: n, full } of drawn) {
      expect(n).toBe(need > 1 ? 2 : 1);
      expect(full[0]).toBeCloseTo(need, 3);
    }
    // Above 11.1 of 0, 10, 20: (20 - 11.11)^2 / 200 of a triangle.
    const share = drawn.filter(({ hosts: n }) => n === 2).length / drawn.length;
    expect(Math.abs(share - 0.395)).toBeLessThan(4 * Math.sqrt((0.395 * 0.605) / 400));
  });

  it('draws days as whole days, and tells what the quietest and the busiest alone would take', async () => {
    const slots = 3 * 24;
    const load = Array.from({ length: slots }, (_, t) => (t < 24 ? 30 : t < 48 ? 60 : 40));
    const estate = estateOf([busy('A', ...load), busy('B', ...load)], slots);
    const threeDays = { ...estate, grid: { ...estate.grid, step: 3_600_000 } };
    const all = await lines(threeDays, { hosts: [{ guests: ['A'] }, { guests: ['B'] }], samples: 200 });
    expect(
      all.slice(0, 2).map((line) => [line.kind === 'end' && line.figure, line.hosts, line.need]),
    ).toEqual([
      ['days', 1, 0.6],
      ['days', 2, 1.2],
    ]);
    // Three draws of three days miss the busy one in (2/3)^3 of the cases.
    const drawn = samplesOf(all);
    const without = drawn.filter(({ hosts }) => hosts === 1).length / drawn.length;
    expect(Math.abs(without - 8 / 27)).toBeLessThan(4 * Math.sqrt((8 * 19) / 27 ** 2 / 200));
    const days = [0, 1, 2].map((d) => ({ from: 24 * d, to: 24 * d + 24 }));
    expect(daysDrawn(days, 1, 5)).toEqual(daysDrawn(days, 1, 5));
  });

  it('comes to the hosts of a whole fold under the same draw, or fewer, and never below the bound', async () => {
    const estate = estateOf(
      Array.from({ length: 14 }, (_, g) =>
        guest(
          `G${g}`,
          { busy: [30 + ((g * 17) % 40), 20 + ((g * 29) % 50)], memoryUsed: [900] },
          { cores: 1 },
        ),
      ),
      2,
    );
    const options: FoldOptions = { ...OPTIONS, profile: 'esx2', present: 'native', seed: 3, work: 1 };
    const plan = await fold(estate, options, engine, { plain: true });
    const study = uncertaintyStudy(estate, engine, {
      options,
      samples: 12,
      growth: {},
      horizon: 12,
      days: true,
      hosts: plan.hosts,
    });
    const draws = overheadStudy(options, 12);
    const ends = study.count - 12;
    for (let k = 0; k < 12; k++) {
      const line = await study.line(ends + k);
      const whole = await fold(estate, caseAt(draws, k).of, engine, { plain: true });
      expect(line.hosts).toBeLessThanOrEqual(whole.hostCount);
      expect(line.hosts).toBeGreaterThanOrEqual(whole.lowerBound);
      expect(line.hosts).toBeGreaterThanOrEqual(Math.ceil(line.need - 1e-9));
    }
  });

  it('has the same line for a case alone, and refuses what cannot be meant', async () => {
    const estate = estateOf([busy('A', 50, 40), busy('B', 40, 50)], 2);
    const ask = {
      options: bare,
      samples: 20,
      growth: { other: { low: 0, likely: 10, high: 40 } },
      horizon: 24,
      days: true,
      hosts: [{ guests: ['A', 'B'] }],
    };
    const one = uncertaintyStudy(estate, engine, ask);
    const other = uncertaintyStudy(estate, await createLocalEngine(), ask);
    const backwards = [];
    for (let k = one.count - 1; k >= 0; k--) backwards.unshift(await other.line(k));
    for (let k = 0; k < one.count; k++) expect(await one.line(k)).toEqual(backwards[k]);
    const low = { other: { low: -120, likely: 0, high: 0 } };
    expect(() => uncertaintyStudy(estate, engine, { ...ask, growth: low })).toThrow('found -120 % a year');
    expect(() => uncertaintyStudy(estate, engine, { ...ask, horizon: 0 })).toThrow('found 0 months');
  });
});

describe('models that are summed', () => {
  it('are those that are worked out whole, or are not used', () => {
    let quick = 0;
    fc.assert(
      fc.property(
        anyEstate,
        fc.constantFrom('esx2', 'esx3', 'kvm', 'vsphere8'),
        fc.nat(50),
        (estate, profile, k) => {
          const options: FoldOptions = { ...OPTIONS, profile, present: 'native' };
          const study = overheadStudy(options, 60);
          const drawn = (i: number) => ({
            overrides: caseAt(study, i).of.overrides,
            growth: { other: 7 * i + 1, web: 3 },
            months: 18,
          });
          const models = new SampledModels(estate, options, [drawn(0), drawn(50)]);
          quick += models.quick ? 1 : 0;
          const summed = models.at(drawn(k));
          const whole = new SampledModels(estate, options, []).quick && models['whole'](drawn(k));
          if (!whole) throw new Error('no model');
          // Installed memory is whole MiB, and what its size costs is printed for some sizes.
          const tolerance = (id: string) => (id === 'memory' ? 2e-3 : 1e-6);
          summed.demands.forEach(({ series }, g) => {
            for (const id of ['cpu', 'memory', 'iops'] as const)
              series[id]?.forEach((value, t) =>
                expect(Math.abs(value - whole.demands[g].series[id]![t])).toBeLessThan(
                  tolerance(id) * Math.max(1, value),
                ),
              );
          });
          expect(summed.rooms).toEqual(whole.rooms);
        },
      ),
      { numRuns: 8 },
    );
    expect(quick).toBeGreaterThan(1);
  });
});

describe('what a server asks, taken apart', () => {
  it('is added up again where kernel time and pages do not follow its load', () => {
    const estate = estateOf(
      [
        guest('A', { busy: [50, 40, 10], privileged: [5, 30, 2] }, { cores: 2, memory: 1024, image: 'w' }),
        guest('B', { busy: [20, 40, 60] }, { cores: 1, memory: 512, image: 'w' }),
      ],
      3,
    );
    const options: FoldOptions = { ...OPTIONS, profile: 'esx2', present: 'native' };
    const study = overheadStudy(options, 9);
    const drawn = { overrides: caseAt(study, 7).of.overrides, growth: { other: 12 }, months: 24 };
    const models = new SampledModels(estate, options, [drawn]);
    expect(models.quick).toBe(true);
    const whole = models['whole'](drawn).demands;
    expect(whole[0].shareable).toBeGreaterThan(0);
    models.at(drawn).demands.forEach(({ series, shareable }, g) => {
      series.cpu!.forEach((value, t) => expect(value).toBeCloseTo(whole[g].series.cpu![t], 6));
      // Installed memory is whole MiB.
      expect(Math.abs(shareable - whole[g].shareable)).toBeLessThan(1);
      series.memory!.forEach((value, t) =>
        expect(Math.abs(value - whole[g].series.memory![t])).toBeLessThan(2),
      );
    });
  });
});

describe('sums over a plan', () => {
  it('of all items tell how many hosts the fullest moment fills, and of each host its fullest hour', () => {
    const problem = {
      ...staticProblem(Int32Array.of(1, 2, 3, 5, 4, 3), Int32Array.of(10)),
      items: 2,
      rowStart: Int32Array.of(0, 3),
      guestCount: Int32Array.of(1, 1),
      perGuest: Int32Array.of(1),
    };
    // Rows 1 2 3 and 5 4 3, one more for each guest: 8 of 10 at any time.
    expect(hostsNeeded(problem)).toBe(0.8);
    const [a, b] = busiestHours(problem, Int32Array.of(0, 1), 2, 2);
    expect([a, b]).toEqual([0.35, 0.55]);
  });
});
