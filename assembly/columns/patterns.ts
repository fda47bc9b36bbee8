import { take } from '../memory';
import { splitmix } from '../random';
import { at32, put32, take32, take64 } from '../words';

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
  columnStart = take32(columnRoom + 1);
  columnKind = take32(columnRoom);
  entryType = take32(entryRoom);
  entryCopies = take32(entryRoom);
  kept = take(<usize>columnRoom);
  hashes = take64(columnRoom);
  let slots: u32 = 16;
  while (slots < <u32>columnRoom * 2) slots <<= 1;
  tableMask = slots - 1;
  table = take32(slots);
}

/** First entry of column `j`. */
export function entryBegin(j: i32): i32 {
  return at32(columnStart, j);
}

/** Kind of host of column `j`. */
export function kindOf(j: i32): i32 {
  return at32(columnKind, j);
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
    const type = at32(typesAt, e);
    hash += splitmix(((<u64>type + 1) << 24) + <u64>at32(copiesAt, e));
  }
  if (!remember(hash, columns)) return -1;
  const begin = entryBegin(columns);
  memory.copy(entryType + ((<usize>begin) << 2), typesAt, (<usize>entries) << 2);
  memory.copy(entryCopies + ((<usize>begin) << 2), copiesAt, (<usize>entries) << 2);
  store<u64>(hashes + ((<usize>columns) << 3), hash);
  put32(columnKind, columns, kind);
  store<u8>(kept + <usize>columns, 0);
  put32(columnStart, columns + 1, begin + entries);
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
    if (at32(newIndex, j) < 0) continue;
    memory.copy(entryType + ((<usize>entry) << 2), entryType + ((<usize>begin) << 2), (<usize>length) << 2);
    memory.copy(
      entryCopies + ((<usize>entry) << 2),
      entryCopies + ((<usize>begin) << 2),
      (<usize>length) << 2,
    );
    store<u64>(hashes + ((<usize>to) << 3), load<u64>(hashes + ((<usize>j) << 3)));
    store<u8>(kept + <usize>to, load<u8>(kept + <usize>j));
    put32(columnKind, to, kindOf(j));
    put32(newIndex, j, to);
    put32(columnStart, to, entry);
    entry += length;
    to++;
  }
  put32(columnStart, to, entry);
  columns = to;
  memory.fill(table, 0, (<usize>tableMask + 1) << 2);
  for (let j = 0; j < columns; j++) remember(load<u64>(hashes + ((<usize>j) << 3)), j);
}

/** Enters a hash into the table; false when it is there already. */
function remember(hash: u64, column: i32): bool {
  let slot = (<u32>(hash >> 20)) & tableMask;
  for (;;) {
    const at = at32(table, slot);
    if (at == 0) break;
    if (load<u64>(hashes + ((<usize>(at - 1)) << 3)) == hash) return false;
    slot = (slot + 1) & tableMask;
  }
  put32(table, slot, column + 1);
  return true;
}
