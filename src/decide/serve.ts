import type { Calls, Job } from '../engine/door/calls';
import { lazy } from '../engine/door/lazy';
import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { Reading } from '../estate/recording';
import type { ResourceId } from '../estate/resource';
import { fold } from '../placement/fold';
import type { FoldOptions } from '../placement/options';
import type { PlanRequest, PlanProgress } from './planner';
import { Planner } from './planner';

/** The planner's worker side. Each call is given the readings that it names, in their order. */
export function plannerCalls(makeEngine: () => Promise<FoldEngine>) {
  const engine = lazy(makeEngine);
  const planner = lazy(async () => new Planner(await engine()));
  const loaded = async (job: Job, numbers: readonly number[]): Promise<Planner> => {
    const own = await planner();
    numbers.forEach((number, i) => own.load(job.given[i] as Reading, number));
    return own;
  };
  return {
    async load(job: Job, number: number): Promise<void> {
      await loaded(job, [number]);
    },
    async plan(job: Job<PlanProgress>, request: PlanRequest): Promise<void> {
      await (await loaded(job, request.readings)).plan(request, (update) => job.tell(update), job.signal);
    },
    async loads(job: Job, request: PlanRequest, resource: ResourceId, guests: readonly string[]) {
      return (await loaded(job, request.readings)).loads(request, resource, guests);
    },
    async coverage(job: Job, request: PlanRequest, columns: number) {
      return (await loaded(job, request.readings)).coverage(request, columns);
    },
    async estate(job: Job, request: PlanRequest) {
      return (await loaded(job, request.readings)).estateOf(request);
    },
    /** Folds an estate that is given whole. */
    async fold(job: Job, estate: Estate, options: FoldOptions) {
      return fold(estate, options, await engine(), { signal: job.signal });
    },
    async recheck() {
      return (await planner()).recheck();
    },
  } satisfies Calls;
}

export type PlannerCalls = ReturnType<typeof plannerCalls>;
