import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Experiment, ExperimentInput } from '../../src/dispatch/experiment';
import { parseExperiment } from '../../src/dispatch/parse';
import { openLocalHost } from '../../src/dispatch/local';
import type { Dispatcher } from '../../src/dispatch/pool';
import { runExperiment } from '../../src/dispatch/run';
import { METER_PRESETS, OPENING } from '../../src/sampling/presets';
import { further } from './further';
import {
  dist,
  EVERY_LOOK,
  faultsIn,
  followLinks,
  IN_FIREFOX,
  OPPOSITE_LOOKS,
  SHORT_METER,
  startRig,
} from './page';
import type { Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const address = (link: string) =>
  `${rig.address}#/meter${link ? `?v=2&meter=${encodeURIComponent(link)}` : ''}`;
const open = followLinks(() => rig, 'meter');
const SHORT = 'durationS=5;replications=200';

/** Waits until all measurements of what is set are in: no figure in large type changes any more. */
const measured = (page: Page) => page.locator('section.many[aria-busy=false]').waitFor();

/** Waits until what is drawn after them is there too: other lengths of observation, many hosts. */
async function settled(page: Page): Promise<void> {
  await measured(page);
  await page.locator('dl.answer[aria-busy=false]').waitFor();
}

/** The three figures in large type: used, what Task Manager shows, what its processes show. */
async function figures(page: Page): Promise<string[]> {
  await measured(page);
  const texts = await page.locator('hf-meter-headline dd').allInnerTexts();
  return texts.map((text) =>
    text
      .replace(/,\s*how\?/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

const shownLink = (page: Page) => decodeURIComponent(new URL(page.url()).hash);

/** What is drawn once all is measured. */
async function expectComplete(page: Page): Promise<void> {
  expect(await page.locator('hf-meter-histogram .bar-shown').count()).toBeGreaterThan(8);
  await page.locator('hf-meter-strip .key .tick.false').waitFor();
  expect(await page.locator('hf-meter-lengths .dot').count()).toBe(7);
  expect(await page.locator('hf-meter-scatter circle').count()).toBeGreaterThan(40);
}

further(
  'the demonstration of two guests is measured ten minutes a thousand times, and is complete untouched',
  async () => {
    const visit = await rig.open(address(OPENING));
    const { page } = visit;
    expect(await figures(page)).toEqual(['23.5 %', '29.4 %', '29.4 %']);
    await settled(page);
    await page.getByText('Measured for 10 min, 1,000 times').waitFor();
    await page.getByText(/38,400 fair looks/).waitFor();
    await expectComplete(page);
    expect(visit.problems).toEqual([]);
    expect(visit.strangers()).toEqual([]);
    await visit.close();
  },
);

/** The title of the screen of the story that has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  });

further(
  'the story begins at the beginning and is walked through by keyboard alone: guesses are judged, drawn, counted and kept',
  async () => {
    const visit = await rig.open(`${rig.address}#/meter`);
    const { page } = visit;
    const story = page.locator('hf-story');
    /** Tabs to what has this name, and presses it. */
    const press = async (name: RegExp, key = 'Enter') => {
      const wanted = page.getByRole('button', { name }).first();
      await wanted.waitFor();
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        if (name.test(await focused(page))) return page.keyboard.press(key);
      }
      throw new Error(`no way by keyboard to ${name.source}`);
    };
    const guess = async (value: string) => {
      const field = story.getByRole('textbox', { name: 'It will show' });
      await field.waitFor();
      for (let i = 0; i < 60 && !(await field.evaluate((each) => each.matches(':focus'))); i++)
        await page.keyboard.press('Tab');
      await page.keyboard.type(value);
      await page.keyboard.press('Enter');
    };

    await story.getByRole('heading', { name: 'Be the clock' }).waitFor();
    await guess('25');
    await story.getByText(/✓ You said 25\s%: right/).waitFor();
    await press(/^Start$/);
    for (let i = 0; i < 5; i++) await page.keyboard.press('Space');
    await story.getByText(/You looked \d+ times, .* The clock looked 320 times and charges/).waitFor();

    await page.locator('hostfold-sampling-demo .title').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('2. One second at a time');
    await press(/25 % on average/);
    await story.getByText(/✓ You said so: right/).waitFor();
    await press(/^Add one second$/);
    await story.getByText(/^\s*1 reading\.\s+The\s+last:\s+\d+\s+of\s+64\s+looks/).waitFor();
    await press(/^Add a hundred$/);
    await story.getByText(/^\s*101 readings\./).waitFor();

    await page.locator('hostfold-sampling-demo .title').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('3. In step with the clock');
    await press(/^30 %, each time$/);
    await story
      .getByText(/✗ You said otherwise: no reading is right[^]*The belief in an honest meter/)
      .waitFor();
    await story.getByText(/From this start Task Manager shows 100\s%; 30\s% was used/).waitFor();

    await page.locator('hostfold-sampling-demo .title').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('4. Somebody else moves in');
    await guess('25');
    await story
      .getByText(/✗ You said 25\s%: 4\.\d\spoints too low\. The belief in a machine of its own/)
      .waitFor();
    await story.getByText(/^Guessed right: 2 of 4$/).waitFor();
    await story.getByText(/✓ simulated 29\.\d+ ± .* formula 29\.4\s%/).waitFor();
    expect(shownLink(page)).toContain('said.neighbour=[25,0]');

    await page.locator('hostfold-sampling-demo .title').focus();
    await page.keyboard.press('ArrowRight');
    await press(/^Show me without a guess$/);
    await press(/^handed over faster$/);
    await story.getByText(/✓ simulated 100\s%.* formula 100\s%/).waitFor();
    for (const [value, words] of [
      [/^21\.7 %$/, 'Shown less waited'],
      [/^most of it/, 'The other seven did'],
    ] as const) {
      await page.locator('hostfold-sampling-demo .title').focus();
      await page.keyboard.press('ArrowRight');
      await press(value);
      await story.getByText(words).waitFor();
    }
    await story.getByText(/^Guessed right: 3 of 6$/).waitFor();
    await page.locator('hostfold-sampling-demo .title').focus();
    await page.keyboard.press('ArrowLeft');
    await story.getByRole('heading', { name: 'What your own log says' }).waitFor();
    await page.locator('hf-meter-counters').waitFor();

    // All of it is in the link; a class gets the screen and the seed alone.
    const link = shownLink(page);
    const forClass = decodeURIComponent(
      (await story.getByRole('link', { name: 'link for a class' }).getAttribute('href'))!,
    );
    expect(forClass).toBe('#/meter?v=4&meter=story;step=log;seed=7');
    await page.goto('about:blank');
    await page.goto(`${rig.address}${new URL(`http://x/${link}`).hash}`);
    await story.getByText(/^Guessed right: 3 of 6$/).waitFor();
    await press(/^To the sandbox$|^Sandbox: nine demonstrations$/);
    await page.locator('hf-meter-headline h1').waitFor();
    expect(shownLink(page)).toBe('#/meter?v=4&meter=alone');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shownLink(page)).toBe('#/meter?v=4&meter=short');
    expect(visit.problems).toEqual([]);
    expect(visit.strangers()).toEqual([]);
    await visit.close();
  },
);

further('the one file from disk measures in its workers under its policy, and is complete', async () => {
  const visit = await rig.open(`file://${dist}/hostfold.html#/${SHORT_METER}`);
  expect((await figures(visit.page)).join(' ')).toMatch(/^23\.\d % 2[89]\.\d % 2[89]\.\d %$/);
  await settled(visit.page);
  await visit.page.getByText('Measured for 5 s, 200 times').waitFor();
  await expectComplete(visit.page);
  expect(visit.problems).toEqual([]);
  expect(visit.strangers()).toEqual([]);
  await visit.close();
});

further('every demonstration has its figures, in the order that teaches, and its link', async () => {
  const visit = await open('alone');
  const { page } = visit;
  const expected: Readonly<Record<string, RegExp>> = {
    alone: /^2[45](\.\d)? % 2[45](\.\d)? % 2[45](\.\d)? %$/,
    short: /^2\d(\.\d)? % .* (2\d|\d+–\d+)(\.\d)? %$/,
    'phase-lock': /^30 % 0 or 100 % 0 or 100 %$/,
    dodger: /^80 % 0 % 0 %$/,
    stacked: /^25(\.\d)? % 100 % 100 %$/,
    lost: /^25(\.\d)? % 100 % 25(\.\d)? %$/,
    'catch-up': /^25(\.\d)? % 100 % 75(\.\d)? %$/,
    'idle-busy': /^(39\.9|40(\.\d)?) % 8[12](\.\d)? % (11\.9|12(\.\d)?) %$/,
  };
  const chips = page.getByRole('navigation', { name: 'Demonstrations' }).locator('li button');
  await measured(page);
  expect(await chips.count()).toBe(METER_PRESETS.length);
  for (const [i, { id, short, title }] of METER_PRESETS.entries()) {
    const chip = chips.nth(i);
    expect((await chip.innerText()).replace(/\s+/g, ' ')).toBe(`${i + 1} ${short}`);
    await chip.click();
    await page.locator('hf-meter-headline h1', { hasText: title }).waitFor();
    // The one that the page opens with is long, and its figures stand above.
    if (id !== OPENING) expect((await figures(page)).join(' '), id).toMatch(expected[id]);
    await expect.poll(() => shownLink(page)).toBe(`#/meter?v=4&meter=${id}`);
  }
  expect(visit.problems).toEqual([]);
  await visit.close();
});

further(
  'a slider changes the pictures and the link, a reload gives the same figures, undo brings back',
  async () => {
    const visit = await open(`stacked;${SHORT}`);
    const { page } = visit;
    const before = await figures(page);
    const strip = await page.locator('hf-timeline #summary').innerText();
    await page.locator('hf-meter-change').getByLabel('Neighbours', { exact: true }).fill('1');
    await page.keyboard.press('Enter');
    await expect.poll(() => figures(page)).not.toEqual(before);
    const changed = await figures(page);
    expect(changed[0]).toMatch(/^(49|5[01])/);
    expect(await page.locator('hf-timeline #summary').innerText()).not.toBe(strip);
    const link = shownLink(page);
    expect(link).toContain('stacked;');
    await page.goto('about:blank');
    await page.goto(`${rig.address}${new URL(`http://x/${link}`).hash}`);
    expect(await figures(page)).toEqual(changed);
    expect(await page.locator('hf-meter-change hf-number[changed]').count()).toBe(1);
    // A double-click on a name brings the preset's value back.
    await page.locator('hf-meter-change hf-number[changed] label').dblclick();
    await expect.poll(() => figures(page)).toEqual(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => figures(page)).toEqual(changed);
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);

further('long work can be cancelled by Esc and gone on with; what was measured stays', async () => {
  const visit = await open('neighbour;replications=30000');
  const { page } = visit;
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  await page.locator('hf-meter-histogram').waitFor();
  await page.keyboard.press('Escape');
  const said = await page.getByText(/Stopped at [\d,]+ of 30,000/).innerText();
  expect(Number(/at ([\d,]+)/.exec(said)![1].replace(',', ''))).toBeGreaterThan(7);
  expect((await page.locator('hf-meter-headline dd').allInnerTexts()).at(-1)).toMatch(/29\.\d %/);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/Stopped at/).waitFor();
  expect(visit.problems).toEqual([]);
  await visit.close();
});

further('whoever guesses first is asked, by keyboard alone, and told how far off it was', async () => {
  const visit = await open(`stacked;${SHORT}`);
  const { page } = visit;
  await figures(page);
  await page.getByLabel('Guess first').focus();
  await page.keyboard.press('Space');
  await page
    .getByText(/Four guests that never wait share one processor; .* What will Task Manager show\?/)
    .waitFor();
  expect((await figures(page))[2]).toBe('?');
  expect(await page.locator('hf-meter-histogram').count()).toBe(0);
  expect(shownLink(page)).toContain('guess=first');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('30');
  await page.keyboard.press('Enter');
  await page.getByText(/You said 30\s%: 70\.0\spoints too low\. The belief in less/).waitFor();
  expect((await figures(page))[2]).toBe('100 %');
  await expect.poll(() => shownLink(page)).toContain('guess=30');
  await page.goto('about:blank');
  await page.goto(`${rig.address}#/meter?v=2&meter=${encodeURIComponent(`stacked;${SHORT};guess=30`)}`);
  await page.getByText(/You said 30\s%/).waitFor();
  // The next demonstration asks again.
  await page.getByRole('button', { name: /Ticks lost/ }).click();
  await page.getByText(/What will the list of its processes show\?/).waitFor();
  expect(visit.problems).toEqual([]);
  await visit.close();
});

further(
  'phase lock has a view of its own: theory, simulated points, and a hand that sets the tick',
  async () => {
    const visit = await open(`phase-lock;${SHORT}`);
    const { page } = visit;
    await measured(page);
    const lock = page.locator('hf-meter-lock');
    await expect.poll(() => lock.locator('.point').count()).toBeGreaterThan(30);
    await lock.getByText('in step at').waitFor();
    await lock.getByRole('slider', { name: 'Tick over cycle' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => shownLink(page)).toContain('tickMs=8.75');
    await page.getByText('looks fall on 8 moments of the cycle').waitFor();
    // A click beside one half means one half.
    const box = (await lock.getByRole('slider').boundingBox())!;
    const half = (await lock.getByText('1/2', { exact: true }).boundingBox())!;
    await page.mouse.click(half.x + half.width / 2 + 3, box.y + 120);
    await expect.poll(() => shownLink(page)).toContain('tickMs=5');
    await figures(page);
    await page.getByText('looks fall on 2 moments of the cycle').waitFor();
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);

further('the dodger has a view of its own: charged nothing until its work no longer fits', async () => {
  const visit = await open(`dodger;${SHORT}`);
  const { page } = visit;
  expect(await figures(page)).toEqual(['80 %', '0 %', '0 %']);
  const view = page.locator('hf-meter-dodger');
  await view.getByText('in step it is charged 0 %').waitFor();
  await expect.poll(() => view.locator('figure').count()).toBe(4);
  await view.getByLabel('Works for, of each tick', { exact: true }).fill('95');
  await page.keyboard.press('Enter');
  await view.getByText('it no longer fits, and is charged 100 %').waitFor();
  await expect.poll(() => figures(page)).toEqual(['95 %', '100 %', '100 %']);
  await view.getByRole('button', { name: 'The clock starts at any moment' }).click();
  await expect.poll(async () => (await figures(page))[2]).toMatch(/100 %|0 or 100 %/);
  expect(shownLink(page)).toContain('phase=random');
  expect(visit.problems).toEqual([]);
  await visit.close();
});

further('a figure can be asked how it came about, a word what it is, and the control is found', async () => {
  const visit = await open(`stacked;${SHORT}`);
  const { page } = visit;
  await measured(page);
  await page.locator('hf-meter-headline .processor hf-how button').click();
  await page.getByText('1 − idle ticks × tick ÷ elapsed time').waitFor();
  await page
    .getByText(/PERF_100NSEC_TIMER_INV/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Change: late ticks' }).click();
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document
            .querySelector('hf-app')
            ?.shadowRoot?.querySelector('hf-meter-view')
            ?.shadowRoot?.querySelector('hf-meter-change')?.shadowRoot?.activeElement?.id,
      ),
    )
    .toBe('delivery');
  await page.getByRole('button', { name: /^steal time.*what is it/ }).click();
  await page.getByText('Time in which the guest wanted to run and the host ran somebody else.').waitFor();
  await visit.close();
});

further(
  'on a phone the demonstration is in sight, names stay, figures stand side by side, processes are cards; on a wide screen pictures fill theirs',
  async () => {
    const visit = await rig.open(address(`catch-up;${SHORT}`), { viewport: { width: 390, height: 844 } });
    const { page } = visit;
    await figures(page);
    const chip = (await page.locator('.step[aria-current=step]').boundingBox())!;
    expect(chip.x).toBeGreaterThanOrEqual(0);
    expect(chip.x + chip.width).toBeLessThanOrEqual(390);
    // The picture begins close up, and moves under the names and the handle, which stay in line with it.
    const names = page.locator('hf-meter-strip .names .row').first();
    const before = (await names.boundingBox())!.x;
    const strip = page.locator('hf-meter-strip .stage');
    const at = Number(await strip.getAttribute('aria-valuenow'));
    const box = (await strip.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 10, { steps: 3 });
    await page.mouse.up();
    expect((await names.boundingBox())!.x).toBe(before);
    await strip.press('ArrowRight');
    expect(Number(await strip.getAttribute('aria-valuenow'))).not.toBe(at);

    const tops = await page
      .locator('hf-meter-headline dd')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    const processes = page.getByRole('group', { name: 'Processes' });
    const figure = processes.locator('td[data-label="really used"]').last();
    await figure.waitFor();
    // Chromium tells the text that stands there, Firefox whence it comes.
    expect(await figure.evaluate((cell) => getComputedStyle(cell, '::before').content)).toBe(
      IN_FIREFOX ? 'attr(data-label)' : '"really used"',
    );
    expect(await processes.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);

    await page.setViewportSize({ width: 1600, height: 900 });
    for (const card of ['.many', '.looks']) {
      const section = page.locator(`section${card}`);
      await expect
        .poll(async () => {
          const [outer, last] = [
            await section.boundingBox(),
            await section.locator('svg, .say').last().boundingBox(),
          ];
          return outer!.y + outer!.height - last!.y - last!.height;
        })
        .toBeLessThan(24);
    }
    await visit.close();
  },
);

const LOOKED_AT = [
  ['neighbour', EVERY_LOOK],
  // What they have that others do not is one picture.
  ['phase-lock', OPPOSITE_LOOKS],
  ['dodger', OPPOSITE_LOOKS],
] as const;
further.each(LOOKED_AT)(
  'axe finds nothing in %s and nothing sticks out, light or dark, narrow or wide',
  async (demonstration, looks) => {
    const visit = await open(`${demonstration};${SHORT}`);
    await settled(visit.page);
    expect(await faultsIn(looks, visit.page, () => settled(visit.page))).toEqual([]);
    expect(visit.problems).toEqual([]);
    await visit.close();
  },
);

/** Guests of every delivery, order and denominator, with every kind of time, devices, emulation and interrupts. */
const MIXED: ExperimentInput = {
  processors: 3,
  policy: 'round-robin',
  sliceMs: 20,
  boost: true,
  idle: { detect: 'poll', checkMs: 1.5, probability: 0.7 },
  switchUs: 12,
  housekeeping: 0.004,
  interruptUs: 25,
  devices: [{ name: 'disk', serviceMs: { kind: 'uniform', meanMs: 4 }, servers: 2 }],
  guests: (['burst', 'merge', 'discard', 'delay', 'catchup'] as const).map((delivery, i) => ({
    name: delivery,
    count: i === 0 ? 2 : 1,
    vcpus: i === 2 ? 2 : 1,
    interruptUs: 30,
    dpcUs: 45,
    threads: [
      {
        burst: {
          kind: 'mixture',
          parts: [
            { label: 'short', weight: 0.8, kind: 'exponential', meanMs: 1 + i },
            { label: 'long', weight: 0.2, kind: 'uniform', meanMs: 30 },
          ],
        },
        wait: { kind: 'exponential', meanMs: 12 },
        privileged: { share: 0.3, f: 0.002, k: 300 },
        io: { device: 'disk', perBurst: 0.6 },
      },
      {
        arrivals: { perSecond: 8 + i },
        service: { kind: 'trace', ms: [1.5, 7, 0.25, 3] },
        process: 'server',
      },
    ],
    clock: {
      tickMs: i % 2 ? 10 : 15.625,
      delivery,
      rate: 2.5,
      lose: i === 1 ? 0.15 : 0,
      tsc: i % 2 ? 'apparent' : 'real',
      tscReadUs: 2,
      order: i % 2 ? 'idle-first' : 'thread-first',
      denominator: i % 3 ? 'synced' : 'ticks',
    },
  })),
  durationS: 20,
  warmupS: 1,
  replications: 12,
  seed: 20061,
};

further(
  'the page’s workers and Node give the same bits for a mixed host with every delivery of ticks',
  async () => {
    const experiment = parseExperiment(MIXED);
    const each: unknown[] = [];
    const answer = await runExperiment(experiment, await openLocalHost(), { each: (one) => each.push(one) });
    // JSON holds a double's shortest text, which is that double and no other.
    const expected = JSON.stringify([{ ...answer, seconds: 0 }, each]);
    const visit = await open(`alone;${SHORT}`);
    await measured(visit.page);
    const got = await visit.page.evaluate(async (asked: Experiment) => {
      const view = document
        .querySelector('hf-app')
        ?.shadowRoot?.querySelector('hf-meter-view') as unknown as {
        dispatcher: Dispatcher;
      };
      const seen: unknown[] = [];
      const said = await view.dispatcher.run(asked, { each: (one) => seen.push(one) });
      return JSON.stringify([{ ...said, seconds: 0 }, seen]);
    }, experiment);
    expect(answer.events).toBeGreaterThan(100_000);
    expect(got).toBe(expected);
    await visit.close();
  },
);
