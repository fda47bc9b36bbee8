import { afterAll, beforeAll, expect } from 'vitest';
import { further } from './further';
import { faultsIn, OPPOSITE_LOOKS, startRig } from './page';
import type { Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

further(
  'a claim of a link is open and runs by keyboard, its knob goes into the link, and what folds folds',
  async () => {
    const visit = await rig.open(
      `${rig.address}#/paper?v=3&paper=${encodeURIComponent('at=14;14.slice=20')}`,
    );
    const { page } = visit;
    const card = page.locator('hf-claim').filter({ has: page.locator('#claim-14') });
    await card.getByRole('textbox', { name: 'Slot' }).waitFor();
    expect(await card.getByRole('textbox', { name: 'Slot' }).inputValue()).toBe('20');
    await card.getByRole('button', { name: 'Run claim 14' }).press('Enter');
    const delay = card.getByRole('row', { name: /mean delay/ });
    await delay.waitFor();
    expect(await delay.innerText()).toMatch(/\b4\.9\d|5\.0\d/);
    expect(await card.getByRole('status').innerText()).toContain('reproduced, with the knobs as they stand');

    await card.getByRole('textbox', { name: 'Slot' }).fill('50');
    await card.getByRole('textbox', { name: 'Slot' }).press('Enter');
    await card.getByText('as recorded').waitFor();
    await expect
      .poll(() => page.evaluate(() => decodeURIComponent(location.hash)))
      .toBe('#/paper?v=4&paper=at=14');
    expect(await page.getByText('1 claim of 43 run here: all as recorded.').count()).toBe(1);
    expect(await card.getByRole('link', { name: 'Open it in Dispatch' }).getAttribute('href')).toContain(
      'two-stage',
    );
    // Its closed form, with the numbers in it, is one click from its figure.
    await card
      .getByRole('row', { name: /mean delay/ })
      .getByRole('button')
      .press('Enter');
    await page.getByText('(N − 1)² × Q ÷ (2 × N) = (2 − 1)² × 50 ÷ (2 × 2) = 12.5 ms').waitFor();
    await page.keyboard.press('Escape');

    // Two hosts of one processor where peaks coincide: the calculator itself says so, in its worker.
    const folds = page.locator('hf-claim').filter({ has: page.locator('#claim-1') });
    await folds.locator('summary').press('Enter');
    await folds.getByRole('button', { name: 'Run claim 1' }).press('Enter');
    expect(await folds.getByRole('row', { name: /hosts where peaks coincide/ }).innerText()).toMatch(
      /\b2 hosts/,
    );

    await page.getByRole('button', { name: 'Run all 43' }).press('Enter');
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.getByRole('button', { name: 'Run all 43' }).waitFor();

    // Figure 3 gives its class to servers; those of the sample have one.
    await page.getByRole('radio', { name: 'SPEC WEB99' }).check();
    await page.getByText('13 servers of your fold are of class web').waitFor();
    await page.getByRole('radio', { name: 'a disk that is done' }).check();
    await page.getByText('two of them have to be dispatched').waitFor();
    await page.locator('hf-scaling').scrollIntoViewIfNeeded();
    await page.getByText(/processors for each guest/).waitFor();
    expect(await faultsIn(OPPOSITE_LOOKS, page, async () => {})).toEqual([]);

    // The experiment of a claim far down is seen from the top of its view.
    await card.getByRole('link', { name: 'Open it in Dispatch' }).press('Enter');
    await page.locator('hf-dispatch-view').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);

    // So is each view that a link leads to, from wherever one was.
    const atEnd = () => page.evaluate(() => (window.scrollTo({ top: 1e6 }), window.scrollY));
    await page.locator('hf-dispatch-view hf-timeline').first().waitFor();
    const left = await atEnd();
    expect(left).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Sheets', exact: true }).press('Enter');
    await page.locator('hf-sheets-view').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);
