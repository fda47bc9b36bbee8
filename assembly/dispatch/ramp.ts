import { Guest, Vcpu } from './layout';

/**
 * The catch-up of VirtualBox (src/VBox/VMM/VMMR3/TM.cpp): the guest's late clock runs the faster the further it is
 * behind. It starts at 0.75 ms and ends at 0.5 ms; which backlog is given up (60 s) is the host's to say.
 */
const STOP: i64 = 5_000;
const FROM: StaticArray<i64> = [
  7_500, 15_000, 80_000, 300_000, 750_000, 1_750_000, 5_000_000, 30_000_000, 300_000_000, 550_000_000,
];
const RATE: StaticArray<f64> = [1.05, 1.1, 1.25, 1.5, 1.75, 2, 3, 4, 5, 6];

/** How fast the late clock of `v` runs when it is `lag` behind. */
function rateAt(v: Vcpu, lag: i64): f64 {
  let step = 0;
  while (step < FROM.length && lag >= unchecked(FROM[step])) step++;
  if (step > 0) v.catching = 1;
  else if (lag <= STOP) v.catching = 0;
  return v.catching ? unchecked(RATE[max(0, step - 1)]) : 1;
}

/** Least time from a tick that came `lag` late to the next. */
export function spacingAfter(v: Vcpu, g: Guest, lag: i64): i64 {
  return g.ramp ? max<i64>(1, <i64>nearest(<f64>g.tick / rateAt(v, lag))) : g.spacing;
}

/** What is left of being `behind` after `dt` in which the clock catches up, step by step. */
export function caughtUp(behind: f64, dt: i64): f64 {
  let left = <f64>dt;
  for (let step = FROM.length; step > 0; step--) {
    const floor = <f64>(step > 1 ? unchecked(FROM[step - 1]) : STOP);
    if (behind <= floor) continue;
    const gain = unchecked(RATE[step - 1]) - 1.0;
    if (gain * left < behind - floor) return behind - gain * left;
    left -= (behind - floor) / gain;
    behind = floor;
  }
  return behind;
}
