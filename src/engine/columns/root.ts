import { SLICE, type SearchState } from './state';

/** Worths are whole multiples of one over this, so that exact pricing reckons in whole numbers. */
const SCALE = 1e6;
const FINE_SCALE = 1e9;
/** Weight of the best bound's duals in the duals that pricing uses (Wentges 1997). */
const SMOOTHING = 0.5;
const GREEDY_TRIES = 40;
/** An exact search that has found something stops after this many units of work. */
const ENOUGH = 6000;

/**
 * Generates columns at the root until the bound cannot grow, the plan is proved optimal, or `work` units are used:
 * heuristic pricing first, exact pricing when that finds little. Exact pricing asks only for patterns worth so much
 * that the bound would stay below the next whole number: when there is none, that number is proved.
 */
export function* generateColumns(state: SearchState, work: number): Generator<void, void> {
  const { kernel } = state;
  const end = kernel.work + work;
  while (!state.settled && !state.optimal && kernel.work < end) {
    yield* state.solve();
    limitPool(state);
    yield* state.solve();
    const duals = kernel.duals();
    state.master = total(state, duals);
    const goal = Math.min(Math.ceil(state.master - 1e-6), state.upper);
    if (state.lower >= goal) {
      state.settled = true;
      return;
    }
    const guide = smoothed(state, duals);
    const greedy = yield* kernel.priceByGreed(guide, duals, GREEDY_TRIES, 0.15, 1 + 1e-6);
    if (greedy >= 3) continue;
    let added = greedy + (yield* priceExactly(state, guide, duals, goal, end));
    if (state.lower >= goal) continue;
    // Mispriced by smoothing: price under the master's own duals.
    if (added === 0 && state.centre) added = yield* priceExactly(state, duals, duals, goal, end);
    if (added === 0 && kernel.work < end && state.lower < goal) {
      state.settled = true;
      return;
    }
  }
  if (state.optimal) state.settled = true;
}

function total(state: SearchState, duals: ArrayLike<number>): number {
  const { demand } = state.instance;
  let sum = 0;
  for (let t = 0; t < demand.length; t++) sum += duals[t] * demand[t];
  return sum;
}

function smoothed(state: SearchState, duals: Float64Array): Float64Array {
  const { centre } = state;
  if (!centre) return duals;
  return duals.map((y, t) => SMOOTHING * centre[t] + (1 - SMOOTHING) * y);
}

/**
 * Looks for patterns that stand against the bound `goal`, under whole worths made of `guide`; takes what the search
 * proves; adds what is worth it under `duals`.
 * @returns how many columns were added
 */
function* priceExactly(
  state: SearchState,
  guide: Float64Array,
  duals: Float64Array,
  goal: number,
  end: number,
): Generator<void, number> {
  const { kernel } = state;
  let scale = SCALE;
  let weights = Array.from(guide, (y) => Math.floor(y * scale));
  let sum = total(state, weights);
  if (sum / scale <= goal - 1 && total(state, guide) > goal - 1) {
    scale = FINE_SCALE;
    weights = Array.from(guide, (y) => Math.floor(y * scale));
    sum = total(state, weights);
  }
  // The largest denominator that still proves the goal.
  const beat = goal > 1 ? Math.max(scale, Math.ceil(sum / (goal - 1)) - 1) : scale;
  kernel.startExact(weights, beat, 1, 60);
  const begun = kernel.work;
  for (;;) {
    const outcome = kernel.searchOn(SLICE);
    if (outcome !== 'running') break;
    yield;
    if (kernel.work > end || (kernel.found > 0 && kernel.work - begun > ENOUGH)) break;
  }
  const before = state.farley;
  // Rounding errors of an open search's bound lie far below this allowance.
  const most = Math.max(1, Math.floor(kernel.openBound() + 1e-3));
  state.prove(weights, most, sum);
  if (state.farley > before) state.centre = Float64Array.from(weights, (w) => w / most);
  let added = 0;
  for (const pattern of kernel.foundPatterns()) {
    let worth = 0;
    for (let e = 0; e < pattern.types.length; e++) worth += duals[pattern.types[e]] * pattern.copies[e];
    if (worth > 1 + 1e-6 && kernel.addPattern(pattern) >= 0) added++;
  }
  return added;
}

/** Drops the columns that promise least once there are many for the number of types. */
function limitPool(state: SearchState): void {
  const { kernel, instance } = state;
  const many = Math.min(kernel.columnRoom * 0.8, 2500 + 5 * instance.types);
  if (kernel.columns < many) return;
  const costs = kernel.reducedCosts().sort();
  kernel.dropColumns(costs[Math.floor(many / 2)]);
}
