import type { Calls, Job } from '../engine/door/calls';
import { lazy } from '../engine/door/lazy';
import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { FoldOptions } from '../placement/options';
import { Backtest } from './backtest';
import type { Risk } from './risk';

/** A worker that tests plans on days kept back; it tells the curve as it becomes surer. */
export function riskCalls(makeEngine: () => Promise<FoldEngine>) {
  const engine = lazy(makeEngine);
  return {
    async test(job: Job<Risk>, estate: Estate, options: FoldOptions, fewest: number, tolerance: number) {
      const test = new Backtest(estate, options, await engine(), fewest);
      return test.run(tolerance, { signal: job.signal, tell: (risk) => job.tell(risk) });
    },
  } satisfies Calls;
}

export type RiskCalls = ReturnType<typeof riskCalls>;
