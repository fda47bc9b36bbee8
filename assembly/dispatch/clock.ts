import { splitmix } from '../random';
import {
  CATCHUP,
  DISCARD,
  Guest,
  Label,
  MERGE,
  SEG_DPC,
  SEG_INTERRUPT,
  SEG_THREAD,
  STOLEN,
  Thread,
  Vcpu,
} from './layout';
import { asGuest, asThread } from './host';
import { caughtUp, spacingAfter } from './ramp';
import { TO_DPC, TO_IDLE, TO_INTERRUPT, TO_KERNEL, TO_NONE, TO_USER, logTick, logging } from './log';

/**
 * The guest's periodic clock. Ticks are counted, not scheduled: within an interval (from, to] of constant state the
 * ticks due are arithmetic. A tick at the very moment of a change belongs to the state before it. While a log is
 * kept they are taken one by one, with the same result.
 */

/** Ticks due in the time up to `to`, one at least; moves `due` on. */
function countDue(v: Vcpu, tick: i64, to: i64): i64 {
  const over = to - v.due;
  const n = over < tick ? 1 : 1 + over / tick;
  v.due += n * tick;
  return n;
}

/**
 * Catch-up: ticks delivered in (from, to]. Late ones come `spacing` apart until the backlog is gone, that is, after
 * the j-th with j > (x0 - due) / (tick - spacing); then each when it is due.
 */
function countLate(v: Vcpu, g: Guest, from: i64, to: i64): i64 {
  if (g.ramp) return countOnRamp(v, g, from, to);
  const tick = g.tick;
  const spacing = g.spacing;
  const x0 = max(max(v.due, v.earliest), from);
  if (to < x0) return 0;
  const backlog = spacing < tick ? (x0 - v.due) / (tick - spacing) + 1 : i64.MAX_VALUE;
  const inTime = (to - x0) / spacing + 1;
  let n = min(backlog, inTime);
  v.due += n * tick;
  v.earliest = x0 + n * spacing;
  if (n == backlog && to >= v.due) {
    n += countDue(v, tick, to);
    v.earliest = v.due - tick + spacing;
  }
  return n;
}

/** The same where each late tick sets the pace of the next; those that come in time, or as late as ever, are counted. */
function countOnRamp(v: Vcpu, g: Guest, from: i64, to: i64): i64 {
  const tick = g.tick;
  let n: i64 = 0;
  let at = max(max(v.due, v.earliest), from);
  while (at <= to) {
    const space = spacingAfter(v, g, at - v.due);
    const more = space == tick ? (to - at) / tick + 1 : 1;
    n += more;
    v.due += more * tick;
    v.earliest = at + (more - 1) * tick + space;
    at = max(v.due, v.earliest);
  }
  return n;
}

/** How many of `n` ticks are lost, by counting down to the next lost one (geometric gaps). */
function countLost(v: Vcpu, g: Guest, n: i64): i64 {
  let lost: i64 = 0;
  while (v.untilLost <= n) {
    n -= v.untilLost;
    lost++;
    drawLost(v, g);
  }
  v.untilLost -= n;
  v.lostTicks += lost;
  return lost;
}

/** Draws after how many ticks the next one is lost. */
export function drawLost(v: Vcpu, g: Guest): void {
  v.loss = splitmix(v.loss);
  v.untilLost = <i64>lossGap((<f64>(v.loss >> 11) + 0.5) * (1.0 / 9007199254740992.0), g.lose);
}

/** Ticks up to and with the next lost one: geometric, by inversion of a uniform number. */
export function lossGap(unit: f64, lose: f64): f64 {
  return lose >= 1 ? 1 : 1 + Math.floor(NativeMath.log(unit) / NativeMath.log(1.0 - lose));
}

/** Ticks delivered in (from, to] to a guest that can take them. */
function countTicks(v: Vcpu, g: Guest, from: i64, to: i64): i64 {
  if (to < v.due) return 0;
  const n = g.delivery == CATCHUP ? countLate(v, g, from, to) : countDue(v, g.tick, to);
  return g.lose > 0 ? n - countLost(v, g, n) : n;
}

/** Ticks of (from, to] while `v` runs; `kernelFrom` is when the thread in service enters kernel mode. */
export function tickRunning(v: Vcpu, from: i64, to: i64, kernelFrom: i64): void {
  const g = asGuest(v.guest);
  if (logging) return tickOneByOne(v, g, from, to, kernelFrom);
  if (v.segment != SEG_THREAD || kernelFrom >= to) chargeSegment(v, countTicks(v, g, from, to), false);
  else if (kernelFrom <= from) chargeSegment(v, countTicks(v, g, from, to), true);
  else {
    chargeSegment(v, countTicks(v, g, from, kernelFrom), false);
    chargeSegment(v, countTicks(v, g, kernelFrom, to), true);
  }
}

function tickOneByOne(v: Vcpu, g: Guest, from: i64, to: i64, kernelFrom: i64): void {
  while (v.due <= to) {
    const due = v.due;
    const at = g.delivery == CATCHUP ? max(max(due, v.earliest), from) : due;
    if (at > to) return;
    v.due += g.tick;
    v.earliest = at + spacingAfter(v, g, at - due);
    if (g.lose > 0 && countLost(v, g, 1)) logTick(v, at, due, TO_NONE, -1, false);
    else {
      const kernel = at > kernelFrom;
      chargeSegment(v, 1, kernel);
      logTick(
        v,
        at,
        due,
        segmentCharge(v, kernel),
        v.segment == SEG_THREAD ? asThread(v.current).index : -1,
        at == due,
      );
    }
  }
}

function segmentCharge(v: Vcpu, kernel: bool): u8 {
  if (v.segment == SEG_THREAD) return kernel ? TO_KERNEL : TO_USER;
  return v.segment == SEG_INTERRUPT ? TO_INTERRUPT : v.segment == SEG_DPC ? TO_DPC : TO_IDLE;
}

/** Charges whole ticks to what runs: the thread in service, the guest's interrupt or deferred call, else idle. */
function chargeSegment(v: Vcpu, n: i64, kernel: bool): void {
  const segment = v.segment;
  if (segment == SEG_THREAD) chargeThread(v, asThread(v.current), n, kernel);
  else if (segment == SEG_INTERRUPT) v.interruptTicks += n;
  else if (segment == SEG_DPC) v.dpcTicks += n;
  else v.idleTicks += n;
}

function chargeThread(v: Vcpu, thread: Thread, n: i64, kernel: bool): void {
  thread.ticks += n;
  if (kernel) {
    thread.kernelTicks += n;
    v.kernelTicks += n;
  } else v.userTicks += n;
  if (thread.label >= 0) {
    const label = changetype<Label>(thread.labels + <usize>thread.label * offsetof<Label>());
    label.ticks += n;
  }
}

/** Ticks of (from, to] while `v` waits with nothing to do: delivered at once, charged to idle, at no cost. */
export function tickWaiting(v: Vcpu, from: i64, to: i64): void {
  const g = asGuest(v.guest);
  if (g.wakesForTick) return holdTicks(v, to);
  if (logging) return tickOneByOne(v, g, from, to, to);
  v.idleTicks += countTicks(v, g, from, to);
}

/**
 * Time in which `v` cannot take ticks. Those due are kept, merged, or thrown away; catch-up works from `due` alone,
 * and what is left of the space after the last tick is kept for the next turn, so that its rate holds in run time.
 * The ramp's timer goes on in real time: there a tick is late only when it fell due meanwhile. Time that the host has
 * stolen stops no clock: the guest was only held up, and every tick of that time is delivered at its end.
 */
export function passHolding(v: Vcpu, from: i64, to: i64): void {
  const g = asGuest(v.guest);
  if (g.delivery != CATCHUP) {
    if (to >= v.due) holdTicks(v, to);
  } else if (v.state == STOLEN) v.held += countTicks(v, g, from, to);
  else if (v.earliest > from && !g.ramp) v.earliest += to - from;
}

/** Keeps, merges or throws away the ticks due up to `to`. */
function holdTicks(v: Vcpu, to: i64): void {
  const g = asGuest(v.guest);
  if (g.delivery == CATCHUP) return;
  const before = v.due;
  let n = countDue(v, g.tick, to);
  const all = n;
  if (g.lose > 0) n -= countLost(v, g, n);
  let kept = n;
  if (v.state == STOLEN) kept = n;
  else if (g.delivery == DISCARD) kept = 0;
  else if (g.delivery == MERGE && n > 0) kept = v.held == 0 ? 1 : 0;
  v.held += kept;
  v.lostTicks += n - kept;
  if (logging)
    for (let i: i64 = kept; i < all; i++)
      logTick(v, before + i * g.tick, before + i * g.tick, TO_NONE, -1, false);
}

/** Takes, at dispatch, the ticks to be delivered at this moment. */
export function takeHeld(v: Vcpu, now: i64): i64 {
  const g = asGuest(v.guest);
  const held = v.held;
  v.held = 0;
  if (g.delivery != CATCHUP) {
    if (v.apparent && held > 0) v.behind = max(0.0, v.behind - <f64>(held * g.tick));
    return held;
  }
  if (v.due > now) return held;
  if (now - v.due > g.giveUp) {
    const given = (now - v.due) / g.tick + 1;
    v.due += given * g.tick;
    v.lostTicks += given;
    v.behind = 0;
    return held;
  }
  if (v.earliest > now) return held;
  v.earliest = now + spacingAfter(v, g, now - v.due);
  v.due += g.tick;
  return held + (g.lose > 0 ? 1 - countLost(v, g, 1) : 1);
}

/** Charges ticks held until dispatch to `thread`; 0 = to idle. */
export function chargeHeld(v: Vcpu, n: i64, at: usize, now: i64): void {
  const thread = asThread(at);
  const kernel = at != 0 && thread.left <= thread.kernelPart;
  if (at) chargeThread(v, thread, n, kernel);
  else v.idleTicks += n;
  if (logging) logHeld(v, n, at ? (kernel ? TO_KERNEL : TO_USER) : TO_IDLE, at ? thread.index : -1, now);
}

/** Charges ticks held until dispatch to the interrupt service or deferred call that was interrupted. */
export function chargeHeldService(v: Vcpu, n: i64, now: i64): void {
  if (v.interruptLeft > 0) v.interruptTicks += n;
  else v.dpcTicks += n;
  if (logging) logHeld(v, n, v.interruptLeft > 0 ? TO_INTERRUPT : TO_DPC, -1, now);
}

function logHeld(v: Vcpu, n: i64, charge: u8, thread: i32, now: i64): void {
  const tick = asGuest(v.guest).tick;
  for (let i: i64 = 0; i < n; i++) logTick(v, now, v.due - (n - i) * tick, charge, thread, charge == TO_IDLE);
}

/** Catch-up makes up for lost time while the guest runs or waits: its apparent clock gains on the real one. */
export function regain(v: Vcpu, g: Guest, dt: i64): void {
  if (g.ramp) v.behind = caughtUp(v.behind, dt);
  else if (g.delivery == CATCHUP && g.rate > 1 && v.behind > 0)
    v.behind = max(0.0, v.behind - (g.rate - 1.0) * <f64>dt);
}

/** The guest's apparent clock falls behind while it has no processor (but not where a burst of ticks mends it). */
export function fallBehind(v: Vcpu, dt: i64): void {
  if (v.state == STOLEN && asGuest(v.guest).delivery == CATCHUP) return;
  v.behind += <f64>dt;
}

/** The guest's time stamp counter, in 100 ns. */
export function stampOf(v: Vcpu, now: i64): i64 {
  return now - <i64>nearest(v.behind);
}
