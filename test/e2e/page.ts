import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const dist = `${root}dist`;

/** The widths at which the page is looked at: a phone, a tablet or small window, a wide one. In CSS pixels. */
export const WIDTHS = [390, 1024, 1600] as const;
export const SCHEMES = ['light', 'dark'] as const;
/** How long the page may take for anything that it is waited for; what is seen sooner is not waited for longer. */
const PATIENCE_MS = 120_000;

/** A page under watch. */
export interface Visit {
  readonly page: Page;
  /** Every address that was asked for, in order. */
  readonly requests: string[];
  /** What the console called an error, what was thrown and not caught, what the policy stopped. */
  readonly problems: string[];
  /** Addresses asked for that are not the page's own origin; a blob's or a data address never leaves. */
  strangers(): string[];
  close(): Promise<void>;
}

/** A browser and a server of dist/ for one test file. */
export interface Rig {
  readonly address: string;
  readonly browser: Browser;
  /** Opens an address (default: the page as served) in a context of its own. */
  open(address?: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** @param flags for Chromium, besides those that every test starts it with. */
export async function startRig(flags: string[] = []): Promise<Rig> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(NO_CHROMIUM);
  const server = await serve({ folder: dist, port: 0 });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
  return {
    address: server.address,
    browser,
    open: (address = server.address, options) => visit(browser, address, options),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function visit(browser: Browser, address: string, options?: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    // What the page keeps for later is fetched once more by every page that opens: only its own test asks for that.
    serviceWorkers: 'block',
    ...options,
  });
  // A busy machine is no fault of the page.
  context.setDefaultTimeout(PATIENCE_MS);
  const requests: string[] = [];
  const problems: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(String(error.error().stack ?? error.error())));
  const page = await context.newPage();
  await page.goto(address);
  const own = address.startsWith('file:') ? address.replace(/#.*/, '') : new URL(address).origin;
  return {
    page,
    requests,
    problems,
    strangers: () => requests.filter((asked) => !asked.startsWith(own) && !/^(blob|data):/.test(asked)),
    close: () => context.close(),
  };
}

/** What a look of axe asks: `colours` takes as long as all the rest, which is `structure`. */
type Rules = 'all' | 'colours' | 'structure';
const RULES: Readonly<Record<Rules, axe.RunOptions>> = {
  all: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
  structure: { rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } } },
};

/** What axe finds against WCAG 2.2 AA and its own best practices, one line for each rule and element. */
export async function axeFindings(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  // Of what passes, or needs a look, no places are written down: that takes longer than the rules.
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    { resultTypes: ['violations'], ...RULES[rules] } satisfies axe.RunOptions,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

/** A width and a scheme, and what is asked of the page in them. */
export interface Look {
  readonly width: (typeof WIDTHS)[number];
  readonly colorScheme: (typeof SCHEMES)[number];
  readonly rules: Rules;
}

/**
 * In every width what a page is made of, and in both schemes, narrow and wide, its colours: what it is made of does not
 * depend on the scheme.
 */
export const EVERY_LOOK: readonly Look[] = [
  { width: 390, colorScheme: 'light', rules: 'all' },
  { width: 390, colorScheme: 'dark', rules: 'colours' },
  { width: 1024, colorScheme: 'dark', rules: 'structure' },
  { width: 1600, colorScheme: 'dark', rules: 'colours' },
  { width: 1600, colorScheme: 'light', rules: 'all' },
];
/** The two that have least in common. */
export const OPPOSITE_LOOKS: readonly Look[] = [
  { width: 390, colorScheme: 'light', rules: 'all' },
  { width: 1600, colorScheme: 'dark', rules: 'all' },
];

/**
 * Looks at a page in one way after the other: what axe finds, and what sticks out sideways.
 * @param settle waits until what a new width began to draw is drawn.
 * @returns one line for each fault, with the look it was found in.
 */
export async function faultsIn(
  looks: readonly Look[],
  page: Page,
  settle: () => Promise<unknown>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { width, colorScheme, rules } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    // Two frames: in the first the page is laid out anew and what observes its size is told, in the second it has drawn.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await settle();
    const found = await axeFindings(page, rules);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) found.push(`${over} pixels stick out`);
    faults.push(...found.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
  }
  return faults;
}

/** Where a demonstration of the Meter view is measured for a shorter time and fewer times than it is by itself. */
export const shortMeter = (demonstration: string) =>
  `meter?v=2&meter=${encodeURIComponent(`${demonstration};durationS=5;replications=200`)}`;
/** The demonstration that the view opens with, short. */
export const SHORT_METER = shortMeter('neighbour');

/** The sentence in large type. */
export const answerOf = (page: Page) => page.locator('hf-headline h1');

/** Waits until there is an answer and the search for a better one has ended. */
export async function untilFolded(page: Page): Promise<void> {
  await answerOf(page)
    .filter({ hasText: /\d+ (host|machine)s?/ })
    .waitFor();
  await page.waitForFunction(() => {
    const app = document.querySelector('hf-app') as
      (Element & { session?: { state: { folding: unknown } } }) | null;
    return app?.session?.state.folding === null;
  });
}

/** Pastes text into the box, as a person does, and has it read. */
export async function pasteTable(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await page.getByRole('textbox', { name: 'Table of servers or counters' }).fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
}
