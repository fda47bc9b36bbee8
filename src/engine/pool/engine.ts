import type { FoldBudget, FoldEngine, FoldHooks, FoldProgress, FoldResult } from '../fold-engine';
import type { FoldProblem } from '../packing/problem';
import type { Crew } from './crew';
import { Race } from './race';
import { inRounds } from './rounds';
import { Standing } from './standing';
import { turns } from './turns';

/** The default limit of a check: a second or two. */
const CHECK_LIMIT = 3e8;

/**
 * Folds with a crew, in phases within one budget: constructions and instant bounds; then search and column generation
 * side by side, each from the best plan of all; until the plan is proved, the budget ends or the signal aborts. Folds
 * wait for the one before.
 */
export function createEngine(crew: Crew): FoldEngine {
  const inTurn = turns();
  return {
    fold: (problem, budget, hooks = {}) =>
      inTurn(() => foldWith(crew, problem, budget, hooks).finally(() => crew.rest())),
    async verify(problem, certificate, workLimit = CHECK_LIMIT) {
      const [worker] = crew.home.generates ? [] : crew.hire(problem);
      try {
        return await ((await worker) ?? crew.home).verify(problem, certificate, workLimit);
      } finally {
        crew.rest();
      }
    },
  };
}

async function foldWith(
  crew: Crew,
  problem: FoldProblem,
  budget: FoldBudget,
  hooks: FoldHooks,
): Promise<FoldResult> {
  const { seed, seconds, work } = budget;
  const signal = hooks.signal ?? new AbortController().signal;
  const begun = performance.now();
  const clock = () => (performance.now() - begun) / 1000;
  const standing = new Standing(problem, clock);
  let told = standing.plan;
  const tell = (phase: FoldProgress['phase'], fraction: number) => {
    const { plan, cost, lowerBound, history } = standing;
    const fresh = plan === told ? null : plan;
    told = plan;
    hooks.onProgress?.({
      phase,
      plan: fresh,
      hosts: plan.hostKind.length,
      cost,
      lowerBound,
      history: [...history],
      fraction: Math.min(1, fraction),
    });
  };
  const passed = () => (seconds === undefined ? 0 : clock() / seconds);

  const first = await crew.first.construct(
    problem,
    { seed, seconds: work === undefined ? seconds : undefined, shouldStop: () => signal.aborted },
    (progress) => {
      const higher = standing.bound(progress.bound);
      const better = progress.plan !== null && standing.offer(progress.plan);
      if (higher || better) tell('construct', passed());
    },
  );
  if (first.endedBy === 'cancelled') return standing.result('cancelled');
  if (hooks.onFirst) {
    const within: FoldEngine = { fold: (other, little, more = {}) => foldWith(crew, other, little, more) };
    await hooks.onFirst(standing.result('work'), within);
  }
  const search = !standing.proved && !signal.aborted;
  let endedBy: FoldResult['endedBy'] = signal.aborted ? 'cancelled' : 'work';
  if (search && work !== undefined)
    endedBy = await inRounds(crew, problem, { seed, work }, standing, signal, (f) => tell('search', f));
  else if (search && seconds !== undefined)
    endedBy = await new Race(crew, problem, seed, seconds, standing, signal, () =>
      tell('search', passed()),
    ).run();
  tell('done', 1);
  return standing.result(endedBy);
}
