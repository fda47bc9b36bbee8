import type { Certificate } from '../columns/certificate';
import type { Calls, Job } from '../door/calls';
import { lazy } from '../door/lazy';
import type { EvenJob } from '../even/run';
import type { Gauge } from '../even/gauge';
import type { LowerBound } from '../packing/kernel';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { openSolver } from './kernels';
import type { ColumnJob, SearchJob } from './solver';

/** A worker of the pool: a solver for whoever is at the other end. Each call is given its problem. */
export function solverCalls() {
  const solver = lazy(openSolver);
  const problemOf = ({ given: [problem] }: Job) => problem as FoldProblem;
  return {
    async search(job: Job<FoldPlan>, ask: SearchJob) {
      return (await solver()).search(problemOf(job), ask, { signal: job.signal, onPlan: job.tell });
    },
    async generate(job: Job, ask: ColumnJob) {
      return (await solver()).generate(problemOf(job), ask, { signal: job.signal });
    },
    async even(job: Job, ask: EvenJob) {
      const gauge = (job.given[1] ?? null) as Gauge | null;
      return (await solver()).even(problemOf(job), gauge, ask, { signal: job.signal });
    },
    async estimate(job: Job, seed: number) {
      return (await solver()).estimate(problemOf(job), seed, { signal: job.signal });
    },
    async certify(job: Job, bound: LowerBound) {
      return (await solver()).certify(problemOf(job), bound);
    },
    async verify(job: Job, certificate: Certificate, workLimit: number) {
      return (await solver()).verify(problemOf(job), certificate, workLimit);
    },
  } satisfies Calls;
}

export type SolverCalls = ReturnType<typeof solverCalls>;
