import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { FROM_HOST, isMeasured, writeLink } from '../../src/dispatch/link';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { PROFILES } from '../../src/overhead/profiles';
import type { PlannedHost } from '../../src/placement/answer';
import { bindingSlot, experimentOf, meterExperimentOf } from '../../src/report/host-experiment';
import { fromHash, toHash } from '../../src/scenario/codec';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';

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
  processorByGuest: [Float32Array.of(2, 6, 1), Float32Array.of(1, 3, 0.5), Float32Array.of(1, 1.5, 0.5)],
};
const cores = (guest: string) => ({ MAIL: 2, DB: 2 })[guest];
const profile = PROFILES.esx2;

describe('a host of the plan on the bench', () => {
  it('is taken when it binds, or where that is always, when its processors are fullest', () => {
    expect(bindingSlot(host)).toBe(1);
    expect(bindingSlot({ ...host, binding: { resource: 'cpu', slot: 2, fraction: 1 } })).toBe(2);
  });

  it('has its guests with their loads of that moment, under the policy of the profile', () => {
    const experiment = parseExperiment(experimentOf(host, cores, profile, 1));
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
    expect(experimentOf({ ...host, load: {} }, cores, profile, 1)).toBeNull();
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
  const link = writeLink(FROM_HOST, experimentOf(host, cores, profile, 1)!, undefined);
  const meter = writeLink(FROM_HOST, meterExperimentOf(host, 'DB', cores, profile, 1)!, undefined);

  it('carries the sample in the view that shows it, and nothing that a person’s own logs measured', () => {
    expect(isMeasured(link) && isMeasured(meter)).toBe(true);
    const sample = { ...DEFAULT_SCENARIO, dispatch: link, meter };
    const read = (view: 'dispatch' | 'meter') => fromHash(toHash({ ...sample, view })).scenario;
    expect(read('dispatch')).toMatchObject({ dispatch: link, meter: '' });
    expect(read('meter')).toMatchObject({ dispatch: '', meter });
    expect(toHash(sample)).toBe('/fold');
    for (const view of ['dispatch', 'meter'] as const)
      expect(toHash({ ...sample, view, sample: false })).toBe(`/${view}?sample=false`);
  });
});
