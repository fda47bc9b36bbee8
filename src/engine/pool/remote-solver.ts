import * as Comlink from 'comlink';
import type { FoldProblem } from '../packing/problem';
import type { JobHooks, Solver } from './solver';
import type { Better, MemberApi } from './serve';

/** A worker as a solver; jobs wait for the one before. */
export interface Hired {
  readonly endpoint: Comlink.Endpoint;
  /** Ends the worker. */
  end(): void;
  /** Hears when a job begins (true), and when none is left (false). */
  busy?(busy: boolean): void;
}

/** The solver at the other end. */
export function memberAt({ endpoint, end, busy }: Hired): Solver {
  const remote = Comlink.wrap<MemberApi>(endpoint);
  const listeners = new Map<number, JobHooks>();
  const ended = new AbortController();
  let loaded: FoldProblem | null = null;
  let next = 1;
  endpoint.addEventListener('message', (event) => {
    const { data } = event as MessageEvent<Partial<Better> | null>;
    if (data?.betterOf !== undefined && data.plan) listeners.get(data.betterOf)?.onPlan?.(data.plan);
  });

  const job = async <T>(
    problem: FoldProblem,
    hooks: JobHooks,
    ask: (id: number) => Promise<T>,
  ): Promise<T> => {
    ended.signal.throwIfAborted();
    const id = next++;
    if (listeners.size === 0) busy?.(true);
    listeners.set(id, hooks);
    // Messages keep their order: the problem is there before the job.
    if (loaded !== problem) void remote.load(problem);
    loaded = problem;
    const cancel = () => void remote.cancel(id);
    hooks.signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = ask(id);
      if (hooks.signal?.aborted) cancel();
      return await unlessEnded(answer, ended.signal);
    } finally {
      hooks.signal?.removeEventListener('abort', cancel);
      listeners.delete(id);
      if (listeners.size === 0) busy?.(false);
    }
  };

  const close = () => {
    // Comlink leaves calls pending when their worker ends: they are ended here.
    ended.abort(new DOMException('The worker has ended.', 'AbortError'));
    end();
  };
  // An answer that cannot be read would be waited for without end.
  endpoint.addEventListener('messageerror', close);

  return {
    generates: true,
    search: (problem, ask, hooks = {}) => job(problem, hooks, (id) => remote.search(id, ask)),
    generate: (problem, ask, hooks = {}) => job(problem, hooks, (id) => remote.generate(id, ask)),
    certify: (problem, bound) => job(problem, {}, (id) => remote.certify(id, bound)),
    verify: (problem, certificate, workLimit) =>
      job(problem, {}, (id) => remote.verify(id, certificate, workLimit)),
    close,
  };
}

function unlessEnded<T>(answer: Promise<T>, ended: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(ended.reason as Error);
    ended.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => ended.removeEventListener('abort', stop));
  });
}
