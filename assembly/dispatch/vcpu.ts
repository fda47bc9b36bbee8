import { NEVER, setEvent } from '../event-queue';
import { nextUnit } from '../random';
import {
  AT_CHECK,
  AT_SKEW,
  AT_SLICE,
  AT_VMM,
  AT_WAKE,
  AT_WORK,
  BURN,
  BUSY,
  CATCHUP,
  FREE,
  HALT,
  HELD,
  Processor,
  READY,
  RUN,
  SEG_DPC,
  SEG_IDLE,
  SEG_INTERRUPT,
  SEG_NONE,
  SEG_THREAD,
  STOLEN,
  VMM,
  Vcpu,
  WAIT,
} from './layout';
import { asGuest, asProcessor, asThread, clearFree, host, setFree } from './host';
import { account, accountProcessor, wallFor } from './account';
import { exhausted, limitSlice, spend, throttle } from './caps';
import { chargeHeld, chargeHeldService, takeHeld } from './clock';
import { memberHalts, wakeMember } from './gangs';
import { joins, placeOfWoken, starts, turned } from './order';
import { deliverPending } from './interrupts';
import { logging, logState } from './log';
import { enqueue, enqueueBoosted } from './queues';
import { retimeSkew, trackState } from './skew';
import { serveNext } from './threads';

/** Changes the state of a vCPU, whose time is accounted up to now. */
export function setState(v: Vcpu, state: u8, now: i64): void {
  if (host.coscheduled) trackState(v, state, now);
  v.state = state;
  if (host.watchesSkew && asGuest(v.guest).watched) retimeSkew(asGuest(v.guest), now);
  if (state != RUN) {
    v.segment = SEG_NONE;
    if (logging) note(v, now);
  }
}

/** Logs what a vCPU is at from now on. */
export function note(v: Vcpu, now: i64): void {
  const processor = v.state == RUN ? asProcessor(v.processor).index : -1;
  logState(v, now, processor, v.segment == SEG_THREAD ? asThread(v.current).index : -1);
}

/** Sets the event of a vCPU to the first thing that can happen to it; earlier classes win at the same time. */
export function schedule(v: Vcpu): void {
  let time = v.workEnd;
  let order = AT_WORK;
  if (v.checkAt < time) {
    time = v.checkAt;
    order = AT_CHECK;
  }
  if (v.sliceEnd < time) {
    time = v.sliceEnd;
    order = AT_SLICE;
  }
  if (v.skewAt < time || (v.skewAt == time && order > AT_SKEW)) {
    time = v.skewAt;
    order = AT_SKEW;
  }
  if (v.tickAt <= time) {
    time = v.tickAt;
    order = AT_WAKE;
  }
  setEvent(v.slot, time, order);
}

/** A vCPU off its processor has no work, check or (unless it owns its gang's) slice ahead. */
export function quiet(v: Vcpu): void {
  v.workEnd = NEVER;
  v.checkAt = NEVER;
  setEvent(v.slot, NEVER, 0);
}

/** The processor of a halted slot owner is taken for a moment: its slice can't end meanwhile, but a tick may wake it. */
export function holdSlice(v: Vcpu): void {
  setEvent(v.slot, v.tickAt, AT_WAKE);
}

/** An interrupt came for a halted vCPU. */
export function wake(v: Vcpu, now: i64): void {
  account(v, now);
  v.tickAt = NEVER;
  if (v.processor) {
    const p = asProcessor(v.processor);
    if (p.state == VMM) {
      setState(v, READY, now);
      quiet(v);
    } else enterRun(v, p, now);
    return;
  }
  setState(v, READY, now);
  if (!v.independent) return wakeMember(v, now);
  if (host.fixed) {
    schedule(v);
    return;
  }
  if (v.cap > 0 && exhausted(v, now)) {
    throttle(v);
    return;
  }
  joins(v);
  if (host.boost) enqueueBoosted(v, placeOfWoken(now));
  else enqueue(v, placeOfWoken(now));
  schedule(v);
  host.pending = 1;
}

/** Gives a free processor to a vCPU that is in no queue: a switch first, if another guest was there. */
export function startOn(v: Vcpu, p: Processor, now: i64): void {
  const guest = asGuest(v.guest).index;
  accountProcessor(p, now);
  clearFree(p.index);
  v.processor = changetype<usize>(p);
  p.vcpu = changetype<usize>(v);
  v.turnStart = now;
  if (host.watchesSkew && asGuest(v.guest).watched) {
    v.skewAt = NEVER;
    schedule(v);
    retimeSkew(asGuest(v.guest), now);
  }
  starts(v);
  const last = p.lastGuest;
  p.lastGuest = guest;
  if (last >= 0 && last != guest) {
    p.switches++;
    if (host.switchCost > 0) {
      p.state = VMM;
      p.switching = 1;
      p.since = now;
      p.serviceEnd = now;
      p.vmmEnd = now + host.switchCost;
      setEvent(p.slot, p.vmmEnd, AT_VMM);
      return;
    }
  }
  beginTurn(v, p, now);
}

/** The turn of a vCPU begins on a processor that is its own: its slice starts afresh. */
function beginTurn(v: Vcpu, p: Processor, now: i64): void {
  v.dispatches++;
  if (v.ownsSlice) v.sliceEnd = now + v.slice;
  if (v.cap > 0) {
    v.spendsFrom = now;
    limitSlice(v, now);
  }
  if (v.state != WAIT) {
    enterRun(v, p, now);
    return;
  }
  p.state = HELD;
  p.since = now;
  if (keepsProcessor(v)) schedule(v);
  else {
    leave(v, now);
    schedule(v);
  }
}

/** Whether a halted vCPU keeps its processor: in fixed slots, and in gangs that run as one. */
function keepsProcessor(v: Vcpu): bool {
  return host.fixed != 0 || (!v.independent && host.gangsHold != 0);
}

/** A vCPU goes on, on its processor: pending ticks first, then interrupts, then the threads. */
export function enterRun(v: Vcpu, p: Processor, now: i64): void {
  account(v, now);
  accountProcessor(p, now);
  const interrupted = v.state == STOLEN;
  setState(v, RUN, now);
  p.state = BUSY;
  resume(v, interrupted, now);
}

/** What follows when a vCPU, accounted up to now, has its processor (again): `interrupted`, after time stolen from it. */
export function resume(v: Vcpu, interrupted: bool, now: i64): void {
  const ticks: i64 = now >= v.due || v.held > 0 ? takeHeld(v, now) : 0;
  if (ticks > 0) {
    if (v.interruptLeft > 0 || v.dpcLeft > 0) chargeHeldService(v, ticks, now);
    else if (v.current || v.runHead) chargeHeld(v, ticks, v.current ? v.current : v.runHead, now);
    else if (interrupted || asGuest(v.guest).idleFirst) chargeHeld(v, ticks, 0, now);
    else {
      deliverPending(v, now);
      chargeHeld(v, ticks, v.runHead, now);
    }
  }
  deliverPending(v, now);
  pickSegment(v, now);
}

/** Chooses what a running vCPU does next: interrupt service, deferred calls, the thread in service, the next, idle. */
export function pickSegment(v: Vcpu, now: i64): void {
  let left: i64;
  v.checkAt = NEVER;
  if (v.interruptLeft > 0) {
    v.segment = SEG_INTERRUPT;
    left = v.interruptLeft;
  } else if (v.dpcLeft > 0) {
    v.segment = SEG_DPC;
    left = v.dpcLeft;
  } else {
    if (!v.current) {
      if (!v.runHead) return goIdle(v, now);
      serveNext(v, now);
    }
    v.segment = SEG_THREAD;
    left = asThread(v.current).left;
  }
  v.base = now;
  v.baseUsed = 0;
  v.workEnd = now + wallFor(left);
  schedule(v);
  if (logging) note(v, now);
}

/** Nothing to do: halts, or turns in the idle loop until somebody notices. */
function goIdle(v: Vcpu, now: i64): void {
  if (host.detect == HALT) return halt(v, now);
  v.segment = SEG_IDLE;
  v.base = now;
  v.baseUsed = 0;
  v.workEnd = NEVER;
  if (host.detect != BURN) v.checkAt = nextCheck(v, now);
  schedule(v);
  if (logging) note(v, now);
}

/** The first idle check from `now` on; checks go on all the time, `check` apart. */
function nextCheck(v: Vcpu, now: i64): i64 {
  const check = host.check;
  return now <= v.checkPhase
    ? v.checkPhase
    : v.checkPhase + ((now - v.checkPhase + check - 1) / check) * check;
}

/** An idle check of a running vCPU: seen with the detection probability, else the next check looks again. */
export function checkIdle(v: Vcpu, now: i64): void {
  if (host.probability >= 1 || nextUnit() < host.probability) return halt(v, now);
  v.checkAt = now + host.check;
  schedule(v);
}

/** The vCPU is seen to be idle: it waits, and gives up its processor where the rules say so. */
export function halt(v: Vcpu, now: i64): void {
  account(v, now);
  v.workEnd = NEVER;
  v.checkAt = NEVER;
  if (keepsProcessor(v)) {
    const p = asProcessor(v.processor);
    p.state = HELD;
    p.since = now;
  } else leave(v, now);
  setState(v, WAIT, now);
  const g = asGuest(v.guest);
  if (g.wakesForTick) v.tickAt = max(max(v.due, now), g.delivery == CATCHUP ? v.earliest : 0);
  schedule(v);
  if (!v.independent) memberHalts(v, now);
}

/** A vCPU, accounted up to now, leaves its processor. Its new state and its event are the caller's to set. */
export function leave(v: Vcpu, now: i64): void {
  const p = asProcessor(v.processor);
  if (v.cap > 0) spend(v, now);
  v.home = v.processor;
  v.processor = 0;
  v.boosted = 0;
  v.workEnd = NEVER;
  v.checkAt = NEVER;
  if (v.independent) v.sliceEnd = NEVER;
  turned(v, now);
  p.vcpu = 0;
  p.switching = 0;
  if (p.state == VMM) return;
  accountProcessor(p, now);
  p.state = FREE;
  p.since = now;
  setFree(p.index);
  host.pending = 1;
}

/** The VMM is done on `p`: a switch ends and the turn begins, or whoever was interrupted goes on. */
export function finishVmm(p: Processor, now: i64): void {
  accountProcessor(p, now);
  if (host.boostedWaiting > 0) host.pending = 1;
  if (!p.vcpu) {
    p.state = FREE;
    setFree(p.index);
    host.pending = 1;
    return;
  }
  const v = changetype<Vcpu>(p.vcpu);
  if (p.switching) {
    p.switching = 0;
    beginTurn(v, p, now);
    return;
  }
  if (v.sliceEnd < now) v.sliceEnd = now;
  if (v.state == WAIT) {
    p.state = HELD;
    schedule(v);
  } else enterRun(v, p, now);
}
