import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { further } from './further';
import { EVERY_PLACE, EVERY_LOOK, faultsIn, followLinks, startRig } from './page';
import type { Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const open = followLinks(() => rig, 'dispatch');

/** The large answer of the view, once all its runs are in. */
const answer = async (page: Page): Promise<string> => {
  await page.locator('section.answer[aria-busy=false]').waitFor();
  return (await page.locator('hf-lab-headline h1').innerText()).replace(/\s+/g, ' ');
};

/** Waits until every reading of the test is known. */
const readings = async (page: Page): Promise<string[]> => {
  await page.locator('hf-readings tr').last().getByText('%').waitFor();
  return (await page.locator('hf-readings tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
};

for (const [name, address] of EVERY_PLACE) {
  test(`${name} dispatches in its workers under its policy: Shelden's test, 65 % against 89 %`, async () => {
    const visit = await rig.open(address(rig));
    await visit.page.getByRole('link', { name: 'Dispatch' }).click();
    expect(await answer(visit.page)).toMatch(/The 2 processors are 6[45]\.\d %/);
    const rows = await readings(visit.page);
    expect(rows.find((row) => row.includes('co-scheduled, fixed slots'))).toMatch(/6[45]\.\d %/);
    expect(rows.at(-1)).toMatch(/when ready.*89\.\d %/);
    expect(visit.problems).toEqual([]);
    expect(visit.strangers()).toEqual([]);
    await visit.close();
  });
}

further('a changed slider runs again at once, is in the link, and is one step of undo', async () => {
  const visit = await open('backup-yield');
  const { page } = visit;
  const before = await answer(page);
  await page.locator('hf-dispatch-bar').getByLabel('Time slice', { exact: true }).fill('10');
  await page.keyboard.press('Enter');
  await expect.poll(() => answer(page)).not.toBe(before);
  expect(decodeURIComponent(page.url())).toContain('dispatch=backup-yield;sliceMs=10');
  const changed = await answer(page);
  await page.goto('about:blank');
  await page.goto(`${rig.address}#/dispatch?dispatch=backup-yield;sliceMs=10`);
  expect(await answer(page)).toBe(changed);
  await page.getByRole('button', { name: 'back to the preset' }).click();
  await expect.poll(() => answer(page)).toBe(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => answer(page)).toBe(changed);
  expect(visit.problems).toEqual([]);
  await visit.close();
});

further('a number can be asked how it came about, and leads to the control that changes it', async () => {
  const visit = await open('');
  const { page } = visit;
  await answer(page);
  await page.locator('hf-lab-headline h1 hf-how button').click();
  await page.getByText('closed form').first().waitFor();
  await page.getByRole('button', { name: 'Change: policy' }).click();
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document
            .querySelector('hf-app')
            ?.shadowRoot?.querySelector('hf-dispatch-view')
            ?.shadowRoot?.querySelector('hf-dispatch-bar')?.shadowRoot?.activeElement?.id,
      ),
    )
    .toBe('policy');
  await visit.close();
});

further('axe finds nothing and nothing sticks out, light or dark, narrow or wide', async () => {
  const visit = await open('shelden-relaxed|two-stage');
  await readings(visit.page);
  expect(await faultsIn(EVERY_LOOK, visit.page, () => readings(visit.page))).toEqual([]);
  await visit.close();
});
