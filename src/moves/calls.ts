import type { Calls, Job } from '../engine/door/calls';
import type { Estate } from '../estate/estate';
import type { FoldOptions } from '../placement/options';
import { planMoves, type MovesRequest } from './plan';

/** A worker that plans moves: they may take seconds, and the page goes on meanwhile. */
export function movesCalls() {
  return {
    async plan(_: Job, estate: Estate, options: FoldOptions, request: MovesRequest) {
      return planMoves(estate, options, null, request);
    },
  } satisfies Calls;
}

export type MovesCalls = ReturnType<typeof movesCalls>;
