import { statesOf, type HostState } from './host-state';
import { movesOf, type PlacedToday } from './settle';

/** A placement on the way from few moves to evenly filled. */
export interface EvenedStep {
  readonly to: Int32Array;
  readonly moves: number;
  /** The fullest row of the fullest host, as a part of its room. */
  readonly fullest: number;
}

/** Exchanges looked at for one step, and steps looked for. */
const MOST_EXCHANGES = 4000;
const MOST_STEPS = 400;
/** A step that gains less is none. */
const GAIN = 1e-6;

/**
 * Placements that are ever more even, from one with few moves on: at each step a guest of the fullest host goes
 * elsewhere, or is exchanged, so that the fuller of both ends is as low as it can be for its moves; hosts that are empty
 * stay so. The first is the start; each later one is less full at its fullest moment.
 * @param most moves in all
 */
export function evenedWithin(today: PlacedToday, start: Int32Array, most: number): EvenedStep[] {
  const { problem, kinds, at } = today;
  const states = statesOf(problem, kinds, start);
  const to = Int32Array.from(start);
  const used = states.map((_, h) => h).filter((h) => states[h].items.size > 0);
  const full = states.map((state) => state.fullest());
  let moves = movesOf(today, to);
  const highest = () => Math.max(0, ...used.map((h) => full[h]));
  const steps: EvenedStep[] = [{ to: Int32Array.from(to), moves, fullest: highest() }];
  const away = (i: number, h: number) => (at[i] >= 0 && at[i] !== h ? problem.guestCount[i] : 0);
  const without = (state: HostState, i: number): number => {
    state.remove(i);
    const fullest = state.fullest();
    state.add(i);
    return fullest;
  };
  for (let n = 0; n < MOST_STEPS; n++) {
    const worst = used.reduce((a, b) => (full[b] > full[a] ? b : a), used[0]);
    if (worst === undefined) break;
    const before = full[worst];
    let best: { item: number; host: number; back: number; score: number; more: number } | null = null;
    const offer = (item: number, host: number, back: number, level: number, more: number) => {
      if (level >= before - GAIN || moves + more > most) return;
      // What is gained for each move that it takes; one that takes none, or sends a guest home, first.
      const score = (before - level) / Math.max(0.5, more);
      if (best === null || score > best.score) best = { item, host, back, score, more };
    };
    let exchanges = 0;
    const lighter = [...states[worst].items]
      .map((item) => ({ item, left: without(states[worst], item) }))
      .sort((a, b) => a.left - b.left);
    for (const { item, left } of lighter) {
      if (left >= before - GAIN) break;
      for (const host of used) {
        if (host === worst) continue;
        const more = away(item, host) - away(item, worst);
        if (states[host].fits(item)) offer(item, host, -1, Math.max(left, states[host].fullest(item)), more);
        if (full[host] >= before - GAIN || exchanges >= MOST_EXCHANGES) continue;
        for (const back of [...states[host].items]) {
          if (exchanges++ >= MOST_EXCHANGES) break;
          const both = more + away(back, worst) - away(back, host);
          if (moves + both > most) continue;
          states[worst].remove(item);
          states[host].remove(back);
          if (states[worst].fits(back) && states[host].fits(item))
            offer(item, host, back, Math.max(states[worst].fullest(back), states[host].fullest(item)), both);
          states[host].add(back);
          states[worst].add(item);
        }
      }
    }
    const chosen = best as { item: number; host: number; back: number; more: number } | null;
    if (!chosen) break;
    const { item, host, back, more } = chosen;
    states[worst].remove(item);
    if (back >= 0) {
      states[host].remove(back);
      states[worst].add(back);
      to[back] = worst;
    }
    states[host].add(item);
    to[item] = host;
    moves += more;
    full[worst] = states[worst].fullest();
    full[host] = states[host].fullest();
    const fullest = highest();
    const last = steps.at(-1)!;
    if (fullest < last.fullest - GAIN) steps.push({ to: Int32Array.from(to), moves, fullest });
  }
  // One with fewer moves that is no fuller stands for those after it that are fuller or take more.
  const kept: EvenedStep[] = [];
  for (const step of steps) {
    while (kept.length > 0 && kept.at(-1)!.moves >= step.moves) kept.pop();
    kept.push(step);
  }
  return kept;
}
