import type { Experiment, ExperimentGuest, Thread } from '../../dispatch/experiment';
import { meanMs } from '../../dispatch/times';
import { threadsOn } from '../../dispatch/threads-on';
import { divisor } from '../../engine/divisor';
import type { Setting } from '../study';

/** Points of a sweep at most, the present value not counted. */
export const MOST_POINTS = 12;

/** A field of an experiment that can be swept. */
interface SweepField {
  readonly label: string;
  /** In the middle of a sentence: `… against the time slice`. */
  readonly words: string;
  readonly unit: string;
  /** Whether it belongs to a guest, or to the host. */
  readonly of: 'host' | 'guest';
  /** Whether equal steps are equal factors. */
  readonly log?: true;
  /** The value that the experiment has; null where the field says nothing there. */
  readonly now: (experiment: Experiment, guest: number) => number | null;
  readonly values: (experiment: Experiment, guest: number) => readonly number[];
  /** What a value changes in the experiment. */
  readonly set: (experiment: Experiment, guest: number, value: number) => Setting;
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const at = (guest: number, field: string): string => `guests.${guest}.${field}`;

/** Every field that can be swept, by its name in a link. */
export const SWEEPS = {
  slice: {
    label: 'Time slice',
    words: 'the time slice',
    unit: 'ms',
    of: 'host',
    log: true,
    now: ({ sliceMs }) => (sliceMs === 'never' ? null : sliceMs),
    values: () => [1, 2, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200],
    set: (_, __, value) => ({ sliceMs: value }),
  },
  processors: {
    label: 'Processors',
    words: 'the number of processors',
    unit: '',
    of: 'host',
    now: ({ processors }) => processors,
    values: () => upTo(MOST_POINTS),
    set: (_, __, value) => ({ processors: value }),
  },
  pool: {
    label: 'Processors, with guests in proportion',
    words: 'the size of the pool, guests in proportion',
    unit: 'processors',
    of: 'host',
    log: true,
    now: ({ processors }) => processors,
    values: (experiment) => [1, 2, 3, 4, 6, 8, 12, 16].map((k) => k * smallest(experiment).processors),
    set: (experiment, _, value) => {
      const { processors, counts } = smallest(experiment);
      const settings = counts.map((count, g) => [at(g, 'count'), (count * value) / processors] as const);
      return { processors: value, ...Object.fromEntries(settings) };
    },
  },
  count: {
    label: 'Guests of this kind',
    words: 'the number of guests',
    unit: '',
    of: 'guest',
    now: ({ guests }, g) => guests[g].count,
    values: () => upTo(MOST_POINTS),
    set: (_, g, value) => ({ [at(g, 'count')]: value }),
  },
  vcpus: {
    label: 'Virtual processors',
    words: 'its virtual processors',
    unit: '',
    of: 'guest',
    now: ({ guests }, g) => guests[g].vcpus,
    values: () => upTo(8),
    set: ({ guests }, g, value) => ({
      [at(g, 'vcpus')]: value,
      [at(g, 'threads')]: threadsOn(guests[g], value),
    }),
  },
  split: {
    label: 'Guests among which its vCPUs are split',
    words: 'the number of guests that its vCPUs are split among',
    unit: '',
    of: 'guest',
    now: ({ guests }, g) => guests[g].count,
    values: ({ guests }, g) => {
      const all = guests[g].count * guests[g].vcpus;
      return upTo(Math.min(64, all)).filter((n) => all % n === 0);
    },
    set: ({ guests }, g, value) => {
      const vcpus = (guests[g].count * guests[g].vcpus) / value;
      return {
        [at(g, 'count')]: value,
        [at(g, 'vcpus')]: vcpus,
        [at(g, 'threads')]: threadsOn(guests[g], vcpus),
      };
    },
  },
  weight: {
    label: 'Weight',
    words: 'its weight',
    unit: '',
    of: 'guest',
    log: true,
    now: ({ guests }, g) => guests[g].weight,
    values: () => [0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 16],
    set: (_, g, value) => ({ [at(g, 'weight')]: value }),
  },
  cap: {
    label: 'Cap',
    words: 'its cap',
    unit: '% of a processor',
    of: 'guest',
    now: ({ guests }, g) => inPercent(guests[g].cap),
    values: () => [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    set: ({ guests }, g, value) => ({
      [at(g, 'cap')]: value === inPercent(guests[g].cap) ? guests[g].cap : value / 100,
    }),
  },
  load: {
    label: 'Load',
    words: 'its load, bursts as they are',
    unit: '%',
    of: 'guest',
    now: ({ guests }, g) => loadOf(guests[g]),
    values: () => [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95],
    set: ({ guests }, g, value) =>
      Object.fromEntries(
        guests[g].threads.flatMap((thread, t) => {
          const set = loadSetting(thread, value / 100);
          if (!set) return [];
          // The present load is that of the times as they are, not of rounded ones.
          const kept = value === loadOf(guests[g]) ? meanOrRate(thread) : set.value;
          return [[at(g, `threads.${t}.${set.path}`), kept]];
        }),
      ),
  },
} as const satisfies Record<string, SweepField>;

export type SweepName = keyof typeof SWEEPS;

/** A field of one experiment that is swept. */
export interface Sweep {
  readonly name: SweepName;
  /** The guest whose field it is, by its place in the experiment; 0 for a field of the host. */
  readonly guest: number;
}

export function sweepField({ name }: Sweep): SweepField {
  return SWEEPS[name];
}

/** A sweep as a word of a link: `slice`, `count.1`. */
export function writeSweep({ name, guest }: Sweep): string {
  return SWEEPS[name].of === 'host' ? name : `${name}.${guest}`;
}

/** The sweep that a word of a link asks for; null where this experiment has nothing of the kind. */
export function readSweep(text: string, experiment: Experiment): Sweep | null {
  const [word, place = '0'] = text.split('.');
  if (!Object.hasOwn(SWEEPS, word)) return null;
  const sweep = { name: word as SweepName, guest: Number(place) };
  return canSweep(experiment, sweep) ? sweep : null;
}

/** Whether the experiment has the field that is to be swept, and more than one value for it. */
export function canSweep(experiment: Experiment, sweep: Sweep): boolean {
  const { now, values } = sweepField(sweep);
  if (!Object.hasOwn(experiment.guests, sweep.guest)) return false;
  return now(experiment, sweep.guest) !== null && values(experiment, sweep.guest).length > 1;
}

/** Busy part of the time of a guest's first thread on a machine of its own, per cent; null where it has none to set. */
function loadOf({ threads: [thread] }: ExperimentGuest): number | null {
  if (!thread || !loadSetting(thread, 0.5)) return null;
  const part = thread.arrivals
    ? (thread.arrivals.perSecond * meanMs(thread.service)) / 1000
    : meanMs(thread.burst) / (meanMs(thread.burst) + meanMs(thread.wait));
  return Number((100 * part).toPrecision(4));
}

/** What makes a thread busy for this part of the time, its bursts as they are; null where nothing does. */
function loadSetting(thread: Thread, part: number): { path: string; value: number } | null {
  if (thread.arrivals) {
    const work = meanMs(thread.service);
    return work > 0 ? { path: 'arrivals.perSecond', value: rounded((1000 * part) / work) } : null;
  }
  const { burst, wait, io } = thread;
  if (io || !('meanMs' in wait) || wait.meanMs === 0 || meanMs(burst) === 0) return null;
  return { path: 'wait.meanMs', value: rounded((meanMs(burst) * (1 - part)) / part) };
}

function meanOrRate(thread: Thread): number {
  return thread.arrivals ? thread.arrivals.perSecond : meanMs(thread.wait);
}

function inPercent(part: number): number {
  return Number((100 * part).toPrecision(6));
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** The smallest host of the same proportions. */
function smallest({ processors, guests }: Experiment): { processors: number; counts: readonly number[] } {
  const by = guests.reduce((so, { count }) => divisor(so, count), processors);
  return { processors: processors / by, counts: guests.map(({ count }) => count / by) };
}
