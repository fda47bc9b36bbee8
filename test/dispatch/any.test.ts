import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { CHOICES } from '../../src/dispatch/choices';
import { runExperiment } from '../../src/dispatch/run';
import type { RunHost } from '../../src/dispatch/run';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';
import { InputError } from '../../src/estate/finding';
import { often } from '../often';

const kernel = await DispatchKernel.from(
  await readFile(new URL('../../build/dispatch.debug.wasm', import.meta.url)),
);

/** More events than any of these runs has by rights: time that stands still must fail, not hang. */
const MOST_EVENTS = 2_000_000;
const host: RunHost = async (model, seed) => {
  kernel.load(model);
  kernel.start(seed);
  for (let events = 0; !kernel.step(20_000); events += 20_000)
    if (events > MOST_EVENTS) throw new Error('the run does not end');
  return kernel.statistics();
};

const words = (options: object) => fc.constantFrom(...Object.keys(options));
const ms = fc.double({ min: 0, max: 40, noNaN: true }).map((x) => Math.round(x * 1000) / 1000);
const simple = fc.record({ kind: fc.constantFrom('constant', 'uniform', 'exponential'), meanMs: ms });
const time = fc.oneof(
  simple,
  fc.record({ kind: fc.constant('trace'), ms: fc.array(ms, { minLength: 1, maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('mixture'),
    parts: fc.array(
      fc
        .tuple(simple, fc.constantFrom('A', 'B'), fc.integer({ min: 0, max: 5 }))
        .map(([each, label, weight]) => ({ ...each, label, weight })),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);
const optional = { requiredKeys: [] };
const common = {
  vcpu: fc.constantFrom(0, 0, 0, 1),
  start: words(CHOICES.start.options),
  privileged: fc.record(
    {
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      f: fc.constantFrom(0, 0.001),
      k: fc.constantFrom(1, 800),
    },
    optional,
  ),
  io: fc.record({ device: fc.constantFrom('d', 'e'), perBurst: fc.constantFrom(0, 0.5, 1, 3, 2.5) }),
};
const thread = fc.oneof(
  fc.record({ ...common, burst: time, wait: fc.oneof(time, fc.constant({ kind: 'never' })) }, optional),
  fc.record(
    { ...common, arrivals: fc.record({ perSecond: fc.integer({ min: 1, max: 20 }) }), service: time },
    { requiredKeys: ['arrivals', 'service'] },
  ),
);
const slice = fc.oneof(fc.constantFrom<number | 'never'>('never', 1, 7.3, 50));
const guest = fc.record(
  {
    count: fc.integer({ min: 1, max: 3 }),
    vcpus: fc.integer({ min: 1, max: 2 }),
    weight: fc.constantFrom(0.5, 1, 4),
    dedicated: fc.constantFrom(false, false, false, true),
    affinity: fc.constantFrom([], [], [0], [1, 0]),
    sliceMs: slice,
    interruptUs: fc.constantFrom(0, 40),
    dpcUs: fc.constantFrom(0, 90),
    threads: fc.array(thread, { maxLength: 3 }),
    clock: fc.record(
      {
        tickMs: fc.constantFrom(1, 10, 15.625),
        phase: fc.constantFrom<number | 'random'>('random', 0, 0.3, 1),
        delivery: words(CHOICES.delivery.options),
        rate: fc.constantFrom(1.5, 3),
        giveUpS: fc.constantFrom(0, 0.1, 60),
        lose: fc.constantFrom(0, 0.4, 1),
        tsc: words(CHOICES.tsc.options),
        tscReadUs: fc.constantFrom(0, 20),
        order: words(CHOICES.order.options),
        idleTick: words(CHOICES.idleTick.options),
        denominator: words(CHOICES.denominator.options),
      },
      optional,
    ),
  },
  optional,
);
const any = fc.record(
  {
    processors: fc.integer({ min: 2, max: 6 }),
    policy: words(CHOICES.policy.options),
    sliceMs: slice,
    slots: words(CHOICES.slots.options),
    boost: fc.boolean(),
    skewMs: fc.constantFrom(0.01, 1, 3),
    idle: fc.record(
      {
        detect: words(CHOICES.detect.options),
        checkMs: fc.constantFrom(0.5, 1.5),
        probability: fc.constantFrom(0.3, 1),
      },
      optional,
    ),
    switchUs: fc.constantFrom(0, 30),
    housekeeping: fc.constantFrom(0, 0.01),
    interruptUs: fc.constantFrom(0, 25),
    timerUs: fc.constantFrom(0, 0, 15),
    devices: fc.constant([
      { name: 'd', serviceMs: { kind: 'exponential', meanMs: 3 } },
      { name: 'e', serviceMs: { kind: 'constant', meanMs: 2 }, servers: 2 },
    ]),
    guests: fc.array(guest, { minLength: 1, maxLength: 4 }),
    durationS: fc.constantFrom(0.3, 0.8),
    warmupS: fc.constantFrom(0, 0.1),
    replications: fc.constant(1),
    seed: fc.integer({ min: 0, max: 1000 }),
  },
  { requiredKeys: ['processors', 'policy', 'guests', 'durationS', 'devices', 'warmupS', 'replications'] },
);

it('any experiment is refused with a reason, or runs with all invariants checked and accounts for all time', async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(any, async (input) => {
      let experiment;
      try {
        experiment = parseExperiment(input);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return;
      }
      ran += 1;
      const { host: whole, guests } = await runExperiment(experiment, host);
      expect(whole.busy.mean + whole.burnt.mean + whole.overhead.mean + whole.idle.mean).toBeCloseTo(1, 9);
      for (const { used, ready, costop, wait, stolen, threads, burnt, measured } of guests) {
        expect(used.mean + ready.mean + costop.mean + wait.mean + stolen.mean).toBeCloseTo(1, 9);
        expect(burnt.mean).toBeLessThanOrEqual(used.mean + 1e-12);
        for (const each of threads) expect(each.used.mean).toBeLessThanOrEqual(1 + 1e-9);
        // A guest that was never given a tick has no denominator in ticks.
        if (measured.clockRate.mean > 0)
          expect(
            measured.privileged.mean - measured.interrupt.mean - measured.dpc.mean,
          ).toBeGreaterThanOrEqual(-1e-9);
      }
    }),
    { numRuns: often(400), seed: 7 },
  );
  expect(ran).toBeGreaterThan(often(100));
});
