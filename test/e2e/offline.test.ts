import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VIEWS } from '../../src/scenario/views';
import { serve } from '../../scripts/serve.mjs';
import { serviceWorker } from '../../scripts/service-worker.mjs';
import { perfmonLog } from './counters';
import { further } from './further';
import { answerOf, dist, IN_FIREFOX, SHORT_FOLD, startRig, untilFolded, type Rig } from './page';

let rig: Rig;
let server: Awaited<ReturnType<typeof serve>>;
/** The page in a sub-folder of somebody's host, in a copy that may change. */
const folder = mkdtempSync(join(tmpdir(), 'hostfold-offline-'));
const site = join(folder, 'tools/hostfold');
beforeAll(async () => {
  rig = await startRig();
  cpSync(dist, site, { recursive: true });
  server = await serve({ folder, port: 0 });
});
afterAll(async () => {
  await rig.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** What the browser itself reads of the page's manifest; Firefox has no word for it, and the file is taken. */
async function manifestOf(page: Page): Promise<{ start_url: string; scope: string; display: string }> {
  if (IN_FIREFOX) return JSON.parse(readFileSync(join(site, 'manifest.webmanifest'), 'utf8'));
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  return JSON.parse(data!);
}

further(
  'once loaded, everything works with the network off, a reload too; a new version waits and is taken up when all tabs are closed',
  async () => {
    const address = `${server.address}tools/hostfold/`;
    const visit = await rig.open(address, { serviceWorkers: 'allow' });
    const { page } = visit;
    await untilFolded(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // Installed, it opens as an app of its own, at its start address.
    const manifest = await manifestOf(page);
    expect(manifest.display).toBe('standalone');
    expect(new URL(manifest.scope, address).href).toBe(address);
    await page.context().setOffline(true);
    await page.goto(new URL(manifest.start_url, address).href);
    await untilFolded(page);
    await page.goto(address);
    await untilFolded(page);
    await page.reload();
    await untilFolded(page);
    const log = join(folder, 'day.csv');
    writeFileSync(log, perfmonLog(5, 48));
    await page.getByLabel('Choose counter files').setInputFiles(log);
    await answerOf(page)
      .filter({ hasText: /^\s*5 servers fold/ })
      .waitFor();
    for (const view of [...VIEWS.map(({ id }) => id), 'fold']) {
      await page.evaluate((to) => (location.hash = `#/${to}`), view);
      await page.locator(`main hf-${view}-view h1`).first().waitFor();
      expect(await page.locator('.notice.bad').count()).toBe(0);
    }
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.locator('hf-shelf dialog').waitFor();
    // The browser itself says that the network is off; the page has nothing to complain of.
    expect(visit.problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual([]);
    expect(visit.strangers()).toEqual([]);

    await page.context().setOffline(false);
    const before = await page.evaluate(() => caches.keys());
    expect(before).toHaveLength(1);
    appendFileSync(join(site, 'notices.txt'), 'One more line.\n');
    writeFileSync(join(site, 'sw.js'), serviceWorker(site));
    await page.reload();
    await page.getByText('A new version of this page waits').waitFor();
    const other = await page.context().newPage();
    await page.close();
    await expect
      .poll(async () => {
        // Of the same origin, and outside of the page's folder: it keeps no version in use.
        await other.goto(`${server.address}nothing`);
        return other.evaluate(() => caches.keys());
      })
      .not.toContain(before[0]);
    await visit.close();
  },
);

further('without kept files, a part that did not come is told in words and asked for again', async () => {
  const visit = await rig.open(rig.address + SHORT_FOLD, { apart: true });
  const { page } = visit;
  await untilFolded(page);
  await page.context().setOffline(true);
  await page.evaluate(() => (location.hash = '#/meter'));
  await page.getByText(/could not be fetched: connect, and try again/).waitFor();
  await page.context().setOffline(false);
  // Firefox ESR 153 keeps it that a script did not come, and asks anew only in a page that is loaded anew.
  if (IN_FIREFOX) await page.reload();
  else await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('hostfold-sampling-demo h1').waitFor();
  await visit.close();
});

test('the worker lists every file of the page, and neither the command line nor the page in one file', () => {
  const text = readFileSync(join(dist, 'sw.js'), 'utf8');
  const files = JSON.parse(/^const FILES = (.*);$/m.exec(text)![1]) as string[];
  expect(files).toContain('./');
  expect(files).toContain('manifest.webmanifest');
  expect(files.filter((file) => /^(cli|hostfold\.html|sw\.js)/.test(file))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(20);
});
