import type { Pattern, PatternInstance } from './pattern';

/** Elementary operations between two breaths. */
const BREATH = 4e6;

/** A plan, or patterns of one that lacks hosts. */
export interface GreedyPlan {
  readonly patterns: Pattern[];
  readonly complete: boolean;
}

/**
 * First fit by falling weighted size, under several weights of the rows and with each kind of host preferred in turn:
 * a first plan, and first columns. Yields null between steps of some milliseconds.
 * @param draw uniform numbers in (0, 1)
 */
export function* greedyPlans(
  instance: PatternInstance,
  tries: number,
  draw: () => number,
): Generator<GreedyPlan | null, void> {
  const { kinds } = instance;
  for (let k = 0; k < tries; k++) {
    const preferred = k % kinds.length;
    const order = kinds.map((_, j) => j).sort((a, b) => value(instance, b) - value(instance, a) || a - b);
    const first = order.splice(preferred, 1);
    yield* firstFit(instance, k === 0 ? () => 0.5 : draw, [...first, ...order]);
  }
}

/** What a host of a kind holds of the types, for its price. */
function value({ kinds, demand }: PatternInstance, k: number): number {
  return kinds[k].fit.reduce((sum, copies, t) => sum + copies / demand[t], 0) / Math.max(1, kinds[k].price);
}

function* firstFit(
  instance: PatternInstance,
  draw: () => number,
  preference: readonly number[],
): Generator<GreedyPlan | null, void> {
  const { types, rows, kinds, demand } = instance;
  const [main] = preference;
  const weight = Array.from(kinds[main].capacity, (room) => (0.3 + draw()) / Math.max(1, room));
  const key = Array.from({ length: types }, (_, t) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += weight[r] * kinds[main].sizes[t * rows + r];
    return sum * (0.9 + 0.2 * draw());
  });
  const order = key.map((_, t) => t).sort((a, b) => key[b] - key[a] || a - b);
  const hosts: { kind: number; room: Int32Array; copies: Map<number, number> }[] = [];
  const left = kinds.map(({ count }) => (count < 0 ? Infinity : count));
  let complete = true;
  let done = types * rows;
  const fits = (kind: number, room: Int32Array, t: number) => {
    const { sizes, fit } = kinds[kind];
    if (fit[t] === 0) return false;
    let r = 0;
    while (r < rows && sizes[t * rows + r] <= room[r]) r++;
    done += r + 4;
    return r === rows;
  };
  for (const t of order) {
    let from = 0;
    for (let copies = demand[t]; copies > 0; copies--) {
      while (from < hosts.length && !fits(hosts[from].kind, hosts[from].room, t)) from++;
      if (from === hosts.length) {
        const kind = preference.find((k) => left[k] > 0 && kinds[k].fit[t] > 0);
        if (kind === undefined) {
          complete = false;
          break;
        }
        left[kind]--;
        hosts.push({ kind, room: kinds[kind].capacity.slice(), copies: new Map() });
      }
      const host = hosts[from];
      const { sizes } = kinds[host.kind];
      for (let r = 0; r < rows; r++) host.room[r] -= sizes[t * rows + r];
      host.copies.set(t, (host.copies.get(t) ?? 0) + 1);
      if (done > BREATH) {
        done = 0;
        yield null;
      }
    }
  }
  const patterns = hosts.map(({ kind, copies }) => {
    const held = [...copies.keys()].sort((a, b) => a - b);
    return { kind, types: held, copies: held.map((t) => copies.get(t)!) };
  });
  yield { patterns, complete };
}
