import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataPath, lacksData } from '../data';
import { EVERY_CASE } from '../often';
import { answerOf, pasteTable, SHORT_FOLD, startRig, untilFolded, type Rig } from './page';

let rig: Rig;
const folder = mkdtempSync(join(tmpdir(), 'hostfold-real-'));
beforeAll(async () => {
  rig = await startRig();
});
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
});

const DAY = 'traces/planetlab_20110303_cpu_percent.csv';
const INVENTORY = 'rvtools/mjvincent_SizingWorkshop-RVTools.xlsx';
const TWO_DAYS = 'perfmon/lk_desktop_48h_15s.csv';
const TWENTY_PROCESSORS = 'perfmon/cn_desktop_2633cols_sysdiag.csv';
/** Logs of 2014 to 2026, in five languages; the fifth holds no counter of load. */
const SIX_LOGS = [
  TWENTY_PROCESSORS,
  TWO_DAYS,
  'perfmon/es_cp1252_lab_server_324rows.tsv',
  'perfmon/ru_cp1251_processes_1105cols.csv',
  'perfmon/us_edt_process_bytes_1.csv',
  'traces/bitbrains_1vm_30d_fastStorage_format.csv',
];

/** A journey with real files, where every case is looked at: at a desk those with pasted tables stand for them. */
const journey = (files: readonly string[]) => test.skipIf(!EVERY_CASE || lacksData(...files));

const give = (page: Page, ...paths: string[]) =>
  page.getByLabel('Choose counter files').setInputFiles(paths.map(dataPath));
const said = async (page: Page) => ((await answerOf(page).textContent()) ?? '').replace(/\s+/g, ' ').trim();
const folds = (page: Page, servers: string) =>
  answerOf(page)
    .filter({ hasText: new RegExp(`^\\s*${servers} folds? onto`) })
    .waitFor();
const choose = (page: Page, patch: object) =>
  page.evaluate((to) => document.querySelector('hf-app')!.session.choose(to, 'choices'), patch);
/** Who shares a host with whom. */
const planOf = (page: Page) =>
  page.evaluate(() => document.querySelector('hf-app')!.session.state.answer!.hosts.map((h) => h.guests));
const csvButton = (page: Page) => page.getByRole('button', { name: 'Plan as CSV' });
/** Saves what a button hands over. */
async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** From now on, counts what was in sight by whether an answer of the sample stood over a person's files as theirs. */
const watchSample = (page: Page) =>
  page.evaluate(() => {
    const seen = { dimmed: 0, passing: 0, saved: 0 };
    const look = () => {
      const app = document.querySelector('hf-app')!;
      const view = app.shadowRoot!.querySelector('hf-fold-view')!.shadowRoot!;
      const head = view.querySelector('hf-headline')?.shadowRoot?.textContent ?? '';
      if (app.session.state.files.length > 0 && /\b63 servers/.test(head)) {
        seen[view.querySelector('.answer .stale hf-headline') ? 'dimmed' : 'passing']++;
        const save = view.querySelector<HTMLButtonElement>('.pictures .button');
        if (save && !save.disabled) seen.saved++;
      }
      requestAnimationFrame(look);
    };
    (window as unknown as { seen: typeof seen }).seen = seen;
    look();
  });

journey([...SIX_LOGS, DAY])(
  'the answer belongs to its data: a list without loads, six logs of different years, the first fold of a large file, the page’s own table, a fold that fails',
  async () => {
    const { page, problems, close } = await rig.open(rig.address + SHORT_FOLD, {
      viewport: { width: 1024, height: 900 },
    });
    await untilFolded(page);
    const sample = await saved(page, 'Plan as CSV');

    // Six logs of twelve years are more slots than are folded: the way out stands in the headline's place.
    await give(page, ...SIX_LOGS);
    await page.getByRole('heading', { name: 'Nothing is folded yet' }).waitFor();
    expect(await csvButton(page).count()).toBe(0);
    expect(await page.getByText('MAIL-01').count()).toBe(0);
    expect(await page.locator('hf-host').count()).toBe(0);
    // Six files are one line, and the one that needs somebody is open.
    await page.getByText('5 files read, 1 needs you').waitFor();
    await page.getByText(/us_edt_process_bytes_1\.csv: Not enough to fold/).waitFor();
    await page.setViewportSize({ width: 320, height: 900 });
    const refusal = page.locator('hf-refusal');
    expect((await refusal.boundingBox())!.y).toBeLessThan(600);
    await page.setViewportSize({ width: 1024, height: 900 });
    await refusal.getByRole('button', { name: 'Fold by time of day' }).click();
    await folds(page, '5 servers');
    await untilFolded(page);
    await page
      .locator('hf-basis')
      .getByText(/\b[34]\d days of data/)
      .waitFor();
    // What stands in for a sample is drawn as that.
    await page.locator('hf-host').first().scrollIntoViewIfNeeded();
    await page.getByText('Hatched: a stand-in or a guess.').first().waitFor();

    // A plan that this page saved is no data, and what was folded before stays folded.
    const before = await said(page);
    await page.getByLabel('Choose counter files').setInputFiles(sample);
    await page.getByText(/is a plan that this program saved/).waitFor();
    expect(await said(page)).toBe(before);
    await page.getByRole('button', { name: 'Back to the sample estate' }).click();
    await folds(page, '63 servers');
    await untilFolded(page);

    // A list without loads is folded with what is assumed, which stands beside the number; nothing is the sample's.
    await watchSample(page);
    await pasteTable(page, 'VM,CPUs,Memory\nweb01,2,4096\ndb01,8,32768');
    await folds(page, '2 servers');
    await untilFolded(page);
    await page
      .locator('hf-headline')
      .getByText(/the use of 2 servers is assumed/)
      .first()
      .waitFor();
    const list = readFileSync(await saved(page, 'Plan as CSV'), 'utf8');
    expect(list).toMatch(/^web01,Host 1,/m);
    expect(list).not.toMatch(/MAIL|BATCH|ERP/);
    await page.getByRole('button', { name: 'Back to the sample estate' }).click();
    await folds(page, '63 servers');
    await untilFolded(page);

    // While a large file is read and folded for the first time, the sample's answer is dimmed and cannot be saved.
    await give(page, DAY);
    await folds(page, '1,052 servers');
    const seen = await page.evaluate(
      () => (window as unknown as { seen: Record<'dimmed' | 'passing' | 'saved', number> }).seen,
    );
    expect(seen.dimmed).toBeGreaterThan(0);
    expect([seen.passing, seen.saved]).toEqual([0, 0]);
    await untilFolded(page);

    // A fold that fails says so in its place; the plan before is dimmed and kept from everything, and comes back whole.
    const plan = await planOf(page);
    await page.evaluate(() => {
      const { folds } = document.querySelector('hf-app')!.session as unknown as {
        folds: { services: { planner: { plan: () => Promise<void> } } };
      };
      const { planner } = folds.services;
      const { plan } = planner;
      planner.plan = () => ((planner.plan = plan), Promise.reject(new Error('unreachable')));
    });
    await choose(page, { failures: 2 });
    await page.getByRole('heading', { name: 'Not folded with these choices' }).waitFor();
    expect(await csvButton(page).isDisabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText('Dimmed is').first().waitFor({ state: 'detached' });
    await untilFolded(page);
    expect(await planOf(page)).toEqual(plan);
    expect(problems).toEqual([]);
    await close();
  },
);

journey([INVENTORY, TWENTY_PROCESSORS])(
  'what to buy is one number in headline, policies, files and on paper; no profile looks better by refusing servers; a rule that refuses is named, with the way out',
  async () => {
    const { page, problems, close } = await rig.open(rig.address + SHORT_FOLD, {
      viewport: { width: 1024, height: 900 },
    });
    await untilFolded(page);
    await give(page, TWENTY_PROCESSORS);
    await folds(page, '1 server');
    // Whoever brings servers of today gets a profile and a host of today.
    await page
      .locator('hf-choices')
      .getByText(/Nobody chose yet: vSphere 8 and hosts of 32/)
      .waitFor();
    const today = await planOf(page);
    await choose(page, { profile: 'esx3' });
    await page.getByText('VMware ESX 3 allows 4 virtual processors; 1 server has more.').waitFor();
    expect(await said(page)).toBe('No server folds: 1 server, 1 machine');
    await page.getByRole('button', { name: 'Use vSphere 8' }).click();
    await folds(page, '1 server');
    expect(await planOf(page)).toEqual(today);
    await page.getByRole('button', { name: `Leave out ${basename(TWENTY_PROCESSORS)}` }).click();
    await untilFolded(page);

    await give(page, INVENTORY);
    await folds(page, '763 servers');
    await untilFolded(page);
    const machines = () =>
      page.evaluate(() => document.querySelector('hf-app')!.session.state.answer!.machines);
    const own = await machines();
    expect(own.total).toBe(own.carrying + own.spare!);
    const words = new RegExp(
      `763 servers fold onto ${own.total} machines:\\s*${own.carrying} hosts and ${own.spare} to spare`,
    );
    expect(await said(page)).toMatch(words);
    expect(
      await page.locator('hf-policies').getByText(`${own.total}`, { exact: true }).count(),
    ).toBeGreaterThan(0);
    // Why no fewer is said, also where nothing is quite full.
    await page
      .locator('hf-headline')
      .getByText(/(Processor|Memory) (binds|has no room)/)
      .waitFor();
    const csv = readFileSync(await saved(page, 'Plan as CSV'), 'utf8');
    const json = JSON.parse(readFileSync(await saved(page, 'as JSON'), 'utf8'));
    expect(csv).toMatch(words);
    expect(json).toMatchObject({ machines: own, standing: expect.any(String), fullest: expect.any(Object) });
    expect(json.basis.assumedUse ?? json.assumedUse).toBeTruthy();
    // Evidence: seed, steps, file and every choice, and one meaning of how full a host is.
    expect(json.search).toMatchObject({ seed: 1, work: expect.any(Number), steps: expect.any(Number) });
    expect(JSON.stringify(json.files)).toContain(basename(INVENTORY));
    expect(Object.keys(json.scenario)).toEqual(
      expect.arrayContaining(['profile', 'hosts', 'ceilings', 'policy', 'failures', 'slotMinutes']),
    );
    for (const choice of ['profile', 'hosts', 'ceilings', 'policy', 'failures'])
      expect(csv).toMatch(new RegExp(`^,choice,${choice},`, 'm'));
    const [host] = json.hosts as { name: string; guests: string[]; 'filled %': number }[];
    const row = csv.split('\n').find((line) => line.startsWith(`${host.guests[0]},${host.name},`))!;
    expect(Number(row.split(',')[5])).toBe(host['filled %']);

    // On paper everything is open, with its head, and nothing can be pressed.
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const paper = (await page.locator('hf-paper table').allInnerTexts()).join('\n');
    expect(paper).toContain(basename(INVENTORY));
    expect(paper).toMatch(/choice\s+virtualized by\s+vSphere 8/);
    expect(paper).toContain(`${host['filled %']} %`);
    for (const { guests } of json.hosts) for (const name of guests) expect(paper).toContain(name);
    expect(await page.getByRole('button', { name: /Plan as CSV|Choose|Copy link|Paste/ }).count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });

    // A guest is followed from the table to its host and its picture, and its whole name is never lost.
    const name = host.guests[0];
    await page.getByRole('searchbox', { name: /Search/ }).fill(name);
    const line = page.locator('hf-guest-table tbody tr').first();
    await line.hover();
    await expect.poll(() => page.locator('hf-host .followed, hf-host [followed]').count()).toBeGreaterThan(0);
    expect(await line.locator('[title]').first().getAttribute('title')).toContain(name);

    await choose(page, { profile: 'esx2' });
    await page.waitForFunction(() => document.querySelector('hf-app')!.session.state.stale === null);
    await untilFolded(page);
    const few = await machines();
    expect(few.native).toBeGreaterThan(0);
    expect(few.total).toBe(few.carrying + few.spare! + few.native);
    expect(few.total).toBeGreaterThan(own.total);
    expect(problems).toEqual([]);
    await close();
  },
);

journey([TWO_DAYS, INVENTORY])(
  'work with real files is never lost: a typed fact warns, a file with its data and a kept session bring back plan and choices, also with the network off',
  async () => {
    const { page, problems, close } = await rig.open(rig.address + SHORT_FOLD, { serviceWorkers: 'allow' });
    await untilFolded(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.context().setOffline(true);
    await give(page, INVENTORY, TWO_DAYS);
    await folds(page, '764 servers');
    await page.evaluate(() => {
      const { session } = document.querySelector('hf-app')!;
      session.edit([session.state.rows[0].name], { memory: 65536 });
    });
    await untilFolded(page);
    const stateOf = async () => {
      await untilFolded(page);
      const { scenario, files } = await page.evaluate(() => {
        const { state } = document.querySelector('hf-app')!.session;
        return { scenario: state.scenario, files: state.files.map(({ name }) => name) };
      });
      return { scenario, files, plan: await planOf(page) };
    };
    const whole = await stateOf();
    // A browser asks for whom has touched the page; Firefox does not take a script for a person.
    await answerOf(page).click();
    const asked = page.waitForEvent('dialog');
    void page.reload().catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('checkbox', { name: 'With the data of the files' }).check();
    const scenario = await saved(page, 'Save scenario');
    await page.locator('hf-shelf').getByRole('button', { name: 'Close' }).click();
    await page.locator('hf-kept').getByRole('button', { name: 'Keep it' }).click();
    await expect
      .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
      .toEqual(['hostfold']);
    await page.getByRole('button', { name: 'Keep it' }).waitFor({ state: 'detached' });

    // The network is off all the while.
    await page.reload();
    await untilFolded(page);
    await page.locator('hf-kept').getByRole('button', { name: 'Open it' }).click();
    await folds(page, '764 servers');
    expect(await stateOf()).toEqual(whole);
    await page.getByRole('button', { name: 'Back to the sample estate' }).click();
    await folds(page, '63 servers');
    await page.getByLabel('Choose counter files').setInputFiles(scenario);
    await folds(page, '764 servers');
    expect(await stateOf()).toEqual(whole);
    for (const view of ['decide', 'dispatch', 'meter', 'fold']) {
      await page.evaluate((to) => (location.hash = `#/${to}`), view);
      await page.locator(`main hf-${view}-view h1`).first().waitFor();
    }
    expect(problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual([]);
    await close();
  },
);
