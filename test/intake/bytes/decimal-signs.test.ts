import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalWatch, signIn } from '../../../src/intake/bytes/decimal-signs';
import { often } from '../../often';

describe('what a number tells of its decimal sign', () => {
  it.each([
    ['1.5', '.'],
    ['1,5', ','],
    ['0.123', '.'],
    ['0,123', ','],
    ['1234.567', '.'],
    ['1,234.5', '.'],
    ['1.234,5', ','],
    ['1 234,567', ','],
    ['1,234,567', '.'],
    ['1.234.567', ','],
    ['1,234', 'open'],
    ['-12.345', 'open'],
    ['12,5 %', ','],
    ['8.57e-005', '.'],
    ['1234', null],
    ['10.0.0.5', null],
    ['09:00', null],
    ['', null],
  ])('%s: %s', (cell, told) => {
    expect(signIn(cell)).toBe(told);
  });
});

describe('a file that is looked through', () => {
  const watched = (pieces: readonly string[], delimiter = ';') => {
    const watch = new DecimalWatch(delimiter.charCodeAt(0));
    for (const piece of pieces) watch.push(new TextEncoder().encode(piece));
    return { told: watch.told, open: [...watch.open] };
  };

  it('tells the same however it comes in pieces', () => {
    const cell = fc.constantFrom(
      '1,234',
      '"2,345"',
      '5',
      '"7,5"',
      '1.234',
      '"a ""1,5"" b"',
      'x1,5',
      '',
      ' 3,250 ',
    );
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), (rows, sizes) => {
        const text = `${rows.map((row) => row.join(';')).join('\r\n')}\n`;
        const pieces: string[] = [];
        for (let at = 0; at < text.length;) {
          const size = sizes.next().value as number;
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        expect(watched(pieces)).toEqual(watched([text]));
        const plain = rows
          .slice(1)
          .flatMap((row) => row.slice(1).map((each) => each.replaceAll('"', '').trim()));
        const commas = plain.filter((each) => signIn(each) === ',').length;
        expect(watched([text]).told).toBe(commas > 0 ? ',' : null);
        const open = new Set(
          rows
            .slice(1)
            .flatMap((row) =>
              row.flatMap((each, k) =>
                k > 0 && signIn(each.replaceAll('"', '').trim()) === 'open' ? [k] : [],
              ),
            ),
        );
        expect(new Set(watched([text]).open.map(([column]) => column))).toEqual(open);
      }),
      { numRuns: often(200) },
    );
  });

  it('takes no delimiter for a sign: between commas only what stands in quotes may be one', () => {
    expect(watched(['time,a,b\n1,234,567\n2,"1,234",567\n'], ',')).toEqual({
      told: null,
      open: [[1, '1,234']],
    });
    expect(watched(['time,a\n1,1.234\n'], ',').told).toBe('.');
  });

  it('as many points as commas leave the point, and one more comma the comma', () => {
    expect(watched(['t;a\n1;1.5\n2;1,5\n']).told).toBe('.');
    expect(watched(['t;a\n1;1.5\n2;1,5\n3;1,5\n']).told).toBe(',');
    expect(watched(['t;a\n1;15\n']).told).toBe(null);
  });

  it('four hundred numbers are enough: what comes in later pieces changes nothing', () => {
    const points = (count: number) => `t;a\n${'1;1.5\n'.repeat(count)}`;
    const commas = '1;1,5\n'.repeat(500);
    expect(watched([points(400), commas]).told).toBe('.');
    expect(watched([points(399), commas]).told).toBe(',');
  });

  it('the first row and the first column tell nothing, nor does a cell that holds anything else', () => {
    expect(watched(['1,5;2,5\n']).told).toBe(null);
    expect(watched(['t;a\n1,5;2\n3,5;4\n']).told).toBe(null);
    for (const cell of ['1,5x', 'x1,5', '1,5"', '"1,5', '1:5,5', '"1,5"x'])
      expect([cell, watched([`t;a;b\n1;${cell};2\n`]).told]).toEqual([cell, cell === '"1,5"x' ? ',' : null]);
    // What a cell held says nothing of the next.
    expect(watched(['t;a;b\n1;x,5;1,5\n']).told).toBe(',');
    expect(watched(['t;a;b\n1;1,5;x\n']).told).toBe(',');
  });

  it.each(['\n', '\r', '\r\n'])('lines may end in %j', (end) => {
    expect(watched([['t;a', '1;1,5', ''].join(end)]).told).toBe(',');
    expect(watched([['t;1,5', '1;2', ''].join(end)]).told).toBe(null);
  });

  it('of each column the largest number that may be either is kept', () => {
    const text = 't;a;b\n1;1,234;5.678\n2;-9,999;5.677\n3;1,235;\n';
    expect(watched([text]).open).toEqual([
      [1, '-9,999'],
      [2, '5.678'],
    ]);
  });
});
