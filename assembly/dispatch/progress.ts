import { NEVER } from '../event-queue';
import { COSTOP, Guest, RUN, Vcpu, WAIT } from './layout';
import { host, memberAt } from './host';

/**
 * Relaxed co-scheduling as ESX 4 and later: the progress of each vCPU is the time in which it ran or had nothing to
 * do; waiting, being stopped and time in the hypervisor are none. One that runs and is further ahead of its slowest
 * sibling than the threshold stops by itself, until the lead is half of that (an assumption: that there are two
 * thresholds is documented, the lower one is not). Idle time makes up for a lag and gives no lead (an assumption:
 * else a vCPU that idled for an hour could not start for an hour).
 */

function advances(v: Vcpu): bool {
  return v.state == RUN || v.state == WAIT;
}

function progressAt(v: Vcpu, now: i64): i64 {
  return advances(v) ? v.progress + now - v.lagSince : v.progress;
}

/** Progress of the slowest sibling of `v`. */
function slowest(g: Guest, v: Vcpu, now: i64): i64 {
  let least = i64.MAX_VALUE;
  for (let i = 0; i < g.vcpuCount; i++) {
    const sibling = memberAt(g, i);
    if (sibling !== v) least = min(least, progressAt(sibling, now));
  }
  return least;
}

/** Books the progress of `v` before it changes its state. */
export function keepProgress(g: Guest, v: Vcpu, now: i64): void {
  const made = progressAt(v, now);
  v.progress = v.state == WAIT ? min(made, max(v.atHalt, slowest(g, v, now))) : made;
  v.atHalt = v.progress;
  v.lagSince = now;
}

/** Whether `v` has the lead at which it may not run. */
export function isAhead(g: Guest, v: Vcpu, now: i64): bool {
  return progressAt(v, now) - slowest(g, v, now) >= host.skew;
}

/** When `v` stops, or may go on, if nothing else changes; NEVER for neither. */
export function nextOfEach(g: Guest, v: Vcpu, now: i64): i64 {
  if (v.state != RUN && v.state != COSTOP) return NEVER;
  const own = progressAt(v, now);
  const mark = v.state == RUN ? own - host.skew : own - host.skew / 2;
  let at: i64 = v.state == RUN ? NEVER : now;
  for (let i = 0; i < g.vcpuCount; i++) {
    const sibling = memberAt(g, i);
    if (sibling === v) continue;
    const behind = mark - progressAt(sibling, now);
    // One that stands still is left behind by one that runs, and is not made up for; one that advances keeps up.
    if (v.state == RUN) at = advances(sibling) ? at : min(at, now + max<i64>(0, -behind));
    else if (behind > 0) at = advances(sibling) && at != NEVER ? max(at, now + behind) : NEVER;
  }
  return at;
}
