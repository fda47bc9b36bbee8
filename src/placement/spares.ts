import type { FoldBudget, FoldEngine } from '../engine/fold-engine';
import { checkPlan } from '../engine/packing/check';
import type { FoldPlan } from '../engine/packing/problem';
import type { Finding } from '../estate/finding';
import { RESOURCE_IDS, type ResourceId } from '../estate/resource';
import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import { roomOf } from '../overhead/reserve';
import type { FoldAnswer } from './answer';
import { hostsCost } from './machines';
import type { FoldModel, Item } from './model';
import { problemOf } from './problem';

export interface Spares {
  readonly answer: FoldAnswer['withFailures'];
  readonly findings: readonly Finding[];
  /** Price and licences of all hosts, those standing by included; null where not known. */
  readonly cost: number | null;
  /** The plan of the hosts that do not stand by, and the kind of those that do. */
  readonly standing: { readonly plan: FoldPlan; readonly kind: number } | null;
  /** What the servers fold onto without the largest hosts, whatever the plan; null where that was not asked. */
  readonly without: FoldPlan | null;
}

/** What can fold the servers without the largest hosts, and what is known of that. */
export interface SpareFold {
  readonly engine: FoldEngine;
  readonly budget: FoldBudget;
  /** What an earlier plan's spares came to. */
  readonly known: FoldPlan | null;
  /** Whether its time is over: what it would come to is not known then. */
  readonly late: () => boolean;
  /** Aborts when its time is over. */
  readonly signal?: AbortSignal;
}

/** Each host of the plan with failures fails in turn. */
export interface Drill {
  readonly tolerated: number;
  /** Hosts, those standing by included. */
  readonly hosts: number;
  readonly carried: boolean;
  readonly failures: readonly {
    readonly host: number;
    readonly carried: boolean;
    readonly unplaced: readonly string[];
  }[];
}

/**
 * Fails each host of the plan in turn: its guests start again on a host that stands by, and the whole is added up anew
 * against every rule.
 * @returns null where no host stands by
 */
export function drill(model: FoldModel, items: readonly Item[], spares: Spares): Drill | null {
  const { standing } = spares;
  const { tolerated, hostCount } = spares.answer;
  if (!standing || hostCount === null || tolerated === 0) return null;
  const problem = problemOf(model, model.options.policy, items);
  const failures = Array.from(standing.plan.hostKind, (_, host) => {
    const hostKind = standing.plan.hostKind.slice();
    hostKind[host] = standing.kind;
    const carried = checkPlan(problem, { ...standing.plan, hostKind }).length === 0;
    const lost = items.filter((_, i) => !carried && standing.plan.hostOf[i] === host);
    return {
      host,
      carried,
      unplaced: lost.flatMap((item) => item.guests.map((g) => model.estate.guests[g].name)),
    };
  });
  return { tolerated, hosts: hostCount, carried: failures.every((f) => f.carried), failures };
}

/** Nothing is promised, and why. */
const noneFor = (model: FoldModel, why: string, without: FoldPlan | null = null): Spares => ({
  answer: { tolerated: model.options.failures, hostCount: null },
  findings: [{ level: 'warning', where: 'hosts that may fail', text: why }],
  cost: null,
  standing: null,
  without,
});

/** As many more of a kind as may fail stand by. */
function moreOf({ options }: FoldModel, plan: FoldPlan, kind: number): Spares {
  const { hosts, failures: tolerated } = options;
  const carrying = Array.from(plan.hostKind, (each) => hosts[each]);
  return {
    answer: { tolerated, hostCount: carrying.length + tolerated },
    findings: [],
    cost: hostsCost([...carrying, ...new Array<HostSpec>(tolerated).fill(hosts[kind])]),
    standing: { plan, kind },
    without: null,
  };
}

/** What needs no fold to be known: hosts that stand by where all are of one kind, or none may fail; else null. */
export function sparesOfOneKind(model: FoldModel, plan: FoldPlan): Spares | null {
  const { hosts, failures: tolerated } = model.options;
  if (plan.hostOf.includes(-1)) return noneFor(model, 'Not every server has a place, so none can be spared.');
  const count = plan.hostKind.length;
  if (tolerated === 0 || count === 0) {
    const cost = count === 0 ? null : hostsCost(Array.from(plan.hostKind, (kind) => hosts[kind]));
    return { answer: { tolerated, hostCount: count }, findings: [], cost, standing: null, without: null };
  }
  if (hosts.length > 1) return null;
  const there = hosts[0].count;
  if (there !== null && count + tolerated > there)
    return noneFor(
      model,
      `${count + tolerated} hosts would be needed to spare ${tolerated}; there are ${there}.`,
    );
  return moreOf(model, plan, 0);
}

/**
 * Hosts needed so that everything is still carried with any N of them gone. With hosts of one kind, that is N more:
 * whichever fail, enough are left for the plan. Of unequal hosts, N more of a kind that is at least as large in
 * everything as each host of the plan do, where there are so many; or else the N largest stand by and the others carry
 * everything. Where no host is large enough to stand in for all others, no number is claimed.
 */
export async function sparesFor(
  model: FoldModel,
  items: readonly Item[],
  plan: FoldPlan,
  { engine, budget, known, late, signal }: SpareFold,
): Promise<Spares> {
  const tolerated = model.options.failures;
  const none = (why: string): Spares => noneFor(model, why, known);
  const atOnce = sparesOfOneKind(model, plan);
  if (atOnce) return { ...atOnce, without: known };
  const { hosts } = model.options;
  const kindsOf = (of: FoldPlan) => Array.from(of.hostKind, (kind) => hosts[kind]);
  const more = standIn(model, items, plan);
  if (more !== null) return { ...moreOf(model, plan, more), without: known };
  const left = standBy(model, tolerated);
  if (!left)
    return none(
      'No host is at least as large in everything as the others, so which may fail cannot be said.',
    );
  const without = { ...model, options: { ...model.options, hosts: left.hosts } };
  const problem = problemOf(without, model.options.policy, items);
  if (problem.onlyKind.some((kind) => kind >= 0 && !left.kinds.every((k) => k === kind)))
    return none(
      'Some servers must stay on hosts of one kind, and not all hosts that would stand by are of it: which may fail cannot be said.',
    );
  const fold = () => engine.fold(problem, budget, { signal, atOnce: true });
  const reduced = known ?? (late() ? null : (await fold()).plan);
  if (!reduced || (reduced.hostOf.includes(-1) && late()))
    return none('The seconds ended before it was known whether the others carry everything; give it more.');
  if (reduced.hostOf.includes(-1))
    return {
      ...none(`With the ${tolerated} largest hosts gone, not every server has a place.`),
      without: reduced,
    };
  return {
    answer: { tolerated, hostCount: reduced.hostKind.length + tolerated },
    findings: [],
    cost: hostsCost([...kindsOf(reduced), ...left.standing]),
    standing: { plan: reduced, kind: left.kinds[left.kinds.length - 1] },
    without: reduced,
  };
}

/**
 * The kind of which N more make a plan safe: as large in everything as any host of the plan, enough of them left, and
 * no server on another kind that must stay there. The cheapest such kind; null where there is none.
 */
function standIn(model: FoldModel, items: readonly Item[], plan: FoldPlan): number | null {
  const { hosts, failures } = model.options;
  const used = new Set(plan.hostKind);
  const bound = new Set<number>();
  for (const g of items.flatMap((item) => item.guests)) {
    const { host } = model.estate.guests[g].facts;
    const kind = host ? hosts.findIndex(({ name }) => name === host) : -1;
    if (kind >= 0) bound.add(kind);
  }
  const taken = (k: number) => plan.hostKind.reduce((n, kind) => n + (kind === k ? 1 : 0), 0);
  const able = [...hosts.keys()].filter((k) => {
    const { count } = hosts[k];
    if (count !== null && taken(k) + failures > count) return false;
    return [...used].every((other) => other === k || (!bound.has(other) && dominates(model, k, other)));
  });
  const price = (k: number) => hostCost(hosts[k]) ?? 0;
  able.sort((a, b) => price(a) - price(b) || a - b);
  return able[0] ?? null;
}

/** Whether kind a has as many processors, and as much room of every resource, as kind b. */
function dominates({ options, parameters }: FoldModel, a: number, b: number): boolean {
  const { hosts, ceilings } = options;
  const roomFor = (kind: number, id: ResourceId) => {
    const { ceiling, fixed } = roomOf(hosts[kind], id, parameters, ceilings);
    return ceiling - fixed;
  };
  return hosts[a].cores >= hosts[b].cores && RESOURCE_IDS.every((id) => roomFor(a, id) >= roomFor(b, id));
}

/**
 * The inventory less its N largest hosts, those hosts, and their kinds, the largest first; null where no order of size
 * exists.
 */
function standBy(
  model: FoldModel,
  n: number,
): { hosts: HostSpec[]; standing: HostSpec[]; kinds: number[] } | null {
  const { hosts } = model.options;
  const order = [...hosts.keys()].sort((a, b) => (dominates(model, a, b) ? -1 : 1));
  for (let i = 1; i < order.length; i++) if (!dominates(model, order[i - 1], order[i])) return null;
  const counts = hosts.map((h) => h.count);
  let take = n;
  const kinds: number[] = [];
  const standing: HostSpec[] = [];
  for (const k of order) {
    if (take === 0) break;
    const there = counts[k] ?? take;
    if (there === 0) continue;
    const taken = Math.min(take, there);
    kinds.push(k);
    for (let i = 0; i < taken; i++) standing.push(hosts[k]);
    if (counts[k] !== null) counts[k] = there - taken;
    take -= taken;
  }
  return take > 0 ? null : { hosts: hosts.map((h, k) => ({ ...h, count: counts[k] })), standing, kinds };
}
