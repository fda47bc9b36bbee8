import { seededDraws } from '../estate/draws';
import type { FoldProblem } from '../engine/packing/problem';
import { HostState } from './host-state';
import type { Move } from './schedule';

/** One wave of a conversion: guests move, then hosts that are empty are installed anew. */
export interface ConversionWave {
  readonly moves: readonly Move[];
  readonly reinstall: readonly number[];
}

/** Hosts of the old kind made into hosts of the new one, a few at a time. */
export interface Conversion {
  readonly waves: readonly ConversionWave[];
  /** Hosts of the new kind that must be there at the start, beside those of today. */
  readonly spare: number;
  /** Host of each item at the end: those of today first, then the spare ones. */
  readonly to: Int32Array;
  /** Guests that had to move more than once. */
  readonly twice: number;
}

/** Orders tried for each number of spare hosts. */
const TRIES = 6;

/**
 * A rolling conversion: each host of today is emptied, installed anew and filled again. Guests of a host that is
 * emptied go to hosts of the new kind, the fullest that has room first, and only where none has to others of the old
 * kind; of the hosts that can be emptied next the one with fewest such guests is. As few spare hosts as do are taken.
 * @param old the problem under today's platform; `at` and `kinds` speak of it
 * @param fresh the same items under the new platform, on hosts of its kind `kind`
 * @param atOnce moves in a wave
 * @param most spare hosts tried
 * @returns null where even so many do not do
 */
export function rollingConversion(
  old: FoldProblem,
  kinds: readonly number[],
  at: ArrayLike<number>,
  fresh: FoldProblem,
  kind: number,
  atOnce: number,
  most: number,
  seed = 1,
): Conversion | null {
  const next = seededDraws(seed);
  for (let spare = 0; spare <= most; spare++) {
    let best: Conversion | null = null;
    for (let n = 0; n < TRIES; n++) {
      const done = withSpares({ old, kinds, at, fresh, kind, atOnce, spare, next: n === 0 ? null : next });
      if (done && (best === null || done.twice < best.twice)) best = done;
      if (best && (best.twice === 0 || n >= 2)) break;
    }
    if (best) return best;
  }
  return null;
}

interface Work {
  readonly old: FoldProblem;
  readonly kinds: readonly number[];
  readonly at: ArrayLike<number>;
  readonly fresh: FoldProblem;
  readonly kind: number;
  readonly atOnce: number;
  readonly spare: number;
  /** Stirs the order in which guests are placed; null: the largest first. */
  readonly next: (() => number) | null;
}

function withSpares({ old, kinds, at, fresh, kind, atOnce, spare, next }: Work): Conversion | null {
  const states = [
    ...kinds.map((each) => new HostState(old, each)),
    ...Array.from({ length: spare }, () => new HostState(fresh, kind)),
  ];
  const now = Int32Array.from(at);
  for (let i = 0; i < old.items; i++) if (now[i] >= 0) states[now[i]].add(i);
  const converted = states.map((_, h) => h >= kinds.length);
  const size = Float64Array.from({ length: fresh.items }, (_, i) => new HostState(fresh, kind).fullest(i));
  const order = (items: Iterable<number>) => {
    const stirred = [...items].map((i) => ({ i, size: size[i] * (next ? 0.7 + 0.6 * next() : 1) }));
    return stirred.sort((a, b) => b.size - a.size || a.i - b.i).map(({ i }) => i);
  };
  const waves: ConversionWave[] = [];
  let twice = 0;

  /** Where the guests of a host would go; null where some find no room. What is tried is taken back. */
  const emptied = (h: number): { plan: Move[]; again: number } | null => {
    const plan: Move[] = [];
    let again = 0;
    for (const item of order(states[h].items)) {
      const place = placeFor(states, converted, h, item);
      if (place < 0) {
        again = -1;
        break;
      }
      if (!converted[place]) again++;
      states[place].add(item);
      plan.push({
        item,
        from: h,
        to: place,
        ...(converted[place] ? {} : { why: 'no host of the new kind has room yet: it moves once more' }),
      });
    }
    for (const { item, to } of plan) states[to].remove(item);
    return again < 0 ? null : { plan, again };
  };

  for (let left = kinds.length; left > 0; left--) {
    const open = kinds.map((_, h) => h).filter((h) => !converted[h]);
    open.sort((a, b) => states[a].items.size - states[b].items.size || a - b);
    let best: { h: number; plan: Move[]; again: number } | null = null;
    for (const h of open) {
      const found = emptied(h);
      if (found && (best === null || found.again < best.again)) best = { h, ...found };
      if (best?.again === 0) break;
    }
    if (!best) return null;
    const { h, plan, again } = best;
    twice += again;
    for (let from = 0; from < plan.length; from += atOnce) {
      const moves = plan.slice(from, from + atOnce);
      for (const { item, to } of moves) states[to].add(item);
      for (const { item, to } of moves) {
        states[h].remove(item);
        now[item] = to;
      }
      waves.push({ moves, reinstall: from + atOnce >= plan.length ? [h] : [] });
    }
    if (plan.length === 0) waves.push({ moves: [], reinstall: [h] });
    states[h] = new HostState(fresh, kind);
    converted[h] = true;
  }
  return { waves, spare, to: now, twice };
}

/** The fullest host of the new kind that has room; else the emptiest other of the old; -1 for none. */
function placeFor(
  states: readonly HostState[],
  converted: readonly boolean[],
  h: number,
  item: number,
): number {
  let best = -1;
  let most = -1;
  for (const [place, state] of states.entries()) {
    if (!converted[place] || !state.fits(item)) continue;
    const full = state.items.size === 0 ? 0 : state.fullest(item);
    if (full > most) [most, best] = [full, place];
  }
  if (best >= 0) return best;
  let least = Infinity;
  for (const [place, state] of states.entries()) {
    if (converted[place] || place === h || !state.fits(item)) continue;
    const full = state.fullest(item);
    if (full < least) [least, best] = [full, place];
  }
  return best;
}
