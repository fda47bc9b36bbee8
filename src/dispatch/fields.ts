/** A number that a person may set: what it is called, its unit, its range, and what it is when nobody says. */
export interface NumberField {
  readonly label: string;
  /** Empty for pure numbers. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Step of a slider or number field; 1 together with `whole`. */
  readonly step: number;
  /** null: must be given. */
  readonly default: number | null;
  readonly whole?: true;
  readonly help: string;
}

/** A choice among words. */
export interface ChoiceField<T extends string> {
  readonly label: string;
  readonly options: Readonly<Record<T, string>>;
  readonly default: T | null;
  readonly help: string;
}

/** Longest time that a field may hold, ms: a day. */
const DAY_MS = 86_400_000;

/** Largest numbers of things in one experiment. */
export const LIMITS = {
  processors: 256,
  vcpus: 1024,
  threads: 4096,
  devices: 64,
  parts: 32,
  traceMs: 10_000,
  requests: 16_384,
  traced: 1_000_000,
} as const;

/**
 * Every number of an experiment. Defaults: a slice of 50 ms is ESX's (as quoted by Barham et al. 2003, section 4);
 * 1.5 ms is the period of its idle check, 3 ms its skew threshold and 15.625 ms the clock of a Windows server.
 */
export const NUMBERS = {
  processors: {
    label: 'Processors',
    unit: '',
    min: 1,
    max: LIMITS.processors,
    step: 1,
    default: null,
    whole: true,
    help: 'Physical processors of the host.',
  },
  sliceMs: {
    label: 'Time slice',
    unit: 'ms',
    min: 0.01,
    max: DAY_MS,
    step: 1,
    default: 50,
    help: 'How long a guest keeps a processor while others wait for it; "never": until it has nothing to do.',
  },
  skewMs: {
    label: 'Skew allowed',
    unit: 'ms',
    min: 0.01,
    max: DAY_MS,
    step: 0.5,
    default: 3,
    help: 'Co-scheduling: how far the vCPUs of one guest may drift apart before they are stopped.',
  },
  checkMs: {
    label: 'Idle check',
    unit: 'ms',
    min: 0.01,
    max: DAY_MS,
    step: 0.1,
    default: 1.5,
    help: 'Period of the check whether a guest that runs has anything to do (polling).',
  },
  probability: {
    label: 'Detection probability',
    unit: '',
    min: 0.001,
    max: 1,
    step: 0.05,
    default: 1,
    help: 'Chance that one check notices an idle guest (polling).',
  },
  switchUs: {
    label: 'Switch cost',
    unit: 'µs',
    min: 0,
    max: 1e6,
    step: 1,
    default: 0,
    help: 'Processor time lost whenever another vCPU comes on.',
  },
  housekeeping: {
    label: 'Housekeeping',
    unit: 'processors per guest',
    min: 0,
    max: 1,
    step: 0.001,
    default: 0,
    help: 'Fraction of one processor that each defined guest costs the host, taken evenly.',
  },
  interruptUs: {
    label: 'Interrupt service',
    unit: 'µs',
    min: 0,
    max: 1e6,
    step: 1,
    default: 0,
    help: "Time of the host's own service routine for each device interrupt, taken unseen from whoever runs.",
  },
  servers: {
    label: 'Servers',
    unit: '',
    min: 1,
    max: 64,
    step: 1,
    default: 1,
    whole: true,
    help: 'Requests that the device serves at once.',
  },
  count: {
    label: 'Guests of this kind',
    unit: '',
    min: 1,
    max: LIMITS.vcpus,
    step: 1,
    default: 1,
    whole: true,
    help: 'How many such guests there are; they are named name#1, name#2, ...',
  },
  vcpus: {
    label: 'Virtual processors',
    unit: '',
    min: 1,
    max: LIMITS.processors,
    step: 1,
    default: 1,
    whole: true,
    help: 'Virtual processors of the guest.',
  },
  weight: {
    label: 'Weight',
    unit: '',
    min: 0.001,
    max: 1e6,
    step: 0.5,
    default: 1,
    help: 'Share of the guest under the weighted policy, relative to the others.',
  },
  vcpu: {
    label: 'On vCPU',
    unit: '',
    min: 0,
    max: LIMITS.processors - 1,
    step: 1,
    default: 0,
    whole: true,
    help: 'The virtual processor that the thread runs on, counted from 0.',
  },
  meanMs: {
    label: 'Mean',
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    step: 0.5,
    default: null,
    help: 'Mean length; a uniform one lies between 0 and twice the mean.',
  },
  partWeight: {
    label: 'Weight of the part',
    unit: '',
    min: 0,
    max: 1e9,
    step: 0.05,
    default: null,
    help: 'Chance of this kind of burst, relative to the other parts.',
  },
  perSecond: {
    label: 'Arrivals',
    unit: '/s',
    min: 1e-6,
    max: 1e6,
    step: 1,
    default: null,
    help: 'Mean rate of a Poisson stream of requests.',
  },
  privilegedShare: {
    label: 'Privileged share',
    unit: '',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0,
    help: 'Part of the bursts spent in kernel mode: with what is emulated, it decides what ticks charge as privileged.',
  },
  privilegedF: {
    label: 'Emulated instructions',
    unit: '',
    min: 0,
    max: 1,
    step: 0.0005,
    default: 0,
    help: 'Fraction f of all instructions run that the monitor must emulate: bursts grow to 1 + f (k - 1) times.',
  },
  privilegedK: {
    label: 'Emulation path',
    unit: 'instructions',
    min: 1,
    max: 1e6,
    step: 50,
    default: 1,
    help: 'Instructions k that the emulation of one privileged instruction takes.',
  },
  perBurst: {
    label: 'I/O per burst',
    unit: '',
    min: 0,
    max: 1000,
    step: 0.5,
    default: 1,
    help: 'Requests sent to the device together at the end of each burst; a fraction is a chance. The wait follows them.',
  },
  guestInterruptUs: {
    label: "Guest's interrupt service",
    unit: 'µs',
    min: 0,
    max: 1e6,
    step: 1,
    default: 0,
    help: "Processor time of the guest's own interrupt service routine, for each interrupt delivered.",
  },
  guestDpcUs: {
    label: "Guest's deferred call",
    unit: 'µs',
    min: 0,
    max: 1e6,
    step: 1,
    default: 0,
    help: "Processor time of the guest's deferred procedure call, for each interrupt delivered.",
  },
  tickMs: {
    label: 'Tick',
    unit: 'ms',
    min: 0.1,
    max: 10_000,
    step: 0.125,
    default: 15.625,
    help: "Period of the guest's clock interrupt: 10 or 15.625 ms on Windows.",
  },
  rate: {
    label: 'Catch-up rate',
    unit: '× real time',
    min: 1.001,
    max: 1000,
    step: 0.1,
    default: 2,
    help: 'How fast late ticks are handed over while the guest runs (catch-up).',
  },
  giveUpS: {
    label: 'Give-up',
    unit: 's',
    min: 0,
    max: 1e6,
    step: 1,
    default: 60,
    help: 'Backlog beyond which a guest that catches up drops what it missed (from memory of a VMware white paper).',
  },
  lose: {
    label: 'Ticks lost',
    unit: '',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0,
    help: 'Fraction of the ticks that is never delivered, whatever the guest does.',
  },
  tscReadUs: {
    label: 'Time-stamp read',
    unit: 'µs',
    min: 0,
    max: 1e6,
    step: 0.5,
    default: 0,
    help: 'Processor time of one emulated read of the time-stamp counter.',
  },
  durationS: {
    label: 'Duration',
    unit: 's',
    min: 0.001,
    max: 3e6,
    step: 10,
    default: null,
    help: 'Simulated time of one replication that is measured, after the warm-up.',
  },
  warmupS: {
    label: 'Warm-up',
    unit: 's',
    min: 0,
    max: 5e5,
    step: 1,
    default: 10,
    help: 'Simulated time before anything is counted.',
  },
  replications: {
    label: 'Replications',
    unit: '',
    min: 1,
    max: 1e6,
    step: 10,
    default: 30,
    whole: true,
    help: 'Independent runs; figures are means over them, with standard errors.',
  },
  seed: {
    label: 'Seed',
    unit: '',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    step: 1,
    default: 1,
    whole: true,
    help: 'The same seed gives the same answer, everywhere.',
  },
} as const satisfies Record<string, NumberField>;

export type NumberName = keyof typeof NUMBERS;

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
      'relaxed-cosched': 'Only vCPUs that lag must start together (ESX 3)',
    },
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
