/** The column-generation kernel's whole exported surface. */
/** The wire: its version, how many words it has (constants among them); the words are the variables below. */
export const wireVersion: i32 = 3;
export const wireWords: i32 = 28;
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
export { priceNearby, rankByWorth } from './nearby';
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
  FOUND_ROOM as foundRoom,
  branches,
  found,
  foundItems,
  foundLength,
  longest,
  openBound,
  searchOn,
  startExact,
} from './exact';
export { appendPattern, appendUnplaced, restoreMaster, startColumns } from './columns';
