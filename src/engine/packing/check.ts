/** Checks a plan against every rule of its problem by adding everything up again, trusting nothing of the kernel. */
import type { FoldPlan, FoldProblem } from './problem';

/**
 * What is wrong with a plan, in words; empty for a plan that keeps every rule. An item without a host is no violation
 * (an inventory may be too small): count `hostOf` entries below 0 for those.
 */
export function checkPlan(problem: FoldProblem, plan: FoldPlan): string[] {
  const wrong: string[] = [];
  const { hostOf, hostKind } = plan;
  if (hostOf.length !== problem.items)
    return [`the plan has ${hostOf.length} items, the problem ${problem.items}`];
  hostKind.forEach((j, h) => {
    if (!(j >= 0 && j < problem.kinds))
      wrong.push(`host ${h} is of kind ${j}; kinds run from 0 to ${problem.kinds - 1}`);
  });
  const members: number[][] = Array.from(hostKind, () => []);
  hostOf.forEach((h, i) => {
    if (h >= hostKind.length || h < -1) wrong.push(`item ${i} is on host ${h} of ${hostKind.length}`);
    else if (h >= 0) members[h].push(i);
  });
  if (wrong.length > 0) return wrong;
  for (let j = 0; j < problem.kinds; j++) {
    const used = hostKind.reduce((n, kind) => n + (kind === j ? 1 : 0), 0);
    const count = problem.kindCount[j];
    if (count >= 0 && used > count) wrong.push(`${used} hosts of kind ${j} are used; there are ${count}`);
  }
  members.forEach((on, h) => {
    if (on.length === 0) wrong.push(`host ${h} carries nothing`);
    wrong.push(...kindViolations(problem, on, h, hostKind[h]));
    wrong.push(...apartViolations(problem, on, h));
    wrong.push(...rowViolations(problem, on, h, hostKind[h]));
  });
  return wrong;
}

function kindViolations(problem: FoldProblem, on: number[], h: number, kind: number): string[] {
  return on
    .filter((i) => problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== kind)
    .map((i) => `item ${i} may only be on kind ${problem.onlyKind[i]}, but host ${h} is of kind ${kind}`);
}

function apartViolations(problem: FoldProblem, on: number[], h: number): string[] {
  const wrong: string[] = [];
  const holder = new Map<number, number>();
  for (const i of on) {
    for (let k = problem.apartStart[i]; k < problem.apartStart[i + 1]; k++) {
      const g = problem.apartId[k];
      const other = holder.get(g);
      if (other !== undefined)
        wrong.push(`items ${other} and ${i} of apart-group ${g} are both on host ${h}`);
      holder.set(g, i);
    }
  }
  return wrong;
}

function rowViolations(problem: FoldProblem, on: number[], h: number, kind: number): string[] {
  const wrong: string[] = [];
  const rows = problem.rowStart[problem.resources];
  const shared = sharedPages(problem, on);
  for (let d = 0; d < problem.resources; d++) {
    const room = problem.capacity[kind * problem.resources + d];
    let fixed = d === problem.sharedResource ? shared : 0;
    for (const i of on) {
      fixed += problem.guestCount[i] * problem.perGuest[kind * problem.resources + d];
      fixed += problem.coreCount[i] * problem.perCore[kind * problem.resources + d];
    }
    for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++) {
      let sum = fixed;
      for (const i of on) sum += problem.demand[i * rows + r];
      if (sum > room) {
        wrong.push(
          `host ${h} carries ${sum} of resource ${d} in slot ${r - problem.rowStart[d]}; it has room for ${room}`,
        );
        break;
      }
    }
  }
  return wrong;
}

/** The pages that a set of items holds once: for each image the largest size among them. */
export function sharedPages(problem: FoldProblem, on: Iterable<number>): number {
  if (problem.sharedResource < 0) return 0;
  const largest = new Map<number, number>();
  for (const i of on) {
    for (let k = problem.imageStart[i]; k < problem.imageStart[i + 1]; k++) {
      const g = problem.imageId[k];
      largest.set(g, Math.max(largest.get(g) ?? 0, problem.imageSize[k]));
    }
  }
  let sum = 0;
  for (const size of largest.values()) sum += size;
  return sum;
}
