import { describe, expect, it } from 'vitest';
import {
  ASSUMED_CHOICES,
  ASSUMED_NUMBERS,
  DEFAULT_ASSUMPTIONS,
  isAllowed,
  readAssumptions,
  writeAssumptions,
} from '../../src/counters/assumptions';
import { mismatch } from '../../src/counters/cases';
import type { CorrectionUncertainty } from '../../src/counters/uncertainty';
import { correctionExperiment, kindOf, uncertaintyBy } from '../../src/counters/uncertainty';

describe('what is assumed of a corrected guest', () => {
  it.each([
    // [name, default, least, most, whole]
    ['burstMs', 20, 0.1, 10_000, false],
    ['shortMs', 2, 0.1, 10_000, false],
    ['sliceMs', 50, 1, 1000, false],
    ['tickMs', 15.625, 0.5, 100, false],
    ['neighbours', 0, 0, 16, true],
  ] as const)('%s is %d, from %d to %d', (id, usual, min, max, whole) => {
    expect(DEFAULT_ASSUMPTIONS[id]).toBe(usual);
    const field = ASSUMED_NUMBERS.find((each) => each.id === id)!;
    for (const edge of [min, max]) {
      expect(isAllowed(field, edge)).toBe(true);
      expect(readAssumptions(`${id}=${edge}`)).toEqual({ ...DEFAULT_ASSUMPTIONS, [id]: edge });
    }
    for (const beyond of [min - 0.01, max + 0.01]) {
      expect(isAllowed(field, beyond)).toBe(false);
      expect(readAssumptions(`${id}=${beyond}`)).toEqual(DEFAULT_ASSUMPTIONS);
    }
    expect(isAllowed(field, 1.5)).toBe(!whole);
    expect(readAssumptions(`${id}=`)).toEqual(DEFAULT_ASSUMPTIONS);
  });

  it.each(ASSUMED_CHOICES.flatMap(({ id, options }) => options.map(({ value }) => [id, value] as const)))(
    '%s may be %s, and comes back out of a link',
    (id, value) => {
      const assumed = { ...DEFAULT_ASSUMPTIONS, [id]: value, burstMs: 200 };
      expect(readAssumptions(writeAssumptions(assumed))).toEqual(assumed);
      expect(readAssumptions(`${id}=${value}x`)).toEqual(DEFAULT_ASSUMPTIONS);
    },
  );
});

/** A case of which nothing is remarkable. */
const CASE = { ...DEFAULT_ASSUMPTIONS, used: 0.2, ready: 0.3, windowS: 60 };

describe('the case that is simulated', () => {
  it.each([
    [0.5, 0.47, 'always ready'],
    [0.5, 0.469, 'bursts restart the slice'],
    [0.5, 0.005, 'bursts restart the slice'],
    [0.5, 0.0049, 'undisturbed'],
    [0.97, 0, 'always ready'],
  ])('used %d and ready %d is %s', (used, ready, kind) => expect(kindOf({ used, ready })).toBe(kind));

  it('is not told where no log says how long it waited and its meter shows no more than it used', () => {
    expect(kindOf({ used: 0.5, ready: 0, untold: true })).toBe('not told');
    expect(kindOf({ used: 0.5, ready: 0.1, untold: true })).toBe('bursts restart the slice');
  });

  it('has a guest whose waits make up the rest of its cycle, beside neighbours of the load asked for', () => {
    const run = { durationS: 60, replications: 7, seed: 3 };
    const { guests, ...host } = correctionExperiment(CASE, 2, 0.25, run);
    expect(host).toMatchObject({ processors: 1, policy: 'round-robin', sliceMs: 50, ...run });
    // A mean burst is 0.1 x 20 + 0.9 x 2 = 3.8 ms; idle for (1 - 0.2 - 0.3) / 0.2 times as long.
    expect(guests[0].threads![0]).toMatchObject({
      burst: {
        parts: [
          { weight: 0.1, meanMs: 20 },
          { weight: 0.9, meanMs: 2 },
        ],
      },
      wait: { kind: 'exponential', meanMs: expect.closeTo(9.5) },
    });
    expect(guests[0].clock).toEqual({ tickMs: 15.625, delivery: 'burst', order: 'thread-first' });
    // Bursts of one slice of 50 ms, and three times as long a wait: busy a quarter of the time.
    expect(guests[1]).toMatchObject({
      count: 2,
      threads: [{ burst: { meanMs: 50 }, wait: { kind: 'exponential', meanMs: 150 } }],
    });
    expect(correctionExperiment(CASE, 2, 1, run).guests[1].threads![0].wait).toEqual({ kind: 'never' });
    expect(correctionExperiment(CASE, 0, 1, run).guests).toHaveLength(1);
    const always = { ...CASE, used: 0.7 };
    expect(correctionExperiment(always, 0, 1, run).guests[0].threads![0].wait).toEqual({ kind: 'never' });
  });
});

describe('the interval of a corrected share', () => {
  /** What was asked for, answered by a guest that uses and waits what `tells` says of each run. */
  function play(tells: (run: number, experiment: { count: number; replications: number }) => object) {
    const asked: { count: number; replications: number; durationS: number }[] = [];
    const run: Parameters<typeof uncertaintyBy>[0] = async (experiment, { each }) => {
      const one = {
        count: experiment.guests[1]?.count ?? 0,
        replications: experiment.replications,
        durationS: experiment.durationS,
      };
      asked.push(one);
      for (let k = 0; k < one.replications; k++) each?.({ guests: [tells(k, one)] } as never, k as never);
    };
    return { asked, run };
  }
  const guest = (used: number, ready: number, off = 0) => ({
    used,
    ready,
    measured: { threads: [{ labels: { A: 0.5 + off, B: 0.5 - off } }] },
    threads: [{ labels: { A: used / 2, B: used / 2 } }],
  });

  it('holds the middle 95 % of the errors, their mean and its standard error', async () => {
    // Errors of -0.1 to 0.1 shares of what was used, 0.2, in two hundred even steps but one.
    const { run } = play((k) => guest(0.2, 0.3, (k - 99.5) / 1000));
    const u = (await uncertaintyBy(run, CASE))!;
    expect(u.replications).toBe(200);
    expect(u.low).toBeCloseTo((0.2 * (4 - 99.5)) / 1000, 6);
    expect(u.high).toBeCloseTo((0.2 * (194 - 99.5)) / 1000, 6);
    expect(u.bias.mean).toBeCloseTo(0, 9);
    // Even steps of h have the standard deviation h sqrt((n² + n) / 12) when n - 1 divides.
    expect(u.bias.se).toBeCloseTo((0.0002 * Math.sqrt((200 * 201) / 12)) / Math.sqrt(200), 9);
    expect(u.biased).toBe(false);
    expect(u.share.truth).toBeCloseTo(0.1, 9);
    expect(u.host).toMatchObject({ used: expect.closeTo(0.2), ready: expect.closeTo(0.3) });
  });

  it('is biased from four standard errors on', async () => {
    const { run } = play((k) => guest(0.2, 0.3, 0.01 + (k - 99.5) / 1000));
    // The mean error of 0.002 is about 2.4 standard errors of 0.00082.
    expect((await uncertaintyBy(run, CASE))!.biased).toBe(false);
    const { run: further } = play((k) => guest(0.2, 0.3, 0.018 + (k - 99.5) / 1000));
    expect((await uncertaintyBy(further, CASE))!.biased).toBe(true);
  });

  it.each([
    // [seconds of an interval, runs asked for, runs simulated]
    [60, 200, 200],
    [60, 100, 100],
    [100, 200, 120],
    [600, 200, 40],
    [60, 10, 40],
  ])('of %d s and %d runs simulates %d', async (windowS, replications, runs) => {
    const { run, asked } = play(() => guest(0.2, 0.3));
    await uncertaintyBy(run, { ...CASE, windowS }, { replications });
    expect(asked.at(-1)).toMatchObject({ durationS: windowS, replications: runs });
  });

  it('takes as few neighbours as can make the guest wait, each as busy as it takes, in seven halvings', async () => {
    // A guest that waits 0.1 of its use for each neighbour: eight are the fewest of 1, 2, 4, 8 that give 0.6.
    const { run, asked } = play((_, { count }) => guest(0.2, 0.02 * count));
    const u = (await uncertaintyBy(run, { ...CASE, ready: 0.12 }))!;
    expect(asked.map(({ count }) => count)).toEqual([1, 2, 4, 8, ...Array(9).fill(8)].slice(0, asked.length));
    expect(
      asked.slice(0, -1).every(({ durationS, replications }) => durationS === 20 && replications === 6),
    ).toBe(true);
    expect(asked).toHaveLength(4 + 1 + 7 + 1);
    // Any load is enough here, so that the last halving is taken.
    expect(u.host).toMatchObject({ neighbours: 8, load: 1 / 128 });
  });

  it('stops at sixteen neighbours that always work, where no more would do', async () => {
    const { run, asked } = play(() => guest(0.2, 0));
    expect((await uncertaintyBy(run, CASE))!.host).toMatchObject({ neighbours: 16, load: 1 });
    expect(asked.map(({ count }) => count)).toEqual([1, 2, 4, 8, 16, 16]);
  });

  it('keeps the neighbours that a person assumed', async () => {
    const { run, asked } = play(() => guest(0.2, 0));
    expect((await uncertaintyBy(run, { ...CASE, neighbours: 3 }))!.host).toMatchObject({
      neighbours: 3,
      load: 1,
    });
    expect(asked.map(({ count }) => count)).toEqual([3, 3]);
  });

  it('is of what one processor can give, and of nothing for a guest that hardly ran', async () => {
    const { run } = play(() => guest(1, 0));
    expect((await uncertaintyBy(run, { ...CASE, used: 1.4, ready: 0.5 }))!.case).toMatchObject({
      used: 1,
      ready: 0,
    });
    expect(await uncertaintyBy(run, { ...CASE, used: 0.00099 })).toBeNull();
    expect(await uncertaintyBy(run, { ...CASE, used: 0.001 })).not.toBeNull();
  });
});

describe('a simulated host that is not as the measured one', () => {
  const told = (used: number, ready: number) =>
    mismatch({
      case: CASE,
      host: { neighbours: 1, load: 1, used, ready },
    } as unknown as CorrectionUncertainty);

  it('is told beyond two points and a tenth of either figure', () => {
    // 0.02 + 0.1 x 0.2 = 0.04 of used; 0.02 + 0.1 x 0.3 = 0.05 of ready.
    for (const [used, ready] of [
      [0.2, 0.3],
      [0.239, 0.3],
      [0.161, 0.3],
      [0.2, 0.349],
      [0.2, 0.251],
    ])
      expect(told(used, ready)).toBeNull();
    expect(told(0.241, 0.3)).toMatch(/uses 24\.1 % and waits 30\.0 %, not the 20\.0 % and 30\.0 %/);
    expect(told(0.2, 0.249)).toMatch(/waits 24\.9 %/);
  });
});
