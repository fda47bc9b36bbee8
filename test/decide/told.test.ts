import { beforeAll, describe, expect, it, test } from 'vitest';
import { alternative, alternativeSettings } from '../../src/decide/alternatives';
import { keepReady, type ReadyPoint } from '../../src/decide/flight/keep-ready';
import { overheadStudy, told, uncertainty } from '../../src/decide/uncertainty';
import type { UncertaintyLine } from '../../src/decide/uncertain';
import { AS_IT_STANDS, savedBy, whatIfStudy, type WhatIfRow } from '../../src/decide/what-if';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { PROFILE_IDS } from '../../src/overhead/profiles';
import { OPTIONS, estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const hosts = [{ ...OPTIONS.hosts[0], cores: 1, rating: 1, memory: null }];
const options = { ...OPTIONS, hosts };
const estate = estateOf(
  ['A', 'B'].map((name) => guest(name, { busy: [60] }, { cores: 1, rating: 1 })),
  1,
);

describe('draws', () => {
  const sample = (count: number): UncertaintyLine => ({ kind: 'sample', hosts: count }) as UncertaintyLine;
  const end = (figure: string, at: 'low' | 'high', count: number): UncertaintyLine =>
    ({ kind: 'end', figure, end: at, hosts: count }) as UncertaintyLine;
  it('come to the part of them that each number of hosts is enough for, and what each figure alone can change', () => {
    const lines = [
      sample(10),
      end('vmm', 'low', 7),
      sample(9),
      sample(10),
      end('scheduling', 'high', 12),
      end('vmm', 'high', 8),
      sample(100),
      end('scheduling', 'low', 6),
      end('emulation', 'low', 5),
    ];
    const found = told(lines);
    expect(found).toEqual({
      samples: 4,
      hosts: { 9: 0.25, 10: 0.5, 100: 0.25 },
      tornado: [
        { parameter: 'vmm', low: 7, high: 8 },
        { parameter: 'scheduling', low: 6, high: 12 },
      ],
    });
    expect(told([])).toEqual({ samples: 0, hosts: {}, tornado: [] });
  });
  it('of growth start from what is likely of it, and without any from the estate as it is', () => {
    const asked = { ...options, work: 1 };
    expect(overheadStudy(asked, 3).base).toBe(asked);
    const study = overheadStudy(asked, 3, { web: { low: 1, likely: 5, high: 9 } }, 12);
    expect(study.base).toEqual({ ...asked, growth: { web: 5 }, months: 12 });
    expect([study.samples, study.seed]).toEqual([3, asked.seed]);
  });
  it('are told as they are made, and those made until a stop are kept', async () => {
    const parts: number[] = [];
    const all = await uncertainty(estate, options, engine, 4, [], { onProgress: (part) => parts.push(part) });
    expect(all).toMatchObject({ samples: 4, hosts: { 2: 1 } });
    expect(parts.at(-1)).toBe(1);
    expect(parts).toEqual(parts.map((_, k) => (k + 1) / parts.length));
    const stop = new AbortController();
    const some = await uncertainty(estate, options, engine, 4, [], {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(some.samples).toBeLessThan(4);
    const fails = { ...engine, fold: () => Promise.reject(new Error('no kernel')), even: undefined };
    const odd = uncertainty(estate, { ...options, hosts: [...hosts, ...hosts] }, fails, 2, []);
    await expect(odd).rejects.toThrow();
  });
});

describe('alternatives', () => {
  it('are all profiles but bare, custom where it is chosen, with what was changed of the chosen one', () => {
    const of = (profile: 'esx3' | 'custom') =>
      alternativeSettings({ ...options, profile, overrides: { vmm: 2 } });
    const others = PROFILE_IDS.filter((id) => id !== 'bare' && id !== 'custom');
    expect(of('esx3').map(({ profile }) => profile)).toEqual(others);
    expect(of('custom').map(({ profile }) => profile)).toEqual([...others, 'custom']);
    for (const { profile, overrides } of of('esx3'))
      expect(overrides).toEqual(profile === 'esx3' ? { vmm: 2 } : {});
  });
  it('tell their overheads by what makes them, without work and room, and the steps of their fold', async () => {
    const row = await alternative(estate, { ...options, profile: 'esx3', work: 2 }, engine);
    expect(row.overhead.parts.length).toBeGreaterThan(0);
    for (const { id, value } of row.overhead.parts) {
      expect(['work', 'free']).not.toContain(id);
      expect(value).not.toBe(0);
    }
    expect(row.work).toBe(2);
    expect((await alternative(estate, { ...options, seconds: 0.01 }, engine)).work).toBeNull();
    expect((await alternative(estate, options, engine)).overhead).toEqual({ cpu: 0, parts: [] });
    await expect(
      alternative(estate, options, engine, { signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });
});

describe('what if', () => {
  const change = (name: string, cores: number) => ({
    change: name,
    options: { ...options, work: 4, hosts: [{ ...hosts[0], cores }] },
    ahead: {},
  });
  const study = (quick: boolean, work = 4) =>
    whatIfStudy(estate, engine, {
      options: { ...options, work },
      ahead: {},
      changes: [change('two cores', 2)],
      quick,
    });
  it('is the plan as it stands and each change, at first with few steps', async () => {
    const whole = study(false);
    expect(whole.count).toBe(4);
    const rows = await Promise.all([0, 1, 2, 3].map((index) => whole.line(index)));
    expect(rows.map((row) => [row.change, row.work, row.hostCount])).toEqual([
      [AS_IT_STANDS, 2, 2],
      ['two cores', 2, 1],
      [AS_IT_STANDS, 4, 2],
      ['two cores', 4, 1],
    ]);
    expect([study(true).count, study(false, 2).count, study(false, 1).count]).toEqual([2, 2, 2]);
    expect((await study(false, 1).line(0)).work).toBe(1);
  });
  it('saves the machines that a change takes less than the plan', () => {
    const row = (name: string, total: number) =>
      ({ change: name, machines: { total } }) as unknown as WhatIfRow;
    const saved = savedBy([row('stands', 5), row('less', 3), row('more', 6)]);
    expect(saved.map((each) => [each.change, each.saved])).toEqual([
      ['less', 2],
      ['more', -1],
    ]);
  });
});

describe('a limit on ready', () => {
  const point = (count: number, high: number | null): ReadyPoint => ({
    hosts: count,
    ready: high === null ? null : { low: 0, high, mean: high, se: 0 },
    guest: '',
    on: '',
  });
  const by = (highs: Readonly<Record<number, number | null>>, stop?: () => void) => ({
    fewest: 2,
    numbers: [2, 3, 4],
    at: (count: number, signal?: AbortSignal) => {
      if (count === 4) stop?.();
      signal?.throwIfAborted();
      return Promise.resolve(point(count, highs[count] ?? null));
    },
  });
  test.each([
    [{ 2: 0.2, 3: 0.05, 4: 0 }, 2, { kept: true, hosts: 3 }, [2, 3]],
    [{ 2: 0.2, 3: 0.0501, 4: null }, 2, { kept: false, hosts: 2 }, [2, 3, 4]],
    [{ 2: 0, 3: 0.2, 4: 0 }, 3, { kept: true, hosts: 4 }, [3, 4]],
    [{ 7: 0.01 }, 7, { kept: true, hosts: 7 }, [7]],
  ])('of 5 %% with %j, from %i hosts on: %j', async (highs, least, kept, tried) => {
    const found = await keepReady(by(highs), 5, least);
    expect(found).toMatchObject({ ...kept, limit: 5, fewest: 2 });
    expect(found!.tried).toEqual(
      tried.map((n) => point(n, (highs as Record<number, number | null>)[n] ?? null)),
    );
  });
  it('is not known where somebody stops, and what fails by itself is thrown', async () => {
    const stop = new AbortController();
    const stopped = by({}, () => stop.abort());
    expect(await keepReady(stopped, 5, 2, stop.signal)).toBeNull();
    const fails = by({}, () => {
      throw new RangeError('no such host');
    });
    await expect(keepReady(fails, 5, 2, new AbortController().signal)).rejects.toThrow('no such host');
  });
});
