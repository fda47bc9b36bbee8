import { restoreBasis } from './basis';
import { startPricing } from './exact';
import { kind, kinds, mostInPattern, types } from './instance';
import { patternCopies, patternTypes, startGreedy } from './greedy';
import { refresh, startMaster } from './master';
import { enterPattern } from './membership';
import { startMultipliers } from './multipliers';
import { startNearby } from './nearby';
import { beginReinvert } from './reinvert';
import { columns, startPatterns } from './patterns';

/**
 * Makes ready for the instance that the host has written (see `startInstance`). The host then writes what hosts of
 * each kind cost and in which row they are counted (see `startMaster`).
 * @param columnRoom how many columns the master may hold
 * @param entryRoom how many (type, copies) entries these may have together
 * @param counted how many kinds of host there are only so many of
 */
export function startColumns(columnRoom: i32, entryRoom: i32, counted: i32): void {
  startPatterns(columnRoom, entryRoom);
  startMaster(types + counted, columnRoom, mostInPattern + 1, kinds);
  startGreedy();
  startNearby(mostInPattern);
  startMultipliers();
  startPricing();
}

/**
 * Adds the pattern in `patternTypes` and `patternCopies`, on a host of the selected kind, to the master; its index, or
 * -1 when it is there already.
 */
export function appendPattern(entries: i32): i32 {
  return enterPattern(kind, patternTypes, patternCopies, entries);
}

/** Adds a column that stands for one item of type `t` without a host (see `startMaster` for its cost). */
export function appendUnplaced(t: i32): i32 {
  store<i32>(patternTypes, t);
  store<i32>(patternCopies, 1);
  return enterPattern(kinds, patternTypes, patternCopies, 1);
}

/** Brings back a basis saved by `saveBasis`. */
export function restoreMaster(from: usize): void {
  restoreBasis(from, columns);
  beginReinvert();
  refresh();
}
