/** The column-generation kernel's whole exported surface. */
export { mark, release, resetArena, take } from '../memory';
export { nextUnit, seedRandom } from '../random';
export { allow, workDone } from './work';
export { capacity, demand, finishInstance, limit, sizes, startInstance, stride } from './instance';
export { columnStart, columns, entryCopies, entryType, keepColumn } from './pool';
export { patternCopies, patternFits, patternTypes, priceByGreed } from './greedy';
export { basic, basisBytes, saveBasis, value } from './basis';
export { dropColumns, dual, firstBasis, pivots, reduced, setRightHand, solveMaster } from './master';
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
export { multipliers } from './multipliers';
export { appendPattern, restoreMaster, startColumns } from './columns';
