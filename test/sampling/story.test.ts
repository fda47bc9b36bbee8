import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { openLocalHost } from '../../src/dispatch/local';
import { repairman } from '../../src/dispatch/oracles';
import { parseExperiment } from '../../src/dispatch/parse';
import { runExperiment } from '../../src/dispatch/run';
import { wantedOf } from '../../src/sampling/ask';
import { STORY, storyScreen } from '../../src/sampling/story';
import { FATES } from '../../src/sampling/story/fates';
import { knobValue, type StorySet } from '../../src/sampling/story/knobs';
import { STORY_STEPS, type StoryStep } from '../../src/sampling/story/screen';
import { judgeGuess, type Guessed } from '../../src/ui/meter/guess/judge';
import { readingOf, type MeterReading } from '../../src/ui/meter/reading';
import { checkOf, storyTheory } from '../../src/ui/meter/story/check';
import {
  classLink,
  FIRST_STORY,
  isStory,
  storyLink,
  storyOf,
  type Story,
} from '../../src/ui/meter/story/link';
import { often } from '../often';

const host = await openLocalHost();

interface Measured {
  readonly readings: readonly MeterReading[];
  readonly clockRate: number;
}
const known = new Map<string, Promise<Measured>>();

/** A cheap run of one of a screen's experiments. */
function measured(step: StoryStep, name: string, set: StorySet = {}, most: Partial<ExperimentInput> = {}) {
  const of = storyScreen(step).runs(set, 7)[name];
  const cheap = {
    ...of,
    replications: Math.min(60, of.replications ?? 60),
    durationS: Math.min(20, of.durationS),
    ...most,
  };
  const key = JSON.stringify(cheap);
  if (!known.has(key)) known.set(key, simulate(cheap));
  return known.get(key)!;
}

async function simulate(input: ExperimentInput): Promise<Measured> {
  const readings: MeterReading[] = [];
  let clockRate = 0;
  await runExperiment(parseExperiment(input), host, {
    each: (one) => {
      readings.push(readingOf(one));
      clockRate += one.guests[0].measured.clockRate;
    },
  });
  return { readings, clockRate: clockRate / readings.length };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const of = (run: Measured, pick: keyof MeterReading) => mean(run.readings.map((each) => each[pick]));
const tickOf = (step: StoryStep) =>
  parseExperiment(Object.values(storyScreen(step).runs({}, 7))[0]).guests[0].clock.tickMs;

/** Sentences of the story that hold a number or a comparison: the run that shows whether they are true. */
const STATEMENTS: Readonly<Record<string, () => Promise<void> | void>> = {
  'A clock interrupts it 64 times a second, and at each tick it notes who runs.': () =>
    expect(1000 / tickOf('clock')).toBe(64),
  'A thread is at work for 25 % of the time.': async () =>
    expect(of(await measured('clock', 'alone'), 'used')).toBeCloseTo(0.25, 2),
  'A clock looks 64 times a second, for a minute.': () =>
    expect(storyScreen('clock').runs({}, 7).alone.durationS).toBe(60),
  'Work comes in bursts far shorter than a tick.': () =>
    expect(knobValue(storyScreen('seconds').knobs, {}, 'burst')).toBeLessThan(tickOf('seconds') / 20),
  'Most are never seen; one that is seen is charged a whole tick.': async () => {
    const { readings } = await measured('seconds', 'seconds');
    // 500 bursts a second, and 64 looks of which a quarter finds one.
    expect(64 * mean(readings.map(({ process }) => process))).toBeLessThan(500 / 10);
    for (const { process } of readings) expect(64 * process).toBeCloseTo(Math.round(64 * process), 6);
  },
  'Chance errors are mended by a longer look: a reading of a minute is worth sixty of a second.':
    async () => {
      const spread = async (look: string) => {
        const { readings } = await measured(
          'seconds',
          'seconds',
          { look },
          { durationS: Number(look), replications: 120 },
        );
        const errors = readings.map(({ processor, used }) => processor - used);
        return mean(errors.map((error) => error * error));
      };
      const ratio = (await spread('1')) / (await spread('60'));
      expect(ratio).toBeGreaterThan(40);
      expect(ratio).toBeLessThan(90);
    },
  'Bursts of half a millisecond fill 25 % of each second, and ticks come every 15.6 ms.': async () => {
    expect(tickOf('seconds')).toBeCloseTo(15.6, 1);
    expect(of(await measured('seconds', 'seconds'), 'used')).toBeCloseTo(0.25, 1);
  },
  'Then each look falls on the same moment of its cycle, and tells the same thing again.': async () => {
    for (const { processor } of (await measured('step', 'anywhere')).readings)
      expect(Math.min(processor, 1 - processor)).toBeLessThan(0.002);
  },
  'Where the clock happened to start decides what every reading shows.': async () => {
    for (const [phase, shown] of [
      [10, 1],
      [25, 1],
      [35, 0],
      [90, 0],
    ])
      expect(of(await measured('step', 'here', { phase }), 'processor')).toBeCloseTo(shown, 2);
  },
  'What is in step is wrong for ever: no longer look mends it, only work or a clock that varies.':
    async () => {
      const long = await measured('step', 'anywhere', {}, { durationS: 600, replications: 12 });
      for (const { processor } of long.readings)
        expect(Math.min(processor, 1 - processor)).toBeLessThan(0.002);
      const varied = await measured('step', 'anywhere', { timing: 'varied' });
      for (const { processor, used } of varied.readings)
        expect(Math.abs(processor - used)).toBeLessThan(0.08);
    },
  'A thread works exactly 3 of every 10 ms, and the clock ticks every 10 ms.': async () => {
    expect(tickOf('step')).toBe(10);
    expect(of(await measured('step', 'anywhere'), 'used')).toBeCloseTo(0.3, 6);
  },
  'Beside others, a meter by ticks shows what was used and what was waited, in one sum.': async () => {
    const run = await measured('neighbour', 'shared');
    expect(of(run, 'processor')).toBeCloseTo(of(run, 'used') + of(run, 'waited'), 2);
    expect(of(run, 'waited')).toBeGreaterThan(0.04);
  },
  'Two guests share one processor, each with work for 25 % of the time.': () => {
    const { processors, guests } = storyScreen('neighbour').runs({}, 7).shared;
    expect([
      processors,
      guests.length,
      wantedOf(parseExperiment({ processors, guests, policy: 'round-robin', durationS: 1 })),
    ]).toEqual([1, 2, 0.25]);
  },
  'Each guest below uses the same share of the processor.': async () => {
    for (const fate of FATES) expect(of(await measured('fates', fate), 'used')).toBeCloseTo(0.25, 6);
  },
  'Its two meters, Task Manager and the list of its processes, make something else of it each time.':
    async () => {
      const shown = await Promise.all(
        FATES.map(async (fate) => (100 * of(await measured('fates', fate), 'process')).toFixed(1)),
      );
      expect(new Set(shown).size).toBe(FATES.length);
    },
  'Two guests with the same use may show anything: the fate of their ticks is part of the reading.':
    async () => {
      const shares = await Promise.all(
        FATES.map(async (fate) => of(await measured('fates', fate), 'process')),
      );
      expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.7);
    },
  'Four guests that never wait share one processor; all the ticks that each misses are dropped.': () =>
    expect(
      storyScreen('fates')
        .runs({}, 7)
        .discard.guests.reduce((sum, { count = 1 }) => sum + count, 0),
    ).toBe(4),
  'If used and ready together come to what was shown, ticks piled up, and the meter counted the waiting.':
    async () => {
      const sums = async (fate: (typeof FATES)[number]) => {
        const run = await measured('fates', fate);
        return of(run, 'process') - of(run, 'used') - of(run, 'waited');
      };
      expect(await sums('burst')).toBeCloseTo(0, 2);
      for (const fate of ['merge', 'discard', 'catchup'] as const)
        expect(await sums(fate)).toBeLessThan(-0.2);
    },
  'A guest’s Task Manager shows 29.3 %.': () =>
    expect(knobValue(storyScreen('log').knobs, {}, 'shown')).toBe(29.3),
  'Its host says it was ready, and waited, for 7.6 % of the time, and that ticks pile up.': () =>
    expect(knobValue(storyScreen('log').knobs, {}, 'ready')).toBe(7.6),
  'Shown less waited: 29.3 − 7.6.': () => expect(29.3 - 7.6).toBeCloseTo(21.7, 9),
  'The waiting is in the 29.3 % already: it is taken off, not added.': () =>
    expect(29.3 + 7.6).toBeCloseTo(36.9, 9),
  'A guest that is told steal time can take the waiting off its own meter; one with a processor of its own never waits.':
    async () => {
      const run = await measured('remedy', 'nothing');
      expect(of(run, 'processor') - of(run, 'waited')).toBeCloseTo(of(run, 'used'), 2);
      const own = await measured('remedy', 'own');
      expect(of(own, 'waited')).toBe(0);
      expect(of(own, 'processor')).toBeCloseTo(of(own, 'used'), 2);
    },
  'Windows 8 and Server 2012 and later no longer count ticks that a host hands over late.': () => {
    // As a host whose late ticks are dropped.
    expect(storyScreen('remedy').runs({}, 7).server2012.guests[0].clock).toEqual({ delivery: 'discard' });
  },
  'Their processes keep their proportions, but what was waited is still not idle, and Task Manager still shows it as busy.':
    async () => {
      const run = await measured('remedy', 'server2012');
      expect(of(run, 'process')).toBeCloseTo(of(run, 'used'), 2);
      expect(of(run, 'processor')).toBeCloseTo(of(run, 'used') + of(run, 'waited'), 2);
    },
  'How busy a guest’s threads are is no measure of what is left: ask what the host has left, and who waits.':
    async () => {
      const run = await measured('remedy', 'nothing');
      expect(of(run, 'used')).toBeLessThan(0.15);
      expect(of(run, 'hostBusy')).toBeGreaterThan(0.98);
      expect(of(run, 'waited')).toBeGreaterThan(0.4);
    },
  'Eight guests share one processor.': () =>
    expect(
      storyScreen('remedy')
        .runs({}, 7)
        .nothing.guests.reduce((sum, { count = 1 }) => sum + count, 0),
    ).toBe(8),
  'Each used 12.4 % of it, and could use more.': async () => {
    expect(repairman(8, 1, 5, 15).usedEach).toBeCloseTo(0.124, 3);
    expect(of(await measured('remedy', 'nothing'), 'used')).toBeCloseTo(0.124, 2);
  },
  'Eight times 12.4 % is 99 %, and each guest waits half of its time.': async () => {
    expect(8 * 0.124).toBeCloseTo(0.99, 2);
    expect(of(await measured('remedy', 'nothing'), 'waited')).toBeCloseTo(0.5, 1);
  },
  'That is what one guest did not use.': () => expect(100 - 12.4).toBeCloseTo(87.6, 9),
};

const sentences = (text: string) => text.split(/(?<=[.?!])\s+(?=[A-Z])/);
/** What makes a sentence one that could be false of the simulator: a number, or a comparison. */
const CLAIMS =
  /\d|\b(same|most|more|less|longer|shorter|never|each time|half|quarter|anything|no measure|in one sum|decides)\b/i;

describe.each(STORY)('the screen $id', ({ id, prose, so, ask, knobs }) => {
  const said = [
    ...prose.flatMap(sentences),
    so,
    ...sentences(ask.question),
    ...(ask.kind === 'answers' ? ask.answers.flatMap(({ why }) => sentences(why)) : []),
  ];
  const claims = said.filter((sentence) => sentence in STATEMENTS);

  it('has a test for each sentence with a number or a comparison', () => {
    // Invitations, and what follows from the words alone.
    const plain = [
      'Be that clock: while the thread below works and waits, press Look as often as you can.',
      'A meter by ticks never measures: it looks, and charges a whole tick to whom it finds.',
      'Each second makes one reading, and each reading falls into the picture as one block.',
      'What becomes of a tick that falls due while its guest may not run?',
      'Hosts differ: all are handed over later, one is kept, all are dropped, or they are handed over faster than real time.',
      'How much of the processor is left?',
      'Some work is not random: a timer wakes it by the same clock that measures it.',
      'Add up what all of them used: eight times 12.4 %.',
    ];
    expect(
      said.filter((each) => CLAIMS.test(each) && !(each in STATEMENTS) && !plain.includes(each)),
    ).toEqual([]);
  });

  it.each(claims)('says what its experiment shows: %s', async (sentence) => {
    await STATEMENTS[sentence]();
  });

  it('has one to three knobs, each with a usual value, and experiments that can be run at both ends of each', () => {
    expect(knobs.length).toBeGreaterThan(0);
    expect(knobs.length).toBeLessThan(4);
    for (const knob of knobs)
      for (const value of knob.kind === 'number'
        ? [knob.min, knob.usual, knob.max]
        : knob.options.map(({ value: one }) => one))
        for (const input of Object.values(storyScreen(id).runs({ [knob.id]: value }, 3)))
          parseExperiment(input);
  });
});

describe('every statement', () => {
  it('stands in the story', () => {
    const all = STORY.flatMap(({ prose, so, ask }) => [
      ...prose.flatMap(sentences),
      so,
      ...sentences(ask.question),
      ...(ask.kind === 'answers' ? ask.answers.flatMap(({ why }) => sentences(why)) : []),
    ]);
    expect(Object.keys(STATEMENTS).filter((sentence) => !all.includes(sentence))).toEqual([]);
  });
});

describe('what is asked on a screen', () => {
  it.each<[StoryStep, Guessed, Guessed]>([
    ['clock', 25, 10],
    ['seconds', 'scattered', 'low'],
    ['step', 'extremes', 'right'],
    ['neighbour', 29.4, 25],
    ['fates', 100, 25],
  ])('%s: %s is right, the naive %s is not, and is told why', async (step, right, naive) => {
    const name = Object.keys(storyScreen(step).runs({}, 7))[0];
    const { readings } = await measured(step, name, {}, step === 'neighbour' ? { durationS: 120 } : {});
    const wanted = wantedOf(parseExperiment(storyScreen(step).runs({}, 7)[name]));
    const { meter } = storyScreen(step);
    expect(judgeGuess(right, { readings, meter, wanted }).right).toBe(true);
    const wrong = judgeGuess(naive, { readings, meter, wanted });
    expect(wrong.right).toBe(false);
    expect(wrong.belief).not.toBe('');
  });

  it('has one right answer where no run decides, and a reason for each', () => {
    for (const { ask } of STORY) {
      if (ask.kind !== 'answers') continue;
      expect(ask.answers.filter(({ right }) => right)).toHaveLength(1);
      for (const { why } of ask.answers) expect(why).toMatch(/\.$/);
    }
  });
});

describe('the check under a picture', () => {
  it.each<[StoryStep, string, StorySet]>([
    ['clock', 'alone', {}],
    ['clock', 'alone', { load: 60 }],
    ['seconds', 'seconds', {}],
    ['step', 'anywhere', {}],
    ['neighbour', 'shared', {}],
    ['neighbour', 'shared', { count: 3 }],
    ['fates', 'discard', {}],
    ['fates', 'burst', { guests: 6 }],
    ['remedy', 'nothing', { count: 3 }],
  ])('agrees with its formula: %s, %s, %j', async (step, name, set) => {
    const input = storyScreen(step).runs(set, 7)[name];
    const short = { ...input, durationS: Math.min(input.durationS, 30), replications: 60 };
    const { readings } = await simulate(short);
    const experiment = parseExperiment(short);
    const { agrees, text } = checkOf({ experiment, readings, complete: true }, storyScreen(step).meter);
    expect(text).toMatch(/^simulated .* formula /);
    expect(agrees, text).toBe(true);
  });

  it('says so where there is no formula, and where the two part', async () => {
    const input = storyScreen('neighbour').runs({ idle: 'dispatch' }, 7).shared;
    const experiment = parseExperiment(input);
    expect(storyTheory(experiment, 'processor')).toBe(null);
    const readings = [0.5, 0.51, 0.49].map((value) => ({
      used: 0.2,
      waited: 0,
      processor: value,
      process: value,
      hostBusy: 0.2,
    }));
    const run = { readings, complete: true };
    expect(checkOf({ ...run, experiment }, 'processor').text).toContain('no formula is known');
    const plain = parseExperiment(storyScreen('neighbour').runs({}, 7).shared);
    expect(checkOf({ ...run, experiment: plain }, 'processor').agrees).toBe(false);
  });
});

describe('the link of the story', () => {
  const story: fc.Arbitrary<Story> = fc.record({
    step: fc.constantFrom(...STORY_STEPS),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    said: fc.constantFrom<Story['said']>(
      {},
      { clock: { value: 25, right: true }, step: { value: 'extremes', right: true } },
      { log: { value: 'sum', right: false }, neighbour: { value: null, right: false } },
    ),
    set: fc.constantFrom<Story['set']>(
      {},
      { neighbour: { others: 60, idle: 'dispatch' } },
      { seconds: { look: '60', burst: 2.5 }, fates: { guests: 6 } },
    ),
  });

  it('brings all of it back', () => {
    fc.assert(
      fc.property(story, (given) => {
        const link = storyLink(given);
        expect(isStory(link)).toBe(true);
        expect(storyOf(link)).toEqual({ story: given, problem: null });
      }),
      { seed: 3, numRuns: often(200) },
    );
    expect(storyLink(FIRST_STORY)).toBe('');
    expect(storyOf('').story).toEqual(FIRST_STORY);
  });

  it('gives a class the screen and the seed alone', () => {
    const { story: opened } = storyOf(
      classLink({
        step: 'step',
        seed: 42,
        said: { step: { value: 'right', right: false } },
        set: { step: { phase: 40 } },
      }),
    );
    expect(opened).toEqual({ step: 'step', seed: 42, said: {}, set: {} });
  });

  it.each([
    ['story;step=nowhere', 'step', /expected one of clock, seconds/],
    ['story;seed=-1', 'seed', /whole number/],
    ['story;set.neighbour.others=400', 'set.neighbour.others', /can have/],
    ['story;set.neighbour.colour=1', 'set.neighbour.colour', /one of its knobs: others/],
    ['story;said.log=["nothing",1]', 'said.log', /answered/],
    ['story;nonsense=1', 'nonsense', /step, seed, said or set/],
  ])('refuses in words what it cannot use, and keeps the rest: %s', (link, where, text) => {
    const { problem, story: rest } = storyOf(`${link};step=fates`);
    expect(problem?.where).toBe(`link: ${where}`);
    expect(problem?.text).toMatch(text);
    expect(rest.step).toBe('fates');
  });

  it('tells all that it cannot use, not the first alone', () => {
    const { problem } = storyOf('story;step=nowhere;seed=-1;set.step.phase=40');
    expect(problem?.text).toMatch(
      /^step: found "nowhere", expected .* seed: found -1, expected a whole number/,
    );
    expect(problem?.fix).toBe('They are left out.');
  });

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        storyOf(`story;${text}`);
        storyOf(`story;set.${text}=1;said.${text}=[1,1]`);
      }),
      { seed: 4, numRuns: often(300) },
    );
  });
});
