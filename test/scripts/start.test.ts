import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portNamed } from '../../scripts/serve.mjs';
import { copyProject, startNpm } from './copy';
import type { Copy } from './copy';

const ADDRESS = /Hostfold is at (http:\/\/127\.0\.0\.1:\d+\/)/;
const answers = (address: string) =>
  fetch(address).then(
    () => true,
    () => false,
  );

describe('npm start', () => {
  let copy: Copy;
  beforeAll(() => {
    copy = copyProject(true);
  });
  afterAll(() => copy.remove());

  test.each(['interrupt', 'terminate'] as const)(
    'builds, prints its address, serves the page with its scripts, and can be ended: %s',
    async (how) => {
      const started = startNpm(copy.folder, ['start']);
      const address = await started.read(ADDRESS);
      const page = await fetch(address);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const html = await page.text();
      expect(html).toContain('<title>Hostfold');
      const script = /<script [^>]*src="([^"]*)"/.exec(html)?.[1] ?? '';
      const code = await fetch(new URL(script, address));
      expect(code.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect((await code.text()).length).toBeGreaterThan(0);
      await started.end(how);
      await expect.poll(() => answers(address), { timeout: 5000 }).toBe(false);
    },
  );

  test('takes another port when its own is taken, and does not build again what is built', async () => {
    const other = createServer((_, response) => response.end('someone else'));
    const taken = await new Promise<boolean>((resolve) => {
      other.on('error', () => resolve(false)).listen(4173, '127.0.0.1', () => resolve(true));
    });
    const started = startNpm(copy.folder, ['start']);
    const address = await started.read(ADDRESS);
    expect(Number(new URL(address).port)).not.toBe(4173);
    expect(await (await fetch(address)).text()).toContain('<title>Hostfold');
    expect(started.printed()).not.toMatch(/vite v\d/);
    await started.end('terminate');
    if (taken) other.close();
  });
});

describe('a port that is none', () => {
  const start = (port: string, script = 'start') =>
    spawnSync(process.execPath, [`scripts/${script}.mjs`, ...(script === 'serve' ? ['--port', port] : [])], {
      env: { ...process.env, PORT: port },
      encoding: 'utf8',
    });

  test.each(['abc', '99999', '65536', '-1', '1e3', '80.5'])(
    '%s is refused in words, and ends with 2',
    (port) => {
      for (const [script, where] of [
        ['start', 'PORT'],
        ['serve', '--port'],
      ]) {
        const { status, stdout, stderr } = start(port, script);
        expect(status).toBe(2);
        expect(stdout).toBe('');
        expect(stderr).toMatch(
          new RegExp(`^${where}: found "${port}"; expected a whole number from 0 to 65535 .*\n$`),
        );
      }
    },
  );

  test.each([
    ['', undefined],
    [' ', undefined],
    [undefined, undefined],
    ['0', 0],
    [' 8080 ', 8080],
    ['65535', 65535],
  ])('%j is %j', (text, port) => expect(portNamed(text, 'PORT')).toBe(port));
});

// It installs everything anew, which takes a minute that only a machine should wait for.
test.runIf(process.env.CI)(
  'npm start needs nothing but Node and npm: it installs the rest itself',
  async () => {
    const copy = copyProject(false);
    const started = startNpm(copy.folder, ['start']);
    try {
      const address = await started.read(ADDRESS);
      expect(await (await fetch(address)).text()).toContain('<title>Hostfold');
    } finally {
      await started.end('interrupt');
      copy.remove();
    }
  },
  300_000,
);
