import { NEVER } from '../event-queue';
import { Guest, READY, RUN, STOLEN, Vcpu } from './layout';
import { asGuest, asProcessor, asVcpu, host, memberAt, processorAt, queueAt } from './host';
import { account } from './account';
import { isBefore, placeInFront, placeOfStopped, placeOfWoken } from './order';
import { enqueue, unqueue } from './queues';
import { leave, schedule, setState, startOn } from './vcpu';

/**
 * Guests whose vCPUs start together: in pairs (all or nothing, and released when all are idle), or strictly
 * co-scheduled (all must fit to start; a halted one gives its processor up until it wakes). Gangs queue in order of
 * arrival; the first that does not fit holds the processors it could use, so that it can't be passed over for ever.
 */

/** Puts a guest into the gang queue, at a place (order.ts): with wake boost, one that wakes in front. */
export function queueGang(g: Guest, place: i64): void {
  const self = changetype<usize>(g);
  const lot = lotNumber(g);
  let previous = host.gangTail;
  while (previous && isBefore(place, lot, asGuest(previous).order, lotNumber(asGuest(previous))))
    previous = asGuest(previous).previous;
  const next = previous ? asGuest(previous).next : host.gangHead;
  g.queued = 1;
  g.order = place;
  g.previous = previous;
  g.next = next;
  if (previous) asGuest(previous).next = self;
  else host.gangHead = self;
  if (next) asGuest(next).previous = self;
  else host.gangTail = self;
  host.pending = 1;
}

/** A gang draws as its first vCPU. */
function lotNumber(g: Guest): i32 {
  return changetype<Vcpu>(g.vcpus).index;
}

function unqueueGang(g: Guest): void {
  g.queued = 0;
  if (g.previous) asGuest(g.previous).next = g.next;
  else host.gangHead = g.next;
  if (g.next) asGuest(g.next).previous = g.previous;
  else host.gangTail = g.previous;
}

/** A member without a processor wakes: it joins its running gang, or its gang queues. */
export function wakeMember(v: Vcpu, now: i64): void {
  const g = asGuest(v.guest);
  if (g.on) enqueue(v, placeOfWoken(now));
  else if (!g.queued) queueGang(g, host.boost ? placeInFront(now) : placeOfWoken(now));
  schedule(v);
  host.pending = 1;
}

/** A member went idle: when all are, the gang gives up what it still has. */
export function memberHalts(v: Vcpu, now: i64): void {
  const g = asGuest(v.guest);
  if (host.fixed || g.busy > 0 || g.starting) return;
  stopGang(g, READY, now);
}

/** Takes all members off their processors; those that ran go into `state`. */
export function stopGang(g: Guest, state: u8, now: i64): void {
  g.on = 0;
  for (let i = 0; i < g.vcpuCount; i++) {
    const v = memberAt(g, i);
    v.sliceEnd = NEVER;
    if (v.queued) unqueue(v);
    if (v.processor) {
      account(v, now);
      const ran = v.state == RUN || v.state == READY || v.state == STOLEN;
      leave(v, now);
      if (ran) setState(v, state, now);
    }
    schedule(v);
  }
}

/** The gang's slice ends: it makes way if others wait, else its slice starts afresh. `v` owns the slice. */
export function endGangSlice(v: Vcpu, now: i64): void {
  const g = asGuest(v.guest);
  if (!othersWait(g)) {
    v.sliceEnd = now + v.slice;
    schedule(v);
    return;
  }
  stopGang(g, READY, now);
  queueGang(g, placeOfStopped(now));
}

/** Whether another gang, or a single vCPU of another guest, waits for a processor that `g` may use. */
function othersWait(g: Guest): bool {
  for (let at = host.gangHead; at; at = asGuest(at).next) if (meet(asGuest(at), g)) return true;
  for (let i = 0, n = host.queueCount; i < n; i++) {
    for (let at = queueAt(i).head; at; at = asVcpu(at).next) {
      const other = asGuest(asVcpu(at).guest);
      if (other !== g && meet(other, g)) return true;
    }
  }
  return false;
}

function meet(a: Guest, b: Guest): bool {
  return ((a.mask0 & b.mask0) | (a.mask1 & b.mask1) | (a.mask2 & b.mask2) | (a.mask3 & b.mask3)) != 0;
}

/** Starts the gangs that fit, in order; one that does not fit keeps its processors from those behind it. */
export function dispatchGangs(now: i64): void {
  const h = host;
  let held0: u64 = 0;
  let held1: u64 = 0;
  let held2: u64 = 0;
  let held3: u64 = 0;
  let at = h.gangHead;
  while (at) {
    const g = asGuest(at);
    at = g.next;
    const a0 = h.free0 & g.mask0 & ~held0;
    const a1 = h.free1 & g.mask1 & ~held1;
    const a2 = h.free2 & g.mask2 & ~held2;
    const a3 = h.free3 & g.mask3 & ~held3;
    if (<i32>(popcnt(a0) + popcnt(a1) + popcnt(a2) + popcnt(a3)) >= g.vcpuCount)
      startGang(g, a0, a1, a2, a3, now);
    else {
      held0 |= a0;
      held1 |= a1;
      held2 |= a2;
      held3 |= a3;
    }
  }
}

function startGang(g: Guest, a0: u64, a1: u64, a2: u64, a3: u64, now: i64): void {
  unqueueGang(g);
  g.on = 1;
  g.starting = 1;
  for (let i = 0; i < g.vcpuCount; i++) {
    const v = memberAt(g, i);
    let p = v.home ? asProcessor(v.home).index : -1;
    if (p < 0 || !has(p, a0, a1, a2, a3)) p = lowest(a0, a1, a2, a3);
    const others = ~bitOf(p);
    if (p < 64) a0 &= others;
    else if (p < 128) a1 &= others;
    else if (p < 192) a2 &= others;
    else a3 &= others;
    startOn(v, processorAt(p), now);
  }
  g.starting = 0;
  if (!host.fixed && g.busy == 0) stopGang(g, READY, now);
}

/** The bit of a processor in its word of 64. */
function bitOf(p: i32): u64 {
  const one: u64 = 1;
  return one << ((<u64>p) & 63);
}

function has(p: i32, a0: u64, a1: u64, a2: u64, a3: u64): bool {
  const word = p < 64 ? a0 : p < 128 ? a1 : p < 192 ? a2 : a3;
  return ((word >> ((<u64>p) & 63)) & 1) != 0;
}

function lowest(a0: u64, a1: u64, a2: u64, a3: u64): i32 {
  if (a0) return <i32>ctz(a0);
  if (a1) return 64 + <i32>ctz(a1);
  return a2 ? 128 + <i32>ctz(a2) : 192 + <i32>ctz(a3);
}
