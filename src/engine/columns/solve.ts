import type { FoldPlan, FoldProblem } from '../packing/problem';
import type { Certificate } from './certificate';
import { backToRoot, dive } from './dive';
import { greedyPlans } from './greedy';
import { copiesThatFit, relax, type PatternInstance } from './instance';
import type { ColumnKernel, Pattern } from './kernel';
import { generateColumns } from './root';
import { SearchState, type TypeCertificate } from './state';

export interface ColumnOptions {
  /** Same seed and same work, same answer. */
  readonly seed: number;
  /** Ends after so many seconds ... */
  readonly seconds?: number;
  /** ... or after so many units of work (about a thousand elementary operations each), whichever comes first. */
  readonly work?: number;
  /** A plan to do better than; its hosts become columns. */
  readonly startPlan?: FoldPlan;
  /** A number of hosts known to be enough, when there is no plan to show for it. */
  readonly upperBound?: number;
  /** Asked between steps of a few milliseconds. */
  readonly shouldStop?: () => boolean;
}

export interface ColumnProgress {
  /** 'root' while columns are generated, 'dive' while plans are looked for, 'done' at the end. */
  readonly phase: 'root' | 'dive' | 'done';
  /** The best plan found here, if it is better than the one given; null otherwise. */
  readonly plan: FoldPlan | null;
  /** Hosts of the best plan known; Infinity when none is. */
  readonly hosts: number;
  readonly lowerBound: number;
  readonly certificate: Certificate | null;
  /** (hosts - lowerBound) / lowerBound; 0 when proved optimal. */
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

/** Breathes once in so many milliseconds, so that a worker hears what is said to it. */
const BREATH = 40;

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
  const { instance, exact, leftOut } = relax(problem);
  if (copiesThatFit(instance).some((copies) => copies === 0))
    throw new Error('columns: an item does not fit an empty host; leave it out first');
  kernel.load(instance, options.seed);
  const workBegun = kernel.work;
  const state = new SearchState(kernel, instance);
  if (options.upperBound !== undefined) state.upper = options.upperBound;
  const given = options.startPlan;
  if (given) {
    state.hosts = given.hostKind.length;
    state.upper = Math.min(state.upper, state.hosts);
    for (const pattern of patternsOf(given, instance)) if (kernel.fits(pattern)) kernel.addPattern(pattern);
  }
  let phase: ColumnProgress['phase'] = 'root';
  const report = (): ColumnProgress => ({
    phase,
    plan: state.plan && planOf(state.plan, instance),
    hosts: state.upper,
    lowerBound: state.lower,
    certificate: certificateOf(state.certificate, instance),
    gap: state.lower > 0 ? (state.upper - state.lower) / state.lower : state.upper > 0 ? Infinity : 0,
  });

  let ended: ColumnResult['ended'] = 'exhausted';
  let breath = begun;
  let upper = Infinity;
  let lower = -1;
  for (const now of portfolio(state, exact)) {
    phase = now;
    if (state.upper < upper || state.lower > lower) {
      ({ upper, lower } = state);
      onProgress(report());
    }
    const time = performance.now();
    if (options.work !== undefined && kernel.work - workBegun >= options.work) ended = 'work';
    else if (options.seconds !== undefined && time - begun >= options.seconds * 1000) ended = 'seconds';
    else if (options.shouldStop?.()) ended = 'stopped';
    if (ended !== 'exhausted') break;
    if (time - breath > BREATH) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      breath = performance.now();
    }
  }
  if (state.optimal) ended = 'proved';
  phase = 'done';
  return { ...report(), ended, work: kernel.work - workBegun, leftOut };
}

/** First plans; then columns at the root and dives in turns. */
function* portfolio(state: SearchState, exact: boolean): Generator<'root' | 'dive', void> {
  const { kernel, instance } = state;
  if (instance.types === 0) {
    if (exact) state.offer([]);
    return;
  }
  for (const plan of greedyPlans(instance, 10, () => kernel.draw())) {
    if (exact) state.offer(plan);
    for (const pattern of plan) kernel.addPattern(pattern);
    yield 'root';
  }
  let rootWork = 400_000;
  for (let turn = 0; !state.optimal; turn++) {
    for (const _ of generateColumns(state, rootWork)) yield 'root';
    if (state.optimal || (!exact && state.settled)) return;
    if (!exact) continue;
    kernel.saveBasis();
    const begun = kernel.work;
    for (const _ of dive(state, turn === 0 ? 0 : 0.25)) yield 'dive';
    for (const _ of backToRoot(state)) yield 'dive';
    // Where the bound is still open, proving and diving share the work.
    rootWork = Math.max(100_000, kernel.work - begun);
  }
}

/** The patterns of a plan. */
function patternsOf(plan: FoldPlan, instance: PatternInstance): Pattern[] {
  const hosts = Array.from(plan.hostKind, () => new Map<number, number>());
  instance.items.forEach((copies, t) => {
    for (const i of copies) {
      const host = hosts[plan.hostOf[i]];
      host?.set(t, (host.get(t) ?? 0) + 1);
    }
  });
  return hosts.map((host) => {
    const types = [...host.keys()].sort((a, b) => a - b);
    return { types, copies: types.map((t) => host.get(t)!) };
  });
}

/** The plan that patterns make; copies beyond what is needed are left out. */
function planOf(patterns: readonly Pattern[], instance: PatternInstance): FoldPlan {
  const placed = new Int32Array(instance.types);
  const count = instance.items.reduce((sum, copies) => sum + copies.length, 0);
  const hostOf = new Int32Array(count).fill(-1);
  patterns.forEach((pattern, host) => {
    for (let e = 0; e < pattern.types.length; e++) {
      const copies = instance.items[pattern.types[e]];
      for (let k = pattern.copies[e]; k > 0 && placed[pattern.types[e]] < copies.length; k--)
        hostOf[copies[placed[pattern.types[e]]++]] = host;
    }
  });
  return { hostKind: new Int32Array(patterns.length), hostOf };
}

function certificateOf(proof: TypeCertificate, instance: PatternInstance): Certificate {
  const weights = new Array<number>(instance.items.reduce((sum, copies) => sum + copies.length, 0)).fill(0);
  instance.items.forEach((copies, t) => copies.forEach((i) => (weights[i] = proof.weights[t])));
  return { weights, denominator: proof.denominator, bound: proof.bound };
}
