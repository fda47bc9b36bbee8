import { breath } from '../door/breath';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { evenBound, type EvenBound } from './bound';
import { fullestRows, keepsRoom, type Gauge } from './gauge';
import type { EvenKernel } from './kernel';
import { occupied } from './occupy';

/** Work of one step, about 10 ms, and of one call of the kernel at most. */
const EVEN_STEP = 700_000;
const CALL_WORK = 175_000;
/** The part of the work after which the maximum is held and the rest is levelled. */
const FIRST_PART = 0.67;
/** Steps between two looks at what a plan really comes to: adding up takes about one. */
const LOOK_EVERY = 8;
/** Work of a move, about, before any was made. */
const FIRST_GUESS = 8;
/** Calls follow each other without a pause for no longer than this. */
const PAUSE_AFTER_MS = 8;

/** A stretch of evening. Its answer depends on all of this alone, unless a signal ends it. */
export interface EvenJob {
  /** The kinds of the hosts, and who is on them: -1 for those that are to be placed first. */
  readonly start: FoldPlan;
  readonly seed: bigint;
  readonly steps: number;
  /** All items are placed anew; the start only stands as a plan that there is. */
  readonly afresh?: boolean;
  /** Its bound is wanted too; where that is reached, only the rest is levelled. */
  readonly bounded?: boolean;
  /** It ends with the first plan that keeps every limit. */
  readonly anyPlan?: boolean;
}

export interface EvenAnswer {
  /** The most even plan that keeps every limit; null where none was found. */
  readonly plan: FoldPlan | null;
  /** Its fullest host, resource and slot, as a part of what the host has; Infinity where there is no plan. */
  readonly fullest: number;
  /** The sum over hosts of the squares of their fullest rows: of two as full, the lower is the more level. */
  readonly spread: number;
  readonly steps: number;
  /** No plan of as many hosts is less full; null where that was not asked. */
  readonly bound: EvenBound | null;
  /** Why nobody could even it; not there where somebody did. */
  readonly failed?: string;
}

/** Evens a plan: the fullest (host, resource, slot) as low as can be, then the rest level. */
export async function evenPlan(
  kernel: EvenKernel,
  problem: FoldProblem,
  gauge: Gauge,
  job: EvenJob,
  shouldStop: () => boolean = () => false,
): Promise<EvenAnswer> {
  let paused = performance.now();
  const stopped = async () => {
    if (performance.now() - paused > PAUSE_AFTER_MS) {
      await breath();
      paused = performance.now();
    }
    return shouldStop();
  };
  let best: EvenAnswer = { plan: null, fullest: Infinity, spread: Infinity, steps: 0, bound: null };
  const look = (plan: FoldPlan) => {
    if (!keepsRoom(problem, plan)) return;
    const rows = fullestRows(problem, gauge, plan);
    const fullest = rows.reduce((most, row) => Math.max(most, row), 0);
    const spread = rows.reduce((sum, row) => sum + row * row, 0);
    if (fullest < best.fullest || (fullest === best.fullest && spread < best.spread))
      best = { ...best, plan, fullest, spread };
  };
  if (job.bounded) best = { ...best, bound: evenBound(problem, gauge, job.start.hostKind.length) };
  if (!job.start.hostOf.includes(-1)) look(job.start);
  const from = job.afresh ? new Int32Array(problem.items).fill(-1) : job.start.hostOf;
  kernel.load(problem, gauge, { ...job.start, hostOf: from }, job.seed);
  let done = 0;
  const all = job.steps * EVEN_STEP;
  for (;;) {
    const placed = kernel.construct(CALL_WORK);
    done += kernel.workDone;
    if (placed === 'none') return best;
    if (placed === 'done') break;
    if (await stopped()) return best;
  }
  // Placing is not counted: however many hosts there are, the annealing has its steps.
  done = 0;
  let each = FIRST_GUESS;
  let level: number | null = null;
  let known = Infinity;
  let next = LOOK_EVERY * EVEN_STEP;
  while (done < all && problem.items > 0) {
    if (await stopped()) break;
    const held = kernel.fullest;
    const reached = best.bound !== null && held <= best.bound.fraction;
    if (level === null && (reached || done >= FIRST_PART * all)) {
      look(kernel.plan());
      kernel.level();
      level = done;
      known = Infinity;
    }
    const moves = Math.max(1, Math.round(CALL_WORK / each));
    const [from, until] = level === null ? [0, FIRST_PART * all] : [level, all];
    const part = (at: number) => Math.min(1, (at - from) / (until - from));
    kernel.anneal(moves, part(done), part(done + CALL_WORK));
    done += kernel.workDone;
    each = kernel.workDone / moves;
    if (done >= next) {
      next += LOOK_EVERY * EVEN_STEP;
      if (level !== null || kernel.fullest < known) look(kernel.plan());
      known = kernel.fullest;
    }
    if (job.anyPlan && best.plan) break;
  }
  look(kernel.plan());
  const { plan } = best;
  if (plan && new Set(plan.hostOf).size < plan.hostKind.length) {
    best = { ...best, plan: null, fullest: Infinity, spread: Infinity };
    look(occupied(problem, plan));
    if (!best.plan) look(plan);
  }
  return { ...best, steps: Math.ceil(done / EVEN_STEP) };
}
