import type { Gauge } from '../even/gauge';
import type { EvenAnswer, EvenJob } from '../even/run';
import { laneSeed } from '../packing/fold';
import type { FoldProblem } from '../packing/problem';
import type { Solver } from './solver';
import type { Solvers } from './solvers';

/** Lanes that share the steps: fixed, so that answers do not depend on workers. */
const LANES = 2;
/** Fewer steps than this are one lane's: two short annealings are worse than one. */
const WORTH_LANES = 16;

/** No plan, and why. */
const notEvened = (failed: string | undefined): EvenAnswer => ({
  plan: null,
  fullest: Infinity,
  spread: Infinity,
  steps: 0,
  bound: null,
  failed,
});

/** Whether a is the more even: of what is fullest, and then of the rest. */
function moreEven(a: EvenAnswer, b: EvenAnswer): boolean {
  return a.fullest < b.fullest || (a.fullest === b.fullest && a.spread < b.spread);
}

/** Evens in lanes with draws of their own; the most even of their plans, ties going to the lowest lane. */
export async function evenInLanes(
  solvers: Solvers,
  problem: FoldProblem,
  gauge: Gauge,
  job: EvenJob,
  signal?: AbortSignal,
): Promise<EvenAnswer> {
  const lanes = job.steps < WORTH_LANES ? 1 : LANES;
  const able = await evening(solvers, problem, lanes);
  if (able.length === 0) return notEvened('no worker with the kernel that evens could be started.');
  const answers = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => {
      const own = { ...job, seed: laneSeed(job.seed, lane, 0), steps: job.steps / lanes };
      return evenOn(solvers, able[lane % able.length], problem, gauge, own, signal);
    }),
  );
  const best = answers.reduce((most, each) => (moreEven(each, most) ? each : most));
  return { ...best, steps: answers.reduce((sum, { steps }) => sum + steps, 0) };
}

/** The same job on another solver where one fails, once: a fault of the job would end one worker after another. */
async function evenOn(
  solvers: Solvers,
  solver: Solver,
  problem: FoldProblem,
  gauge: Gauge,
  job: EvenJob,
  signal?: AbortSignal,
  again = true,
): Promise<EvenAnswer> {
  try {
    return await solver.even(problem, gauge, job, { signal });
  } catch (error) {
    // Whoever stopped it knows why.
    const why = signal?.aborted ? undefined : error instanceof Error ? error.message : String(error);
    if (solver === solvers.home) return notEvened(why);
    solvers.drop(solver);
    const [other] = again ? await evening(solvers, problem, 1) : [];
    return other && other !== solver
      ? evenOn(solvers, other, problem, gauge, job, signal, false)
      : notEvened(why);
  }
}

/** Solvers that even, as many as are worth starting. */
async function evening(solvers: Solvers, problem: FoldProblem, most: number): Promise<Solver[]> {
  const { home } = solvers;
  const own = home.generates ? [home] : [];
  const started = await Promise.allSettled(
    solvers.workers(problem, most - (own.length && solvers.homeWorks ? 1 : 0)),
  );
  const workers = started.flatMap((one) =>
    one.status === 'fulfilled' && one.value.generates ? [one.value] : [],
  );
  if (workers.length === 0) return own;
  return solvers.homeWorks ? [...own, ...workers] : workers;
}
