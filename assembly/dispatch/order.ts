/**
 * The order in which ready vCPUs get a processor: of arrival, or the least pass first. What a pass is, the policy's
 * trait says here and nowhere else. Weights: stride scheduling (Waldspurger and Weihl 1995), time used over weight.
 */
import { ORDER_ARRIVAL, ORDER_WEIGHT, Vcpu } from './layout';
import { host } from './host';

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
