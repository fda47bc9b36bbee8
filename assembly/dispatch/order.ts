/**
 * The order in which ready vCPUs get a processor: of arrival, or the least pass first. What a pass is, the policy's
 * trait says here and nowhere else. Weights: stride scheduling (Waldspurger and Weihl 1995), time used over weight.
 * Among those whom that leaves equal, the one that has waited longest goes first.
 */
import { splitmix } from '../random';
import { ORDER_ARRIVAL, ORDER_WEIGHT, Vcpu } from './layout';
import { host } from './host';

/** Bits for a vCPU's number (KERNEL_LIMITS of src/engine/dispatch/host.ts). */
const VCPU_BITS: i64 = 10;

/** Place in a queue of what became ready at `now`: whatever woke comes before whatever was stopped. */
export function placeOfWoken(now: i64): i64 {
  return now << 1;
}
export function placeOfStopped(now: i64): i64 {
  return (now << 1) | 1;
}

/** A place before all of those, in order of time among themselves. */
export function placeInFront(now: i64): i64 {
  return (now << 1) | i64.MIN_VALUE;
}

/**
 * The lot of number `index` among those that have the same place: drawn from the seed, another one at each place. It is
 * a hash and no draw of the run's own stream, so that a moment without ties changes nothing.
 */
export function lotOf(place: i64, index: i32): u64 {
  return splitmix(host.lots + <u64>((place << VCPU_BITS) | (<i64>index)));
}

/** Whether number `a` at place `at` goes before `b` at place `other`. */
export function isBefore(at: i64, a: i32, other: i64, b: i32): bool {
  return at < other || (at == other && lotOf(at, a) < lotOf(other, b));
}

/** Whether the ready stand in a heap by pass. */
export function byPass(): bool {
  return host.order != ORDER_ARRIVAL;
}

/** A vCPU wakes: what it did not use while it waited is not owed to it. */
export function joins(v: Vcpu): void {
  if (host.order == ORDER_WEIGHT && v.pass < host.virtualTime) v.pass = host.virtualTime;
}

/** A vCPU starts on a processor. */
export function starts(v: Vcpu): void {
  if (host.order == ORDER_WEIGHT && v.pass > host.virtualTime) host.virtualTime = v.pass;
}

/** A turn of a vCPU ends, or goes on as another. */
export function turned(v: Vcpu, now: i64): void {
  if (host.order == ORDER_WEIGHT) v.pass += (now - v.turnStart) * v.stride;
}
