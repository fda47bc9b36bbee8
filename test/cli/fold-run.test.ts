import { beforeAll, describe, expect, it, test } from 'vitest';
import { FoldRun } from '../../src/cli/fold-run';
import { SharedSeconds } from '../../src/cli/shared-seconds';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { Estate } from '../../src/estate/estate';
import { usualRules } from '../../src/licences/usual';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { DEFAULT_SCENARIO, type Scenario } from '../../src/scenario/scenario';
import { estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** Four servers over so many days of four slots. */
function measured(days: number, slots = 4): Estate {
  const names = ['A', 'B', 'C', 'D'];
  const busy = (i: number) => Array.from({ length: days * slots }, (_, t) => 20 + ((7 * i + 5 * t) % 20));
  const guests = names.map((name, i) =>
    guest(name, { busy: busy(i) }, { cores: 1, rating: 2, os: 'Debian' }),
  );
  const estate = estateOf(guests, days * slots);
  return { ...estate, grid: { ...estate.grid, step: 86_400_000 / slots } };
}
const CHOSEN: Scenario = {
  ...DEFAULT_SCENARIO,
  sample: false,
  profile: 'bare',
  hosts: [{ ...DEFAULT_HOST, cores: 1, rating: 2 }],
  ceilings: {},
  failures: 0,
  work: 1,
};

interface Given {
  readonly values?: object;
  readonly scenario?: Partial<Scenario>;
  readonly reports?: boolean;
  readonly samples?: number;
  readonly changes?: readonly unknown[];
  readonly seconds?: number;
  readonly stopped?: boolean;
  readonly engine?: FoldEngine;
}
async function ran(estate: Estate, given: Given = {}) {
  const said: string[] = [];
  const io = { out: () => undefined, err: (text: string) => void said.push(text) };
  const stop = new AbortController();
  if (given.stopped) stop.abort();
  const { signal } = stop;
  const run = new FoldRun({
    values: (given.values ?? {}) as never,
    samples: given.samples ?? null,
    changes: (given.changes ?? []) as never,
    reports: given.reports ?? false,
    measured: estate,
    estate,
    scenario: { ...CHOSEN, ...given.scenario },
    engine: given.engine ?? engine,
    seconds: new SharedSeconds(given.seconds ?? null, undefined, performance.now(), 1, io, signal),
    cover: null,
    io,
    signal,
  });
  await run.plan();
  await run.beside();
  return { run, said, answer: run.latest!(), more: run.more };
}

/** The engine, whose plans are evened by dealing servers in turn: of these any plan holds. */
const dealing = (): FoldEngine => ({
  fold: (...of) => engine.fold(...of),
  even({ items }, _, { start }) {
    const hostOf = Int32Array.from({ length: items }, (__, i) => i % start.hostKind.length);
    const plan = { hostKind: start.hostKind, hostOf };
    return Promise.resolve({ plan, fullest: 0, spread: 0, steps: 0, bound: null });
  },
});

describe('the risk of a plan', () => {
  test.each<[string, number, number, Given, boolean, boolean]>([
    ['of two days', 2, 4, {}, false, true],
    ['of one day', 1, 4, {}, false, false],
    ['of two days, asked for', 2, 4, { values: { backtest: '0.001' } }, true, false],
    ['of two days, in a report', 2, 4, { reports: true }, true, false],
    ['of two days, where the number is given', 2, 4, { scenario: { exactly: 3 } }, false, false],
    ['of one day, in a report', 1, 4, { reports: true }, true, false],
    ['without time, in a report', 1, 1, { reports: true }, false, false],
    ['of two days, once stopped', 2, 4, { reports: true, stopped: true }, false, false],
  ])('%s is told, or that days could tell of it', async (_, days, slots, given, told, said) => {
    const { more, answer } = await ran(measured(days, slots), { ...given, engine: dealing() });
    expect(more.risk !== undefined).toBe(told);
    const words = `${days} days were measured`;
    expect(answer.findings.some(({ text }) => text.startsWith(words))).toBe(said);
  });
  it('is not told of what nobody measured for two days', async () => {
    await expect(ran(measured(1), { values: { backtest: '0.001' } })).rejects.toThrow(
      '--backtest: found one day; expected two',
    );
  });
  it('picks the number of hosts, unless somebody did or one day is all there is', async () => {
    // Any three fit together on the first day; on the second A and C do no more, nor B and D, nor E and F.
    const busy = (i: number) =>
      Float32Array.from({ length: 8 }, (_, t) => (t === 5 + [0, 1, 0, 1, 2, 2][i] ? 45 : 25));
    const guests = Array.from('ABCDEF', (name, i) => ({
      ...guest(name, {}, { cores: 1, rating: 2 }),
      measures: { busy: busy(i) },
    }));
    const estate = { ...measured(2), guests };
    const picked = await ran(estate, { values: { backtest: '0' }, scenario: { tolerance: 0 } });
    expect(picked.more.risk!.chosen).not.toBeNull();
    expect(picked.answer.hostCount).toBe(picked.more.risk!.chosen);
    expect(picked.answer.evened!.fewest).toBe(2);
    expect(picked.answer.hostCount).toBeGreaterThan(2);
    const given = await ran(estate, {
      values: { backtest: '0' },
      scenario: { exactly: 2, tolerance: 0 },
      engine: dealing(),
    });
    expect(given.answer.hostCount).toBe(2);
  });
});

describe('what stands beside a plan', () => {
  test.each<[string, Given, string[]]>([
    ['nothing', {}, []],
    ['samples of what is not known', { samples: 2 }, ['uncertainty']],
    ['a flight', { values: { fly: true } }, ['consolidation', 'flown']],
    ['other profiles', { values: { compare: true } }, ['compare']],
    ['a drill', { values: { drill: true }, scenario: { failures: 1 } }, ['drill']],
    ['licences', { scenario: { licences: usualRules() as never } }, ['licences']],
    ['nothing once stopped', { samples: 2, values: { fly: true, compare: true }, stopped: true }, []],
  ])('is what was asked for: %s', async (_, given, names) => {
    const { more, run } = await ran(measured(1, 2), given);
    expect(Object.keys(more).sort()).toEqual(names);
    expect(run.keeps).toBe(true);
  });
  it('is told that its seconds ended', async () => {
    const { said } = await ran(measured(1, 2), { values: { fly: true }, seconds: 1e-9 });
    expect(said).toEqual(['warning: --fly: the seconds ended before all of it was done; give it more.']);
  });
});

describe('a limit on ready', () => {
  it('is kept, or said not to be, by as many hosts as were chosen', async () => {
    const kept = await ran(measured(1, 1), { scenario: { ready: 100 } });
    expect([kept.more.ready!.kept, kept.run.keeps]).toEqual([true, true]);
    expect(kept.answer.hostCount).toBe(kept.more.ready!.hosts);
    const chosen = await ran(measured(1, 1), { scenario: { ready: 0.1, exactly: 2 } });
    expect([chosen.answer.hostCount, chosen.more.ready!.tried.map(({ hosts }) => hosts)]).toEqual([2, [2]]);
    expect([chosen.more.ready!.kept, chosen.run.keeps]).toEqual([false, false]);
    const stopped = await ran(measured(1, 1), { scenario: { ready: 5 }, stopped: true });
    expect(stopped.more.ready).toBeUndefined();
  });
});

it('a search ends with the share of the seconds that is its own', async () => {
  const budgets: unknown[] = [];
  const asked: FoldEngine = {
    fold: (problem, budget, hooks) => {
      if (hooks?.onFirst) budgets.push(budget);
      return engine.fold(problem, { ...budget, seconds: undefined, work: 1 }, hooks);
    },
    even: (...of) => engine.even!(...of),
  };
  await ran(measured(1), { engine: asked, seconds: 50 });
  const [{ seconds }] = budgets as [{ seconds: number }];
  expect(seconds).toBeGreaterThan(20);
  expect(seconds).toBeLessThanOrEqual(50);
  await ran(measured(1), { engine: asked, scenario: { work: 3 } });
  expect(budgets[1]).toEqual({ seed: 1, work: 3 });
});
