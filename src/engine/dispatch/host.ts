/**
 * One host and its guests as the dispatch kernel takes them: plain numbers, every default filled in, guests
 * already expanded (a guest with count 3 is three records). All times are whole numbers of 100 ns (the unit of the
 * Windows clock); `Infinity` means never. Order matters: events
 * at one moment are handled by guest, then vCPU, then thread number; who goes first of equal ones is drawn by lot.
 */

import type { DispatchPolicy } from './policies';

/** 100 ns units in a millisecond, and in a second. */
export const PER_MS = 10_000;
export const PER_SECOND = 10_000_000;

/** The period over which a cap counts: 100 ms, the default of Linux (cpu.cfs_period_us). */
export const CAP_PERIOD = 100 * PER_MS;

/** What the kernel can hold. Times above `time` are refused (about 40 days). */
export const KERNEL_LIMITS = { vcpus: 1024, processors: 256, leaves: 32_768, time: 2 ** 45 - 1 } as const;

/** A distribution of times in 100 ns. `uniform` lies between 0 and twice the mean. `trace` replays, then starts again. */
export type SimpleLaw =
  | { readonly kind: 'constant'; readonly mean: number }
  | { readonly kind: 'uniform'; readonly mean: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'trace'; readonly values: readonly number[] };

/** One of several laws, drawn anew each time; `label` is the part's number among the thread's labels. */
export interface Mixture {
  readonly kind: 'mixture';
  readonly parts: readonly { readonly label: number; readonly weight: number; readonly law: SimpleLaw }[];
}

export type Law = SimpleLaw | Mixture;

export type Delivery = 'burst' | 'merge' | 'discard' | 'delay' | 'catchup' | 'virtualbox';

/** What a thread does. */
export interface ThreadModel {
  /** The vCPU of its guest that it runs on, from 0. */
  readonly vcpu: number;
  /** Processor time of one burst; for an open queue, of one request. `constant` with mean `Infinity` never ends. */
  readonly burst: Law;
  /** Time off the processor after a burst (after its I/O, if any); `null` = never waits. Unused with arrivals. */
  readonly wait: Law | null;
  /** Mean time between Poisson arrivals, served to exhaustion in order of arrival; `null` = a closed thread. */
  readonly arrivals: number | null;
  readonly start: 'burst' | 'wait' | 'stationary';
  /** How many labels its mixtures use (0 when none does); parts are numbered below it. */
  readonly labels: number;
  /**
   * `share` q of the burst in kernel mode, of whose instructions a fraction f is emulated on a path k times as long: a
   * burst takes 1 + q f (k - 1) times as long (`emulationStretch`).
   */
  readonly privileged: { readonly share: number; readonly f: number; readonly k: number };
  /** Requests issued together at the end of each burst; a fraction is a chance. The thread goes on when all are done. */
  readonly io: { readonly device: number; readonly perBurst: number } | null;
}

/** The guest's periodic clock; each of its vCPUs takes a tick each `tick`, all at the same phase. */
export interface ClockModel {
  readonly tick: number;
  /** The first tick as a fraction of `tick` in [0, 1); `null` = uniform, drawn for each run. */
  readonly phase: number | null;
  readonly delivery: Delivery;
  /** Catch-up only: ticks at most this many times as fast as real time, above 1. */
  readonly rate: number;
  /** Catch-up only: a backlog above this time is given up. */
  readonly giveUp: number;
  /** Chance that a due tick is never delivered. */
  readonly lose: number;
  readonly tsc: 'real' | 'apparent';
  /** Processor time of one emulated time stamp read: two for each I/O request. */
  readonly tscRead: number;
  readonly order: 'thread-first' | 'idle-first';
  /** Whether a halted guest takes its tick at no cost, or must be dispatched for it. */
  readonly idleTick: 'free' | 'dispatch';
}

export interface GuestModel {
  readonly vcpus: number;
  /** Share of each of its vCPUs under the weighted policy. */
  readonly weight: number;
  /**
   * What each of its vCPUs may have of a processor in each period of `CAP_PERIOD`, 1 = all. Single vCPUs that yield only:
   * elsewhere no cap counts.
   */
  readonly cap: number;
  /** Each of its vCPUs has a processor of its own, taken from the highest numbers down (within `affinity`, if given). */
  readonly dedicated: boolean;
  /** Processors that it may run on; `null` = all that are not dedicated. */
  readonly affinity: readonly number[] | null;
  /** Its own slice; `null` = the host's. */
  readonly slice: number | null;
  /** Processor time of the guest's own interrupt service routine and deferred call, for each interrupt delivered. */
  readonly interruptCost: number;
  readonly dpcCost: number;
  readonly threads: readonly ThreadModel[];
  readonly clock: ClockModel;
}

export interface HostModel {
  readonly processors: number;
  readonly policy: DispatchPolicy;
  readonly slice: number;
  readonly slots: 'yield' | 'fixed';
  readonly boost: boolean;
  /** Co-scheduling: how long a ready vCPU may lag behind a running sibling. */
  readonly skew: number;
  readonly idle: {
    readonly detect: 'halt' | 'poll' | 'none';
    readonly check: number;
    readonly probability: number;
  };
  /** Processor time lost when another guest comes on. */
  readonly switchCost: number;
  /** Fraction of one processor that each defined guest costs the host, taken evenly from all of them. */
  readonly housekeeping: number;
  /** Time that the host's service routine takes from whoever runs, for each completion of a device and arrival. */
  readonly interrupt: number;
  /** The same for each end of a wait. */
  readonly timer: number;
  readonly devices: readonly { readonly service: Law; readonly servers: number }[];
  readonly guests: readonly GuestModel[];
  /** Time measured, after the warm-up, which is discarded. */
  readonly duration: number;
  readonly warmup: number;
}
