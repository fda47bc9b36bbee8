import { beforeAll, describe, expect, it } from 'vitest';
import { Planner, type PlanProgress, type PlanRequest } from '../../src/decide/planner';
import type { FoldEngine, FoldProgress } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { MINUTE, reading, recorded } from '../estate/recordings';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const START = Date.UTC(2024, 2, 4);
const times = [0, 5, 10].map((m) => START + m * MINUTE);
/** Servers of one core each, which hosts of one core carry up to 100 %. */
const log = (loads: Readonly<Record<string, readonly number[]>>) =>
  reading(
    ...Object.entries(loads).map(([server, busy]) =>
      recorded(server, times, { busy }, { facts: { cores: 1, rating: 1 } }),
    ),
  );
const host = { ...DEFAULT_SCENARIO.hosts[0], cores: 1, threads: null, rating: 1, memory: null };
const ask: PlanRequest = {
  ...DEFAULT_SCENARIO,
  sample: false,
  readings: [1],
  profile: 'bare',
  hosts: [host],
  ceilings: {},
  failures: 0,
  work: 2,
};
const planner = (loads: Parameters<typeof log>[0], folds: Partial<FoldEngine> = {}) => {
  const made = new Planner({ ...engine, ...folds });
  expect(made.load(log(loads))).toBe(1);
  return made;
};
const told = async (of: Planner, request: Partial<PlanRequest> = {}, signal?: AbortSignal) => {
  const updates: PlanProgress[] = [];
  await of.plan({ ...ask, ...request }, (update) => updates.push(update), signal);
  return updates;
};
const LOADS = { A: [60, 10, 10], B: [10, 60, 10], C: [10, 10, 60] };

describe('a planner tells', () => {
  it('the servers first, then answers, and that it is done last', async () => {
    const updates = await told(planner(LOADS));
    const [first, ...rest] = updates;
    expect(first).toMatchObject({ offers: [], answer: null, fraction: 0, done: false });
    expect(first.rows!.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(rest.map(({ rows }) => rows)).toEqual(rest.map(() => null));
    expect(updates.map(({ done }) => done)).toEqual(updates.map((_, k) => k === updates.length - 1));
    expect(updates.at(-1)).toMatchObject({ fraction: 1, answer: { hostCount: 1, unplaced: [] } });
    expect(updates.at(-1)!.took).toBeGreaterThanOrEqual(0);
  });

  it('nothing of nothing', async () => {
    await expect(told(new Planner(engine))).rejects.toThrow(
      'estate: no server with usable figures; expected at least one. Drop or paste counter files.',
    );
  });

  it('the same once more without a search, also on a number of hosts that is asked for', async () => {
    let folds = 0;
    const of = planner(LOADS, { fold: (...given) => (folds++, engine.fold(...given)) });
    const first = (await told(of)).at(-1)!;
    const before = folds;
    const again = await told(of);
    expect(again).toHaveLength(2);
    expect(again[1]).toEqual({ ...first, rows: null, fraction: 1, done: true });
    const two = (await told(of, { exactly: 2 })).at(-1)!;
    expect(two).toMatchObject({ fraction: 1, done: true, answer: { hostCount: 2 } });
    expect((await told(of, { exactly: 2 })).at(-1)).toEqual(two);
    expect(folds).toBe(before);
    await told(of, { seed: 2 });
    expect(folds).toBeGreaterThan(before);
  });

  it('of better plans that follow each other closely the first alone, until the last', async () => {
    const fold: FoldEngine['fold'] = async (problem, budget, hooks) => {
      const found = await engine.fold(problem, budget);
      const { plan, cost, lowerBound, history } = found;
      const progress: FoldProgress = { plan, cost, lowerBound, history, fraction: 0.25 };
      for (const part of [0.25, 0.5, 0.75]) hooks?.onProgress?.({ ...progress, fraction: part });
      return found;
    };
    const updates = await told(planner(LOADS, { fold }));
    expect(updates.map(({ fraction, done }) => [fraction, done])).toEqual([
      [0, false],
      [0.25, false],
      [1, true],
    ]);
    expect(updates[1].answer).toMatchObject({ hostCount: 1, endedBy: 'running' });
  });

  it('of a longer look first what a shorter one came to', async () => {
    const of = planner(LOADS);
    await told(of);
    const [, known, ...rest] = await told(of, { work: 4 });
    expect(known).toMatchObject({ fraction: 0, done: false, rows: null });
    expect(known.answer).toMatchObject({ hostCount: 1, endedBy: 'running' });
    expect(rest.at(-1)!.answer!.endedBy).not.toBe('running');
  });

  it('what each server asks, zero of one that is not there', () => {
    const of = planner(LOADS);
    const loads = of.loads(ask, 'cpu', ['B', 'nobody']).map(({ series, standIn }) => [[...series], standIn]);
    expect(loads[0][0]).toEqual([0.1, 0.6, 0.1].map((v) => expect.closeTo(v, 6) as number));
    expect(loads[1]).toEqual([[0], null]);
  });

  it('which server was measured when', () => {
    const { columns, rows } = planner(LOADS).coverage(ask, 3);
    expect([columns, rows.map(({ server }) => server)]).toEqual([3, ['A', 'B', 'C']]);
  });

  it('of an estate what is asked last, and works it out once', () => {
    const of = planner(LOADS);
    const measured = of.estateOf(ask);
    expect(of.estateOf({ ...ask, policy: 'sum-of-peaks' })).toBe(measured);
    const grown = of.estateOf({ ...ask, growth: { other: 100 }, horizon: 12 });
    expect(grown.guests[0].measures.busy![0]).toBeCloseTo(120, 4);
    expect(of.estateOf({ ...ask, growth: { other: 100 }, horizon: 12, seed: 9 })).toBe(grown);
    expect(of.estateOf({ ...ask, slotMinutes: 15 }).grid.slots).toBe(1);
    expect(of.estateOf({ ...ask, slotMinutes: 15, growth: { other: 100 }, horizon: 12 }).grid.slots).toBe(1);
    expect(of.estateOf(ask).guests[0].measures.busy![0]).toBe(60);
  });

  it('no proof before there is one', async () => {
    const of = planner({ A: [60, 60, 60], B: [60, 60, 60], C: [60, 60, 60] });
    expect(await of.recheck()).toBeNull();
    const { answer } = (await told(of)).at(-1)!;
    expect(answer!.hostCount).toBe(3);
    expect((await of.recheck()) !== null).toBe(answer!.proof !== null);
  });
});
