import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { DEMO, METER_PRESETS, OPENING } from '../../src/sampling/presets';
import { correlation, scatterExperiments } from '../../src/sampling/scatter';

describe('the meter demonstration', () => {
  it('goes from a meter that is right to one that is wrong for ever', () => {
    expect(METER_PRESETS.map(({ id }) => id)).toEqual([
      'alone',
      'short',
      'phase-lock',
      'dodger',
      'neighbour',
      'stacked',
      'lost',
      'catch-up',
      'idle-busy',
    ]);
    for (const { question, point, tries } of METER_PRESETS) {
      // The meter that is asked is named after it.
      expect(question).toMatch(/^[A-Z][^?!]+\.$/);
      expect(point).toMatch(/^[A-Z][^!]+\.$/);
      for (const { experiment } of tries) parseExperiment(experiment);
    }
  });

  it('opens with two guests on one processor, 5 ms busy and 15 ms waiting, ten minutes a thousand times', () => {
    expect(METER_PRESETS.find(({ id }) => id === OPENING)?.experiment).toBe(DEMO);
    const { processors, guests, durationS, replications } = parseExperiment(DEMO);
    expect([processors, guests.length, durationS, replications]).toEqual([1, 2, 600, 1000]);
    for (const { threads } of guests)
      expect(threads).toMatchObject([{ burst: { meanMs: 5 }, wait: { meanMs: 15 } }]);
  });
});

describe('the scatter of guest meters against host figures', () => {
  it('has the same hosts for the same seed, all of them valid', () => {
    const hosts = scatterExperiments(3, 40);
    expect(scatterExperiments(3, 40)).toEqual(hosts);
    expect(scatterExperiments(4, 40)).not.toEqual(hosts);
    for (const each of hosts) {
      const { processors, guests } = parseExperiment(each);
      expect(guests.length / processors).toBeGreaterThanOrEqual(2);
    }
  });

  it('measures correlation as Pearson does', () => {
    const points = [1, 2, 3, 4, 5].map((x) => ({
      host: 0,
      guest: '',
      used: x,
      measured: [2, 1, 4, 3, 5][x - 1],
    }));
    expect(correlation(points).r).toBeCloseTo(0.8, 12);
    expect(correlation(points.map((p) => ({ ...p, measured: -p.used }))).r).toBeCloseTo(-1, 12);
  });
});
