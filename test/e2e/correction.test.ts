import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { GUEST_TABLE } from './counters';
import { further } from './further';
import { EVERY_LOOK, faultsIn, pasteTable, SHORT_METER, startRig, type Rig } from './page';

const MINUTES = 90;
const line = (cells: readonly (string | number)[]) => cells.map((cell) => `"${cell}"`).join(',');
const two = (value: number) => String(value).padStart(2, '0');
const clock = (minute: number) => `01/05/2026 ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00.000`;

/** A log from inside a guest of VMware, in German, an hour ahead of UTC. */
function guestLog(): string {
  const path = (rest: string) => `\\\\DB01\\${rest}`;
  const share = 'Prozessorzeit (%)';
  const header = [
    '(PDH-CSV 4.0) (Mitteleuropäische Zeit)(-60)',
    path(`Prozessor(_Total)\\${share}`),
    path(`Prozessor(0)\\${share}`),
    path(`Prozessor(1)\\${share}`),
    path(`Prozess(sqlservr)\\${share}`),
    path(`Prozess(backup)\\${share}`),
    path(`Prozess(vmtoolsd#1)\\${share}`),
    path('Arbeitsspeicher\\Verfügbare MB'),
    path('Contoso\\Widgets'),
  ];
  const rows = Array.from({ length: MINUTES }, (_, k) => {
    const busy = 60 + 30 * Math.sin(k / 9);
    return [clock(660 + k), busy, busy, busy, 1.5 * busy, 0.5 * busy, 0, 1200, k];
  });
  return `${[header, ...rows].map(line).join('\r\n')}\r\n`;
}

/** What its host's esxtop wrote, from half an hour later on. */
function hostLog(): string {
  const path = (rest: string) => `\\\\esx01\\Group Cpu(${rest}`;
  const header = [
    '(PDH-CSV 4.0) (UTC)(0)',
    path('12:db01)\\% Used'),
    path('12:db01)\\% Ready'),
    path('13:web 02)\\% Used'),
    path('13:web 02)\\% Ready'),
  ];
  const rows = Array.from({ length: MINUTES }, (_, k) => [clock(630 + k), 60, 50, 20, 4]);
  return `${[header, ...rows].map(line).join('\n')}\n`;
}

let rig: Rig;
beforeAll(async () => (rig = await startRig()));
afterAll(async () => rig.close());

const files = () => [
  { name: 'db01.csv', mimeType: 'text/csv', buffer: Buffer.from(guestLog(), 'latin1') },
  { name: 'esxtop.csv', mimeType: 'text/csv', buffer: Buffer.from(hostLog()) },
];

describe('a guest log and its host log in the Meter view', () => {
  it('are judged, laid over each other, corrected, doubted and saved, and nothing leaves the page', async () => {
    const { page, problems, strangers, close } = await rig.open(`${rig.address}#/${SHORT_METER}`);
    await page.locator('hf-meter-trust input[type=file]').setInputFiles(files());

    const trust = page.locator('hf-meter-trust');
    await trust.locator('.inside').filter({ hasText: 'VMware: process vmtoolsd' }).waitFor();
    expect(await trust.locator('.big').innerText()).toMatch(/4 counters\s+in 8 columns/);
    expect(await trust.locator('tbody').innerText()).toContain('Processor\\% Processor Time');

    const correction = page.locator('hf-meter-correction');
    await correction.locator('.big').filter({ hasText: '30 %' }).waitFor();
    expect(await correction.locator('#host').inputValue()).toBe(
      await correction.locator('#host option', { hasText: 'db01 (esxtop.csv)' }).getAttribute('value'),
    );
    // Half an hour of the guest's ninety minutes is not in the host's log.
    expect(await correction.locator('.findings').innerText()).toMatch(/covers 59 min of the guest's 89 min/);
    expect(await correction.locator('hf-correction-lines svg path').count()).toBe(3);
    expect(await correction.locator('hf-correction-parts tbody tr').first().innerText()).toMatch(
      /sqlservr\s+[\d.]+ %\s+22\.5 %/,
    );
    await correction.locator('hf-correction-doubt .said b').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      correction.getByRole('button', { name: 'Corrected series as CSV' }).click(),
    ]);
    const csv = readFileSync((await download.path())!, 'utf8').split('\r\n');
    expect(csv[0]).toContain('sqlservr corrected %');
    expect(csv[1]).toMatch(/^2026-01-05 11:30:00,[\d.]+,30,25,/);

    // Another look elsewhere and back: the logs are still there; none of them is in the address or in the fold.
    await page.keyboard.press('1');
    await page.locator('hf-headline h1').filter({ hasText: '63 servers' }).waitFor();
    await page.keyboard.press('4');
    await correction.locator('.big').filter({ hasText: '30 %' }).waitFor();
    expect(page.url()).not.toMatch(/db01|sqlservr/i);
    expect(problems).toEqual([]);
    expect(strangers()).toEqual([]);
    await close();
  });

  further('what is assumed and typed can be undone, and only what is assumed is in the link', async () => {
    const { page, close } = await rig.open(`${rig.address}#/${SHORT_METER}`);
    const correction = page.locator('hf-meter-correction');
    const burst = correction.getByRole('textbox', { name: /Long bursts/ });
    await burst.fill('300');
    await burst.press('Enter');
    await page.waitForURL(/mend=burstMs%3D300/);
    await correction.locator('#guest').selectOption('none');
    for (const [name, value] of [
      ['The guest shows', '80'],
      ['% Used, by the host', '35'],
    ]) {
      const field = correction.getByRole('textbox', { name, exact: true });
      await field.fill(value);
      await field.press('Enter');
    }
    await correction.locator('.big').filter({ hasText: '35 %' }).waitFor();
    await correction.locator('h2').click();
    await page.keyboard.press('Control+z');
    await correction.getByText('Type what the guest shows and % Used').waitFor();
    expect(await correction.getByRole('textbox', { name: 'The guest shows', exact: true }).inputValue()).toBe(
      '80',
    );
    expect([...new URLSearchParams(new URL(page.url()).hash.split('?')[1]).keys()].sort()).toEqual(
      ['meter', 'mend', 'v'].sort(),
    );
    expect(page.url()).toMatch(/[?&]mend=burstMs%3D300(&|$)/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.waitForURL((url) => !url.href.includes('mend'));
    await close();
  });

  further('logs that were dropped for the fold are there too', async () => {
    const { page, close } = await rig.open();
    await page.locator('hf-intake input[type=file]').first().setInputFiles(files());
    await page
      .locator('hf-headline h1')
      .filter({ hasText: /^2 servers|1 server/ })
      .waitFor();
    await page.keyboard.press('4');
    await page.locator('hf-meter-correction .big').filter({ hasText: '30 %' }).waitFor();
    await close();
  });

  further('a pasted log is looked at there, and not folded', async () => {
    const { page, close } = await rig.open(`${rig.address}#/${SHORT_METER}`);
    await page.locator('hf-meter-trust').waitFor();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const pasted = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox takes no data for an event that a script makes.
      Object.defineProperty(pasted, 'clipboardData', { value: clipboardData });
      document.dispatchEvent(pasted);
    }, guestLog());
    await page.locator('hf-meter-trust h3').filter({ hasText: 'pasted' }).waitFor();
    await page.locator('hf-meter-correction').getByText('No host’s log yet').waitFor();
    await close();
  });

  further('is accessible and keeps within the page, light or dark, narrow or wide', async () => {
    const { page, close } = await rig.open(`${rig.address}#/${SHORT_METER}`);
    await page.locator('hf-meter-trust input[type=file]').setInputFiles(files());
    const settled = () => page.locator('hf-correction-doubt .said b').waitFor();
    await settled();
    expect(await faultsIn(EVERY_LOOK, page, settled)).toEqual([]);
    await close();
  });
});

describe('from the fold to the bench and to a guest’s meter', () => {
  further('the context is carried, said, and left with one key', async () => {
    const { page, problems, close } = await rig.open();
    const card = page.locator('hf-host').nth(1);
    await card.locator('.bench').click();
    const trail = page.locator('hf-trail');
    await trail.getByText(/Host 2 of the fold/).waitFor();
    await page.locator('hf-lab-headline').waitFor();
    await page.keyboard.press('b');
    await card.locator('.bench').waitFor();
    await page.waitForFunction(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.classList.contains('bench');
    });
    const guest = card.locator('.guests .plain').first();
    const [, name] = /What the meter of (.+) would show/.exec((await guest.getAttribute('title'))!)!;
    await guest.click();
    await trail.getByText(/on Host 2 of the fold/).waitFor();
    await page.locator('hf-meter-headline h1').getByText(name, { exact: true }).waitFor();
    await trail.getByRole('button', { name: /Back to the fold/ }).click();
    await card.locator('.bench').waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  further('keeps a host of one’s own out of the address', async () => {
    const { page, close } = await rig.open();
    await pasteTable(page, GUEST_TABLE);
    await page.locator('hf-headline h1').filter({ hasText: '3 servers' }).waitFor();
    const card = page.locator('hf-host').first();
    const trail = page.locator('hf-trail');
    await card.scrollIntoViewIfNeeded();
    // A card is drawn in its turn: until then it is one of the sample's.
    await card.getByText('3 guests').waitFor();
    await card.locator('.bench').click();
    await trail.getByText(/Host 1 of the fold: its 3 guests/).waitFor();
    await page.waitForURL(/#\/dispatch\?v=4&sample=false$/);
    await page.keyboard.press('b');
    await card.locator('.guests .plain').first().click();
    await trail.getByText(/on Host 1 of the fold/).waitFor();
    await page.waitForURL(/#\/meter\?v=4&sample=false$/);
    await close();
  });
});
