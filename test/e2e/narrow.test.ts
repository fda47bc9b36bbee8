import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { METER_PRESETS } from '../../src/sampling/presets';
import type { MeterPictures } from '../../src/ui/meter/lab';
import { VIEWS } from '../../src/scenario/views';
import { inventory } from './counters';
import { further } from './further';
import { answerOf, pasteTable, SHORT_FOLD, SHORT_METER, shortMeter, startRig, untilFolded } from './page';
import type { Rig } from './page';
import { stickingOut, unfold } from './sticking';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** A phone of the least width at which a page must not scroll sideways (WCAG 2.2, 1.4.10). */
const PHONE = { viewport: { width: 320, height: 700 } };

const at = async (hash: string) => {
  const visit = await rig.open(`${rig.address}${hash}`, PHONE);
  await visit.page.locator('h1').first().waitFor();
  return visit;
};

/** Opens what a button or a word opens, looks, and closes it again. */
async function opened(page: Page, name: string | RegExp): Promise<string[]> {
  const over = page.locator(':popover-open, dialog[open]').first();
  await page.getByRole('button', { name }).first().click();
  await over.waitFor();
  const found = await stickingOut(page);
  // Where a run is slow, the first press stops that.
  for (let presses = 0; presses < 3 && (await over.isVisible()); presses++) {
    await page.keyboard.press('Escape');
    await over.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => undefined);
  }
  expect(await over.count()).toBe(0);
  return found.map((each) => `${String(name)}: ${each}`);
}

further(
  'Fold at 320 px: nothing sticks out, unfolded, in any panel or dialog, with files that trouble',
  async () => {
    const { page, close } = await at('#/fold?failures=many');
    await untilFolded(page);
    expect(await stickingOut(page)).toEqual([]);
    await unfold(page);
    expect(await stickingOut(page)).toEqual([]);
    for (const name of [/^Host: /, /^Overheads: /, /^Time and more: /, 'Keys and privacy'])
      expect(await opened(page, name)).toEqual([]);
    await page.getByRole('button', { name: 'Here is why' }).click();
    await page.locator('hf-proof dialog[open]').waitFor();
    expect(await stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('hf-policies hf-how button').first().click();
    expect(await stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const shelf = page.locator('hf-shelf');
    await shelf.getByLabel('Name').fill('A scenario of many hosts with a long name');
    await shelf.getByRole('button', { name: 'Keep what is in sight' }).click();
    // Both that are compared are in sight.
    const compared = shelf.locator('.compare');
    await compared.waitFor();
    expect(await stickingOut(page)).toEqual([]);
    expect(await compared.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await shelf.getByRole('button', { name: 'Close' }).click();
    await pasteTable(page, 'this is no table of anything');
    await page.locator('hf-intake [role=alert]').first().waitFor();
    await unfold(page);
    expect(await stickingOut(page)).toEqual([]);
    const name = 'A-LONG-NAME-OF-A-SERVER'.repeat(3);
    await page.getByRole('button', { name: 'Paste' }).first().click();
    await page
      .getByRole('textbox', { name: 'Table of servers or counters' })
      .fill(`name,cores,rating,peak %,RAM\n${name},4,3,50,2048\n`);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.locator('hf-headline').filter({ hasText: '1 server' }).waitFor();
    await unfold(page);
    expect(await stickingOut(page)).toEqual([]);
    await close();
  },
);

further(
  'Decide at 320 px: nothing sticks out in the risk of a number of hosts, nor in moves from where servers run today',
  async () => {
    const { page, close } = await at(SHORT_FOLD);
    await untilFolded(page);
    await page.getByLabel('Choose counter files').setInputFiles(inventory(6, 40));
    await answerOf(page).filter({ hasText: '240 servers' }).waitFor();
    await untilFolded(page);
    await page.getByRole('link', { name: 'Decide' }).click();
    const moves = page.locator('hf-moves-card');
    await moves.locator('summary').first().click();
    await moves.getByRole('button', { name: 'Once more' }).waitFor();
    await unfold(page);
    expect(await stickingOut(page)).toEqual([]);
    // Beside words of several lines it is as large as alone.
    expect(await moves.getByRole('checkbox').boundingBox()).toMatchObject({ width: 18, height: 18 });
    // However many guests a host has, each has a mark of the same size.
    const marks = moves.locator('.marks').first().locator('svg');
    expect(await marks.count()).toBe(40);
    for (const size of await marks.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect().width),
    ))
      expect(size).toBe(8);
    await close();

    const sample = await at(SHORT_FOLD.replace('fold', 'decide'));
    const risk = sample.page.locator('hf-risk');
    await risk.getByRole('button', { name: 'Test plans on this day' }).click();
    await risk.getByText('As a table').click();
    // No column lies out of sight.
    await risk.getByText('Hosts hit:').first().waitFor();
    expect(await stickingOut(sample.page)).toEqual([]);
    await sample.close();
  },
);

further('Dispatch at 320 px: nothing sticks out, alone or compared, unfolded, in any panel', async () => {
  for (const link of ['', '?dispatch=shelden-strict%7Cshelden-pairs%3BsliceMs%3D-4']) {
    const { page, close } = await at(`#/dispatch${link}`);
    await page.locator('section.answer[aria-busy=false]').waitFor();
    // What leads on begins where the words beside it do, in lines of its own too.
    const begins = await page
      .locator('hf-readings th .link')
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).textAlign));
    if (link === '') expect(new Set(begins)).toEqual(new Set(['left']));
    expect(await stickingOut(page)).toEqual([]);
    await unfold(page);
    expect(await stickingOut(page)).toEqual([]);
    for (const name of [/^Costs and limits: /, 'Keys and privacy'])
      expect(await opened(page, name)).toEqual([]);
    await page.locator('hf-lab-headline hf-how button').first().click();
    expect(await stickingOut(page)).toEqual([]);
    await close();
  }
});

further(
  'Meter at 320 px: nothing sticks out in any demonstration, unfolded, before the guess and after',
  async () => {
    const { page, close } = await at(`#/${SHORT_METER}`);
    const stacked = METER_PRESETS.find(({ id }) => id === 'stacked')!;
    for (const [link, words] of [
      ...METER_PRESETS.map(({ id, title }) => [id, title]),
      [`${stacked.id};guess=first`, stacked.question],
      [`${stacked.id};guess=40`, 'You said 40 %'],
    ]) {
      await page.evaluate((hash) => (location.hash = hash), `#/${shortMeter(link)}`);
      await page.getByText(words).first().waitFor();
      await page.waitForFunction(() => {
        const view = document.querySelector('hf-app')?.shadowRoot?.querySelector('hf-meter-view') as
          (Element & { bench: { lab: { state: MeterPictures } } }) | null;
        const { strips, specimen } = view!.bench.lab.state;
        return strips?.experiment === specimen.experiment;
      });
      await unfold(page);
      expect(await stickingOut(page), link).toEqual([]);
    }
    await close();
  },
);

test('the measure of what sticks out sees a box that is too wide, through shadow roots and over the page', async () => {
  const { page, close } = await at(`#/${VIEWS[0].id}`);
  await page.evaluate(() => {
    const box = document.createElement('div');
    box.style.setProperty('width', '400px');
    box.style.setProperty('height', '10px');
    document.querySelector('hf-app')!.shadowRoot!.querySelector('main')!.append(box);
    const over = box.cloneNode() as HTMLElement;
    over.style.setProperty('position', 'fixed');
    over.className = 'over-the-page';
    document.body.append(over);
  });
  const found = await stickingOut(page);
  expect(found[0]).toMatch(/^the page is 400 px wide of 3(20|08)$/);
  expect(found.filter((each) => / div(\.over-the-page)?: 0 to 400 px of 3(?:20|08)/.test(each))).toHaveLength(
    2,
  );
  await close();
});
