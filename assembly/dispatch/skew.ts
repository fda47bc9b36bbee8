import { NEVER } from '../event-queue';
import {
  COSTOP,
  Guest,
  READY,
  RUN,
  SKEW_STOPS_ALL,
  SKEW_STOPS_EACH,
  SKEW_STOPS_LEADERS,
  Vcpu,
  WAIT,
} from './layout';
import { asGuest, host, memberAt } from './host';
import { account } from './account';
import { queueGang, stopGang } from './gangs';
import { placeOfStopped, placeOfWoken } from './order';
import { isAhead, keepProgress, nextOfEach } from './progress';
import { enqueue, enqueueFront } from './queues';
import { leave, schedule, setState } from './vcpu';

/**
 * Co-scheduling by skew, in three forms (VMware, "The CPU Scheduler in VMware ESX 4", 2009, as quoted by others).
 * - Strict, as ESX 2: a ready vCPU without a processor lags while a sibling runs, counted afresh each time that it
 *   becomes ready (an assumption: the product keeps a sum that decays). Too much of it stops the whole guest.
 * - Relaxed, as ESX 3: one skew for the whole guest, which grows whenever somebody of it runs and somebody waits for a
 *   processor, whoever they are. So it overstates how far apart two vCPUs are. Too much of it stops those that run until
 *   those that waited have started together.
 * - Relaxed, as ESX 4 and later (progress.ts): each vCPU against the slowest of its siblings.
 * Running and idle are progress in all of them.
 */

/** Keeps a guest's counts of busy and running vCPUs, just before `v` goes into `state`. */
export function trackState(v: Vcpu, state: u8, now: i64): void {
  const old = v.state;
  if (old == state) return;
  const g = asGuest(v.guest);
  if (g.watched && host.skewStops == SKEW_STOPS_EACH) keepProgress(g, v, now);
  const strict = g.watched != 0 && host.skewStops == SKEW_STOPS_ALL;
  if (old == WAIT) g.busy++;
  else if (old == READY) v.skewAt = NEVER;
  else if (old == RUN && --g.running == 0 && strict) pauseLags(g, now);
  if (state == WAIT) g.busy--;
  else if (state == RUN && ++g.running == 1 && strict) resumeLags(g, v, now);
  else if (state == READY && strict && !v.processor) {
    v.lag = 0;
    v.lagSince = now;
    if (g.running > 0) v.skewAt = now + host.skew;
  }
}

/** The last running vCPU of a guest stops: nobody lags behind it any further. */
function pauseLags(g: Guest, now: i64): void {
  for (let i = 0; i < g.vcpuCount; i++) {
    const v = memberAt(g, i);
    if (v.skewAt == NEVER) continue;
    v.lag += now - v.lagSince;
    v.skewAt = NEVER;
    schedule(v);
  }
}

/** A guest's first vCPU runs: its ready siblings begin to lag. */
function resumeLags(g: Guest, runner: Vcpu, now: i64): void {
  for (let i = 0; i < g.vcpuCount; i++) {
    const v = memberAt(g, i);
    if (v === runner || v.state != READY || v.processor || v.lagging) continue;
    v.lagSince = now;
    v.skewAt = now + host.skew - v.lag;
    schedule(v);
  }
}

/** Something has changed for a vCPU of `g`: when skew will stop or start one of them, in the relaxed forms. */
export function retimeSkew(g: Guest, now: i64): void {
  if (host.skewStops == SKEW_STOPS_ALL) return;
  const each = host.skewStops == SKEW_STOPS_EACH;
  let whole: i64 = each ? 0 : skewOfAll(g, now);
  for (let i = 0; i < g.vcpuCount; i++) {
    const v = memberAt(g, i);
    let at = NEVER;
    if (each) at = nextOfEach(g, v, now);
    else if (g.skews && waits(v)) {
      // The guest's skew has one event: that of the first that waits.
      at = whole;
      whole = NEVER;
    }
    if (v.skewAt == at) continue;
    v.skewAt = at;
    schedule(v);
  }
}

/** Whether a vCPU wants to run and has no processor. */
function waits(v: Vcpu): bool {
  return v.state == READY && !v.processor;
}

/** Books the skew of a guest, and says when it will be too much. */
function skewOfAll(g: Guest, now: i64): i64 {
  if (g.skews) g.skew += now - g.skewSince;
  g.skewSince = now;
  g.skews = 0;
  if (g.running == 0 || g.lagging > 0) return NEVER;
  for (let i = 0; i < g.vcpuCount; i++) if (waits(memberAt(g, i))) g.skews = 1;
  return max(now, now + host.skew - g.skew);
}

/** Skew has reached its limit for `v`. */
export function limitSkew(v: Vcpu, now: i64): void {
  const g = asGuest(v.guest);
  v.skewAt = NEVER;
  schedule(v);
  if (host.skewStops == SKEW_STOPS_EACH) return stopOrStart(v, now);
  if (host.skewStops != SKEW_STOPS_LEADERS) {
    stopGang(g, COSTOP, now);
    queueGang(g, placeOfStopped(now));
    return;
  }
  for (let i = 0; i < g.vcpuCount; i++) {
    const sibling = memberAt(g, i);
    if (!waits(sibling)) continue;
    sibling.lagging = 1;
    g.lagging++;
  }
  for (let i = 0; i < g.vcpuCount; i++) {
    const sibling = memberAt(g, i);
    if (sibling.processor) stop(sibling, now);
  }
}

function stop(v: Vcpu, now: i64): void {
  account(v, now);
  leave(v, now);
  setState(v, COSTOP, now);
  schedule(v);
}

/** A vCPU that runs is too far ahead, or one that was has been caught up with. */
function stopOrStart(v: Vcpu, now: i64): void {
  if (v.state != COSTOP) return stop(v, now);
  account(v, now);
  setState(v, READY, now);
  schedule(v);
  enqueue(v, placeOfWoken(now));
  host.pending = 1;
}

/** Relaxed: a vCPU whose siblings lag too far is stopped instead of dispatched. */
export function holdBack(v: Vcpu, now: i64): bool {
  const g = asGuest(v.guest);
  if (host.skewStops == SKEW_STOPS_EACH ? !isAhead(g, v, now) : g.lagging == 0 || v.lagging != 0)
    return false;
  account(v, now);
  setState(v, COSTOP, now);
  schedule(v);
  return true;
}

/** Relaxed: a vCPU that lagged has its processor; when it was the last, its stopped siblings go first in the queue. */
export function coStart(v: Vcpu, now: i64): void {
  const g = asGuest(v.guest);
  v.lagging = 0;
  if (--g.lagging > 0) return;
  g.skew = 0;
  g.skewSince = now;
  for (let i = 0; i < g.vcpuCount; i++) {
    const sibling = memberAt(g, i);
    if (sibling.state != COSTOP) continue;
    account(sibling, now);
    setState(sibling, READY, now);
    schedule(sibling);
    enqueueFront(sibling, now);
  }
  retimeSkew(g, now);
  host.pending = 1;
}
