import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { further } from './further';
import { axeFindings, startRig } from './page';
import type { Rig, Visit } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** The Decide view of the sample. */
async function opened(): Promise<Visit> {
  const visit = await rig.open(`${rig.address}#/decide?v=3&work=2`);
  await visit.page.locator('hf-decide-view hf-headline h1').waitFor();
  return visit;
}

test('a card of Decide opens and repeats to the same figures, and is in the report that is saved', async () => {
  const { page, problems, strangers, close } = await opened();
  expect(await axeFindings(page, 'structure')).toEqual([]);
  const drill = page.locator('hf-drill');
  await drill.locator('summary').press('Enter');
  const again = drill.getByRole('button', { name: 'Once more' });
  await again.waitFor();
  const figures = await drill.locator('table').innerText();
  expect(await drill.locator('.finding').innerText()).toMatch(/^N\+1 holds: with 7 hosts and 1 to spare/);
  await again.click();
  await again.waitFor();
  expect(await drill.locator('table').innerText()).toBe(figures);
  await drill.getByRole('group', { name: 'Others stand by' }).getByRole('radio', { name: '0' }).check();
  await drill.locator('.finding').filter({ hasText: 'none to spare' }).waitFor();
  await again.waitFor();
  expect(await drill.locator('.finding').innerText()).toMatch(/does not hold|only with moves/);

  const report = page.locator('hf-report');
  await report.locator('summary').press('Enter');
  const whole = report.getByRole('region', { name: 'The report' });
  await whole.waitFor();
  expect(await whole.innerText()).toMatch(/How many hosts: 8 machines for 63 servers/);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    report.getByRole('button', { name: 'Save as Markdown' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('hostfold-report.md');
  expect(await readFile((await file.path())!, 'utf8')).toMatch(
    /^# How many hosts: 8 machines for 63 servers\n/,
  );

  // Closed cards are on paper too.
  await drill.locator('summary').click();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  expect(await drill.locator('table').count()).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

  expect(problems).toEqual([]);
  expect(strangers()).toEqual([]);
  await close();
});

further(
  'a change in What if stands alone and with all of them beside the plan, by keys, in the link, and is taken over',
  async () => {
    const { page, problems, strangers, close } = await opened();
    const whatIf = page.locator('hf-what-if');
    await whatIf.locator('summary').click();
    await whatIf.getByText(/^Change something here/).waitFor();
    const ceiling = whatIf.getByRole('textbox', { name: 'Processor filled to' });
    await ceiling.fill('95');
    await ceiling.press('Enter');
    const day = whatIf.getByRole('slider', { name: /^When .+ does this$/ });
    await day.press('PageUp');
    expect(await day.getAttribute('aria-valuetext')).toMatch(/, 1 h later than measured$/);
    await whatIf.getByRole('button', { name: 'Once more' }).waitFor();
    expect(await whatIf.locator('tbody th').allInnerTexts()).toEqual([
      'As it stands',
      'processor filled to 95\u00a0%',
      expect.stringMatching(/, 1 h later$/),
      'all of it together',
    ]);
    expect(await axeFindings(page)).toEqual([]);
    expect(page.url()).toMatch(/decide=.*what-if:open,fill-cpu:95,by:60/);
    await whatIf.getByRole('button', { name: /^Take over into the plan: .* 1 h later$/ }).click();
    await page.waitForURL(/rescheduled=/);
    await whatIf.locator('tbody th', { hasText: 'processor filled to 95 %' }).waitFor();
    await page.reload();
    await whatIf.getByText('As it stands', { exact: true }).waitFor();
    expect(await day.getAttribute('aria-valuenow')).toBe('60');

    expect(problems).toEqual([]);
    expect(strangers()).toEqual([]);
    await close();
  },
);

further(
  'every card that draws or simulates is stopped, goes on and repeats to the same figures; refusals are in words; the report holds all',
  async () => {
    const { page, problems, strangers, close } = await opened();
    expect(await axeFindings(page)).toEqual([]);
    const drill = page.locator('hf-drill');
    await drill.locator('summary').press('Enter');
    await drill.getByRole('button', { name: 'Once more' }).waitFor();

    const uncertainty = page.locator('hf-uncertainty');
    await uncertainty.locator('summary').click();
    await uncertainty.locator('.finding').waitFor();
    await uncertainty.getByRole('button', { name: 'Stop' }).click();
    await uncertainty.getByText(/^Stopped after/).waitFor();
    await uncertainty.getByRole('button', { name: 'Go on' }).click();
    await uncertainty.getByRole('button', { name: 'Stop' }).waitFor();
    await page.keyboard.press('Escape');
    await uncertainty.getByText(/^Stopped after/).waitFor();
    const set = async (name: string, value: string) => {
      const field = uncertainty.getByRole('textbox', { name, exact: true });
      await field.fill(value);
      await field.press('Enter');
    };
    await set('Horizon', '0');
    await uncertainty.getByText('Expected 1 to 240, got 0.').waitFor();
    await set('Horizon', '24');
    await set('Growth, low', '-120');
    await uncertainty.getByText('Expected -100 to 1000, got -120.').waitFor();
    await set('Growth, low', '0');
    await set('Samples', '1000000');
    await uncertainty.getByRole('button', { name: 'Save the study' }).waitFor();
    await set('Samples', '20');
    const repeat = uncertainty.getByRole('button', { name: 'Once more' });
    await repeat.waitFor();
    const pictures = await uncertainty.locator('.pictures').innerText();
    await repeat.click();
    await uncertainty.getByText(/^38 cases in/).waitFor();
    expect(await uncertainty.locator('.pictures').innerText()).toBe(pictures);

    const flight = page.locator('hf-flight');
    await flight.locator('summary').press('Enter');
    await flight.locator('.finding').waitFor();
    await page.keyboard.press('Escape');
    await flight.getByText(/^(Stopped after \d+|\d+) cases?/).waitFor();
    const further = flight.getByRole('button', { name: 'Go on' });
    if (await further.isVisible()) await further.click();
    const fly = flight.getByRole('button', { name: 'Once more' });
    await fly.waitFor();
    const ranges = () => flight.locator('table').allInnerTexts();
    const flown = await ranges();
    expect(flown.join()).toMatch(/4:1\s+\d+\.\d( to \d+\.\d)?\s/);
    await fly.click();
    await fly.waitFor();
    expect(await ranges()).toEqual(flown);

    const ready = page.locator('hf-ready');
    await ready.locator('summary').press('Enter');
    await ready.locator('.finding').waitFor();
    await page.keyboard.press('Escape');
    await ready.getByText(/^(Stopped after \d+|\d+) cases?/).waitFor();

    const moves = page.locator('hf-moves-card');
    await moves.locator('summary').press('Enter');
    await moves.getByText('No file says which server runs on which host today.').waitFor();

    const alternatives = page.locator('hf-alternatives');
    await alternatives.locator('summary').click();
    await alternatives.getByRole('button', { name: 'Once more' }).waitFor();
    expect(await alternatives.locator('tbody').count()).toBe(10);

    const report = page.locator('hf-report');
    await report.locator('summary').press('Enter');
    const whole = report.getByRole('region', { name: 'The report' });
    await whole.waitFor();
    const said = await whole.innerText();
    expect(said).toMatch(/How many hosts: 8 machines for 63 servers/);
    expect(said).toMatch(/vSphere 8\t\d/);
    expect(said).toMatch(/Over 20 samples/);
    expect(said).toMatch(/Each host simulated at its fullest moment/);
    expect(said).not.toMatch(/was not worked out here: open/);
    expect(await axeFindings(page, 'structure')).toEqual([]);

    await alternatives.getByRole('button', { name: 'vSphere 8' }).click();
    await page.waitForURL(/#\/fold\?.*profile=vsphere8/);
    expect(problems).toEqual([]);
    expect(strangers()).toEqual([]);
    await close();
  },
);
