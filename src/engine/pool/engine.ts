import type { FoldBudget, FoldEngine, EngineHooks, FoldResult } from '../fold-engine';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { columnsPay, type Solvers } from './solvers';
import type { Solver } from './solver';
import { evenInLanes } from './even-lanes';
import { Race } from './race';
import { inRounds } from './rounds';
import { Incumbent, costOf, isLess } from './incumbent';
import { turns } from '../door/turns';

/** How long a proof under way is waited for when the budget has ended. */
const CERTIFY_GRACE_MS = 1000;
/** The default limit of a check: a second or two. */
const CHECK_LIMIT = 3e8;

/**
 * Folds with this thread and its workers, in phases within one budget: constructions and instant bounds; then search and column generation
 * side by side, each from the best plan of all; until the plan is proved, the budget ends or the signal aborts. Folds
 * and checks wait for the one before.
 */
export function createEngine(solvers: Solvers): FoldEngine {
  const inTurn = turns();
  let checking: Solver | null = null;
  return {
    fold(problem, budget, hooks = {}) {
      // A check cannot be interrupted, and whoever wants a new plan does not wait for it.
      if (checking) solvers.drop(checking);
      return inTurn(() => foldWith(solvers, problem, budget, hooks).finally(() => solvers.rest()));
    },
    even: (problem, gauge, job, signal) =>
      inTurn(() => evenInLanes(solvers, problem, gauge, job, signal).finally(() => solvers.rest())),
    estimate: (problem, seed, signal) =>
      inTurn(async () => {
        const solver = await proverOf(solvers, problem).catch(() => solvers.home);
        try {
          return solver.generates ? await solver.estimate(problem, seed, { signal }) : null;
        } catch {
          // It stands beside a plan: where it fails, it is not known.
          if (solver !== solvers.home) solvers.drop(solver);
          return null;
        } finally {
          solvers.rest();
        }
      }),
    verify: (problem, certificate, workLimit = CHECK_LIMIT) =>
      inTurn(async () => {
        const solver = await proverOf(solvers, problem);
        checking = solver;
        try {
          return await solver.verify(problem, certificate, workLimit);
        } catch (error) {
          solvers.drop(solver);
          throw error;
        } finally {
          checking = null;
          solvers.rest();
        }
      }),
  };
}

async function foldWith(
  solvers: Solvers,
  problem: FoldProblem,
  budget: FoldBudget,
  hooks: EngineHooks,
): Promise<FoldResult> {
  const { seed, seconds, work } = budget;
  const signal = hooks.signal ?? new AbortController().signal;
  const begun = performance.now();
  const clock = () => (performance.now() - begun) / 1000;
  const incumbent = new Incumbent(problem, clock);
  let told = incumbent.plan;
  /** @param found a plan that lanes do not share yet: shown where it is better, and no more */
  const tell = (fraction: number, found?: FoldPlan) => {
    const { lowerBound, history } = incumbent;
    const best = found && isLess(problem, found, incumbent.plan) ? found : incumbent.plan;
    const fresh = best === told || isLess(problem, told, best) ? null : best;
    told = fresh ?? told;
    const cost = costOf(problem, told);
    hooks.onProgress?.({
      plan: fresh,
      cost,
      lowerBound,
      history: [...history],
      fraction: Math.min(1, fraction),
    });
  };
  const passed = () => (seconds === undefined ? 0 : clock() / seconds);

  if (hooks.known) incumbent.know(hooks.known);
  else {
    const first = await solvers.first.construct(
      problem,
      {
        seed,
        seconds: work === undefined ? seconds : undefined,
        // Whoever stops a fold keeps its best plan: the first one is made all the same.
        shouldStop: () => signal.aborted && (hooks.atOnce || incumbent.planned),
      },
      (progress) => {
        const higher = incumbent.bound(progress.bound);
        const better = progress.plan !== null && incumbent.offer(progress.plan);
        if (higher || better) tell(passed());
      },
    );
    if (first.endedBy === 'cancelled') return incumbent.result('cancelled');
  }
  if (hooks.onFirst) {
    const within: FoldEngine = { fold: (other, little, more = {}) => foldWith(solvers, other, little, more) };
    await hooks.onFirst(incumbent.result('work'), within);
  }
  if (hooks.known) tell(passed());
  // Work must lead to the same certificate everywhere; people need not wait for it.
  const certified = hooks.certify && !signal.aborted ? new Certifying(solvers, problem, incumbent) : null;
  if (work !== undefined) await certified?.done(signal);
  const others: Solvers = {
    ...solvers,
    drop: (solver) => solver !== certified?.solver && solvers.drop(solver),
  };
  const search = !incumbent.proved && !signal.aborted;
  let endedBy: FoldResult['endedBy'] = signal.aborted ? 'cancelled' : 'work';
  if (search && work !== undefined)
    endedBy = await inRounds(others, problem, { seed, work }, incumbent, signal, tell);
  else if (search && seconds !== undefined)
    endedBy = await new Race(
      others,
      problem,
      seed,
      seconds,
      incumbent,
      signal,
      hooks.known !== undefined,
      () => tell(passed()),
    ).run();
  const left = seconds === undefined ? undefined : Math.max(0, seconds - clock()) * 1000 + CERTIFY_GRACE_MS;
  await certified?.done(signal, left);
  tell(1);
  return incumbent.result(endedBy);
}

/** Makes the certificate of the best simple bound; where there is no solver for it, the bound stands without. */
class Certifying {
  /** Who makes it, while it is made. */
  solver: Solver | null = null;
  private readonly made: Promise<void>;

  constructor(
    private readonly solvers: Solvers,
    problem: FoldProblem,
    incumbent: Incumbent,
  ) {
    this.made = this.make(problem, incumbent).finally(() => (this.solver = null));
  }

  /** Waits for it until the signal aborts or so many milliseconds have passed; a worker that goes on is ended then. */
  async done(signal: AbortSignal, ms?: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const enough = new Promise<void>((resolve) => {
      stop = resolve;
      if (ms !== undefined) timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', stop, { once: true });
    });
    await Promise.race([this.made, enough]);
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (this.solver) this.solvers.drop(this.solver);
  }

  private async make(problem: FoldProblem, incumbent: Incumbent): Promise<void> {
    const { simple } = incumbent;
    if (!simple || simple.cost <= 0 || incumbent.certificate || !columnsPay(problem)) return;
    try {
      this.solver = await proverOf(this.solvers, problem);
      const certificate = await this.solver.certify(problem, simple);
      if (certificate) incumbent.prove(certificate.bound, certificate, []);
    } catch {
      // A worker that could not be started, or was ended: the bound stands without a certificate.
      if (this.solver) this.solvers.drop(this.solver);
    }
  }
}

/** A solver that has what proofs take. */
async function proverOf(solvers: Solvers, problem: FoldProblem): Promise<Solver> {
  if (solvers.home.generates) return solvers.home;
  const [worker] = solvers.workers(problem, 1);
  return worker ?? solvers.home;
}
