import { restoreBasis } from './basis';
import { startPricing } from './exact';
import { finishInstance, mostInPattern, types } from './instance';
import { patternCopies, patternTypes, startGreedy } from './greedy';
import { enterColumn, refresh, startMaster } from './master';
import { startMultipliers } from './multipliers';
import { beginReinvert } from './reinvert';
import { addColumn, columns, startPool } from './pool';

/**
 * Makes ready for the instance that the host has written (see `startInstance`).
 * @param columnRoom how many columns the master may hold
 * @param entryRoom how many (type, copies) entries these may have together
 */
export function startColumns(columnRoom: i32, entryRoom: i32): void {
  finishInstance();
  startPool(columnRoom, entryRoom);
  startMaster(types, columnRoom, mostInPattern);
  startGreedy();
  startMultipliers();
  startPricing();
}

/** Adds the pattern in `patternTypes` and `patternCopies` to the master; its index, or -1 when it is there already. */
export function appendPattern(entries: i32): i32 {
  const j = addColumn(patternTypes, patternCopies, entries);
  if (j >= 0) enterColumn(j);
  return j;
}

/** Brings back a basis saved by `saveBasis`. */
export function restoreMaster(from: usize): void {
  restoreBasis(from, columns);
  beginReinvert();
  refresh();
}
