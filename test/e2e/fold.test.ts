import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadedFirst } from '../../scripts/size.mjs';
import { workbook, zip } from '../intake/workbook/xlsx';
import { GUEST_TABLE, perfmonLog } from './counters';
import { further } from './further';
import {
  answerOf,
  axeFindings,
  EVERY_PLACE,
  EVERY_LOOK,
  faultsIn,
  IN_FIREFOX,
  pasteTable,
  root,
  SHORT_FOLD,
  startRig,
  untilFolded,
} from './page';
import type { Rig, Visit } from './page';

let rig: Rig;
let visit: Visit;
const files = mkdtempSync(join(tmpdir(), 'hostfold-e2e-'));

beforeAll(async () => {
  rig = await startRig();
});
afterAll(async () => {
  await rig.close();
  rmSync(files, { recursive: true });
});
/** Whatever a person does, nothing is asked of anyone else and nothing goes wrong unseen. */
afterEach(async () => {
  const { problems } = visit;
  const strangers = visit.strangers();
  await visit.close();
  expect(strangers).toEqual([]);
  expect(problems).toEqual([]);
});

const SAMPLE = /^\d+ servers fold onto \d+ machines: \d+ hosts and 1 to spare$/;
const said = async () => ((await answerOf(visit.page).textContent()) ?? '').replace(/\s+/g, ' ').trim();
/** Waits until so many servers are folded. */
const untilServers = (count: number) =>
  answerOf(visit.page)
    .filter({ hasText: new RegExp(`^\\s*${count} servers fold onto`) })
    .waitFor();
const isSample = () =>
  visit.page.locator('hf-intake').getByText('Sample estate', { exact: true }).isVisible();
const filesListed = () =>
  visit.page
    .locator('hf-intake')
    .getByRole('button', { name: /^Leave out / })
    .evaluateAll((buttons) => buttons.map((button) => button.ariaLabel?.slice('Leave out '.length)));
const onDisk = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(files, name), content);
  return join(files, name);
};
/** A log that takes long to search, written once. */
const manyServers = () => {
  const path = join(files, 'many.csv');
  return existsSync(path) ? path : onDisk('many.csv', perfmonLog(1500, 96));
};
const choose = (...paths: string[]) => visit.page.getByLabel('Choose counter files').setInputFiles(paths);

describe.each(EVERY_PLACE)('%s', (_, address) => {
  test('asks for nothing but itself under its policy, opens with the sample estate folded and says so, folds a pasted table in its place, and logs beside that', async () => {
    visit = await rig.open(address(rig), { apart: true });
    await untilFolded(visit.page);
    expect(await visit.page.title()).toMatch(/Hostfold/);
    expect(await visit.page.locator('meta[http-equiv="Content-Security-Policy"]').count()).toBe(1);
    expect(await visit.page.locator('#unstarted').count()).toBe(0);
    // Firefox tells a driver of no request for a file.
    if (address(rig).startsWith('file:') && !IN_FIREFOX)
      expect(visit.requests.filter((asked) => !/^(blob|data):/.test(asked))).toEqual([address(rig)]);
    const sentence = await said();
    expect(sentence).toMatch(SAMPLE);
    expect(await isSample()).toBe(true);
    const hosts = Number(/(\d+) hosts/.exec(sentence)?.[1]);
    expect(await visit.page.locator('hf-host').count()).toBe(Math.min(hosts, 24));

    await pasteTable(visit.page, GUEST_TABLE);
    await untilServers(3);
    expect(await isSample()).toBe(false);
    expect(await filesListed()).toEqual(['pasted table']);

    await choose(onDisk('ten.csv', perfmonLog(10, 288)));
    await untilServers(13);
    await choose(onDisk('four.csv', perfmonLog(4, 288).replaceAll('SRV', 'WEB')));
    await untilServers(17);
    // What is unpacked is read under the page's policy, too.
    const sheet = workbook({
      Servers: [
        ['name', 'cores', 'average %', 'peak %'],
        ['BOOK01', 2, 10, 40],
      ],
    });
    await choose(onDisk('book.xlsx', new Uint8Array(await sheet.arrayBuffer())));
    await untilServers(18);
    await choose(onDisk('logs.zip', zip({ 'log.csv': perfmonLog(1, 288).replaceAll('SRV', 'ZIP') })));
    await untilServers(19);
  });
});

test('everything that is loaded before the first fold is in the size budget’s count', async () => {
  visit = await rig.open(undefined, { apart: true });
  await answerOf(visit.page).filter({ hasText: /host/ }).waitFor();
  const manifest = JSON.parse(readFileSync(join(root, 'build/manifest.json'), 'utf8'));
  // Once there is a first plan, the workers that look for a better one are fetched, what stands under an answer, and
  // the words for a first visitor.
  const answer = ['basis', 'headline-more', 'course', 'even', 'notes', 'overhead', 'policies'].map(
    (part) => `answer/${part}`,
  );
  const after = [...answer, 'guests/guest-table', 'hosts/host-card', 'paper'].map(
    (part) => `src/ui/fold/${part}.ts`,
  );
  // What another view imports, too, stands in the manifest by the name of its chunk.
  const keyOf = (source: string) =>
    source in manifest
      ? source
      : Object.keys(manifest).find((key) => key.startsWith(`_${basename(source, '.ts')}-`))!;
  const others = [
    'src/engine/pool/browser.ts',
    'src/ui/app/offline.ts',
    'src/ui/risk/risk.ts',
    'src/ui/welcome/index.ts',
  ];
  const chunks = new Set([...others, ...after].map(keyOf));
  for (const source of chunks) manifest[source].imports?.forEach((each: string) => chunks.add(each));
  const counted = [...loadedFirst(manifest), ...[...chunks].map((source) => manifest[source].file)];
  const page = new URL(rig.address);
  const loaded = visit.requests
    .map((address) => new URL(address))
    .filter(({ protocol, origin }) => protocol === page.protocol && origin === page.origin)
    .map(({ pathname }) => pathname.slice(1) || 'index.html')
    .filter((file) => !/^(icon\.svg|manifest\.webmanifest)$/.test(file));
  expect(loaded.filter((file) => !counted.includes(file))).toEqual([]);
});

further(
  'a file that can’t be read gets its message, a large one can be cancelled, and the estate before them stays',
  async () => {
    visit = await rig.open(rig.address + SHORT_FOLD);
    await untilFolded(visit.page);
    const sample = await said();
    const large = onDisk('large.csv', perfmonLog(100, 288));
    const log = readFileSync(large, 'utf8');
    const body = log.slice(log.indexOf('\r\n') + 2);
    for (let k = 0; k < 6; k++) writeFileSync(large, body.repeat(40), { flag: 'a' });
    await choose(large);
    const reading = visit.page.locator('hf-intake').getByText('Reading large.csv');
    await reading.waitFor();
    await visit.page.locator('hf-intake').getByRole('button', { name: 'Cancel' }).click();
    await reading.waitFor({ state: 'detached' });
    expect(await said()).toBe(sample);
    expect(await isSample()).toBe(true);

    await pasteTable(visit.page, GUEST_TABLE);
    await untilServers(3);
    await untilFolded(visit.page);
    const before = await said();
    await choose(
      onDisk(
        'picture.csv',
        Uint8Array.from({ length: 4000 }, (_, k) => (k * 131) % 256),
      ),
    );
    const message = visit.page.locator('hf-intake').getByRole('alert');
    await message.waitFor();
    expect(await message.textContent()).toContain('picture.csv');
    expect(await said()).toBe(before);
    // The file that gave nothing stays listed with its message, so that it can be read another way or left out.
    expect(await filesListed()).toEqual(['pasted table', 'picture.csv']);
  },
);

/** Of every host on the page, whether its picture is drawn: now, and when the page is about to be printed. */
const drawn = () =>
  visit.page.evaluate(() => {
    const pictures = () => {
      const view = document.querySelector('hf-app')?.shadowRoot?.querySelector('hf-fold-view');
      return Array.from(view?.shadowRoot?.querySelectorAll('hf-host') ?? [], (card) => {
        const picture = card.shadowRoot?.querySelector('hf-host-picture');
        return picture?.shadowRoot?.querySelector('svg') instanceof SVGElement;
      });
    };
    const before = pictures();
    window.dispatchEvent(new Event('beforeprint'));
    return { before, after: pictures() };
  });

further('pictures of hosts in one row begin at the same height, whatever binds them', async () => {
  visit = await rig.open(undefined, { viewport: { width: 1600, height: 900 } });
  await untilFolded(visit.page);
  const rows = new Map<number, Set<number>>();
  for (const card of await visit.page.locator('hf-host').all()) {
    await card.scrollIntoViewIfNeeded();
    const { y } = (await card.boundingBox())!;
    const picture = (await card.locator('hf-host-picture').boundingBox())!;
    const scrolled = await visit.page.evaluate(() => window.scrollY);
    const row = Math.round(y + scrolled);
    rows.set(row, (rows.get(row) ?? new Set()).add(Math.round(picture.y - y)));
  }
  expect(rows.size).toBeGreaterThan(1);
  for (const heights of rows.values()) expect(heights.size).toBe(1);
});

further(
  'hosts out of sight are drawn once there is nothing else to do, and at once before they are printed',
  async () => {
    visit = await rig.open(searchingLong(), { viewport: { width: 390, height: 600 } });
    await untilFolded(visit.page);
    await visit.page.waitForFunction(() => {
      const view = document.querySelector('hf-app')?.shadowRoot?.querySelector('hf-fold-view');
      const cards = Array.from(view?.shadowRoot?.querySelectorAll('hf-host') ?? []);
      return cards.length > 5 && cards.every((card) => card.shadowRoot?.querySelector('.guests'));
    });
    expect((await drawn()).before).not.toContain(false);
    // While a search goes on, only what is near is drawn.
    await choose(manyServers());
    await answerOf(visit.page)
      .filter({ hasText: /1,?500 servers fold onto/ })
      .waitFor();
    const { before, after } = await drawn();
    expect(before).toContain(false);
    expect(after).toHaveLength(24);
    expect(after).not.toContain(false);
  },
);

/** What stands in the picture of the search. */
const search = () => visit.page.locator('hf-course');

/** A link under which a search goes on until it is stopped, with small hosts that somebody chose. */
const searchingLong = () =>
  `${rig.address}#/fold?v=2&profile=vt-first&hosts=cores:8,rating:3,memory:16384&seconds=3600`;

further(
  'a long search draws what it found, can be stopped by its button or by Esc, says so, and its best plan stays',
  async () => {
    visit = await rig.open(searchingLong());
    await untilFolded(visit.page);
    await choose(manyServers());
    await answerOf(visit.page)
      .filter({ hasText: /1,?500 servers fold onto/ })
      .waitFor();
    const stop = search().getByRole('button', { name: 'Stop' });
    const stopped = search().getByText(/stopped after/);
    // From the head of the page: a browser may scroll to what is pressed.
    const top = () => search().evaluate((element) => element.getBoundingClientRect().top + window.scrollY);
    const before = await top();
    expect(await search().locator('.plan-line').count()).toBeGreaterThan(0);
    await stop.click();
    await untilFolded(visit.page);
    // Nothing has moved meanwhile.
    expect(await top()).toBe(before);
    expect(await said()).toMatch(/1,?500 servers fold onto \d+ machines: \d+ hosts/);
    await stopped.waitFor();

    await visit.page.evaluate(() => (location.hash += '&failures=2'));
    await stop.waitFor();
    await visit.page.keyboard.press('Escape');
    await untilFolded(visit.page);
    await stopped.waitFor();
  },
);

further(
  'a search that proved its plan says when, and why no better one exists; one host fewer is refused with the reason, one more has its fullest moment beside the bound',
  async () => {
    visit = await rig.open();
    await untilFolded(visit.page);
    await search()
      .getByText(/and proved|proved in/)
      .waitFor();
    const hosts = Number(/(\d+) hosts/.exec(await said())?.[1]);
    await visit.page.getByRole('button', { name: 'Here is why' }).click();
    const dialog = visit.page.getByRole('dialog', { name: `Why no plan has fewer than ${hosts} hosts` });
    await dialog.waitFor();
    expect(await axeFindings(visit.page)).toEqual([]);
    await visit.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    const before = await said();
    const ask = async (number: number) => {
      // Not by its label: to look for one, once axe has looked at the proof, makes Firefox ESR 153 crash.
      const field = visit.page.getByRole('spinbutton', { name: 'Hosts that carry' });
      await field.fill(String(number));
      await field.press('Enter');
    };
    await ask(hosts - 1);
    const alert = visit.page.locator('hf-refusal').getByRole('alert');
    await alert
      .filter({ hasText: new RegExp(`no plan has ${hosts - 1}: .* ${hosts} are the least`, 's') })
      .waitFor();
    expect(await axeFindings(visit.page)).toEqual([]);
    await visit.page.getByRole('button', { name: 'As few as can be' }).click();
    await alert.waitFor({ state: 'detached' });
    await untilFolded(visit.page);
    expect(await said()).toBe(before);
    await ask(hosts + 1);
    await visit.page.getByText(new RegExp(`no plan of ${hosts + 1} stays below \\d`)).waitFor();
    expect(await said()).toContain(`${hosts + 1} hosts`);
  },
);

further('two kinds of host with prices give the cheapest mix', async () => {
  visit = await rig.open();
  await untilFolded(visit.page);
  const choices = visit.page.locator('hf-choices');
  await choices.getByRole('button', { name: /^Host: / }).click();
  await choices.getByRole('button', { name: 'Add another kind of host' }).click();
  const kinds = choices.getByRole('group', { name: /^Kind \d/ });
  for (const [k, cores, price] of [
    [0, 8, 6000],
    [1, 16, 10_000],
  ]) {
    const kind = kinds.nth(k);
    for (const [label, value] of [
      ['Cores', cores],
      ['Price of one', price],
    ] as const) {
      const field = kind.getByRole('textbox', { name: label, exact: true });
      await field.fill(String(value));
      await field.press('Tab');
    }
  }
  await choices.getByText('the cheapest mix').waitFor();
  await answerOf(visit.page)
    .filter({ hasText: /fold onto[^]* for [\d,]+:/ })
    .waitFor();
  // While a fold goes on, Esc stops it and leaves the panel open.
  await search()
    .getByText(/^\s*Found/)
    .waitFor();
  await visit.page.keyboard.press('Escape');
  const cost = Number(/for ([\d,]+)/.exec(await said())?.[1].replaceAll(',', ''));
  const kind = await visit.page
    .locator('hf-host')
    .evaluateAll((cards) =>
      cards.map((card) => (card as unknown as { host: { kind: { price: number } } }).host.kind.price),
    );
  // The price of the one that stands by is in it.
  expect([...new Set(kind)]).toContain(cost - kind.reduce((sum, price) => sum + price, 0));
  expect(await visit.page.locator('hf-mix').isVisible()).toBe(true);
  expect(await axeFindings(visit.page)).toEqual([]);
  await visit.page.getByRole('button', { name: 'Here is why' }).click();
  const proof = visit.page.getByRole('dialog', { name: /^Why no mix costs less than [\d,]+$/ });
  await proof.getByRole('button', { name: 'Check it again' }).click();
  await proof.getByText('Checked: the proof holds.').waitFor();
});

test('a choice folds again at once, stands in the link, and is undone', async () => {
  visit = await rig.open(rig.address + SHORT_FOLD);
  await untilFolded(visit.page);
  const before = await said();
  const native = visit.page.locator('hf-choices').getByRole('combobox').first();
  await native.selectOption('native');
  await answerOf(visit.page)
    .filter({ hasText: /keep \d+ machines/ })
    .waitFor();
  // The address follows at its own pace.
  await visit.page.waitForFunction(() => location.hash.includes('native'));
  await visit.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await answerOf(visit.page)
    .filter({ hasText: /fold onto/ })
    .waitFor();
  await untilFolded(visit.page);
  expect(await said()).toBe(before);
});

further(
  'where own files cannot be folded, why and the way out stand in place of an answer, and nothing of another is saved',
  async () => {
    visit = await rig.open(rig.address + SHORT_FOLD);
    await untilFolded(visit.page);
    const old = perfmonLog(2, 288)
      .replaceAll('SRV', 'OLD')
      .replace(/(\d\d\/\d\d)\/\d{4}/g, '$1/2009');
    await choose(onDisk('new.csv', perfmonLog(3, 288)), onDisk('old.csv', old));
    await visit.page.getByRole('heading', { name: 'Nothing is folded yet' }).waitFor();
    expect(await visit.page.locator('hf-host').count()).toBe(0);
    expect(await visit.page.getByRole('button', { name: 'Plan as CSV' }).count()).toBe(0);
    expect(await visit.page.getByText('MAIL-01').count()).toBe(0);
    expect(await axeFindings(visit.page)).toEqual([]);
    await visit.page.getByRole('button', { name: 'Fold by time of day' }).first().click();
    await answerOf(visit.page)
      .filter({ hasText: /^\s*5 servers fold onto/ })
      .waitFor();
  },
);

further(
  'the sample’s answer is dimmed and keeps to itself beside a file that could not be read',
  async () => {
    visit = await rig.open(rig.address + SHORT_FOLD);
    await untilFolded(visit.page);
    await choose(onDisk('nothing.csv', 'a,b\n1,2\n'));
    await visit.page.getByText('Dimmed is the answer of the sample estate, not of your files.').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Plan as CSV' }).isDisabled()).toBe(true);
    await visit.page.getByRole('button', { name: 'Back to the sample', exact: true }).click();
    await visit.page.getByText('Dimmed is').waitFor({ state: 'detached' });
    expect(await visit.page.getByRole('button', { name: 'Plan as CSV' }).isDisabled()).toBe(false);
    expect(await said()).toMatch(SAMPLE);
  },
);

further('the plan is saved as a table and as JSON', async () => {
  visit = await rig.open(rig.address + SHORT_FOLD);
  await untilFolded(visit.page);
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const hosts = Number(/(\d+) hosts/.exec(await said())?.[1]);
  expect(JSON.parse(await saved('as JSON')).hostCount).toBe(hosts);
  expect((await saved('Plan as CSV')).split('\n').length).toBeGreaterThan(hosts);
});

// At a desk the components' own audits stand for it.
further(
  'axe finds nothing on the folded page and nothing sticks out, light or dark, narrow or wide',
  async () => {
    visit = await rig.open();
    await untilFolded(visit.page);
    expect(await faultsIn(EVERY_LOOK, visit.page, () => untilFolded(visit.page))).toEqual([]);
  },
);
