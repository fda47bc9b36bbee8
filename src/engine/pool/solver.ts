import type { Certificate, CertificateVerdict } from '../columns/certificate';
import type { EvenAnswer, EvenJob } from '../even/run';
import type { Gauge } from '../even/gauge';
import type { LowerBound } from '../packing/kernel';
import type { FoldPlan, FoldProblem } from '../packing/problem';

/** A stretch of search from a plan. Its answer depends on plan, seed and steps alone, unless seconds or a signal end it. */
export interface SearchJob {
  readonly start: FoldPlan;
  readonly seed: bigint;
  /** Steps of about 10 ms at most; as many as fit the seconds where it is not given. */
  readonly steps?: number;
  readonly seconds?: number;
  /** 1 or more: how much longer than usual its first tries are. */
  readonly effort?: number;
  /** It ends as soon as a plan costs no more than this. */
  readonly target?: number;
}

export interface SearchAnswer {
  /** The best plan, if it is better than the start; else null. */
  readonly plan: FoldPlan | null;
  readonly steps: number;
  /** There is nothing that a search from this plan could try. */
  readonly exhausted: boolean;
}

/** A stretch of column generation, which goes on where the one before it ended. */
export interface ColumnJob {
  /** A plan that places everything, to do better than; null where none is known. */
  readonly start: FoldPlan | null;
  readonly seed: number;
  /** The first stretch of a fold: nothing is kept from before. */
  readonly first: boolean;
  /** Units of work, of about a thousand elementary operations each. */
  readonly units: number;
  readonly seconds?: number;
}

export interface ColumnAnswer {
  /** The best plan, if it is better than the start; else null. */
  readonly plan: FoldPlan | null;
  /** No plan costs less. */
  readonly lowerBound: number;
  /** What proves the bound, where it rose since the job before; else null. */
  readonly certificate: Certificate | null;
  readonly leftOut: readonly string[];
  /** Units of work done. */
  readonly units: number;
  /** Everything is proved, or columns can do no more. */
  readonly exhausted: boolean;
}

export interface JobHooks {
  /** Ends the job within a step or two; the answer is what it has by then. */
  readonly signal?: AbortSignal;
  /** Hears each better plan of a search as it is found. */
  readonly onPlan?: (plan: FoldPlan) => void;
}

/** Whoever runs jobs: the kernels on this thread, or those of a worker. Jobs are done one after the other. */
export interface Solver {
  /** Whether it has the kernels that generate columns and that even plans. */
  readonly generates: boolean;
  search(problem: FoldProblem, job: SearchJob, hooks?: JobHooks): Promise<SearchAnswer>;
  generate(problem: FoldProblem, job: ColumnJob, hooks?: JobHooks): Promise<ColumnAnswer>;
  /** @param gauge null: the problem's own room is all that there is. Evens a plan, or looks for one that keeps every limit of so many hosts. */
  even(problem: FoldProblem, gauge: Gauge | null, job: EvenJob, hooks?: JobHooks): Promise<EvenAnswer>;
  /** About how few hosts there can be, not whole; null where it is not known how, or a signal ended it. */
  estimate(problem: FoldProblem, seed: number, hooks?: JobHooks): Promise<number | null>;
  /** What proves a bound of the packing kernel; null where it cannot be made again. */
  certify(problem: FoldProblem, bound: LowerBound): Promise<Certificate | null>;
  /** Checks a certificate from scratch. It cannot be interrupted. */
  verify(problem: FoldProblem, certificate: Certificate, workLimit: number): Promise<CertificateVerdict>;
  /** Ends it, whatever it does; jobs under way are never answered. */
  close(): void;
}
