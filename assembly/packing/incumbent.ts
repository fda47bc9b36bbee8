/** The incumbent, which is the best plan so far, and the way between it and the state of the hosts. */
import { clearHosts, hostOf, hosts, kindOf, openHost, place } from './hosts';
import { items, kindPrice } from './layout';
import { at32, take32 } from '../words';

/** The incumbent: per item its host or -1; per host its kind; how many hosts. */
export let incumbentHostOf: usize = 0;
export let incumbentKindOf: usize = 0;
export let incumbentHosts: i32 = 0;
/** Items that it leaves without a host, and what its hosts cost. */
export let incumbentUnplaced: i32 = 0;
export let incumbentCost: i64 = 0;
/** Whether there is one. */
export let incumbentKnown: bool = false;

/** Takes the regions. */
export function takeIncumbent(): void {
  incumbentHostOf = take32(items);
  incumbentKindOf = take32(items);
  incumbentKnown = false;
}

/** Forgets the incumbent, for a fold of the same problem from the start. */
export function forgetIncumbent(): void {
  incumbentKnown = false;
  incumbentHosts = 0;
  incumbentUnplaced = 0;
  incumbentCost = 0;
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

/** Keeps the present state as the incumbent where it places more items, or as many for less; says whether. */
export function keepIfBetter(): bool {
  const unplaced = unplacedNow();
  const cost = costNow();
  if (incumbentKnown && !better(unplaced, cost, hosts)) return false;
  memory.copy(incumbentHostOf, hostOf, (<usize>items) << 2);
  memory.copy(incumbentKindOf, kindOf, (<usize>hosts) << 2);
  incumbentHosts = hosts;
  incumbentUnplaced = unplaced;
  incumbentCost = cost;
  incumbentKnown = true;
  return true;
}

function better(unplaced: i32, cost: i64, count: i32): bool {
  if (unplaced != incumbentUnplaced) return unplaced < incumbentUnplaced;
  if (cost != incumbentCost) return cost < incumbentCost;
  return count < incumbentHosts;
}

/** Makes the incumbent the present state. */
export function restoreIncumbent(): void {
  openIncumbent();
  for (let i = items - 1; i >= 0; i--) restoreItem(i);
}

/** Opens the incumbent's hosts, all empty: `restoreItem` from the last item to the first makes it the present state. */
export function openIncumbent(): void {
  clearHosts(true);
  for (let h = 0; h < incumbentHosts; h++) openHost(at32(incumbentKindOf, h));
}

/** Puts item i where the incumbent has it; within a host, items come to be in order of index. */
export function restoreItem(i: i32): void {
  const h = at32(incumbentHostOf, i);
  if (h >= 0) place(i, h);
}

/**
 * Takes a plan written over the incumbent's regions by the host (`restoreIncumbent` before would lose the own one): the
 * caller has checked it, and that it is better.
 */
export function adoptIncumbent(count: i32): void {
  incumbentHosts = count;
  incumbentUnplaced = 0;
  incumbentCost = 0;
  for (let i = 0; i < items; i++) if (at32(incumbentHostOf, i) < 0) incumbentUnplaced++;
  for (let h = 0; h < count; h++) incumbentCost += at32(kindPrice, at32(incumbentKindOf, h));
  incumbentKnown = true;
}
