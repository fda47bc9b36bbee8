import * as Comlink from 'comlink';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { ResourceId } from '../estate/resource';
import type { PlanRequest, PlanUpdate } from './planner';
import type { PlannerApi } from './worker';

/** The planner as the page sees it: everything happens in its worker. */
export interface PlannerClient {
  /** Hands a reading over (its buffers move to the worker); returns its number for requests. */
  load(reading: Reading): Promise<number>;
  /** Folds; on abort the best answer so far still comes as the last update. */
  plan(request: PlanRequest, tell: (update: PlanUpdate) => void, signal?: AbortSignal): Promise<void>;
  /** What each of these guests asks of a resource, for a picture. */
  loads(request: PlanRequest, resource: ResourceId, guests: readonly string[]): Promise<Float32Array[]>;
  close(): void;
}

/** Starts the planner's worker. */
export function createPlanner(makeWorker: () => Worker): PlannerClient {
  const worker = makeWorker();
  const remote = Comlink.wrap<PlannerApi>(worker);
  let next = 1;
  return {
    load: (reading) => remote.load(Comlink.transfer(reading, buffersOf(reading))),
    async plan(request, tell, signal) {
      const id = next++;
      const cancel = () => void remote.cancel(id);
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        const finding = await remote.plan(id, request, Comlink.proxy(tell));
        if (finding) throw new InputError(finding.where, finding.text, finding.fix);
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    loads: (request, resource, guests) => remote.loads(request, resource, guests),
    close: () => worker.terminate(),
  };
}

function buffersOf(reading: Reading): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { times, measures } of reading.recordings) {
    buffers.add(times.buffer as ArrayBuffer);
    for (const values of Object.values(measures)) buffers.add(values.buffer as ArrayBuffer);
  }
  return [...buffers];
}
