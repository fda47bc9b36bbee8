import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { casesOf } from '../often';
import { equip, launchFirefox } from './firefox';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const dist = `${root}dist`;

/** Whether all journeys are made in Firefox: `npm run test:firefox`. There is no DevTools protocol. */
export const IN_FIREFOX = process.env.HOSTFOLD_BROWSER === 'firefox';

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

/** What a visit may ask for: a context's own options, or one `apart` that no other visit had, as a first visitor's. */
type Wishes = BrowserContextOptions & { readonly apart?: boolean };

/** A browser and a server of dist/ for one test file; without wishes of its own, those that the file before had. */
export interface Rig {
  readonly address: string;
  readonly browser: Browser;
  /**
   * Opens an address (default: the page as served), loaded anew and with nothing stored. It may be in a page that an
   * earlier visit left, which costs half of a new one; not where anything but the size of the window is wished for.
   */
  open(address?: string, wishes?: Wishes): Promise<Visit>;
  close(): Promise<void>;
}

const WINDOW = { width: 1440, height: 900 };

async function launchChromium(flags: string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
}

/** What test files of one process hand on: to begin a browser and warm its pages costs as much as a short journey. */
interface Kept {
  readonly browser: Browser;
  readonly server: Awaited<ReturnType<typeof serve>>;
  /** Pages that an earlier visit left as they were before it. */
  readonly left: Watched[];
}
let kept: Promise<Kept> | undefined;

async function begin(flags: string[], inFirefox: boolean): Promise<Kept> {
  const browser = await (inFirefox ? launchFirefox() : launchChromium(flags));
  return { browser, server: await serve({ folder: dist, port: 0 }), left: [] };
}

/**
 * @param flags for Chromium, besides those that every test starts it with.
 * @param inFirefox whatever browser the other journeys are made in.
 */
export async function startRig(flags: string[] = [], inFirefox = IN_FIREFOX): Promise<Rig> {
  const shared = flags.length === 0 && inFirefox === IN_FIREFOX;
  const { browser, server, left } = await (shared
    ? (kept ??= begin(flags, inFirefox))
    : begin(flags, inFirefox));
  return {
    address: server.address,
    browser,
    async open(address = server.address, { apart, ...options } = {}) {
      const { viewport, ...others } = options;
      // Without a DevTools protocol what a visit stored cannot be cleared: its context is thrown away.
      const again =
        !inFirefox && !apart && address.startsWith(server.address) && Object.keys(others).length === 0;
      const watched = (again && left.pop()) || (await watch(browser, options));
      await watched.page.setViewportSize(viewport ?? WINDOW);
      return visit(watched, address, again ? () => left.push(watched) : undefined);
    },
    async close() {
      if (shared) {
        const idle = new Set(left.map(({ page }) => page.context()));
        for (const context of browser.contexts()) if (!idle.has(context)) await context.close();
        return;
      }
      await browser.close();
      await server.close();
    },
  };
}

/** A page in a context of its own, and what it asked for and complained of since it was opened or left. */
interface Watched {
  readonly page: Page;
  requests: string[];
  problems: string[];
}

async function watch(browser: Browser, options: BrowserContextOptions): Promise<Watched> {
  const context = await browser.newContext({
    viewport: WINDOW,
    // What the page keeps for later is fetched once more by every page that opens: only its own test asks for that.
    serviceWorkers: 'block',
    ...options,
  });
  // A busy machine is no fault of the page.
  context.setDefaultTimeout(PATIENCE_MS);
  const watched: Watched = { page: await context.newPage(), requests: [], problems: [] };
  if (browser.browserType().name() === 'firefox') await equip(browser, watched.page, options);
  context.on('request', (request) => watched.requests.push(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error') watched.problems.push(message.text());
  });
  context.on('weberror', (error) => watched.problems.push(String(error.error().stack ?? error.error())));
  return watched;
}

/** @param leave is told once the page is as it was before; without, its context is closed. */
async function visit(watched: Watched, address: string, leave?: () => void): Promise<Visit> {
  const { page } = watched;
  await page.goto(address);
  const { requests, problems } = watched;
  const own = address.startsWith('file:') ? address.replace(/#.*/, '') : new URL(address).origin;
  return {
    page,
    requests,
    problems,
    strangers: () => requests.filter((asked) => !asked.startsWith(own) && !/^(blob|data):/.test(asked)),
    async close() {
      if (!leave) return page.context().close();
      for (const other of page.context().pages()) if (other !== page) await other.close();
      await page.goto('about:blank');
      await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', {
        origin: own,
        storageTypes: 'local_storage,indexeddb',
      });
      await session.detach();
      Object.assign(watched, { requests: [], problems: [] });
      leave();
    },
  };
}

/** What a look of axe asks: `colours` takes as long as all the rest, which is `structure`. */
type Rules = 'all' | 'colours' | 'structure';
const RULES: Readonly<Record<Rules, axe.RunOptions>> = {
  all: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
  structure: { rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } } },
};

/** The page as it is served, and as one file from disk. */
const PLACES: readonly (readonly [string, (rig: Rig) => string])[] = [
  ['the served page', ({ address }) => address],
  ['the one file from disk', () => `file://${dist}/hostfold.html`],
];
export const EVERY_PLACE = casesOf(PLACES, PLACES.slice(0, 1));

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
export const EVERY_LOOK: readonly Look[] = casesOf<Look>(
  [
    { width: 390, colorScheme: 'light', rules: 'all' },
    { width: 390, colorScheme: 'dark', rules: 'colours' },
    { width: 1024, colorScheme: 'dark', rules: 'structure' },
    { width: 1600, colorScheme: 'dark', rules: 'colours' },
    { width: 1600, colorScheme: 'light', rules: 'all' },
  ],
  [
    { width: 390, colorScheme: 'light', rules: 'structure' },
    { width: 1600, colorScheme: 'dark', rules: 'colours' },
  ],
);
/** The two that have least in common. */
export const OPPOSITE_LOOKS: readonly Look[] = casesOf<Look>(
  [
    { width: 390, colorScheme: 'light', rules: 'all' },
    { width: 1600, colorScheme: 'dark', rules: 'all' },
  ],
  [{ width: 390, colorScheme: 'light', rules: 'all' }],
);

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

/** A fold whose search takes few steps, for tests that do not look at its answer. */
export const SHORT_FOLD = '#/fold?v=3&work=2';

/** Where a demonstration of the Meter view is measured for a shorter time and fewer times than it is by itself. */
export const shortMeter = (demonstration: string) =>
  `meter?v=2&meter=${encodeURIComponent(`${demonstration};durationS=5;replications=200`)}`;
/** The demonstration that the view opens with, short. */
export const SHORT_METER = shortMeter('neighbour');

/**
 * Follows links of one view on one page, for tests that depend on nothing else: what was simulated for one is known to
 * the next, which then costs a tenth of a page of its own.
 * @returns how such a link is opened; `problems` are of this visit alone.
 */
export function followLinks(rig: () => Rig, view: 'dispatch' | 'meter') {
  let kept: Visit | undefined;
  return async (link: string, viewport: { width: number; height: number } = WINDOW): Promise<Visit> => {
    const hash = link ? `#/${view}?v=2&${view}=${encodeURIComponent(link)}` : `#/${view}`;
    kept ??= await rig().open(`${rig().address}${hash}`);
    const { page, problems } = kept;
    problems.length = 0;
    await page.setViewportSize(viewport);
    await page.evaluate((to) => (location.hash = to), hash);
    await page.waitForFunction(
      ([name, wanted]) => {
        const element = document.querySelector('hf-app')?.shadowRoot?.querySelector(`hf-${name}-view`);
        return element && 'link' in element && element.link === wanted;
      },
      [view, link],
      ASKED,
    );
    return { ...kept, close: () => page.emulateMedia({ colorScheme: null }) };
  };
}

/** How often a page is asked whether it has come so far, ms: at each frame, it would have to draw one for it. */
export const ASKED = { polling: 100 };

/** The sentence in large type. */
export const answerOf = (page: Page) => page.locator('hf-headline h1');

/** Waits until there is an answer and the search for a better one has ended. */
export async function untilFolded(page: Page): Promise<void> {
  await answerOf(page)
    .filter({ hasText: /\d+ (host|machine)s?/ })
    .waitFor();
  await page.waitForFunction(
    () => {
      const app = document.querySelector('hf-app') as
        (Element & { session?: { state: { folding: unknown } } }) | null;
      return app?.session?.state.folding === null;
    },
    undefined,
    ASKED,
  );
}

/** Pastes text into the box, as a person does, and has it read. */
export async function pasteTable(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await page.getByRole('textbox', { name: 'Table of servers or counters' }).fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
}
