import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triangular, unit } from '../../src/decide/draw';
import { casesOf, runStudy } from '../../src/decide/run-study';
import type { Axis, Case, Study } from '../../src/decide/study';
import { MOST_CASES, studyOf } from '../../src/decide/check-study';
import { caseAt, caseCount } from '../../src/decide/study';
import { often } from '../often';

const BASE = { size: 1, name: 'a', inner: { list: [{ n: 1 }, { n: 2 }], rate: 0.5 }, open: {} };

const range = fc
  .tuple(...([0, 1, 2].map(() => fc.double({ min: -1e6, max: 1e6, noNaN: true })) as [never, never, never]))
  .map((ends) => {
    const [low, likely, high] = [...(ends as number[])].sort((a, b) => a - b);
    return { low, likely, high };
  });
const values = fc.uniqueArray(fc.oneof(fc.integer(), fc.string()), { minLength: 1, maxLength: 4 });
const taken = (path: string) =>
  values.map((list): Axis => ({ settings: list.map((value) => ({ [path]: value })) }));
const drawn = (path: string) => range.map((ends): Axis => ({ path, drawn: ends }));

/** Studies over any of seven places, taken in turn or drawn, in any order. */
const anyStudy: fc.Arbitrary<Study<typeof BASE>> = fc
  .record({
    paths: fc.shuffledSubarray([
      'size',
      'name',
      'inner.list.0',
      'inner.list.1.n',
      'inner.rate',
      'inner.none',
      'open.more',
    ]),
    samples: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(2 ** 31 - 1),
  })
  .chain(({ paths, samples, seed }) =>
    fc
      .tuple(...paths.slice(0, 4).map((path) => fc.oneof(taken(path), drawn(path))))
      .map((axes) => studyOf({ base: BASE, axes, samples, seed })),
  );

const all = (study: Study<unknown>) => Array.from({ length: caseCount(study) }, (_, i) => i);

describe('a case of a study', () => {
  it('is a function of its number alone, in whatever order cases are asked for', () => {
    fc.assert(
      fc.property(anyStudy, fc.infiniteStream(fc.nat()), (study, picks) => {
        const count = caseCount(study);
        const inOrder = all(study).map((i) => caseAt(study, i));
        for (let k = 0; k < 20; k++) {
          const i = (picks.next().value as number) % count;
          expect(caseAt(study, i)).toEqual(inOrder[i]);
        }
      }),
    );
  });

  it('changes what it says it sets, and neither the rest nor the base', () => {
    const study = studyOf({
      base: BASE,
      axes: [{ settings: [{ 'inner.list.1.n': 9, size: 7 }] }, { settings: [{ 'open.more': 'x' }] }],
    });
    const before = JSON.stringify(BASE);
    expect(caseAt(study, 0)).toEqual({
      index: 0,
      set: { 'inner.list.1.n': 9, size: 7, 'open.more': 'x' },
      of: { size: 7, name: 'a', inner: { list: [{ n: 1 }, { n: 9 }], rate: 0.5 }, open: { more: 'x' } },
    });
    expect(JSON.stringify(BASE)).toBe(before);
  });

  it('stands for one combination, and every combination has its cases, the last axis turning fastest', () => {
    const study = studyOf({
      base: BASE,
      axes: [
        { settings: [{ size: 1 }, { size: 2 }] },
        { path: 'inner.rate', drawn: { low: 0, likely: 1, high: 2 } },
        { settings: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
      ],
      samples: 2,
    });
    const seen = all(study).map((i) => {
      const { size, name } = caseAt(study, i).of;
      return `${size}${name}`;
    });
    expect(seen.join(' ')).toBe('1a 1a 1b 1b 1c 1c 2a 2a 2b 2b 2c 2c');
    fc.assert(
      fc.property(anyStudy, (any) => {
        const combinations = all(any).map((i) => {
          const { set } = caseAt(any, i);
          return JSON.stringify(
            any.axes.map((axis) =>
              'drawn' in axis ? i % any.samples : Object.keys(axis.settings[0]).map((path) => set[path]),
            ),
          );
        });
        const times = any.axes.some((axis) => 'drawn' in axis) ? 1 : any.samples;
        expect(new Set(combinations).size).toBe(combinations.length / times);
      }),
    );
  });

  it('draws within the ranges, the same figures for one sample in every combination', () => {
    fc.assert(
      fc.property(anyStudy, (study) => {
        for (const axis of study.axes) {
          if (!('drawn' in axis)) continue;
          const { low, high } = axis.drawn;
          for (const i of all(study)) {
            const value = caseAt(study, i).set[axis.path] as number;
            // The last bit of a sum may round outward.
            const rounding = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high));
            expect(value).toBeGreaterThanOrEqual(low - rounding);
            expect(value).toBeLessThanOrEqual(high + rounding);
            expect(value).toBe(caseAt(study, i % study.samples).set[axis.path]);
          }
        }
      }),
    );
  });

  it('draws for two axes of one range figures of their own', () => {
    const drawn = { low: 0, likely: 0.5, high: 1 };
    const axes = ['size', 'inner.rate'].map((path) => ({ path, drawn }));
    const { set } = caseAt(studyOf({ base: BASE, axes, seed: 1 }), 0);
    expect(set.size).not.toBe(set['inner.rate']);
  });

  it('draws other figures for another seed, another sample and another axis', () => {
    const drawnBy = new Set<number>();
    for (let seed = 0; seed < 10; seed++)
      for (let sample = 0; sample < 100; sample++)
        for (let axis = 0; axis < 10; axis++) drawnBy.add(unit(seed, sample, axis));
    expect(drawnBy.size).toBeGreaterThan(9990);
  });

  it('is refused beyond the last', () => {
    const study = studyOf({ base: BASE, axes: [{ settings: [{ size: 1 }, { size: 2 }] }] });
    for (const index of [-1, 2, 0.5, NaN]) expect(() => caseAt(study, index)).toThrow(/study that has 2/);
  });
});

describe('draws', () => {
  it('are spread evenly over (0, 1), and those of two axes have nothing in common', () => {
    const n = 20_000;
    const pairs = Array.from({ length: n }, (_, k) => [unit(3, k, 0), unit(3, k, 1)]);
    const mean = (of: (pair: number[]) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / n;
    // Four standard errors: of a mean 1 / sqrt(12 n), of a product of two centred ones 1 / (12 sqrt(n)).
    expect(Math.abs(mean(([a]) => a) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * n));
    expect(Math.abs(mean(([a]) => (a - 0.5) ** 2) - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
    expect(Math.abs(mean(([a, b]) => (a - 0.5) * (b - 0.5)))).toBeLessThan(4 / (12 * Math.sqrt(n)));
    expect(Math.min(...pairs.flat())).toBeGreaterThan(0);
    expect(Math.max(...pairs.flat())).toBeLessThan(1);
  });

  it('from a triangle have its mean, its mode where its halves meet, and its ends', () => {
    const ends = { low: 1, likely: 2, high: 5 };
    const n = 20_000;
    let sum = 0;
    for (let k = 0; k < n; k++) sum += triangular(ends, (k + 0.5) / n);
    expect(sum / n).toBeCloseTo((1 + 2 + 5) / 3, 3);
    expect(triangular(ends, 1 / 4)).toBeCloseTo(2, 12);
    expect(triangular(ends, 0)).toBe(1);
    expect(triangular(ends, 1)).toBe(5);
    expect(triangular({ low: 3, likely: 3, high: 3 }, 0.7)).toBe(3);
  });
});

/** Ends after a number of turns that has nothing to do with its place in the order. */
const lineOf = async ({ index, set, of }: Case<typeof BASE>) => {
  for (let turns = (index * 7919) % 5; turns > 0; turns--) await Promise.resolve();
  return JSON.stringify({ index, set, rate: of.inner.rate });
};

describe('running a study', () => {
  it('gives the same lines by index on any number of lanes, and a case run alone gives its line', async () => {
    await fc.assert(
      fc.asyncProperty(anyStudy, fc.integer({ min: 2, max: 8 }), fc.nat(), async (study, lanes, pick) => {
        const alone = await runStudy(study, lineOf);
        const told: number[] = [];
        const together = await runStudy(study, lineOf, { lanes, onLine: (_, index) => told.push(index) });
        expect(together).toEqual(alone);
        expect(told).toEqual(all(study));
        const i = pick % alone.length;
        expect(await runStudy(study, lineOf, { cases: [i] })).toEqual([alone[i]]);
      }),
      { numRuns: often(60) },
    );
  });

  it('in shards gives the lines of the whole, each once, whatever the number of shards', async () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 250 }), (count, shards) => {
        const dealt = Array.from({ length: shards }, (_, shard) => casesOf(shard, shards, count));
        expect(dealt.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        const sizes = dealt.map((cases) => cases.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
    const study = studyOf({
      base: BASE,
      axes: [{ settings: [1, 2, 3].map((size) => ({ size })) }],
      samples: 4,
    });
    const whole = await runStudy(study, lineOf);
    for (const shards of [1, 3, 7]) {
      const merged: string[] = [];
      for (let shard = shards - 1; shard >= 0; shard--)
        await runStudy(study, lineOf, {
          cases: casesOf(shard, shards, caseCount(study)),
          onLine: (line, index) => (merged[index] = line),
        });
      expect(merged).toEqual(whole);
    }
  });

  it('keeps the whole lines where it is stopped, and none of a case that was cut', async () => {
    const study = studyOf({ base: BASE, axes: [], samples: 10 });
    const abort = new AbortController();
    const cut = async ({ index }: Case<typeof BASE>, signal?: AbortSignal) => {
      if (index === 4) abort.abort();
      await Promise.resolve();
      signal?.throwIfAborted();
      return index;
    };
    const done: number[] = [];
    const { signal } = abort;
    expect(await runStudy(study, cut, { signal, onLine: (_, __, n) => done.push(n) })).toEqual([0, 1, 2, 3]);
    expect(done).toEqual([1, 2, 3, 4]);
    expect(await runStudy(study, cut, { signal })).toEqual([]);
  });

  it('ends with the error of a case, and begins no further one', async () => {
    const study = studyOf({ base: BASE, axes: [], samples: 50 });
    const begun: number[] = [];
    const failing = async ({ index }: Case<typeof BASE>) => {
      begun.push(index);
      await Promise.resolve();
      if (index === 3) throw new Error('case 3 fails');
      return index;
    };
    await expect(runStudy(study, failing, { lanes: 2 })).rejects.toThrow('case 3 fails');
    for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    expect(Math.max(...begun)).toBeLessThan(7);
  });
});

describe('a study is refused', () => {
  const one = (path: string): Axis => ({ settings: [{ [path]: 1 }, { [path]: 2 }] });
  it.each<[string, Partial<Study<typeof BASE>>, RegExp]>([
    [
      'with a path that leads nowhere',
      { axes: [one('inner.colour.hue')] },
      /^inner\.colour\.hue: no such place: inner has list, rate\.$/,
    ],
    [
      'with a path through a figure',
      { axes: [one('size.x')] },
      /^size\.x: no such place: size is 1, with nothing in it\.$/,
    ],
    [
      'with a place that a list does not have',
      { axes: [one('inner.list.2.n')] },
      /inner\.list is a list; expected 0 to 1 after it/,
    ],
    [
      'with a word in place of a place in a list',
      { axes: [one('inner.list.first')] },
      /expected 0 to 1 after it/,
    ],
    ['with an empty step', { axes: [one('inner.')] }, /no such place/],
    [
      'with a name that every object has',
      { axes: [one('constructor.name')] },
      /no such place: the base has size, name/,
    ],
    [
      'with one path on two axes',
      { axes: [one('size'), one('size')] },
      /^size: found beside size; expected each value/,
    ],
    [
      'with a path within that of another axis',
      { axes: [one('inner.list'), one('inner.list.0.n')] },
      /^inner\.list\.0\.n: found beside inner\.list;/,
    ],
    [
      'with an axis that has nothing to take',
      { axes: [{ settings: [] }] },
      /^axes\[0\]: found no setting; expected one at least\./,
    ],
    [
      'with a value that stands twice',
      { axes: [{ settings: [{ size: 5 }, { size: 5 }] }] },
      /^size: found 5 a second time/,
    ],
    [
      'with a range the wrong way round',
      { axes: [{ path: 'size', drawn: { low: 2, likely: 1, high: 3 } }] },
      /^size: found 2, 1, 3; expected low, likely/,
    ],
    ['without samples', { samples: 0 }, /^samples: found 0; expected a whole number from 1 to 1000000\./],
    ['with half a sample', { samples: 1.5 }, /^samples: found 1\.5/],
    ['with more samples than a study may have', { samples: MOST_CASES + 1 }, /^samples: found 1000001/],
    [
      'with more cases than a study may have',
      { axes: [one('size'), one('name')], samples: 300_000 },
      /^study: found 1200000 cases; expected at most 1000000\./,
    ],
  ])('%s', (_, parts, words) => {
    expect(() => studyOf({ base: BASE, axes: [], ...parts })).toThrow(words);
  });

  it('but not one of exactly as many cases as it may have', () => {
    expect(caseCount(studyOf({ base: BASE, axes: [one('size')], samples: MOST_CASES / 2 }))).toBe(MOST_CASES);
  });
});
