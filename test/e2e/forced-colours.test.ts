import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VIEWS } from '../../src/scenario/views';
import { axeFindings, SCHEMES, SHORT_METER, startRig } from './page';
import type { Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** How what these selectors find in the strip of time is drawn. */
const drawn = (page: Page, selectors: readonly string[]) =>
  page.locator('hf-meter-strip').evaluate(
    (strip, each) =>
      each.map((selector) => {
        const { stroke, strokeDasharray, fill } = getComputedStyle(
          strip.shadowRoot!.querySelector(selector)!,
        );
        return { stroke, strokeDasharray, fill };
      }),
    selectors,
  );

for (const forcedColors of ['active', 'none'] as const)
  test(`lines differ by dash, and a legend draws them as the picture does: forced colours ${forcedColors}`, async () => {
    const visit = await rig.open(`${rig.address}#/${SHORT_METER}`, { forcedColors });
    await visit.page.locator('hf-meter-strip .line.shown').waitFor({ state: 'attached' });
    const kinds = ['used', 'shown', 'beside'];
    const lines = await drawn(
      visit.page,
      kinds.map((kind) => `.line.${kind}`),
    );
    expect(
      await drawn(
        visit.page,
        kinds.map((kind) => `.legend .sample.${kind}`),
      ),
    ).toEqual(lines);
    expect(new Set(lines.map(({ strokeDasharray }) => strokeDasharray)).size).toBe(kinds.length);
    const ticks = ['.tick.true', '.tick.false'];
    const inPicture = await drawn(
      visit.page,
      ticks.map((tick) => `.frame ${tick}`),
    );
    expect(
      await drawn(
        visit.page,
        ticks.map((tick) => `.key ${tick}`),
      ),
    ).toEqual(inPicture);
    // A false tick is hollow, in whatever colours.
    expect(inPicture[1].fill).not.toBe(inPicture[0].fill);
    expect(inPicture[1].stroke).not.toBe('none');
    await visit.close();
  });

test.each(VIEWS.map(({ id }) => id))(
  "in forced colours, light or dark, pictures of %s have the person's colours and axe finds nothing",
  async (id) => {
    const visit = await rig.open(`${rig.address}#/${id === 'meter' ? SHORT_METER : id}`, {
      forcedColors: 'active',
    });
    for (const colorScheme of SCHEMES) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.page.locator('h1').first().waitFor();
      const [token, system] = await visit.page.evaluate(() => {
        const probe = document.body.appendChild(document.createElement('i'));
        const colours = ['var(--cpu)', 'CanvasText'].map((colour) => {
          probe.style.setProperty('color', colour);
          return getComputedStyle(probe).color;
        });
        probe.remove();
        return colours;
      });
      expect(token).toBe(system);
      expect(await axeFindings(visit.page, colorScheme === 'dark' ? 'colours' : 'all')).toEqual([]);
    }
    await visit.close();
  },
);
