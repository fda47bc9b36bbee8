import { expect, it } from 'vitest';
import { typedNumber } from '../../src/estate/typed-number';

it.each([
  ['12', 12],
  [' 12,5 ', 12.5],
  ['0,125', 0.125],
  ['-0,125', -0.125],
  ['1,234', 1234],
  ['+12,345', 12_345],
  ['1,234.5', 1234.5],
  ['1,234,567', 1_234_567],
  ['1234,567', 1234.567],
  ['1,2345', 1.2345],
  ["1'234.5", 1234.5],
  ['1 234,5', 1234.5],
  ['−3', -3],
  ['.5', 0.5],
  [',5', 0.5],
  ['2.', 2],
  ['1,5e3', 1500],
  ['1,2,3', null],
  ['1.5,3', null],
  ['1,23,456', null],
  ['', null],
  ['-', null],
  ['0x10', null],
  ['Infinity', null],
  ['1e999', null],
])('a number typed as "%s" is %s', (text, value) => {
  expect(typedNumber(text)).toBe(value);
});
