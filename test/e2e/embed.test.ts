import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORY_STEPS } from '../../src/sampling/story/screen';
import { LAB_FIGURES } from '../../src/ui/embed/labs';
import { casesOf } from '../often';
import { further } from './further';
import { axeFindings, dist, IN_FIREFOX, startRig, type Rig } from './page';

let rig: Rig;
let server: Server;
/** A site of another origin on this machine. */
let site: string;
/** What its policy allows besides its scripts. */
let allowed = '';

const ELEMENTS = [
  ...STORY_STEPS.map((step) => ['hostfold-sampling-demo', 'sampling-demo', 'step', step] as const),
  ...LAB_FIGURES.map(({ id }) => ['hostfold-dispatch-lab', 'dispatch-lab', 'preset', id] as const),
];

/** A step with a check and one without, and two experiments: what a figure is made of. */
const FEW = ELEMENTS.filter(([, , , id]) => ['fates', 'log', 'idle', 'shelden'].includes(id));

/** The least that a page must allow, as docs/embed.md names it. */
const LEAST = "'wasm-unsafe-eval'; worker-src blob:";

beforeAll(async () => {
  rig = await startRig();
  const handshake = readFileSync(new URL('handshake.html', import.meta.url));
  server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://site');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (pathname === '/handshake.html') return void response.end(handshake);
    const [tag, script, attribute, value] =
      ELEMENTS.find(([, , , id]) => id === searchParams.get('of')) ?? ELEMENTS[0];
    const scripts = `${rig.address}embed/`;
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${scripts} ${allowed}; frame-src ${scripts}`,
    );
    response.end(
      `<!doctype html><html lang="en"><title>A course</title><script src="${scripts}${script}.js" defer></script><main><h1>A course</h1><${tag} ${attribute}="${value}" seed="${searchParams.get('seed') ?? '7'}"></${tag}></main></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await rig.close();
  server.close();
});

/** Has a figure shown without a guess, and waits for its checks. */
async function shown(page: Pick<Page, 'getByRole' | 'locator'>, id: string): Promise<string[]> {
  await page.getByRole('button', { name: 'Show me without a guess' }).click();
  if (id === 'log') await page.locator('text=Nothing is simulated here').waitFor();
  else await page.locator('.check').first().waitFor();
  return page.locator('.check').allInnerTexts();
}

describe('a figure alone in a page of another origin', () => {
  it('runs under the least policy, its check is green or says that there is none, and axe finds nothing', async () => {
    allowed = LEAST;
    const { page, problems, requests, close } = await rig.open(site, {
      viewport: { width: 390, height: 800 },
    });
    const faults: string[] = [];
    for (const [, script, , id] of casesOf(ELEMENTS, FEW)) {
      requests.length = 0;
      await page.goto(`${site}?of=${id}`);
      const checks = await shown(page, id);
      for (const check of checks)
        if (!check.startsWith('✓ ') && !check.includes('no formula is known')) faults.push(`${id}: ${check}`);
      const rules = id === 'fates' || id === 'idle' ? 'all' : 'structure';
      faults.push(...(await axeFindings(page, rules)).map((fault) => `${id}: ${fault}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) faults.push(`${id}: ${over} pixels stick out`);
      const asked = requests.filter((each) => !/^(blob|data):|favicon/.test(each));
      expect(asked).toEqual([`${site}?of=${id}`, `${rig.address}embed/${script}.js`]);
    }
    expect(faults).toEqual([]);
    expect(problems.filter((each) => !/favicon|404/.test(each))).toEqual([]);
    await close();
  });

  further(
    'asks first and judges a guess; refuses what makes no sense; a seed shows a class the same',
    async () => {
      allowed = LEAST;
      const { page, close } = await rig.open(`${site}?of=shelden&seed=12`);
      const guess = page.getByRole('spinbutton', { name: 'Your guess' });
      await page.getByRole('button', { name: 'Show me', exact: true }).click();
      await page.getByText('Say a number from 0 to 100 first.').waitFor();
      expect(await page.locator('.check').count()).toBe(0);
      await guess.fill('89');
      await guess.blur();
      await page.getByRole('button', { name: 'Show me', exact: true }).click();
      await page.getByText('That is dispatch when ready').waitFor();
      const [check] = await page.locator('.check').allInnerTexts();
      await page.getByRole('spinbutton', { name: 'Seed' }).fill('13');
      await page.getByRole('spinbutton', { name: 'Seed' }).blur();
      await page.waitForFunction(
        (before) =>
          ![before, 'Simulating …'].includes(
            document.querySelector('hostfold-dispatch-lab')?.shadowRoot?.querySelector<HTMLElement>('.check')
              ?.innerText ?? 'Simulating …',
          ),
        check,
      );
      await page.goto(`${site}?of=shelden&seed=12`);
      expect(await shown(page, 'shelden')).toEqual([check]);
      await page.goto(`${site}?of=shelden&seed=twelve`);
      await page
        .getByText('seed: found “twelve”, expected a whole number from 0 to 2147483647. Shown is 7.')
        .waitFor();
      await close();
    },
  );

  further.each([
    ["without 'wasm-unsafe-eval'", 'worker-src blob:'],
    ['without a blob worker', "'wasm-unsafe-eval'; worker-src 'none'"],
  ])('%s says what it needs, and runs in the frame that it offers', async (_, policy) => {
    allowed = policy === 'worker-src blob:' ? `; ${policy}` : policy;
    const { page, close } = await rig.open(`${site}?of=neighbour`);
    await page.getByRole('button', { name: 'Show me without a guess' }).click();
    await page.getByText('content security policy does not let the figure compute').waitFor();
    expect(await page.getByRole('link', { name: 'open it by itself' }).getAttribute('href')).toBe(
      `${rig.address}embed/sampling-demo.html?embed=neighbour&seed=7`,
    );
    await page.getByRole('button', { name: 'Show it in a frame' }).click();
    const frame = page.frameLocator('iframe');
    expect((await shown(frame as unknown as Page, 'neighbour'))[0]).toMatch(/^✓ /);
    await page.waitForFunction(() => {
      const box = document.querySelector('hostfold-sampling-demo')?.shadowRoot?.querySelector('iframe');
      return box && box.offsetHeight > 700;
    });
    await close();
  });
});

further('by the page’s own address, and from disk, a figure stands alone', async () => {
  const { page, close } = await rig.open(`${rig.address}?embed=weights&seed=3`);
  await page.waitForURL(`${rig.address}embed/dispatch-lab.html?embed=weights&seed=3`);
  expect((await shown(page, 'weights'))[0]).toMatch(/^✓ .*formula 50/);
  await close();
  const file = pathToFileURL(`${dist}/embed/sampling-demo.html`).href;
  const disk = await rig.open(`${file}?embed=step&scheme=dark`);
  const checks = await shown(disk.page, 'step');
  expect(checks.map((check) => check.slice(0, 2))).toEqual(['✓ ', '✓ ']);
  // Firefox tells a driver of no request for a file.
  expect(disk.requests.filter((each) => !/^(blob|data):/.test(each))).toEqual(
    IN_FIREFOX ? [] : [`${file}?embed=step&scheme=dark`],
  );
  expect(disk.problems).toEqual([]);
  expect(await axeFindings(disk.page)).toEqual([]);
  await disk.close();
});

further(
  'a file that another page hands over is opened after yes alone, and the other page hears PONG and no more',
  async () => {
    const { page, close } = await rig.open(`${site}handshake.html?page=${rig.address}`);
    const hand = async () => {
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: 'Open it there' }).click(),
      ]);
      const asked = popup.getByRole('dialog').filter({ hasText: 'wants to open' });
      await asked.waitFor();
      expect(await asked.innerText()).toContain(new URL(site).origin);
      expect(await asked.innerText()).toContain('servers of a neighbour.csv');
      return { popup, asked };
    };
    const first = await hand();
    expect(
      (await axeFindings(first.popup, 'structure')).filter((each) => each.includes('handshake')),
    ).toEqual([]);
    await first.asked.getByRole('button', { name: 'No' }).click();
    await first.asked.waitFor({ state: 'hidden' });
    expect(await first.popup.getByText('servers of a neighbour.csv').count()).toBe(0);
    await first.popup.close();
    const second = await hand();
    await second.asked.getByRole('button', { name: 'Yes, open it' }).click();
    await second.popup.getByText('servers of a neighbour.csv').first().waitFor();
    const heard = JSON.parse(await page.locator('#heard').innerText()) as unknown[];
    expect(new Set(heard.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify([new URL(rig.address).origin, 'PONG'])]),
    );
    await close();
  },
);
