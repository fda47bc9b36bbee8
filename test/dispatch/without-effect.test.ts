import { expect, it } from 'vitest';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { LAB_PRESETS } from '../../src/dispatch/lab-presets';
import { parseExperiment } from '../../src/dispatch/parse';
import { METER_PRESETS } from '../../src/sampling/presets';
import { withoutEffect } from '../../src/dispatch/without-effect';

const BASE: ExperimentInput = { processors: 2, policy: 'round-robin', guests: [{}, {}], durationS: 1 };
const told = (change: Partial<ExperimentInput>) =>
  withoutEffect(parseExperiment({ ...BASE, ...change })).map(({ where }) => where);

it.each<[what: string, idle: Partial<ExperimentInput>, works: Partial<ExperimentInput>, where: string]>([
  ['boost in fixed slots', { boost: true, slots: 'fixed' }, { boost: true }, 'boost'],
  ['boost of gangs', { boost: true, policy: 'pairs' }, { boost: true, policy: 'weighted' }, 'boost'],
  ['boost where nobody shares', { boost: true, guests: [{ dedicated: true }] }, { boost: true }, 'boost'],
  [
    'weights in turn',
    { guests: [{ weight: 3 }, {}] },
    { guests: [{ weight: 3 }, {}], policy: 'weighted' },
    'guests',
  ],
  ['skew of single vCPUs', { skewMs: 9 }, { skewMs: 9, policy: 'relaxed-esx4' }, 'skewMs'],
  [
    'skew in fixed slots',
    { skewMs: 9, policy: 'strict-cosched', slots: 'fixed' },
    { skewMs: 9, policy: 'strict-cosched' },
    'skewMs',
  ],
  ['a check of nobody', { idle: { checkMs: 9 } }, { idle: { checkMs: 9, detect: 'poll' } }, 'idle.checkMs'],
  [
    'a chance of nothing',
    { idle: { probability: 0.5 } },
    { idle: { probability: 0.5, detect: 'poll' } },
    'idle.probability',
  ],
  [
    'service without interrupts',
    { interruptUs: 5 },
    {
      interruptUs: 5,
      guests: [{ threads: [{ arrivals: { perSecond: 9 }, service: { kind: 'constant', meanMs: 1 } }] }],
    },
    'interruptUs',
  ],
  [
    'a rate of no catch-up',
    { guests: [{ clock: { rate: 3 } }] },
    { guests: [{ clock: { rate: 3, delivery: 'catchup' } }] },
    'guests[0].clock.rate',
  ],
  [
    'a give-up of no catch-up',
    { guests: [{ clock: { giveUpS: 3, delivery: 'virtualbox' } }] },
    { guests: [{ clock: { giveUpS: 3, delivery: 'catchup' } }] },
    'guests[0].clock.giveUpS',
  ],
  [
    'stamps of no I/O',
    { guests: [{ clock: { tscReadUs: 3 } }] },
    {
      devices: [{ name: 'd', serviceMs: { kind: 'constant', meanMs: 1 } }],
      guests: [{ threads: [{ io: { device: 'd' } }], clock: { tscReadUs: 3 } }],
    },
    'guests[0].clock.tscReadUs',
  ],
  [
    'emulation outside the kernel',
    { guests: [{ threads: [{ privileged: { f: 0.001, k: 100 } }] }] },
    { guests: [{ threads: [{ privileged: { share: 0.1, f: 0.001, k: 100 } }] }] },
    'guests[0].threads[0].privileged.f',
  ],
])('says what has no effect, and only there: %s', (_, idle, works, where) => {
  expect(told(idle)).toEqual([where]);
  expect(told(works)).toEqual([]);
});

it('has nothing to say of the experiments that are offered', () => {
  for (const { id, experiment } of [...LAB_PRESETS, ...METER_PRESETS])
    expect([id, withoutEffect(parseExperiment(experiment))]).toEqual([id, []]);
});
