import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plantedOverADay } from '../../../bench/packing-instances';
import { casesOf, published } from '../../../bench/published';
import { estimateHosts } from '../../../src/engine/count/estimate';
import { ln, lnFactorial } from '../../../src/engine/count/ln';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { readInstance } from '../../../src/intake/vbp';
import { leastBetween } from '../../../src/placement/estimate';
import { EVERY_CASE } from '../../often';

describe('logarithms of sums and products alone', () => {
  it('are those of Math, to the last digits', () => {
    for (const x of [1e-9, 0.1, 0.5, 0.7071, 1, 1.4143, 2, 82, 1052, 1e12])
      expect(ln(x)).toBeCloseTo(Math.log(x), 13);
  });

  it('of factorials too', () => {
    expect(lnFactorial(0)).toBeCloseTo(0, 9);
    expect(lnFactorial(5)).toBeCloseTo(Math.log(120), 9);
    expect(lnFactorial(30)).toBeCloseTo(74.65823634883017, 9);
  });
});

/** What all items take of a resource, in hosts. */
function totalOf({ items, resources, demand, capacity }: FoldProblem, d: number): number {
  let sum = 0;
  for (let i = 0; i < items; i++) sum += demand[i * resources + d];
  return sum / capacity[d];
}

describe('the fewest hosts by a count of plans', () => {
  it('are about those that estates over time were made with', async () => {
    for (const [hosts, guests, seed] of [
      [10, 8, 1],
      [10, 12, 2],
    ]) {
      const counted = await estimateHosts(plantedOverADay(hosts, guests, 12, seed), 1);
      expect(Math.abs(counted! - hosts)).toBeLessThan(0.1 * hosts);
    }
  });

  it('are the same for the same seed', async () => {
    const problem = plantedOverADay(10, 8, 4, 3);
    expect(await estimateHosts(problem, 5)).toBe(await estimateHosts(problem, 5));
  });

  it('are not told of few items, of kinds and of rules, nor once it is stopped', async () => {
    const few = staticProblem(
      Int32Array.from({ length: 59 }, () => 3),
      Int32Array.of(10),
    );
    const enough = plantedOverADay(10, 8, 4, 3);
    expect(await estimateHosts(few, 1)).toBeNull();
    expect(await estimateHosts({ ...enough, apartGroups: 1 }, 1)).toBeNull();
    expect(await estimateHosts({ ...enough, kinds: 2 }, 1)).toBeNull();
    expect(await estimateHosts(enough, 1, () => true)).toBeNull();
  });

  it.runIf(published && EVERY_CASE)(
    'lie within the interval in seven of ten published instances at least',
    async () => {
      const outside: string[] = [];
      let tried = 0;
      for (const set of ['new', 'panigrahy', 'ct']) {
        const cases = casesOf(set).filter(
          ({ items, optimum }) => items >= 60 && items <= 120 && optimum > 0 && items >= 2.2 * optimum,
        );
        for (let k = 2; k < cases.length; k += Math.ceil(cases.length / 4)) {
          const { name, path, optimum } = cases[k];
          const problem = readInstance(readFileSync(path, 'utf8'), name);
          const counted = await estimateHosts(problem, 1);
          tried++;
          const total = Math.max(...Array.from(problem.capacity, (_, d) => totalOf(problem, d)));
          const told = leastBetween(counted, Math.ceil(total - 1e-9), Infinity);
          if (!told || told.least > optimum || told.most < optimum)
            outside.push(`${name}: ${optimum}, counted ${counted}`);
        }
      }
      expect(tried).toBeGreaterThanOrEqual(10);
      expect(outside.length, outside.join('; ')).toBeLessThanOrEqual(0.3 * tried);
    },
  );
});
