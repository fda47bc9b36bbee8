import type { Pattern } from './pattern';
import { divisibleCost } from './least-cost';
import { MANY_TYPES, SLICE, type Duals, type SearchState } from './state';

/** Worths are whole multiples of one over this, so that exact pricing reckons in whole numbers. */
const SCALE = 1e6;
const FINE_SCALE = 1e9;
/** Weight of the best bound's duals in the duals that pricing uses (Wentges 1997). */
const SMOOTHING = 0.5;
/** Heuristic fillings tried in each round, shared by the kinds of host, and the fewest for one kind. */
const GREEDY_TRIES = 40;
const LEAST_TRIES = 12;
/** An exact search that has found something stops after this many units of work. */
const ENOUGH = 6000;

/** How far the worth of patterns may be below the cost of their host for their neighbours to be looked at. */
const NEAR = 0.2;
/** Neighbours with one item out, as a part of the types, that make those with two out wait. */
const PART_FOUND = 0.05;
/** The part of all work that goes to exact pricing while other columns are found; what more one search may take. */
const EXACT_PART = 0.3;
/** The weight of the best bound's duals where types are many. */
const MUCH_SMOOTHING = 0.7;

/**
 * Generates columns at the root until the bound cannot grow, the plan is proved optimal, or `work` units are used:
 * heuristic pricing first, exact pricing when that finds little. Exact pricing asks only for patterns worth so much
 * that the bound would stay below the next cost: when there is none, that cost is proved.
 */
export function* generateColumns(state: SearchState, work: number): Generator<void, void> {
  const { kernel, instance } = state;
  const end = kernel.work + work;
  while (!state.settled && !state.optimal && kernel.work < end) {
    yield* state.solve();
    limitPool(state);
    yield* state.solve();
    const duals = state.duals();
    state.master = state.valueOf(duals, instance.demand, state.counts);
    const goal = Math.min(state.roundedUp(state.master), state.upper);
    if (state.lower >= goal) {
      state.settled = true;
      return;
    }
    const guide = smoothed(state, duals);
    const many = instance.types > MANY_TYPES;
    const found = (yield* priceByGreed(state, guide, duals)) + (many ? yield* priceNearby(state, duals) : 0);
    const enough = found >= (many ? PART_FOUND * instance.types : 3);
    if (enough && !(many && kernel.work >= state.exactDue)) continue;
    const begun = kernel.work;
    let added = found + (yield* priceExactly(state, guide, duals, goal, end));
    state.exactDue = kernel.work + (kernel.work - begun) / EXACT_PART;
    if (state.lower >= goal || found >= 3) continue;
    // Mispriced by smoothing: price under the master's own duals.
    if (added === 0 && state.centre) added = yield* priceExactly(state, duals, duals, goal, end);
    if (added === 0 && kernel.work < end && state.lower < goal) {
      state.settled = true;
      return;
    }
  }
  if (state.optimal) state.settled = true;
}

function total(state: SearchState, worths: ArrayLike<number>): number {
  const { demand } = state.instance;
  let sum = 0;
  for (let t = 0; t < demand.length; t++) sum += worths[t] * demand[t];
  return sum;
}

function smoothed({ centre, instance }: SearchState, duals: Duals): Duals {
  if (!centre) return duals;
  const part = instance.types > MANY_TYPES ? MUCH_SMOOTHING : SMOOTHING;
  const mix = (from: Float64Array, to: Float64Array) => to.map((y, t) => part * from[t] + (1 - part) * y);
  return { items: mix(centre.items, duals.items), most: mix(centre.most, duals.most) };
}

function* priceByGreed(state: SearchState, guide: Duals, duals: Duals): Generator<void, number> {
  const kinds = state.prices.length;
  const tries = Math.max(LEAST_TRIES, Math.ceil(GREEDY_TRIES / kinds));
  let added = 0;
  for (let k = 0; k < kinds; k++) {
    const least = duals.most[k] + 1e-6;
    added += yield* state.kernel.priceByGreed(k, guide.items, duals.items, tries, 0.15, least);
  }
  return added;
}

/** Prices near the patterns of the master: with one item out, and where that finds little with two. */
function* priceNearby(state: SearchState, duals: Duals): Generator<void, number> {
  const { kernel, instance, prices } = state;
  const { types } = instance;
  // As many patterns as there are types, those that are worth most: more make the master slow.
  const slack = Math.min(NEAR, kernel.reducedCosts().sort()[Math.min(types, kernel.columns - 1)]);
  let added = 0;
  for (let out = 1; out <= 2 && added < PART_FOUND * types; out++)
    for (let k = 0; k < prices.length; k++)
      added += yield* kernel.priceNearby(k, duals.items, slack, duals.most[k] + 1e-6, out);
  return added;
}

/**
 * Looks for patterns that stand against the bound `goal`, under whole worths made of `guide`; takes what the search
 * proves; adds what is worth it under `duals`.
 * @returns how many columns were added
 */
function* priceExactly(
  state: SearchState,
  guide: Duals,
  duals: Duals,
  goal: number,
  end: number,
): Generator<void, number> {
  const { kernel, instance } = state;
  const { scale, weights, sum, base } = wholeWorths(state, guide, goal);
  const beat = loosest(state, sum, base, goal);
  const begun = kernel.work;
  // A search that is cut off proves little: where one takes long, it has a part of all that was done.
  const room = instance.types > MANY_TYPES ? Math.max(ENOUGH, EXACT_PART * (begun - state.begun)) : ENOUGH;
  const last = room > ENOUGH ? Math.max(end, begun + room) : end;
  const most: number[] = [];
  let added = 0;
  for (let k = 0; k < base.length; k++) {
    kernel.startExact(k, weights, beat[k], 1, 60);
    // Once the time is over, what the weights of the rows say is all that is known of the other kinds.
    while (kernel.work <= last && kernel.searchOn(SLICE) === 'running') {
      yield;
      if (kernel.found > 0 && kernel.work - begun > room * (k + 1)) break;
    }
    // Rounding errors of an open search's bound lie far below this allowance.
    most.push(Math.max(0, Math.floor(kernel.openBound() + 1e-3)));
    for (const pattern of kernel.foundPatterns(k))
      if (worthOf(pattern, duals.items) > duals.most[k] + 1e-6 && kernel.addPattern(pattern) >= 0) added++;
  }
  const value = divisibleCost(sum, most, state.prices, state.counts);
  // Proofs of one row are no centre, but where types are many the first centre need not be better than those.
  const proved = state.prove(weights, most, sum);
  if (proved || (instance.types > MANY_TYPES && value > state.centred)) {
    state.centred = value;
    const excess = Math.max(...most.map((m, k) => m / Math.max(1, base[k])));
    state.centre = {
      items: Float64Array.from(weights, (w) => w / (scale * excess)),
      most: Float64Array.from(most, (m) => m / (scale * excess)),
    };
  }
  return added;
}

/** Whole worths, as fine as it takes to prove `goal` where the guide does. */
function wholeWorths(state: SearchState, guide: Duals, goal: number) {
  const at = (scale: number) => {
    const weights = Array.from(guide.items, (y) => Math.floor(y * scale));
    const base = Array.from(guide.most, (m) => Math.floor(m * scale + 1e-6));
    return { scale, weights, sum: total(state, weights), base };
  };
  const coarse = at(SCALE);
  if (state.boundOf(coarse.sum, coarse.base) >= goal) return coarse;
  const value = divisibleCost(total(state, guide.items), guide.most, state.prices, state.counts);
  return value > goal - state.step ? at(FINE_SCALE) : coarse;
}

/** The greatest multiple of what hosts carry by which `sum` still proves `goal`; once where not even that does. */
function loosest(state: SearchState, sum: number, base: readonly number[], goal: number): number[] {
  if (base.length === 1 && state.counts[0] < 0) {
    const hosts = goal / state.prices[0];
    return [hosts > 1 ? Math.max(base[0], Math.ceil(sum / (hosts - 1)) - 1) : base[0]];
  }
  const times = (part: number) => base.map((m) => m + Math.floor(m * part));
  if (state.boundOf(sum, base) < goal) return [...base];
  let low = 0;
  for (let step = 0.5; step > 1e-7; step /= 2) if (state.boundOf(sum, times(low + step)) >= goal) low += step;
  return times(low);
}

function worthOf(pattern: Pattern, worths: Float64Array): number {
  let sum = 0;
  for (let e = 0; e < pattern.types.length; e++) sum += worths[pattern.types[e]] * pattern.copies[e];
  return sum;
}

/** Drops the columns that promise least once there are many for the number of types. */
function limitPool(state: SearchState): void {
  const { kernel, instance } = state;
  const many = Math.min(kernel.columnRoom * 0.8, 2500 + 5 * instance.types);
  if (kernel.columns < many) return;
  const costs = kernel.reducedCosts().sort();
  kernel.dropColumns(costs[Math.floor(many / 2)]);
}
