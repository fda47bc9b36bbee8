import { handOver, type Calls, type Job } from '../engine/door/calls';
import { lazy } from '../engine/door/lazy';
import type { HostModel } from '../engine/dispatch/host';
import { DispatchKernel } from '../engine/dispatch/kernel';
import { localHost, localTimeline } from './local';

/**
 * A worker that simulates. Each call is given its model.
 * @param makeKernel makes a kernel: one runs replications, another draws
 */
export function simulatorCalls(makeKernel: () => Promise<DispatchKernel>) {
  const host = lazy(async () => localHost(await makeKernel()));
  const drawing = lazy(async () => localTimeline(await makeKernel()));
  const modelOf = ({ given: [model] }: Job) => model as HostModel;
  return {
    /** One replication. */
    async run(job: Job, seed: bigint) {
      return handOver(await (await host())(modelOf(job), seed, job.signal));
    },
    /** The beginning of one, change by change. */
    async timeline(job: Job, seed: bigint, records: number) {
      return (await drawing())(modelOf(job), seed, records, job.signal);
    },
  } satisfies Calls;
}

export type SimulatorCalls = ReturnType<typeof simulatorCalls>;
