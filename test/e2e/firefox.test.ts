import { accessSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import { CLAIMS, runClaims } from '../../src/claims';
import { openLocalHost } from '../../src/dispatch/local';
import { VIEWS } from '../../src/scenario/views';
import { EVERY_CASE } from '../often';
import { dist } from './page';

/** Where Firefox is, by a person's word or in the usual places. */
const firefox = [
  process.env.HOSTFOLD_FIREFOX ?? '',
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
].find((path) => {
  try {
    accessSync(path);
    return path !== '';
  } catch {
    return false;
  }
});

/** Spoken to by WebDriver BiDi through puppeteer-core: the BiDi of playwright-core asks what this Firefox does not know. */
let browser: Browser;
let server: { address: string; close(): Promise<void> };
let page: Page;
const problems: string[] = [];
beforeAll(async () => {
  if (!firefox) return;
  server = await serve({ folder: dist, port: 0 });
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true });
  page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(server.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What of the page's elements a test looks at. */
interface Shown extends Element {
  readonly session: {
    readonly state: { readonly folding: unknown; readonly answer: { hostCount: number } | null };
  };
}

test.skipIf(!EVERY_CASE || !firefox)('in Firefox it folds, and opens each of its views', async () => {
  await page.waitForFunction(() => {
    const { state } = document.querySelector<Shown>('hf-app')!.session;
    return state.answer && state.folding === null;
  });
  const hosts = await page.evaluate(
    () => document.querySelector<Shown>('hf-app')!.session.state.answer!.hostCount,
  );
  expect(hosts).toBeGreaterThan(1);
  for (const { id } of VIEWS) {
    await page.evaluate((view) => (location.hash = `#/${view}`), id);
    await page.waitForFunction(
      (view) => document.querySelector('hf-app')?.shadowRoot?.querySelector(`main > hf-${view}-view`),
      {},
      id,
    );
  }
  expect(problems).toEqual([]);
});

test.skipIf(!firefox)(
  'its kernels come to the same bits there as in Node, simulated and folded',
  async () => {
    const numbers = [14, 1];
    const host = await openLocalHost();
    const here = await runClaims(
      CLAIMS.filter(({ number }) => numbers.includes(number)),
      host,
    );
    await page.evaluate(() => (location.hash = '#/paper'));
    await page.waitForFunction(() =>
      document
        .querySelector('hf-app')
        ?.shadowRoot?.querySelector('hf-paper-view')
        ?.shadowRoot?.querySelector('hf-claim'),
    );
    for (const { number, checks } of here) {
      const there = await page.evaluate(async (wanted) => {
        interface Card extends Element {
          readonly claim: { readonly number: number };
          readonly bench: {
            readonly lab: { readonly state: { readonly found: { readonly row: { checks: unknown } } } };
          };
          check(): Promise<void>;
        }
        const view = document.querySelector('hf-app')!.shadowRoot!.querySelector('hf-paper-view')!;
        const card = [...view.shadowRoot!.querySelectorAll<Card>('hf-claim')].find(
          ({ claim }) => claim.number === wanted,
        )!;
        await card.check();
        return JSON.stringify(card.bench.lab.state.found.row.checks);
      }, number);
      expect(there).toBe(JSON.stringify(checks));
    }
    expect(problems).toEqual([]);
  },
);
