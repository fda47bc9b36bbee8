import { NEVER, setEvent, setFirstOfPair } from '../event-queue';
import {
  AT_SLICE,
  AT_WAKE,
  AT_WORK,
  BURST,
  BUSY,
  FREE,
  Processor,
  Queue,
  READY,
  RUN,
  SEG_NONE,
  SEG_THREAD,
  Slot,
  Thread,
  Vcpu,
  WAIT,
} from './layout';
import {
  asGuest,
  asProcessor,
  asQueue,
  asSlot,
  asThread,
  asVcpu,
  clearFree,
  host,
  isFree,
  lowestFree,
  processorAt,
  setFree,
} from './host';
import { duePlain } from './account';
import { passHolding } from './clock';
import { countBatch, countDelay } from './interrupts';
import { drawExponential, drawLaw } from './laws';
import { placeOfWoken } from './order';
import { enqueue } from './queues';
import { resume } from './vcpu';

/**
 * The common case in one piece: single vCPUs in turn, halting when idle, whose threads alternate bursts and waits.
 * It does what the general path does (a test runs both and compares every bit); a call costs a kernel in
 * WebAssembly a few ns, and the general path makes some twenty for each event.
 */

/** A time of a law, whose mean is known where it is exponential. */
function drawSimple(mean: f64, law: usize): i64 {
  return mean > 0 ? <i64>drawExponential(mean) : drawLaw(law);
}

/** A simple thread's wait is over while its simple vCPU waits: the vCPU joins the queue. */
export function wakeSimple(v: Vcpu, slot: Slot, now: i64): void {
  setEvent(slot.index, NEVER, 0);
  const at = changetype<usize>(slot);
  slot.posted = now;
  slot.listed = 1;
  slot.next = 0;
  v.pendingHead = at;
  v.pendingTail = at;
  v.wait += now - v.since;
  v.since = now;
  if (now >= v.due) v.idleTicks += duePlain(v, now);
  v.state = READY;
  const h = host;
  h.pending = 1;
  const q = asQueue(v.queue);
  const place = placeOfWoken(now);
  if (q.tail && asVcpu(q.tail).order >= place) return enqueue(v, place);
  const self = changetype<usize>(v);
  v.queued = 1;
  q.count++;
  v.order = place;
  v.next = 0;
  v.previous = q.tail;
  if (q.tail) asVcpu(q.tail).next = self;
  else q.head = self;
  q.tail = self;
}

/** The burst of a simple thread ends and nothing else is to be done: it waits, and its vCPU halts and yields. */
export function endSimple(v: Vcpu, thread: Thread, now: i64): void {
  const p = asProcessor(v.processor);
  const used = now - v.since;
  v.since = now;
  v.used += used;
  p.used += used;
  thread.used += used;
  thread.left -= used;
  if (now >= v.due) {
    const n = duePlain(v, now);
    thread.ticks += n;
    v.userTicks += n;
  }
  thread.cycles++;
  thread.response += now - thread.wanted;
  thread.demand += thread.demandNow;
  if (v.paired) setFirstOfPair(thread.slot, now + drawSimple(thread.waitMean, thread.wait), AT_WAKE);
  else {
    setEvent(thread.slot, now + drawSimple(thread.waitMean, thread.wait), AT_WAKE);
    setEvent(v.slot, NEVER, 0);
  }
  v.current = 0;
  v.home = v.processor;
  v.processor = 0;
  v.boosted = 0;
  v.workEnd = NEVER;
  v.sliceEnd = NEVER;
  v.state = WAIT;
  v.segment = SEG_NONE;
  p.vcpu = 0;
  p.state = FREE;
  p.since = now;
  setFree(p.index);
  host.pending = 1;
}

/** Fills free processors from the only queue, as long as its first vCPU is a simple one. False when one is not. */
export function dispatchSimple(q: Queue, now: i64): bool {
  while (q.head) {
    const v = asVcpu(q.head);
    if (!v.simple) return false;
    let i = v.home ? asProcessor(v.home).index : -1;
    if (i < 0 || !isFree(i)) {
      i = lowestFree(q);
      if (i < 0) return true;
    }
    q.head = v.next;
    if (v.next) asVcpu(v.next).previous = 0;
    else q.tail = 0;
    q.count--;
    v.queued = 0;
    startSimple(v, processorAt(i), now);
  }
  return true;
}

function startSimple(v: Vcpu, p: Processor, now: i64): void {
  const g = asGuest(v.guest);
  p.idle += now - p.since;
  p.since = now;
  p.state = BUSY;
  p.vcpu = changetype<usize>(v);
  if (p.lastGuest != g.index) {
    if (p.lastGuest >= 0) p.switches++;
    p.lastGuest = g.index;
  }
  clearFree(p.index);
  v.processor = changetype<usize>(p);
  v.turnStart = now;
  v.dispatches++;
  v.sliceEnd = now + v.slice;
  const from = v.since;
  v.ready += now - from;
  v.since = now;
  if (now >= v.due) {
    if (g.delivery == BURST) v.held += duePlain(v, now);
    else passHolding(v, from, now);
  }
  v.state = RUN;
  const slot = asSlot(v.pendingHead);
  const thread = asThread(slot.owner);
  if (!v.pendingHead || slot.next || v.current || v.runHead || !thread.simple) return resume(v, false, now);
  v.pendingHead = 0;
  v.pendingTail = 0;
  slot.listed = 0;
  const held = v.held;
  if (held) {
    v.held = 0;
    if (g.idleFirst) v.idleTicks += held;
    else {
      v.userTicks += held;
      thread.ticks += held;
    }
  }
  const wanted = slot.posted;
  countDelay(g, now - wanted);
  countBatch(g, 1, now);
  const work = max<i64>(1, drawSimple(thread.burstMean, thread.burst));
  thread.left = work;
  thread.demandNow = work;
  thread.wanted = wanted;
  thread.begun = 1;
  thread.started++;
  thread.queueing += now - wanted;
  v.current = changetype<usize>(thread);
  v.segment = SEG_THREAD;
  v.workEnd = now + work;
  if (v.sliceEnd < v.workEnd) setEvent(v.slot, v.sliceEnd, AT_SLICE);
  else setEvent(v.slot, v.workEnd, AT_WORK);
}
