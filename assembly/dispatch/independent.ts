import { BUSY, Processor, Queue, READY, RUN, Vcpu } from './layout';
import { allows, asGuest, asProcessor, asQueue, asVcpu, host, meetsFree, processorAt, queueAt } from './host';
import { account } from './account';
import { exhausted, limitSlice, release, throttle } from './caps';
import { lotOf, placeOfStopped, turned } from './order';
import { enqueue, first, goesBefore, placeFor, takeFirst, waitsFor } from './queues';
import { leave, schedule, setState, startOn } from './vcpu';
import { coStart, holdBack } from './skew';

/** Dispatch of single vCPUs: round robin, weights, when ready; and of what gangs leave to single ones. */

/** The queue whose first vCPU goes next on a free processor, 0 for none. */
function nextQueue(): usize {
  const h = host;
  let best: usize = 0;
  for (let i = 0, n = h.queueCount; i < n; i++) {
    const q = queueAt(i);
    if (q.count == 0 || !meetsFree(q)) continue;
    if (!best || goesBefore(asVcpu(first(q)), asVcpu(first(asQueue(best))))) best = changetype<usize>(q);
  }
  return best;
}

/** Fills free processors with vCPUs that wait for one, in their order. */
export function dispatchSingles(now: i64): void {
  const only = host.queueCount == 1 ? host.queues : 0;
  for (;;) {
    const at = only ? only : nextQueue();
    if (!at || asQueue(at).count == 0 || !meetsFree(asQueue(at))) break;
    const v = takeFirst(asQueue(at));
    if (host.watchesSkew && asGuest(v.guest).watched && holdBack(v, now)) continue;
    startOn(v, placeFor(v), now);
    if (v.lagging) coStart(v, now);
  }
  if (host.boostedWaiting > 0) preemptForBoosted(now);
}

/**
 * A boosted vCPU takes the processor that has had its present vCPU longest, unless that one is boosted too. Whoever is
 * put off waits from now on, behind those who wait already.
 */
function preemptForBoosted(now: i64): void {
  for (let i = 0, n = host.queueCount; i < n; i++) {
    const q = queueAt(i);
    while (q.boostHead) {
      const victim = longestTurn(q, now);
      if (!victim) break;
      const old = asVcpu(victim);
      const p = asProcessor(old.processor);
      account(old, now);
      leave(old, now);
      setState(old, READY, now);
      schedule(old);
      if (old.cap > 0 && exhausted(old, now)) throttle(old);
      else enqueue(old, placeOfStopped(now));
      startOn(takeFirst(q), p, now);
    }
  }
}

/** The vCPU that has had its processor longest; equal ones by lot. */
function longestTurn(q: Queue, now: i64): usize {
  let best: usize = 0;
  for (let i = 0, n = host.processorCount; i < n; i++) {
    const p = processorAt(i);
    if (p.state != BUSY || p.dedicated || !allows(q, i)) continue;
    const v = asVcpu(p.vcpu);
    if (v.boosted || !v.independent) continue;
    if (!best || v.turnStart < asVcpu(best).turnStart) best = p.vcpu;
    else if (v.turnStart == asVcpu(best).turnStart) {
      const place = placeOfStopped(now);
      if (lotOf(place, v.index) < lotOf(place, asVcpu(best).index)) best = p.vcpu;
    }
  }
  return best;
}

/**
 * A slice ends: the vCPU makes way if another waits for its processor, or if its cap is spent, else its slice starts
 * afresh. Of one that is throttled the period ends.
 */
export function endSlice(v: Vcpu, now: i64): void {
  if (v.throttled) return release(v, now);
  const p: Processor = asProcessor(v.processor);
  v.boosted = 0;
  account(v, now);
  const spent = v.cap > 0 && exhausted(v, now);
  if (!spent && !waitsFor(p)) {
    v.sliceEnd = now + v.slice;
    turned(v, now);
    v.turnStart = now;
    if (v.cap > 0) limitSlice(v, now);
    schedule(v);
    return;
  }
  leave(v, now);
  if (v.state == RUN) setState(v, READY, now);
  schedule(v);
  if (spent) throttle(v);
  else enqueue(v, placeOfStopped(now));
}
