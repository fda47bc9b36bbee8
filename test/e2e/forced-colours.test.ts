import { afterAll, beforeAll, expect, test } from 'vitest';
import { VIEWS } from '../../src/scenario/views';
import { axeFindings, IN_FIREFOX, SCHEMES, SHORT_METER, startRig } from './page';
import { further } from './further';
import type { Rig, Visit } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** What is chosen has the system's own colours, and those of a Firefox without a desktop are too near to each other. */
const ofTheSystem = (finding: string) =>
  IN_FIREFOX && /^color-contrast.*foreground color: #ffffff, background color: #3399ff,/s.test(finding);

test('lines of the strip differ by dash, and its false ticks are hollow, in whatever colours', async () => {
  const visit = await rig.open(`${rig.address}#/${SHORT_METER}`, { forcedColors: 'active' });
  const strip = visit.page.locator('hf-meter-strip');
  await strip.locator('.key .tick.false').waitFor();
  const dashes = await strip
    .locator('.legend .line')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('stroke-dasharray')));
  expect(dashes).toHaveLength(3);
  expect(new Set(dashes).size).toBe(3);
  const fills = await strip
    .locator('.key .tick')
    .evaluateAll((ticks) => ticks.map((tick) => [tick.classList[1], getComputedStyle(tick).fill]));
  for (const [kind, fill] of fills) expect(fill === 'none', kind).toBe(kind.startsWith('false'));
  await visit.close();
});

/** One page for all views: each is a link on it. */
let kept: Visit | undefined;
further.each(VIEWS.map(({ id }) => id))(
  "in forced colours, light or dark, pictures of %s have the person's colours and axe finds nothing",
  async (id) => {
    const hash = `#/${id === 'meter' ? SHORT_METER : id}`;
    kept ??= await rig.open(`${rig.address}${hash}`, { forcedColors: 'active' });
    const visit = kept;
    await visit.page.evaluate((to) => (location.hash = to), hash);
    for (const colorScheme of SCHEMES) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.page.locator(`hf-${id}-view h1`).first().waitFor();
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
      const found = await axeFindings(visit.page, colorScheme === 'dark' ? 'colours' : 'all');
      expect(found.filter((each) => !ofTheSystem(each))).toEqual([]);
    }
  },
);
