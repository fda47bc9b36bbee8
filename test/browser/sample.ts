import { DEFAULT_SCENARIO, type Scenario } from '../../src/scenario/scenario';
import type { FoldAnswer } from '../../src/placement/answer';
import type { GuestRow } from '../../src/placement/guest-row';
import type { PlanRequest } from '../../src/decide/planner';
import { localPlanner } from './local-planner';

export interface Folded {
  readonly rows: readonly GuestRow[];
  readonly answer: FoldAnswer;
  readonly request: PlanRequest;
}

/** The sample estate folded with the simple engine, for components that show an answer. */
export async function foldedSample(changes: Partial<Scenario> = {}): Promise<Folded> {
  const planner = localPlanner();
  const request: PlanRequest = { ...DEFAULT_SCENARIO, ...changes, sample: true, readings: [] };
  let rows: readonly GuestRow[] = [];
  let answer: FoldAnswer | null = null;
  await planner.plan(request, (update) => {
    rows = update.rows ?? rows;
    answer = update.answer ?? answer;
  });
  if (!answer) throw new Error('the sample was not folded');
  return { rows, answer, request };
}
