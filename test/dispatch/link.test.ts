import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { parseExperiment } from '../../src/dispatch/parse';
import { LAB_PRESETS, presetOf } from '../../src/dispatch/lab-presets';
import { applyChanges, readLink, writeLink, writePair } from '../../src/dispatch/link';
import { isMeasured, readPair } from '../../src/dispatch/measured';
import { experimentOfHost } from '../../src/dispatch/of-host';
import { often } from '../often';

const back = (link: string): unknown => {
  const { base, changes } = readLink(link);
  return applyChanges(presetOf(base)?.experiment ?? {}, changes);
};

describe('an experiment as a link', () => {
  it('is the id of its preset when nothing was changed', () => {
    for (const { id, experiment } of LAB_PRESETS) expect(writeLink(id, experiment, experiment)).toBe(id);
  });

  it('names what was changed by its path, and nothing else', () => {
    const { id, experiment } = presetOf('shelden-strict')!;
    const changed = { ...experiment, sliceMs: 20, guests: [{ ...experiment.guests[0], count: 3 }] };
    expect(writeLink(id, changed, experiment)).toBe('shelden-strict;guests.0.count=3;sliceMs=20');
  });

  it('takes a field away, and keeps names with the marks that it uses itself', () => {
    const { id, experiment } = presetOf('backup-yield')!;
    const changed: ExperimentInput = {
      ...experiment,
      slots: undefined,
      guests: [{ ...experiment.guests[0], name: 'a;b|c=d "e"' }, experiment.guests[1]],
    };
    const link = writeLink(id, changed, experiment);
    const [first, second] = readPair(writePair(link, 'weights'));
    expect(second).toBe('weights');
    expect(back(first)).toEqual(JSON.parse(JSON.stringify(changed)));
  });

  it('brings back any experiment whatever preset it is told against', () => {
    const presets = fc.constantFrom(...LAB_PRESETS);
    fc.assert(
      fc.property(presets, presets, fc.string(), (from, to, name) => {
        const guests = to.experiment.guests.map((guest, g) => (g === 0 && name ? { ...guest, name } : guest));
        const wanted = { ...to.experiment, guests };
        expect(back(writeLink(from.id, wanted, from.experiment))).toEqual(JSON.parse(JSON.stringify(wanted)));
      }),
      { seed: 5, numRuns: often(200) },
    );
  });

  it('never changes what an object inherits', () => {
    back('shelden-strict;__proto__.polluted=true;guests.0.constructor.prototype.polluted=1');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('presets of the lab', () => {
  it('are experiments that can be run, each with three sentences and an id of its own', () => {
    expect(new Set(LAB_PRESETS.map(({ id }) => id)).size).toBe(LAB_PRESETS.length);
    for (const { experiment, paper, look, plan } of LAB_PRESETS) {
      parseExperiment(experiment);
      for (const sentence of [paper, look, plan]) expect(sentence).toMatch(/\.$/);
    }
  });

  it('cover every claim about dispatch', () => {
    const claims = new Set(LAB_PRESETS.map(({ claim }) => claim));
    for (const claim of [3, 4, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
      expect(claims.has(claim), `claim ${claim}`).toBe(true);
  });
});

describe('the experiment of a planned host', () => {
  const guests = [
    { name: 'SQL-01', vcpus: 2, busy: 1.2 },
    { name: 'BATCH', vcpus: 1, busy: 1.4 },
    { name: 'SPARE', vcpus: 1, busy: 0 },
  ];

  it('gives each vCPU the load that the guest has at that moment', () => {
    const { guests: made } = parseExperiment(experimentOfHost(4, guests));
    const [thread] = made[0].threads;
    expect(made[0].threads.map(({ vcpu }) => vcpu)).toEqual([0, 1]);
    if (thread.burst?.kind !== 'exponential' || thread.wait?.kind !== 'exponential') throw new Error('other');
    expect(thread.burst.meanMs / (thread.burst.meanMs + thread.wait.meanMs)).toBeCloseTo(0.6, 3);
    expect(made[1].threads[0].wait?.kind).toBe('never');
    expect(made[2].threads).toEqual([]);
  });

  it('is known as measured in a link, in either place', () => {
    const link = writeLink('host', experimentOfHost(4, guests), undefined);
    expect(isMeasured(link)).toBe(true);
    expect(isMeasured(writePair('weights', link))).toBe(true);
    expect(isMeasured('weights;sliceMs=3')).toBe(false);
    expect(back(link)).toEqual(experimentOfHost(4, guests));
  });
});
