import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certify, verifyCertificate, type Certificate } from '../../../src/engine/columns/certificate';
import { heaviestSet } from '../../../src/engine/columns/heaviest';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { bruteForce, randomProblem } from '../packing/problems';
import { fewestHosts, fitsOneHost } from './brute';
import { often } from '../../often';

/** Seven items of 4, 4, 4, 3, 3, 2, 2 in hosts of 10: 22 in all, three hosts. */
const problem = staticProblem(Int32Array.of(4, 4, 4, 3, 3, 2, 2), Int32Array.of(10));
const volume: Certificate = { weights: [4, 4, 4, 3, 3, 2, 2], most: [10], bound: 3 };

describe('a certificate', () => {
  it('by volume is confirmed', () => {
    expect(verifyCertificate(problem, volume)).toMatchObject({ valid: true, bound: 3 });
  });

  it('is confirmed where two items never share a host, which no volume shows', () => {
    const large = staticProblem(Int32Array.of(6, 6, 6), Int32Array.of(10));
    expect(verifyCertificate(large, { weights: [1, 1, 1], most: [1], bound: 3 }).valid).toBe(true);
    expect(verifyCertificate(problem, { weights: [1, 1, 1, 1, 1, 1, 1], most: [1], bound: 7 }).valid).toBe(
      false,
    );
  });

  it('counts a group that must stay apart', () => {
    const apart = {
      ...problem,
      apartGroups: 1,
      apartStart: Int32Array.of(0, 0, 0, 0, 1, 2, 3, 4),
      apartId: new Int32Array(4),
    };
    const four: Certificate = { weights: [0, 0, 0, 1, 1, 1, 1], most: [1], bound: 4 };
    expect(verifyCertificate(apart, four).valid).toBe(true);
    expect(verifyCertificate(problem, four).valid).toBe(false);
  });

  it.each<[string, Certificate, string]>([
    ['a raised weight', { ...volume, weights: [5, 4, 4, 3, 3, 2, 2] }, 'weigh'],
    ['a lowered greatest weight', { ...volume, most: [9] }, 'weigh'],
    ['a raised bound', { ...volume, bound: 4 }, 'makes 3 hosts, not 4'],
    ['a weight too few', { ...volume, weights: [4, 4, 4, 3, 3, 2] }, '6 weights for 7 items'],
    ['a fraction', { ...volume, weights: [4.5, 4, 4, 3, 3, 2, 2] }, 'not a whole number'],
    ['a negative weight', { ...volume, weights: [-4, 4, 4, 3, 3, 2, 2] }, 'not a whole number'],
    ['a negative greatest weight', { ...volume, most: [-1] }, 'not a whole number'],
    ['a greatest weight too many', { ...volume, most: [10, 10] }, '2 greatest weights for 1 kinds'],
    ['weights beyond exact sums', { ...volume, weights: new Array(7).fill(2 ** 52) }, 'exactly'],
  ])('with %s is rejected', (_, tampered, why) => {
    const verdict = verifyCertificate(problem, tampered);
    expect(verdict).toMatchObject({ valid: false, bound: 0 });
    expect(verdict.why).toContain(why);
  });

  it('is left undecided, not confirmed, when the work allowed does not suffice', () => {
    const many = staticProblem(
      Int32Array.from({ length: 60 }, (_, k) => 300 + ((k * 37) % 101)),
      Int32Array.of(1000),
    );
    const weights = Array.from(many.demand, (size) => size + (size % 7));
    const denominator = 1010;
    const bound = Math.ceil(weights.reduce((a, b) => a + b, 0) / denominator);
    expect(verifyCertificate(many, { weights, most: [denominator], bound }, 10)).toMatchObject({
      valid: false,
      undecided: true,
    });
  });

  it('that is confirmed never goes beyond the fewest hosts (brute force)', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 1,
      maxLength: 8,
    });
    let confirmed = 0;
    fc.assert(
      fc.property(
        sizes,
        fc.array(fc.nat(6), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (a, w, denominator) => {
          const small = staticProblem(Int32Array.from(a.flat()), Int32Array.of(10, 12));
          const weights = w.slice(0, a.length);
          const bound = Math.ceil(weights.reduce((x, y) => x + y, 0) / denominator);
          const verdict = verifyCertificate(small, { weights, most: [denominator], bound });
          expect(verdict.undecided).toBe(false);
          if (verdict.valid) {
            confirmed++;
            expect(verdict.bound).toBeLessThanOrEqual(fewestHosts(small));
          }
        },
      ),
      { seed: 5, numRuns: often(300) },
    );
    expect(confirmed).toBeGreaterThan(often(50));
  });
});

describe('a certificate over hosts of several kinds', () => {
  /** Items of 6, 6, 4, 4 on hosts of 10 for 3 each, or one of 20 for 4. */
  const kinds: FoldProblem = {
    ...staticProblem(Int32Array.of(6, 6, 4, 4), Int32Array.of(10)),
    kinds: 2,
    capacity: Int32Array.of(10, 20),
    perGuest: new Int32Array(2),
    perCore: new Int32Array(2),
    kindCount: Int32Array.of(-1, 1),
    kindPrice: Int32Array.of(3, 4),
  };
  const honest: Certificate = { weights: [6, 6, 4, 4], most: [10, 20], bound: 4 };

  it('is confirmed with what each kind carries, at what it costs', () => {
    expect(verifyCertificate(kinds, honest)).toMatchObject({ valid: true, bound: 4 });
  });

  it.each<[string, FoldProblem, Certificate, string]>([
    ['a greatest weight lowered for one kind', kinds, { ...honest, most: [10, 19], bound: 6 }, 'kind 1'],
    ['a greatest weight raised, the bound kept', kinds, { ...honest, most: [10, 9] }, 'makes 6'],
    ['a kind too few', kinds, { ...honest, most: [20] }, '1 greatest weights for 2 kinds'],
    ['another inventory', { ...kinds, kindCount: Int32Array.of(-1, 0) }, honest, 'makes 6'],
    ['other prices', { ...kinds, kindPrice: Int32Array.of(3, 5) }, honest, 'makes 5'],
    ['hosts counted for their cost', kinds, { ...honest, bound: 1 }, 'makes 4'],
  ])('with %s is rejected', (_, problem, tampered, why) => {
    const verdict = verifyCertificate(problem, tampered);
    expect(verdict).toMatchObject({ valid: false, bound: 0 });
    expect(verdict.why).toContain(why);
  });

  it('counts on a kind only the items that are allowed there', () => {
    const bound = { ...kinds, onlyKind: Int32Array.of(0, 0, -1, -1) };
    const certificate: Certificate = { weights: [2, 2, 1, 1], most: [3, 2], bound: 6 };
    expect(verifyCertificate(bound, certificate).valid).toBe(true);
    expect(verifyCertificate(kinds, certificate).why).toContain('fit one host of kind 1');
  });

  it('made of any weights is confirmed with the true greatest ones, refused with less, never above the optimum', () => {
    let sharp = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
        (seed, items, any) => {
          const problem = randomProblem(seed, { items, kinds: 2 + (seed & 1) });
          const weights = any.slice(0, items);
          const most = Array.from({ length: problem.kinds }, (_, j) => heaviestOn(problem, weights, j));
          const certificate = certify(problem, weights, most);
          const verdict = verifyCertificate(problem, certificate);
          // With shared pages the check may allow more than the problem does; then it says so.
          if (!verdict.valid) expect([verdict.undecided, problem.images > 0]).toEqual([true, true]);
          const least = bruteForce(problem);
          expect(certificate.bound).toBeLessThanOrEqual(least);
          if (verdict.valid && certificate.bound === least) sharp++;
          const heaviest = most.indexOf(Math.max(...most));
          if (most[heaviest] === 0) return;
          const less = most.map((m, j) => (j === heaviest ? m - 1 : m));
          expect(verifyCertificate(problem, certify(problem, weights, less)).valid).toBe(false);
          refused++;
        },
      ),
      { seed: 17, numRuns: often(400) },
    );
    expect(sharp).toBeGreaterThan(often(40));
    expect(refused).toBeGreaterThan(often(200));
  });
});

/** The weight of the heaviest set that fits a host of kind `j`, by trying all sets. */
function heaviestOn(problem: FoldProblem, weights: readonly number[], j: number): number {
  let most = 0;
  for (let set = 0; set < 1 << problem.items; set++) {
    const chosen = weights.map((_, i) => i).filter((i) => (set >> i) & 1);
    if (chosen.some((i) => problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== j)) continue;
    if (!fitsOneHost(problem, chosen, j)) continue;
    most = Math.max(
      most,
      chosen.reduce((sum, i) => sum + weights[i], 0),
    );
  }
  return most;
}

describe('the heaviest set on a host', () => {
  it('is found exactly when there is one (brute force)', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 7 }),
            fc.integer({ min: 0, max: 7 }),
            fc.integer({ min: 0, max: 20 }),
          ),
          {
            minLength: 1,
            maxLength: 9,
          },
        ),
        (items) => {
          const small = staticProblem(
            Int32Array.from(items.flatMap(([a, b]) => [a, b])),
            Int32Array.of(11, 9),
          );
          let most = 0;
          for (let set = 0; set < 1 << items.length; set++) {
            const chosen = items.map((_, i) => i).filter((i) => (set >> i) & 1);
            if (fitsOneHost(small, chosen))
              most = Math.max(
                most,
                chosen.reduce((sum, i) => sum + items[i][2], 0),
              );
          }
          const rows = [0, 1].map((d) => ({ sizes: items.map((x) => x[d]), capacity: d ? 9 : 11, load: 1 }));
          const apart = items.map(() => []);
          const weights = items.map((x) => x[2]);
          expect(heaviestSet(weights, rows, apart, most, 1e7).outcome).toBe('none');
          if (most > 0) {
            const heavy = heaviestSet(weights, rows, apart, most - 1, 1e7);
            expect(heavy).toMatchObject({ outcome: 'found', weight: most });
          }
        },
      ),
      { seed: 11, numRuns: often(300) },
    );
  });
});
