import { describe, expect, it, test } from 'vitest';
import { sameFigures, twinFindings } from '../../src/estate/twins';
import type { Recording } from '../../src/estate/recording';
import { reading, recorded } from './recordings';

const one = (server: string, busy: readonly number[] = [1, NaN, 3], more: Partial<Recording> = {}) =>
  recorded(server, [10, 20, 30], { busy }, { facts: { cores: 2 }, ...more });

describe('two recordings', () => {
  const { times } = one('a');
  test.each<[string, Recording, boolean]>([
    ['a copy of another source', one('a', [1, NaN, 3], { source: 'copy.csv' }), true],
    ['of another server', one('b'), false],
    ['another first value', one('a', [2, NaN, 3]), false],
    ['another last value', one('a', [1, NaN, 4]), false],
    ['a value for a hole', one('a', [1, 2, 3]), false],
    ['another time', { ...one('a'), times: Float64Array.of(10, 20, 31) }, false],
    ['fewer times', { ...one('a'), times: times.slice(0, 2) }, false],
    ['another measure', { ...one('a'), measures: { dpc: one('a').measures.busy } }, false],
    [
      'one measure more',
      { ...one('a'), measures: { ...one('a').measures, dpc: Float32Array.of(1, 1, 1) } },
      false,
    ],
    ['another fact', one('a', [1, NaN, 3], { facts: { cores: 4 } }), false],
    ['no facts', one('a', [1, NaN, 3], { facts: {} }), false],
  ])('say the same or not: %s', (_, other, same) => {
    expect(sameFigures(one('a'), other)).toBe(same);
    expect(sameFigures(other, one('a'))).toBe(same);
  });
});

describe('files that say the very same', () => {
  const file = (name: string, ...recordings: Recording[]) => ({ ...reading(...recordings), name });
  it('are named once, in whatever order they list their servers', () => {
    const [a, b, c] = [one('a'), one('b', [4, 5, 6]), one('c', [7, 8, 9])];
    const files = [file('z', a, b, c), file('y', c, a, b), file('x', b, c, a)];
    expect(twinFindings(files)).toEqual([
      {
        level: 'info',
        where: 'x, y, z',
        text: 'These 3 files say the very same of each server: it counts once.',
      },
    ]);
  });
  it('are two pairs where two pairs are alike', () => {
    const files = [1, 2, 1, 2].map((v, k) => file(`f${k}`, one('a', [v, v, v])));
    expect(twinFindings(files).map(({ where }) => where)).toEqual(['f0, f2', 'f1, f3']);
  });
  test.each([
    ['one file', [file('x', one('a'))]],
    ['files of nothing', [file('x'), file('y')]],
    ['files of other servers', [file('x', one('a')), file('y', one('b'))]],
    [
      'files that differ in one server',
      [file('x', one('a'), one('b')), file('y', one('a'), one('b', [9, 9, 9]))],
    ],
    ['a file that has a server more', [file('x', one('a')), file('y', one('a'), one('b'))]],
  ])('are none: %s', (_, files) => {
    expect(twinFindings(files)).toEqual([]);
  });
});
