import type { Finding } from './finding';
import type { Guest } from './guest';
import type { Question } from './question';
import type { TodaysHost } from './todays-host';

/** How samples of different days come together. */
export type Alignment = 'wall' | 'time-of-day' | 'time-of-week';

/** What becomes of the samples inside one slot. */
export type Aggregate = 'mean' | 'p95' | 'max';

/** The slots that all guests share. */
export interface Grid {
  /** Start of the first slot, ms of wall-clock time written as if UTC (for time-of-day and -week: 0 is Monday 00:00). */
  readonly start: number;
  /** Length of a slot, ms. */
  readonly step: number;
  readonly slots: number;
  readonly align: Alignment;
}

/** A server that was given and takes no part. */
export interface LeftOut {
  readonly guest: string;
  readonly why: string;
}

/** A server of which nothing was measured at all. */
export interface Stated {
  readonly guest: Guest;
  /** A table of facts that was given as one, a file of facts beside logs of others of its servers, or an inventory. */
  readonly by: 'table' | 'beside' | 'inventory';
}

/** A shift of a file's clock that would lay a server's figures over each other. */
export interface ShiftOffer {
  /** The file. */
  readonly name: string;
  /** To be added to its times. */
  readonly minutes: number;
  readonly why: string;
}

/** Servers with series on one grid, ready to be folded. */
export interface Estate {
  readonly grid: Grid;
  readonly guests: readonly Guest[];
  /** When the first sample was taken and the last slot ends, ms of wall-clock time; null where nothing has a date. */
  readonly recorded: {
    readonly from: number;
    readonly to: number;
    /** Stretches of 24 hours from the first on in which anything was logged: logs may be years apart. */
    readonly days: number;
  } | null;
  readonly leftOut: readonly LeftOut[];
  /** Servers of which files state facts and tell nothing else. */
  readonly stated?: readonly Stated[];
  /** Servers of whose processors nothing is known, and of which nobody assumed anything: nothing is planned before. */
  readonly unmeasured?: readonly string[];
  /** Hosts on which servers run today, where an inventory lists them. */
  readonly today?: readonly TodaysHost[];
  readonly findings: readonly Finding[];
  /** What has to be answered before anything is planned. */
  readonly questions?: readonly Question[];
  /** Clocks that seem to be apart. */
  readonly offers?: readonly ShiftOffer[];
}
