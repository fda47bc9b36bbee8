import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passes, stateOf } from '../../scripts/unchanged.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hostfold-unchanged-'));
  write('src/estate/guest.ts', 'one');
  write('test/guest.test.ts', 'two');
  write('tsconfig.json', '{}');
  write('README.md', 'words');
  write('docs/decisions.md', 'more words');
  write('node_modules/.package-lock.json', '1.0.0');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const state = () => stateOf(root, ['src', 'test', 'bench']);

test.each<[string, () => void]>([
  ['a source says something else', () => write('src/estate/guest.ts', 'One')],
  ['a source is new, and empty', () => write('src/estate/host.ts', '')],
  ['a folder that was not there has a file', () => write('bench/run.mjs', 'three')],
  ['a source is gone', () => rmSync(join(root, 'test/guest.test.ts'))],
  [
    'a source has another name',
    () => renameSync(join(root, 'src/estate/guest.ts'), join(root, 'src/estate/Guest.ts')),
  ],
  [
    'two have changed places',
    () => {
      write('src/estate/guest.ts', 'two');
      write('test/guest.test.ts', 'one');
    },
  ],
  [
    'what ends one begins the next',
    () => {
      write('src/estate/guest.ts', 'onet');
      write('test/guest.test.ts', 'wo');
    },
  ],
  ['a configuration says something else', () => write('tsconfig.json', '{ }')],
  ['a configuration is new', () => write('.rules.json', '{}')],
  ['another version of a package is installed', () => write('node_modules/.package-lock.json', '1.0.1')],
  ['nothing is installed', () => rmSync(join(root, 'node_modules'), { recursive: true })],
])('the state is another where %s', (_, change) => {
  const before = state();
  change();
  expect(state()).not.toBe(before);
});

test('the state is the same where words have changed, and what no check of sources looks at', () => {
  const before = state();
  write('README.md', 'other words');
  write('docs/decisions.md', 'others');
  write('build/counts/unit.json', '{}');
  expect(state()).toBe(before);
});

test('a check is known to have passed in the state in which it last did, and in no other', () => {
  const kept = passes(join(root, 'build/passed'));
  expect(kept.has('types', 'a')).toBe(false);
  kept.keep('types', 'a');
  expect(kept.has('types', 'a')).toBe(true);
  expect(kept.has('types', 'b')).toBe(false);
  expect(kept.has('imports', 'a')).toBe(false);
  kept.keep('types', 'b');
  expect(kept.has('types', 'a')).toBe(false);
});
