import type { FoldBudget, FoldHooks, FoldResult } from './fold-engine';
import type { FoldOptions, FoldOutcome, PackingProgress } from './packing/fold';
import { laneSeed } from './packing/fold';
import type { FoldProblem } from './packing/problem';

/** Lanes that share a budget of work: fixed, so that the answer does not depend on how many workers there are. */
const LANES = 4;
/** Search steps of each lane between two barriers at which the best plan is handed to all; rounds without a gain double. */
const ROUND_STEPS = 24;
const MOST_DOUBLINGS = 8;

/** Runs a lane: the kernel on this thread, or one in a worker. */
export type RunLane = (
  lane: number,
  problem: FoldProblem,
  options: Omit<FoldOptions, 'shouldStop'>,
  tell: (progress: PackingProgress) => void,
) => Promise<FoldOutcome>;

/**
 * Folds a problem. A budget in seconds goes to one lane in one piece. A budget of work is spent in rounds by a fixed
 * number of lanes that exchange the best plan at barriers (ties go to the lowest lane): the same answer wherever and
 * on however many workers they run.
 */
export async function foldInLanes(
  runLane: RunLane,
  problem: FoldProblem,
  budget: FoldBudget,
  hooks: FoldHooks,
): Promise<FoldResult> {
  const { seed, work } = budget;
  let spent = 0;
  let best: PackingProgress | null = null;
  const tell = (progress: PackingProgress) => {
    const better = progress.plan !== null && (best === null || isBetter(progress, best));
    if (better) best = { ...progress, bound: best?.bound ?? progress.bound };
    else if (best === null || progress.bound.cost > best.bound.cost)
      best = { ...(best ?? progress), bound: progress.bound };
    hooks.onProgress?.({
      phase: progress.phase,
      plan: better ? progress.plan : null,
      hosts: best!.hosts,
      lowerBound: best!.bound.cost,
      fraction: work === undefined ? progress.fraction : spent / work,
    });
  };

  const first = await runLane(0, problem, work === undefined ? budget : { seed }, tell);
  if (work === undefined) return resultOf(first, first);
  let now = first;
  let idle = 0;
  for (let round = 0; spent < work && now.endedBy === 'work' && !hooks.signal?.aborted; round++) {
    const left = work - spent;
    const jobs: Promise<FoldOutcome>[] = [];
    for (let lane = 0; lane < LANES; lane++) {
      const steps = Math.min(ROUND_STEPS << idle, Math.ceil((left - lane) / LANES));
      if (steps <= 0) break;
      spent += steps;
      const own = { seed: laneSeed(seed, lane, round), work: steps, effort: 2 ** idle, start: now.plan };
      jobs.push(runLane(lane, problem, own, tell));
    }
    const outcomes = await Promise.all(jobs);
    const winner = outcomes.reduce((a, b) => (isBetter(b, a) ? b : a));
    idle = isBetter(winner, now) ? 0 : Math.min(idle + 1, MOST_DOUBLINGS);
    if (idle === 0) now = winner;
    if (outcomes.some((o) => o.endedBy === 'cancelled')) now = { ...now, endedBy: 'cancelled' };
    else if (now.unplaced === 0 && now.cost <= first.bound.cost) now = { ...now, endedBy: 'proof' };
    else if (outcomes.every((o) => o.endedBy === 'exhausted')) now = { ...now, endedBy: 'exhausted' };
    else now = { ...now, endedBy: 'work' };
  }
  return resultOf(now, first);
}

function isBetter(a: PackingProgress, b: PackingProgress): boolean {
  return a.unplaced < b.unplaced || (a.unplaced === b.unplaced && a.cost < b.cost);
}

/** Bounds come from the first run: later ones start from a plan and compute none. */
function resultOf(outcome: FoldOutcome, { bound }: FoldOutcome): FoldResult {
  const { plan, endedBy } = outcome;
  return {
    plan,
    lowerBound: bound.cost,
    boundBy: boundBy(bound),
    proved: outcome.unplaced === 0 && outcome.cost <= bound.cost,
    endedBy: endedBy === 'target' || endedBy === 'exhausted' ? 'work' : endedBy,
  };
}

function boundBy(bound: PackingProgress['bound']): FoldResult['boundBy'] {
  if (bound.by === 'clique') return 'pairs';
  return bound.resource < 0 ? 'none' : { resource: bound.resource, slot: bound.slot };
}
