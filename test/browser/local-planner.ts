import type { PlannerClient } from '../../src/decide/client';
import { Planner } from '../../src/decide/planner';
import { firstFit } from './first-fit';

/** The real planner without its worker, on the simple engine: for component tests. */
export function localPlanner(): Pick<PlannerClient, 'load' | 'plan' | 'loads' | 'coverage' | 'recheck'> {
  const planner = new Planner(firstFit);
  return {
    load: async (reading) => planner.load(reading),
    plan: (request, tell, signal) => planner.plan(request, tell, signal),
    loads: async (request, resource, guests) => planner.loads(request, resource, guests),
    coverage: async (request, columns) => planner.coverage(request, columns),
    recheck: () => planner.recheck(),
  };
}
