import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.mjs';

const outer = mkdtempSync(join(tmpdir(), 'hostfold-serve-'));
const folder = join(outer, 'dist');
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mkdirSync(join(folder, '.hidden'), { recursive: true });
  writeFileSync(join(outer, 'secret.txt'), 'secret');
  writeFileSync(join(folder, '.hidden/file.txt'), 'hidden');
  writeFileSync(join(folder, 'index.html'), '<title>served</title>');
  writeFileSync(join(folder, 'app.webmanifest'), '{}');
  server = await serve({ folder, port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(outer, { recursive: true });
});

/** Asks for a path as it stands: `fetch` would tidy it first. */
const status = (path: string, method = 'GET') =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(server.address);
    const asked = request({ hostname, port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });

test('a folder is its index page, whatever follows the question mark', async () => {
  expect(await (await fetch(`${server.address}?a=1`)).text()).toBe('<title>served</title>');
});

test('each kind of file says what it is', async () => {
  const type = async (file: string) => (await fetch(server.address + file)).headers.get('content-type');
  expect(await type('index.html')).toBe('text/html; charset=utf-8');
  expect(await type('app.webmanifest')).toBe('application/manifest+json; charset=utf-8');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/.hidden/file.txt',
  '/none',
  '/%ff',
  '/%00',
])('nothing outside the folder, hidden or not there is served: %s', async (path) =>
  expect(await status(path)).toBe(404),
);

test('only reading is allowed', async () => {
  expect(await status('/', 'POST')).toBe(405);
  expect(await status('/', 'HEAD')).toBe(200);
});

test('two servers on one port: the second takes another', async () => {
  const port = Number(new URL(server.address).port);
  const second = await serve({ folder, port });
  expect(second.address).not.toBe(server.address);
  expect(await (await fetch(second.address)).text()).toContain('served');
  await second.close();
});
