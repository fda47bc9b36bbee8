import type { Answer } from '../../dispatch/answer';
import type { Experiment, ExperimentInput } from '../../dispatch/experiment';
import type { Figure } from '../../dispatch/figure';
import { fixedSlotThroughput, yieldThroughput } from '../../dispatch/fixed-slots';
import { BACKUP, hogs } from '../../dispatch/hosts';
import { gangUtilisation } from '../../dispatch/oracles';
import type { Preset } from '../../dispatch/preset';
import {
  BACKUP_FIXED,
  BY_WEIGHT,
  IDLE_UNSEEN,
  RUNAWAY,
  SHELDEN_STRICT,
  TWO_STAGE,
} from '../../dispatch/taught';
import { busyTheory, meanDelayTheory, readyTheory, usedTheory } from '../../dispatch/theory';
import { meanMs } from '../../dispatch/times';
import { knobValue, numberKnob, wordKnob, type StoryKnob, type StorySet } from '../../sampling/story/knobs';

/** What a formula says of an experiment: a share of 1, or ms. */
export interface LabFormula {
  readonly value: number;
  readonly formula: string;
}

/** A preset of the lab as a figure of its own: a question, a knob or two, and one number that is asked for. */
export interface LabFigure {
  /** As the attribute says it. */
  readonly id: string;
  readonly preset: Preset;
  readonly question: string;
  /** Of the answer: a share of 1 is asked for in %. */
  readonly unit: '%' | 'ms';
  /** The answer in words, before and after its number. */
  readonly sentence: readonly [before: string, after: string];
  /** The greatest answer that may be guessed. */
  readonly most: number;
  /** A guess this close is right, in its unit. */
  readonly close: number;
  /** Wrong answers that have a reason, and why they are wrong. */
  readonly beliefs: readonly { readonly value: number; readonly why: string }[];
  readonly knobs: readonly StoryKnob[];
  experiment(set: StorySet): ExperimentInput;
  measure(answer: Answer, experiment: Experiment): Figure;
  theory(experiment: Experiment): LabFormula | null;
}

const SLICE = numberKnob('slice', 'Time slice', 'ms', [5, 50, 200]);
const OTHERS = numberKnob('others', 'Guests that never wait', '', [1, 1, 4]);
const SLOTS = wordKnob('slots', 'A slot that is not used', 'fixed', {
  fixed: 'is lost',
  yield: 'goes to the next',
});

const SHELDEN_KNOBS = [
  wordKnob('start', 'The two processors of a guest start', 'strict-cosched', {
    'strict-cosched': 'together',
    'when-ready': 'each when ready',
  }),
  SLICE,
];
const BACKUP_KNOBS = [SLOTS, OTHERS];
const LATE_KNOBS = [SLICE, OTHERS];
const WEIGHT_KNOBS = [numberKnob('gold', 'Weight of gold', '', [1, 3, 10])];
const RUNAWAY_KNOBS = [
  numberKnob('others', 'Office guests', '', [1, 5, 8]),
  wordKnob('loops', 'The last guest', 'yes', { yes: 'loops', no: 'is one more office guest' }),
];
const IDLE_KNOBS = [
  wordKnob('detect', 'An idle guest is found', 'none', {
    none: 'never',
    poll: 'by a check every 1.5 ms',
    halt: 'at once',
  }),
];

/** Of what it does alone, where one I/O takes its burst and its wait. */
function throughput({ guests }: Answer, experiment: Experiment): Figure {
  const { burst, wait } = experiment.guests[0].threads[0];
  const cycleS = (meanMs(burst!) + meanMs(wait!)) / 1000;
  const { mean, se, sd } = guests[0].cyclesPerSecond;
  return { mean: mean * cycleS, se: se * cycleS, sd: sd * cycleS };
}

function backupTheory({ slots, sliceMs, guests }: Experiment): LabFormula | null {
  const { burst, wait } = guests[0].threads[0];
  if (sliceMs === 'never') return null;
  const load = {
    guests: 1 + guests[1].count,
    sliceMs,
    burstMs: meanMs(burst!),
    waitMs: meanMs(wait!),
    wait: 'exponential',
  } as const;
  return slots === 'fixed'
    ? {
        value: fixedSlotThroughput(load),
        formula: 'the moment of the slot at which a burst starts, as a Markov chain',
      }
    : { value: yieldThroughput(load), formula: '(b + w) / (b + Q / (1 − e^(−Q/w)) + (N − 2) Q)' };
}

/**
 * An idle guest that nobody finds keeps its slice: two guests then take turns as in fixed slots, and what is burnt is
 * what a gang of one processor would leave unused of its half.
 */
function burntUnseen({ idle, guests, sliceMs }: Experiment): LabFormula | null {
  const { burst, wait } = guests[0].threads[0];
  if (idle.detect === 'halt') return { value: 0, formula: '0, for whoever is idle gives way at once' };
  if (idle.detect !== 'none' || sliceMs === 'never') return null;
  return {
    value: (1 - gangUtilisation(meanMs(burst!), meanMs(wait!), sliceMs)) / 2,
    formula: '(1 − U) / 2, U the share of its slots in which a guest of its own slots has work',
  };
}

/** One for each thing that a shared host does to a guest; the first is the paper's own puzzle. */
export const LAB_FIGURES: readonly LabFigure[] = [
  {
    id: 'shelden',
    preset: SHELDEN_STRICT,
    question:
      'Two guests of two virtual processors share two real ones. Each of their threads has work for 55 % of its time; the two processors of a guest start together, in fixed slots of 50 ms. How busy will the host be?',
    unit: '%',
    sentence: ['The host is', 'busy'],
    most: 100,
    close: 2,
    beliefs: [
      {
        value: 100,
        why: 'The belief in demand: 2 × 2 × 55 % are 220 % wanted of 200 %, but what is wanted while the slot is another’s is not done then.',
      },
      { value: 89.4, why: 'That is dispatch when ready: no processor idles while a thread wants to run.' },
      {
        value: 55,
        why: 'The belief in one guest alone: work that waited for its slot is there when the slot begins, so more than 55 % of it is used.',
      },
    ],
    knobs: SHELDEN_KNOBS,
    experiment(set) {
      const together = knobValue(SHELDEN_KNOBS, set, 'start') === 'strict-cosched';
      return {
        ...SHELDEN_STRICT.experiment,
        ...(together ? {} : { policy: 'when-ready', slots: 'yield' }),
        sliceMs: knobValue(SHELDEN_KNOBS, set, 'slice') as number,
      };
    },
    measure: ({ host }) => host.busy,
    theory: busyTheory,
  },
  {
    id: 'backup',
    preset: BACKUP_FIXED,
    question:
      'A back-up has one I/O outstanding: 1 ms of work, then 10 ms for the disk. It shares a processor with a guest that never waits, in fixed slots of 50 ms. How much of its throughput alone is left?',
    unit: '%',
    sentence: ['The back-up does', 'of what it does alone'],
    most: 100,
    close: 2,
    beliefs: [
      {
        value: 50,
        why: 'The belief in half of the processor: half of the time is its own, and the disk works for it in the other half too.',
      },
      {
        value: 100,
        why: 'The belief in a light load: it wants 9 % of a processor, but at moments that it cannot choose.',
      },
      { value: 21.4, why: 'That is yielding: each I/O then waits for a whole slice of the other guest.' },
    ],
    knobs: BACKUP_KNOBS,
    experiment: (set) => ({
      ...BACKUP_FIXED.experiment,
      slots: knobValue(BACKUP_KNOBS, set, 'slots') as 'fixed' | 'yield',
      guests: [BACKUP, hogs(knobValue(BACKUP_KNOBS, set, 'others') as number)],
    }),
    measure: throughput,
    theory: backupTheory,
  },
  {
    id: 'interrupts',
    preset: TWO_STAGE,
    question:
      'A web guest is interrupted 20 times a second, at any moment. It shares a processor with a guest that never waits, in fixed slots of 50 ms. How long does an interrupt wait for it, on average?',
    unit: 'ms',
    sentence: ['An interrupt waits', 'on average'],
    most: 200,
    close: 0.7,
    beliefs: [
      {
        value: 25,
        why: 'That is the wait of those that wait, half a slot: the other half of the interrupts finds the guest in its slot.',
      },
      { value: 50, why: 'That is the longest wait, a whole slot of the other guest.' },
      {
        value: 0,
        why: 'The belief in interrupts: the host takes it at once, the guest only when it is dispatched.',
      },
    ],
    knobs: LATE_KNOBS,
    experiment(set) {
      const [web] = TWO_STAGE.experiment.guests;
      return {
        ...TWO_STAGE.experiment,
        sliceMs: knobValue(LATE_KNOBS, set, 'slice') as number,
        guests: [web, hogs(knobValue(LATE_KNOBS, set, 'others') as number)],
      };
    },
    measure: ({ guests }) => guests[0].interruptDelayMs.mean,
    theory: (experiment) => meanDelayTheory(experiment, 0),
  },
  {
    id: 'weights',
    preset: BY_WEIGHT,
    question:
      'Gold, silver and bronze never wait and share one processor by weight: 3, 2 and 1. How much of it does gold get?',
    unit: '%',
    sentence: ['Gold has', 'of the processor'],
    most: 100,
    close: 1,
    beliefs: [
      { value: 33.3, why: 'That is a third for each, without weights.' },
      { value: 75, why: 'The belief in 3 to 1: silver’s 2 counts too.' },
      { value: 60, why: 'The belief in 3 to 2: bronze’s 1 counts too.' },
    ],
    knobs: WEIGHT_KNOBS,
    experiment(set) {
      const [gold, ...rest] = BY_WEIGHT.experiment.guests;
      const weight = knobValue(WEIGHT_KNOBS, set, 'gold') as number;
      return { ...BY_WEIGHT.experiment, guests: [{ ...gold, weight }, ...rest] };
    },
    measure: ({ guests }) => guests[0].used,
    theory: (experiment) => usedTheory(experiment, 0),
  },
  {
    id: 'runaway',
    preset: RUNAWAY,
    question:
      'Five office guests want 20 % of a processor each, and share two processors with a sixth whose thread loops for ever. For how much of its time is an office guest ready, and waits?',
    unit: '%',
    sentence: ['An office guest is ready, and waits, for', 'of its time'],
    most: 100,
    close: 2,
    beliefs: [
      {
        value: 0,
        why: 'The belief in what is left: one processor is left for 100 % of work, and work that comes by chance then has to queue.',
      },
      { value: 50, why: 'The belief in half: the loop takes its turn on one processor of two, not on both.' },
    ],
    knobs: RUNAWAY_KNOBS,
    experiment(set) {
      const [office, loop] = RUNAWAY.experiment.guests;
      const last = knobValue(RUNAWAY_KNOBS, set, 'loops') === 'yes' ? loop : { ...office, count: 1 };
      return {
        ...RUNAWAY.experiment,
        guests: [{ ...office, count: knobValue(RUNAWAY_KNOBS, set, 'others') as number }, last],
      };
    },
    measure: ({ guests }) => guests[0].ready,
    theory: (experiment) => readyTheory(experiment, 0),
  },
  {
    id: 'idle',
    preset: IDLE_UNSEEN,
    question:
      'A guest with work for 25 % of its time shares a processor with one that never waits. Its system does not halt when idle, and the host does not notice. How much of the processor is burnt in its idle loop?',
    unit: '%',
    sentence: ['The idle loop burns', 'of the processor'],
    most: 100,
    close: 2,
    beliefs: [
      {
        value: 75,
        why: 'The belief in a machine of its own: it idles for 75 % there, but here half of the time is not its own.',
      },
      {
        value: 25,
        why: 'The belief in its load: that is what it wants, not what it burns.',
      },
      { value: 0, why: 'The belief in a good host: it takes an idle loop for work.' },
    ],
    knobs: IDLE_KNOBS,
    experiment: (set) => ({
      ...IDLE_UNSEEN.experiment,
      idle: { detect: knobValue(IDLE_KNOBS, set, 'detect') as 'none' | 'poll' | 'halt' },
    }),
    measure: ({ host }) => host.burnt,
    theory: burntUnseen,
  },
];

export const labFigure = (id: string): LabFigure => LAB_FIGURES.find((each) => each.id === id)!;
