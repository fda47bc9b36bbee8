import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VIEWS } from '../../src/scenario/views';
import { casesOf } from '../often';
import { further } from './further';
import { dist, IN_FIREFOX, SHORT_FOLD, SHORT_METER, startRig, untilFolded } from './page';
import type { Rig, Visit } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** What each view says in large type once it is there. */
const HEADLINES = {
  fold: 'hf-headline h1',
  decide: 'hf-headline h1',
  dispatch: 'hf-lab-headline h1',
  meter: ':is(hostfold-sampling-demo, hf-meter-headline) h1',
  paper: 'hf-paper-view h1',
  sheets: 'hf-sheets-view h1',
};

/** How long a headline may be waited for on a machine that has much else to do, ms. */
const PATIENCE = 200_000;

const notice = ({ page }: Visit) => page.locator('.notice').first();

test('a link with fields that every object inherits opens each view, and says that there are no such fields', async () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
  for (const { id } of casesOf(VIEWS, [VIEWS[0], VIEWS.at(-1)!])) {
    const visit = await rig.open(`${rig.address}#/${id}?${names.map((name) => `${name}=1`).join('&')}`);
    await visit.page.locator(HEADLINES[id]).waitFor({ timeout: PATIENCE });
    const said = await notice(visit).innerText();
    for (const name of names) expect(said).toContain(name);
    expect(visit.problems).toEqual([]);
    await visit.close();
  }
});

further(
  'a link to a view that there is not shows the first one, and names those that there are',
  async () => {
    const visit = await rig.open(`${rig.address}#/nonsense`);
    for (const name of ['nonsense', 'atlas', 'constructor', '__proto__']) {
      await visit.page.evaluate((hash) => (location.hash = hash), `#/${name}`);
      const said = notice(visit).filter({ hasText: `"${name}"` });
      await said.waitFor({ timeout: PATIENCE });
      for (const { id } of VIEWS) expect(await said.innerText()).toContain(id);
      expect(await visit.page.title()).toBe(`Hostfold: ${VIEWS[0].question}`);
    }
    await visit.close();
  },
);

/** Opens the page after a script has spoilt something of the browser. */
async function spoilt(script: string, hash = ''): Promise<Visit> {
  const visit = await rig.open('about:blank', { apart: true });
  await visit.page.addInitScript(script);
  await visit.page.goto(`${rig.address}${hash}`);
  return visit;
}

further('with storage denied it opens as ever', async () => {
  const deny = `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });`;
  const visit = await spoilt(deny, SHORT_FOLD);
  await untilFolded(visit.page);
  await visit.page.getByRole('button', { name: 'Keys and privacy' }).click();
  await visit.page.getByRole('checkbox', { name: /Single keys/ }).click();
  expect(visit.problems).toEqual([]);
  await visit.close();
});

further('without workers each view is there, and says what failed and what to do', async () => {
  // The sheets, and the beginning of the meter's story, need none.
  for (const hash of casesOf(['#/fold', '#/dispatch', `#/${SHORT_METER}`], ['#/dispatch'])) {
    const visit = await spoilt(
      `window.Worker = class { constructor() { throw new Error('no workers here'); } };`,
      hash,
    );
    const alert = visit.page.getByRole('alert').first();
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/no workers here|could not be started/);
    expect(await visit.page.getByRole('navigation', { name: 'Views' }).getByRole('link').count()).toBe(
      VIEWS.length,
    );
    await visit.close();
  }
});

further(
  'where the first drawing fails by the choices of a link, it opens with the defaults and says so',
  async () => {
    // A part that draws the number of hosts that may fail breaks on what this link says.
    const breakIt = `
    const format = Number.prototype.toLocaleString;
    const define = customElements.define;
    customElements.define = function (name, type, options) {
      if (name === 'hf-fold-view') {
        const update = type.prototype.willUpdate;
        type.prototype.willUpdate = function (changed) {
          if (this.state.scenario.failures === 7) throw new Error('broken by seven');
          return update.call(this, changed);
        };
      }
      return define.call(this, name, type, options);
    };`;
    const visit = await spoilt(breakIt, '#/fold?failures=7');
    await untilFolded(visit.page);
    expect(await notice(visit).innerText()).toMatch(/broken by seven.*defaults/s);
    await expect.poll(() => visit.page.evaluate(() => location.hash)).not.toContain('failures=7');
    await visit.close();
  },
);

further('a view that does not load says so, and is there when it is asked for again', async () => {
  const visit = await rig.open(rig.address + SHORT_FOLD, { apart: true });
  await untilFolded(visit.page);
  await visit.page.context().route(/assets\/.*\.js/, (route) => route.abort());
  await visit.page.getByRole('link', { name: 'Meter' }).click();
  const alert = visit.page.getByRole('alert').filter({ hasText: 'Meter could not be loaded' });
  await alert.waitFor();
  await visit.page.context().unroute(/assets\/.*\.js/);
  // What could not be fetched is remembered by Firefox, as the page says there, until it is loaded anew.
  if (IN_FIREFOX) {
    expect(await alert.innerText()).toContain('only when the page is reloaded');
    await visit.page.reload();
  } else await alert.getByRole('button', { name: 'Try again' }).click();
  await visit.page.locator(HEADLINES.meter).waitFor();
  expect(await alert.count()).toBe(0);
  await visit.close();
});

further(
  'choices of a link that cannot be read yet leave what there is, say so, and are read when they are asked for again',
  async () => {
    const visit = await rig.open('about:blank', { apart: true });
    const { page } = visit;
    // Several files are called so: this one speaks of versions of links.
    const reader = new RegExp(
      readdirSync(`${dist}/assets`).find(
        (file) =>
          /^parse-.*\.js$/.test(file) &&
          readFileSync(`${dist}/assets/${file}`, 'utf8').includes('Open it with a newer Hostfold.'),
      )!,
    );
    const follow = (hash: string) => page.evaluate((to) => (location.hash = to), hash);
    await page.context().route(reader, (route) => route.abort());
    await page.goto(`${rig.address}#/fold?v=1&failures=3`);
    await untilFolded(page);
    expect(await notice(visit).innerText()).toMatch(/could not be read.*defaults/s);
    await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('failures=3');
    await page.getByRole('link', { name: 'Meter' }).click();
    await page.locator(HEADLINES.meter).waitFor();
    await follow('#/fold?v=1&failures=2');
    await notice(visit).filter({ hasText: 'What was chosen before stays' }).waitFor();
    expect(await page.title()).toBe('Hostfold: ' + VIEWS.find(({ id }) => id === 'meter')!.question);
    await page.context().unroute(reader);
    if (IN_FIREFOX) await page.reload();
    await follow('#/fold?v=1&failures=2');
    await page.locator(HEADLINES.fold).waitFor();
    await expect.poll(() => page.evaluate(() => location.hash)).toContain('failures=2');
    expect(await page.locator('.notice').filter({ hasText: 'could not be read' }).count()).toBe(0);
    await visit.close();
  },
);

further('where its script does not come at all, it says what it needs', async () => {
  // In a Firefox without scripts its driver sees nothing: there the script is kept back, which it cannot for a file.
  const addresses = [rig.address, ...(IN_FIREFOX ? [] : [`file://${dist}/hostfold.html`])];
  for (const address of addresses) {
    const visit = await rig.open('about:blank', { javaScriptEnabled: IN_FIREFOX, apart: true });
    if (IN_FIREFOX) await visit.page.route(/\.js$/, (route) => route.abort());
    await visit.page.goto(address);
    const words = visit.page.getByRole('heading', { name: 'Hostfold has not started' });
    expect(await words.isVisible()).toBe(false);
    // It is shown once the page has had its time: here that time is over at once.
    await visit.page.locator('#unstarted').evaluate((box) => {
      for (const animation of box.getAnimations()) animation.finish();
    });
    expect(await words.isVisible()).toBe(true);
    await visit.close();
  }
});
