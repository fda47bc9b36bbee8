/** The best plan so far, and the way between it and the state of the hosts. */
import { take } from '../memory';
import { clearHosts, hostOf, hosts, kindOf, openHost, place } from './hosts';
import { at32, items, kindPrice } from './layout';

/** Best plan: per item its host or -1; per host its kind; how many hosts. */
export let bestHostOf: usize = 0;
export let bestKindOf: usize = 0;
export let bestHosts: i32 = 0;
/** Items that it leaves without a host, and what its hosts cost. */
export let bestUnplaced: i32 = 0;
export let bestCost: i64 = 0;
/** Whether there is one. */
export let bestKnown: bool = false;

/** Takes the regions. */
export function takeBest(): void {
  bestHostOf = take((<usize>items) << 2);
  bestKindOf = take((<usize>items) << 2);
  bestKnown = false;
}

/** Forgets the best plan, for a fold of the same problem from the start. */
export function forgetBest(): void {
  bestKnown = false;
  bestHosts = 0;
  bestUnplaced = 0;
  bestCost = 0;
}

/** What the open hosts cost. */
export function costNow(): i64 {
  let cost: i64 = 0;
  for (let h = 0; h < hosts; h++) cost += at32(kindPrice, at32(kindOf, h));
  return cost;
}

/** Items without a host now. */
export function unplacedNow(): i32 {
  let count = 0;
  for (let i = 0; i < items; i++) if (at32(hostOf, i) < 0) count++;
  return count;
}

/** Keeps the present state as the best plan where it places more items, or as many for less; says whether. */
export function keepIfBetter(): bool {
  const unplaced = unplacedNow();
  const cost = costNow();
  if (bestKnown && !better(unplaced, cost, hosts)) return false;
  memory.copy(bestHostOf, hostOf, (<usize>items) << 2);
  memory.copy(bestKindOf, kindOf, (<usize>hosts) << 2);
  bestHosts = hosts;
  bestUnplaced = unplaced;
  bestCost = cost;
  bestKnown = true;
  return true;
}

function better(unplaced: i32, cost: i64, count: i32): bool {
  if (unplaced != bestUnplaced) return unplaced < bestUnplaced;
  if (cost != bestCost) return cost < bestCost;
  return count < bestHosts;
}

/** Makes the best plan the present state. */
export function restoreBest(): void {
  openBest();
  for (let i = items - 1; i >= 0; i--) restoreItem(i);
}

/** Opens the best plan's hosts, all empty: `restoreItem` from the last item to the first makes it the present state. */
export function openBest(): void {
  clearHosts(true);
  for (let h = 0; h < bestHosts; h++) openHost(at32(bestKindOf, h));
}

/** Puts item i where the best plan has it; within a host, items come to be in order of index. */
export function restoreItem(i: i32): void {
  const h = at32(bestHostOf, i);
  if (h >= 0) place(i, h);
}

/**
 * Takes a plan written over the best one's regions by the host (after `restoreBest` would lose the own one): the
 * caller has checked it, and that it is better.
 */
export function adoptBest(count: i32): void {
  bestHosts = count;
  bestUnplaced = 0;
  bestCost = 0;
  for (let i = 0; i < items; i++) if (at32(bestHostOf, i) < 0) bestUnplaced++;
  for (let h = 0; h < count; h++) bestCost += at32(kindPrice, at32(bestKindOf, h));
  bestKnown = true;
}
