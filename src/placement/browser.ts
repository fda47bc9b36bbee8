import { createPlanner } from './client';
import type { PlannerClient } from './client';
import PlannerWorker from './worker?worker&inline';

/** The planner in a worker inlined into the page: the page's policy binds it, and it works from a file. */
export function startPlanner(): PlannerClient {
  return createPlanner(() => new PlannerWorker(), {
    cores: navigator.hardwareConcurrency || 2,
    startWorker: async () => (await import('../engine/pool/browser')).startPoolWorker(),
  });
}
