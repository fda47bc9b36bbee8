import { Processor, Queue, Vcpu } from './layout';
import { allows, asProcessor, asQueue, asVcpu, host, isFree, lowestFree, processorAt, queueAt } from './host';
import { byPass, isBefore, placeInFront } from './order';

/**
 * Ready vCPUs, one queue for each set of processors that some may use. Boosted ones stand in front; the others in
 * order of arrival, or in a heap by pass; what is equal goes by place, then by lot (order.ts).
 */

/** The vCPU behind which one of the same queue goes, looking from the last of them on; 0: before all. */
function before(v: Vcpu, last: usize): usize {
  let at = last;
  while (at && comesBefore(v, asVcpu(at))) at = asVcpu(at).previous;
  return at;
}

/** Puts a vCPU at a place (order.ts), or by its pass. */
export function enqueue(v: Vcpu, place: i64): void {
  const q = asQueue(v.queue);
  v.queued = 1;
  q.count++;
  v.order = place;
  if (byPass()) return heapPush(q, v);
  const self = changetype<usize>(v);
  const previous = before(v, q.tail);
  const next = previous ? asVcpu(previous).next : q.head;
  v.previous = previous;
  v.next = next;
  if (previous) asVcpu(previous).next = self;
  else q.head = self;
  if (next) asVcpu(next).previous = self;
  else q.tail = self;
}

/** Puts a vCPU before all that are neither boosted nor put here earlier. By pass its pass decides. */
export function enqueueFront(v: Vcpu, now: i64): void {
  enqueue(v, placeInFront(now));
}

/** Puts a woken vCPU among the boosted ones. */
export function enqueueBoosted(v: Vcpu, place: i64): void {
  const q = asQueue(v.queue);
  const self = changetype<usize>(v);
  v.queued = 1;
  v.boosted = 1;
  q.count++;
  host.boostedWaiting++;
  v.order = place;
  const previous = before(v, q.boostTail);
  const next = previous ? asVcpu(previous).next : q.boostHead;
  v.previous = previous;
  v.next = next;
  if (previous) asVcpu(previous).next = self;
  else q.boostHead = self;
  if (next) asVcpu(next).previous = self;
  else q.boostTail = self;
}

/** The vCPU that is next in `q`, 0 for none. */
export function first(q: Queue): usize {
  if (q.boostHead) return q.boostHead;
  if (byPass()) return q.heapCount > 0 ? load<usize>(q.heap) : 0;
  return q.head;
}

/** Takes the first vCPU out of a queue that has one. */
export function takeFirst(q: Queue): Vcpu {
  const at = first(q);
  const v = asVcpu(at);
  v.queued = 0;
  q.count--;
  if (at == q.boostHead) {
    host.boostedWaiting--;
    q.boostHead = v.next;
    if (v.next) asVcpu(v.next).previous = 0;
    else q.boostTail = 0;
  } else if (byPass()) heapPop(q);
  else {
    q.head = v.next;
    if (v.next) asVcpu(v.next).previous = 0;
    else q.tail = 0;
  }
  return v;
}

/** Takes a vCPU that is neither boosted nor in a heap out of the middle of its queue. */
export function unqueue(v: Vcpu): void {
  const q = asQueue(v.queue);
  v.queued = 0;
  q.count--;
  if (v.previous) asVcpu(v.previous).next = v.next;
  else q.head = v.next;
  if (v.next) asVcpu(v.next).previous = v.previous;
  else q.tail = v.previous;
}

/** Whether `a` goes before `b`, both first in their queues. */
export function goesBefore(a: Vcpu, b: Vcpu): bool {
  if (a.boosted != b.boosted) return a.boosted > b.boosted;
  if (byPass() && !a.boosted) return less(a, b);
  return comesBefore(a, b);
}

function comesBefore(a: Vcpu, b: Vcpu): bool {
  return isBefore(a.order, a.index, b.order, b.index);
}

/** Whether some vCPU waits that processor `p` may run. */
export function waitsFor(p: Processor): bool {
  const h = host;
  for (let i = 0, n = h.queueCount; i < n; i++) {
    const q = queueAt(i);
    if (q.count > 0 && allows(q, p.index)) return true;
  }
  return false;
}

/** The processor for `v` among the free ones of its queue: where it last ran, if that is free, else the lowest. */
export function placeFor(v: Vcpu): Processor {
  const home = v.home;
  if (home && isFree(asProcessor(home).index)) return asProcessor(home);
  return processorAt(lowestFree(asQueue(v.queue)));
}

function less(a: Vcpu, b: Vcpu): bool {
  return a.pass < b.pass || (a.pass == b.pass && comesBefore(a, b));
}

function heapPush(q: Queue, v: Vcpu): void {
  const heap = q.heap;
  let i = q.heapCount++;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    const other = load<usize>(heap + ((<usize>parent) << 2));
    if (less(asVcpu(other), v)) break;
    store<usize>(heap + ((<usize>i) << 2), other);
    i = parent;
  }
  store<usize>(heap + ((<usize>i) << 2), changetype<usize>(v));
}

function heapPop(q: Queue): void {
  const heap = q.heap;
  const n = --q.heapCount;
  const v = load<usize>(heap + ((<usize>n) << 2));
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= n) break;
    let at = load<usize>(heap + ((<usize>child) << 2));
    if (child + 1 < n) {
      const right = load<usize>(heap + ((<usize>(child + 1)) << 2));
      if (less(asVcpu(right), asVcpu(at))) {
        at = right;
        child++;
      }
    }
    if (less(asVcpu(v), asVcpu(at))) break;
    store<usize>(heap + ((<usize>i) << 2), at);
    i = child;
  }
  store<usize>(heap + ((<usize>i) << 2), v);
}
