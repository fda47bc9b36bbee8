import { copyLimit, multipliers, rows, share, types } from './instance';
import { spend } from './work';
import { at64, skip64, take64 } from '../words';

/**
 * Weights that turn the rows of the pricing problem into one: the Lagrangian dual of its relaxation, which the
 * weights minimise, f(u) = sum u_r + sum over types copies * max(0, worth - u . share), approached by Polyak's
 * subgradient steps (1969) from the weights of the last time for the same kind of host.
 */

let trial: usize = 0;
let slope: usize = 0;

/** Makes room for the steps. */
export function startMultipliers(): void {
  trial = take64(rows);
  slope = take64(rows);
}

/**
 * Improves the weights for the duals `worth` (f64[types]) by at most `steps` steps.
 * @param target a value that the bound cannot usefully go below
 * @returns the bound on the worth of every pattern that the best weights give
 */
export function tuneMultipliers(worth: usize, steps: i32, target: f64): f64 {
  let best = Infinity;
  let pace = 1.0;
  let poor = 0;
  memory.copy(trial, multipliers, (<usize>rows) << 3);
  for (let k = 0; k < steps; k++) {
    const bound = evaluate(worth);
    if (bound < best * (1.0 - 1e-6)) {
      poor = 0;
    } else if (++poor == 6) {
      poor = 0;
      pace *= 0.5;
    }
    if (bound < best) {
      best = bound;
      memory.copy(multipliers, trial, (<usize>rows) << 3);
    }
    if (best <= target || pace < 0.01) break;
    let square = 0.0;
    for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8) {
      // A weight at zero that would fall further does not move, and does not count.
      if (load<f64>(trial + r) <= 0.0 && load<f64>(slope + r) > 0.0) store<f64>(slope + r, 0.0);
      square += load<f64>(slope + r) * load<f64>(slope + r);
    }
    if (square < 1e-12) break;
    const length = (pace * (bound - target * 0.999)) / square;
    for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8)
      store<f64>(trial + r, max(0.0, load<f64>(trial + r) - length * load<f64>(slope + r)));
  }
  return best;
}

/** The bound of the trial weights, and its slope. */
function evaluate(worth: usize): f64 {
  let bound = 0.0;
  for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8) {
    bound += load<f64>(trial + r);
    store<f64>(slope + r, 1.0);
  }
  for (let t = 0; t < types; t++) {
    const w = at64(worth, t);
    if (w <= 0.0) continue;
    const from = skip64(share, t * rows);
    let cost = 0.0;
    for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8)
      cost += load<f64>(trial + r) * load<f64>(from + r);
    if (cost >= w) continue;
    const copies = <f64>copyLimit(t);
    bound += copies * (w - cost);
    for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8)
      store<f64>(slope + r, load<f64>(slope + r) - copies * load<f64>(from + r));
  }
  spend(<i64>types * rows);
  return bound;
}
