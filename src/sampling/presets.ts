import type { ExperimentInput } from '../dispatch/experiment';
import { HOG } from '../dispatch/hosts';
import type { AskChoice } from './ask';
import { clockwork, type ClockInput, type GuestInput } from './watched';

/** A change to a demonstration that carries its point further. */
export interface MeterTry {
  /** What is changed, as an invitation: `a neighbour that never waits`. */
  readonly label: string;
  readonly experiment: ExperimentInput;
}

/** A demonstration of one way in which a guest's meter tells the truth or not. The guest to watch is the first. */
export interface MeterPreset {
  readonly id: string;
  readonly title: string;
  /** The title where room is scarce. */
  readonly short: string;
  /** The one point, in one sentence. */
  readonly point: string;
  readonly text: string;
  /** "Guess first": what is to be asked about; the meter that is asked is named after it. */
  readonly question: string;
  /** The answers to choose among, where the answer is no number. */
  readonly choices?: readonly AskChoice[];
  /** Number of the claim that it belongs to; null where it teaches a basis. */
  readonly claim: number | null;
  readonly experiment: ExperimentInput;
  readonly tries: readonly MeterTry[];
}

const BASE = { processors: 1, policy: 'round-robin', durationS: 60, warmupS: 1, replications: 200 } as const;

/** A guest that works and waits, for exponential times. */
function working(burstMs: number, waitMs: number, clock: ClockInput = {}): GuestInput {
  return {
    name: 'watched',
    threads: [
      { burst: { kind: 'exponential', meanMs: burstMs }, wait: { kind: 'exponential', meanMs: waitMs } },
    ],
    clock,
  };
}

const neighbours = (count: number): GuestInput => ({ name: 'neighbour', count, threads: [HOG] });

/** A guest that never waits, one of `guests` on the processor. */
function saturated(guests: number, clock: ClockInput): ExperimentInput {
  return { ...BASE, guests: [{ name: 'watched', threads: [HOG], clock }, neighbours(guests - 1)] };
}

/**
 * Ten minutes, a thousand times. The seed is one whose first moments, which are drawn, are as the long run is: many
 * others begin with a lucky or an unlucky second.
 */
const LONG = { ...BASE, durationS: 600, replications: 1000, seed: 146 } as const;

/** The default of the demonstration: two guests on one processor, each 5 ms busy and 15 ms waiting. */
export const DEMO: ExperimentInput = {
  ...LONG,
  guests: [working(5, 15), { ...working(5, 15), name: 'neighbour' }],
};

/** The demonstration that is shown when nobody chose one: it has the default case. */
export const OPENING = 'neighbour';

const beside = (neighbour: GuestInput): ExperimentInput => ({ ...LONG, guests: [working(5, 15), neighbour] });
/** Work in step with its tick, unless the clock or the lengths of its bursts are changed. */
const locked = (clock: ClockInput): ExperimentInput => ({ ...BASE, guests: [clockwork(3, 7, clock)] });
const dodging = (clock: ClockInput, guest = clockwork): ExperimentInput => ({
  ...BASE,
  guests: [guest(8, 2, { tickMs: 10, ...clock })],
  warmupS: 0,
});
const losing = (lose: number): ExperimentInput => ({ ...BASE, guests: [working(20, 30, { lose })] });

/** In the order that teaches: from a meter that is right to one that is wrong for ever. */
export const METER_PRESETS: readonly MeterPreset[] = [
  {
    id: 'alone',
    title: 'A lone machine',
    short: 'Alone',
    point: 'On its own machine the meter is right, within the noise of its samples.',
    text:
      'Sixty-four times a second the clock looks who runs and charges a whole tick. A minute has 3,840 looks, and what ' +
      'they miss at one time they overcount at another.',
    question: 'The thread is busy 25 % of the time, and nobody shares its processor.',
    claim: null,
    experiment: { ...BASE, guests: [working(5, 15)] },
    tries: [
      { label: 'look for one second only', experiment: { ...BASE, guests: [working(5, 15)], durationS: 1 } },
    ],
  },
  {
    id: 'short',
    title: 'Short bursts between ticks',
    short: 'Short bursts',
    point: 'Bursts far shorter than a tick are missed or charged whole, and still come out right on average.',
    text:
      'Of 500 bursts a second all but 16 start and end between two ticks and are never seen; one that is seen is charged ' +
      'a whole tick, 31 times a mean burst. One second is a coin tossed 64 times: a longer look mends it.',
    question: 'Bursts last half a millisecond, ticks come every 15.6 ms, and 25 % of each second is work.',
    choices: [
      { shape: 'low', label: 'too little: it misses most of the work' },
      { shape: 'scattered', label: '25 % on average, some points off in any one second' },
      { shape: 'right', label: '25 % in each second' },
      { shape: 'high', label: 'too much: whole ticks for half milliseconds' },
    ],
    claim: 27,
    experiment: { ...BASE, guests: [working(0.5, 1.5)], durationS: 1, replications: 1000 },
    tries: [{ label: 'look for one minute', experiment: { ...BASE, guests: [working(0.5, 1.5)] } }],
  },
  {
    id: 'phase-lock',
    title: 'Phase lock',
    short: 'Phase lock',
    point: 'Work in step with the tick is seen always or never, and no length of observation mends it.',
    text:
      'The thread works 3 ms of every 10 ms and the tick comes every 10 ms: each look falls on the same moment of the ' +
      'cycle. Where the clock happened to start decides between 0 and 100 %.',
    question: 'The thread works exactly 3 of every 10 ms, and the tick is 10 ms.',
    choices: [
      { shape: 'right', label: '30 %, each time' },
      { shape: 'extremes', label: '0 or 100 %, as the clock happened to start' },
      { shape: 'scattered', label: 'another figure each time, 30 % on average' },
    ],
    claim: 28,
    experiment: locked({ tickMs: 10 }),
    tries: [
      { label: 'the tick of a server, 15.625 ms', experiment: locked({}) },
      { label: 'bursts that vary', experiment: { ...BASE, guests: [working(3, 7, { tickMs: 10 })] } },
    ],
  },
  {
    id: 'dodger',
    title: 'The tick-dodger',
    short: 'The tick-dodger',
    point: 'A thread that sleeps across each tick uses 80 % and is charged nothing.',
    text:
      'It works 8 of the 10 ms between two ticks and sleeps when each one comes (Tsafrir, Etsion and Feitelson 2007). ' +
      'The meter charges the idle thread, every time.',
    question: 'A thread works 8 of the 10 ms between two ticks, and sleeps when each one comes.',
    claim: 28,
    experiment: dodging({ phase: 0.9 }),
    tries: [
      { label: 'a clock that starts at any moment', experiment: dodging({}) },
      { label: 'bursts that vary', experiment: dodging({ phase: 0.9 }, working) },
    ],
  },
  {
    id: 'neighbour',
    title: 'One neighbour',
    short: 'One neighbour',
    point: 'Beside a neighbour the meter counts time spent waiting for the processor as time used.',
    text:
      'Two guests share one processor, each with work for a quarter of the time. While this one waits for its turn, ' +
      'its ticks pile up; on its turn they land at once, on the thread that waited. Ticks that fall due while it has ' +
      'nothing to do come at once and count as idle: what is too much is what it waited, 5.9 points.',
    question: 'Two guests share a processor, each with work for 25 % of the time.',
    claim: 30,
    experiment: DEMO,
    tries: [
      { label: 'a neighbour that never waits', experiment: beside(neighbours(1)) },
      {
        label: 'idle ticks that wait for a turn too',
        experiment: {
          ...LONG,
          guests: [
            working(5, 15, { idleTick: 'dispatch' }),
            { ...working(5, 15, { idleTick: 'dispatch' }), name: 'neighbour' },
          ],
        },
      },
      {
        label: 'seven such neighbours',
        experiment: beside({ ...working(5, 15), name: 'neighbour', count: 7 }),
      },
    ],
  },
  {
    id: 'stacked',
    title: 'Ticks stacked up',
    short: 'Ticks stacked up',
    point: 'With every missed tick handed over later, each of four guests that never wait shows 100 %.',
    text:
      'Each has a quarter of the processor. The ticks of the other three quarters wait for it, stacked up, and it is ' +
      'charged for all of them: four meters add up to 400 % of one processor.',
    question:
      'Four guests that never wait share one processor; the ticks that each misses are handed over later.',
    claim: 27,
    experiment: saturated(4, { delivery: 'burst' }),
    tries: [{ label: 'keep one tick of each stack', experiment: saturated(4, { delivery: 'merge' }) }],
  },
  {
    id: 'lost',
    title: 'Ticks lost',
    short: 'Ticks lost',
    point:
      'With missed ticks dropped the process is charged what it used, while the guest still looks all busy.',
    text:
      'Only ticks in its own quarter arrive: over true time the process shows 25 %, its true share. Processor Time is ' +
      '1 less the idle ticks, and there are none: 100 %. Two meters of one guest contradict each other.',
    question: 'Four guests that never wait share one processor, and the ticks that each misses are dropped.',
    claim: 29,
    experiment: saturated(4, { delivery: 'discard' }),
    tries: [{ label: 'keep one tick of each stack', experiment: saturated(4, { delivery: 'merge' }) }],
  },
  {
    id: 'catch-up',
    title: 'Catch-up',
    short: 'Catch-up',
    point:
      'Ticks handed over faster than real time overcharge by the rate of catching up, until all is charged.',
    text:
      'While it runs, the guest gets its late ticks at three times the usual rate: its quarter of the processor shows ' +
      'as three quarters. Its clock goes at three quarters of real time, and falls behind by the rest.',
    question: 'One of four guests that never wait is handed its late ticks at three times the usual rate.',
    claim: 29,
    experiment: saturated(4, { delivery: 'catchup', rate: 3 }),
    tries: [{ label: 'at twice the usual rate', experiment: saturated(4, { delivery: 'catchup', rate: 2 }) }],
  },
  {
    id: 'idle-busy',
    title: 'An idle guest that looks busy',
    short: 'Idle, yet busy',
    point: 'Lost ticks count as busy: a guest that idles 60 % shows 82 %, its processes together 12 %.',
    text:
      'Processor Time is what is not idle, and an idle tick that never arrives is not idle time. Seven of ten ticks are ' +
      'lost here, and the list of processes accounts for 12 of the 82 %.',
    question: 'The guest is alone and 40 % busy, but seven of ten of its ticks are lost.',
    claim: 29,
    experiment: losing(0.7),
    tries: [
      { label: 'lose none', experiment: losing(0) },
      { label: 'lose nine of ten', experiment: losing(0.9) },
    ],
  },
];
