import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { HostSpec } from '../../src/overhead/host';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import { inMoney, objectiveOf } from '../../src/placement/objective';
import { OPTIONS, estateOf, guest } from './estates';
import { recheck } from './recheck';
import { often } from '../often';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const kind = (name: string, cores: number, price: number | null, count: number | null = null): HostSpec => ({
  ...DEFAULT_HOST,
  name,
  cores,
  rating: 1,
  price,
  count,
});
/** Servers that are busy all the time on so many cores of rating 1. */
const busy = (...cores: number[]) =>
  estateOf(
    cores.map((n, g) => guest(`G${g}`, { busy: [100] }, { cores: n, rating: 1 })),
    1,
  );
const bare = { ...OPTIONS, profile: 'bare', failures: 0, work: 200 } as const;

describe('what is made small', () => {
  it('is the number of hosts, unless there are several kinds and each has a price', () => {
    expect(objectiveOf([kind('a', 4, 100)])).toMatchObject({ of: 'hosts', unit: 1 });
    expect(objectiveOf([kind('a', 4, 100), kind('b', 8, null)]).of).toBe('hosts');
    expect(objectiveOf([kind('a', 4, 0), kind('b', 8, 0)]).of).toBe('hosts');
    expect(objectiveOf([kind('a', 4, 100), kind('b', 8, 150)])).toEqual({
      of: 'cost',
      prices: Int32Array.of(2, 3),
      unit: 50,
      rounded: false,
    });
  });

  it('counts licences too, and keeps cents', () => {
    const licensed = { ...kind('a', 4, 100.1), licencePerCore: 2.5, sockets: 2, licenceMinimumPerSocket: 8 };
    const objective = objectiveOf([licensed, kind('b', 8, 99.99)]);
    expect([...objective.prices].map((units) => inMoney(units, objective))).toEqual([140.1, 99.99]);
    expect(objective.rounded).toBe(false);
  });

  it('counts parts of cents exactly', () => {
    const objective = objectiveOf([kind('a', 4, 100.006), kind('b', 8, 250)]);
    expect(objective.rounded).toBe(false);
    expect(inMoney(10 * objective.prices[0], objective)).toBe(1000.06);
  });

  it('rounds down what it cannot count, so that no sum exceeds the real one, and none becomes free', () => {
    const cases = [
      [123_456_789.13, 7],
      [30_000_000, 0.04],
      [100 / 3, 50],
      [1e12 / 3, 0.04],
      [0.000_000_12, 2.5],
    ];
    for (const [a, b] of cases) {
      const objective = objectiveOf([kind('a', 4, a), kind('b', 8, b)]);
      expect(Math.max(...objective.prices)).toBeLessThanOrEqual(2 ** 30);
      expect(Math.min(...objective.prices)).toBeGreaterThan(0);
      [a, b].forEach((price, k) => {
        for (const n of [1, 10, 999])
          expect(inMoney(n * objective.prices[k], objective)).toBeLessThanOrEqual(n * price * (1 + 1e-12));
      });
    }
    const large = objectiveOf([kind('a', 4, 123_456_789.13), kind('b', 8, 7)]);
    expect(large.rounded).toBe(true);
    expect(inMoney(large.prices[0], large)).toBe(123_456_789);
  });
});

describe('a catalogue', () => {
  it('gives the cheapest mix, not the fewest hosts, with a proof in money', async () => {
    // 5 of 3 cores: one of 16 for 900 holds all; two of 8 for 300 hold four of them, three hold all.
    const hosts = [kind('large', 16, 900), kind('small', 8, 290.5)];
    const answer = await fold(busy(3, 3, 3, 3, 3), { ...bare, hosts }, engine);
    expect(answer).toMatchObject({ objective: 'cost', hostCount: 3, cost: 871.5, proved: true });
    expect(answer.lowerBound).toBe(871.5);
    expect(answer.course.at(-1)).toMatchObject({ value: 871.5, bound: 871.5 });
    const proof = answer.proof!;
    expect(proof.bound).toBe(871.5);
    expect(proof.total).toBe(proof.points.reduce((sum, entry) => sum + entry.points, 0));
    expect(proof.kinds.map((k) => [k.kind, k.price, k.count])).toEqual([
      ['large', 900, null],
      ['small', 290.5, null],
    ]);
  });

  it('with rounded prices is proved only where the bound reaches the real cost, and tells what was rounded', async () => {
    const hosts = [kind('vast', 16, 123_456_789.13), kind('small', 8, 7)];
    const exact = await fold(busy(3, 3, 3, 3, 3), { ...bare, hosts }, engine);
    expect(exact).toMatchObject({ cost: 21, lowerBound: 21, proved: true });
    expect(exact.findings.find((f) => f.where === 'prices')?.text).toContain(
      'vast (123,456,789.13) as 123,456,789.',
    );
    const answer = await fold(busy(9), { ...bare, hosts }, engine);
    expect(answer).toMatchObject({ cost: 123_456_789.13, lowerBound: 123_456_789, proved: false });
    expect(answer.endedBy).not.toBe('proof');
  });

  it('adds up a plan to the bound that proves it', async () => {
    const hosts = [kind('large', 16, 99_999), kind('small', 8, 4321.1)];
    const answer = await fold(busy(3, 3, 3, 3, 3), { ...bare, hosts }, engine);
    expect(answer).toMatchObject({ cost: 12_963.3, lowerBound: 12_963.3, proved: true });
  });

  it('takes the dearer kind once it is worth it, and no more of a kind than there are', async () => {
    const hosts = [kind('large', 16, 800), kind('small', 8, 290.5)];
    expect((await fold(busy(3, 3, 3, 3, 3), { ...bare, hosts }, engine)).cost).toBe(800);
    const few = [kind('large', 16, 800, 0), kind('small', 8, 290.5, 3)];
    const answer = await fold(busy(3, 3, 3, 3, 3), { ...bare, hosts: few }, engine);
    expect(answer).toMatchObject({ cost: 871.5, proved: true, unplaced: [] });
  });

  it('counts hosts that are there already as free', async () => {
    const hosts = [kind('new', 8, 300), kind('old', 4, 0, 2)];
    const answer = await fold(busy(3, 3, 3, 3), { ...bare, hosts }, engine);
    expect(answer).toMatchObject({ cost: 300, proved: true, hostCount: 3 });
  });

  it('spares hosts of the cheapest kind that can stand in for all', async () => {
    const hosts = [kind('large', 16, 900), kind('small', 8, 290.5)];
    const answer = await fold(busy(3, 3, 3, 3, 3), { ...bare, hosts, failures: 2 }, engine);
    expect(answer.withFailures).toEqual({ tolerated: 2, hostCount: 5 });
  });

  it('holds to brute force over mixes, in plan and bound', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 5, max: 9 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        async (cores, size, low, high) => {
          const hosts = [kind('a', 5, low / 4), kind('b', size, high / 4)];
          const options = { ...bare, hosts };
          const estate = busy(...cores);
          const answer = await fold(estate, options, engine);
          expect(recheck(estate, options, answer)).toEqual([]);
          const best = cheapest(cores, [
            { room: 5, price: low / 4 },
            { room: size, price: high / 4 },
          ]);
          expect(answer.lowerBound).toBeLessThanOrEqual(best);
          expect(answer.cost).toBeGreaterThanOrEqual(best);
          if (answer.proved) expect(answer.cost).toBe(best);
        },
      ),
      { seed: 5, numRuns: often(40) },
    );
  });
});

/** The least that hosts for all cost, over all ways to part the servers. */
function cheapest(cores: readonly number[], kinds: readonly { room: number; price: number }[]): number {
  const bins: number[] = [];
  let best = Infinity;
  const costOf = (load: number) =>
    Math.min(...kinds.map(({ room, price }) => (load <= room ? price : Infinity)));
  const place = (g: number) => {
    if (g === cores.length) {
      best = Math.min(
        best,
        bins.reduce((sum, load) => sum + costOf(load), 0),
      );
      return;
    }
    for (let b = 0; b <= bins.length; b++) {
      if (b === bins.length) bins.push(0);
      bins[b] += cores[g];
      place(g + 1);
      bins[b] -= cores[g];
      if (bins[b] === 0) {
        bins.pop();
        break;
      }
    }
  };
  place(0);
  return best;
}
