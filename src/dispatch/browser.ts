import { createMember } from './client';
import { DispatchPool } from './pool';
import DispatchWorker from './worker?worker&inline';

/** Workers beyond this many would wait for each other's answers to be merged. */
const MOST = 8;

let shared: DispatchPool | undefined;

/**
 * The page's pool, one for all views: workers inlined into the page, so that its policy binds them and it works from
 * a file. One processor is left for the page itself.
 */
export function dispatchPool(): DispatchPool {
  const cores = navigator.hardwareConcurrency || 2;
  return (shared ??= new DispatchPool(() => createMember(() => new DispatchWorker()), {
    size: Math.min(MOST, Math.max(1, cores - 1)),
  }));
}
