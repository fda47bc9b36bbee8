import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';

let folder: string;
const program = (name: string) => {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-browsers-'));
  vi.stubEnv('HOSTFOLD_CHROME', '');
  vi.stubEnv('CHROME_PATH', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a Chromium that a variable names is taken before any other', () => {
  const named = program('mine');
  vi.stubEnv('CHROME_PATH', program('other'));
  vi.stubEnv('HOSTFOLD_CHROME', named);
  expect(findChromium()).toBe(named);
});

test('without a variable the search path is looked through first', () => {
  const found = program('chromium');
  vi.stubEnv('PATH', folder);
  expect(findChromium()).toBe(found);
});

test('a variable that names no program is an error that says which and what to do', () => {
  vi.stubEnv('HOSTFOLD_CHROME', join(folder, 'none'));
  expect(() => findChromium()).toThrow(/HOSTFOLD_CHROME is .*none, which is not a program; .* or unset it/);
});
