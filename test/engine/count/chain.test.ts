import { describe, expect, it } from 'vitest';
import { HostChain, type HostRows } from '../../../src/engine/count/chain';

interface Case {
  readonly capacity: readonly number[];
  /** Items x rows. */
  readonly need: readonly number[];
  readonly weights: readonly number[];
}

const CASES: Readonly<Record<string, Case>> = {
  'two rows, some pairs that do not fit': {
    capacity: [10, 9],
    need: [5, 2, 4, 4, 3, 3, 2, 6, 6, 1],
    weights: [0.5, -0.7, 1.2, 0, -0.3],
  },
  'all sets fit': { capacity: [9], need: [1, 1, 1, 1], weights: [0.4, -0.2, 0.9, -1.1] },
  'one item at a time': { capacity: [4], need: [3, 4, 3, 4], weights: [1, 0, 0.3, -1] },
  'one that fits with none but the smallest, heavy sets': {
    capacity: [12],
    need: [10, 2, 3, 4, 5, 5],
    weights: [2.5, 1, 1.5, 1, 1.2, 0.8],
  },
};

const rowsOf = ({ capacity, need, weights }: Case): HostRows => ({
  items: weights.length,
  rows: capacity.length,
  capacity: Int32Array.from(capacity),
  need: Int32Array.from(need),
});

/** The part of each set, by its bits, in all that fit; by Boltzmann's weights. */
function exactly({ items, rows, capacity, need }: HostRows, weights: readonly number[]): number[] {
  const masses = Array.from({ length: 2 ** items }, (_, set) => {
    const inside = weights.flatMap((_weight, i) => ((set >> i) & 1 ? [i] : []));
    const fits = [...capacity].every(
      (room, r) => inside.reduce((sum, i) => sum + need[i * rows + r], 0) <= room,
    );
    return fits ? Math.exp(inside.reduce((sum, i) => sum + weights[i], 0)) : 0;
  });
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / all);
}

const BATCHES = 40;
const LOOKS = 2000;
/** Moves of each copy between two looks. */
const APART = 12;

/** How often the sets of the two copies were seen, batch by batch. */
function seenBy(host: HostRows, weights: readonly number[], seed: number): Float64Array[] {
  const order = Int32Array.from(weights.keys()).sort(
    (a, b) => host.need[a * host.rows] - host.need[b * host.rows],
  );
  const chain = new HostChain(host, 2, order, seed);
  chain.weight.set(weights);
  chain.run(400);
  return Array.from({ length: BATCHES }, () => {
    const seen = new Float64Array(2 ** host.items);
    for (let k = 0; k < LOOKS; k++) {
      chain.run(APART);
      for (const hold of [chain.evenHold, chain.oddHold])
        seen[hold.reduce((set, held, i) => set | (held << i), 0)] += 1 / (2 * LOOKS);
    }
    return seen;
  });
}

describe.each(Object.entries(CASES))('the chain of sets: %s', (_, one) => {
  const host = rowsOf(one);
  const expected = exactly(host, one.weights);
  const batches = seenBy(host, one.weights, 7);
  const mean = (set: number) => batches.reduce((sum, batch) => sum + batch[set] / BATCHES, 0);

  it('is never in a set that does not fit', () => {
    expect(expected.flatMap((part, set) => (part === 0 && mean(set) > 0 ? [set] : []))).toEqual([]);
  });

  it('is in every other as often as its weight says, within four standard errors', () => {
    const off = expected.flatMap((part, set) => {
      const found = mean(set);
      const spread = batches.reduce((sum, batch) => sum + (batch[set] - found) ** 2, 0) / (BATCHES - 1);
      const z = (found - part) / Math.sqrt(Math.max(spread, part / LOOKS) / BATCHES);
      return part > 0 && Math.abs(z) > 4 ? [`${set}: ${found} for ${part} (${z.toFixed(1)})`] : [];
    });
    expect(off).toEqual([]);
  });

  it('holds as many items as its copies say', () => {
    const chain = new HostChain(host, 3, Int32Array.from(one.weights.keys()), 1);
    chain.weight.set(one.weights);
    chain.run(50);
    const sum = [chain.evenHold, chain.oddHold].flatMap((hold) => [...hold]).reduce((a, b) => a + b, 0);
    expect(chain.held).toBe(sum);
  });
});
