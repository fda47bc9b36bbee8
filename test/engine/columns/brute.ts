import type { FoldPlan, FoldProblem } from '../../../src/engine/packing/problem';

/** Whether a set of items fits one host of kind `j`, straight from the definition of a folding problem. */
export function fitsOneHost(problem: FoldProblem, items: readonly number[], j = 0): boolean {
  const { resources, rowStart, demand } = problem;
  const total = rowStart[resources];
  for (let d = 0; d < resources; d++) {
    let fixed = 0;
    for (const i of items)
      fixed +=
        problem.guestCount[i] * problem.perGuest[j * resources + d] +
        problem.coreCount[i] * problem.perCore[j * resources + d];
    if (d === problem.sharedResource) {
      const held = new Map<number, number>();
      for (const i of items)
        for (let e = problem.imageStart[i]; e < problem.imageStart[i + 1]; e++)
          held.set(problem.imageId[e], Math.max(held.get(problem.imageId[e]) ?? 0, problem.imageSize[e]));
      for (const size of held.values()) fixed += size;
    }
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      let sum = fixed;
      for (const i of items) sum += demand[i * total + r];
      if (sum > problem.capacity[j * resources + d]) return false;
    }
  }
  const groups = items.flatMap((i) => [
    ...problem.apartId.subarray(problem.apartStart[i], problem.apartStart[i + 1]),
  ]);
  return new Set(groups).size === groups.length;
}

/** The fewest hosts, by dynamic programming over all subsets: for a dozen items at most, hosts of one kind. */
export function fewestHosts(problem: FoldProblem): number {
  const all = 1 << problem.items;
  const itemsOf = (set: number) =>
    Array.from({ length: problem.items }, (_, i) => i).filter((i) => (set >> i) & 1);
  const fits = Uint8Array.from({ length: all }, (_, set) => (fitsOneHost(problem, itemsOf(set)) ? 1 : 0));
  const hosts = new Float64Array(all).fill(Infinity);
  hosts[0] = 0;
  for (let set = 1; set < all; set++)
    for (let part = set; part > 0; part = (part - 1) & set)
      if (fits[part]) hosts[set] = Math.min(hosts[set], hosts[set ^ part] + 1);
  return hosts[all - 1];
}

/** What is wrong with a plan, or '' when it places every item once and every host holds what it carries. */
export function faultOf(problem: FoldProblem, plan: FoldPlan): string {
  const hosts = Array.from(plan.hostKind, (): number[] => []);
  for (let i = 0; i < problem.items; i++) {
    if (!hosts[plan.hostOf[i]]) return `item ${i} is on no host`;
    hosts[plan.hostOf[i]].push(i);
  }
  const over = hosts.findIndex((items, h) => !fitsOneHost(problem, items, plan.hostKind[h]));
  return over < 0 ? '' : `host ${over} cannot hold items ${hosts[over].join(', ')}`;
}
