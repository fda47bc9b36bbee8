import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VIEWS, type ViewId } from '../../src/scenario/views';
import { posed, SHEETS } from '../../src/sheets';
import { FORMS } from '../../src/ui/text/pieces';
import { further } from './further';
import {
  ASKED,
  answerOf,
  axeFindings,
  SHORT_FOLD,
  SHORT_METER,
  shortMeter,
  startRig,
  untilFolded,
} from './page';
import type { Rig } from './page';
import { moving, smallTargets, toldIn, unexplained, unsaid } from './looking';
import { stickingOut, unfold } from './sticking';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** Words that a planner brings along: where servers are folded they are explained as questions only. */
const PLAIN = new Set<string>(['host', 'guest', 'load']);
const formsFor = (view: ViewId) =>
  view === 'fold' || view === 'decide' ? FORMS.filter(([term]) => !PLAIN.has(term)) : FORMS;

/** Waits until nothing of a view is worked out any more. */
const rested = (page: Page, view: ViewId) =>
  page.waitForFunction(
    (name) => {
      const element = document.querySelector('hf-app')?.shadowRoot?.querySelector(`main > hf-${name}-view`);
      const busy = (root: ParentNode): boolean =>
        [...root.querySelectorAll('*')].some(
          (each) => each.getAttribute('aria-busy') === 'true' || (each.shadowRoot && busy(each.shadowRoot)),
        );
      return element?.shadowRoot?.querySelector('h1, h2, hf-story, hf-headline') && !busy(element.shadowRoot);
    },
    view,
    ASKED,
  );

further(
  'in every view on a phone: words are explained where they first stand, what is pressed is 24 px, nothing sticks out at 320 px, nothing moves where that is not wanted, and open boxes pass axe',
  async () => {
    const visit = await rig.open(undefined, { viewport: { width: 390, height: 800 } });
    const { page } = visit;
    await untilFolded(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const { id } of VIEWS) {
      await page.evaluate((hash) => (location.hash = hash), `#/${id === 'meter' ? SHORT_METER : id}`);
      await page.setViewportSize({ width: 390, height: 800 });
      await rested(page, id);
      expect.soft(await unexplained(page, formsFor(id)), id).toEqual([]);
      expect.soft(await smallTargets(page), id).toEqual([]);
      await unfold(page);
      if (id === 'decide') {
        // What cards work out is not waited for to its end.
        await page.locator('hf-drill .finding, hf-uncertainty .finding').first().waitFor();
        await page.keyboard.press('Escape');
      }
      await rested(page, id);
      expect.soft(await smallTargets(page), `${id}, unfolded`).toEqual([]);
      expect.soft(await moving(page), id).toEqual([]);
      expect.soft(await axeFindings(page, 'structure'), `${id}, unfolded`).toEqual([]);
      await page.setViewportSize({ width: 320, height: 700 });
      await expect.poll(() => stickingOut(page), { message: id }).toEqual([]);
    }
    // All looks see what they look for.
    await page.evaluate(() => {
      const paragraph = document.createElement('p');
      paragraph.append(
        'A hog. ',
        ...['x', 'y'].map((text) => Object.assign(document.createElement('button'), { textContent: text })),
      );
      paragraph.style.setProperty('display', 'flex');
      paragraph.style.setProperty('transition', 'color 1s');
      for (const each of paragraph.querySelectorAll('button')) {
        each.style.setProperty('padding', '0');
        each.style.setProperty('width', '10px');
      }
      document.querySelector('hf-app')!.shadowRoot!.querySelector('main')!.prepend(paragraph);
    });
    expect(await moving(page)).toEqual([]);
    await page.emulateMedia({ reducedMotion: null });
    expect(await moving(page)).toEqual(['hf-app p']);
    expect((await smallTargets(page)).filter((each) => /"[xy]"/.test(each))).toHaveLength(2);
    expect((await unexplained(page, FORMS))[0]).toContain('hog: "A hog. ');
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);

further(
  'in every view that draws: what changes a picture changes its words, and something speaks up',
  async () => {
    const visit = await rig.open(rig.address + SHORT_FOLD);
    const { page } = visit;
    await untilFolded(page);
    let drew = 0;
    const changes = async (view: ViewId, change: () => Promise<unknown>) => {
      await rested(page, view);
      const before = await toldIn(page);
      await change();
      await rested(page, view);
      const after = await toldIn(page);
      drew += after.pictures.length;
      const changed = after.pictures.filter(
        ({ where, drawn }) => before.pictures.find((each) => each.where === where)?.drawn !== drawn,
      );
      expect.soft(changed.length, `${view}: pictures that changed`).toBeGreaterThan(0);
      expect.soft(unsaid(before.pictures, after.pictures), view).toEqual([]);
      expect.soft(after.spoken, view).not.toBe(before.spoken);
    };
    const choose = (patch: object) => async () => {
      await page.evaluate(
        (wished) =>
          document
            .querySelector<Element & { session: { choose(patch: object, what: string): void } }>('hf-app')!
            .session.choose(wished, 'x'),
        patch,
      );
      await untilFolded(page);
    };
    await page.locator('hf-risk').getByRole('button', { name: 'Test plans on this day' }).click();
    await page.locator('hf-risk [role=status]').waitFor();
    await changes('fold', choose({ ceilings: { cpu: 60 } }));

    await page.evaluate(() => (location.hash = '#/decide'));
    await page.locator('hf-drill').waitFor();
    await unfold(page);
    const decided = async () => {
      await page.locator('hf-drill .finding, hf-uncertainty .finding').nth(1).waitFor();
      // What cards work out is not waited for to its end.
      await page.keyboard.press('Escape');
    };
    await decided();
    await changes('decide', async () => {
      const drill = page.locator('hf-drill .finding');
      const found = await drill.innerText();
      await choose({ ceilings: { cpu: 40 } })();
      await drill.filter({ hasNotText: found }).waitFor();
      await decided();
    });

    const follow = (link: string) => page.evaluate((to) => (location.hash = to), `#/${link}`);
    const dispatch = (link: string) => follow(`dispatch?v=2&dispatch=${link}`);
    const headline = page.locator('hf-lab-headline h1');
    await dispatch('backup-yield');
    await headline.waitFor();
    await rested(page, 'dispatch');
    const first = (await headline.innerText()).replace(/\s+/g, ' ').trim();
    await changes('dispatch', async () => {
      await dispatch('backup-yield;sliceMs=10');
      await headline.filter({ hasNotText: first }).waitFor();
    });

    await follow(SHORT_METER);
    await page.locator('hf-meter-strip').waitFor();
    await changes('meter', () => follow(shortMeter('stacked')));
    expect(drew).toBeGreaterThan(20);
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);

/** What of the page has the focus, as a screen reader names it, nearly. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return '';
    const label = (at as HTMLInputElement).labels?.[0]?.textContent;
    const legend = at.closest('fieldset')?.querySelector('legend')?.textContent;
    const name = at.getAttribute('aria-label') ?? label ?? at.textContent ?? '';
    return [legend, name, (at as HTMLInputElement).type].join(' ').replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until something so named has the focus; at the end of the page it begins anew, or goes back. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (const key of ['Tab', 'Shift+Tab'])
    for (let presses = 0; presses < 300; presses++) {
      await page.keyboard.press(key);
      if (name.test(await focused(page))) return;
    }
  throw new Error(`Tab does not come to ${name}`);
}

test('by keyboard alone: a pasted table is folded and decided on, the lab and a demonstration are used, and a problem is solved', async () => {
  const visit = await rig.open(undefined);
  const { page } = visit;
  const { keyboard } = page;
  await untilFolded(page);

  await tabTo(page, /^Paste a table/);
  await keyboard.press('Enter');
  await expect.poll(() => focused(page)).toContain('Table of servers');
  await keyboard.insertText('name,cores,rating,peak %,RAM\nA,4,3,50,2048\nB,4,3,50,2048\n');
  await tabTo(page, /^Read it/);
  await keyboard.press('Enter');
  await answerOf(page).filter({ hasText: '2 servers' }).waitFor();
  await untilFolded(page);
  // The one that is chosen is reached by Tab, the others by arrows.
  await tabTo(page, /Hosts that may fail 1 radio/);
  await keyboard.press('ArrowRight');
  await page.locator('hf-headline').filter({ hasText: '2 to spare' }).waitFor();
  await tabTo(page, /how\?/);
  await keyboard.press('Enter');
  await page.locator('hf-explainer [popover]:popover-open').waitFor();
  await keyboard.press('Escape');

  await keyboard.press('2');
  await page.locator('main > hf-decide-view hf-drill').waitFor();
  await tabTo(page, /^Failure drill/);
  await keyboard.press('Enter');
  await page.locator('hf-drill .finding').filter({ hasText: 'N+1' }).waitFor();

  await keyboard.press('3');
  await page.locator('section.answer[aria-busy=false]').waitFor();
  const said = await page.locator('hf-lab-headline h1').innerText();
  await tabTo(page, /Unused slices.*radio/);
  await keyboard.press('ArrowLeft');
  await page
    .locator('hf-lab-headline h1')
    .filter({ hasNotText: said.replace(/\s+/g, ' ').trim() })
    .waitFor();

  await keyboard.press('4');
  await page.locator('hf-story').waitFor();
  await tabTo(page, /It will show.*(number|text)$/);
  await keyboard.type('25');
  await tabTo(page, /^Show me\b(?! without)/);
  await keyboard.press('Enter');
  await page
    .getByText(/You said 25/)
    .first()
    .waitFor();

  await keyboard.press('6');
  await page.locator('hf-exercise').first().waitFor();
  const [answer] = posed(SHEETS[0].questions[0], 0).answers;
  if (answer.kind !== 'number') throw new Error('The first question asks for a number.');
  await tabTo(page, new RegExp(`^${answer.label}`));
  await keyboard.type(String(answer.value));
  await keyboard.press('Tab');
  await page.locator('.tally').filter({ hasText: '1 of' }).waitFor();
  expect(visit.problems).toEqual([]);
  await visit.close();
});
