import { take } from '../memory';
import { splitmix } from '../random';

/**
 * The columns of the master: patterns, each a kind of host and a list of (row, copies). There is room for a fixed
 * number of columns and entries; columns that have lost their use are dropped together, by `compact`.
 */

/** Number of columns. */
export let columns: i32 = 0;
/** i32[maxColumns + 1]: where the entries of each column begin. */
export let columnStart: usize = 0;
/** i32[maxColumns]: kind of host of each column. */
export let columnKind: usize = 0;
/** i32[maxEntries]: type of each entry, or (beyond the types) the row that counts hosts of a kind. */
export let entryType: usize = 0;
/** i32[maxEntries]: copies of that type, at least 1; -1 where hosts are counted. */
export let entryCopies: usize = 0;
/** u8[maxColumns]: 1 where the column may not be dropped. */
export let kept: usize = 0;

let maxColumns: i32 = 0;
let maxEntries: i32 = 0;
let hashes: usize = 0;
let table: usize = 0;
let tableMask: u32 = 0;

/** Makes room for columns, of which there are none yet. */
export function startPatterns(columnRoom: i32, entryRoom: i32): void {
  columns = 0;
  maxColumns = columnRoom;
  maxEntries = entryRoom;
  columnStart = take((<usize>(columnRoom + 1)) << 2);
  columnKind = take((<usize>columnRoom) << 2);
  entryType = take((<usize>entryRoom) << 2);
  entryCopies = take((<usize>entryRoom) << 2);
  kept = take(<usize>columnRoom);
  hashes = take((<usize>columnRoom) << 3);
  let slots: u32 = 16;
  while (slots < <u32>columnRoom * 2) slots <<= 1;
  tableMask = slots - 1;
  table = take((<usize>slots) << 2);
}

/** First entry of column `j`. */
export function entryBegin(j: i32): i32 {
  return load<i32>(columnStart + ((<usize>j) << 2));
}

/** Kind of host of column `j`. */
export function kindOf(j: i32): i32 {
  return load<i32>(columnKind + ((<usize>j) << 2));
}

/** Whether a column of `entries` entries still finds room. */
export function hasRoom(entries: i32): bool {
  return columns < maxColumns && entryBegin(columns) + entries <= maxEntries;
}

/**
 * Adds the column of a kind with the given entries (i32 types, i32 copies; each type at most once).
 * @returns its index, or -1 when it is there already, is empty, or finds no room
 */
export function addColumn(kind: i32, typesAt: usize, copiesAt: usize, entries: i32): i32 {
  if (entries == 0 || !hasRoom(entries)) return -1;
  let hash: u64 = splitmix(<u64>kind + 1);
  for (let e = 0; e < entries; e++) {
    const type = load<i32>(typesAt + ((<usize>e) << 2));
    hash += splitmix(((<u64>type + 1) << 24) + <u64>load<i32>(copiesAt + ((<usize>e) << 2)));
  }
  if (!remember(hash, columns)) return -1;
  const begin = entryBegin(columns);
  memory.copy(entryType + ((<usize>begin) << 2), typesAt, (<usize>entries) << 2);
  memory.copy(entryCopies + ((<usize>begin) << 2), copiesAt, (<usize>entries) << 2);
  store<u64>(hashes + ((<usize>columns) << 3), hash);
  store<i32>(columnKind + ((<usize>columns) << 2), kind);
  store<u8>(kept + <usize>columns, 0);
  store<i32>(columnStart + ((<usize>(columns + 1)) << 2), begin + entries);
  return columns++;
}

/** Protects column `j` from being dropped, or (0) no longer. */
export function keepColumn(j: i32, keep: i32): void {
  store<u8>(kept + <usize>j, <u8>keep);
}

/**
 * Drops every column whose entry in `newIndex` (i32[columns]) is negative; the others move down, in order.
 * On return `newIndex` holds the new index of each column that stayed.
 */
export function compact(newIndex: usize): void {
  let to = 0;
  let entry = 0;
  for (let j = 0; j < columns; j++) {
    const begin = entryBegin(j);
    const length = entryBegin(j + 1) - begin;
    if (load<i32>(newIndex + ((<usize>j) << 2)) < 0) continue;
    memory.copy(entryType + ((<usize>entry) << 2), entryType + ((<usize>begin) << 2), (<usize>length) << 2);
    memory.copy(
      entryCopies + ((<usize>entry) << 2),
      entryCopies + ((<usize>begin) << 2),
      (<usize>length) << 2,
    );
    store<u64>(hashes + ((<usize>to) << 3), load<u64>(hashes + ((<usize>j) << 3)));
    store<u8>(kept + <usize>to, load<u8>(kept + <usize>j));
    store<i32>(columnKind + ((<usize>to) << 2), kindOf(j));
    store<i32>(newIndex + ((<usize>j) << 2), to);
    store<i32>(columnStart + ((<usize>to) << 2), entry);
    entry += length;
    to++;
  }
  store<i32>(columnStart + ((<usize>to) << 2), entry);
  columns = to;
  memory.fill(table, 0, (<usize>tableMask + 1) << 2);
  for (let j = 0; j < columns; j++) remember(load<u64>(hashes + ((<usize>j) << 3)), j);
}

/** Enters a hash into the table; false when it is there already. */
function remember(hash: u64, column: i32): bool {
  let slot = (<u32>(hash >> 20)) & tableMask;
  for (;;) {
    const at = load<i32>(table + ((<usize>slot) << 2));
    if (at == 0) break;
    if (load<u64>(hashes + ((<usize>(at - 1)) << 3)) == hash) return false;
    slot = (slot + 1) & tableMask;
  }
  store<i32>(table + ((<usize>slot) << 2), column + 1);
  return true;
}
