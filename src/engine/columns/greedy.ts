import type { PatternInstance } from './instance';
import type { Pattern } from './kernel';

/**
 * First fit by falling weighted size, under several weights of the rows: a first plan, and first columns.
 * @param draw uniform numbers in (0, 1)
 */
export function* greedyPlans(
  instance: PatternInstance,
  tries: number,
  draw: () => number,
): Generator<Pattern[], void> {
  for (let k = 0; k < tries; k++) yield firstFit(instance, k === 0 ? () => 0.5 : draw);
}

function firstFit(instance: PatternInstance, draw: () => number): Pattern[] {
  const { types, rows, sizes, capacity, demand } = instance;
  const weight = Array.from(capacity, (room) => (0.3 + draw()) / Math.max(1, room));
  const key = Array.from({ length: types }, (_, t) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += weight[r] * sizes[t * rows + r];
    return sum * (0.9 + 0.2 * draw());
  });
  const order = key.map((_, t) => t).sort((a, b) => key[b] - key[a] || a - b);
  const hosts: { room: Int32Array; copies: Map<number, number> }[] = [];
  for (const t of order) {
    const fits = (room: Int32Array) => {
      for (let r = 0; r < rows; r++) if (sizes[t * rows + r] > room[r]) return false;
      return true;
    };
    let from = 0;
    for (let left = demand[t]; left > 0; left--) {
      while (from < hosts.length && !fits(hosts[from].room)) from++;
      if (from === hosts.length) hosts.push({ room: capacity.slice(), copies: new Map() });
      const { room, copies } = hosts[from];
      for (let r = 0; r < rows; r++) room[r] -= sizes[t * rows + r];
      copies.set(t, (copies.get(t) ?? 0) + 1);
    }
  }
  return hosts.map(({ copies }) => {
    const held = [...copies.keys()].sort((a, b) => a - b);
    return { types: held, copies: held.map((t) => copies.get(t)!) };
  });
}
