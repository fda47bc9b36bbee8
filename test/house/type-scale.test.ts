import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// The page is one design: what is larger or bolder elsewhere means something, so that no view has sizes of its own.

const ui = join(import.meta.dirname, '../../src/ui');

/** px: words in small pictures, marks, notes, lists, text, heads of cards, of parts, of screens, of views, answers. */
const SIZES = [11, 12, 13, 14, 15, 17, 20, 26, 32, 40].map((size) => `${size}px`);
/** Text, what stands out of it, and the largest words. */
const WEIGHTS = ['400', '650', '700'];

/** What a property is set to that is none of `allowed`, with its file. */
function others(property: string, allowed: readonly string[]): string[] {
  const found: string[] = [];
  for (const file of readdirSync(ui, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(ts|css)$/.test(file)) continue;
    for (const [, value] of readFileSync(join(ui, file), 'utf8').matchAll(
      new RegExp(`\\b${property}: ([\\d.]+(?:px|em|rem)?|normal|bold)\\b`, 'g'),
    ))
      if (!allowed.includes(value)) found.push(`${file}: ${property}: ${value}`);
  }
  return found;
}

test('letters have ten sizes and three weights', () => {
  expect(others('font-size', SIZES)).toEqual([]);
  expect(others('font-weight', WEIGHTS)).toEqual([]);
});
