import type { MachinesToBuy, FoldAnswer } from '../placement/answer';
import { stopOf } from '../placement/stop';

/** What of a plan is kept to stand beside another. */
export interface PlanSummary {
  readonly servers: number;
  readonly machines: MachinesToBuy;
  readonly standing: FoldAnswer['standing'];
  /** How many hosts each resource keeps from carrying more, by its label. */
  readonly binds: readonly (readonly [resource: string, hosts: number])[];
  /** The guests of each host. */
  readonly hosts: readonly (readonly string[])[];
  readonly search: FoldAnswer['search'];
}

export function planSummary(answer: FoldAnswer, servers: number): PlanSummary {
  const { machines, standing, search, hosts } = answer;
  return {
    servers,
    machines,
    standing,
    binds: bindsOf(answer),
    hosts: hosts.map((h) => h.guests),
    search,
  };
}

/** How many hosts each resource keeps from carrying more, by its label. */
export function bindsOf({ hosts, resources }: Pick<FoldAnswer, 'hosts' | 'resources'>): PlanSummary['binds'] {
  return resources
    .map(({ id, label }) => [label, hosts.filter((h) => stopOf(h).resource === id).length] as const)
    .filter(([, count]) => count > 0);
}

/** Who stands elsewhere in one plan than in another. */
export interface Moved {
  /** Guests of both plans that leave the host on which most of their neighbours stay. */
  readonly moved: readonly string[];
  /** Guests that only the one, or only the other, puts on a host. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/**
 * Who moves from one plan to another. Hosts have no names of their own: those that share most guests are taken for the
 * same, largest share first, ties by their order.
 */
export function movedBetween(a: PlanSummary['hosts'], b: PlanSummary['hosts']): Moved {
  const inB = new Map(b.flatMap((guests, h) => guests.map((guest) => [guest, h] as const)));
  const inA = new Set(a.flat());
  const shared = a.flatMap((guests, from) => {
    const counts = new Map<number, number>();
    for (const guest of guests) {
      const to = inB.get(guest);
      if (to !== undefined) counts.set(to, (counts.get(to) ?? 0) + 1);
    }
    return [...counts].map(([to, count]) => ({ from, to, count }));
  });
  shared.sort((x, y) => y.count - x.count || x.from - y.from || x.to - y.to);
  const same = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to } of shared) {
    if (same.has(from) || taken.has(to)) continue;
    same.set(from, to);
    taken.add(to);
  }
  return {
    moved: a.flatMap((guests, from) => guests.filter((g) => inB.has(g) && inB.get(g) !== same.get(from))),
    onlyA: a.flat().filter((guest) => !inB.has(guest)),
    onlyB: b.flat().filter((guest) => !inA.has(guest)),
  };
}
