import type { FoldProblem } from '../engine/packing/problem';
import { statesOf, type HostState } from './host-state';

/** Who is where today, for placing with few moves: hosts of given kinds, and for each item the host that it is on. */
export interface PlacedToday {
  readonly problem: FoldProblem;
  /** Kind of each host. */
  readonly kinds: readonly number[];
  /** Host of each item; -1 for none. */
  readonly at: Int32Array;
}

/** Guests that are not where they were; those that were nowhere are no moves. */
export function movesOf({ problem, at }: PlacedToday, to: ArrayLike<number>): number {
  let moves = 0;
  for (let i = 0; i < problem.items; i++) if (at[i] >= 0 && at[i] !== to[i]) moves += problem.guestCount[i];
  return moves;
}

/**
 * Places everything on the hosts that are kept, leaving in place what can stay: those on hosts that go, and as few of
 * those on hosts over their room as relieve them, largest first, each where most room is left.
 * @returns null where one finds no room so
 */
export function settle(today: PlacedToday, keep: readonly boolean[]): Int32Array | null {
  const { problem, kinds } = today;
  const to = Int32Array.from(today.at, (host) => (host >= 0 && keep[host] ? host : -1));
  const states = statesOf(problem, kinds, to);
  states.forEach((state, h) => relieve(problem, state, (i) => (to[i] = to[i] === h ? -1 : to[i])));
  const kept = states.map((_, h) => h).filter((h) => keep[h]);
  const size = (i: number) => Math.max(...kept.map((h) => sizeOn(problem, kinds[h], i)));
  const sizes = new Map<number, number>();
  for (let i = 0; i < problem.items; i++) if (to[i] < 0) sizes.set(i, size(i));
  for (const [item] of [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    let best = -1;
    let least = Infinity;
    for (const h of kept) {
      if (!states[h].fits(item)) continue;
      const full = states[h].fullest(item);
      if (full < least) [least, best] = [full, h];
    }
    if (best < 0) return null;
    states[best].add(item);
    to[item] = best;
  }
  return to;
}

/** Takes items off a host that is over its room, each time the one that relieves it most. */
function relieve(problem: FoldProblem, state: HostState, off: (item: number) => void): void {
  while (!state.holds || clash(problem, state) >= 0) {
    const apart = clash(problem, state);
    let worst = apart;
    let least = Infinity;
    if (apart < 0)
      for (const i of [...state.items]) {
        state.remove(i);
        const full = state.fullest();
        state.add(i);
        if (full < least) [least, worst] = [full, i];
      }
    state.remove(worst);
    off(worst);
  }
}

/** An item that is to be kept apart from another on its host, or may not be there; -1 for none. */
function clash({ apartStart, apartId, onlyKind }: FoldProblem, { items, kind }: HostState): number {
  const seen = new Set<number>();
  for (const i of items) {
    if (onlyKind[i] >= 0 && onlyKind[i] !== kind) return i;
    for (let e = apartStart[i]; e < apartStart[i + 1]; e++) {
      if (seen.has(apartId[e])) return i;
      seen.add(apartId[e]);
    }
  }
  return -1;
}

/** The largest share that an item alone takes of a host of a kind. */
function sizeOn(problem: FoldProblem, kind: number, i: number): number {
  const { resources, rowStart, demand, capacity } = problem;
  const rows = rowStart[resources];
  let most = 0;
  for (let d = 0; d < resources; d++) {
    const room = Math.max(1, capacity[kind * resources + d]);
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) most = Math.max(most, demand[i * rows + r] / room);
  }
  return most;
}
