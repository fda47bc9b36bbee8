import { take } from '../memory';
import { setEvent } from '../event-queue';
import { AT_WAKE, Thread } from './layout';
import { drawExponential } from './laws';

/**
 * Requests of an open queue: a ring of (arrival, posted) times. Its counts run on without wrapping back: `arrived`
 * came to the host, `posted` were announced to the guest, `delivered` reached the thread, `taken` were served.
 */
const FIRST_SIZE: i32 = 64;
const LIMIT: i32 = 65536;

/** Gives a thread its ring. */
export function makeRing(thread: Thread): void {
  thread.ring = take((<usize>FIRST_SIZE) << 4);
  thread.ringMask = FIRST_SIZE - 1;
}

/** Where request number `n` lies. */
export function ringAt(thread: Thread, n: i32): usize {
  return thread.ring + ((<usize>(n & thread.ringMask)) << 4);
}

function grow(thread: Thread): void {
  const old = thread.ring;
  const oldMask = thread.ringMask;
  thread.ringMask = oldMask * 2 + 1;
  thread.ring = take((<usize>(thread.ringMask + 1)) << 4);
  for (let n = thread.taken; n != thread.arrived; n++) {
    const from = old + ((<usize>(n & oldMask)) << 4);
    memory.copy(ringAt(thread, n), from, 16);
  }
}

/** A request arrives, and the next one is drawn. False when it is turned away: the ring is at its limit. */
export function arrive(thread: Thread, now: i64): bool {
  setEvent(thread.slot, now + <i64>drawExponential(thread.arrivals), AT_WAKE);
  if (thread.arrived - thread.taken > thread.ringMask) {
    if (thread.ringMask + 1 >= LIMIT) {
      thread.dropped++;
      return false;
    }
    grow(thread);
  }
  store<i64>(ringAt(thread, thread.arrived), now);
  thread.arrived++;
  return true;
}
