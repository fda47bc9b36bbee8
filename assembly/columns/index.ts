/** The column-generation kernel's whole exported surface. */
export { mark, release, resetArena, take } from '../memory';
export { nextUnit, seedRandom } from '../random';
export { allow, workDone } from './work';
export {
  capacity,
  demand,
  finishKind,
  finishTypes,
  limit,
  multipliers,
  selectKind,
  sizes,
  startInstance,
  stride,
} from './instance';
export { columnKind, columnStart, columns, entryCopies, entryType, keepColumn } from './patterns';
export { patternCopies, patternFits, patternTypes, priceByGreed } from './greedy';
export { basic, basisBytes, saveBasis, value } from './basis';
export { dropColumns } from './membership';
export {
  dual,
  firstBasis,
  kindCost,
  kindRow,
  pivots,
  reduced,
  rightHand,
  setHosts,
  setRightHand,
  solveMaster,
} from './master';
export {
  bestWorth,
  branches,
  found,
  foundItems,
  foundLength,
  longest,
  openBound,
  rootBound,
  searchOn,
  startExact,
} from './exact';
export { appendPattern, appendUnplaced, restoreMaster, startColumns } from './columns';
