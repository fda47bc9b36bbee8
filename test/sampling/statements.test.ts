import { describe, expect, it } from 'vitest';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { parseExperiment } from '../../src/dispatch/parse';
import { openLocalHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';
import type { HostFigures } from '../../src/dispatch/answer';
import { METER_PRESETS } from '../../src/sampling/presets';

const host = await openLocalHost();

/** What a cheap run of a demonstration says of its first guest; shares of 1. */
interface Run {
  readonly used: number;
  readonly waited: number;
  readonly shown: readonly number[];
  readonly shares: readonly number[];
  readonly errors: readonly number[];
  readonly figures: readonly HostFigures<number>[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));
const se = (values: readonly number[]) => sd(values) / Math.sqrt(values.length);

const known = new Map<string, Promise<Run>>();

function run(experiment: ExperimentInput, change: Partial<ExperimentInput> = {}): Promise<Run> {
  const cheap = { replications: 60, ...change };
  const durationS = change.durationS ?? Math.min(30, experiment.durationS);
  const of = { ...experiment, ...cheap, durationS, warmupS: experiment.warmupS };
  const key = JSON.stringify(of);
  const before = known.get(key);
  if (before) return before;
  const running = simulate(of);
  known.set(key, running);
  return running;
}

async function simulate(of: ExperimentInput): Promise<Run> {
  const figures: HostFigures<number>[] = [];
  await runExperiment(parseExperiment(of), host, { each: (one) => figures.push(one) });
  const watched = figures.map(({ guests }) => guests[0]);
  const shown = watched.map(({ measured }) => measured.processor);
  return {
    used: mean(watched.map(({ used }) => used)),
    waited: mean(watched.map(({ ready }) => ready)),
    shown,
    shares: watched.map(({ measured }) => measured.threads[0].share),
    errors: watched.map(({ measured, used }) => measured.processor - used),
    figures,
  };
}

const preset = (id: string) => METER_PRESETS.find((each) => each.id === id)!;
const of = (id: string, change?: Partial<ExperimentInput>) => run(preset(id).experiment, change);
/** Within four standard errors, and what a window's edges take. */
const near = (values: readonly number[], expected: number, edge = 0.002) =>
  expect(Math.abs(mean(values) - expected)).toBeLessThan(4 * se(values) + edge);
const tickOf = (id: string) => parseExperiment(preset(id).experiment).guests[0].clock.tickMs;
const burstOf = (id: string) => preset(id).experiment.guests[0].threads![0].burst as { meanMs: number };

const unbiased = async (id: string, change?: Partial<ExperimentInput>) => {
  const { errors } = await of(id, change);
  expect(Math.abs(mean(errors))).toBeLessThan(4 * se(errors));
};
const allOrNothing = async (id: string, change?: Partial<ExperimentInput>) => {
  const { shown } = await of(id, change);
  for (const value of shown) expect(Math.min(value, 1 - value)).toBeLessThan(0.002);
  expect(Math.max(...shown) - Math.min(...shown)).toBeGreaterThan(0.9);
};

/** Every sentence of every step: the experiment that shows whether it is true. */
const STATEMENTS: Readonly<Record<string, Readonly<Record<string, () => Promise<unknown> | void>>>> = {
  alone: {
    'On its own machine the meter is right, within the noise of its samples.': () => unbiased('alone'),
    'Sixty-four times a second the clock looks who runs and charges a whole tick.': async () => {
      expect(1000 / tickOf('alone')).toBe(64);
      const { shown } = await of('alone', { durationS: 1 });
      for (const value of shown) expect(64 * value).toBeCloseTo(Math.round(64 * value), 6);
    },
    'A minute has 3,840 looks, and what they miss at one time they overcount at another.': async () => {
      expect(60_000 / tickOf('alone')).toBe(3840);
      const { errors } = await of('alone');
      expect(errors.filter((error) => error < 0).length).toBeGreaterThan(10);
      expect(errors.filter((error) => error > 0).length).toBeGreaterThan(10);
    },
    'The thread is busy 25 % of the time, and nobody shares its processor.': async () => {
      const { figures } = await of('alone');
      near(
        figures.map(({ guests }) => guests[0].used),
        0.25,
      );
      expect(figures[0].guests).toHaveLength(1);
    },
  },
  short: {
    'Bursts far shorter than a tick are missed or charged whole, and still come out right on average.':
      async () => {
        expect(burstOf('short').meanMs).toBeLessThan(tickOf('short') / 10);
        await unbiased('short', { replications: 600 });
      },
    'Of 500 bursts a second all but 16 start and end between two ticks and are never seen; one that is seen is charged a whole tick, 31 times a mean burst.':
      async () => {
        const { figures, shown } = await of('short', { replications: 600 });
        near(
          figures.map(({ guests }) => guests[0].cyclesPerSecond),
          500,
          1,
        );
        // A burst is hardly ever seen by two ticks: seen bursts are ticks charged.
        near(
          shown.map((share) => 64 * share),
          16,
          0.1,
        );
        expect(Math.floor(tickOf('short') / burstOf('short').meanMs)).toBe(31);
      },
    'One second is a coin tossed 64 times: a longer look mends it.': async () => {
      const { shown } = await of('short', { replications: 600 });
      const coin = Math.sqrt((0.25 * 0.75) / 64);
      expect(sd(shown) / coin).toBeGreaterThan(0.9);
      expect(sd(shown) / coin).toBeLessThan(1.1);
      const longer = await run(preset('short').tries[0].experiment, { durationS: 10, replications: 40 });
      expect(sd(longer.shown)).toBeLessThan(sd(shown) / 2);
    },
    'Bursts last half a millisecond, ticks come every 15.6 ms, and 25 % of each second is work.':
      async () => {
        expect([burstOf('short').meanMs, tickOf('short').toFixed(1)]).toEqual([0.5, '15.6']);
        const { figures } = await of('short', { replications: 600 });
        near(
          figures.map(({ guests }) => guests[0].used),
          0.25,
        );
      },
  },
  'phase-lock': {
    'Work in step with the tick is seen always or never, and no length of observation mends it.':
      async () => {
        await allOrNothing('phase-lock');
        await allOrNothing('phase-lock', { durationS: 600, replications: 20 });
      },
    'The thread works 3 ms of every 10 ms and the tick comes every 10 ms: each look falls on the same moment of the cycle.':
      async () => {
        const { used, shown } = await of('phase-lock');
        expect([used, tickOf('phase-lock')]).toEqual([expect.closeTo(0.3, 6), 10]);
        for (const value of shown) expect(Math.min(value, 1 - value)).toBeLessThan(0.002);
      },
    'Where the clock happened to start decides between 0 and 100 %.': async () => {
      const at = async (phase: number) => {
        const [guest] = preset('phase-lock').experiment.guests;
        const clock = { ...guest.clock, phase };
        return (await of('phase-lock', { guests: [{ ...guest, clock }], replications: 2 })).shown;
      };
      for (const value of await at(0.1)) expect(value).toBeGreaterThan(0.998);
      for (const value of await at(0.6)) expect(value).toBeLessThan(0.002);
    },
    'The thread works exactly 3 of every 10 ms, and the tick is 10 ms.': () => {
      expect(tickOf('phase-lock')).toBe(10);
      expect(preset('phase-lock').experiment.guests[0].threads![0]).toMatchObject({
        burst: { kind: 'constant', meanMs: 3 },
        wait: { kind: 'constant', meanMs: 7 },
      });
    },
  },
  dodger: {
    'A thread that sleeps across each tick uses 80 % and is charged nothing.': async () => {
      const { used, shown } = await of('dodger');
      expect([used, Math.max(...shown)]).toEqual([expect.closeTo(0.8, 6), expect.closeTo(0, 6)]);
    },
    'It works 8 of the 10 ms between two ticks and sleeps when each one comes (Tsafrir, Etsion and Feitelson 2007).':
      async () => {
        expect([burstOf('dodger').meanMs, tickOf('dodger')]).toEqual([8, 10]);
        expect(Math.max(...(await of('dodger')).shares)).toBe(0);
      },
    'The meter charges the idle thread, every time.': async () => {
      for (const value of (await of('dodger')).shown) expect(value).toBeCloseTo(0, 6);
    },
    'A thread works 8 of the 10 ms between two ticks, and sleeps when each one comes.': async () => {
      expect((await of('dodger')).used).toBeCloseTo(0.8, 6);
    },
  },
  neighbour: {
    'Beside a neighbour the meter counts time spent waiting for the processor as time used.': async () => {
      const { shown, used, waited } = await of('neighbour');
      near(shown, used + waited);
      expect(waited).toBeGreaterThan(0.04);
    },
    'Two guests share one processor, each with work for a quarter of the time.': () => {
      const { processors, guests } = preset('neighbour').experiment;
      expect([processors, guests.length]).toEqual([1, 2]);
      for (const { threads } of guests)
        expect(threads).toMatchObject([{ burst: { meanMs: 5 }, wait: { meanMs: 15 } }]);
    },
    'While this one waits for its turn, its ticks pile up; on its turn they land at once, on the thread that waited.':
      () => {
        // What piles up, and where it lands, is held tick by tick in strip.test.ts.
        const { delivery, order } = parseExperiment(preset('neighbour').experiment).guests[0].clock;
        expect([delivery, order]).toEqual(['burst', 'thread-first']);
      },
    'Ticks that fall due while it has nothing to do come at once and count as idle: what is too much is what it waited, 5.9 points.':
      async () => {
        expect(parseExperiment(preset('neighbour').experiment).guests[0].clock.idleTick).toBe('free');
        const { errors, figures } = await of('neighbour', { replications: 200 });
        near(errors, 0.059, 0.0005);
        near(
          figures.map(({ guests }) => guests[0].ready),
          0.059,
          0.0005,
        );
      },
    'Two guests share a processor, each with work for 25 % of the time.': () => {
      expect(preset('neighbour').experiment.processors).toBe(1);
    },
  },
  stacked: {
    'With every missed tick handed over later, each of four guests that never wait shows 100 %.':
      async () => {
        const { figures } = await of('stacked');
        expect(figures[0].guests).toHaveLength(4);
        for (const { guests } of figures)
          for (const { measured } of guests) expect(measured.processor).toBeCloseTo(1, 2);
      },
    'Each has a quarter of the processor.': async () => {
      for (const { used } of (await of('stacked')).figures[0].guests) expect(used).toBeCloseTo(0.25, 2);
    },
    'The ticks of the other three quarters wait for it, stacked up, and it is charged for all of them: four meters add up to 400 % of one processor.':
      async () => {
        const { figures, shares } = await of('stacked');
        near(
          figures.map(({ guests }) => guests.reduce((sum, { measured }) => sum + measured.processor, 0)),
          4,
          0.01,
        );
        near(shares, 1, 0.01);
      },
    'Four guests that never wait share one processor; the ticks that each misses are handed over later.':
      async () => {
        expect((await of('stacked')).figures[0].guests).toHaveLength(4);
      },
  },
  lost: {
    'With missed ticks dropped the process is charged what it used, while the guest still looks all busy.':
      async () => {
        const { shares, shown, used } = await of('lost');
        near(shares, used);
        near(shown, 1);
      },
    'Only ticks in its own quarter arrive: over true time the process shows 25 %, its true share.':
      async () => {
        const { shares, figures } = await of('lost');
        near(shares, 0.25);
        near(
          figures.map(({ guests }) => guests[0].measured.clockRate),
          0.25,
        );
      },
    'Processor Time is 1 less the idle ticks, and there are none: 100 %.': async () => {
      for (const value of (await of('lost')).shown) expect(value).toBe(1);
    },
    'Two meters of one guest contradict each other.': async () => {
      const { shown, shares } = await of('lost');
      expect(mean(shown) - mean(shares)).toBeGreaterThan(0.7);
    },
    'Four guests that never wait share one processor, and the ticks that each misses are dropped.':
      async () => {
        expect((await of('lost')).figures[0].guests).toHaveLength(4);
      },
  },
  'catch-up': {
    'Ticks handed over faster than real time overcharge by the rate of catching up, until all is charged.':
      async () => {
        for (const [rate, share] of [
          [2, 0.5],
          [3, 0.75],
          [4, 1],
          [8, 1],
        ]) {
          const [guest, ...others] = preset('catch-up').experiment.guests;
          const { shares } = await of('catch-up', {
            guests: [{ ...guest, clock: { ...guest.clock, rate } }, ...others],
            replications: 3,
          });
          expect(mean(shares)).toBeCloseTo(share, 1);
        }
      },
    'While it runs, the guest gets its late ticks at three times the usual rate: its quarter of the processor shows as three quarters.':
      async () => {
        const { shares, used } = await of('catch-up');
        near(shares, 0.75, 0.005);
        expect(used).toBeCloseTo(0.25, 2);
      },
    'Its clock goes at three quarters of real time, and falls behind by the rest.': async () => {
      near(
        (await of('catch-up')).figures.map(({ guests }) => guests[0].measured.clockRate),
        0.75,
        0.005,
      );
    },
    'One of four guests that never wait is handed its late ticks at three times the usual rate.':
      async () => {
        expect((await of('catch-up')).figures[0].guests).toHaveLength(4);
      },
  },
  'idle-busy': {
    'Lost ticks count as busy: a guest that idles 60 % shows 82 %, its processes together 12 %.':
      async () => {
        const { used, shown, shares } = await of('idle-busy');
        expect(1 - used).toBeCloseTo(0.6, 1);
        near(shown, 0.82);
        near(shares, 0.12);
      },
    'Processor Time is what is not idle, and an idle tick that never arrives is not idle time.': async () => {
      const none = await run(preset('idle-busy').tries[0].experiment, { replications: 20 });
      near(none.shown, none.used);
    },
    'Seven of ten ticks are lost here, and the list of processes accounts for 12 of the 82 %.': async () => {
      near(
        (await of('idle-busy')).figures.map(({ guests }) => guests[0].measured.clockRate),
        0.3,
      );
    },
    'The guest is alone and 40 % busy, but seven of ten of its ticks are lost.': async () => {
      const { figures } = await of('idle-busy');
      expect(figures[0].guests).toHaveLength(1);
      near(
        figures.map(({ guests }) => guests[0].used),
        0.4,
      );
    },
  },
};

/** The sentences of a text; a dot within a number or a name ends none. */
const sentences = (text: string) => text.split(/(?<=[.?!])\s+(?=[A-Z])/);

describe.each(METER_PRESETS)('the step $id', ({ id, point, text, question }) => {
  const said = [point, ...sentences(text), ...sentences(question)];

  it('has a test for each of its sentences, and none for another', () => {
    expect(Object.keys(STATEMENTS[id]).sort()).toEqual([...said].sort());
  });

  it.each(Object.keys(STATEMENTS[id]))('says what its experiment shows: %s', async (sentence) => {
    await STATEMENTS[id][sentence]();
  });
});

describe('the ways on from a step', () => {
  it('lead where their names say', async () => {
    const dispatch = preset('neighbour').tries.find(({ label }) => /idle ticks/.test(label))!;
    // A second, small simulator gave 33.8 %.
    near((await run(dispatch.experiment, { replications: 200 })).shown, 0.338, 0.001);
    const seven = preset('neighbour').tries.find(({ label }) => /seven/.test(label))!;
    near((await run(seven.experiment)).shown, 0.628, 0.004);
    for (const { tries } of METER_PRESETS) for (const { experiment } of tries) parseExperiment(experiment);
  });
});
