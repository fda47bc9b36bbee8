import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pairs } from '../../../src/intake/table/pairs';

test('a pair has one number, and no other pair has it, however many names there are', () => {
  const name = fc.oneof(fc.nat(3), fc.constantFrom(0xffff, 0x10000, 0x10001, 0xfffff, 0x100000, 2 ** 26 - 1));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { maxLength: 40 }), (drawn) => {
      const pairs = new Pairs();
      const first: string[] = [];
      for (const [a, b] of drawn) {
        const text = `${a} ${b}`;
        if (!first.includes(text)) first.push(text);
        expect(pairs.number(a, b)).toBe(first.indexOf(text));
      }
    }),
  );
});
