import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLAIMS, runClaims } from '../../src/claims';
import { Planner } from '../../src/decide/planner';
import { openLocalHost } from '../../src/dispatch/local';
import { createLocalEngine } from '../../src/engine/local';
import type { FoldAnswer } from '../../src/placement/answer';
import type { Scenario } from '../../src/scenario/scenario';
import { VIEWS } from '../../src/scenario/views';
import { requestOf } from '../../src/ui/app/decisions';
import { EVERY_CASE } from '../often';
import { axeFindings, SHORT_FOLD, SHORT_METER, startRig, untilFolded, type Rig, type Visit } from './page';
import { findFirefox } from './firefox';

/**
 * Where every case is looked at and there is a Firefox: that it folds, opens each view, and comes to the same bits. All
 * other journeys are made in it by `npm run test:firefox`.
 */
const THERE = EVERY_CASE && findFirefox() !== undefined;
const inFirefox = test.runIf(THERE);

let rig: Rig | undefined;
let visit: Visit;
beforeAll(async () => {
  if (!THERE) return;
  rig = await startRig([], true);
  visit = await rig.open(rig.address + SHORT_FOLD);
});
afterAll(() => rig?.close());

/** What of the page's elements a test looks at. */
interface Shown extends Element {
  readonly session: {
    readonly state: { readonly scenario: Scenario; readonly answer: FoldAnswer };
    choose(patch: Partial<Scenario>, what: string): void;
  };
}

/** All of an answer but how long it took. */
const bits = (answer: FoldAnswer): string =>
  JSON.stringify(answer, (key, value: unknown) => (key === 'seconds' ? undefined : value));

/** What is folded on a page, and the same choices folded here. */
async function folded(page: Page): Promise<{ there: FoldAnswer; here: FoldAnswer }> {
  await untilFolded(page);
  const { scenario, answer } = await page.evaluate(() => {
    const { state } = document.querySelector<Shown>('hf-app')!.session;
    return { scenario: state.scenario, answer: state.answer };
  });
  let here: FoldAnswer | null = null;
  await new Planner(await createLocalEngine()).plan(
    requestOf({ scenario, files: [] }),
    ({ answer: found }) => (here = found ?? here),
  );
  return { there: answer, here: here! };
}

inFirefox('a plan, and one that is evened over more hosts, have the same bits as in Node', async () => {
  const { page } = visit;
  const first = await folded(page);
  expect(first.here.hostCount).toBeGreaterThan(1);
  expect(bits(first.there)).toBe(bits(first.here));
  const exactly = first.here.hostCount + 1;
  await page.evaluate(
    (hosts) => document.querySelector<Shown>('hf-app')!.session.choose({ exactly: hosts }, 'hosts'),
    exactly,
  );
  const second = await folded(page);
  expect(second.here.hostCount).toBe(exactly);
  expect(second.here.evened?.bound).not.toBeNull();
  expect(bits(second.there)).toBe(bits(second.here));
  expect(visit.problems).toEqual([]);
});

inFirefox('what is simulated, folded and corrected for claims has the same bits as in Node', async () => {
  const { page } = visit;
  const numbers = [1, 14, 31];
  const here = await runClaims(
    CLAIMS.filter(({ number }) => numbers.includes(number)),
    await openLocalHost(),
  );
  await page.evaluate(() => (location.hash = '#/paper'));
  await page.locator('hf-claim').first().waitFor();
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
  expect(visit.problems).toEqual([]);
});

inFirefox('each view opens, light and dark, and axe finds nothing in it', async () => {
  const { page } = visit;
  for (const { id } of VIEWS) {
    await page.evaluate((hash) => (location.hash = hash), `#/${id === 'meter' ? SHORT_METER : id}`);
    await page.locator(`main > hf-${id}-view h1`).first().waitFor();
    expect(await axeFindings(page, 'structure'), id).toEqual([]);
  }
  const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await dark()).toBe(true);
  expect(await axeFindings(page, 'colours')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await dark()).toBe(false);
  expect(visit.problems).toEqual([]);
});
