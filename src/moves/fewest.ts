import { seededDraws } from '../estate/draws';
import type { FoldPlan } from '../engine/packing/problem';
import { annealMoves, checkPlacement } from './anneal';
import { leastMoves, mustLeave } from './bound';
import { movesOf, settle, type PlacedToday } from './settle';

/** A placement with few moves. */
export interface FewMoves {
  /** Host of each item. */
  readonly to: Int32Array;
  readonly moves: number;
  /** No placement on so few hosts has fewer moves. */
  readonly lowerBound: number;
  /** The hosts that go. */
  readonly gone: readonly number[];
}

/** Choices of hosts that go, tried by settling alone, and those of them searched from. */
const SETTLED = 40;
const SEARCHED = 3;

/**
 * The placement that leaves at most `count` hosts in use with the fewest moves found. Hosts with fewest guests go first;
 * other choices are tried where these do not reach the bound (bound.ts).
 * @param plan one that uses so few hosts, by kind: where nothing else is found, its hosts become those of today that
 *   hold most of the same guests
 * @returns null where no placement on so few was found
 */
export function fewestMoves(
  today: PlacedToday,
  count: number,
  plan: FoldPlan | null,
  seed: number,
): FewMoves | null {
  const { problem, kinds } = today;
  const must = mustLeave(today);
  const guests = [...must.guests];
  const order = kinds.map((_, h) => h).sort((a, b) => guests[a] - guests[b] || a - b);
  const going = Math.max(0, kinds.length - count);
  const lowerBound = leastMoves(must, count);
  let best: { to: Int32Array; moves: number } | null = null;
  const offer = (to: Int32Array | null): void => {
    if (!to) return;
    const moves = movesOf(today, to);
    if ((best === null || moves < best.moves) && checkPlacement(problem, kinds, to)) best = { to, moves };
  };
  const next = seededDraws(seed);
  const choices = goings(today, order, guests, going, next);
  for (const keep of choices) {
    offer(settle(today, keep));
    if (best !== null && (best as FewMoves).moves <= lowerBound) break;
  }
  const known = () => best as { to: Int32Array; moves: number } | null;
  if (plan && plan.hostKind.length <= count && (known()?.moves ?? Infinity) > lowerBound)
    offer(relabelled(today, plan));
  const searched = new Set<string>();
  for (let n = 0; n < SEARCHED && (known()?.moves ?? Infinity) > lowerBound; n++) {
    const from = known();
    const keep = from ? keptBy(kinds.length, from.to, count, order) : choices[n % choices.length];
    const key = `${keep.join()} ${from?.moves}`;
    if (searched.has(key) && n >= choices.length) break;
    searched.add(key);
    const floor = Math.max(
      lowerBound,
      keep.reduce((sum, stays, h) => sum + (stays ? must.relief[h] : guests[h]), 0),
    );
    const start = from?.to ?? roughly(today, keep, next);
    offer(annealMoves(today, keep, start, from?.moves ?? Infinity, floor, seed + n));
  }
  const found = known();
  if (!found) return null;
  const used = new Set(found.to);
  return { ...found, lowerBound, gone: kinds.map((_, h) => h).filter((h) => !used.has(h)) };
}

/** Which hosts stay, by several choices of those that go: the fewest guests, then such as weigh load against guests. */
function goings(
  { problem, kinds, at }: PlacedToday,
  order: readonly number[],
  guests: readonly number[],
  going: number,
  next: () => number,
): boolean[][] {
  const rows = problem.rowStart[problem.resources];
  const load = kinds.map(() => 0);
  for (let i = 0; i < problem.items; i++) {
    if (at[i] < 0) continue;
    for (let d = 0; d < problem.resources; d++) {
      const room = Math.max(1, problem.capacity[kinds[at[i]] * problem.resources + d]);
      let most = 0;
      for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++)
        most = Math.max(most, problem.demand[i * rows + r] / room);
      load[at[i]] += most;
    }
  }
  const room = kinds.map((kind) => {
    let sum = 0;
    for (let d = 0; d < problem.resources; d++) {
      let most = 1;
      for (let j = 0; j < problem.kinds; j++)
        most = Math.max(most, problem.capacity[j * problem.resources + d]);
      sum += problem.capacity[kind * problem.resources + d] / most;
    }
    return sum;
  });
  const keepBut = (gone: readonly number[]) => kinds.map((_, h) => !gone.includes(h));
  const mean = guests.reduce((sum, n) => sum + n, 0) / Math.max(1, kinds.length) || 1;
  const choices = [keepBut(order.slice(0, going))];
  for (let n = 1; going > 0 && n < SETTLED; n++) {
    const [byLoad, byRoom, noise] = [2 * next(), 2 * next(), next() < 0.5 ? 0 : next()];
    const score = kinds.map(
      (_, h) => guests[h] / mean + byLoad * load[h] + byRoom * room[h] + noise * next(),
    );
    choices.push(keepBut([...order].sort((a, b) => score[a] - score[b]).slice(0, going)));
  }
  return choices;
}

/** The hosts in use, and of the others those with most guests, up to so many. */
function keptBy(hosts: number, to: Int32Array, count: number, order: readonly number[]): boolean[] {
  const keep = new Array<boolean>(hosts).fill(false);
  for (const h of to) keep[h] = true;
  let kept = keep.filter(Boolean).length;
  for (const h of [...order].reverse()) {
    if (kept >= count) break;
    if (keep[h]) continue;
    keep[h] = true;
    kept++;
  }
  return keep;
}

/** Everything somewhere on the hosts that are kept, over their room if need be. */
function roughly(
  { problem, kinds, at }: PlacedToday,
  keep: readonly boolean[],
  next: () => number,
): Int32Array {
  const kept = kinds.map((_, h) => h).filter((h) => keep[h]);
  return Int32Array.from(at, (host, i) => {
    if (host >= 0 && keep[host]) return host;
    const may = kept.filter((h) => problem.onlyKind[i] < 0 || problem.onlyKind[i] === kinds[h]);
    const from = may.length > 0 ? may : kept;
    return from[Math.floor(next() * from.length)];
  });
}

/** A plan's hosts as hosts of today of their kind, those with most guests in common first; null where there are too few. */
function relabelled({ problem, kinds, at }: PlacedToday, { hostKind, hostOf }: FoldPlan): Int32Array | null {
  if (hostOf.includes(-1)) return null;
  const common = new Map<string, { host: number; today: number; guests: number }>();
  for (let i = 0; i < problem.items; i++) {
    if (at[i] < 0 || kinds[at[i]] !== hostKind[hostOf[i]]) continue;
    const key = `${hostOf[i]} ${at[i]}`;
    const known = common.get(key) ?? { host: hostOf[i], today: at[i], guests: 0 };
    known.guests += problem.guestCount[i];
    common.set(key, known);
  }
  const named = new Map<number, number>();
  const taken = new Set<number>();
  const pairs = [...common.values()].sort(
    (a, b) => b.guests - a.guests || a.host - b.host || a.today - b.today,
  );
  for (const { host, today } of pairs) {
    if (named.has(host) || taken.has(today)) continue;
    named.set(host, today);
    taken.add(today);
  }
  for (let host = 0; host < hostKind.length; host++) {
    if (named.has(host)) continue;
    const free = kinds.findIndex((kind, h) => kind === hostKind[host] && !taken.has(h));
    if (free < 0) return null;
    named.set(host, free);
    taken.add(free);
  }
  return hostOf.map((host) => named.get(host)!);
}
