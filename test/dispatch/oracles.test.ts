import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import type { ExperimentInput, Time } from '../../src/dispatch/experiment';
import { fixedSlotDelay, fixedSlotThroughput, yieldThroughput } from '../../src/dispatch/fixed-slots';
import type { BesideHogs } from '../../src/dispatch/fixed-slots';
import {
  burntPerIdleMs,
  emulationSlowdown,
  gangUtilisation,
  repairman,
  switchLoss,
  weightedShares,
} from '../../src/dispatch/oracles';
import { hogs, shelden } from '../../src/dispatch/hosts';
import { secondMomentMs2 } from '../../src/dispatch/times';
import { expectMean, figures } from './lab';
import { cyclic, queueResponseMs, queueWaitBesideHogsMs, queueWaitMs } from './queues';

type Guest = ExperimentInput['guests'][number];

const exponential = (meanMs: number) => ({ kind: 'exponential', meanMs }) as const;
const constant = (meanMs: number) => ({ kind: 'constant', meanMs }) as const;
const worker = (burst: Time, wait: Time, count = 1): Guest => ({
  name: 'worker',
  count,
  threads: [{ burst, wait }],
});
const visited = (perSecond: number, service: Time, more: Partial<Guest> = {}): Guest => ({
  name: 'server',
  threads: [{ arrivals: { perSecond }, service }],
  ...more,
});
const host = (
  processors: number,
  guests: Guest[],
  change: Partial<ExperimentInput> = {},
): ExperimentInput => ({
  processors,
  policy: 'round-robin',
  guests,
  durationS: 40,
  warmupS: 2,
  replications: 30,
  seed: 11,
  ...change,
});

describe('the closed forms', () => {
  it('give the values checked by independent programs', () => {
    expect(
      yieldThroughput({ guests: 2, sliceMs: 50, burstMs: 1, waitMs: 10, wait: 'exponential' }),
    ).toBeCloseTo(0.2143, 4);
    expect(
      yieldThroughput({ guests: 4, sliceMs: 50, burstMs: 1, waitMs: 10, wait: 'exponential' }),
    ).toBeCloseTo(0.0727, 4);
    expect(
      fixedSlotThroughput({ guests: 2, sliceMs: 50, burstMs: 1, waitMs: 10, wait: 'constant' }),
    ).toBeCloseTo(0.55, 4);
    expect(
      fixedSlotThroughput({ guests: 2, sliceMs: 50, burstMs: 1, waitMs: 10, wait: 'exponential' }),
    ).toBeCloseTo(0.59, 2);
    expect(queueWaitMs(60, { meanMs: 10, secondMomentMs2: 200 }, 50)).toBeCloseTo(40, 10);
    expect(burntPerIdleMs(15, 1.5)).toBeCloseTo(0.7256, 4);
    expect(repairman(8, 2, 5, 15).usedEach).toBeCloseTo(0.2121, 4);
    expect(repairman(4, 2, 27.5, 22.5).busyServers / 2).toBeCloseTo(0.894, 3);
    expect(gangUtilisation(27.5, 22.5, 50)).toBeCloseTo(0.6477, 4);
    expect(gangUtilisation(2.75, 2.25, 50)).toBeCloseTo(0.5611, 4);
    expect(gangUtilisation(137.5, 112.5, 50)).toBeCloseTo(0.7051, 4);
  });
});

describe('guests that share a processor with others that never wait', () => {
  it.each([
    [2, 50, 20],
    [3, 20, 40],
    [4, 50, 20],
    [8, 5, 30],
  ])(
    'wait (N-1)² Q / 2N for their fixed slot on average (N = %i, Q = %i ms)',
    async (guests, sliceMs, perSecond) => {
      const [mean, undelayed, p95, max] = await figures(
        host(1, [visited(perSecond, constant(0.01)), hogs(guests - 1)], { slots: 'fixed', sliceMs }),
        ({ guests: [guest] }) => guest.interruptDelayMs.mean,
        ({ guests: [guest] }) => guest.interruptDelayMs.undelayed,
        ({ guests: [guest] }) => guest.interruptDelayMs.p95,
        ({ guests: [guest] }) => guest.interruptDelayMs.max,
      );
      const theory = fixedSlotDelay(guests, sliceMs);
      expectMean(mean, theory.meanMs);
      expectMean(undelayed, theory.undelayed);
      // A quantile of a finite sample is slightly off its limit, and the histogram resolves to 1/32.
      expectMean(p95, theory.p95Ms, theory.p95Ms / 50);
      expect(max.mean).toBeLessThanOrEqual(theory.maxMs + 1e-9);
      expect(max.mean).toBeGreaterThan(0.95 * theory.maxMs);
    },
  );

  const loads: BesideHogs[] = [];
  for (const wait of ['exponential', 'constant'] as const)
    for (const [guests, sliceMs, burstMs, waitMs] of [
      [2, 50, 1, 10],
      [3, 50, 1, 10],
      [4, 50, 1, 10],
      [2, 20, 2, 33],
      [3, 10, 0.5, 60],
      [2, 50, 1, 1],
      [2, 50, 1, 0.3],
    ])
      loads.push({ guests, sliceMs, burstMs, waitMs, wait });

  const native = ({ burstMs, waitMs }: BesideHogs) => 1000 / (burstMs + waitMs);
  const besideHogs = ({ guests, sliceMs, burstMs, waitMs, wait }: BesideHogs, slots: 'yield' | 'fixed') =>
    host(1, [worker(constant(burstMs), { kind: wait, meanMs: waitMs }), hogs(guests - 1)], {
      sliceMs,
      slots,
    });

  it.each(loads)(
    'with idle yield and no boost lose all but the renewal form ($wait wait, $guests guests, Q = $sliceMs, w = $waitMs)',
    async (load) => {
      const [speed] = await figures(
        besideHogs(load, 'yield'),
        ({ guests: [guest] }) => guest.cyclesPerSecond / native(load),
      );
      expectMean(speed, yieldThroughput(load), 1e-3);
    },
  );

  it.each(loads)(
    'on fixed slots keep what the chain of slots gives ($wait wait, $guests guests, Q = $sliceMs, w = $waitMs)',
    async (load) => {
      const [speed] = await figures(
        besideHogs(load, 'fixed'),
        ({ guests: [guest] }) => guest.cyclesPerSecond / native(load),
      );
      expectMean(speed, fixedSlotThroughput(load), 1e-3);
    },
  );

  it.each([
    [60, exponential(10), 50, 1],
    [60, constant(10), 50, 1],
    [20, exponential(20), 30, 1],
    [40, { kind: 'uniform', meanMs: 8 } as const, 25, 1],
    [30, exponential(5), 20, 2],
  ])(
    'serve arrivals to exhaustion with the slices of the others as vacations (%f/s, service %o, Q = %i ms, %i others)',
    async (perSecond, service, sliceMs, others) => {
      const input = host(1, [visited(perSecond, service, { sliceMs: 'never' }), hogs(others)], {
        sliceMs,
        durationS: 100,
      });
      const [response] = await figures(input, ({ guests: [guest] }) => guest.responseMs);
      const moments = { meanMs: service.meanMs, secondMomentMs2: secondMomentMs2(service) };
      expectMean(response, queueWaitBesideHogsMs(perSecond, moments, sliceMs, others) + service.meanMs);
      if (others === 1)
        expect(queueWaitBesideHogsMs(perSecond, moments, sliceMs, 1)).toBeCloseTo(
          queueWaitMs(perSecond, moments, sliceMs),
          9,
        );
    },
  );

  it.each([
    [50, 100, 3],
    [10, 500, 2],
    [5, 1000, 7],
  ])(
    'lose s / (Q + s) to switches however many they are (Q = %f ms, s = %f µs, %i guests)',
    async (sliceMs, switchUs, guests) => {
      const [overhead] = await figures(
        host(1, [hogs(guests)], { sliceMs, switchUs, replications: 30, durationS: 20 }),
        (each) => each.host.overhead,
      );
      // At most one switch more or less in the window.
      expectMean(overhead, switchLoss(sliceMs, switchUs), switchUs / 20e6);
    },
  );
});

describe('a guest alone on its processor', () => {
  it.each([
    ['M/M/1', 50, exponential(10)],
    ['M/D/1', 50, constant(10)],
    ['M/U/1', 80, { kind: 'uniform', meanMs: 8 } as const],
    [
      'M/H2/1',
      30,
      {
        kind: 'mixture',
        parts: [
          { label: 'a', weight: 0.9, ...exponential(5) },
          { label: 'b', weight: 0.1, ...exponential(60) },
        ],
      } as const,
    ],
  ])('answers arrivals as %s does (Pollaczek and Khinchine)', async (_, perSecond, service) => {
    const [response, wait] = await figures(
      host(1, [visited(perSecond, service)], { durationS: 100, warmupS: 5 }),
      ({ guests: [guest] }) => guest.responseMs,
      ({ guests: [guest] }) => guest.used,
    );
    const meanMs = service.kind === 'mixture' ? 0.9 * 5 + 0.1 * 60 : service.meanMs;
    expectMean(response, queueResponseMs(perSecond, { meanMs, secondMomentMs2: secondMomentMs2(service) }));
    expectMean(wait, (perSecond * meanMs) / 1000);
  });

  it.each([
    [15, 1.5, 1],
    [15, 1.5, 0.5],
    [3, 1.5, 1],
    [40, 5, 0.25],
  ])(
    'burns its idle time until the check sees it (idle %f ms, check %f ms, probability %f)',
    async (idleMs, checkMs, probability) => {
      const [burnt] = await figures(
        host(1, [worker(exponential(5), exponential(idleMs))], {
          idle: { detect: 'poll', checkMs, probability },
        }),
        ({ guests: [guest] }) => guest.burnt / guest.cyclesPerSecond,
      );
      expectMean(
        { ...burnt, mean: burnt.mean * 1000, se: burnt.se * 1000 },
        burntPerIdleMs(idleMs, checkMs, probability),
        1e-4,
      );
    },
  );

  it.each([
    [1, 0.001, 1000],
    [0.5, 0.001, 1000],
    [0.2, 0.0005, 400],
    [0, 0.001, 1000],
  ])('takes 1 + q f (k - 1) times as long for emulated work (q = %f, f = %f, k = %i)', async (q, f, k) => {
    const guest: Guest = {
      threads: [{ burst: constant(1), wait: { kind: 'never' }, privileged: { share: q, f, k } }],
    };
    const [rate] = await figures(
      host(1, [guest], { durationS: 10 }),
      ({ guests: [only] }) => only.cyclesPerSecond,
    );
    expectMean(rate, 1000 / emulationSlowdown(q, f, k), 0.2);
  });
});

describe('a host with idle yield', () => {
  it.each([
    [8, 2, 5, 15, 50],
    [8, 2, 5, 15, 1],
    [4, 2, 27.5, 22.5, 50],
    [5, 1, 3, 20, 10],
    [12, 4, 10, 10, 7],
  ])(
    'is a machine repairman (%i guests, %i processors, b = %f, i = %f, Q = %f)',
    async (guests, processors, burstMs, waitMs, sliceMs) => {
      const [busy, response, rate] = await figures(
        host(processors, [worker(exponential(burstMs), exponential(waitMs), guests)], {
          sliceMs,
          durationS: 30,
        }),
        (each) => each.host.busy,
        (each) => each.guests.reduce((sum, { responseMs }) => sum + responseMs, 0) / guests,
        (each) => each.guests.reduce((sum, { cyclesPerSecond }) => sum + cyclesPerSecond, 0),
      );
      const theory = repairman(guests, processors, burstMs, waitMs);
      expectMean(busy, theory.busyServers / processors);
      expectMean(response, theory.responseMs);
      expectMean(rate, theory.perSecond);
    },
  );

  it.each([
    [1, 5, 8],
    [3, 5, 4],
    [6, 2, 2.5],
  ])(
    'and one disk is a closed cycle of two stations (%i threads, burst %f ms, service %f ms)',
    async (threads, burstMs, serviceMs) => {
      const thread = { burst: exponential(burstMs), wait: constant(0), io: { device: 'disk' } };
      const input = host(1, [{ name: 'guest', count: threads, threads: [thread] }], {
        devices: [{ name: 'disk', serviceMs: exponential(serviceMs) }],
        durationS: 30,
        sliceMs: 20,
      });
      const [busy, rate, transfer] = await figures(
        input,
        (each) => each.host.busy,
        (each) => each.devices[0].perSecond,
        (each) => each.guests.reduce((sum, { measured }) => sum + measured.disk!.trueTransferMs, 0) / threads,
      );
      const theory = cyclic(threads, burstMs, serviceMs);
      expectMean(busy, theory.processorBusy);
      expectMean(rate, theory.perSecond);
      expectMean(transfer, theory.transferMs, 1e-4);
    },
  );

  it('keeps a disk of two servers as busy as the repairman with two servers says', async () => {
    const thread = { burst: exponential(6), wait: constant(0), io: { device: 'array' } };
    const input = host(5, [{ name: 'guest', count: 5, threads: [thread] }], {
      devices: [{ name: 'array', serviceMs: exponential(10), servers: 2 }],
    });
    const [busy] = await figures(input, (each) => each.devices[0].busy);
    expectMean(busy, repairman(5, 2, 10, 6).busyServers / 2);
  });

  it('uses what arrives: U = X S (utilisation law)', async () => {
    const [gap] = await figures(
      host(2, [visited(30, constant(12)), visited(50, constant(9), { name: 'other' })]),
      ({ guests: [a, b] }) => a.used + b.used - (a.cyclesPerSecond * 12 + b.cyclesPerSecond * 9) / 1000,
    );
    // The requests in service at both ends of the window.
    expectMean(gap, 0, 3e-4);
  });
});

describe('gangs and weights', () => {
  it.each([
    ['strict-cosched', 1],
    ['strict-cosched', 0.1],
    ['strict-cosched', 5],
    ['pairs', 1],
    ['pairs', 0.3],
  ] as const)(
    'two gangs in fixed slots leave what the formula says (%s, cycle = %f slices)',
    async (policy, cycle) => {
      const { guests, ...rest } = shelden(policy, { slots: 'fixed' });
      const load = { burst: exponential(27.5 * cycle), wait: exponential(22.5 * cycle) };
      const threads = [
        { vcpu: 0, ...load },
        { vcpu: 1, ...load },
      ];
      const [busy] = await figures(
        {
          ...rest,
          guests: [{ ...guests[0], threads }],
          durationS: 40 * Math.max(1, cycle),
          replications: 40,
        },
        (each) => each.host.busy,
      );
      expectMean(busy, gangUtilisation(27.5 * cycle, 22.5 * cycle, 50));
    },
  );

  it.each([
    [[3, 2, 1], 1],
    [[4, 1, 1], 2],
    [[10, 3, 2, 1], 2],
    [[5, 4, 1, 1, 1], 3],
  ])('processors go by weight, none more than one (%j on %i)', async (weights, processors) => {
    const guests = weights.map((weight, i) => ({ ...hogs(1), name: `hog ${i}`, weight }));
    const found = await figures(
      host(processors, guests, { policy: 'weighted', replications: 30 }),
      ...weights.map(
        (_, i) =>
          ({ guests: all }: Parameters<Parameters<typeof figures>[1]>[0]) =>
            all[i].used,
      ),
    );
    const theory = weightedShares(weights, processors);
    found.forEach((share, i) => expectMean(share, theory[i], 0.002));
  });
});

describe('every experiment', () => {
  it('accounts for all time: of each guest and of the host', async () => {
    const input = parseExperiment(
      host(
        3,
        [
          worker(exponential(4), exponential(6), 3),
          { name: 'smp', vcpus: 2, threads: [{ vcpu: 0 }, { vcpu: 1 }] },
          hogs(1),
        ],
        {
          policy: 'relaxed-cosched',
          switchUs: 20,
          housekeeping: 0.01,
          interruptUs: 15,
          durationS: 10,
        },
      ),
    );
    const [guests, whole] = await figures(
      input,
      (each) =>
        Math.max(
          ...each.guests.map(({ used, ready, costop, wait, stolen }) =>
            Math.abs(used + ready + costop + wait + stolen - 1),
          ),
        ),
      ({ host: { busy, burnt, overhead, idle } }) => Math.abs(busy + burnt + overhead + idle - 1),
    );
    expect(guests.mean).toBeLessThan(1e-9);
    expect(whole.mean).toBeLessThan(1e-9);
  });
});
