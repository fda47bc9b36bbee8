import type { ExperimentInput } from '../dispatch/experiment';
import { HOG } from '../dispatch/presets';
import type { Delivery } from '../engine/dispatch/host';
import { own } from '../estate/own';
import type { AskChoice, Meter } from './ask';

/** The screens of the story, in their order. */
export const STORY_STEPS = ['clock', 'seconds', 'step', 'neighbour', 'fates', 'log', 'remedy'] as const;
export type StoryStep = (typeof STORY_STEPS)[number];

/** A knob of a screen: a number, or one of a few words. */
export type StoryKnob = {
  readonly id: string;
  readonly label: string;
} & (
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly usual: number;
    }
  | {
      readonly kind: 'words';
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly usual: string;
    }
);

/** What the knobs of a screen say, by name; one that is not there is as usual. */
export type StorySet = Readonly<Record<string, number | string>>;

/** An answer to choose where no run decides it; why a wrong one is wrong is told after it. */
export interface StoryAnswer {
  readonly id: string;
  readonly label: string;
  readonly right: boolean;
  readonly why: string;
}

/** What is asked before anything is seen: of a meter, or of what follows from figures that are given. */
export type StoryAsk =
  | { readonly kind: 'meter'; readonly question: string; readonly choices?: readonly AskChoice[] }
  | { readonly kind: 'answers'; readonly question: string; readonly answers: readonly StoryAnswer[] };

/** One screen: one idea, one to three knobs, and the experiments that its picture is drawn from. */
export interface StoryScreen {
  readonly id: StoryStep;
  readonly title: string;
  /** Its one idea, in sentences that hold whatever the knobs say. */
  readonly prose: readonly string[];
  /** What to take along. */
  readonly so: string;
  readonly knobs: readonly StoryKnob[];
  readonly ask: StoryAsk;
  /** The meter that is asked, and the run that is judged: the first. */
  readonly meter: Meter;
  /** The experiments by name; none where nothing is simulated. */
  runs(set: StorySet, seed: number): Readonly<Record<string, ExperimentInput>>;
}

type GuestInput = ExperimentInput['guests'][number];
type ClockInput = NonNullable<GuestInput['clock']>;

const BASE = { processors: 1, policy: 'round-robin', warmupS: 1 } as const;

function working(name: string, busy: number, burstMs: number, clock: ClockInput = {}): GuestInput {
  const wait =
    busy >= 100
      ? ({ kind: 'never' } as const)
      : ({ kind: 'exponential', meanMs: Number(((burstMs * (100 - busy)) / busy).toFixed(4)) } as const);
  return { name, threads: [{ burst: { kind: 'exponential', meanMs: burstMs }, wait }], clock };
}

const knob = (
  id: string,
  label: string,
  unit: string,
  [min, usual, max]: readonly [number, number, number],
  step = 1,
): StoryKnob => ({ id, label, kind: 'number', unit, min, max, step, usual });
const words = (
  id: string,
  label: string,
  usual: string,
  options: Readonly<Record<string, string>>,
): StoryKnob => ({
  id,
  label,
  kind: 'words',
  usual,
  options: Object.entries(options).map(([value, name]) => ({ value, label: name })),
});

/** What a knob is set to: what was said if it may be, else what is usual. */
export function knobValue(knobs: readonly StoryKnob[], set: StorySet, id: string): number | string {
  const of = knobs.find((each) => each.id === id);
  if (!of) throw new Error(`no knob ${id}`);
  const said = own(set, id);
  if (of.kind === 'number')
    return typeof said === 'number' && said >= of.min && said <= of.max ? said : of.usual;
  return of.options.some(({ value }) => value === said) ? String(said) : of.usual;
}

const READINGS = 200;

const CLOCK_KNOBS = [knob('load', 'The thread is busy', '%', [1, 25, 99])];
const SECOND_KNOBS = [
  knob('burst', 'A burst lasts about', 'ms', [0.1, 0.5, 200], 0.1),
  words('look', 'One reading is', '1', { 1: '1 s', 10: '10 s', 60: '1 min' }),
];
const STEP_KNOBS = [
  knob('tick', 'The clock ticks every', 'ms', [5, 10, 20], 0.125),
  knob('phase', 'It starts, of its period, at', '%', [0, 10, 99]),
  words('timing', 'Bursts and waits', 'alike', { alike: 'are all alike', varied: 'vary' }),
];
const NEIGHBOUR_KNOBS = [
  knob('others', 'The neighbour is busy', '%', [1, 25, 100]),
  knob('count', 'Neighbours', '', [1, 1, 8]),
  words('idle', 'Ticks while it has nothing to do', 'free', {
    free: 'come at once',
    dispatch: 'wait for a turn',
  }),
];
const FATE_KNOBS = [
  knob('guests', 'Guests that never wait', '', [2, 4, 8]),
  knob('rate', 'Catch up at', '× real time', [1.5, 3, 8], 0.5),
];
const LOG_KNOBS = [
  knob('shown', 'Task Manager shows', '%', [0, 29.3, 100], 0.1),
  knob('used', 'the host says used', '%', [0, 21.7, 100], 0.1),
  knob('ready', 'the host says % Ready', '%', [0, 7.6, 100], 0.1),
];
const REMEDY_KNOBS = [knob('count', 'Neighbours', '', [1, 7, 12])];

/** What may become of a tick that its guest could not take, in the order of the table. */
export const FATES = ['burst', 'merge', 'discard', 'catchup'] as const satisfies readonly Delivery[];

/** Remedies in the order in which they are told: what is simulated for each. */
export const REMEDIES = ['nothing', 'server2012', 'own'] as const;

/** The story, in its order: from a clock that looks to what to do about it. */
export const STORY: readonly StoryScreen[] = [
  {
    id: 'clock',
    title: 'Be the clock',
    prose: [
      'A guest does not measure what its threads use. A clock interrupts it 64 times a second, and at each tick it notes who runs.',
      'Be that clock: while the thread below works and waits, press Look as often as you can. Each look says one thing only: at work, or not.',
    ],
    so: 'A meter by ticks never measures: it looks, and charges a whole tick to whom it finds.',
    knobs: CLOCK_KNOBS,
    ask: {
      kind: 'meter',
      question: 'A thread is at work for 25 % of the time. A clock looks 64 times a second, for a minute.',
    },
    meter: 'processor',
    runs: (set, seed) => ({
      alone: {
        ...BASE,
        warmupS: 0,
        guests: [working('watched', knobValue(CLOCK_KNOBS, set, 'load') as number, 5)],
        durationS: 60,
        replications: READINGS,
        seed,
      },
    }),
  },
  {
    id: 'seconds',
    title: 'One second at a time',
    prose: [
      'Work comes in bursts far shorter than a tick. Most are never seen; one that is seen is charged a whole tick.',
      'Each second makes one reading, and each reading falls into the picture as one block. Add them one at a time, then a hundred at once.',
    ],
    so: 'Chance errors are mended by a longer look: a reading of a minute is worth sixty of a second.',
    knobs: SECOND_KNOBS,
    ask: {
      kind: 'meter',
      question: 'Bursts of half a millisecond fill 25 % of each second, and ticks come every 15.6 ms.',
      choices: [
        { shape: 'low', label: 'too little: most of the work is missed' },
        { shape: 'scattered', label: '25 % on average, some points off in any one second' },
        { shape: 'right', label: '25 % in each second' },
        { shape: 'high', label: 'too much: whole ticks for half milliseconds' },
      ],
    },
    meter: 'processor',
    runs: (set, seed) => ({
      seconds: {
        ...BASE,
        guests: [working('watched', 25, knobValue(SECOND_KNOBS, set, 'burst') as number)],
        durationS: Number(knobValue(SECOND_KNOBS, set, 'look')),
        replications: 600,
        seed,
      },
    }),
  },
  {
    id: 'step',
    title: 'In step with the clock',
    prose: [
      'Some work is not random: a timer wakes it by the same clock that measures it. Then each look falls on the same moment of its cycle, and tells the same thing again.',
      'Where the clock happened to start decides what every reading shows. Move its start, and watch all looks move with it.',
    ],
    so: 'What is in step is wrong for ever: no longer look mends it, only work or a clock that varies.',
    knobs: STEP_KNOBS,
    ask: {
      kind: 'meter',
      question: 'A thread works exactly 3 of every 10 ms, and the clock ticks every 10 ms.',
      choices: [
        { shape: 'right', label: '30 %, each time' },
        { shape: 'extremes', label: '0 or 100 %, as the clock happened to start' },
        { shape: 'scattered', label: 'another figure each time, 30 % on average' },
      ],
    },
    meter: 'processor',
    runs(set, seed) {
      const kind = knobValue(STEP_KNOBS, set, 'timing') === 'alike' ? 'constant' : 'exponential';
      const thread = {
        burst: { kind, meanMs: 3 },
        wait: { kind, meanMs: 7 },
        start: 'burst',
      } as const;
      const of = (phase: number | 'random'): ExperimentInput => ({
        ...BASE,
        warmupS: 0,
        guests: [
          {
            name: 'watched',
            threads: [thread],
            clock: { tickMs: knobValue(STEP_KNOBS, set, 'tick') as number, phase },
          },
        ],
        durationS: 20,
        replications: READINGS,
        seed,
      });
      return {
        anywhere: of('random'),
        here: { ...of((knobValue(STEP_KNOBS, set, 'phase') as number) / 100), replications: 1 },
      };
    },
  },
  {
    id: 'neighbour',
    title: 'Somebody else moves in',
    prose: [
      'Now the guest shares its processor. While the neighbour runs, a guest with work has to wait, and ticks that fall due meanwhile pile up.',
      'When its turn comes, the whole pile lands on the thread that waited. The guest cannot tell waiting from working.',
    ],
    so: 'Beside others, a meter by ticks shows what was used and what was waited, in one sum.',
    knobs: NEIGHBOUR_KNOBS,
    ask: {
      kind: 'meter',
      question: 'Two guests share one processor, each with work for 25 % of the time.',
    },
    meter: 'processor',
    runs(set, seed) {
      const idleTick = knobValue(NEIGHBOUR_KNOBS, set, 'idle') as 'free' | 'dispatch';
      const count = knobValue(NEIGHBOUR_KNOBS, set, 'count') as number;
      const busy = knobValue(NEIGHBOUR_KNOBS, set, 'others') as number;
      return {
        shared: {
          ...BASE,
          guests: [
            working('watched', 25, 5, { idleTick }),
            { ...working('neighbour', busy, busy >= 100 ? 20 : 5, { idleTick }), count },
          ],
          durationS: 120,
          replications: READINGS,
          seed,
        },
      };
    },
  },
  {
    id: 'fates',
    title: 'Four fates of a tick',
    prose: [
      'What becomes of a tick that falls due while its guest may not run? Hosts differ: all are handed over later, one is kept, all are dropped, or they are handed over faster than real time.',
      'Each guest below uses the same share of the processor. Its two meters, Task Manager and the list of its processes, make something else of it each time.',
    ],
    so: 'Two guests with the same use may show anything: the fate of their ticks is part of the reading.',
    knobs: FATE_KNOBS,
    ask: {
      kind: 'meter',
      question:
        'Four guests that never wait share one processor; all the ticks that each misses are dropped.',
    },
    meter: 'processor',
    runs(set, seed) {
      const guests = knobValue(FATE_KNOBS, set, 'guests') as number;
      const rate = knobValue(FATE_KNOBS, set, 'rate') as number;
      const of = (delivery: Delivery): ExperimentInput => ({
        ...BASE,
        // Turns of 50 ms, and a whole number of rounds in each reading.
        warmupS: 0.05 * guests,
        guests: [
          {
            name: 'watched',
            threads: [HOG],
            clock: { delivery, ...(delivery === 'catchup' ? { rate } : {}) },
          },
          { name: 'neighbour', count: guests - 1, threads: [HOG] },
        ],
        durationS: 0.05 * guests * 160,
        replications: 12,
        seed,
      });
      // The one that is asked about is judged, so it comes first.
      const order = ['discard', ...FATES.filter((each) => each !== 'discard')] as const;
      return Object.fromEntries(order.map((delivery) => [delivery, of(delivery)]));
    },
  },
  {
    id: 'log',
    title: 'What your own log says',
    prose: [
      'The host knows what the guest cannot: for how long it ran, and for how long it was ready and had to wait. Put its figures beside what Task Manager showed.',
      'If used and ready together come to what was shown, ticks piled up, and the meter counted the waiting.',
    ],
    so: 'Take the host’s used for the total, and % Ready for what the guest wanted and did not get.',
    knobs: LOG_KNOBS,
    ask: {
      kind: 'answers',
      question:
        'A guest’s Task Manager shows 29.3 %. Its host says it was ready, and waited, for 7.6 % of the time, and that ticks pile up. What did it use?',
      answers: [
        {
          id: 'sum',
          label: '36.9 %',
          right: false,
          why: 'The waiting is in the 29.3 % already: it is taken off, not added.',
        },
        {
          id: 'shown',
          label: '29.3 %',
          right: false,
          why: 'That is the belief in an honest meter: it counts the waiting as work.',
        },
        { id: 'less', label: '21.7 %', right: true, why: 'Shown less waited: 29.3 − 7.6.' },
      ],
    },
    meter: 'processor',
    runs: () => ({}),
  },
  {
    id: 'remedy',
    title: 'What to do about it',
    prose: [
      'Ask the host: % Used says what each guest got, % Ready what it wanted and did not get. A guest that is told steal time can take the waiting off its own meter; one with a processor of its own never waits.',
      'Windows 8 and Server 2012 and later no longer count ticks that a host hands over late. Their processes keep their proportions, but what was waited is still not idle, and Task Manager still shows it as busy.',
    ],
    so: 'How busy a guest’s threads are is no measure of what is left: ask what the host has left, and who waits.',
    knobs: REMEDY_KNOBS,
    ask: {
      kind: 'answers',
      question:
        'Eight guests share one processor. Each used 12.4 % of it, and could use more. How much of the processor is left?',
      answers: [
        {
          id: 'most',
          label: 'most of it: 87.6 %',
          right: false,
          why: 'That is what one guest did not use. The other seven did.',
        },
        {
          id: 'half',
          label: 'about half',
          right: false,
          why: 'Add up what all of them used: eight times 12.4 %.',
        },
        {
          id: 'none',
          label: 'next to nothing',
          right: true,
          why: 'Eight times 12.4 % is 99 %, and each guest waits half of its time.',
        },
      ],
    },
    meter: 'processor',
    runs(set, seed) {
      const count = knobValue(REMEDY_KNOBS, set, 'count') as number;
      const of = (clock: ClockInput, change: Partial<ExperimentInput>, own: Partial<GuestInput> = {}) => ({
        ...BASE,
        guests: [
          { ...working('watched', 25, 5, clock), ...own },
          { ...working('neighbour', 25, 5), count },
        ],
        durationS: 60,
        replications: 60,
        seed,
        ...change,
      });
      return {
        nothing: of({}, {}),
        server2012: of({ delivery: 'discard' }, {}),
        own: of({}, { processors: 2 }, { dedicated: true }),
      };
    },
  },
];

export const storyScreen = (id: StoryStep): StoryScreen => STORY.find((each) => each.id === id)!;
