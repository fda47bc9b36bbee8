import type { DispatchPolicy } from '../engine/dispatch/policies';

/** A choice among words. */
export interface ChoiceField<T extends string> {
  readonly label: string;
  readonly options: Readonly<Record<T, string>>;
  readonly default: T | null;
  readonly help: string;
}

/** Every choice among words in an experiment, each word with its meaning. */
export const CHOICES = {
  policy: {
    label: 'Policy',
    default: null,
    help: 'Who runs next on a processor.',
    options: {
      'round-robin': 'Each vCPU in turn, for a slice',
      weighted: 'Proportional to weight (stride scheduling)',
      'when-ready': 'Each vCPU by itself, as soon as a processor is free',
      'strict-cosched': 'A guest starts only when all its vCPUs fit; too much skew stops all (ESX 2)',
      pairs: 'All vCPUs of a guest or none',
      'relaxed-cosched': 'Only vCPUs that lag must start together, by the skew of the whole guest (ESX 3)',
      'relaxed-esx4': 'Each vCPU that is too far ahead of the slowest stops by itself (ESX 4 and later)',
    } satisfies Record<DispatchPolicy, string>,
  },
  slots: {
    label: 'Slots',
    default: 'yield',
    help: 'What becomes of a slice whose owner has nothing to do.',
    options: { yield: 'Given to the next', fixed: "Kept: the slice is its owner's, used or not" },
  },
  detect: {
    label: 'Idle guests',
    default: 'halt',
    help: 'How the host learns that a guest has nothing to do.',
    options: {
      halt: 'Seen at once (the guest halts)',
      poll: 'Checked from time to time',
      none: 'Never seen: the idle loop burns the slice',
    },
  },
  start: {
    label: 'Starts',
    default: 'stationary',
    help: 'What the thread does when the run begins.',
    options: { burst: 'With a burst', wait: 'With a wait', stationary: 'At a random moment of its cycle' },
  },
  delivery: {
    label: 'Late ticks',
    default: 'burst',
    help: 'What becomes of ticks that fall due while the guest may not run.',
    options: {
      burst: 'All handed over at once when it runs again',
      merge: 'One is kept',
      discard: 'Dropped',
      delay: "Each by itself, none faster than the clock's own period",
      catchup: 'Handed over faster than real time while it runs',
      virtualbox:
        'The faster the later they are, 1.05 to 6 times real time; from 60 s on given up (VirtualBox)',
    },
  },
  tsc: {
    label: 'Time-stamp counter',
    default: 'real',
    help: 'What the guest reads as time between its ticks.',
    options: { real: 'Real time', apparent: 'Apparent time, that lags while the guest may not run' },
  },
  order: {
    label: 'Late ticks hit',
    default: 'thread-first',
    help: 'What late ticks interrupt when the guest is dispatched.',
    options: {
      'thread-first': 'The thread that woke up',
      'idle-first': 'The idle loop that was interrupted',
    },
  },
  idleTick: {
    label: "An idle guest's tick",
    default: 'free',
    help: 'What a tick costs that falls due while the guest has nothing to do.',
    options: { free: 'Delivered at once, at no cost', dispatch: 'The guest must be dispatched to take it' },
  },
  denominator: {
    label: 'Divided by',
    default: 'synced',
    help: 'Elapsed time in the counter.',
    options: { synced: 'Time kept right by the host', ticks: 'Ticks that the guest counted' },
  },
} as const satisfies Record<string, ChoiceField<string>>;
