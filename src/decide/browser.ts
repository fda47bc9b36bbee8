import { workerLine } from '../engine/door/line';
import { createPlanner } from './client';
import type { PlannerClient } from './client';
import PlannerWorker from './worker?worker&inline';

/** The planner in a worker inlined into the page: the page's policy binds it, and it works from a file. */
export function startPlanner(): PlannerClient {
  return createPlanner(
    () => workerLine(new PlannerWorker()),
    async () => {
      await drawn();
      return (await import('../engine/pool/browser')).startPoolWorker();
    },
  );
}

/** A page that nobody looks at draws nothing: then so many milliseconds have to do. */
const LONGEST_MS = 300;

/** Waits until what is known so far has been drawn, so that the first answer comes before what improves it. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
