import type { Pattern } from './kernel';
import { SLICE, type SearchState } from './state';

/** Heuristic fillings tried in each round of pricing of a dive. */
const GREEDY_TRIES = 30;
/** Work that a dive gives to one exact search. */
const EXACT_WORK = 3000;

/**
 * One dive: fix the pattern that the master uses most, price anew for what is left, and so on until everything is
 * covered; a dive that can no longer beat the best plan ends early. The first dive rounds the largest values, later
 * ones stir them (compare Sadykov et al., "Primal heuristics for branch and price", 2019, section 3).
 * @param stir how far values of patterns are stirred: 0 for none
 * @returns whether the plan got better
 */
export function* dive(state: SearchState, stir: number): Generator<void, boolean> {
  const { kernel, instance } = state;
  const need = instance.demand.slice();
  const fixed: Pattern[] = [];
  let left = need.reduce((a, b) => a + b, 0);
  while (left > 0) {
    setNeed(state, need);
    yield* state.solve();
    yield* priceRest(state, need, stir === 0 ? 6 : 4);
    const value = kernel.duals().reduce((sum, y, t) => sum + y * need[t], 0);
    if (fixed.length + Math.ceil(value - 1e-6) >= state.upper) break;
    const chosen = choose(state, need, stir);
    if (chosen.length === 0) break;
    for (const pattern of chosen) {
      fixed.push(pattern);
      for (let e = 0; e < pattern.types.length; e++) {
        need[pattern.types[e]] -= pattern.copies[e];
        left -= pattern.copies[e];
      }
    }
  }
  const better = left === 0 && fixed.length < state.upper;
  if (left === 0) state.offer(fixed);
  return better;
}

/** Brings the master back to the whole problem, at the basis that was saved. */
export function* backToRoot(state: SearchState): Generator<void, void> {
  state.kernel.setLimit(state.fit);
  state.kernel.setNeed(state.instance.demand);
  state.kernel.restoreBasis();
  yield* state.solve();
}

function setNeed(state: SearchState, need: Int32Array): void {
  state.kernel.setNeed(need);
  state.kernel.setLimit(state.fit.map((copies, t) => Math.min(copies, need[t])));
}

/** Prices for what is still needed, for a few rounds. */
function* priceRest(state: SearchState, need: Int32Array, rounds: number): Generator<void, void> {
  const { kernel } = state;
  for (let round = 0; round < rounds; round++) {
    const duals = kernel.duals().map((y, t) => (need[t] > 0 ? y : 0));
    let added = yield* kernel.priceByGreed(duals, duals, GREEDY_TRIES, 0.2, 1 + 1e-6);
    if (added < 2) {
      kernel.startExact(duals, 1, 1e-6, 30);
      const end = kernel.work + EXACT_WORK;
      while (kernel.searchOn(SLICE) === 'running' && kernel.work < end) yield;
      for (const pattern of kernel.foundPatterns().slice(0, 10)) if (kernel.addPattern(pattern) >= 0) added++;
    }
    if (added === 0) return;
    yield* state.solve();
  }
}

/** The patterns to fix next, cut down to what is needed: all that are used once or more, and the one used most. */
function choose(state: SearchState, need: Int32Array, stir: number): Pattern[] {
  const { kernel } = state;
  const rest = need.slice();
  const used = kernel.solution().map(({ column, times }) => ({
    pattern: kernel.pattern(column),
    times,
    score: times > 0.999 ? 1 + times : times + stir * kernel.draw(),
  }));
  used.sort((a, b) => b.score - a.score);
  const chosen: Pattern[] = [];
  for (const { pattern, times } of used) {
    if (chosen.length > 0 && times < 0.999) break;
    for (let k = Math.max(1, Math.floor(times + 1e-3)); k > 0; k--) {
      const types = Array.from(pattern.types).filter((t) => rest[t] > 0);
      const copies = types.map((t) =>
        Math.min(rest[t], pattern.copies[Array.from(pattern.types).indexOf(t)]),
      );
      if (types.length === 0) break;
      const allowed = state.trim({ types, copies });
      if (allowed.types.length === 0) break;
      for (let e = 0; e < allowed.types.length; e++) rest[allowed.types[e]] -= allowed.copies[e];
      chosen.push(allowed);
    }
  }
  return chosen;
}
