/**
 * One arena for each kernel: a bump allocator over linear memory, emptied for each problem.
 * The host asks for room, writes flat typed arrays, calls with pointers and counts, copies the result out.
 * Views on the host's side must be made after the last `take`, because growing memory detaches them.
 */

const PAGE: usize = 65536;
const ALIGN: usize = 15;

let top: usize = 0;
/** From here on linear memory is zero. Pages that nobody ever touched cost nothing, the first touch of one a lot. */
let zeroFrom: usize = 0;

/** Empties the arena: every pointer taken before is void. */
export function resetArena(): void {
  top = (__heap_base + ALIGN) & ~ALIGN;
}

/** Zeroes `bytes` of free room, so that `take` need not do all of it at once; true when none is left to be zeroed. */
export function clear(bytes: usize): bool {
  const from = max(top, zeroFrom - min(zeroFrom, bytes));
  if (from < zeroFrom) memory.fill(from, 0, zeroFrom - from);
  zeroFrom = from;
  return from == top;
}

/**
 * Takes `bytes` of zeroed room, aligned to 16 bytes, growing linear memory where needed.
 * Throws when the memory cannot grow (4 GiB at most, less where the engine says so).
 */
export function take(bytes: usize): usize {
  if (top == 0) resetArena();
  const at = top;
  const end = at + ((bytes + ALIGN) & ~ALIGN);
  assert(end >= at, 'arena: more than 4 GiB asked for');
  const have = memory.size();
  if (end > <usize>have * PAGE) {
    const more = <i32>((end + PAGE - 1) / PAGE) - have;
    // A call may take milliseconds, and pages that nobody touches cost nothing: rather few calls for many pages.
    assert(memory.grow(max(more, have >> 1)) >= 0 || memory.grow(more) >= 0, 'arena: out of memory');
  }
  top = end;
  if (at < zeroFrom) memory.fill(at, 0, min(end, zeroFrom) - at);
  zeroFrom = max(zeroFrom, end);
  return at;
}

/** The next free address: hand it to `release` to give back everything taken after this moment. */
export function mark(): usize {
  if (top == 0) resetArena();
  return top;
}

/** Gives back everything taken since `mark` returned `at`. */
export function release(at: usize): void {
  top = at;
}
