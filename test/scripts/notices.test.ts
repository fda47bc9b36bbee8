import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noticesOf, packageOf } from '../../scripts/notices.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a module belongs to the innermost package it lies in, a compiled kernel to the language’s library', () => {
  const lit = join(root, 'node_modules/lit');
  expect(packageOf(root, `${lit}/index.js?v=1`)).toBe(lit);
  expect(packageOf(root, '/a/node_modules/b/node_modules/@c/d/e.js')).toBe(
    '/a/node_modules/b/node_modules/@c/d',
  );
  expect(packageOf(root, join(root, 'src/engine/generated/packing.ts'))).toBe(
    join(root, 'node_modules/assemblyscript'),
  );
  expect(packageOf(root, join(root, 'src/ui/main.ts'))).toBeUndefined();
});

test('each package is told once, by name, with its version and its text', () => {
  const text = noticesOf(
    root,
    ['valibot/dist/a.mjs', 'papaparse/b.js', 'valibot/c.js'].map((id) => join(root, 'node_modules', id)),
  );
  expect(text.match(/^(valibot|papaparse) \d+\.\d+\.\d+ \(.*\)$/gm)).toEqual([
    expect.stringMatching(/^papaparse .* \(MIT\)/),
    expect.stringMatching(/^valibot .* \(MIT\)/),
  ]);
  expect(text).toContain('Fabian Hiller');
});

/** The packages that a folder of sources imports by name; types are gone from what is built. */
function importedFrom(folder: string): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(join(root, folder), { recursive: true }).map(String)) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join(root, folder, file), 'utf8');
    for (const [, name] of text.matchAll(/^(?!import type).* from '((?:@[\w-]+\/)?[a-z][\w-]*)[^':]*';$/gm))
      names.add(name);
  }
  return names;
}

test.each([['notices.txt'], ['hostfold.html']])('what is built names all that it is made of: %s', (file) => {
  const text = readFileSync(join(root, 'dist', file), 'utf8');
  const named = [...text.matchAll(/^(\S+) \d+\.\d+\.\d+ \(.+\)$/gm)].map(([, name]) => name);
  const imported = [...importedFrom('src')];
  expect(imported).toContain('lit');
  // The schema of experiments for other programs is printed by the command line alone.
  const alone = file === 'hostfold.html' ? ['@valibot/to-json-schema'] : [];
  const expected = [...imported, 'lit-html', 'lit-element', 'assemblyscript'];
  expect(expected.filter((name) => !named.includes(name) && !alone.includes(name))).toEqual([]);
});
