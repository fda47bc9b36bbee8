import type { FoldPlan, FoldProblem } from '../packing/problem';
import { keepsRoom } from './gauge';

/** Items tried for a host that carries nothing. */
const TRIES = 64;

/**
 * The plan with an item on each host that carried nothing, where there is one to spare that may be there: evening alone
 * would leave a host empty where that makes no moment less full. An item alone makes its new host no fuller than it made
 * the old one where both are of one kind; else whoever asked looks again.
 */
export function occupied(problem: FoldProblem, plan: FoldPlan): FoldPlan {
  const { hostKind } = plan;
  const hostOf = plan.hostOf.slice();
  const there = new Int32Array(hostKind.length);
  for (const h of hostOf) if (h >= 0) there[h]++;
  for (let h = 0; h < there.length; h++) {
    if (there[h] > 0) continue;
    const able = [...hostOf.keys()]
      .filter((i) => hostOf[i] >= 0 && there[hostOf[i]] > 1)
      .filter((i) => problem.onlyKind[i] < 0 || problem.onlyKind[i] === hostKind[h])
      .sort((a, b) => other(b) - other(a) || there[hostOf[b]] - there[hostOf[a]] || a - b)
      .slice(0, TRIES);
    for (const i of able) {
      const from = hostOf[i];
      hostOf[i] = h;
      if (keepsRoom(problem, { hostKind, hostOf })) {
        there[from]--;
        there[h]++;
        break;
      }
      hostOf[i] = from;
    }

    /** Items that come from a host of the same kind first. */
    function other(i: number): number {
      return hostKind[hostOf[i]] === hostKind[h] ? 1 : 0;
    }
  }
  return { hostKind, hostOf };
}
