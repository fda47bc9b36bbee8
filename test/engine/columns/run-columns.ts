import type { FoldPlan, FoldProblem } from '../../../src/engine/packing/problem';
import { breath, SHORT_OF_BREATH_MS } from '../../../src/engine/door/breath';
import type { Certificate } from '../../../src/engine/columns/certificate';
import type { ColumnKernel } from '../../../src/engine/columns/kernel';
import { ColumnRun, type Phase, type RowStart } from '../../../src/engine/columns/run';

export interface ColumnOptions {
  /** Same seed and same work, same answer. */
  readonly seed: number;
  /** Ends after so many seconds ... */
  readonly seconds?: number;
  /** ... or after so many units of work (about a thousand elementary operations each), whichever comes first. */
  readonly work?: number;
  /** A plan to do better than; its hosts become columns. */
  readonly startPlan?: FoldPlan;
  /** A cost known to be enough, when there is no plan to show for it. */
  readonly upperBound?: number;
  /** How many rows (resource and slot) count at first, where there are many. */
  readonly rowStart?: RowStart;
  /** Asked between steps of a few milliseconds. */
  readonly shouldStop?: () => boolean;
}

export interface ColumnProgress {
  readonly phase: Phase | 'done';
  /** The best plan found here, if it is better than the one given; null otherwise. */
  readonly plan: FoldPlan | null;
  /** Hosts of the best plan known; Infinity when none is. */
  readonly hosts: number;
  /** What these hosts cost, which is what the bound is on. */
  readonly cost: number;
  readonly lowerBound: number;
  readonly certificate: Certificate;
  /** (cost - lowerBound) / lowerBound; 0 when proved optimal. */
  readonly gap: number;
}

export interface ColumnResult extends ColumnProgress {
  /** What ended it: everything proved, time, work, the caller, or that columns cannot do more here. */
  readonly ended: 'proved' | 'seconds' | 'work' | 'stopped' | 'exhausted';
  /** Units of work done. */
  readonly work: number;
  /** What the bound leaves out of the problem (see `relax`), in a planner's words. */
  readonly leftOut: readonly string[];
}

/**
 * Column generation with dives: better plans, and a bound with its certificate, until the plan is proved optimal or
 * the budget ends. `onProgress` hears each better plan and each better bound.
 * @throws Error when an item does not fit an empty host
 */
export async function runColumns(
  kernel: ColumnKernel,
  problem: FoldProblem,
  options: ColumnOptions,
  onProgress: (progress: ColumnProgress) => void = () => {},
): Promise<ColumnResult> {
  const begun = performance.now();
  const run = new ColumnRun(kernel, problem, options.seed, options.rowStart);
  if (options.upperBound !== undefined) run.handInCost(options.upperBound);
  if (options.startPlan) run.handIn(options.startPlan);
  const report = (phase: ColumnProgress['phase']): ColumnProgress => ({
    phase,
    plan: run.plan,
    hosts: run.hosts,
    cost: run.cost,
    lowerBound: run.lowerBound,
    certificate: run.certificate,
    gap: run.optimal ? 0 : (run.cost - run.lowerBound) / run.lowerBound,
  });

  let ended: ColumnResult['ended'] = 'exhausted';
  let breathed = begun;
  let cost = Infinity;
  let lowerBound = -1;
  for (let phase = run.step(); phase !== null; phase = run.step()) {
    if (run.cost < cost || run.lowerBound > lowerBound) {
      ({ cost, lowerBound } = run);
      onProgress(report(phase));
    }
    const now = performance.now();
    if (options.work !== undefined && run.work >= options.work) ended = 'work';
    else if (options.seconds !== undefined && now - begun >= options.seconds * 1000) ended = 'seconds';
    else if (options.shouldStop?.()) ended = 'stopped';
    if (ended !== 'exhausted') break;
    if (now - breathed > SHORT_OF_BREATH_MS) {
      await breath();
      breathed = performance.now();
    }
  }
  if (run.optimal) ended = 'proved';
  return { ...report('done'), ended, work: run.work, leftOut: run.relaxation.leftOut };
}
