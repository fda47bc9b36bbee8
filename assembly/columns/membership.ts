import { release, take } from '../memory';
import { basic, m, patternAt, place } from './basis';
import { first, kindRow, reduced, refresh } from './master';
import { addColumn, columns, compact, kept } from './patterns';
import { spend } from './work';

/** Which patterns the master has: they enter outside the basis, and those that have lost their use are dropped. */

/**
 * Drops patterns that are neither basic, nor kept, nor in the first basis, and whose reduced cost is above `most`.
 * Saved bases are void afterwards.
 */
export function dropColumns(most: f64): void {
  const newIndex = take((<usize>columns) << 2);
  for (let j = 0; j < columns; j++) {
    const stays =
      load<i32>(patternAt + ((<usize>j) << 2)) >= 0 ||
      load<u8>(kept + <usize>j) != 0 ||
      load<f64>(reduced + ((<usize>j) << 3)) <= most;
    store<i32>(newIndex + ((<usize>j) << 2), stays ? 0 : -1);
  }
  for (let i = 0; i < m; i++) {
    const j = load<i32>(first + ((<usize>i) << 2));
    if (j >= 0) store<i32>(newIndex + ((<usize>j) << 2), 0);
  }
  const before = columns;
  compact(newIndex);
  for (let i = 0; i < m; i++) {
    const at = first + ((<usize>i) << 2);
    const j = load<i32>(at);
    if (j >= 0) store<i32>(at, load<i32>(newIndex + ((<usize>j) << 2)));
    const v = load<i32>(basic + ((<usize>i) << 2));
    if (v >= m) store<i32>(basic + ((<usize>i) << 2), m + load<i32>(newIndex + ((<usize>(v - m)) << 2)));
  }
  memory.fill(patternAt, 0xff, (<usize>before) << 2);
  for (let i = 0; i < m; i++) place(load<i32>(basic + ((<usize>i) << 2)), i);
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
  const row = load<i32>(kindRow + ((<usize>kind) << 2));
  if (row >= 0) {
    store<i32>(typesAt + ((<usize>entries) << 2), row);
    store<i32>(copiesAt + ((<usize>entries) << 2), -1);
    entries++;
  }
  const j = addColumn(kind, typesAt, copiesAt, entries);
  if (j < 0) return -1;
  store<i32>(patternAt + ((<usize>j) << 2), -1);
  refresh();
  return j;
}
