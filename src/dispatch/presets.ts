import type { ExperimentInput } from './experiment';

/** What a preset can be about: of the first guest that waits, of the first of all, or of the host. */
export type PresetFigure = 'delay' | 'ready' | 'share' | 'overhead' | 'burnt';

/** A ready experiment that makes one point of the paper. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Number of the claim that it belongs to. */
  readonly claim: number;
  readonly paper: string;
  /** What `paper` tells is not in the paper: what was found or made since, or a reading of ours. */
  readonly beyond?: true;
  readonly look: string;
  readonly plan: string;
  readonly experiment: ExperimentInput;
  /** The figure that makes its point, for the headline and the bars; how busy the host is where none is named. */
  readonly figure?: PresetFigure;
  /** The field that is swept beside it, as a link names it (`src/decide/sweep/fields.ts`). */
  readonly sweep?: string;
}

type Policy = ExperimentInput['policy'];
type GuestInput = ExperimentInput['guests'][number];

/** A thread that never waits. */
export const HOG = { burst: { kind: 'constant', meanMs: 1000 }, wait: { kind: 'never' } } as const;

/** A guest whose only thread never waits. */
export const hogs = (count: number): GuestInput => ({
  name: 'hog',
  count,
  threads: [{ ...HOG, process: 'loop' }],
});

/** n guests that never wait, on one processor unless changed. */
export function crowdedHost(guests: number, change: Partial<ExperimentInput> = {}): ExperimentInput {
  return {
    processors: 1,
    policy: 'round-robin',
    guests: [hogs(guests)],
    durationS: 60,
    warmupS: 5,
    ...change,
  };
}

/**
 * Shelden's test: two guests of two vCPUs on two processors, a thread of 55 % on each vCPU. The length of his
 * threads' cycle is not known; here it is one slice (27.5 ms busy, 22.5 ms waiting).
 */
export function shelden(policy: Policy, change: Partial<ExperimentInput> = {}): ExperimentInput {
  const load = {
    burst: { kind: 'exponential', meanMs: 27.5 },
    wait: { kind: 'exponential', meanMs: 22.5 },
    process: 'load',
  } as const;
  return {
    processors: 2,
    policy,
    guests: [
      {
        name: 'guest',
        count: 2,
        vcpus: 2,
        threads: [
          { vcpu: 0, ...load },
          { vcpu: 1, ...load },
        ],
      },
    ],
    durationS: 100,
    warmupS: 5,
    ...change,
  };
}

/** A back-up: one I/O outstanding, 1 ms of work for each, 10 ms for the disk. */
export const BACKUP: GuestInput = {
  name: 'back-up',
  threads: [
    {
      burst: { kind: 'constant', meanMs: 1 },
      wait: { kind: 'exponential', meanMs: 10 },
      process: 'ntbackup',
    },
  ],
};

export function backupBesideHog(change: Partial<ExperimentInput> = {}): ExperimentInput {
  return {
    processors: 1,
    policy: 'round-robin',
    guests: [BACKUP, hogs(1)],
    durationS: 100,
    warmupS: 5,
    ...change,
  };
}

/** Guests that are busy now and then, 20 % of a processor each. */
const office = (count: number): GuestInput => ({
  name: 'office',
  count,
  threads: [{ burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 20 } }],
});

export function runaway(thread: boolean): ExperimentInput {
  return {
    processors: 2,
    policy: 'round-robin',
    guests: [office(5), thread ? { ...hogs(1), name: 'runaway' } : { ...office(1), name: 'runaway' }],
    durationS: 60,
    warmupS: 5,
  };
}

/** A database with its I/O, among guests that never wait, `guests` in all. */
export function moreGuestsThanProcessors(guests: number, processors = 2): ExperimentInput {
  const database: GuestInput = {
    name: 'database',
    threads: [
      {
        burst: { kind: 'exponential', meanMs: 2 },
        wait: { kind: 'constant', meanMs: 0 },
        io: { device: 'disk' },
        process: 'sqlservr',
      },
    ],
  };
  return {
    processors,
    policy: 'round-robin',
    devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 8 } }],
    guests: guests > 1 ? [database, hogs(guests - 1)] : [database],
    durationS: 60,
    warmupS: 5,
  };
}

export function weights(policy: Policy = 'weighted'): ExperimentInput {
  return {
    processors: 1,
    policy,
    guests: [
      { ...hogs(1), name: 'gold', weight: 3 },
      { ...hogs(1), name: 'silver', weight: 2 },
      { ...hogs(1), name: 'bronze', weight: 1 },
    ],
    durationS: 60,
    warmupS: 5,
  };
}

/** Threads that wait for a disk, in one guest, alone or beside guests that never wait. */
export function pendingCompletions(others: number): ExperimentInput {
  return {
    processors: 1,
    policy: 'round-robin',
    devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 3 } }],
    guests: [
      {
        name: 'mail',
        threads: Array.from({ length: 8 }, () => ({
          burst: { kind: 'exponential', meanMs: 0.5 } as const,
          wait: { kind: 'exponential', meanMs: 60 } as const,
          io: { device: 'disk' },
          process: 'store',
        })),
      },
      ...(others > 0 ? [hogs(others)] : []),
    ],
    durationS: 60,
    warmupS: 5,
  };
}

/** Presets in the order in which the lab offers them. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'shelden-strict',
    title: "Shelden's test, co-scheduled in fixed slots",
    claim: 24,
    paper:
      'Two guests of two processors, 55 % busy on each, could not bring a two-processor host above 65 %.',
    look: 'The host stands idle in slots whose guest waits, while the other guest is ready: about 65 % busy.',
    plan: 'Do not plan for more than two thirds of a host full of two-processor guests that start together.',
    experiment: shelden('strict-cosched', { slots: 'fixed' }),
  },
  {
    id: 'shelden-pairs',
    title: "Shelden's test, dispatched in pairs",
    claim: 25,
    paper: 'The pair of virtual processors is dispatched together or not at all.',
    look: 'A processor idles beside its busy neighbour: half of a pair cannot be dispatched, and 65 % is the result.',
    plan: 'In fixed slots guests of one virtual processor leave as much idle; where slots are given away, a second one costs about a sixth of the host: give it only to guests that use it.',
    experiment: shelden('pairs', { slots: 'fixed' }),
  },
  {
    id: 'shelden-relaxed',
    title: "Shelden's test, relaxed, the guest's skew",
    claim: 25,
    paper: 'Later versions let a vCPU run as long as it does not leave its sibling too far behind.',
    beyond: true,
    look: 'Co-stop appears in short pieces, and most of the idle time is gone.',
    plan: 'On ESX 3 and later, two-processor guests cost far less of the host.',
    experiment: shelden('relaxed-cosched'),
  },
  {
    id: 'shelden-relaxed-each',
    title: "Shelden's test, relaxed, each vCPU",
    claim: 25,
    paper: 'Since ESX 4 each vCPU is held against the slowest of its guest, and only the leaders stop.',
    beyond: true,
    look: 'Co-stop of some 4 % in pieces of the skew, and the host as busy as where vCPUs are dispatched when ready: about 89 %.',
    plan: 'On ESX 4 and later a second virtual processor costs the host next to nothing while the guest uses it.',
    experiment: shelden('relaxed-esx4'),
  },
  {
    id: 'shelden-when-ready',
    title: "Shelden's test, dispatched when ready",
    claim: 24,
    paper: 'Each virtual processor by itself, as soon as a processor is free.',
    look: 'No processor idles while a thread wants to run: about 89 % busy, the limit of any policy.',
    plan: 'The difference to 65 % is what co-scheduling costs, and belongs into the plan as a lower ceiling.',
    experiment: shelden('when-ready'),
  },
  {
    id: 'shelden-unseen',
    title: "Shelden's test, idle not detected",
    claim: 25,
    paper: 'A rival reading of the 65 %: the guests burn their slices in the idle loop and nobody sees it.',
    look: 'The host is fully used, yet only about 65 % of it is work: the rest is burnt.',
    plan: 'A busy figure alone cannot tell the readings apart: ask for the time burnt, or count completed work.',
    experiment: shelden('when-ready', { idle: { detect: 'none' } }),
  },
  {
    id: 'backup-fixed',
    title: 'A back-up beside a hog, fixed slots',
    claim: 16,
    paper: 'A back-up, one of two guests on one processor, loses half of its throughput or more.',
    look: "Completions that come in the hog's slot wait for its end: about 41 % of the throughput is lost.",
    plan: 'I/O with one request outstanding suffers from waiting, not from a lack of processor: add no megahertz.',
    experiment: backupBesideHog({ slots: 'fixed' }),
  },
  {
    id: 'backup-yield',
    title: 'A back-up beside a hog, yielding',
    claim: 16,
    paper: 'It yields whenever it waits for its disk, and then queues behind the other guest.',
    beyond: true,
    look: 'Each I/O costs a whole slice of the hog: about 79 % of the throughput is lost.',
    plan: 'The kinder a guest is with its processor, the worse it fares: boost on wake, or plan its window longer.',
    experiment: backupBesideHog(),
  },
  {
    id: 'backup-dedicated',
    title: 'A back-up with a processor of its own',
    claim: 17,
    paper: 'With a dedicated processor the delay is gone.',
    look: 'No completion waits, and the throughput is that of a machine of its own.',
    plan: 'A dedicated processor mends it, and is then mostly idle: count it as taken.',
    experiment: backupBesideHog({ processors: 2, guests: [{ ...BACKUP, dedicated: true }, hogs(1)] }),
  },
  {
    id: 'runaway',
    figure: 'ready',
    title: 'A runaway thread',
    claim: 22,
    paper: 'A thread that loops takes all that the scheduler gives it, and the other guests feel it.',
    look: 'One guest uses a whole processor; the ready time of the others jumps.',
    plan: 'Leave a processor of head-room, or cap guests: on a shared host one loop is felt by everybody.',
    experiment: runaway(true),
  },
  {
    id: 'more-guests',
    figure: 'delay',
    title: 'More guests than processors',
    claim: 12,
    paper: 'Interrupts are not delayed as long as there are as many processors as guests, and are beyond.',
    look: 'The delay histogram of the database: all at 0 with two guests, spread over a slice with four.',
    plan: 'For guests that must answer at once, keep guests at or below processors, or let whoever wakes go first (boost): a weight does not help who sleeps.',
    experiment: moreGuestsThanProcessors(4),
  },
  {
    id: 'pending',
    figure: 'delay',
    title: 'Completions that pend',
    claim: 15,
    paper: 'Completions pend while the guest is off its processor, and come in batches when it returns.',
    look: 'Batches of several interrupts at one moment, and a longer queue at the disk right afterwards.',
    plan: 'The same disk answers more slowly to a guest that shares its processor: plan its response time so.',
    experiment: pendingCompletions(1),
  },
  {
    id: 'weights',
    figure: 'share',
    title: 'Weights',
    claim: 18,
    paper: 'Shares of the processor follow the weights when guests contend for it.',
    look: 'Three guests that never wait get 1/2, 1/3 and 1/6 of the processor.',
    plan: 'Weights protect only against contention, and make nobody who wakes wait less: give them by what must go on when all want to run, not by what is large.',
    experiment: weights(),
  },
];
