import { release } from '../memory';
import { basic, m, patternAt, place } from './basis';
import { first, kindRow, reduced, refresh } from './master';
import { addColumn, columns, compact, kept } from './patterns';
import { spend } from './work';
import { at32, at64, put32, skip32, take32 } from '../words';

/** Which patterns the master has: they enter outside the basis, and those that have lost their use are dropped. */

/**
 * Drops patterns that are neither basic, nor kept, nor in the first basis, and whose reduced cost is above `most`.
 * Saved bases are void afterwards.
 */
export function dropColumns(most: f64): void {
  const newIndex = take32(columns);
  for (let j = 0; j < columns; j++) {
    const stays = at32(patternAt, j) >= 0 || load<u8>(kept + <usize>j) != 0 || at64(reduced, j) <= most;
    put32(newIndex, j, stays ? 0 : -1);
  }
  for (let i = 0; i < m; i++) {
    const j = at32(first, i);
    if (j >= 0) put32(newIndex, j, 0);
  }
  const before = columns;
  compact(newIndex);
  for (let i = 0; i < m; i++) {
    const at = skip32(first, i);
    const j = load<i32>(at);
    if (j >= 0) store<i32>(at, at32(newIndex, j));
    const v = at32(basic, i);
    if (v >= m) put32(basic, i, m + at32(newIndex, v - m));
  }
  memory.fill(patternAt, 0xff, (<usize>before) << 2);
  for (let i = 0; i < m; i++) place(at32(basic, i), i);
  release(newIndex);
  refresh();
  spend(before * 8);
}

/**
 * Adds the pattern with the given entries, on a host of a kind, outside the basis. Where hosts of the kind are counted,
 * an entry for that is written behind the others.
 * @returns its index, or -1 when it is there already, is empty, or finds no room
 */
export function enterPattern(kind: i32, typesAt: usize, copiesAt: usize, entries: i32): i32 {
  if (entries == 0) return -1;
  const row = at32(kindRow, kind);
  if (row >= 0) {
    put32(typesAt, entries, row);
    put32(copiesAt, entries, -1);
    entries++;
  }
  const j = addColumn(kind, typesAt, copiesAt, entries);
  if (j < 0) return -1;
  put32(patternAt, j, -1);
  refresh();
  return j;
}
