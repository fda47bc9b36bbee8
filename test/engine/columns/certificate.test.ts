import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyCertificate, type Certificate } from '../../../src/engine/columns/certificate';
import { heaviestSet } from '../../../src/engine/columns/heaviest';
import { staticProblem } from '../../../src/engine/packing/problem';
import { fewestHosts, fitsOneHost } from './brute';

/** Seven items of 4, 4, 4, 3, 3, 2, 2 in hosts of 10: 22 in all, three hosts. */
const problem = staticProblem(Int32Array.of(4, 4, 4, 3, 3, 2, 2), Int32Array.of(10));
const volume: Certificate = { weights: [4, 4, 4, 3, 3, 2, 2], denominator: 10, bound: 3 };

describe('a certificate', () => {
  it('by volume is confirmed', () => {
    expect(verifyCertificate(problem, volume)).toMatchObject({ valid: true, bound: 3 });
  });

  it('is confirmed where two items never share a host, which no volume shows', () => {
    const large = staticProblem(Int32Array.of(6, 6, 6), Int32Array.of(10));
    expect(verifyCertificate(large, { weights: [1, 1, 1], denominator: 1, bound: 3 }).valid).toBe(true);
    expect(
      verifyCertificate(problem, { weights: [1, 1, 1, 1, 1, 1, 1], denominator: 1, bound: 7 }).valid,
    ).toBe(false);
  });

  it('counts a group that must stay apart', () => {
    const apart = {
      ...problem,
      apartGroups: 1,
      apartStart: Int32Array.of(0, 0, 0, 0, 1, 2, 3, 4),
      apartId: new Int32Array(4),
    };
    const four: Certificate = { weights: [0, 0, 0, 1, 1, 1, 1], denominator: 1, bound: 4 };
    expect(verifyCertificate(apart, four).valid).toBe(true);
    expect(verifyCertificate(problem, four).valid).toBe(false);
  });

  it.each<[string, Certificate, string]>([
    ['a raised weight', { ...volume, weights: [5, 4, 4, 3, 3, 2, 2] }, 'weigh'],
    ['a lowered denominator', { ...volume, denominator: 9 }, 'weigh'],
    ['a raised bound', { ...volume, bound: 4 }, 'makes 3 hosts, not 4'],
    ['a weight too few', { ...volume, weights: [4, 4, 4, 3, 3, 2] }, '6 weights for 7 items'],
    ['a fraction', { ...volume, weights: [4.5, 4, 4, 3, 3, 2, 2] }, 'not a whole number'],
    ['a negative weight', { ...volume, weights: [-4, 4, 4, 3, 3, 2, 2] }, 'not a whole number'],
    ['no denominator', { ...volume, denominator: 0 }, 'denominator'],
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
    expect(verifyCertificate(many, { weights, denominator, bound }, 10)).toMatchObject({
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
          const verdict = verifyCertificate(small, { weights, denominator, bound });
          expect(verdict.undecided).toBe(false);
          if (verdict.valid) {
            confirmed++;
            expect(verdict.bound).toBeLessThanOrEqual(fewestHosts(small));
          }
        },
      ),
      { seed: 5, numRuns: 300 },
    );
    expect(confirmed).toBeGreaterThan(50);
  });
});

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
      { seed: 11, numRuns: 300 },
    );
  });
});
