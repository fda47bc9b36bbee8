/** The packing kernel's whole exported surface; src/engine/packing/kernel.ts is its only caller. */
import { keepIfBetter, takeIncumbent } from './incumbent';
import { beginHosts, beginItems, constructStep, takeConstruct } from './construct';
import { beginPrepare, prepareStep } from './derive';
import { startWork } from './fit';
import { takeAnneal } from './anneal';
import { boundStep, takeBounds } from './bounds';
import { takeChains } from './ejection-chain';
import { takeClique } from './clique';
import { takeDual } from './dual';
import { takeEjection } from './ejection';
import { takeGoal } from './goal';
import { takeRows16 } from './rows16';
import { takeHosts } from './hosts';
import { takeOrders } from './order';
import { takeLanes } from './lanes';
import { takeTree } from './candidate-tree';
import { takeNear } from './near';
import { takeOverload } from './overload';
import { takeEjected } from './ejected';
import { takeRadix } from './radix';
import { takeScores } from './score';
import { beginSearch, searchStep, takeSearch } from './search';

export { clear, resetArena, take } from '../memory';
export { seedRandom } from '../random';
export { adoptIncumbent, forgetIncumbent } from './incumbent';
export { beginHosts, beginItems, beginSearch };

/** The wire: its version, how many words it has (constants among them), and the words. */
export const wireVersion: i32 = 3;
export const wireWords: i32 = 41;
/** Of the problem; the host writes them (see layout.ts for what each holds). */
export {
  BLOCK as block,
  apartGroups,
  apartId,
  apartStart,
  blockShift,
  blocks,
  capacity,
  classes,
  coreCount,
  guestCount,
  imageId,
  imageSize,
  imageStart,
  images,
  items,
  kindClass,
  kindCount,
  kindPrice,
  kinds,
  need,
  onlyKind,
  perCore,
  perGuest,
  pool,
  resources,
  rowBegin,
  rowCount,
  rowEnd,
  rows,
  sharedFrom,
  sharedTo,
} from './layout';
/** Of the answer: the incumbent, the best lower bound and what it rests on, the work of the last step. */
export {
  incumbentCost,
  incumbentHostOf,
  incumbentHosts,
  incumbentKindOf,
  incumbentUnplaced,
} from './incumbent';
export { boundBy, boundCost, boundResource, boundSlot } from './bounds';
export { work } from './fit';

/** Takes in the problem that the words describe; `prepare` then does the work. */
export function begin(): void {
  beginPrepare();
  takeHosts();
  takeOrders();
  takeRadix();
  takeScores();
  takeLanes();
  takeTree();
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
