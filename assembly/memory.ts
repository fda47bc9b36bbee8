/**
 * One arena for each kernel: a bump allocator over linear memory, emptied for each problem.
 * The host asks for room, writes flat typed arrays, calls with pointers and counts, copies the result out.
 * Views on the host's side must be made after the last `take`, because growing memory detaches them.
 */

const PAGE: usize = 65536;
const ALIGN: usize = 15;

let top: usize = 0;

/** Empties the arena: every pointer taken before is void. */
export function resetArena(): void {
  top = (__heap_base + ALIGN) & ~ALIGN;
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
  const have = <usize>memory.size() * PAGE;
  if (end > have) {
    const pages = <i32>((end - have + PAGE - 1) / PAGE);
    assert(memory.grow(pages) >= 0, 'arena: out of memory');
  }
  top = end;
  memory.fill(at, 0, end - at);
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
