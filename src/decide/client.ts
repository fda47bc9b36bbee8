import * as Comlink from 'comlink';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { ResourceId } from '../estate/resource';
import type { PlanRequest, PlanUpdate } from './planner';
import type { Recheck } from '../placement/recheck';
import type { PlannerApi } from './worker';

/** The planner as the page sees it: everything happens in its worker. */
export interface PlannerClient {
  /** Hands a reading over (its buffers move to the worker); returns its number for requests. */
  load(reading: Reading): Promise<number>;
  /** Folds; on abort the best answer so far still comes as the last update. */
  plan(request: PlanRequest, tell: (update: PlanUpdate) => void, signal?: AbortSignal): Promise<void>;
  /** What each of these guests asks of a resource, for a picture. */
  loads(request: PlanRequest, resource: ResourceId, guests: readonly string[]): Promise<Float32Array[]>;
  /** Checks the proof of the last answer anew; null where there is none to check. */
  recheck(): Promise<Recheck | null>;
  close(): void;
}

/** What the planner's worker may use besides itself. */
export interface Pool {
  /** Cores of the machine. */
  readonly cores: number;
  /** Starts a worker of the pool. */
  startWorker(): Promise<{ readonly worker: Worker; readonly port: MessagePort }>;
}

/** Starts the planner's worker. */
export function createPlanner(makeWorker: () => Worker, pool?: Pool): PlannerClient {
  const worker = makeWorker();
  const remote = Comlink.wrap<PlannerApi>(worker);
  const started = new Map<number, Worker>();
  let next = 1;
  if (pool)
    void remote.share(
      pool.cores,
      Comlink.proxy({
        async start(failed: () => void) {
          const { worker: one, port } = await pool.startWorker();
          for (const sign of ['error', 'messageerror']) one.addEventListener(sign, () => failed());
          const id = next++;
          started.set(id, one);
          return Comlink.transfer({ id, port }, [port]);
        },
        end(id: number) {
          started.get(id)?.terminate();
          started.delete(id);
        },
      }),
    );
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
    recheck: () => remote.recheck(),
    close() {
      for (const one of started.values()) one.terminate();
      worker.terminate();
    },
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
