/**
 * What a lesson waits for, in the built page: the first picture of each screen of the story and of each demonstration,
 * and a sweep of twelve points of experiments of Dispatch.
 */
import type { Page } from 'playwright-core';
import { METER_PRESETS } from '../src/sampling/presets';
import { STORY } from '../src/sampling/story';
import { startRig } from '../test/e2e/page';
import type { Table } from './table';

/** Seeds of their own, so that nothing is known before. */
const SEEDS = [2001, 2002, 2003] as const;
const SWEPT = ['shelden-strict', 'backup-yield', 'runaway', 'more-guests', 'interrupted'] as const;
const FIRST_GOAL_MS = 100;
const SWEEP_GOAL_S = 2;

/** Goes to an address, and waits, frame by frame, until something is in sight. @returns ms */
function until(page: Page, link: string, seen: string): Promise<number> {
  return page.evaluate(
    async ([to, test]) => {
      // A test of the page's own elements, by its text: nothing but strings comes into a page.
      const inSight = new Function('view', `return ${test}`) as (view: ShadowRoot | null) => unknown;
      const app = document.querySelector('hf-app')!.shadowRoot!;
      const started = performance.now();
      location.hash = to;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          const view = app.querySelector('hf-meter-view, hf-dispatch-view')?.shadowRoot ?? null;
          if (inSight(view)) resolve();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      return performance.now() - started;
    },
    [link, seen] as const,
  );
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The picture of a screen of the story, of this seed, with something measured in it. */
const screenSeen = (step: string, seed: number) => `(() => {
  const demo = view?.querySelector('hf-story')?.shadowRoot?.querySelector('hostfold-sampling-demo');
  if (demo?.step !== '${step}' || demo.seed !== ${seed}) return false;
  const picture = demo.shadowRoot.querySelector('.picture:not(.stale)');
  const seconds = picture?.querySelector('hf-story-seconds')?.shadowRoot;
  return seconds ? seconds.querySelector('.main:not([disabled])')
    : picture?.querySelector('hf-meter-strip, hf-story-clock, .bars');
})()`;

/** The strip of a demonstration, and figures in large type. */
const demonstrationSeen = (link: string) => `(() => {
  const strip = view?.querySelector('hf-meter-strip:not(.stale)');
  return view?.host.link === '${link}' && strip &&
    /\\d/.test(view.querySelector('hf-meter-headline')?.shadowRoot?.querySelector('dd')?.textContent ?? '');
})()`;

const settle = (page: Page) =>
  page.evaluate(async () => {
    const view = document
      .querySelector('hf-app')!
      .shadowRoot!.querySelector('hf-meter-view, hf-dispatch-view');
    await (view as unknown as { settled(): Promise<void> }).settled();
  });

async function firstAnswers(page: Page): Promise<Table> {
  const rows: Table['rows'][number][] = [];
  const meter = (link: string) => `#/meter?v=3&meter=${encodeURIComponent(link)}`;
  for (const { id, title } of STORY) {
    const times: number[] = [];
    for (const seed of SEEDS) {
      const link = `story;step=${id};seed=${seed};said.${id}=[null,0]`;
      times.push(await until(page, meter(link), screenSeen(id, seed)));
      await settle(page);
    }
    rows.push({
      what: `story: ${title}`,
      'first, ms': times[0],
      'median, ms': median(times),
      'goal, ms': FIRST_GOAL_MS,
    });
  }
  for (const { id, title } of METER_PRESETS) {
    const times: number[] = [];
    for (const seed of SEEDS) {
      // Short: what comes after the first answer is not waited for here.
      const link = `${id};durationS=5;replications=60;seed=${seed}`;
      times.push(await until(page, meter(link), demonstrationSeen(link)));
      await settle(page);
    }
    rows.push({ what: title, 'first, ms': times[0], 'median, ms': median(times), 'goal, ms': FIRST_GOAL_MS });
  }
  return { title: 'First answer of a step, in the page', rows };
}

async function sweeps(page: Page, cores: number): Promise<Table> {
  const rows: Table['rows'][number][] = [];
  const dispatch = (link: string) => `#/dispatch?v=3&dispatch=${encodeURIComponent(link)}`;
  const swept = `view?.querySelector('hf-sweep')?.shadowRoot?.querySelector('.going')?.textContent.includes('From ')`;
  for (const id of SWEPT) {
    // The experiment itself first: only the points are measured.
    const link = `${id};seed=${SEEDS[0]}`;
    await until(
      page,
      dispatch(link),
      `view?.host.link === '${link}' && view.querySelector('hf-lab-headline')`,
    );
    await page.waitForTimeout(100);
    await settle(page);
    const ms = await until(page, dispatch(`${link};sweep=slice`), swept);
    const points = await page.locator('hf-sweep .values button').count();
    await settle(page);
    rows.push({ what: id, points, s: ms / 1000, 'goal, s': SWEEP_GOAL_S });
  }
  return {
    title: 'A sweep of the time slice, in the page',
    rows,
    notes: [`${cores} processors; until all points and their intervals are drawn`],
  };
}

export default async function lesson(): Promise<Table[]> {
  const rig = await startRig();
  try {
    const context = await rig.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    // tsx names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.goto(`${rig.address}#/meter`);
    await page.locator('hostfold-sampling-demo').waitFor();
    const first = await firstAnswers(page);
    await page.goto(`${rig.address}#/dispatch`);
    await page.locator('hf-lab-headline').waitFor();
    return [first, await sweeps(page, await page.evaluate(() => navigator.hardwareConcurrency))];
  } finally {
    await rig.close();
  }
}
