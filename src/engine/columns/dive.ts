import type { Pattern } from './pattern';
import { MANY_TYPES, SLICE, type SearchState } from './state';

/** Heuristic fillings tried in each round of pricing of a dive, shared by the kinds of host. */
const GREEDY_TRIES = 30;
const LEAST_TRIES = 10;
/** Work that a dive gives to one exact search. */
const EXACT_WORK = 3000;
/** Rounds of pricing more before a dive is taken to be hopeless. */
const LAST_ROUNDS = 20;
/** Where types are many, one pattern is fixed at once for so many copies that are still needed ... */
const COPIES_FOR_ONE = 60;
/** ... as far as the master uses it so much. */
const USED = 0.5;
/** How often a dive undoes choices, and up to which part of them. */
const RETURNS = 10;
const UNDONE = 0.5;

/** What a dive has still to do: copies of each type to place, hosts of each kind that are left (-1: any number). */
interface Rest {
  readonly need: Int32Array;
  readonly left: Int32Array;
}

/**
 * One dive: fix the pattern that the master uses most, price anew for what is left, and so on until everything is
 * covered (compare Sadykov et al., "Primal heuristics for branch and price", 2019, section 3). Where what is left can
 * no longer beat the best plan, some of the last choices are undone, a few times over.
 * @param stir how far values of patterns are stirred before the largest is chosen: 0 for none
 * @param trials how many patterns are tried before one is fixed: that which leaves the master's value least
 * @returns whether the plan got better
 */
export function* dive(state: SearchState, stir: number, trials: number): Generator<void, boolean> {
  const rest: Rest = { need: state.instance.demand.slice(), left: Int32Array.from(state.counts) };
  const choices: Pattern[][] = [];
  let spent = 0;
  let returns = RETURNS;
  const barred = new Set<string>();
  const take = (patterns: readonly Pattern[], sign: number) => {
    for (const pattern of patterns) {
      cover(rest, pattern, sign);
      spent += sign * state.prices[pattern.kind];
    }
  };
  while (rest.need.some((copies) => copies > 0)) {
    aim(state, rest);
    yield* state.solve();
    const promising = yield* pricedBelow(state, rest, state.upper - spent, stir === 0 ? 6 : 4);
    const chosen = promising ? yield* choose(state, rest, stir, trials, barred) : [];
    if (chosen.length > 0) {
      choices.push(chosen);
      take(chosen, 1);
      continue;
    }
    if (returns-- === 0 || choices.length === 0) return false;
    const undone = 1 + Math.floor(state.kernel.draw() * Math.min(choices.length, choices.length * UNDONE));
    const taken = choices.splice(choices.length - undone);
    // What led here is not chosen again in this dive.
    barred.add(nameOf(taken[0][0]));
    for (const undo of taken) take(undo, -1);
  }
  return state.offer(choices.flat());
}

function cover({ need, left }: Rest, { kind, types, copies }: Pattern, sign: number): void {
  for (let e = 0; e < types.length; e++) need[types[e]] -= sign * copies[e];
  if (left[kind] >= 0) left[kind] -= sign;
}

/** Prices until what is left costs less than `cost` by the master's value, or no pattern makes it so. */
function* pricedBelow(
  state: SearchState,
  rest: Rest,
  cost: number,
  rounds: number,
): Generator<void, boolean> {
  let more = yield* priceRest(state, rest, rounds);
  for (let round = 0; ; round++) {
    if (state.roundedUp(state.valueOf(state.duals(), rest.need, rest.left)) < cost) return true;
    if (!more || round === LAST_ROUNDS) return false;
    more = yield* priceRest(state, rest, 1);
  }
}

/** Brings the master back to the whole problem, at the basis that was saved. */
export function* backToRoot(state: SearchState): Generator<void, void> {
  aim(state, { need: state.instance.demand, left: Int32Array.from(state.counts) });
  state.kernel.restoreBasis();
  yield* state.solve();
}

/** Turns master and pricing to what is left. */
function aim({ kernel, instance }: SearchState, { need, left }: Rest): void {
  kernel.setNeed(need);
  kernel.setHosts(left);
  for (const [k, { fit }] of instance.kinds.entries())
    kernel.setLimit(
      k,
      fit.map((copies, t) => Math.min(copies, need[t])),
    );
}

/** Prices for what is still needed, for a few rounds; false when the last one found nothing. */
function* priceRest(state: SearchState, { need, left }: Rest, rounds: number): Generator<void, boolean> {
  const { kernel } = state;
  const open = state.prices.map((_, k) => k).filter((k) => left[k] !== 0);
  const tries = Math.max(LEAST_TRIES, Math.ceil(GREEDY_TRIES / open.length));
  for (let round = 0; round < rounds; round++) {
    const duals = state.duals();
    const items = duals.items.map((y, t) => (need[t] > 0 ? y : 0));
    let added = 0;
    for (const k of open)
      added += yield* kernel.priceByGreed(k, items, items, tries, 0.2, duals.most[k] + 1e-6);
    for (const k of added < 2 ? open : []) {
      kernel.startExact(k, items, duals.most[k], 1e-6, 30);
      const end = kernel.work + EXACT_WORK;
      while (kernel.searchOn(SLICE) === 'running' && kernel.work < end) yield;
      for (const pattern of kernel.foundPatterns(k).slice(0, 10))
        if (kernel.addPattern(pattern) >= 0) added++;
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
  rest: Rest,
  stir: number,
  trials: number,
  barred: ReadonlySet<string>,
): Generator<void, Pattern[]> {
  const { kernel } = state;
  const used = kernel
    .solution()
    .filter(({ pattern }) => rest.left[pattern.kind] !== 0)
    .map(({ pattern, times }) => ({
      pattern,
      times,
      score: times > 0.999 ? 1 + times : times + stir * kernel.draw(),
    }));
  used.sort((a, b) => b.score - a.score);
  const whole: Pattern[] = [];
  const after = (): Rest => ({ need: rest.need.slice(), left: rest.left.slice() });
  const reduced = after();
  for (const { pattern, times } of used)
    for (let k = times < 0.999 ? 0 : Math.floor(times + 1e-3); k > 0; k--) {
      const part = needed(state, pattern, reduced.need);
      if (part.types.length === 0 || reduced.left[pattern.kind] === 0) break;
      cover(reduced, part, 1);
      whole.push(part);
    }
  if (whole.length > 0) return whole;
  const parts: Pattern[] = [];
  for (const { pattern } of used) {
    const part = needed(state, pattern, rest.need);
    if (part.types.length > 0 && !barred.has(nameOf(part))) parts.push(part);
    if (parts.length === trials) break;
  }
  if (trials === 1 && parts.length === 1 && state.instance.types > MANY_TYPES)
    return [...parts, ...others(state, after(), parts[0], used, barred)];
  if (parts.length < 2) return parts;
  let best: Pattern[] = [];
  let least = Infinity;
  for (const part of parts) {
    const then = after();
    cover(then, part, 1);
    kernel.setNeed(then.need);
    kernel.setHosts(then.left);
    yield* state.solve();
    const value = state.prices[part.kind] + state.valueOf(state.duals(), then.need, then.left);
    if (value >= least - 1e-9) continue;
    least = value;
    best = [part];
  }
  return best;
}

/** What is fixed beside the pattern used most: whole patterns that have no item in common with those before. */
function others(
  state: SearchState,
  rest: Rest,
  first: Pattern,
  used: readonly { readonly pattern: Pattern; readonly times: number }[],
  barred: ReadonlySet<string>,
): Pattern[] {
  const more = Math.ceil(rest.need.reduce((sum, copies) => sum + copies, 0) / COPIES_FOR_ONE) - 1;
  const chosen: Pattern[] = [];
  cover(rest, first, 1);
  for (const { pattern, times } of used) {
    if (chosen.length >= more) break;
    const whole = Array.from(pattern.types).every((t, e) => rest.need[t] >= pattern.copies[e]);
    if (times < USED || !whole || rest.left[pattern.kind] === 0) continue;
    const part = needed(state, pattern, rest.need);
    if (part.types.length === 0 || barred.has(nameOf(part))) continue;
    cover(rest, part, 1);
    chosen.push(part);
  }
  return chosen;
}

function nameOf({ kind, types, copies }: Pattern): string {
  return `${kind}: ${Array.from(types, (t, e) => `${t}x${copies[e]}`).join(' ')}`;
}

/** What is still needed of a pattern, as far as a host can hold it. */
function needed(state: SearchState, { kind, ...pattern }: Pattern, need: Int32Array): Pattern {
  const types: number[] = [];
  const copies: number[] = [];
  for (let e = 0; e < pattern.types.length; e++) {
    const count = Math.min(need[pattern.types[e]], pattern.copies[e]);
    if (count === 0) continue;
    types.push(pattern.types[e]);
    copies.push(count);
  }
  return state.trim({ kind, types, copies });
}
