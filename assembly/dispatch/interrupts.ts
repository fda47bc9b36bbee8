import { setEvent } from '../event-queue';
import {
  BUCKETS,
  AT_VMM,
  BUSY,
  FREE,
  Guest,
  OF_REQUEST,
  Processor,
  RUN,
  SEG_IDLE,
  STOLEN,
  Service,
  Slot,
  Thread,
  VMM,
  Vcpu,
  WAIT,
} from './layout';
import { asGuest, asService, asSlot, asThread, asVcpu, clearFree, host, processorAt } from './host';
import { account, accountProcessor } from './account';
import { ringAt } from './arrivals';
import { stampTransfer } from './devices';
import { logBatch, logging } from './log';
import { goOn, startBurst } from './threads';
import { holdSlice, pickSegment, quiet, setState, wake } from './vcpu';
import { skip32 } from '../words';

/** Sub-buckets of an octave in the delay histogram. */
const SUB: i64 = 32;

/** Something happened for the guest of `slot`: the host's service routine runs first, if it costs time. */
export function hostInterrupt(slot: Slot, cost: i64, now: i64): void {
  if (cost == 0) return post(slot, now);
  const free = host.freeServices;
  if (!free) return post(slot, now);
  const item = asService(free);
  host.freeServices = item.next;
  item.slot = changetype<usize>(slot);
  item.next = 0;
  steal(nextProcessor(), item, cost, now);
}

/** Host interrupts go round the processors that belong to no guest (all, when each belongs to one). */
function nextProcessor(): Processor {
  const n = host.processorCount;
  for (let k = 0; k < n; k++) {
    const p = processorAt(host.rotation);
    host.rotation = host.rotation + 1 < n ? host.rotation + 1 : 0;
    if (!p.dedicated) return p;
  }
  const p = processorAt(host.rotation);
  host.rotation = host.rotation + 1 < n ? host.rotation + 1 : 0;
  return p;
}

/** Takes the processor from whoever has it, for one service routine behind those already there. */
function steal(p: Processor, item: Service, cost: i64, now: i64): void {
  if (p.state != VMM) {
    if (p.state == BUSY) {
      const v = asVcpu(p.vcpu);
      account(v, now);
      setState(v, STOLEN, now);
      quiet(v);
    } else {
      accountProcessor(p, now);
      if (p.state == FREE) clearFree(p.index);
      else holdSlice(asVcpu(p.vcpu));
    }
    p.state = VMM;
    p.since = now;
    p.vmmEnd = now;
    p.serviceEnd = now;
  } else if (p.serviceEnd < now) p.serviceEnd = now;
  p.serviceEnd += cost;
  p.vmmEnd += cost;
  item.end = p.serviceEnd;
  const at = changetype<usize>(item);
  if (p.serviceHead) asService(p.serviceTail).next = at;
  else {
    p.serviceHead = at;
    setEvent(p.slot, item.end, AT_VMM);
  }
  p.serviceTail = at;
}

/** The service routine at the head of `p` is done: its interrupt is posted to the guest. */
export function endService(p: Processor, now: i64): void {
  const item = asService(p.serviceHead);
  p.serviceHead = item.next;
  if (!item.next) p.serviceTail = 0;
  item.next = host.freeServices;
  host.freeServices = changetype<usize>(item);
  post(asSlot(item.slot), now);
}

/** Posts an interrupt to its vCPU: delivered at once if that runs, else pending; a waiting vCPU wakes. */
function post(slot: Slot, now: i64): void {
  const thread = asThread(slot.owner);
  const v = asVcpu(thread.vcpu);
  if (thread.open && slot.kind != OF_REQUEST) {
    store<i64>(ringAt(thread, thread.posted) + 8, now);
    thread.posted++;
  } else slot.posted = now;
  if (!slot.listed) {
    slot.listed = 1;
    slot.next = 0;
    if (v.pendingHead) asSlot(v.pendingTail).next = changetype<usize>(slot);
    else v.pendingHead = changetype<usize>(slot);
    v.pendingTail = changetype<usize>(slot);
  }
  if (v.state == RUN) interrupt(v, now);
  else if (v.state == WAIT) wake(v, now);
}

/** Delivers to a vCPU that runs. */
function interrupt(v: Vcpu, now: i64): void {
  account(v, now);
  deliverPending(v, now);
  if (v.segment == SEG_IDLE || v.interruptLeft > 0 || v.dpcLeft > 0) pickSegment(v, now);
}

/** Delivers all pending interrupts of `v` at this moment, as one batch. */
export function deliverPending(v: Vcpu, now: i64): void {
  let at = v.pendingHead;
  if (!at) return;
  const g = asGuest(v.guest);
  v.pendingHead = 0;
  v.pendingTail = 0;
  let size: i64 = 0;
  let completed = false;
  while (at) {
    const slot = asSlot(at);
    const thread = asThread(slot.owner);
    at = slot.next;
    slot.listed = 0;
    if (slot.kind == OF_REQUEST) {
      size++;
      completed = true;
      countDelay(g, now - slot.posted);
      v.dpcLeft += g.tscRead;
      stampTransfer(v, g, slot, now);
      if (--thread.outstanding == 0) goOn(v, thread, now);
    } else if (thread.open) size += deliverArrivals(v, g, thread, now);
    else {
      size++;
      countDelay(g, now - slot.posted);
      startBurst(v, thread, slot.posted);
    }
  }
  v.interruptLeft += size * g.interruptCost;
  v.dpcLeft += size * g.dpcCost;
  if (logging && (completed || size > 1)) logBatch(v, now, <i32>size);
  countBatch(g, size, now);
}

function deliverArrivals(v: Vcpu, g: Guest, thread: Thread, now: i64): i64 {
  let size: i64 = 0;
  while (thread.delivered != thread.posted) {
    countDelay(g, now - load<i64>(ringAt(thread, thread.delivered) + 8));
    thread.delivered++;
    size++;
  }
  if (!thread.active && thread.delivered != thread.taken) {
    thread.active = 1;
    startBurst(v, thread, load<i64>(ringAt(thread, thread.taken)));
  }
  return size;
}

/** Counts a delay: exact below 64 units, then 32 buckets for each power of two. */
export function countDelay(g: Guest, delay: i64): void {
  g.interrupts++;
  let bucket: i64 = 0;
  if (delay == 0) g.undelayed++;
  else {
    g.delaySum += delay;
    if (delay > g.delayMax) g.delayMax = delay;
    if (delay < SUB) bucket = delay;
    else {
      const octave = 58 - clz(delay);
      bucket = min<i64>(<i64>BUCKETS - 1, (octave + 1) * SUB + ((delay >> octave) - SUB));
    }
  }
  const at = skip32(g.histogram, <usize>bucket);
  store<u32>(at, load<u32>(at) + 1);
}

/** Counts a batch, and the interrupts of each window of one tick (for the index of dispersion). */
export function countBatch(g: Guest, size: i64, now: i64): void {
  g.batches++;
  g.batchSquares += size * size;
  if (now >= g.windowEnd) {
    g.windowSquares += g.windowCount * g.windowCount;
    g.windowCount = 0;
    g.windowEnd = (now / g.tick + 1) * g.tick;
  }
  g.windowCount += size;
}
