import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchBetween, isAbove, sumsOver } from '../../src/ui/fold/hosts/sums';
import { often } from '../often';

test('a stretch is summed with both of its ends, as by hand', () => {
  const load = Float32Array.of(9, 1, 2, 6, 9);
  expect(sumsOver(load, 5, { from: 1, to: 3 })).toEqual({ mean: 3, peak: 6, above: 1 });
  expect(sumsOver(load, 5, { from: 4, to: 4 })).toEqual({ mean: 9, peak: 9, above: 1 });
  expect(sumsOver(load, Infinity, { from: 0, to: 4 })).toMatchObject({ above: 0 });
});

test('a level has its value in every slot', () => {
  expect(sumsOver(Float32Array.of(4), 3, { from: 2, to: 6 })).toEqual({ mean: 4, peak: 4, above: 5 });
});

test('what single precision rounds up is not above a ceiling', () => {
  expect(isAbove(Math.fround(9.6), 9.6)).toBe(false);
  expect(isAbove(9.7, 9.6)).toBe(true);
});

test('a stretch that is drawn backwards is the same', () => {
  expect(stretchBetween(7, 2)).toEqual(stretchBetween(2, 7));
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
      fc.nat(),
      fc.nat(),
      (values, a, b) => {
        const stretch = stretchBetween(a % values.length, b % values.length);
        const own = values.slice(stretch.from, stretch.to + 1);
        expect(sumsOver(Float32Array.from(values), 5, stretch)).toEqual({
          mean: own.reduce((sum, v) => sum + v, 0) / own.length,
          peak: Math.max(...own),
          above: own.filter((v) => v > 5).length,
        });
      },
    ),
    { numRuns: often(100) },
  );
});
