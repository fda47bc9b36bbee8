import type { ExperimentInput } from './experiment';

/** Hosts and guests that presets, claims, sheets and the story are made of. */

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

/** A guest of 25 %, and one that never waits. */
export function halfIdle(detect: 'halt' | 'poll' | 'none'): ExperimentInput {
  return crowdedHost(1, {
    guests: [
      {
        name: 'office',
        threads: [{ burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 15 } }],
      },
      hogs(1),
    ],
    idle: { detect },
  });
}
