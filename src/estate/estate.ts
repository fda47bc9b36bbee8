import type { Finding } from './finding';
import type { Guest } from './guest';

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

/** Servers with series on one grid, ready to be folded. */
export interface Estate {
  readonly grid: Grid;
  readonly guests: readonly Guest[];
  readonly leftOut: readonly LeftOut[];
  readonly findings: readonly Finding[];
}
