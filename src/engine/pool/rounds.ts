import type { EvenAnswer } from '../even/run';
import { laneSeed } from '../packing/fold';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import type { FoldResult } from '../fold-engine';
import { withoutEmpty } from '../even/without-empty';
import type { Solvers } from './solvers';
import { columnsPay } from './solvers';
import type { ColumnAnswer, ColumnJob, JobHooks, Solver, SearchAnswer, SearchJob } from './solver';
import { costOf, type Incumbent } from './incumbent';

/** Lanes of search that share a budget of work with one of columns: fixed, so that answers do not depend on workers. */
const SEARCH_LANES = 4;
/** Steps of each lane in the first rounds, and in all later ones; rounds without a gain double. */
const FIRST_STEPS = [4, 8, 16];
const STEPS = 24;
const MOST_DOUBLINGS = 8;
/** Where rows are more than so many, evening for one host fewer finds plans that search does not. */
const MANY_ROWS = 64;
/** Units of column generation that count as one step. */
export const COLUMN_STEP = 10_000;
/** Workers are not started for less work than this. */
const WORTH_A_WORKER = 60;

/**
 * Spends a budget of work in rounds: all lanes start from the best plan, and the best of theirs, ties going to the
 * lane of columns and then to the lowest, is the next start. The same answer on however many solvers.
 */
export async function inRounds(
  solvers: Solvers,
  problem: FoldProblem,
  { seed, work }: { readonly seed: number; readonly work: number },
  incumbent: Incumbent,
  signal: AbortSignal,
  tell: (fraction: number, found?: FoldPlan) => void,
): Promise<FoldResult['endedBy']> {
  let columnsOpen = columnsPay(problem) && work > SEARCH_LANES;
  const evens = problem.rowStart[problem.resources] > MANY_ROWS && work > SEARCH_LANES;
  const { generating, searching } = await gather(solvers, problem, work, columnsOpen || evens);
  const generate = columnJobs(solvers, problem, generating);
  const search = (lane: number, job: SearchJob, hooks: JobHooks): Promise<SearchAnswer> => {
    const solver = searching[lane % searching.length];
    if (solver === solvers.home) return solver.search(problem, job, hooks);
    return solver.search(problem, job, hooks).catch(() => {
      // The same job has the same answer here.
      solvers.drop(solver);
      const place = searching.indexOf(solver);
      if (place >= 0) searching.splice(place, 1, solvers.home);
      return solvers.home.search(problem, job, hooks);
    });
  };
  if (!generating) columnsOpen = false;
  let stuck: FoldPlan | null = null;
  let idle = 0;
  let begun = false;
  for (let left = work, round = 0; left > 0; round++) {
    const searchers = stuck === incumbent.plan ? 0 : SEARCH_LANES;
    const fewer = evens && generating && searchers > 0 ? oneHostFewer(problem, incumbent) : null;
    const lanes = searchers + (columnsOpen ? 1 : 0) + (fewer ? 1 : 0);
    if (lanes === 0) return 'exhausted';
    const most = (FIRST_STEPS[round] ?? STEPS) << idle;
    const share = (lane: number) => Math.min(most, Math.ceil((left - lane) / lanes));
    const start = incumbent.plan;
    const settled = new AbortController();
    const stop = () => settled.abort();
    signal.addEventListener('abort', stop, { once: true });

    let spent = 0;
    let ahead = 0;
    const done = (steps: number) => {
      ahead += steps;
      tell(1 - (left - ahead) / work);
    };
    let columns: Promise<ColumnAnswer | null> | null = null;
    const columnSteps = columnsOpen ? share(searchers) : 0;
    if (columnSteps > 0) {
      spent += columnSteps;
      const units = columnSteps * COLUMN_STEP;
      const job = { start: incumbent.whole, seed, first: !begun, units };
      begun = true;
      columns = generate(job, { signal: settled.signal }).then((answer) => {
        // Nobody can find anything better then.
        if (answer && settles(problem, incumbent, answer)) settled.abort();
        done(columnSteps);
        return answer;
      });
    }
    const searches: Promise<SearchAnswer>[] = [];
    for (let lane = 0; lane < searchers && share(lane) > 0; lane++) {
      spent += share(lane);
      const job = {
        start,
        seed: laneSeed(seed, lane, round),
        steps: share(lane),
        effort: 2 ** idle,
        target: incumbent.lowerBound,
      };
      const hooks = {
        signal: settled.signal,
        onPlan: (plan: FoldPlan) => tell(1 - (left - ahead) / work, plan),
      };
      searches.push(
        search(lane, job, hooks).then((answer) => {
          done(job.steps);
          return answer;
        }),
      );
    }

    let evened: Promise<EvenAnswer | null> | null = null;
    const evenSteps = fewer ? share(lanes - 1) : 0;
    if (fewer && evenSteps > 0) {
      spent += evenSteps;
      const job = {
        start: fewer,
        seed: laneSeed(seed, SEARCH_LANES, round),
        steps: evenSteps,
        anyPlan: true,
      };
      evened = generating!
        .even(problem, null, job, { signal: settled.signal })
        .catch(() => {
          if (generating !== solvers.home) solvers.drop(generating!);
          return null;
        })
        .finally(() => done(evenSteps));
    }

    const [answer, found, even] = await Promise.all([columns, Promise.all(searches), evened]).finally(() => {
      signal.removeEventListener('abort', stop);
      settled.abort();
    });
    left -= spent;
    incumbent.steps += spent;
    // Where columns cannot go on, search has the rest.
    if (columns && (!answer || answer.exhausted)) columnsOpen = false;
    let better = false;
    for (const plan of [answer?.plan, even?.plan && withoutEmpty(even.plan), ...found.map((f) => f.plan)])
      if (plan && incumbent.offer(plan)) better = true;
    if (answer) incumbent.prove(answer.lowerBound, answer.certificate, answer.leftOut);
    tell(1 - left / work);
    if (incumbent.proved) return 'proof';
    if (signal.aborted) return 'cancelled';
    // Nothing is known yet about a plan of columns that is better than all of theirs.
    const theirs = incumbent.plan === start || found.some(({ plan }) => plan === incumbent.plan);
    if (theirs && found.length > 0 && found.every((f) => f.exhausted)) stuck = incumbent.plan;
    idle = better ? 0 : Math.min(idle + 1, MOST_DOUBLINGS);
  }
  return 'work';
}

/** The incumbent less its host with fewest items, which are to find a place; null where that could not be better. */
function oneHostFewer(problem: FoldProblem, incumbent: Incumbent): FoldPlan | null {
  const { whole, cost, lowerBound } = incumbent;
  const [price] = problem.kindPrice;
  if (!whole || cost - price < lowerBound || problem.kindPrice.some((each) => each !== price)) return null;
  const there = new Int32Array(whole.hostKind.length);
  for (const h of whole.hostOf) there[h]++;
  const gone = there.indexOf(Math.min(...there));
  return {
    hostKind: whole.hostKind.filter((_, h) => h !== gone),
    // Where all are to be placed anew, annealing does better than from a plan that was full to the brim.
    hostOf: new Int32Array(problem.items).fill(-1),
  };
}

/** Whether an answer of columns proves its plan, or the one from which the round started. */
function settles(problem: FoldProblem, incumbent: Incumbent, answer: ColumnAnswer): boolean {
  const bound = Math.max(incumbent.lowerBound, answer.lowerBound);
  const least = answer.plan ? costOf(problem, answer.plan) : Infinity;
  return Math.min(least, incumbent.whole ? incumbent.cost : Infinity) <= bound;
}

/**
 * Jobs of columns, one after the other. Where their worker fails, another does all of them once more, which has the same
 * answers; null where there is none, or that fails too.
 */
function columnJobs(solvers: Solvers, problem: FoldProblem, first: Solver | null) {
  const before: ColumnJob[] = [];
  let solver = first;
  const next = async (failed: Solver): Promise<Solver | null> => {
    if (failed === solvers.home) return null;
    solvers.drop(failed);
    if (solvers.home.generates) return solvers.home;
    const others = await Promise.allSettled(solvers.workers(problem));
    const fresh = others.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    return fresh.find((one) => one !== failed && one.generates) ?? null;
  };
  return async (job: ColumnJob, hooks: JobHooks): Promise<ColumnAnswer | null> => {
    if (!solver) return null;
    const own = solver;
    try {
      const answer = await own.generate(problem, job, hooks);
      before.push(job);
      return answer;
    } catch {
      solver = await next(own);
    }
    if (!solver || hooks.signal?.aborted) return null;
    try {
      for (const each of before) await solver.generate(problem, each, hooks);
      const answer = await solver.generate(problem, job, hooks);
      before.push(job);
      return answer;
    } catch {
      if (solver !== solvers.home) solvers.drop(solver);
      solver = null;
      return null;
    }
  };
}

async function gather(
  solvers: Solvers,
  problem: FoldProblem,
  work: number,
  others: boolean,
): Promise<{ generating: Solver | null; searching: Solver[] }> {
  const { home } = solvers;
  if (work < WORTH_A_WORKER && (home.generates || !others)) return { generating: home, searching: [home] };
  const started = await Promise.allSettled(solvers.workers(problem));
  const workers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const searching = workers.length === 0 || solvers.homeWorks ? [home, ...workers] : workers;
  const generating = home.generates ? home : (workers.find((w) => w.generates) ?? null);
  return { generating, searching };
}
