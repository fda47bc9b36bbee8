import { Door } from '../engine/door/door';
import { workerLine } from '../engine/door/line';
import type { Estate } from '../estate/estate';
import { refusal } from '../estate/finding';
import type { FoldOptions } from '../placement/options';
import type { MovesCalls } from './calls';
import type { MovesPlan, MovesRequest } from './plan';
import MovesWorker from './worker?worker&inline';

let door: Door<MovesCalls> | undefined;

/** Plans moves in a worker of its own, inlined into the page. @throws InputError */
export function movesInWorker(
  estate: Estate,
  options: FoldOptions,
  request: MovesRequest,
  signal?: AbortSignal,
): Promise<MovesPlan> {
  door ??= new Door<MovesCalls>(() => workerLine(new MovesWorker()), {
    name: 'The planner of moves',
    advice: 'Give up fewer hosts and it is tried anew, or reload the page.',
    refuse: refusal,
  });
  return door.call('plan', [estate, options, request], { signal });
}
