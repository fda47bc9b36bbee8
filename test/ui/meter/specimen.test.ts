import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../src/dispatch/parse';
import type { Meter } from '../../../src/sampling/ask';
import { METER_PRESETS, OPENING } from '../../../src/sampling/presets';
import { toHash } from '../../../src/scenario/link';
import { fromHash } from '../../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import { howWaited } from '../../../src/ui/meter/explain';
import { dodging, knobsOf, turned, type Knobs } from '../../../src/ui/meter/knobs';
import { windowOf } from '../../../src/ui/meter/own/sweeps';
import { linkOf, meterSpecimenOf, type Guess } from '../../../src/ui/meter/specimen';
import { often } from '../../often';

it('says what a guest waited for, by what its idle ticks cost', () => {
  const [{ experiment }] = METER_PRESETS;
  const waited = (idleTick: 'free' | 'dispatch') => {
    const given = parseExperiment(
      turned(experiment, knobsOf(parseExperiment(experiment)), 'idleTick', idleTick),
    );
    return howWaited({ experiment: given, readings: [], own: [] }).text;
  };
  expect(waited('free')).not.toContain('tick');
  expect(waited('dispatch')).toContain('a tick to take');
});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A turn of one knob. */
const turn = fc.oneof(
  fc.record({ knob: fc.constant('tickMs'), value: fc.double({ min: 0.2, max: 40, noNaN: true }) }),
  fc.record({ knob: fc.constant('sliceMs'), value: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ knob: fc.constant('neighbours'), value: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ knob: fc.constant('load'), value: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ knob: fc.constant('others'), value: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ knob: fc.constant('burstMs'), value: fc.double({ min: 0.1, max: 100, noNaN: true }) }),
  fc.record({ knob: fc.constant('lose'), value: fc.integer({ min: 0, max: 99 }) }),
  fc.record({ knob: fc.constant('rate'), value: fc.double({ min: 1.1, max: 20, noNaN: true }) }),
  fc.record({
    knob: fc.constant('delivery'),
    value: fc.constantFrom('burst', 'merge', 'discard', 'delay', 'catchup'),
  }),
  fc.record({ knob: fc.constant('order'), value: fc.constantFrom('thread-first', 'idle-first') }),
  fc.record({ knob: fc.constant('timing'), value: fc.constantFrom('alike', 'varied') }),
  fc.record({ knob: fc.constant('phase'), value: fc.constantFrom('random', 0.25, 0.9) }),
  fc.record({ knob: fc.constant('durationS'), value: fc.constantFrom(1, 10, 60, 600) }),
  fc.record({ knob: fc.constant('replications'), value: fc.constantFrom(200, 1000, 4000) }),
) as fc.Arbitrary<{ knob: keyof Knobs; value: never }>;

describe('the link of a demonstration', () => {
  it('brings back every preset, every knob, the meter and the guess, through the page’s address', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METER_PRESETS),
        fc.array(turn, { maxLength: 6 }),
        fc.constantFrom<Meter>('processor', 'process'),
        fc.oneof(fc.constantFrom<Guess>('off', 'first'), fc.integer({ min: 0, max: 100 })),
        (preset, turns, meter, guess) => {
          const input = turns.reduce(
            (so, { knob, value }) => turned(so, knobsOf(parseExperiment(so)), knob, value),
            preset.experiment,
          );
          const link = linkOf(preset, input, meter, guess);
          const { scenario, findings } = fromHash(
            `#${toHash({ ...DEFAULT_SCENARIO, view: 'meter', meter: link })}`,
          );
          expect(findings).toEqual([]);
          const back = meterSpecimenOf(scenario.meter);
          expect(back.problem).toBe(null);
          expect(back.preset).toBe(preset);
          expect([back.meter, back.guess]).toEqual([meter, guess]);
          expect(plain(back.experiment)).toEqual(plain(parseExperiment(input)));
        },
      ),
      { seed: 11, numRuns: often(300) },
    );
  });

  it('is the name of its demonstration, and that of any other', () => {
    for (const preset of METER_PRESETS) {
      const { meter } = meterSpecimenOf(preset.id);
      expect(linkOf(preset, preset.experiment, meter)).toBe(preset.id);
    }
  });

  it('opens as what it was before there was a story: the fifth demonstration where it named none', () => {
    expect(fromHash('#/meter?v=2&mend=burstMs%3D200').scenario.meter).toBe(OPENING);
    expect(fromHash('#/meter?v=2&meter=lost').scenario.meter).toBe('lost');
    expect(fromHash('#/meter?sample=false').scenario.meter).toBe(OPENING);
    // The address of the view opens as it does today, and so does the Meter tab of a link of the fold.
    expect(fromHash('#/meter').scenario.meter).toBe('');
    expect(fromHash('#/fold?v=2').scenario.meter).toBe('');
    expect(fromHash('#/meter?v=3&mend=burstMs%3D200').scenario.meter).toBe('');
  });

  it('gives a guest that came from elsewhere its own name', () => {
    const of = (name: string) =>
      meterSpecimenOf(`host;processors=1;policy=round-robin;durationS=5;guests=[{${name}"threads":[{}]}]`)
        .preset.title;
    expect([of('"name":"db01",'), of('')]).toEqual(['db01', 'A guest of your own']);
  });

  it('leaves out what makes no sense, field by field, and says so', () => {
    const { experiment, problem, preset, guess } = meterSpecimenOf(
      'stacked;sliceMs=-4;durationS=7;guess=first',
    );
    expect([preset.id, experiment.sliceMs, experiment.durationS, guess]).toEqual(['stacked', 50, 7, 'first']);
    expect(problem?.where).toBe('link: sliceMs');
    for (const link of [
      'nonsense',
      'alone;guess=101',
      'alone;meter=clock',
      'alone;guests=3',
      'alone;guests.0.threads=[]',
    ]) {
      const specimen = meterSpecimenOf(link);
      expect(specimen.problem, link).not.toBe(null);
      expect(specimen.experiment.guests[0].threads.length).toBeGreaterThan(0);
    }
  });

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        meterSpecimenOf(text);
        meterSpecimenOf(`alone;${text}`);
        meterSpecimenOf(`custom;${text}`);
      }),
      { seed: 12, numRuns: often(500) },
    );
  });
});

describe('a knob of the demonstration', () => {
  it('shows what it was turned to, and leaves the others where they are', () => {
    const others = ({ load: _l, burstMs: _b, others: _o, ...rest }: Knobs): object => rest;
    fc.assert(
      fc.property(fc.constantFrom(...METER_PRESETS), turn, ({ experiment }, { knob, value }) => {
        const before = knobsOf(parseExperiment(experiment));
        if (knob === 'others' && before.neighbours === 0) return;
        const after = knobsOf(parseExperiment(turned(experiment, before, knob, value)));
        // A thread that never waits has no length of burst to be told, and no wait that could vary.
        if (knob === 'timing' && before.load === 100) return;
        if (knob === 'burstMs' && before.load === 100) return;
        if (typeof value === 'number') expect(after[knob] as number).toBeCloseTo(value, 1);
        else expect(after[knob]).toBe(value);
        const kept: Record<string, unknown> = { ...others(before), [knob]: undefined };
        const now: Record<string, unknown> = { ...others(after), [knob]: undefined };
        if (knob === 'load' || knob === 'burstMs') kept.timing = now.timing;
        expect(now).toEqual(kept);
      }),
      { seed: 13, numRuns: often(300) },
    );
  });

  it('shows loads that were measured to hundredths of a percent', () => {
    const [thread] = [
      { burst: { kind: 'exponential', meanMs: 84 }, wait: { kind: 'exponential', meanMs: 1576 } },
    ];
    const { load, others } = knobsOf(
      parseExperiment({
        processors: 1,
        policy: 'round-robin',
        durationS: 5,
        guests: [{ threads: [thread] }, { threads: [thread] }],
      }),
    );
    expect([load, others]).toEqual([5.06, 5.06]);
  });

  it('keeps the cycle at the tick when the dodger works for another part of it', () => {
    const { experiment } = METER_PRESETS.find(({ id }) => id === 'dodger')!;
    for (const part of [0.05, 0.5, 0.99]) {
      const [thread] = parseExperiment(dodging(experiment, knobsOf(parseExperiment(experiment)), part))
        .guests[0].threads;
      expect(thread.burst).toEqual({ kind: 'constant', meanMs: 10 * part });
      expect(thread.wait).toMatchObject({
        kind: 'constant',
        meanMs: expect.closeTo(10 - 10 * part, 4) as number,
      });
    }
  });

  it('keeps the window of ratios where it is while the hand is dragged within it', () => {
    for (const ratio of [0.01, 0.5, 1, 1.3]) expect(windowOf(ratio)).toEqual({ low: 0, high: 1.3 });
    for (const ratio of [1.31, 1.5625, 2, 7.8, 100]) {
      const { low, high } = windowOf(ratio);
      expect(ratio).toBeGreaterThanOrEqual(low);
      expect(ratio).toBeLessThanOrEqual(high + 1e-9);
    }
  });
});
