/**
 * Caps: a vCPU may have a processor for so long in each period, whoever else wants one, as the bandwidth control of Linux
 * has it (Turner, Rao and Rao 2010): what is not used lapses. Time on its processor counts, the host's own interrupts in
 * it too. Single vCPUs that yield only; elsewhere the host sets no cap (src/engine/dispatch/encode.ts).
 */
import { NEVER, setEvent } from '../event-queue';
import { AT_SLICE, Vcpu } from './layout';
import { host } from './host';
import { joins, placeOfWoken } from './order';
import { enqueue } from './queues';

/** 100 ms, the default of Linux (cpu.cfs_period_us); CAP_PERIOD of src/engine/dispatch/host.ts. */
const PERIOD: i64 = 1_000_000;

/** Whether `v`, accounted for up to `now`, may have no processor before its next period. */
export function exhausted(v: Vcpu, now: i64): bool {
  spend(v, now);
  return v.spent >= v.cap;
}

/** Books what a capped vCPU had of its processor; a new period begins with nothing spent. */
export function spend(v: Vcpu, now: i64): void {
  const on: i64 = v.processor ? now - v.spendsFrom : 0;
  if (now >= v.periodEnd) {
    const begin = (now / PERIOD) * PERIOD;
    v.periodEnd = begin + PERIOD;
    v.spent = min(on, now - begin);
  } else v.spent += on;
  v.spendsFrom = now;
}

/** The slice of a capped vCPU that begins at `now` ends where its cap is spent, if that is sooner. */
export function limitSlice(v: Vcpu, now: i64): void {
  spend(v, now);
  const left = v.cap - v.spent;
  // What outlasts the period goes on with the cap of the next one.
  const until = now + left > v.periodEnd ? v.periodEnd + v.cap : now + left;
  if (until < v.sliceEnd) v.sliceEnd = until;
}

/** Off its processor and ready, a vCPU that has spent its cap waits for its next period. */
export function throttle(v: Vcpu): void {
  v.throttled = 1;
  v.sliceEnd = v.periodEnd;
  setEvent(v.slot, v.sliceEnd, AT_SLICE);
}

/** The next period begins: it waits in the queue like whoever has just woken. */
export function release(v: Vcpu, now: i64): void {
  v.throttled = 0;
  v.sliceEnd = NEVER;
  setEvent(v.slot, NEVER, 0);
  joins(v);
  enqueue(v, placeOfWoken(now));
  host.pending = 1;
}

export function startCap(v: Vcpu): void {
  v.spent = 0;
  v.periodEnd = PERIOD;
  v.spendsFrom = 0;
  v.throttled = 0;
}
