import { afterAll, beforeAll, expect } from 'vitest';
import { VIEWS } from '../../src/scenario/views';
import { STOPS } from '../../src/ui/welcome/stops';
import { further } from './further';
import { axeFindings, answerOf, startRig, untilFolded } from './page';
import type { Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

further(
  'a first visitor is told what this is above the answer, and never again once it is closed for good',
  async () => {
    const visit = await rig.open(undefined, { apart: true, viewport: { width: 390, height: 800 } });
    const { page } = visit;
    const words = page.locator('hf-welcome section');
    await untilFolded(page);
    await words.waitFor();
    await expect.poll(() => words.getByRole('img').count()).toBe(1);
    const box = await words.boundingBox();
    const answer = await answerOf(page).boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(answer!.y);
    expect(answer!.y).toBeLessThan(800);

    await page.getByRole('button', { name: 'Fold my servers' }).click();
    const focused = page.locator('hf-intake input[type=file]');
    expect(await focused.evaluate((input) => input.matches(':focus'))).toBe(true);
    for (const [door, view] of [
      ['Explore the sampling error', 'meter'],
      ['Check the paper', 'paper'],
    ]) {
      await page.getByRole('link', { name: door }).click();
      await page.locator(`main > hf-${view}-view h1`).first().waitFor();
      expect(await words.count()).toBe(0);
      await page.goBack();
      await words.waitFor();
    }

    // Closed without more, it is gone for as long as the page is open; nothing is remembered.
    await page.getByRole('button', { name: 'Not now' }).click();
    expect(await words.count()).toBe(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.reload();
    await words.waitFor();
    await page.getByRole('button', { name: 'Never again' }).click();
    await page.reload();
    await untilFolded(page);
    expect(await words.count()).toBe(0);
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);

further(
  'the tour leads through every view by keyboard, with axe at each stop; Esc ends it, and the shelf begins it anew',
  async () => {
    const visit = await rig.open(undefined, { apart: true });
    const { page } = visit;
    await untilFolded(page);
    await page.getByRole('button', { name: 'Show me around' }).press('Enter');
    const card = page.locator('hf-tour').getByRole('dialog');
    const framed = () =>
      page.evaluate(() => {
        const found: { top: number; left: number; right: number; bottom: number }[] = [];
        const look = (root: ParentNode): void => {
          for (const each of root.querySelectorAll<HTMLElement>('*')) {
            if (each.style.outlineOffset) found.push(each.getBoundingClientRect());
            if (each.shadowRoot) look(each.shadowRoot);
          }
        };
        look(document);
        return found.map(({ top }) => top);
      });
    const seen = new Set<string>();
    for (const { view, title } of STOPS) {
      await card.getByRole('heading', { name: title, exact: true }).waitFor();
      await expect.poll(async () => (await framed()).length).toBe(1);
      const [top] = await framed();
      const edge = await card.boundingBox();
      expect(top, title).toBeGreaterThan(-1);
      expect(top, title).toBeLessThan(edge!.y);
      if (!seen.has(view)) expect(await axeFindings(page, 'structure'), title).toEqual([]);
      seen.add(view);
      if (title !== STOPS.at(-1)!.title) await page.keyboard.press('ArrowRight');
    }
    expect([...seen]).toEqual(VIEWS.map(({ id }) => id));
    await page.keyboard.press('ArrowLeft');
    await card.getByRole('heading', { name: STOPS.at(-2)!.title, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    expect(await card.count()).toBe(0);
    expect(await framed()).toEqual([]);

    await page.getByRole('button', { name: 'Scenarios' }).press('Enter');
    await page.getByRole('button', { name: 'All words' }).press('Enter');
    await page.locator('hf-shelf dt').filter({ hasText: 'co-stop' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show me around' }).press('Enter');
    await card.getByRole('heading', { name: STOPS[0].title, exact: true }).waitFor();
    // Wherever the focus is.
    await page.locator('nav a').first().focus();
    await page.keyboard.press('Escape');
    expect(await card.count()).toBe(0);
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);
