import type { Carrying, HostCounts } from './carrying';
import type { FoldPlan } from '../engine/packing/problem';

/** Hosts of each kind that fail together, and a plan for everything on those that are left. */
export interface Outage {
  readonly failed: HostCounts;
  readonly plan: FoldPlan;
}

/** More ways to fail than this are not all tried. */
const MOST_OUTAGES = 400;

/** Every way in which `n` of these hosts can fail, by kind; null where there are too many. */
export function outagesOf(hosts: HostCounts, n: number): number[][] | null {
  const ways: number[][] = [];
  const choose = (j: number, left: number, failed: number[]): boolean => {
    if (j === hosts.length) return left > 0 || ways.push([...failed]) <= MOST_OUTAGES;
    for (let k = Math.min(left, hosts[j]); k >= 0; k--) {
      failed[j] = k;
      if (!choose(j + 1, left - k, failed)) return false;
    }
    return true;
  };
  const all = hosts.reduce((sum, count) => sum + count, 0);
  return choose(0, Math.min(n, all), []) ? ways : null;
}

/**
 * How everything is carried whichever `n` of these hosts fail; null where for some nothing was found.
 * @param known by what is known alone, without a fold
 */
async function safeWithout(
  carrying: Carrying,
  hosts: HostCounts,
  n: number,
  known = false,
): Promise<readonly Outage[] | null> {
  const outages: Outage[] = [];
  for (const failed of outagesOf(hosts, n) ?? [null]) {
    const plan =
      failed &&
      (await carrying.by(
        hosts.map((count, j) => count - failed[j]),
        known,
      ));
    if (!plan) return null;
    outages.push({ failed, plan });
  }
  return outages;
}

/** Sets of hosts to add that are tried one by one, the least first, before all that there are is thinned out. */
const MOST_SETS = 300;

/** Hosts that are safe, and how everything is carried in each outage. */
export interface SafeHosts {
  readonly hosts: HostCounts;
  readonly outages: readonly Outage[];
}

/**
 * A set of hosts, those of the plan among them, that is safe without any `n`. Sets of additions are tried by what they
 * cost: first by what is known, so that hosts that can stand in for the plan's need no fold; then with folds where these
 * cost little, so that no cheaper set was found safe. Else as many as there are is thinned out kind by kind, so that no
 * host more can be left out.
 * @param most per kind: as many as can be had
 * @param price per kind
 */
export async function leastSafe(
  carrying: Carrying,
  plan: HostCounts,
  most: HostCounts,
  price: readonly number[],
  n: number,
): Promise<SafeHosts | null> {
  const sets = additions(plan, most, price, n).map((added) => plan.map((count, j) => count + added[j]));
  const first = async (known: boolean): Promise<SafeHosts | null> => {
    for (const hosts of sets) {
      const outages = await safeWithout(carrying, hosts, n, known);
      if (outages) return { hosts, outages };
      if (carrying.spent) return null;
    }
    return null;
  };
  if (!carrying.small) return (await first(true)) ?? thinned(carrying, plan, most, price, n);
  if (!(await safeWithout(carrying, most, n))) return null;
  return (await first(false)) ?? thinned(carrying, plan, most, price, n);
}

/** What is safe stays so with more: each kind is halved down on its own, the dearest first. */
async function thinned(
  carrying: Carrying,
  plan: HostCounts,
  most: HostCounts,
  price: readonly number[],
  n: number,
): Promise<SafeHosts | null> {
  const whole = await safeWithout(carrying, most, n);
  if (!whole) return null;
  let best: SafeHosts = { hosts: most, outages: whole };
  for (const j of [...most.keys()].sort((a, b) => price[b] - price[a])) {
    let low = plan[j];
    while (low < best.hosts[j]) {
      const middle = Math.floor((low + best.hosts[j]) / 2);
      const hosts = best.hosts.map((count, k) => (k === j ? middle : count));
      const outages = await safeWithout(carrying, hosts, n);
      if (outages) best = { hosts, outages };
      else if (carrying.spent) return null;
      else low = middle + 1;
    }
  }
  return best;
}

/** Sets of hosts beside the plan's, at least `n` of them, by what they cost and how many they are. */
function additions(plan: HostCounts, most: HostCounts, price: readonly number[], n: number): HostCounts[] {
  const sets: { added: number[]; cost: number }[] = [];
  for (let count = n; sets.length < MOST_SETS && count <= n + MOST_SETS; count++) {
    const before = sets.length;
    const choose = (j: number, left: number, added: number[], cost: number): void => {
      if (sets.length - before > MOST_SETS) return;
      if (j === plan.length) {
        if (left === 0) sets.push({ added: [...added], cost });
        return;
      }
      for (let k = Math.min(left, most[j] - plan[j]); k >= 0; k--) {
        added[j] = k;
        choose(j + 1, left - k, added, cost + k * price[j]);
      }
    };
    choose(0, count, [], 0);
    if (sets.length === before) break;
  }
  return sets.sort((a, b) => a.cost - b.cost).map(({ added }) => added);
}
