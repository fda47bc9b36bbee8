/**
 * About how few hosts there can be: the number at which the count of plans falls to one. Hosts are taken as sets of
 * items drawn one independently of the other, each item being in one of k as often as the others (the Bethe
 * approximation, 1935; a first-moment count). Where the chain stands still before that, the weight of an item is taken
 * to go on as it does near the densest sets, as one over the distance to a least number of hosts. It is an estimate:
 * nothing is proved by it.
 */
import { breath } from '../door/breath';
import type { FoldProblem } from '../packing/problem';
import type { HostRows } from './chain';
import { lnPlans, walk, type PathPart } from './path';

/** It was held against known optima for no fewer items, and takes some seconds for no more rows and items. */
export const LEAST_ITEMS = 60;
const MOST_ITEMS = 1500;
const MOST_ROWS = 1500;
/** Stretches whose weight is above this part of the last one's say how weights go on. */
const LATE = 0.4;
const LEAST_WEIGHT = 0.3;
/** The part of the distance to the least number of hosts that one step covers. */
const STEP = 0.01;
const PAUSE_AFTER_MS = 8;

/** A problem as one kind of host without rules; null where it is more than that, or too large or too small. */
function hostRows(problem: FoldProblem): HostRows | null {
  const { items, resources, rowStart, demand, kinds, capacity, perGuest, perCore, guestCount, coreCount } =
    problem;
  const rows = rowStart[resources];
  if (kinds !== 1 || problem.apartGroups > 0 || (problem.sharedResource >= 0 && problem.images > 0))
    return null;
  if (items < LEAST_ITEMS || items > MOST_ITEMS || rows > MOST_ROWS) return null;
  const need = demand.slice();
  const room = new Int32Array(rows);
  for (let d = 0; d < resources; d++) {
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      room[r] = capacity[d];
      for (let i = 0; i < items; i++)
        need[i * rows + r] += guestCount[i] * perGuest[d] + coreCount[i] * perCore[d];
    }
  }
  return { items, rows, capacity: room, need };
}

/** Where the count of plans falls to one between the last two stretches; null where it does not. */
function crossing(stretches: readonly PathPart[]): number | null {
  const [a, b] = stretches.slice(-2);
  if (!b || b.plans >= 0 || a.plans < 0) return null;
  return a.hosts + (a.plans / (a.plans - b.plans)) * (b.hosts - a.hosts);
}

/** Where it would, weights going on as slope / (hosts - least); null where they do not go on so. */
function beyond(items: number, stretches: readonly PathPart[]): number | null {
  const last = stretches.at(-1)!.weight;
  const late = stretches.filter(({ weight }) => weight > LEAST_WEIGHT && weight >= LATE * last);
  if (late.length < 3) return null;
  const x = late.map(({ weight }) => 1 / weight);
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const mx = mean(x);
  const my = mean(late.map(({ hosts }) => hosts));
  const slope =
    mean(late.map(({ hosts }, k) => (x[k] - mx) * (hosts - my))) / mean(x.map((v) => (v - mx) * (v - mx)));
  const least = my - slope * mx;
  if (!(slope > 0) || !(least > 0)) return null;

  // From there on in steps, each stretch telling where the last one is on the curve.
  let hosts = least + slope / last;
  let lost = mean(
    late.map((s) => {
      const fitted = least + slope / s.weight;
      return (
        s.lost + s.weight * items * (1 / fitted - 1 / s.hosts) + rises(items, slope, least, fitted, hosts)
      );
    }),
  );
  while (lnPlans(items, hosts, lost) > 0 && hosts - least > 1e-9 * least) {
    const next = hosts - STEP * (hosts - least);
    lost += rises(items, slope, least, hosts, next);
    hosts = next;
  }
  return hosts;
}

/** What a set loses between two numbers of hosts: the integral of items x weight over p = 1 / hosts. */
function rises(items: number, slope: number, least: number, from: number, to: number): number {
  // By the midpoint rule: the closed form, (ln((h - c) / h) / c + 1 / h) / c, loses digits where from and to are close.
  const steps = 64;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const h = from + ((to - from) * (k + 0.5)) / steps;
    sum += ((slope / (h - least)) * (from - to)) / (steps * h * h);
  }
  return items * sum;
}

/**
 * Estimates the least number of hosts, not whole. The same for the same problem and seed everywhere.
 * @returns null where it is not known how, or the chain does not tell
 */
export async function estimateHosts(
  problem: FoldProblem,
  seed: number,
  shouldStop: () => boolean = () => false,
): Promise<number | null> {
  const host = hostRows(problem);
  if (!host) return null;
  const steps = walk(host, seed);
  let paused = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) {
      const found = crossing(step.value) ?? (step.value.length ? beyond(host.items, step.value) : null);
      return found !== null && Number.isFinite(found) ? found : null;
    }
    if (performance.now() - paused <= PAUSE_AFTER_MS) continue;
    await breath();
    paused = performance.now();
    if (shouldStop()) return null;
  }
}
