import { NEVER } from '../event-queue';
import { COSTOP, Guest, READY, RUN, SKEW_STOPS_LEADERS, Vcpu, WAIT } from './layout';
import { asGuest, host, memberAt } from './host';
import { account } from './account';
import { queueGang, stopGang } from './gangs';
import { placeOfStopped } from './order';
import { enqueueFront } from './queues';
import { leave, schedule, setState } from './vcpu';

/**
 * Co-scheduling by skew. A ready vCPU without a processor lags while a sibling runs; its lag counts afresh each time
 * that it becomes ready (an assumption: the products keep a sum that decays). Running and idle are both progress.
 */

/** Keeps a guest's counts of busy and running vCPUs, just before `v` goes into `state`. */
export function trackState(v: Vcpu, state: u8, now: i64): void {
  const old = v.state;
  if (old == state) return;
  const g = asGuest(v.guest);
  if (old == WAIT) g.busy++;
  else if (old == READY) v.skewAt = NEVER;
  else if (old == RUN && --g.running == 0 && g.watched) pauseLags(g, now);
  if (state == WAIT) g.busy--;
  else if (state == RUN && ++g.running == 1 && g.watched) resumeLags(g, v, now);
  else if (state == READY && g.watched && !v.processor) {
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

/** The lag of `v` has reached the threshold: strict stops the whole guest, relaxed those that run ahead. */
export function limitSkew(v: Vcpu, now: i64): void {
  const g = asGuest(v.guest);
  v.skewAt = NEVER;
  schedule(v);
  if (host.skewStops != SKEW_STOPS_LEADERS) {
    stopGang(g, COSTOP, now);
    queueGang(g, placeOfStopped(now));
    return;
  }
  v.lagging = 1;
  g.lagging++;
  for (let i = 0; i < g.vcpuCount; i++) {
    const sibling = memberAt(g, i);
    if (!sibling.processor) continue;
    account(sibling, now);
    leave(sibling, now);
    setState(sibling, COSTOP, now);
    schedule(sibling);
  }
}

/** Relaxed: a vCPU whose siblings lag too far is stopped instead of dispatched. */
export function holdBack(v: Vcpu, now: i64): bool {
  if (v.lagging) return false;
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
  for (let i = g.vcpuCount - 1; i >= 0; i--) {
    const sibling = memberAt(g, i);
    if (sibling.state != COSTOP) continue;
    account(sibling, now);
    setState(sibling, READY, now);
    schedule(sibling);
    enqueueFront(sibling, now);
  }
  host.pending = 1;
}
