import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOT_A_NUMBER, parseNumber } from '../../../src/intake/bytes/numbers';
import { often } from '../../often';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, decimal: '.' | ',' = '.') => {
  const bytes = bytesOf(`x${text}y`);
  return parseNumber(bytes, 1, bytes.length - 1, decimal.charCodeAt(0));
};

describe('a number read from bytes', () => {
  test.each([
    ['12', 12],
    ['-1', -1],
    ['+3', 3],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['8.57e-005', 8.57e-5],
    ['1.5E+3', 1500],
    ['13.959073156484624434', 13.959073156484624],
    ['238132991823872', 238132991823872],
    ['  42\t', 42],
    ['45 %', 45],
    ['45%', 45],
    ['1,234,567.5', 1234567.5],
    ['7\0\0', 7],
  ])('%j is %d', (text, value) => expect(read(text)).toBeCloseTo(value, 12));

  test.each([
    ['12,5', 12.5],
    ['1.234,5', 1234.5],
    ['1 234,5', 1234.5],
    ['1\u00a0234,5', 1234.5],
    ['1\u202f234,5', 1234.5],
    ['8,57e-005', 8.57e-5],
    ['-0,25', -0.25],
    ['12.5', 12.5],
  ])('with a decimal comma, %j is %d', (text, value) => expect(read(text, ',')).toBeCloseTo(value, 12));

  test.each(['', ' ', '\t', '\0\0', '   '])('%j is blank and not zero', (text) =>
    expect(read(text)).toBeNaN(),
  );

  test.each([
    'N/A',
    '-',
    '1.#IND',
    '-1.#INF',
    '12,5',
    '1-2',
    '--1',
    'e5',
    '1e',
    '0x10',
    'NaN',
    'Infinity',
    '.',
    '1e31',
    '9'.repeat(40),
  ])('%j is no number', (text) => expect(read(text)).toBe(NOT_A_NUMBER));

  test('any double written in full comes back to 15 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e30, max: 1e30 }), (value) => {
        const back = read(String(value));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-15 + Number.MIN_VALUE);
      }),
      { seed: 1, numRuns: often(2000) },
    );
  });

  test('twenty-one digits, as Windows writes them, come back to 15 digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 21n }),
        fc.integer({ min: 0, max: 21 }),
        (digits, point) => {
          const text = digits.toString().padStart(22, '0');
          const written = `${text.slice(0, 22 - point)}.${text.slice(22 - point)}`;
          const value = Number(written);
          expect(Math.abs(read(written) - value)).toBeLessThanOrEqual(value * 2e-15);
        },
      ),
      { seed: 2, numRuns: often(1000) },
    );
  });
});
