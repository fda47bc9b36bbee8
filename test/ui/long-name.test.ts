import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortened } from '../../src/ui/parts/long-name';
import { often } from '../often';

test('a name that fits is whole, and a longer one keeps its start and its end', () => {
  expect(shortened('MAIL-01', 7)).toBe('MAIL-01');
  expect(shortened('146-179_surfsnel_dsl_07', 11)).toBe('146-1…sl_07');
});

test('a domain gives way before the name of the host does, and a number or a version is no domain', () => {
  expect(shortened('web-01.corp.example.com', 13)).toBe('web-01…');
  expect(shortened('CORP-WEB-FRONT-01.corp.example.com', 11)).toBe('CORP-…NT-01');
  expect(shortened('web.prod.000000000017', 11)).toBe('web.p…00017');
});

test('no name takes more letters than there is room for, and none is cut inside a letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 20 }), (name, room) => {
      const text = shortened(name, room);
      expect([...text].length).toBeLessThanOrEqual(room);
      expect(text).not.toMatch(/\p{Surrogate}/u);
      expect(text).toHaveLength([...name].length <= room ? name.length : text.length);
    }),
    { numRuns: often(50) },
  );
});
