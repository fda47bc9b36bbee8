import type { Certificate, CertificateVerdict } from './columns/certificate';
import type { EvenAnswer, EvenJob } from './even/run';
import type { Gauge } from './even/gauge';
import type { LowerBound } from './packing/kernel';
import type { FoldPlan, FoldProblem } from './packing/problem';

/** How long to look for better plans: seconds for people, kernel steps for answers that must repeat. */
export interface FoldBudget {
  readonly seed: number;
  /** Wall-clock seconds; the answer then depends on the machine, and says that time ended it. */
  readonly seconds?: number;
  /** Kernel steps over a fixed number of lanes: the same answer everywhere. Neither: first plans and instant bounds. */
  readonly work?: number;
}

export interface FoldProgress {
  /** The incumbent, when it is better than the one told before. */
  readonly plan: FoldPlan | null;
  /** What its hosts cost: their number, where every price is 1. */
  readonly cost: number;
  readonly lowerBound: number;
  readonly history: readonly FoldMoment[];
  /** 0..1 of the budget. */
  readonly fraction: number;
}

/** What the best plan cost, and what was known that none costs less than, from then on. */
export interface FoldMoment {
  /** Since the fold began; 0 for what was known before, and for nothing else. */
  readonly seconds: number;
  readonly value: number;
  readonly bound: number;
}

export interface FoldResult {
  readonly plan: FoldPlan;
  /** What its hosts cost: their number, where every price is 1. */
  readonly cost: number;
  /** No plan that places everything costs less. */
  readonly lowerBound: number;
  /** Which simple bound is the largest: a sum over one resource in one slot (-1: over several), or another argument. */
  readonly boundBy: { readonly resource: number; readonly slot: number } | 'pairs' | 'none';
  /** The best of the packing kernel's own bounds. */
  readonly simple: LowerBound | null;
  /** What proves the bound; null where it rests on a simple one. */
  readonly certificate: Certificate | null;
  /** What the certificate leaves out of the problem, in a planner's words; the bound holds all the same. */
  readonly leftOut: readonly string[];
  readonly proved: boolean;
  /** 'exhausted': nothing is left that could be tried. */
  readonly endedBy: 'proof' | 'time' | 'work' | 'cancelled' | 'exhausted';
  /** One entry for each better plan or bound, oldest first. */
  readonly history: readonly FoldMoment[];
  readonly seconds: number;
  /** Kernel steps of about 10 ms at most, of search and of columns; those of the fold that it goes on from, too. */
  readonly steps: number;
}

export interface EngineHooks {
  readonly signal?: AbortSignal;
  /** The signal ends it even before its first plan: for what stands beside a plan, and nobody waits for. */
  readonly atOnce?: boolean;
  readonly onProgress?: (progress: FoldProgress) => void;
  /**
   * What an earlier fold of this very problem came to, and where this one goes on: no new constructions, columns where
   * they were left, other draws in the search. Only with seconds: work alone could not repeat it.
   */
  readonly known?: FoldResult;
  /** A certificate is wanted even where a simple bound is the best. */
  readonly certify?: boolean;
  /**
   * Waited for once the first plan and the instant bounds are there (or what is known), before any search. `engine` is for small folds
   * meanwhile; the budget's seconds run on.
   */
  readonly onFirst?: (first: FoldResult, engine: FoldEngine) => Promise<void>;
}

/** Anything that folds: the kernel on this thread, a worker, a pool of them. */
export interface FoldEngine {
  fold(problem: FoldProblem, budget: FoldBudget, hooks?: EngineHooks): Promise<FoldResult>;
  /**
   * Evens a plan (its hosts and their kinds stay), or finds one. The same answer for the same steps on any number of
   * workers; where a signal ends it, the best so far. Where no kernel that evens can be had, no plan.
   */
  even?(problem: FoldProblem, gauge: Gauge, job: EvenJob, signal?: AbortSignal): Promise<EvenAnswer>;
  /**
   * About how few hosts there can be, not whole, by a count of plans: no proof. The same for the same seed on any number
   * of workers; null where it is not known how, where a signal ends it, or where nobody can.
   */
  estimate?(problem: FoldProblem, seed: number, signal?: AbortSignal): Promise<number | null>;
  /** Checks a certificate from scratch. @param workLimit items looked at before it gives up */
  verify?(problem: FoldProblem, certificate: Certificate, workLimit?: number): Promise<CertificateVerdict>;
}
