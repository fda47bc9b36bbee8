import { afterAll, beforeAll, expect, test } from 'vitest';
import { dist, startRig } from './page';
import type { Rig } from './page';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

for (const [name, address] of [
  ['the served page', () => rig.address],
  ['the one file from disk', () => `file://${dist}/hostfold.html`],
] as const) {
  test(`${name} opens under its policy without an error, and asks no one else for anything`, async () => {
    const visit = await rig.open(address());
    await visit.page.waitForLoadState('networkidle');
    expect(await visit.page.title()).toMatch(/Hostfold/);
    expect(await visit.page.locator('meta[http-equiv="Content-Security-Policy"]').count()).toBe(1);
    expect(visit.problems).toEqual([]);
    expect(visit.strangers()).toEqual([]);
    await visit.close();
  });
}

test('the one file from disk asks for nothing but itself', async () => {
  const visit = await rig.open(`file://${dist}/hostfold.html`);
  await visit.page.waitForLoadState('networkidle');
  expect(visit.requests.filter((address) => !/^(blob|data):/.test(address))).toEqual([
    `file://${dist}/hostfold.html`,
  ]);
  await visit.close();
});
