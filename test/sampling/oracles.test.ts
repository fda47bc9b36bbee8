import { describe, expect, it } from 'vitest';
import type { HostFigures } from '../../src/dispatch/answer';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { HOG, hogs } from '../../src/dispatch/hosts';
import {
  effectiveTicks,
  lostTicks,
  phaseLockDeviation,
  saturatedMeter,
  tickErrorVariance,
  tickMeanVariance,
} from '../../src/sampling/oracles';
import { catchUpMs, pathMeanVariance, stackedVariance } from './closed-forms';
import type { Delivery as AnyDelivery } from '../../src/engine/dispatch/host';
import { expectMean, expectVariance, figures } from '../dispatch/lab';
import { often } from '../often';

type Delivery = Exclude<AnyDelivery, 'virtualbox'>;
type Guest = ExperimentInput['guests'][number];
type Clock = NonNullable<Guest['clock']>;
type Replication = HostFigures<number>;

const exponential = (meanMs: number) => ({ kind: 'exponential', meanMs }) as const;
const constant = (meanMs: number) => ({ kind: 'constant', meanMs }) as const;
const alone = (guest: Guest, change: Partial<ExperimentInput>): ExperimentInput => ({
  processors: 1,
  policy: 'round-robin',
  guests: [guest],
  durationS: 60,
  warmupS: 0,
  replications: 30,
  seed: 5,
  ...change,
});

const meter = ({ guests: [guest] }: Replication) => guest.measured.processor;
const error = ({ guests: [guest] }: Replication) => guest.measured.error;
const used = ({ guests: [guest] }: Replication) => guest.used;
const process = ({ guests: [guest] }: Replication) => guest.measured.threads[0].share;

describe('the closed forms', () => {
  it('give the values checked by independent programs', () => {
    const thread = { burstMs: 4, waitMs: 6 };
    expect(tickMeanVariance(thread, 10, 100)).toBeCloseTo(2.475e-3, 6);
    expect(tickErrorVariance(thread, 10, 100)).toBeCloseTo(1.324e-3, 6);
    expect(pathMeanVariance(thread, 1000)).toBeCloseTo(1.149e-3, 6);
    expect(phaseLockDeviation(0.3, 7)).toBeCloseTo(0.0429, 4);
    expect(effectiveTicks({ burstMs: 400, waitMs: 600 }, 10, 100)).toBeLessThan(5);
  });
});

describe('a guest on its own machine', () => {
  it.each([
    [4, 6, 10, 100],
    [5, 15, 15.625, 64],
    [40, 60, 10, 100],
    [1, 1, 10, 50],
  ])(
    'is measured by dependent looks (burst %f, wait %f, tick %f ms, %i ticks)',
    async (burstMs, waitMs, tickMs, ticks) => {
      const thread = { burstMs, waitMs };
      const n = often(10_000);
      const [shown, off, true_] = await figures(
        alone(
          { threads: [{ burst: exponential(burstMs), wait: exponential(waitMs) }], clock: { tickMs } },
          { durationS: (ticks * tickMs) / 1000, replications: n },
        ),
        meter,
        error,
        used,
      );
      expectMean(shown, burstMs / (burstMs + waitMs));
      expectVariance(shown, n, tickMeanVariance(thread, tickMs, ticks));
      expectVariance(off, n, tickErrorVariance(thread, tickMs, ticks));
      expectVariance(true_, n, pathMeanVariance(thread, ticks * tickMs));
    },
  );

  it.each([
    [3, 2.1, 4.9, 7],
    [10, 3, 7, 1],
    [5, 3, 7, 2],
    [15, 3.3, 6.7, 2],
    [7, 3.5, 6.5, 10],
  ])(
    'in step with its ticks is seen at the same moments for ever (tick %f, burst %f, wait %f ms, q = %i)',
    async (tickMs, burstMs, waitMs, q) => {
      const p = burstMs / (burstMs + waitMs);
      const n = often(4000);
      const [shown] = await figures(
        alone(
          {
            threads: [{ burst: constant(burstMs), wait: constant(waitMs), start: 'burst' }],
            clock: { tickMs },
          },
          { durationS: (20 * q * tickMs) / 1000, replications: n },
        ),
        meter,
      );
      expectMean(shown, p);
      const theory = phaseLockDeviation(p, q);
      if (theory < 1e-6) expect(shown.sd).toBeLessThan(1e-6);
      // Two values with probabilities f and 1 - f: kurtosis 1 / (f (1 - f)) - 3, so the variance is known more closely
      // than that of a normal figure.
      else expectVariance(shown, n, theory ** 2);
    },
  );

  it.each([
    [0.8, 10],
    [0.5, 10],
    [0.9, 15.625],
  ])('shows nothing of a thread that sleeps across its ticks (runs %f of each %f ms)', async (f, tickMs) => {
    const [shown, truth] = await figures(
      alone(
        {
          threads: [{ burst: constant(f * tickMs), wait: constant((1 - f) * tickMs), start: 'burst' }],
          clock: { tickMs, phase: (1 + f) / 2 },
        },
        { durationS: tickMs, replications: 3 },
      ),
      meter,
      used,
    );
    expect(shown.mean).toBeCloseTo(0, 12);
    expect(truth.mean).toBeCloseTo(f, 4);
  });

  it.each([
    [0.3, 20, 30],
    [0.7, 5, 15],
    [0.05, 10, 2],
  ])(
    'that loses ticks looks busy when it idles (delivered %f, burst %f, wait %f ms)',
    async (delivered, burstMs, waitMs) => {
      const guest = (denominator: 'synced' | 'ticks'): Guest => ({
        threads: [{ burst: exponential(burstMs), wait: exponential(waitMs) }],
        clock: { lose: 1 - delivered, denominator },
      });
      const theory = lostTicks(delivered, burstMs / (burstMs + waitMs));
      const [shown, sum] = await figures(alone(guest('synced'), {}), meter, process);
      expectMean(shown, theory.processor);
      expectMean(sum, theory.process);
      const [mended] = await figures(alone(guest('ticks'), {}), error);
      expectMean(mended, 0);
    },
  );
});

describe('guests that never wait and share a processor', () => {
  const cases: [Delivery, number, number, number, number][] = [];
  for (const delivery of ['burst', 'discard', 'merge', 'delay'] as const)
    for (const [guests, sliceMs, tickMs] of [
      [4, 50, 15.625],
      [2, 50, 10],
      [3, 4, 10],
      [5, 20, 15.625],
    ])
      cases.push([delivery, guests, sliceMs, tickMs, 1]);
  for (const [guests, rate] of [
    [4, 3],
    [4, 2],
    [2, 1.5],
    [2, 4],
  ])
    cases.push(['catchup', guests, 50, 15.625, rate]);

  it.each(
    cases.filter(
      ([delivery, guests, sliceMs, tickMs]) => delivery !== 'merge' || (guests - 1) * sliceMs >= tickMs,
    ),
  )(
    'show the process share of their delivery (%s, %i guests, Q = %f, T = %f ms, rate %f)',
    async (delivery, guests, sliceMs, tickMs, rate) => {
      const clock: Clock = { delivery, tickMs, ...(delivery === 'catchup' ? { rate } : {}) };
      const [share, busy] = await figures(
        alone(
          { threads: [HOG], clock },
          { guests: [{ threads: [HOG], clock }, hogs(guests - 1)], sliceMs, warmupS: 20 },
        ),
        process,
        meter,
      );
      // A window begins and ends within a turn: one cycle of turns more or less of ticks.
      expectMean(share, saturatedMeter(delivery, guests, sliceMs, tickMs, rate), (guests * sliceMs) / 60_000);
      expectMean(busy, 1);
    },
  );
});

describe('a guest whose bursts mix two kinds, beside guests that never wait', () => {
  const rows = [
    {
      A: 200,
      B: 1,
      p: 0.9,
      N: 2,
      used: 0.2246,
      ready: 0.7847,
      idle: 0.4138,
      thread: 0.7847,
      b: [0.0431, 0.0234, 0.4379],
    },
    {
      A: 10,
      B: 1,
      p: 0.5,
      N: 2,
      used: 0.0914,
      ready: 0.6676,
      idle: 0.0942,
      thread: 0.6677,
      b: [0.091, 0.0877, 0.4423],
    },
    {
      A: 200,
      B: 2,
      p: 0.98,
      N: 4,
      used: 0.035,
      ready: 0.883,
      idle: 0.0971,
      thread: 0.883,
      b: [0.3273, 0.1179, 0.8851],
    },
  ];
  it.each(rows)(
    'shows Used + Ready, or what was preempted of it (means $A and $B ms, part of B $p, N = $N)',
    async (row) => {
      const parts = [
        { label: 'A', weight: 1 - row.p, ...exponential(row.A) },
        { label: 'B', weight: row.p, ...exponential(row.B) },
      ];
      const shareOf = (labels: Readonly<Record<string, number>>) => labels.B / (labels.A + labels.B);
      const run = (order: 'thread-first' | 'idle-first') => {
        const guest: Guest = {
          threads: [{ burst: { kind: 'mixture', parts }, wait: exponential(20) }],
          clock: { tickMs: 10, order },
        };
        return figures(
          alone(guest, { guests: [guest, hogs(row.N - 1)], durationS: 600, replications: 30, warmupS: 5 }),
          used,
          ({ guests: [g] }) => g.used + g.ready,
          meter,
          ({ guests: [g] }) => shareOf(g.threads[0].labels),
          ({ guests: [g] }) => shareOf(g.measured.threads[0].labels),
          ({ guests: [g] }) => g.measured.processor - g.used - g.ready,
        );
      };
      const thread = await run('thread-first');
      const idle = await run('idle-first');
      // The table's figures are simulated themselves, to four digits.
      const digits = 5e-4 + 0.01 * row.used;
      expectMean(thread[0], row.used, digits);
      expectMean(thread[1], row.ready, digits);
      expectMean(thread[2], row.thread, digits);
      expectMean(idle[2], row.idle, digits);
      expectMean(thread[3], row.b[0], 0.002);
      expectMean(idle[4], row.b[1], 0.002);
      expectMean(thread[4], row.b[2], 0.002);
      expectMean(thread[5], 0);
    },
  );
});

describe('ticks that come in one burst', () => {
  it.each([
    [0.5, 5, 20],
    [0.3, 10, 30],
    [0.2, 2, 40],
  ])(
    'count as one look, however many they are (p = %f, %i ticks on each of %i dispatches)',
    async (p, k, dispatches) => {
      const tickMs = 10;
      const sliceMs = k * tickMs;
      const parts = [
        { label: 'A', weight: p, ...constant(0.001) },
        { label: 'B', weight: 1 - p, ...constant(0.001) },
      ];
      const guest: Guest = {
        threads: [{ burst: { kind: 'mixture', parts }, wait: constant(0.001) }],
        clock: { tickMs },
      };
      const n = often(4000);
      const [share, of] = await figures(
        alone(guest, {
          guests: [guest, hogs(1)],
          sliceMs,
          durationS: (dispatches * (sliceMs + 0.001)) / 1000,
          warmupS: 1,
          replications: n,
        }),
        ({ guests: [g] }) => g.measured.threads[0].labels.A,
        ({ guests: [g] }) => g.measured.threads[0].share,
      );
      expectMean(of, 1, 1e-3);
      expectMean(share, p, 1e-3);
      expectVariance(share, n, stackedVariance(p, dispatches));
    },
  );
});

describe('catch-up', () => {
  it.each([
    [20, 10, 1.5],
    [10, 10, 3],
    [30, 15.625, 2],
  ])('clears a backlog of %i ticks of %f ms at rate %f in L T / (r - 1)', async (backlog, tickMs, rate) => {
    const away = backlog * tickMs;
    const late: Guest = {
      threads: [HOG],
      sliceMs: 'never',
      clock: { delivery: 'catchup', tickMs, rate, phase: 0.5 },
    };
    const first: Guest = {
      name: 'first',
      sliceMs: 'never',
      threads: [{ burst: constant(away), wait: constant(1e6), start: 'burst' }],
    };
    const clock = async (runMs: number) => {
      const [rateShown] = await figures(
        alone(late, { guests: [first, late], durationS: (away + runMs) / 1000, replications: 2 }),
        ({ guests: [, guest] }) => guest.measured.clockRate,
      );
      return rateShown.mean * (away + runMs);
    };
    const clear = catchUpMs(backlog, tickMs, rate);
    for (const part of [0.25, 0.5, 1]) {
      expect(Math.abs((await clock(clear * part)) - clear * part * rate)).toBeLessThanOrEqual(1.5 * tickMs);
    }
    expect(Math.abs((await clock(2 * clear)) - away - 2 * clear)).toBeLessThanOrEqual(1.5 * tickMs);
  });
});
