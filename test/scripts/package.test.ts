import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test as anyTest } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
// The package is built, packed and installed anew, which only a machine should wait for.
const test = anyTest.runIf(process.env.CI);

let folder: string;
let installed: string;

/** The package as somebody gets it who has an empty folder and the archive, and no network. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-package-'));
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: root });
  execFileSync('npm', ['pack', join(root, 'build/package'), '--silent'], { cwd: folder });
  const [archive] = readdirSync(folder);
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`], { cwd: folder });
  installed = join(folder, 'node_modules/hostfold-engine');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('installed in an empty folder it brings nothing along, and its example runs', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'hostfold-engine',
  ]);
  const said = execFileSync(process.execPath, [join(installed, 'examples/node.mjs')], { encoding: 'utf8' });
  expect(said).toBe('1 host for MAIL and BACKUP\n2 bins, holds\ngold used 0.75\nsilver used 0.25\n');
});

test('every type that it names is in it', () => {
  const types = join(installed, 'types');
  const files = new Set(readdirSync(types, { recursive: true, encoding: 'utf8' }));
  const missing = [...files]
    .filter((file) => file.endsWith('.d.ts') && file !== 'valibot.d.ts')
    .flatMap((file) =>
      [...readFileSync(join(types, file), 'utf8').matchAll(/\b(?:from |import\()['"]([^'"]+)['"]/g)]
        .map(([, address]) => join(file, '..', address.replace(/\.js$/, '.d.ts')))
        .filter((address) => !files.has(address)),
    );
  expect(missing).toEqual([]);
});

test('its documentation is made of every function that it exports', () => {
  const api = readFileSync(join(installed, 'api.md'), 'utf8');
  for (const name of ['fold', 'foldWithProof', 'pack', 'dispatch', 'correct', 'verify'])
    expect(api).toMatch(new RegExp(`## ${name}\\n\\n[A-Z][^]*?- \\*throws\\* InputError`));
});

test('it runs in a worker of a plain page, under a policy that allows its own scripts and WebAssembly alone', async () => {
  const server = await serve({ folder: installed, port: 0 });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.address}examples/page.html`);
    await page.getByText(/It used 8\.\d % of its processor, and its meter shows 7\d\.\d %/).waitFor();
  } finally {
    await browser.close();
    await server.close();
  }
});
