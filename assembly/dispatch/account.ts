import {
  FREE,
  HELD,
  Label,
  Processor,
  READY,
  RUN,
  SEG_DPC,
  SEG_IDLE,
  SEG_INTERRUPT,
  SEG_THREAD,
  STOLEN,
  VMM,
  Vcpu,
  WAIT,
} from './layout';
import { asGuest, asProcessor, asThread, host } from './host';
import { fallBehind, passHolding, regain, tickRunning, tickWaiting } from './clock';

/** The part of `wall` that housekeeping takes. */
function taken(wall: i64): i64 {
  return <i64>(<f64>wall * host.eta);
}

/** How long `work` takes beside the housekeeping. */
export function wallFor(work: i64): i64 {
  const eta = host.eta;
  if (eta == 0) return work;
  let wall = <i64>Math.ceil(<f64>work / (1.0 - eta));
  while (wall - taken(wall) < work) wall++;
  while (wall > 0 && wall - 1 - taken(wall - 1) >= work) wall--;
  return wall;
}

/** Ticks due up to `now`, one at least, of a clock that needs no care. */
export function duePlain(v: Vcpu, now: i64): i64 {
  const tick = v.tick;
  const over = now - v.due;
  const n = over < tick ? 1 : 1 + over / tick;
  v.due += n * tick;
  return n;
}

/** Books the time of `v` since it was last booked, and the ticks in it, to its present state. */
export function account(v: Vcpu, now: i64): void {
  const from = v.since;
  if (now == from) return;
  v.since = now;
  const dt = now - from;
  const state = v.state;
  if (state == RUN) accountRun(v, from, now, dt);
  else if (state == WAIT) {
    v.wait += dt;
    if (now >= v.due) {
      if (v.plain) v.idleTicks += duePlain(v, now);
      else tickWaiting(v, from, now);
    }
    if (v.apparent) regain(v, asGuest(v.guest), dt);
  } else {
    if (state == READY) v.ready += dt;
    else if (state == STOLEN) v.stolen += dt;
    else v.costop += dt;
    if (now >= v.due || !v.plain) passHolding(v, from, now);
    if (v.apparent) fallBehind(v, dt);
  }
}

function accountRun(v: Vcpu, from: i64, now: i64, dt: i64): void {
  const p = asProcessor(v.processor);
  let used = dt;
  if (host.eta != 0) used = workIn(v, p, now, dt);
  v.used += used;
  p.used += used;
  const segment = v.segment;
  if (segment == SEG_THREAD) {
    const thread = asThread(v.current);
    if (now >= v.due) {
      if (v.plain && !thread.kernelPart && thread.label < 0) {
        const n = duePlain(v, now);
        thread.ticks += n;
        v.userTicks += n;
      } else tickRunning(v, from, now, kernelStart(v, from, thread.left - thread.kernelPart, used));
    }
    thread.left -= used;
    thread.used += used;
    if (thread.label >= 0) {
      const label = changetype<Label>(thread.labels + <usize>thread.label * offsetof<Label>());
      label.used += used;
    }
  } else {
    if (now >= v.due) tickRunning(v, from, now, now);
    if (segment == SEG_IDLE) {
      v.burnt += used;
      p.burnt += used;
    } else if (segment == SEG_INTERRUPT) v.interruptLeft -= used;
    else if (segment == SEG_DPC) v.dpcLeft -= used;
  }
  if (v.apparent) regain(v, asGuest(v.guest), dt);
}

/** What of `dt` since it was last booked is the vCPU's own: the rest is housekeeping, rounded once a segment. */
function workIn(v: Vcpu, p: Processor, now: i64, dt: i64): i64 {
  const wall = now - v.base;
  const used = wall - taken(wall) - v.baseUsed;
  v.baseUsed += used;
  v.stolen += dt - used;
  p.overhead += dt - used;
  return used;
}

/** When the thread in service enters kernel mode: after `work` more, seen from `from`, the last moment booked. */
function kernelStart(v: Vcpu, from: i64, work: i64, used: i64): i64 {
  return host.eta == 0 ? from + work : v.base + wallFor(max<i64>(0, v.baseUsed - used + work));
}

/** Books the time of a processor that no guest uses: idle, or the VMM's own. */
export function accountProcessor(p: Processor, now: i64): void {
  const state = p.state;
  const dt = now - p.since;
  if (state == FREE || state == HELD) {
    const overhead = host.eta == 0 ? 0 : taken(dt);
    p.idle += dt - overhead;
    p.overhead += overhead;
    p.since = now;
  } else if (state == VMM) {
    p.overhead += dt;
    p.since = now;
  }
}
