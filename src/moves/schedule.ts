import type { FoldProblem } from '../engine/packing/problem';
import { HostState, statesOf } from './host-state';

/** One live migration; both ends hold the guest until its wave is done. */
export interface Move {
  /** Item of the problem. */
  readonly item: number;
  /** Host that it leaves; -1 for one that is new. */
  readonly from: number;
  readonly to: number;
  /** Why it does not go straight where it will stay; absent where it does. */
  readonly why?: string;
}

/** What moves where, in waves of moves at once; hosts beyond those of today are swing hosts, empty before and after. */
export interface Schedule {
  readonly waves: readonly (readonly Move[])[];
  /** Kind of each swing host, and why it is needed. */
  readonly swing: readonly { readonly kind: number; readonly why: string }[];
}

/** Times that a guest is parked before another swing host is taken instead. */
const MOST_PARKED = 3;

/**
 * Puts moves in order, so that at no step, with every guest of the wave on both of its ends, any host that receives is
 * over its room in any slot, or holds two that are to be kept apart. Hosts for whose room most guests wait are freed
 * first; where all wait for each other, one is parked where most room is left; where none can be, a swing host is taken.
 * @param kinds of the hosts
 * @param at host of each item today, -1 for none; `to` where it shall be: a placement that keeps every rule
 * @param atOnce moves in a wave, 1 or more
 */
export function scheduleMoves(
  problem: FoldProblem,
  kinds: ArrayLike<number>,
  at: ArrayLike<number>,
  to: ArrayLike<number>,
  atOnce: number,
): Schedule {
  const hosts = statesOf(problem, kinds, at);
  const now = Int32Array.from(at);
  const parked = new Uint8Array(problem.items);
  const waves: Move[][] = [];
  const swing: { kind: number; why: string }[] = [];
  const peaks = Float64Array.from({ length: problem.items }, (_, i) =>
    new HostState(problem, kinds[to[i]]).fullest(i),
  );
  let todo = [...now.keys()].filter((i) => now[i] !== to[i]);
  const run = (wave: readonly Move[]) => {
    for (const { item, from, to: end } of wave) {
      if (from >= 0) hosts[from].remove(item);
      now[item] = end;
    }
    waves.push([...wave]);
  };
  while (todo.length > 0) {
    const wanted = new Int32Array(hosts.length);
    for (const i of todo) wanted[to[i]]++;
    const order = [...todo].sort(
      (a, b) => (wanted[now[b]] ?? 0) - (wanted[now[a]] ?? 0) || peaks[b] - peaks[a] || a - b,
    );
    const wave: Move[] = [];
    for (const item of order) {
      if (wave.length >= atOnce) break;
      if (!hosts[to[item]].fits(item)) continue;
      hosts[to[item]].add(item);
      wave.push({ item, from: now[item], to: to[item] });
    }
    if (wave.length > 0) {
      run(wave);
      todo = todo.filter((i) => now[i] !== to[i]);
      continue;
    }
    const park = bestPark(hosts, todo, now, to, parked, wanted);
    if (park) {
      parked[park.item]++;
      hosts[park.to].add(park.item);
      run([park]);
      continue;
    }
    const kind = kinds[to[order[0]]];
    swing.push({
      kind,
      why: `${todo.length} guests wait for each other's room, and no host that is there can take one of them meanwhile`,
    });
    hosts.push(new HostState(problem, kind));
    parked.fill(0);
  }
  return { waves, swing };
}

/** Of those that wait, one whose host is waited for, on the host that has most room left with it. */
function bestPark(
  hosts: readonly HostState[],
  todo: readonly number[],
  now: Int32Array,
  to: ArrayLike<number>,
  parked: Uint8Array,
  wanted: Int32Array,
): Move | null {
  let best: Move | null = null;
  let least = Infinity;
  for (const item of todo) {
    if (now[item] < 0 || parked[item] >= MOST_PARKED || !wanted[now[item]]) continue;
    for (const [h, host] of hosts.entries()) {
      if (h === now[item] || h === to[item] || !host.fits(item)) continue;
      const full = host.fullest(item) + (wanted[h] ? 1 : 0);
      if (full >= least) continue;
      least = full;
      best = {
        item,
        from: now[item],
        to: h,
        why: 'parked: it leaves room for others that wait for each other',
      };
    }
  }
  return best;
}
