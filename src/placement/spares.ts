import type { FoldBudget, FoldEngine } from '../engine/fold-engine';
import { checkPlan } from '../engine/packing/check';
import type { FoldPlan } from '../engine/packing/problem';
import type { Finding } from '../estate/finding';
import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import type { FoldAnswer } from './answer';
import { Carrying, countsOf, type CarryingMemory, type HostCounts } from './carrying';
import { hostsCost } from './machines';
import type { FoldModel, Item } from './model';
import { leastSafe, outagesOf, type Outage } from './outages';
import { problemOf } from './problem';

export interface Spares {
  readonly answer: FoldAnswer['withFailures'];
  readonly findings: readonly Finding[];
  /** Price and licences of all hosts, those standing by included; null where not known. */
  readonly cost: number | null;
  /** The hosts of each kind, those of the plan and those that stand by, and what carries everything in each outage. */
  readonly safe: {
    readonly plan: FoldPlan;
    readonly hosts: HostCounts;
    readonly outages: readonly Outage[];
  } | null;
  /** Which sets of hosts carry the servers, whatever the plan; null where that was not asked. */
  readonly memory: CarryingMemory | null;
}

/** What can fold the servers onto fewer hosts, and what is known of that. */
export interface SpareFold {
  readonly engine: FoldEngine;
  readonly budget: FoldBudget;
  /** What was found for an earlier plan of the same problem. */
  readonly known: CarryingMemory | null;
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
 * Fails each host of the plan in turn, with every set of others that may fail beside it: what is left carries everything
 * by a plan that is added up anew against every rule.
 * @returns null where no host stands by
 */
export function drill(model: FoldModel, items: readonly Item[], spares: Spares): Drill | null {
  const { safe } = spares;
  const { tolerated, hostCount } = spares.answer;
  if (!safe || hostCount === null || tolerated === 0) return null;
  const problem = problemOf(model, model.options.policy, items);
  const { plan, hosts, outages } = safe;
  const holds = outages.map(({ failed, plan: after }) => {
    const left = { ...problem, kindCount: Int32Array.from(hosts, (count, j) => count - failed[j]) };
    return !after.hostOf.includes(-1) && checkPlan(left, after).length === 0;
  });
  const failures = Array.from(plan.hostKind, (kind, host) => {
    const carried = outages.every(({ failed }, k) => failed[kind] === 0 || holds[k]);
    const lost = items.filter((_, i) => !carried && plan.hostOf[i] === host);
    return {
      host,
      carried,
      unplaced: lost.flatMap((item) => item.guests.map((g) => model.estate.guests[g].name)),
    };
  });
  return { tolerated, hosts: hostCount, carried: holds.every((held) => held), failures };
}

/** Nothing is promised, and why. */
const noneFor = (model: FoldModel, why: string, memory: CarryingMemory | null = null): Spares => ({
  answer: { tolerated: model.options.failures, hostCount: null },
  findings: [{ level: 'warning', where: 'hosts that may fail', text: why }],
  cost: null,
  safe: null,
  memory,
});

/** The hosts of a plan and those that stand by, by kind. */
function safeWith(
  { options }: FoldModel,
  plan: FoldPlan,
  hosts: HostCounts,
  outages: readonly Outage[],
  memory: CarryingMemory | null,
): Spares {
  const all = hosts.flatMap((count, kind) => new Array<HostSpec>(count).fill(options.hosts[kind]));
  return {
    answer: { tolerated: options.failures, hostCount: all.length },
    findings: [],
    cost: hostsCost(all),
    safe: { plan, hosts, outages },
    memory,
  };
}

/** What needs no fold to be known: hosts that stand by where all are of one kind, or none may fail; else null. */
export function sparesOfOneKind(model: FoldModel, plan: FoldPlan): Spares | null {
  const { hosts, failures: tolerated } = model.options;
  if (plan.hostOf.includes(-1)) return noneFor(model, 'Not every server has a place, so none can be spared.');
  const count = plan.hostKind.length;
  if (tolerated === 0 || count === 0) {
    const cost = count === 0 ? null : hostsCost(Array.from(plan.hostKind, (kind) => hosts[kind]));
    return { answer: { tolerated, hostCount: count }, findings: [], cost, safe: null, memory: null };
  }
  if (hosts.length > 1) return null;
  const there = hosts[0].count;
  if (there !== null && count + tolerated > there)
    return noneFor(
      model,
      `${count + tolerated} hosts would be needed to spare ${tolerated}; there are ${there}.`,
    );
  return safeWith(model, plan, [count + tolerated], [{ failed: [tolerated], plan }], null);
}

/** Numbers, items times rows, that all folds for spares may look at, and the least number of folds. */
const SPARE_NUMBERS = 2e7;
const FEWEST_FOLDS = 12;
const MOST_FOLDS = 1500;

/**
 * Hosts needed so that everything is still carried with any N of them gone. With hosts of one kind, that is N more:
 * whichever fail, enough are left for the plan. Of several kinds, the least set that holds the plan's hosts and for
 * which, whichever N fail, a plan for what is left was found: a host takes over what another held where it has the room
 * in every resource after every reserve, or the servers are folded onto the others. A server that must stay on hosts of
 * a kind does so. No number is claimed that no such plan carries.
 */
export async function sparesFor(
  model: FoldModel,
  items: readonly Item[],
  plan: FoldPlan,
  { engine, budget, known, late, signal }: SpareFold,
): Promise<Spares> {
  const { hosts, failures: tolerated } = model.options;
  const atOnce = sparesOfOneKind(model, plan);
  if (atOnce) return { ...atOnce, memory: known };
  const problem = problemOf(model, model.options.policy, items);
  const memory = known ?? { carried: [], refused: [] };
  memory.carried.push(plan);
  const folds = Math.floor(SPARE_NUMBERS / (problem.items * problem.rowStart[problem.resources]));
  const most = Math.min(MOST_FOLDS, Math.max(FEWEST_FOLDS, folds));
  const carrying = new Carrying(problem, engine, budget, memory, most, late, signal);
  const own = countsOf(plan, hosts.length);
  // Of what can be had without end, more than one for each server and each failure never helps.
  const there = hosts.map(({ count }, kind) => count ?? own[kind] + problem.items + tolerated);
  if (outagesOf(there, tolerated) === null)
    return noneFor(
      model,
      `There are too many ways in which ${tolerated} hosts of these kinds can fail.`,
      memory,
    );
  // Where some price is not known, one host is as good to add as another.
  const prices = hosts.map(hostCost);
  const price = prices.includes(null) ? hosts.map(() => 1) : prices.map((each) => each ?? 0);
  const found = await leastSafe(carrying, own, there, price, tolerated);
  if (found) return safeWith(model, plan, found.hosts, found.outages, memory);
  if (late())
    return noneFor(
      model,
      'The seconds ended before it was known whether the others carry everything; give it more.',
      memory,
    );
  const all = there.reduce((sum, count) => sum + count, 0);
  const failed = await firstFailure(carrying, there, tolerated);
  const names = hosts.flatMap(({ name }, kind) => (failed?.[kind] ? [`${failed[kind]} x ${name}`] : []));
  return noneFor(
    model,
    all <= tolerated
      ? `${all} hosts are all that there are, and ${tolerated} may fail.`
      : `With ${names.join(' and ')} gone no plan for every server was found, though all other hosts that there are were tried.`,
    memory,
  );
}

/** The first outage for which nothing was found. */
async function firstFailure(carrying: Carrying, hosts: HostCounts, n: number): Promise<HostCounts | null> {
  for (const failed of outagesOf(hosts, n) ?? [])
    if (!(await carrying.by(hosts.map((count, j) => count - failed[j])))) return failed;
  return null;
}
