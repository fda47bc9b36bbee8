import { laneSeed, runFold } from '../packing/fold';
import type { PackingKernel } from '../packing/kernel';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { breath, SHORT_OF_BREATH_MS } from './breath';
import type { Certificate } from './certificate';
import type { ColumnKernel } from './kernel';
import { ColumnRun } from './run';

export interface PackOptions {
  /** Same seed and same work, same answer. */
  readonly seed: number;
  /** Ends after so many seconds ... */
  readonly seconds?: number;
  /** ... or after so many kernel steps of about 10 ms, whichever comes first. */
  readonly work?: number;
  /** Asked between steps. */
  readonly shouldStop?: () => boolean;
}

export interface PackProgress {
  readonly phase: 'construct' | 'search' | 'columns' | 'done';
  /** The best plan. */
  readonly plan: FoldPlan;
  readonly hosts: number;
  readonly lowerBound: number;
  /** Whether the plan has as few hosts as the bound. */
  readonly proved: boolean;
  /** What proves the bound; null where it rests on a simpler argument of the packing kernel, or on nothing. */
  readonly certificate: Certificate | null;
  /** Kernel steps done, of search and of columns. */
  readonly steps: number;
}

export interface PackResult extends PackProgress {
  readonly endedBy: 'proof' | 'time' | 'work' | 'cancelled' | 'exhausted';
  readonly seconds: number;
  /** What the certificate leaves out of the problem, in a planner's words; the bound holds all the same. */
  readonly leftOut: readonly string[];
}

/** Units of column generation that count as one step. */
const COLUMN_STEP = 10_000;
/** Steps of columns and of search in one turn; the first turns are short, for small instances are solved at once. */
const COLUMN_TURN = [10, 20, 40, 80];
const SEARCH_TURN = [5, 10, 15, 20];

/**
 * Packs hosts of one kind and price as well as the budget allows: constructions, then search and column generation in
 * turns, each starting from the best plan of the other, until the plan is proved to be optimal.
 * @throws Error when an item does not fit an empty host
 */
export async function packProblem(
  kernels: { readonly packing: PackingKernel; readonly columns: ColumnKernel },
  problem: FoldProblem,
  options: PackOptions,
  onProgress: (progress: PackProgress) => void = () => {},
): Promise<PackResult> {
  const begun = performance.now();
  const stopped = options.shouldStop ?? (() => false);
  const late = () => options.seconds !== undefined && performance.now() - begun >= options.seconds * 1000;
  let steps = 0;
  const spent = () => options.work !== undefined && steps >= options.work;

  let phase: PackProgress['phase'] = 'construct';
  let run: ColumnRun | null = null;
  const first = await runFold(kernels.packing, problem, { seed: options.seed, shouldStop: stopped });
  let plan = first.plan;
  const simple = first.unplaced === 0 ? first.lowerBound : 0;
  const report = (): PackProgress => {
    const lowerBound = Math.max(simple, run?.lowerBound ?? 0);
    return {
      phase,
      plan,
      hosts: plan.hostKind.length,
      lowerBound,
      proved: first.unplaced === 0 && plan.hostKind.length <= lowerBound,
      certificate: run && run.lowerBound === lowerBound ? run.certificate : null,
      steps,
    };
  };
  const finish = (endedBy: PackResult['endedBy']): PackResult => {
    phase = 'done';
    const last = report();
    onProgress(last);
    const seconds = (performance.now() - begun) / 1000;
    const leftOut = run?.relaxation.leftOut ?? [];
    return { ...last, endedBy: last.proved ? 'proof' : endedBy, seconds, leftOut };
  };
  const take = (better: FoldPlan): void => {
    plan = better;
    onProgress(report());
  };
  if (first.endedBy === 'cancelled') return finish('cancelled');
  onProgress(report());

  run = new ColumnRun(kernels.columns, problem, options.seed);
  run.handIn(plan);
  if (report().proved) return finish('proof');
  let exhausted = false;
  for (let turn = 0; ; turn++) {
    phase = 'columns';
    const turnWork = run.work + COLUMN_STEP * (COLUMN_TURN[turn] ?? COLUMN_TURN[COLUMN_TURN.length - 1]);
    let breathed = performance.now();
    let { lowerBound, work } = run;
    while (!exhausted && run.work < turnWork) {
      if (run.step() === null) exhausted = true;
      if (run.hosts < plan.hostKind.length && run.plan) take(run.plan);
      if (run.lowerBound > lowerBound) {
        ({ lowerBound } = run);
        onProgress(report());
      }
      for (; run.work - work >= COLUMN_STEP; work += COLUMN_STEP) steps++;
      if (report().proved) return finish('proof');
      if (late()) return finish('time');
      if (spent()) return finish('work');
      if (stopped()) return finish('cancelled');
      if (performance.now() - breathed > SHORT_OF_BREATH_MS) {
        await breath();
        breathed = performance.now();
      }
    }
    phase = 'search';
    const left = options.work === undefined ? Infinity : options.work - steps;
    const found = await runFold(kernels.packing, problem, {
      seed: laneSeed(options.seed, 0, turn),
      start: plan,
      work: Math.min(left, SEARCH_TURN[turn] ?? SEARCH_TURN[SEARCH_TURN.length - 1]),
      seconds:
        options.seconds === undefined ? undefined : options.seconds - (performance.now() - begun) / 1000,
      shouldStop: stopped,
    });
    steps += found.steps;
    if (found.hosts < plan.hostKind.length) {
      run.handIn(found.plan);
      take(found.plan);
    }
    if (report().proved) return finish('proof');
    if (found.endedBy === 'cancelled') return finish('cancelled');
    if (late()) return finish('time');
    if (spent()) return finish('work');
    if (exhausted && found.endedBy === 'exhausted') return finish('exhausted');
  }
}
