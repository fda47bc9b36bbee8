import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../src/dispatch/parse';
import { openLocalHost } from '../../../src/dispatch/local';
import { runExperiment } from '../../../src/dispatch/run';
import { SHAPES, wantedOf, type Meter } from '../../../src/sampling/ask';
import { METER_PRESETS } from '../../../src/sampling/presets';
import { judgeGuess, readingShape, type GuessFacts, type Guessed } from '../../../src/ui/meter/guess/judge';
import { readingOf, type MeterReading } from '../../../src/ui/meter/reading';
import { meterOf } from '../../../src/ui/meter/specimen';
import { errorSentence, errorVerdict, heapsOf, histogramVerdict } from '../../../src/ui/meter/verdict';
import { often } from '../../often';

const host = await openLocalHost();
const known = new Map<string, Promise<readonly MeterReading[]>>();

async function readings(id: string): Promise<readonly MeterReading[]> {
  const { experiment } = METER_PRESETS.find((each) => each.id === id)!;
  const few = { ...experiment, replications: 60, durationS: Math.min(20, experiment.durationS) };
  const found: MeterReading[] = [];
  await runExperiment(parseExperiment(few), host, { each: (one) => found.push(readingOf(one)) });
  return found;
}

async function factsOf(id: string, meter?: Meter): Promise<GuessFacts> {
  const preset = METER_PRESETS.find((each) => each.id === id)!;
  if (!known.has(id)) known.set(id, readings(id));
  return {
    readings: await known.get(id)!,
    meter: meter ?? meterOf(preset),
    wanted: wantedOf(parseExperiment(preset.experiment)),
  };
}

describe('a guess is judged against the whole set of readings', () => {
  it.each<[step: string, right: Guessed, naive: Guessed, belief: RegExp, meter?: Meter]>([
    ['alone', 25, 60, /whole tick for each look/],
    ['alone', 25, 5, /missed work/],
    ['short', 'scattered', 'low', /missed work/],
    ['short', 'scattered', 'high', /overcharging/],
    ['short', 'scattered', 'right', /honest meter/],
    ['phase-lock', 'extremes', 'right', /honest meter/],
    ['phase-lock', 'extremes', 'scattered', /averages/],
    ['phase-lock', 0, 30, /belief in averages: 30 %/],
    ['phase-lock', 100, 50, /something between/],
    ['dodger', 0, 80, /honest meter: 80 %/],
    ['neighbour', 29.4, 23.5, /honest meter/],
    ['neighbour', 29.4, 50, /too much mistrust/i],
    ['stacked', 100, 25, /honest meter: 25 %/],
    ['lost', 25, 100, /other meter: that is what Task Manager shows/],
    ['lost', 100, 25, /honest meter/, 'processor'],
    ['catch-up', 75, 25, /honest meter/],
    ['catch-up', 75, 100, /other meter|machine of its own/],
    ['idle-busy', 82, 40, /honest meter/],
    ['idle-busy', 82, 12, /other meter: that is what the list of its processes/],
  ])('in the step %s: %s is right, %s is not', async (step, right, naive, belief, meter) => {
    const facts = await factsOf(step, meter);
    expect(judgeGuess(right, facts)).toMatchObject({ right: true, belief: '' });
    const wrong = judgeGuess(naive, facts);
    expect(wrong.right).toBe(false);
    expect(wrong.belief).toMatch(belief);
    expect(wrong.verdict).toMatch(/^You said /);
  });

  it('takes a guess near two figures for the nearer one', () => {
    const reading = { used: 0.235, waited: 0.059, processor: 0.294, process: 0.294, hostBusy: 0.5 };
    const facts: GuessFacts = { readings: [reading, reading, reading], meter: 'processor', wanted: 0.25 };
    expect(judgeGuess(25, facts).belief).toMatch(/^The belief in a machine of its own: 25 %/);
    expect(judgeGuess(23.5, facts).belief).toMatch(/^The belief in an honest meter: 23\.5 %/);
  });

  it('tells a mean of two heaps from a reading: what nobody ever sees is never right', async () => {
    const facts = await factsOf('phase-lock');
    const mean = facts.readings.reduce((sum, { processor }) => sum + processor, 0) / facts.readings.length;
    expect(judgeGuess(100 * mean, facts).right).toBe(false);
    expect(judgeGuess(0, facts).verdict).toMatch(/so do \d+(\.\d)? % of the readings; the others show 100 %/);
  });

  it('finds no guess right that no reading comes near, whatever the readings', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 3, maxLength: 40 }), share, (shown, guess) => {
        const facts: GuessFacts = {
          readings: shown.map((value) => ({
            used: 0.3,
            waited: 0,
            processor: value,
            process: value,
            hostBusy: 0.3,
          })),
          meter: 'processor',
          wanted: 0.3,
        };
        const { right } = judgeGuess(100 * guess, facts);
        if (right) expect(Math.min(...shown) - 0.021).toBeLessThanOrEqual(guess);
        if (right) expect(Math.max(...shown) + 0.021).toBeGreaterThanOrEqual(guess);
        const rightShapes = SHAPES.filter((shape) => judgeGuess(shape, facts).right);
        expect(rightShapes).toEqual([readingShape(facts.readings, 'processor')]);
      }),
      { seed: 5, numRuns: often(200) },
    );
  });

  it('offers, in each step that asks for no number, the right answer and a wrong one', async () => {
    for (const { id, choices } of METER_PRESETS) {
      if (!choices) continue;
      const facts = await factsOf(id);
      const right = choices.filter(({ shape }) => judgeGuess(shape, facts).right);
      expect(right).toHaveLength(1);
      expect(choices.length).toBeGreaterThan(1);
    }
  });
});

describe('the words for the error of a meter', () => {
  const errors = (...values: number[]) => values;

  it('never call the mean of two heaps right', () => {
    const heaps = errors(-0.3, 0.7, -0.3, -0.3, 0.7, -0.3, -0.3, 0.7, -0.3, -0.3);
    expect(heaps.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9);
    expect(errorVerdict(heaps)).toEqual({
      kind: 'never',
      words: 'is never right: a reading is 30.0 points too low or 70.0 points too high',
    });
    expect(histogramVerdict(heaps)).toMatch(/^No reading is right: they lie in 2 heaps/);
    expect(errorSentence(heaps, heaps)).toMatch(/^Task Manager is never right/);
  });

  it('say what is too high, too low, right within its noise, or exactly right', () => {
    expect(errorVerdict(errors(0.059, 0.0592, 0.0588)).words).toBe('is 5.9 points too high');
    expect(errorVerdict(errors(-0.8, -0.8, -0.8)).words).toBe('is 80.0 points too low');
    expect(errorVerdict(errors(0.01, -0.01, 0.012, -0.011)).words).toMatch(/^is right within \d\.\d points$/);
    expect(errorVerdict(errors(0, 0, 0)).words).toBe('is exactly right');
  });

  it('say both meters where they contradict each other', () => {
    expect(errorSentence(errors(0.75, 0.75), errors(0, 0))).toBe(
      'On average Task Manager is 75.0 points too high; its processes together are exactly right.',
    );
    expect(errorSentence(errors(0.42, 0.42), errors(-0.28, -0.28))).toBe(
      'On average Task Manager is 42.0 points too high; the sum of its processes is 28.0 points too low.',
    );
    expect(errorSentence(errors(0.06), errors(0.06))).toBe(
      'In one reading Task Manager is 6.0 points too high, and so are its processes.',
    );
  });

  it('part readings into heaps that hold them all', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
        const heaps = heapsOf(values);
        expect(heaps.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        for (let i = 1; i < heaps.length; i++) expect(heaps[i].low - heaps[i - 1].high).toBeGreaterThan(0.1);
      }),
      { seed: 6, numRuns: often(100) },
    );
  });

  it.each(METER_PRESETS.map(({ id }) => id))('hold for the step %s', async (id) => {
    const { readings: all } = await factsOf(id);
    for (const meter of ['processor', 'process'] as const) {
      const off = all.map((each) => each[meter] - each.used);
      const { kind, words } = errorVerdict(off);
      const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
      if (kind === 'never') expect(Math.min(...off.map(Math.abs))).toBeGreaterThan(0.05);
      if (kind === 'biased') expect(words).toContain(mean > 0 ? 'too high' : 'too low');
      if (kind === 'biased')
        expect(words).toContain((100 * Math.abs(mean)).toFixed(Math.abs(mean) < 0.01 ? 2 : 1));
      if (kind === 'right') expect(Math.abs(mean)).toBeLessThan(0.02);
    }
  });
});
