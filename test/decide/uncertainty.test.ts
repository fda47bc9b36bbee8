import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/decide/compare';
import { policiesBeside } from '../../src/decide/policies';
import { casesOf, runStudy } from '../../src/decide/run-study';
import { caseAt } from '../../src/decide/study';
import { foldLine, overheadStudy, uncertainty } from '../../src/decide/uncertainty';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { ParameterId } from '../../src/overhead/parameters';
import { PROFILES, PROFILE_IDS } from '../../src/overhead/profiles';
import { fold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, anyEstate, anyOptions, estateOf, guest } from '../placement/estates';
import { often } from '../often';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** Servers whose overheads decide between two and three hosts. */
const estate = estateOf(
  Array.from({ length: 14 }, (_, g) =>
    guest(`G${g}`, { busy: [30 + ((g * 17) % 40), 20 + ((g * 29) % 50)], memoryUsed: [900] }, { cores: 1 }),
  ),
  2,
);
const esx: FoldOptions & { work: number } = {
  ...OPTIONS,
  profile: 'esx2',
  present: 'native',
  seed: 3,
  work: 1,
};

describe('a fold under sampled overheads', () => {
  it('draws every figure that has a range within it, and leaves those that a person fixed', () => {
    const ranges = Object.entries(PROFILES.esx2.parameters).filter(([, { low, high }]) => high > low);
    const [[fixed, { likely }]] = ranges;
    const study = overheadStudy({ ...esx, overrides: { [fixed]: likely } }, 50);
    for (let i = 0; i < 50; i++) {
      const { of, set } = caseAt(study, i);
      expect(Object.keys(set)).toEqual(ranges.slice(1).map(([id]) => `overrides.${id}`));
      expect(of.overrides).toHaveProperty(fixed, likely);
      for (const [id, { low, high }] of ranges.slice(1)) {
        const value = set[`overrides.${id}`] as number;
        expect(of.overrides).toHaveProperty(id, value);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
    }
  });

  it('gives a line for each case that depends on nothing but the case', async () => {
    const study = overheadStudy(esx, 12);
    const lineOf = foldLine(estate, engine);
    const whole = await runStudy(study, lineOf);
    for (const [i, { hostCount }] of whole.entries())
      expect((await fold(estate, caseAt(study, i).of, await createLocalEngine())).hostCount).toBe(hostCount);
    const shard = await runStudy(study, lineOf, { cases: casesOf(2, 5, 12) });
    expect(shard).toEqual([whole[2], whole[7]]);
  });

  it('counts how often so many hosts were needed, and what each figure alone can change', async () => {
    const { hosts: plan } = await fold(estate, esx, engine);
    const { samples, hosts, tornado } = await uncertainty(estate, esx, engine, 40, plan);
    expect(samples).toBe(40);
    expect(Object.keys(hosts).length).toBeGreaterThan(1);
    expect(Object.values(hosts).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    // Drawn by the same numbers, a fold of each sample: no draw is found to take fewer than its bound says, and of this
    // small estate none takes more than a fold that searches.
    const lines = await runStudy(overheadStudy({ ...esx, work: 4 }, 40), foldLine(estate, engine));
    const shares = new Map<string, number>();
    for (const { hostCount } of lines)
      shares.set(String(hostCount), (shares.get(String(hostCount)) ?? 0) + 1 / 40);
    for (const [count, share] of shares) expect(hosts[count]).toBeCloseTo(share);
    for (const { parameter, low, high } of tornado) {
      const range = PROFILES.esx2.parameters[parameter as ParameterId];
      for (const [end, found] of [
        [range.low, low],
        [range.high, high],
      ])
        expect((await fold(estate, { ...esx, overrides: { [parameter]: end } }, engine)).hostCount).toBe(
          found,
        );
    }
    expect(tornado.some(({ low, high }) => low < high)).toBe(true);
  });

  it('has no line for a case that was cut, though the fold has a plan to show', async () => {
    const one = caseAt(overheadStudy(esx, 1), 0);
    await expect(foldLine(estate, engine)(one, AbortSignal.abort())).rejects.toThrow(/abort/);
  });

  it('keeps the samples that were whole where it is stopped', async () => {
    const { hosts: plan } = await fold(estate, esx, engine);
    const ends = 2 * (await uncertainty(estate, esx, engine, 1, plan)).tornado.length;
    const abort = new AbortController();
    let heard = 0;
    const cut = await uncertainty(estate, esx, engine, 20, plan, {
      signal: abort.signal,
      onProgress: () => ++heard === ends + 5 && abort.abort(),
    });
    expect(heard).toBe(ends + 5);
    expect(cut).toEqual(await uncertainty(estate, esx, engine, 5, plan));
  });

  it('counts a machine for each server where each keeps its own', async () => {
    const native = { ...esx, profile: 'native' as const };
    const { hosts: plan } = await fold(estate, native, engine);
    expect((await uncertainty(estate, native, engine, 3, plan)).hosts).toEqual({ 14: 1 });
  });

  it.each([0, 0.5, 1e9])('is refused with %s samples', async (samples) => {
    await expect(uncertainty(estate, esx, engine, samples, [])).rejects.toThrow(
      /expected a whole number from 1 to 1000000/,
    );
  });
});

describe('alternatives', () => {
  it('are the folds under every profile but bare, in their order, with changes only to the chosen one', async () => {
    const options = { ...esx, overrides: { scheduling: 0.15 } };
    const rows = await compare(estate, options, engine);
    expect(rows.map(({ profile }) => profile)).toEqual(
      PROFILE_IDS.filter((id) => id !== 'bare' && id !== 'custom'),
    );
    for (const { profile, hostCount } of rows) {
      const overrides = profile === 'esx2' ? options.overrides : {};
      expect((await fold(estate, { ...options, profile, overrides }, engine)).hostCount).toBe(hostCount);
    }
    const own = await compare(estate, { ...esx, profile: 'custom' }, engine);
    expect(own.map(({ profile }) => profile)).toContain('custom');
  });

  it('that were not reached when it was stopped have no row', async () => {
    expect(await compare(estate, esx, engine, AbortSignal.abort())).toEqual([]);
  });
});

describe('the policies beside a plan', () => {
  it('are counted as they would be alone, for the servers that take part', async () => {
    let held = 0;
    await fc.assert(
      fc.asyncProperty(anyEstate, anyOptions, async (any, options) => {
        const { policies, native, policy, unplaced } = await fold(any, options, engine, {
          sides: policiesBeside,
        });
        if (native.length > 0 || unplaced.length > 0) return;
        held++;
        for (const [id, hosts] of Object.entries(policies)) {
          if (id === policy) continue;
          const alone = { ...options, policy: id as typeof policy, work: 2 };
          const answer = await fold(any, alone, engine, { plain: true });
          const whole = answer.unplaced.length === 0 && answer.native.length === 0;
          expect(hosts).toBe(whole ? answer.hostCount : null);
        }
      }),
      { seed: 5, numRuns: often(100) },
    );
    expect(held).toBeGreaterThan(often(10));
  });
});
