import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    expect(address).not.toContain(':4173/');
    expect(await (await fetch(address)).text()).toContain('<title>Hostfold');
    expect(started.printed()).not.toMatch(/vite/);
    await started.end('terminate');
    if (taken) other.close();
  });
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
