import type { Pattern } from './kernel';
import { SLICE, type SearchState } from './state';

/** Heuristic fillings tried in each round of pricing of a dive. */
const GREEDY_TRIES = 30;
/** Work that a dive gives to one exact search. */
const EXACT_WORK = 3000;
/** Rounds of pricing more before a dive is taken to be hopeless. */
const LAST_ROUNDS = 20;
/** How often a dive undoes choices, and up to which part of them. */
const RETURNS = 10;
const UNDONE = 0.5;

/**
 * One dive: fix the pattern that the master uses most, price anew for what is left, and so on until everything is
 * covered (compare Sadykov et al., "Primal heuristics for branch and price", 2019, section 3). Where what is left can
 * no longer beat the best plan, some of the last choices are undone, a few times over.
 * @param stir how far values of patterns are stirred before the largest is chosen: 0 for none
 * @param trials how many patterns are tried before one is fixed: that which leaves the master's value least
 * @returns whether the plan got better
 */
export function* dive(state: SearchState, stir: number, trials: number): Generator<void, boolean> {
  const need = state.instance.demand.slice();
  const choices: Pattern[][] = [];
  let fixed = 0;
  let returns = RETURNS;
  const barred = new Set<string>();
  while (need.some((copies) => copies > 0)) {
    setNeed(state, need);
    yield* state.solve();
    const promising = yield* pricedBelow(state, need, state.upper - fixed, stir === 0 ? 6 : 4);
    const chosen = promising ? yield* choose(state, need, stir, trials, barred) : [];
    if (chosen.length > 0) {
      choices.push(chosen);
      fixed += chosen.length;
      for (const pattern of chosen) cover(need, pattern, 1);
      continue;
    }
    if (returns-- === 0 || choices.length === 0) return false;
    const undone = 1 + Math.floor(state.kernel.draw() * Math.min(choices.length, choices.length * UNDONE));
    const taken = choices.splice(choices.length - undone);
    // What led here is not chosen again in this dive.
    barred.add(nameOf(taken[0][0]));
    for (const undo of taken) {
      fixed -= undo.length;
      for (const pattern of undo) cover(need, pattern, -1);
    }
  }
  return state.offer(choices.flat());
}

function cover(need: Int32Array, pattern: Pattern, sign: number): void {
  for (let e = 0; e < pattern.types.length; e++) need[pattern.types[e]] -= sign * pattern.copies[e];
}

/** Prices until what is left takes fewer than `hosts` hosts by the master's value, or no pattern makes it so. */
function* pricedBelow(
  state: SearchState,
  need: Int32Array,
  hosts: number,
  rounds: number,
): Generator<void, boolean> {
  let more = yield* priceRest(state, need, rounds);
  for (let round = 0; ; round++) {
    const value = state.kernel.duals().reduce((sum, y, t) => sum + y * need[t], 0);
    if (Math.ceil(value - 1e-6) < hosts) return true;
    if (!more || round === LAST_ROUNDS) return false;
    more = yield* priceRest(state, need, 1);
  }
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

/** Prices for what is still needed, for a few rounds; false when the last one found nothing. */
function* priceRest(state: SearchState, need: Int32Array, rounds: number): Generator<void, boolean> {
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
    if (added === 0) return false;
    yield* state.solve();
  }
  return true;
}

/**
 * The patterns to fix next, cut down to what is needed: all that are used once or more, or else the one used most, or
 * of the `trials` used most the one that costs the rest least.
 */
function* choose(
  state: SearchState,
  need: Int32Array,
  stir: number,
  trials: number,
  barred: ReadonlySet<string>,
): Generator<void, Pattern[]> {
  const { kernel } = state;
  const rest = need.slice();
  const used = kernel.solution().map(({ column, times }) => ({
    pattern: kernel.pattern(column),
    times,
    score: times > 0.999 ? 1 + times : times + stir * kernel.draw(),
  }));
  used.sort((a, b) => b.score - a.score);
  const whole: Pattern[] = [];
  for (const { pattern, times } of used)
    for (let k = times < 0.999 ? 0 : Math.floor(times + 1e-3); k > 0; k--) {
      const part = needed(state, pattern, rest);
      if (part.types.length === 0) break;
      cover(rest, part, 1);
      whole.push(part);
    }
  if (whole.length > 0) return whole;
  const parts = used
    .map(({ pattern }) => needed(state, pattern, need))
    .filter((part) => part.types.length > 0 && !barred.has(nameOf(part)));
  if (trials < 2 || parts.length < 2) return parts.slice(0, 1);
  let best: Pattern[] = [];
  let least = Infinity;
  for (const part of parts.slice(0, trials)) {
    const after = need.slice();
    cover(after, part, 1);
    kernel.setNeed(after);
    yield* state.solve();
    const value = kernel.duals().reduce((sum, y, t) => sum + y * after[t], 0);
    if (value >= least - 1e-9) continue;
    least = value;
    best = [part];
  }
  return best;
}

function nameOf(pattern: Pattern): string {
  return Array.from(pattern.types, (t, e) => `${t}x${pattern.copies[e]}`).join(' ');
}

/** What is still needed of a pattern, as far as a host can hold it. */
function needed(state: SearchState, pattern: Pattern, need: Int32Array): Pattern {
  const types: number[] = [];
  const copies: number[] = [];
  for (let e = 0; e < pattern.types.length; e++) {
    const count = Math.min(need[pattern.types[e]], pattern.copies[e]);
    if (count === 0) continue;
    types.push(pattern.types[e]);
    copies.push(count);
  }
  return state.trim({ types, copies });
}
