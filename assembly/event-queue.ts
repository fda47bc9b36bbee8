import { take } from './memory';

/**
 * The future event list: one slot for each thing that can have an event, and a tournament tree over the slots
 * (Knuth, The Art of Computer Programming 3, section 5.4.1). Setting a slot costs at most one comparison a level,
 * without branches that depend on data, so the cost is the logarithm of the number of slots whatever the load.
 *
 * A key is time (45 bits), class (3 bits), slot (15 bits): unique, so that ties have one order everywhere.
 */

const SLOT_BITS: i64 = 15;
const CLASS_BITS: i64 = 3;
export const TIME_SHIFT: i64 = SLOT_BITS + CLASS_BITS;
/** Times from here on never come. */
export const NEVER: i64 = 1 << 45;
const EMPTY: i64 = i64.MAX_VALUE;

let tree: usize = 0;
let leaves: i32 = 0;

/** Makes room for `slots` slots, all empty. */
export function makeEvents(slots: i32): void {
  leaves = 2;
  while (leaves < slots) leaves <<= 1;
  tree = take((<usize>leaves) << 4);
  clearEvents();
}

/** Empties every slot. */
export function clearEvents(): void {
  for (let i: usize = 0, n = (<usize>leaves) << 4; i < n; i += 8) store<i64>(tree + i, EMPTY);
}

function keyOf(slot: i32, time: i64, order: i64): i64 {
  return time >= NEVER ? EMPTY : (time << TIME_SHIFT) | (order << SLOT_BITS) | (<i64>slot);
}

/** Sets the event of `slot`, in place of the one that it had: at `time`, of class 0 to 7. */
export function setEvent(slot: i32, time: i64, order: i64): void {
  let key = keyOf(slot, time, order);
  let i = <usize>(leaves + slot);
  const nodes = tree;
  if (load<i64>(nodes + (i << 3)) == key) return;
  store<i64>(nodes + (i << 3), key);
  while (i > 1) {
    const other = load<i64>(nodes + ((i ^ 1) << 3));
    key = select<i64>(key, other, key < other);
    i >>= 1;
    store<i64>(nodes + (i << 3), key);
  }
}

/** Sets `slot`, which is even, and empties its neighbour `slot + 1`, at the cost of one. */
export function setFirstOfPair(slot: i32, time: i64, order: i64): void {
  const key = keyOf(slot, time, order);
  const nodes = tree;
  let i = <usize>(leaves + slot);
  store<i64>(nodes + (i << 3), key);
  store<i64>(nodes + (i << 3), EMPTY, 8);
  i >>= 1;
  let least = key;
  store<i64>(nodes + (i << 3), least);
  while (i > 1) {
    const other = load<i64>(nodes + ((i ^ 1) << 3));
    least = select<i64>(least, other, least < other);
    i >>= 1;
    store<i64>(nodes + (i << 3), least);
  }
}

/** The key of the next event; `i64.MAX_VALUE` when there is none. */
export function nextEvent(): i64 {
  return load<i64>(tree + 8);
}

/** The parts of a key; its time is what is above `TIME_SHIFT`. */
export function classOf(key: i64): i32 {
  return <i32>((key >> SLOT_BITS) & 7);
}

export function slotOf(key: i64): i32 {
  return <i32>(key & 32767);
}
