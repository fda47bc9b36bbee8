/** The packing kernel's whole exported surface; src/engine/packing/kernel.ts is its only caller. */
import {
  incumbentCost,
  incumbentHosts,
  incumbentHostOf,
  incumbentKindOf,
  incumbentUnplaced,
  keepIfBetter,
  takeIncumbent,
} from './incumbent';
import { beginHosts, beginItems, constructStep, takeConstruct } from './construct';
import { beginPrepare, prepareStep } from './derive';
import { startWork, work } from './fit';
import { takeAnneal } from './anneal';
import { boundBy, boundCost, boundResource, boundSlot, boundStep, takeBounds } from './bounds';
import { takeChains } from './ejection-chain';
import { takeClique } from './clique';
import { takeDual } from './dual';
import { takeEjection } from './ejection';
import { takeGoal } from './goal';
import { takeRows16 } from './rows16';
import { takeHosts } from './hosts';
import { takeOrders } from './order';
import { takeLanes } from './lanes';
import { takeNear } from './near';
import { takeOverload } from './overload';
import { takeEjected } from './ejected';
import { takeRadix } from './radix';
import { takeScores } from './score';
import { beginSearch, searchStep, takeSearch } from './search';

export { clear, resetArena, take } from '../memory';
export { seedRandom } from '../random';
export { header } from './layout';
export { adoptIncumbent, forgetIncumbent } from './incumbent';
export { beginHosts, beginItems, beginSearch };

/** Takes in the problem that the header describes; `prepare` then does the work. */
export function begin(): void {
  beginPrepare();
  takeHosts();
  takeOrders();
  takeRadix();
  takeScores();
  takeLanes();
  takeConstruct();
  takeIncumbent();
  takeBounds();
  takeClique();
  takeDual();
  takeEjection();
  takeEjected();
  takeSearch();
  takeOverload();
  takeRows16();
  takeNear();
  takeGoal();
  takeAnneal();
  takeChains();
}

/** A step of preparation; 1 when ready. */
export function prepare(budget: i32): i32 {
  return prepareStep(budget) ? 1 : 0;
}

/** A step of the construction begun last: 0 to be continued, 1 done without, 2 done with a better plan. */
export function construct(budget: i32): i32 {
  startWork();
  if (!constructStep(budget)) return 0;
  return keepIfBetter() ? 2 : 1;
}

/** A slice of a step of search: 0 the step has ended, 1 a better plan, 2 nothing is left to gain, 3 the step goes on. */
export function search(budget: i32, slice: i32): i32 {
  startWork();
  return searchStep(budget, slice);
}

/** A step of the lower bounds; 1 when all are done. */
export function bound(budget: i32): i32 {
  startWork();
  return boundStep(budget) ? 1 : 0;
}

/** The best lower bound: cost, by what (bounds.ts), and of a row its resource and slot. */
export function lowerBound(): i64 {
  return boundCost;
}
export function lowerBoundBy(): i32 {
  return boundBy;
}
export function lowerBoundResource(): i32 {
  return boundResource;
}
export function lowerBoundSlot(): i32 {
  return boundSlot;
}

/** Units of work that the last step took. */
export function workDone(): i32 {
  return work;
}

/** The incumbent: per item its host or -1; per host its kind; how many hosts; how many items have none. */
export function planHostOf(): usize {
  return incumbentHostOf;
}
export function planKindOf(): usize {
  return incumbentKindOf;
}
export function planHosts(): i32 {
  return incumbentHosts;
}
export function planUnplaced(): i32 {
  return incumbentUnplaced;
}
export function planCost(): i64 {
  return incumbentCost;
}
