import type { ExperimentInput } from '../dispatch/experiment';
import { HOG } from '../dispatch/presets';

/** A demonstration of one way in which a guest's meter tells the truth or not. The guest to watch is the first. */
export interface MeterPreset {
  readonly id: string;
  readonly title: string;
  /** The one point, in one sentence. */
  readonly point: string;
  readonly text: string;
  /** "Guess first": what to ask before the run. */
  readonly question: string;
  /** Number of the claim that it belongs to; null where it teaches a basis. */
  readonly claim: number | null;
  readonly experiment: ExperimentInput;
}

type GuestInput = ExperimentInput['guests'][number];
type ClockInput = NonNullable<GuestInput['clock']>;

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

/** A guest that works and waits for times that never vary, from the start of the run. */
function clockwork(burstMs: number, waitMs: number, clock: ClockInput): GuestInput {
  return {
    name: 'watched',
    threads: [
      {
        burst: { kind: 'constant', meanMs: burstMs },
        wait: { kind: 'constant', meanMs: waitMs },
        start: 'burst',
      },
    ],
    clock,
  };
}

const neighbours = (count: number): GuestInput => ({ name: 'neighbour', count, threads: [HOG] });

/** A guest that never waits, one of `guests` on the processor. */
function saturated(guests: number, clock: ClockInput): ExperimentInput {
  return { ...BASE, guests: [{ name: 'watched', threads: [HOG], clock }, neighbours(guests - 1)] };
}

/** The default of the demonstration: two guests on one processor, each 5 ms busy and 15 ms waiting. */
export const DEMO: ExperimentInput = {
  ...BASE,
  guests: [working(5, 15), { ...working(5, 15), name: 'neighbour' }],
  durationS: 600,
  replications: 1000,
};

/** In the order that teaches: from a meter that is right to one that is wrong for ever. */
export const METER_PRESETS: readonly MeterPreset[] = [
  {
    id: 'alone',
    title: 'A lone machine',
    point: 'On its own machine the meter is right, within the noise of its samples.',
    text:
      'Sixty-four times a second the clock looks who runs and charges a whole tick. A minute has 3,840 looks, and what ' +
      'they miss at one time they overcount at another.',
    question: 'The thread is busy 25 % of the time. What will Task Manager show?',
    claim: null,
    experiment: { ...BASE, guests: [working(5, 15)] },
  },
  {
    id: 'short',
    title: 'Short bursts between ticks',
    point: 'Bursts far shorter than a tick are missed or charged whole, and still come out right on average.',
    text:
      'Most bursts start and end between two ticks and are never seen; the few that are seen are charged 30 times ' +
      'their length. One second is a coin tossed 64 times: watch the length of the observation mend it.',
    question: 'Bursts last half a millisecond, ticks come every 15.6 ms. Will the meter miss the work?',
    claim: 27,
    experiment: { ...BASE, guests: [working(0.5, 1.5)], durationS: 1, replications: 1000 },
  },
  {
    id: 'phase-lock',
    title: 'Phase lock',
    point: 'Work in step with the tick is seen always or never, and no length of observation mends it.',
    text:
      'The thread works 3 ms of every 10 ms and the tick comes every 10 ms: each look falls on the same moment of the ' +
      'cycle. Only chance, the phase of the clock, decides between 0 and 100 %.',
    question: 'The thread works exactly 3 of every 10 ms, and the tick is 10 ms. What will the meter show?',
    claim: 28,
    experiment: { ...BASE, guests: [clockwork(3, 7, { tickMs: 10 })] },
  },
  {
    id: 'dodger',
    title: 'The tick-dodger',
    point: 'A thread that sleeps across each tick uses 80 % and is charged nothing.',
    text:
      'It works 8 ms after each tick and sleeps when the next one comes (Tsafrir, Etsion and Feitelson 2007). The ' +
      'meter charges the idle thread, every time.',
    question: 'A thread runs 8 ms after each tick and then sleeps. How much of its 80 % is seen?',
    claim: 28,
    experiment: { ...BASE, guests: [clockwork(8, 2, { tickMs: 10, phase: 0.9 })], warmupS: 0 },
  },
  {
    id: 'neighbour',
    title: 'One neighbour',
    point: 'Beside a neighbour the meter shows the time used and the time waited for the processor.',
    text:
      'While the neighbour has the processor the guest gets no ticks. When it returns they come all at once, and the ' +
      'thread that has just woken is charged for time in which nothing of this guest ran.',
    question: 'The same 25 % guest, now beside one that never waits. What will its meter show?',
    claim: 30,
    experiment: { ...BASE, guests: [working(5, 15), neighbours(1)] },
  },
  {
    id: 'stacked',
    title: 'Ticks stacked up',
    point: 'With every missed tick handed over later, each of four guests that never wait shows 100 %.',
    text:
      'Each has a quarter of the processor. The ticks of the other three quarters wait for it, stacked up, and it is ' +
      'charged for all of them: four meters add up to 400 % of one processor.',
    question: 'Four guests that never wait share one processor. What does each one show?',
    claim: 27,
    experiment: saturated(4, { delivery: 'burst' }),
  },
  {
    id: 'lost',
    title: 'Ticks lost',
    point:
      'With missed ticks dropped the process is charged what it used, while the guest still looks all busy.',
    text:
      'Only ticks in its own quarter arrive: over true time the process shows 25 %, its true share. Processor Time is ' +
      '1 less the idle ticks, and there are none: 100 %. Two meters of one guest contradict each other.',
    question: 'The same four guests, but missed ticks are dropped. What does the process of one show?',
    claim: 29,
    experiment: saturated(4, { delivery: 'discard' }),
  },
  {
    id: 'catch-up',
    title: 'Catch-up',
    point: 'Ticks handed over faster than real time overcharge by the rate of catching up.',
    text:
      'While it runs, the guest gets its late ticks at three times the usual rate: its quarter of the processor shows ' +
      'as three quarters, and the rest of its backlog is given up a minute at a time.',
    question: 'Late ticks are handed over at three times the usual rate. What does the process show now?',
    claim: 29,
    experiment: saturated(4, { delivery: 'catchup', rate: 3 }),
  },
  {
    id: 'idle-busy',
    title: 'An idle guest that looks busy',
    point: 'Lost ticks count as busy: a guest that idles 60 % shows 82 %, its processes together 12 %.',
    text:
      'Processor Time is what is not idle, and an idle tick that never arrives is not idle time. Seven of ten ticks are ' +
      'lost here; nobody is to be seen in the list of processes who uses the 82 %.',
    question:
      'The guest is alone and 40 % busy, but seven of ten ticks are lost. What does Processor Time show?',
    claim: 29,
    experiment: { ...BASE, guests: [working(20, 30, { lose: 0.7 })] },
  },
];
