import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { openLocalHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';
import { DEMO, METER_PRESETS, OPENING } from '../../src/sampling/presets';
import { correlation, scatterExperiments } from '../../src/sampling/scatter';

const host = await openLocalHost();

async function watched(id: string, nth?: number) {
  const preset = METER_PRESETS.find((each) => each.id === id)!;
  const { experiment } = nth === undefined ? preset : preset.tries[nth];
  const few = { ...experiment, replications: 40, durationS: Math.min(60, experiment.durationS) };
  const { guests } = await runExperiment(parseExperiment(few), host);
  const { used, ready, measured } = guests[0];
  return {
    used: used.mean,
    ready: ready.mean,
    shown: measured.processor,
    share: measured.threads[0].share.mean,
  };
}

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
      expect(question.endsWith('?')).toBe(true);
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

  it('shows a lone machine and short bursts right on average', async () => {
    for (const id of ['alone', 'short']) {
      const { used, shown } = await watched(id);
      expect(Math.abs(shown.mean - used)).toBeLessThan(4 * shown.se + 0.002);
    }
  });

  it('shows phase-locked work as all or nothing', async () => {
    const { shown } = await watched('phase-lock');
    expect(shown.sd).toBeGreaterThan(0.35);
  });

  it('shows nothing of the tick-dodger that uses 80 %', async () => {
    const { used, shown } = await watched('dodger');
    expect([used, shown.mean]).toEqual([expect.closeTo(0.8, 6), expect.closeTo(0, 6)]);
  });

  it('shows used and waited time beside a neighbour, the more so the busier that is', async () => {
    const { used, ready, shown } = await watched('neighbour');
    expect(Math.abs(shown.mean - used - ready)).toBeLessThan(4 * shown.se + 0.002);
    expect(shown.mean - used).toBeGreaterThan(0.04);
    const busy = await watched('neighbour', 0);
    expect(busy.shown.mean).toBeGreaterThan(5 * busy.used);
  });

  it('shows what its texts say of four guests that never wait', async () => {
    const texts = { stacked: 1, lost: 0.25, 'catch-up': 0.75 };
    for (const [id, share] of Object.entries(texts)) {
      const found = await watched(id);
      expect(found.used).toBeCloseTo(0.25, 2);
      expect(found.share).toBeCloseTo(share, 2);
      expect(found.shown.mean).toBeCloseTo(1, 6);
    }
  });

  it('shows 82 % for a guest that idles 60 %, its processes 12 %', async () => {
    const { shown, share } = await watched('idle-busy');
    expect(shown.mean).toBeCloseTo(0.82, 1);
    expect(share).toBeCloseTo(0.12, 1);
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
