import type { FoldBudget, FoldEngine } from '../engine/fold-engine';
import type { FoldPlan } from '../engine/packing/problem';
import type { Finding } from '../estate/finding';
import type { HostSpec } from '../overhead/host';
import type { FoldAnswer } from './answer';
import type { FoldModel, Item } from './model';
import { problemOf } from './problem';

/**
 * Hosts needed so that everything is still carried with any N of them gone. With hosts of one kind, that is N more:
 * whichever fail, enough are left for the plan. With unequal hosts the N largest stand by; that holds when they are at
 * least as large in everything as each host that they may have to replace, and otherwise no number is claimed.
 */
export async function sparesFor(
  model: FoldModel,
  items: readonly Item[],
  plan: FoldPlan,
  engine: FoldEngine,
  budget: FoldBudget,
): Promise<{ answer: FoldAnswer['withFailures']; findings: Finding[] }> {
  const tolerated = model.options.failures;
  const none = (why: string) => ({
    answer: { tolerated, hostCount: null },
    findings: [{ level: 'warning', where: 'hosts that may fail', text: why } as Finding],
  });
  if (plan.hostOf.includes(-1)) return none('Not every server has a place, so none can be spared.');
  const count = plan.hostKind.length;
  const { hosts } = model.options;
  if (tolerated === 0 || count === 0) return { answer: { tolerated, hostCount: count }, findings: [] };
  if (hosts.length === 1) {
    const there = hosts[0].count;
    if (there !== null && count + tolerated > there) {
      return none(`${count + tolerated} hosts would be needed to spare ${tolerated}; there are ${there}.`);
    }
    return { answer: { tolerated, hostCount: count + tolerated }, findings: [] };
  }

  const left = standBy(hosts, tolerated);
  if (!left)
    return none(
      'No host is at least as large in everything as the others, so which may fail cannot be said.',
    );
  const without = { ...model, options: { ...model.options, hosts: left } };
  const reduced = await engine.fold(problemOf(without, model.options.policy, items), budget);
  if (reduced.plan.hostOf.includes(-1))
    return none(`With the ${tolerated} largest hosts gone, not every server has a place.`);
  return { answer: { tolerated, hostCount: reduced.plan.hostKind.length + tolerated }, findings: [] };
}

const SIZES = ['memory', 'iops', 'disk', 'net', 'space', 'vcpuPerCore'] as const;

function dominates(a: HostSpec, b: HostSpec): boolean {
  const room = (v: number | null) => v ?? Infinity;
  return (
    a.cores >= b.cores &&
    a.cores * a.rating >= b.cores * b.rating &&
    SIZES.every((s) => room(a[s]) >= room(b[s]))
  );
}

/** The inventory less its N largest hosts, or null where no order of size exists. */
function standBy(hosts: readonly HostSpec[], n: number): HostSpec[] | null {
  const order = [...hosts.keys()].sort((a, b) => (dominates(hosts[a], hosts[b]) ? -1 : 1));
  for (let i = 1; i < order.length; i++) if (!dominates(hosts[order[i - 1]], hosts[order[i]])) return null;
  const counts = hosts.map((h) => h.count);
  let take = n;
  for (const k of order) {
    if (counts[k] === null) break;
    const taken = Math.min(take, counts[k]);
    counts[k] -= taken;
    take -= taken;
  }
  return hosts.map((h, k) => ({ ...h, count: counts[k] }));
}
