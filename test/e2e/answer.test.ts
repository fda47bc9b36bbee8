import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { dataPath, lacksData } from '../data';
import { EVERY_CASE } from '../often';
import { startRig, untilFolded, type Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const DAY = 'traces/planetlab_20110303_cpu_percent.csv';
/** So few steps that it is soon done, and so small hosts that nothing is proved by then. */
const CHOICES = '#/fold?v=3&profile=kvm&hosts=cores:8,rating:3,memory:65536&work=12';

/** How long an answer may be waited for on a machine that has much else to do, ms. */
const PATIENCE = 120_000;

/** Who shares a host with whom, and what the search was given and took. */
const planOf = (page: Page) =>
  page.evaluate(() => {
    const { answer } = document.querySelector('hf-app')!.session.state;
    const { hosts, machines, lowerBound, search, endedBy } = answer!;
    return JSON.stringify({ hosts: hosts.map((h) => h.guests), machines, lowerBound, search, endedBy });
  });

/** Folds the day in a page of its own. */
async function foldDay() {
  const visit = await rig.open(`${rig.address}${CHOICES}`);
  await untilFolded(visit.page);
  await visit.page.getByLabel('Choose counter files').setInputFiles(dataPath(DAY));
  await visit.page.locator('hf-headline h1').filter({ hasText: 'machines' }).waitFor();
  await visit.page.waitForFunction(() => {
    const { files, stale, folding } = document.querySelector('hf-app')!.session.state;
    return files.length === 1 && stale === null && folding === null;
  });
  return visit;
}

test.skipIf(!EVERY_CASE || lacksData(DAY))(
  'the PlanetLab day folds to the very same plan with both cores busy and idle, and after undo',
  async () => {
    const idle = await foldDay();
    const plan = await planOf(idle.page);
    expect(JSON.parse(plan).endedBy).toBe('work');
    expect(JSON.parse(plan).search).toMatchObject({ work: 12, steps: 12 });
    await idle.page.evaluate(() => (location.hash = location.hash.replace('failures=1', 'failures=2')));
    await expect.poll(() => planOf(idle.page), { timeout: PATIENCE }).not.toBe(plan);
    await untilFolded(idle.page);
    await idle.page.keyboard.press('Control+z');
    await idle.page.waitForFunction(() => {
      const { stale, folding } = document.querySelector('hf-app')!.session.state;
      return stale === null && folding === null;
    });
    expect(await planOf(idle.page)).toBe(plan);
    await idle.close();

    const spinning = Array.from({ length: 2 }, () => new Worker('for (;;) Math.random();', { eval: true }));
    try {
      const busy = await foldDay();
      expect(await planOf(busy.page)).toBe(plan);
      await busy.close();
    } finally {
      await Promise.all(spinning.map((worker) => worker.terminate()));
    }
  },
);
