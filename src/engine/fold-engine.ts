import type { FoldPlan, FoldProblem } from './packing/problem';

/** How long to look for better plans: seconds for people, kernel steps for answers that must repeat. */
export interface FoldBudget {
  readonly seed: number;
  /** Wall-clock seconds; the answer then depends on the machine, and says that time ended it. */
  readonly seconds?: number;
  /** Kernel steps over a fixed number of lanes: the same answer everywhere. */
  readonly work?: number;
}

export interface FoldProgress {
  readonly phase: 'construct' | 'improve' | 'search' | 'done';
  /** The best plan so far, when it is better than the one told before. */
  readonly plan: FoldPlan | null;
  readonly hosts: number;
  readonly lowerBound: number;
  /** 0..1 of the budget. */
  readonly fraction: number;
}

export interface FoldResult {
  readonly plan: FoldPlan;
  readonly lowerBound: number;
  /** Which bound is the largest: a sum over one resource in one slot (-1: over several), or another argument. */
  readonly boundBy: { readonly resource: number; readonly slot: number } | 'pairs' | 'none';
  readonly proved: boolean;
  readonly endedBy: 'proof' | 'time' | 'work' | 'cancelled';
}

export interface FoldHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FoldProgress) => void;
}

/** Anything that folds: the kernel on this thread, a worker, a pool of them. */
export interface FoldEngine {
  fold(problem: FoldProblem, budget: FoldBudget, hooks?: FoldHooks): Promise<FoldResult>;
}
