import highsLoader from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Pattern, PatternInstance } from '../../../src/engine/columns/pattern';
import type { ColumnKernel } from '../../../src/engine/columns/kernel';
import { BUILDS, draws, kernelOf } from './builds';

type Highs = Awaited<ReturnType<typeof highsLoader>>;
let highs: Highs;
beforeAll(async () => {
  highs = await highsLoader();
});

/** An instance in which every set of the right length fits. */
function anySet(demand: Int32Array, longest: number): PatternInstance {
  const types = demand.length;
  return {
    types,
    rows: 1,
    demand,
    items: Array.from(demand, (copies) => new Int32Array(copies)),
    kinds: [
      {
        kind: 0,
        sizes: new Int32Array(types).fill(1),
        capacity: Int32Array.of(longest),
        fit: demand.map((copies) => Math.min(copies, longest)),
        price: 1,
        count: -1,
      },
    ],
  };
}

function randomPatterns(
  types: number,
  count: number,
  longest: number,
  below: (n: number) => number,
): Pattern[] {
  return Array.from({ length: count }, () => {
    const copies = new Map<number, number>();
    for (let k = 1 + below(longest); k > 0; k--) {
      const t = below(types);
      copies.set(t, (copies.get(t) ?? 0) + 1);
    }
    const used = [...copies.keys()].sort((a, b) => a - b);
    return { kind: 0, types: used, copies: used.map((t) => copies.get(t)!) };
  });
}

function optimum(need: ArrayLike<number>, patterns: readonly Pattern[]): number {
  const covers = Array.from(need, (): string[] => []);
  patterns.forEach((p, j) => Array.from(p.types, (t, e) => covers[t].push(`+ ${p.copies[e]} x${j}`)));
  const rows = covers.map((terms, t) => `r${t}: ${terms.join(' ')} >= ${need[t]}`);
  const objective = patterns.map((_, j) => `+ x${j}`).join(' ');
  return highs.solve(`Minimize\n obj: ${objective}\nSubject To\n${rows.join('\n')}\nEnd\n`).ObjectiveValue;
}

function settle(kernel: ColumnKernel): void {
  for (let calls = 0; calls < 10_000; calls++) {
    const outcome = kernel.solveMaster(50);
    if (outcome === 'done') return;
    expect(outcome).toBe('running');
  }
  throw new Error('the master did not settle');
}

const worth = (kernel: ColumnKernel, need: ArrayLike<number>) =>
  kernel.duals().reduce((sum, y, t) => sum + y * need[t], 0);

describe.each(BUILDS)('the master in the %s build', (build) => {
  it.each([
    [5, 12, 3],
    [20, 80, 4],
    [40, 300, 9],
    [60, 500, 3],
  ])(
    'with %i types and %i random columns has the optimum that HiGHS finds',
    async (types, count, longest) => {
      const below = draws(types);
      const kernel = await kernelOf(build);
      for (let round = 0; round < 5; round++) {
        const demand = Int32Array.from({ length: types }, () => 1 + below(4));
        const instance = anySet(demand, longest);
        kernel.load(instance, round);
        const single: Pattern[] = Array.from(demand, (copies, t) => ({
          kind: 0,
          types: [t],
          copies: [Math.min(copies, longest)],
        }));
        const patterns = randomPatterns(types, count, longest, below).filter(
          (p) => kernel.addPattern(p) >= 0,
        );
        settle(kernel);
        expect(worth(kernel, demand)).toBeCloseTo(optimum(demand, [...single, ...patterns]), 6);

        // From the optimal basis on: more columns, then less to cover, then all of it again.
        const more = randomPatterns(types, count, longest, below).filter((p) => kernel.addPattern(p) >= 0);
        settle(kernel);
        kernel.saveBasis();
        const all = [...single, ...patterns, ...more];
        expect(worth(kernel, demand)).toBeCloseTo(optimum(demand, all), 6);
        const rest = demand.map((copies) => (below(2) ? copies : below(copies)));
        kernel.setNeed(rest);
        settle(kernel);
        expect(worth(kernel, rest)).toBeCloseTo(optimum(rest, all), 6);
        kernel.restoreBasis();
        kernel.setNeed(demand);
        settle(kernel);
        expect(worth(kernel, demand)).toBeCloseTo(optimum(demand, all), 6);
        kernel.dropColumns(0.3);
        settle(kernel);
        expect(worth(kernel, demand)).toBeCloseTo(optimum(demand, all), 6);
      }
    },
  );
});
