import * as Comlink from 'comlink';
import type { HostModel } from '../engine/dispatch/host';
import type { PoolMember } from './pool';
import type { DispatchApi } from './worker';

/** Models that the worker is known to hold; fewer than it keeps. */
const KNOWN = 6;

/** Starts one worker of the pool. */
export function createMember(makeWorker: () => Worker): PoolMember {
  const worker = makeWorker();
  const remote = Comlink.wrap<DispatchApi>(worker);
  const known = new Map<HostModel, number>();
  const ended = new AbortController();
  let next = 1;

  /** The model's number at the worker, which is sent it once; messages keep their order. */
  const numberOf = (model: HostModel): number => {
    const id = known.get(model) ?? next++;
    if (!known.has(model)) void remote.load(id, model);
    // Both sides forget what was used least recently, this one first.
    known.delete(model);
    known.set(model, id);
    for (const old of known.keys()) {
      if (known.size <= KNOWN) break;
      known.delete(old);
    }
    return id;
  };

  return {
    async run(model, seed, signal) {
      signal?.throwIfAborted();
      const id = next++;
      const cancel = () => void remote.cancel(id);
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        const statistics = await unlessAborted(remote.run(id, numberOf(model), seed), signal, ended.signal);
        if (statistics === null) throw new DOMException('The run was cancelled.', 'AbortError');
        return statistics;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    timeline: (model, seed, records, signal) =>
      unlessAborted(remote.timeline(model, seed, records), signal, ended.signal),
    close() {
      // Comlink leaves calls pending when their worker ends: they are ended here.
      ended.abort(new DOMException('The worker has ended.', 'AbortError'));
      worker.terminate();
    },
  };
}

/** What the worker answers, or the reason of the first signal that is aborted before. */
function unlessAborted<T>(answer: Promise<T>, ...signals: (AbortSignal | undefined)[]): Promise<T> {
  const given = signals.filter((signal) => signal !== undefined);
  return new Promise<T>((resolve, reject) => {
    const stops = given.map((signal) => {
      const stop = () => reject(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      return () => signal.removeEventListener('abort', stop);
    });
    answer.then(resolve, reject).finally(() => stops.forEach((each) => each()));
  });
}
