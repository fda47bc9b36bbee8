import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/dispatch/experiment';
import { parseExperiment } from '../../src/dispatch/parse';
import { openLocalHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';
import { DODGE_CASES, dodge, tickAt, type DodgeCase } from '../../src/sampling/dodger';
import {
  atRatio,
  fractions,
  lockedTo,
  lockFractions,
  lockSpread,
  stepOf,
} from '../../src/sampling/phase-lock';
import { METER_PRESETS } from '../../src/sampling/presets';

const host = await openLocalHost();
const preset = (id: string) => parseExperiment(METER_PRESETS.find((each) => each.id === id)!.experiment);

/** Errors of the meter, one for each replication; shown and used means. */
async function read(experiment: Experiment) {
  const shown: number[] = [];
  const used: number[] = [];
  await runExperiment(experiment, host, {
    each: ({ guests: [guest] }) => {
      shown.push(guest.measured.processor);
      used.push(guest.used);
    },
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const errors = shown.map((value, i) => value - used[i]);
  const off = mean(errors);
  const n = errors.length;
  const variance = errors.reduce((sum, value) => sum + (value - off) ** 2, 0) / (n - 1);
  const fourth = errors.reduce((sum, value) => sum + (value - off) ** 4, 0) / n;
  return {
    shown,
    mean: mean(shown),
    used: mean(used),
    variance,
    se: Math.sqrt((fourth - variance ** 2) / n),
  };
}

describe('fractions of tick to cycle', () => {
  it('come in lowest terms, once each, rising', () => {
    const found = fractions(0, 1, 5).map(({ r, q }) => `${r}/${q}`);
    expect(found).toEqual(['1/5', '1/4', '1/3', '2/5', '1/2', '3/5', '2/3', '3/4', '4/5', '1/1']);
    const simulated = lockFractions(1, 2.3).map(({ r, q }) => r / q);
    expect(simulated).toEqual([...simulated].sort((a, b) => a - b));
    expect(new Set(simulated).size).toBe(simulated.length);
  });

  it('lock a ratio for as long as its looks drift by less than the gap between them', () => {
    expect(lockedTo(1, 1e9)).toEqual({ r: 1, q: 1 });
    expect(lockedTo(3 / 7, 1e6)).toEqual({ r: 3, q: 7 });
    expect(lockedTo(1.5625, 60_000)).toEqual({ r: 25, q: 16 });
    // A hundredth off one half: in step for some ticks, not for many.
    expect(lockedTo(0.51, 10)).toEqual({ r: 1, q: 2 });
    expect(lockedTo(0.51, 1000)).not.toEqual({ r: 1, q: 2 });
    expect(lockedTo(Math.SQRT1_2, 1e7)).toBe(null);
  });
});

describe('the picture of phase lock', () => {
  const experiment = preset('phase-lock');
  const run = { durationS: 5, replications: 400, warmupS: 0 };

  it('stands on the ratio that was asked for, to the unit, with the same busy part', () => {
    for (const fraction of lockFractions(0, 1.3)) {
      const step = stepOf(atRatio(experiment, fraction, run))!;
      expect(step.ratio).toBeCloseTo(fraction.r / fraction.q, 9);
      expect(step.part).toBeCloseTo(0.3, 3);
      expect(step.cycleMs).toBeCloseTo(10, 2);
    }
  });

  it.each([
    [1, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [5, 4],
    [3, 7],
  ])('has its simulated points on the theory (r/q = %i/%i)', async (r, q) => {
    const { variance, se } = await read(atRatio(experiment, { r, q }, run));
    const theory = lockSpread(0.3, { r, q }) ** 2;
    expect(Math.abs(variance - theory)).toBeLessThan(4 * se + 1e-4);
  });

  it('falls flat when bursts vary', async () => {
    const varied = parseExperiment(METER_PRESETS.find(({ id }) => id === 'phase-lock')!.tries[1].experiment);
    const { variance } = await read(atRatio(varied, { r: 1, q: 1 }, run));
    expect(Math.sqrt(variance)).toBeLessThan(0.05);
  });
});

describe('the picture of the dodger', () => {
  const experiment = preset('dodger');
  const at = (part: number, one: DodgeCase, replications = 20) =>
    read(dodge(experiment, part, one, replications));

  it('is charged nothing for all that fits before the tick, and everything beyond', async () => {
    expect(tickAt(experiment)).toBe(0.9);
    for (const one of ['step', 'longer'] as const) {
      for (const part of [0.05, 0.5, 0.85]) {
        const { mean, used } = await at(part, one, 3);
        expect([mean, used]).toEqual([expect.closeTo(0, 12), expect.closeTo(part, 6)]);
      }
      expect((await at(0.95, one, 3)).mean).toBeCloseTo(1, 12);
    }
  });

  it('is all or nothing from a random start, right on average, and right each time when bursts vary', async () => {
    const anywhere = await at(0.4, 'anywhere', 600);
    for (const value of anywhere.shown) expect(Math.min(value, 1 - value)).toBeLessThan(0.01);
    expect(Math.abs(anywhere.mean - 0.4)).toBeLessThan(4 * Math.sqrt(0.24 / 600));
    const varied = await at(0.4, 'varied', 100);
    expect(Math.abs(varied.mean - varied.used)).toBeLessThan(4 * Math.sqrt(varied.variance / 100));
    expect(Math.sqrt(varied.variance)).toBeLessThan(0.05);
  });

  it('has four cases, each an experiment that can be run', () => {
    for (const one of DODGE_CASES)
      parseExperiment(JSON.parse(JSON.stringify(dodge(experiment, 0.3, one, 2))));
  });
});
