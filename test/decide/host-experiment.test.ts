import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { writeLink } from '../../src/dispatch/link';
import { FROM_HOST, isMeasured } from '../../src/dispatch/measured';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { PROFILES } from '../../src/overhead/profiles';
import type { PlannedHost } from '../../src/placement/answer';
import { bindingSlot, experimentOf, fullestSlot, meterExperimentOf } from '../../src/decide/host-experiment';
import { toHash } from '../../src/scenario/link';
import { fromHash } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO, withSample } from '../../src/scenario/scenario';

/** Four processors of 3 GHz; MAIL asks for 6 GHz at the second slot, DB for 3, FILE for 1.5. */
const host: PlannedHost = {
  name: 'Host 1',
  kind: { ...DEFAULT_HOST, cores: 4, rating: 3 },
  guests: ['MAIL', 'DB', 'FILE'],
  load: { cpu: Float32Array.of(4, 10.5, 2) },
  capacity: { cpu: 12 },
  ceiling: { cpu: 12 },
  peak: { cpu: 10.5 },
  binding: { resource: 'memory', slot: null, fraction: 1 },
  blocks: null,
  processorByGuest: [Float32Array.of(2, 6, 1), Float32Array.of(1, 3, 0.5), Float32Array.of(1, 1.5, 0.5)],
  standIns: [null],
};
const cores = (guest: string) => ({ MAIL: 2, DB: 2 })[guest];
const profile = PROFILES.esx2;

describe('a host of the plan on the bench', () => {
  it('is taken when it binds, or where that is always, when its processors are fullest', () => {
    expect(bindingSlot(host)).toBe(1);
    expect(bindingSlot({ ...host, binding: { resource: 'cpu', slot: 2, fraction: 1 } })).toBe(2);
  });

  it('has its guests with their loads of that moment, under the policy of the profile', () => {
    const experiment = parseExperiment(experimentOf(host, cores, profile, 1, 0.01));
    expect([experiment.processors, experiment.policy]).toEqual([4, 'strict-cosched']);
    expect(experiment.guests.map(({ name, vcpus }) => [name, vcpus])).toEqual([
      ['MAIL', 2],
      ['DB', 2],
      ['FILE', 1],
    ]);
    // 6 GHz are two processors: its vCPUs never wait. FILE asks for half a processor: it waits as long as it works.
    expect(experiment.guests[0].threads[0].wait).toEqual({ kind: 'never' });
    expect(experiment.guests[2].threads[0].wait).toMatchObject({ meanMs: 5 });
  });

  it('is nothing where the plan says nothing of processors', () => {
    expect(experimentOf({ ...host, load: {} }, cores, profile, 1, 0.01)).toBeNull();
  });

  it.each([
    ['a host without guests', { guests: [], processorByGuest: [] }, false],
    ['a host of 256 processors', { kind: { ...host.kind, cores: 256 } }, true],
    [
      'a host of 257 processors, which is more than are simulated',
      { kind: { ...host.kind, cores: 257 } },
      false,
    ],
  ])('is made of %s or not', (_, change, made) => {
    expect(experimentOf({ ...host, ...change }, cores, profile, 1, 0.01) !== null).toBe(made);
    expect(meterExperimentOf({ ...host, ...change }, 'DB', cores, profile, 1) !== null).toBe(made);
  });

  it.each([
    // [a guest's virtual processors, GHz it asks for, processors of 3 GHz; vCPUs, wait of each for 5 ms of work]
    [8, 6, 4, 4, 5],
    [2, 1.5, 4, 2, 15],
    [1, 6, 4, 1, 'never'],
    [2, NaN, 4, 2, 'idle'],
  ])(
    'gives a guest of %d vCPUs and %d GHz on %d processors %d vCPUs, each %s',
    (own, ghz, n, vcpus, wait) => {
      const one = {
        ...host,
        kind: { ...host.kind, cores: n },
        capacity: { cpu: 3 * n },
        guests: ['A'],
        processorByGuest: [Float32Array.of(ghz)],
        standIns: [null],
      };
      // A series of one value is a level: it holds at every moment.
      const [guest] = parseExperiment(experimentOf(one, () => own, profile, 1, 0.01)).guests;
      expect(guest.vcpus).toBe(vcpus);
      if (wait === 'idle') expect(guest.threads).toEqual([]);
      else if (wait === 'never') expect(guest.threads[0].wait).toEqual({ kind: 'never' });
      else
        expect(guest.threads.map((thread) => thread.wait)).toEqual(
          Array(vcpus).fill(expect.objectContaining({ meanMs: wait })),
        );
    },
  );

  it.each([
    ['esx2', 'strict-cosched', 50, 1.5],
    ['kvm', 'when-ready', 2.8, null],
  ] as const)(
    'is dispatched as %s does: %s, slices of %d ms, an idle look each %s ms',
    (id, policy, sliceMs, checkMs) => {
      expect(experimentOf(host, cores, PROFILES[id], 1, 0.01)).toMatchObject({ policy, sliceMs });
      expect(experimentOf(host, cores, PROFILES[id], 1, 0.01)!.idle).toEqual(
        checkMs === null ? undefined : { detect: 'poll', checkMs, probability: 1 },
      );
      expect(meterExperimentOf(host, 'DB', cores, PROFILES[id], 1)).toMatchObject({ sliceMs });
      expect(
        experimentOf(host, cores, PROFILES[id], 1, 0.01, { seed: 7, policy: 'round-robin' }),
      ).toMatchObject({
        seed: 7,
        policy: 'round-robin',
      });
    },
  );

  it.each([
    // [processors that each of three guests costs, of how many; housekeeping]
    [0, 4, 0],
    [0.008, 4, 0.008],
    // More than a field holds, and more than the host has.
    [3, 64, 1],
    [2, 2, 0.6],
  ])('keeps house as the plan does: %d processors for each guest on %d are %d', (each, n, kept) => {
    const one = { ...host, kind: { ...host.kind, cores: n }, capacity: { cpu: 3 * n } };
    const { housekeeping } = parseExperiment(experimentOf(one, cores, profile, 1, each));
    expect(housekeeping).toBeCloseTo(kept, 12);
  });

  it('is looked at in its first fullest moment', () => {
    expect(fullestSlot(Float32Array.of(1, 3, 3, 2))).toBe(1);
    expect(bindingSlot({ ...host, load: {} })).toBe(0);
  });

  it('for one guest is its load beside as many neighbours as come to one processor, without their names', () => {
    const input = meterExperimentOf(host, 'DB', cores, profile, 1)!;
    const experiment = parseExperiment(input);
    expect(experiment.processors).toBe(1);
    // Three vCPUs of others on four processors are one neighbour; they ask for 2.5 of the 4 processors.
    expect(experiment.guests.map(({ count }) => count)).toEqual([1, 1]);
    expect(experiment.guests[0].threads[0].wait).toMatchObject({ meanMs: 5 });
    expect(experiment.guests[1].threads[0].wait).toMatchObject({ meanMs: 3 });
    expect(JSON.stringify(input)).not.toMatch(/MAIL|FILE/);
    expect(meterExperimentOf(host, 'OTHER', cores, profile, 1)).toBeNull();
  });
});

describe('its link', () => {
  const link = writeLink(FROM_HOST, experimentOf(host, cores, profile, 1, 0.01)!, undefined);
  const meter = writeLink(FROM_HOST, meterExperimentOf(host, 'DB', cores, profile, 1)!, undefined);

  it('carries the sample in the view that shows it, and nothing that a person’s own logs measured', () => {
    expect(isMeasured(link) && isMeasured(meter)).toBe(true);
    const sample = { ...DEFAULT_SCENARIO, dispatch: link, meter };
    const read = (view: 'dispatch' | 'meter') => fromHash(toHash({ ...sample, view })).scenario;
    expect(read('dispatch')).toMatchObject({ dispatch: link, meter: '' });
    expect(read('meter')).toMatchObject({ dispatch: '', meter });
    expect(toHash(sample)).toBe(toHash(DEFAULT_SCENARIO));
    for (const view of ['dispatch', 'meter'] as const)
      expect(toHash({ ...withSample(sample, false), view })).toBe(`/${view}?v=4&sample=false`);
  });
});
