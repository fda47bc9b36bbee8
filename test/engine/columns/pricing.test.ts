import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pattern, PatternInstance } from '../../../src/engine/columns/pattern';
import type { ColumnKernel } from '../../../src/engine/columns/kernel';
import { BUILDS, draws, kernelOf } from './builds';
import { often } from '../../often';

/** Types with sizes in two rows of 12 and 10, copies, and what one copy is worth. */
const typesOf = fc.array(
  fc.record({
    a: fc.integer({ min: 0, max: 9 }),
    b: fc.integer({ min: 0, max: 7 }),
    copies: fc.integer({ min: 1, max: 4 }),
    worth: fc.integer({ min: 0, max: 30 }),
  }),
  { minLength: 1, maxLength: 6 },
);
type Type = typeof typesOf extends fc.Arbitrary<(infer T)[]> ? T : never;

const instanceOf = (types: readonly Type[]): PatternInstance => ({
  types: types.length,
  rows: 2,
  demand: Int32Array.from(types, ({ copies }) => copies),
  items: types.map(({ copies }) => new Int32Array(copies)),
  kinds: [
    {
      kind: 0,
      sizes: Int32Array.from(types.flatMap(({ a, b }) => [a, b])),
      capacity: Int32Array.of(12, 10),
      fit: Int32Array.from(types, ({ a, b, copies }) =>
        Math.min(copies, a > 0 ? Math.floor(12 / a) : copies, b > 0 ? Math.floor(10 / b) : copies),
      ),
      price: 1,
      count: -1,
    },
  ],
});

/** The greatest worth of any pattern, by trying all numbers of copies. */
function greatest(types: readonly Type[], k = 0, a = 12, b = 10): number {
  if (k === types.length) return 0;
  let best = 0;
  for (let c = 0; c <= types[k].copies && c * types[k].a <= a && c * types[k].b <= b; c++)
    best = Math.max(
      best,
      c * types[k].worth + greatest(types, k + 1, a - c * types[k].a, b - c * types[k].b),
    );
  return best;
}

const worthOf = (types: readonly Type[], pattern: Pattern) =>
  Array.from(pattern.types).reduce((sum, t, e) => sum + types[t].worth * pattern.copies[e], 0);

/** Searches in as many small calls as it takes, and sees that the open bound never falls below the truth. */
function search(kernel: ColumnKernel, truth: number): void {
  for (let calls = 0; calls < 10_000; calls++) {
    const outcome = kernel.searchOn(1);
    expect(kernel.openBound()).toBeGreaterThanOrEqual(truth - 1e-6);
    if (outcome === 'done') return;
    expect(outcome).toBe('running');
  }
  throw new Error('the search did not end');
}

describe.each(BUILDS)('exact pricing in the %s build', (build) => {
  it('finds the greatest worth of any pattern, copies included (brute force)', async () => {
    const kernel = await kernelOf(build);
    fc.assert(
      fc.property(typesOf, (types) => {
        kernel.load(instanceOf(types), 1);
        const truth = greatest(types);
        const worths = types.map(({ worth }) => worth);
        kernel.startExact(0, worths, 0, 1, 60);
        search(kernel, truth);
        expect(kernel.bestWorth()).toBe(truth);
        for (const pattern of kernel.foundPatterns(0)) expect(kernel.fits(pattern)).toBe(true);
        if (truth > 0) expect(worthOf(types, kernel.foundPatterns(0)[0])).toBe(truth);
        kernel.startExact(0, worths, truth, 1, 0);
        search(kernel, truth);
        expect(kernel.found).toBe(0);
      }),
      { seed: 7, numRuns: build === 'debug' ? 100 : 400 },
    );
  });

  it('takes no more copies than are still needed', async () => {
    const kernel = await kernelOf(build);
    const types = [{ a: 2, b: 1, copies: 4, worth: 5 }];
    kernel.load(instanceOf(types), 1);
    kernel.setLimit(0, Int32Array.of(3));
    kernel.startExact(0, [5], 0, 1, 60);
    search(kernel, 15);
    expect(kernel.bestWorth()).toBe(15);
    kernel.setLimit(0, Int32Array.of(0));
    kernel.startExact(0, [5], 0, 1, 60);
    search(kernel, 0);
    expect(kernel.found).toBe(0);
  });

  it('gives the same answer in calls of any length', async () => {
    const below = draws(3);
    const types: Type[] = Array.from({ length: 30 }, () => ({
      a: 1 + below(6),
      b: 1 + below(6),
      copies: 1,
      worth: 20 + below(60),
    }));
    const answers = [];
    for (const units of [1, 7, 10_000]) {
      const kernel = await kernelOf(build);
      kernel.load(instanceOf(types), 1);
      kernel.startExact(
        0,
        types.map(({ worth }) => worth),
        0,
        1,
        60,
      );
      while (kernel.searchOn(units) === 'running');
      answers.push([kernel.bestWorth(), kernel.branches, kernel.foundPatterns(0)]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

/** What the pattern of the first copies that fit is worth, and what one item of it changed for another can make it. */
function exchanges(kernel: ColumnKernel, types: readonly Type[]) {
  const copies = types.map(() => 0);
  const patternOf = (counts: readonly number[]): Pattern => {
    const held = counts.flatMap((count, t) => (count > 0 ? [t] : []));
    return { kind: 0, types: held, copies: held.map((t) => counts[t]) };
  };
  const fits = () => kernel.fits(patternOf(copies));
  for (let t = 0; t < types.length; t++) {
    while (copies[t] < types[t].copies) {
      copies[t]++;
      if (fits()) continue;
      copies[t]--;
      break;
    }
  }
  const pattern = patternOf(copies);
  let best = 0;
  for (const s of Array.from(pattern.types))
    for (let t = 0; t < types.length; t++) {
      if (t === s || copies[t] === types[t].copies) continue;
      copies[s]--;
      copies[t]++;
      if (fits()) best = Math.max(best, worthOf(types, patternOf(copies)));
      copies[s]++;
      copies[t]--;
    }
  return { pattern, worth: worthOf(types, pattern), best };
}

describe.each(BUILDS)('heuristic pricing in the %s build', (build) => {
  it('by neighbours adds only patterns that fit and are worth more, and no exchange of one item is better', async () => {
    const kernel = await kernelOf(build);
    fc.assert(
      fc.property(typesOf, fc.integer({ min: 1, max: 2 }), (types, out) => {
        kernel.load(instanceOf(types), 2);
        const { pattern, worth, best } = exchanges(kernel, types);
        kernel.addPattern(pattern);
        expect(kernel.solveMaster(10_000)).toBe('done');
        const before = kernel.columns;
        const alone = Math.max(
          ...Array.from(kernel.reducedCosts(), (_, j) => worthOf(types, kernel.pattern(j)!)),
        );
        const least = Math.max(worth, alone);
        const steps = kernel.priceNearby(
          0,
          Float64Array.from(types, (t) => t.worth),
          Infinity,
          least,
          out,
        );
        while (!steps.next().done);
        let most = 0;
        for (let j = before; j < kernel.columns; j++) {
          expect(kernel.fits(kernel.pattern(j)!)).toBe(true);
          expect(worthOf(types, kernel.pattern(j)!)).toBeGreaterThan(least);
          most = Math.max(most, worthOf(types, kernel.pattern(j)!));
        }
        if (out === 1 && best > least) expect(most).toBeGreaterThanOrEqual(best);
      }),
      { seed: 17, numRuns: build === 'debug' ? 100 : 400 },
    );
  });

  it('adds only patterns that fit and are worth more than asked', async () => {
    const kernel = await kernelOf(build);
    fc.assert(
      fc.property(typesOf, fc.integer({ min: 0, max: 40 }), (types, least) => {
        kernel.load(instanceOf(types), 2);
        const before = kernel.columns;
        const worths = Float64Array.from(types, ({ worth }) => worth);
        const steps = kernel.priceByGreed(0, worths, worths, 10, 0.2, least);
        while (!steps.next().done);
        for (let j = before; j < kernel.columns; j++) {
          expect(kernel.fits(kernel.pattern(j)!)).toBe(true);
          expect(worthOf(types, kernel.pattern(j)!)).toBeGreaterThan(least);
        }
      }),
      { seed: 8, numRuns: often(100) },
    );
  });
});
