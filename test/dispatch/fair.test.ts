import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../src/dispatch/choices';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { hogs } from '../../src/dispatch/hosts';
import { figures } from './lab';
import type { Pick } from './lab';
import { often } from '../often';

type Guest = ExperimentInput['guests'][number];
type Policy = ExperimentInput['policy'];

const POLICIES = Object.keys(CHOICES.policy.options) as Policy[];
const constant = (meanMs: number) => ({ kind: 'constant', meanMs }) as const;
const exponential = (meanMs: number) => ({ kind: 'exponential', meanMs }) as const;

/** Equal guests; those that wake are told apart by nothing but their number. */
const workers = (count: number, more: Partial<Guest> = {}): Guest => ({
  name: 'equal',
  count,
  threads: [{ burst: exponential(5), wait: exponential(20) }],
  ...more,
});
/** In lockstep, so that they wake and are stopped at the same moments. */
const inStep = (count: number, vcpus = 1): Guest => ({
  name: 'equal',
  count,
  vcpus,
  threads: Array.from({ length: vcpus }, (_, vcpu) => ({
    vcpu,
    burst: constant(4),
    wait: constant(16),
    start: 'wait' as const,
  })),
});

const HOSTS: readonly (readonly [what: string, equal: number, host: Omit<ExperimentInput, 'policy'>])[] = [
  ['beside a guest that never waits', 5, { processors: 1, guests: [workers(5), hogs(1)], durationS: 60 }],
  ['in lockstep', 5, { processors: 2, guests: [inStep(5), hogs(1)], durationS: 40 }],
  ['that never wait, three on two processors', 3, { processors: 2, guests: [hogs(3)], durationS: 40 }],
  ['that never wait, in fixed slots', 5, { processors: 2, guests: [hogs(5)], slots: 'fixed', durationS: 40 }],
  ['of two vCPUs in lockstep', 3, { processors: 3, guests: [inStep(3, 2), hogs(1)], durationS: 40 }],
  [
    'that a boosted one puts off',
    3,
    {
      processors: 2,
      guests: [hogs(3), { threads: [{ burst: constant(1), wait: constant(99) }] }],
      boost: true,
      durationS: 40,
    },
  ],
  ['all boosted', 5, { processors: 1, guests: [inStep(5), hogs(2)], boost: true, durationS: 40 }],
];

describe.each(POLICIES)('under %s', (policy) => {
  it.each(HOSTS)('equal guests wait alike: %s', async (_, equal, host) => {
    const wait: Pick[] = Array.from({ length: equal }, (_, g) => ({ guests }) => {
      const all = guests.slice(0, equal).reduce((sum, { ready, costop }) => sum + ready + costop, 0);
      return guests[g].ready + guests[g].costop - all / equal;
    });
    const found = await figures({ ...host, policy, warmupS: 1, replications: 40, seed: 3 }, ...wait);
    for (const [g, { mean, se }] of found.entries())
      expect(Math.abs(mean), `guest ${g}: ${mean} ± ${se} off the mean of all`).toBeLessThan(4 * se + 2e-4);
  });

  it('no equal guest starves beside another, run by run', async () => {
    const [worst] = await figures(
      { ...HOSTS[5][2], policy, warmupS: 1, replications: 10, seed: 3 },
      ({ guests }) =>
        Math.max(...guests.slice(0, 3).map(({ used }) => used)) -
        Math.min(...guests.slice(0, 3).map(({ used }) => used)),
    );
    expect(worst.mean).toBeLessThan(0.1);
  });
});

it('equal guests wait alike on hosts of all kinds', async () => {
  const law = fc.record({
    kind: fc.constantFrom('constant' as const, 'exponential' as const),
    meanMs: fc.integer({ min: 1, max: 30 }),
  });
  const host = fc.record({
    policy: fc.constantFrom(...POLICIES),
    slots: fc.constantFrom('yield' as const, 'yield' as const, 'fixed' as const),
    boost: fc.boolean(),
    processors: fc.integer({ min: 1, max: 3 }),
    equal: fc.integer({ min: 2, max: 4 }),
    hogs: fc.integer({ min: 1, max: 2 }),
    burst: law,
    wait: law,
    start: fc.constantFrom('wait' as const, 'stationary' as const),
    detect: fc.constantFrom('halt' as const, 'halt' as const, 'none' as const),
    sliceMs: fc.constantFrom(50, 5, 10),
  });
  await fc.assert(
    fc.asyncProperty(host, async ({ equal, hogs: others, burst, wait, start, detect, ...rest }) => {
      const guests = [{ name: 'equal', count: equal, threads: [{ burst, wait, start }] }, hogs(others)];
      const clock = { durationS: 10, warmupS: 0, replications: 30, seed: 8 };
      const apart: Pick[] = Array.from({ length: equal - 1 }, (_, g) => (run) => {
        const [a, b] = [run.guests[g], run.guests[g + 1]];
        return a.ready + a.costop - b.ready - b.costop;
      });
      for (const { mean, se } of await figures({ ...rest, ...clock, guests, idle: { detect } }, ...apart))
        expect(Math.abs(mean), `${mean} ± ${se}`).toBeLessThan(5 * se + 1e-3);
    }),
    { numRuns: often(60), seed: 4 },
  );
});
