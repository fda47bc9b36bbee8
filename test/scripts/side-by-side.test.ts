import { expect, test } from 'vitest';
import { sideBySide } from '../../scripts/side-by-side.mjs';

/** Runs jobs that end in the order of `ends`, and tells what began, and how many ran at once at most. */
async function play(
  jobs: readonly { name: string; after?: readonly string[] }[],
  places: number,
  ends: readonly string[] = jobs.map(({ name }) => name),
) {
  const begun: string[] = [];
  const open = new Map<string, () => void>();
  let most = 0;
  const all = sideBySide(jobs, places, ({ name }) => {
    begun.push(name);
    return new Promise((resolve) => {
      open.set(name, resolve);
      most = Math.max(most, open.size);
    });
  });
  for (const name of ends) {
    await expect.poll(() => open.has(name)).toBe(true);
    open.get(name)!();
    open.delete(name);
  }
  await all;
  return { begun, most };
}

test('jobs begin in their order, as many at once as there are places', async () => {
  const jobs = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  expect(await play(jobs, 2)).toEqual({ begun: ['a', 'b', 'c', 'd'], most: 2 });
});

test('a job begins after those it names, and others go before it meanwhile', async () => {
  const jobs = [{ name: 'kernel' }, { name: 'unit', after: ['kernel'] }, { name: 'lint' }];
  expect((await play(jobs, 2, ['lint', 'kernel', 'unit'])).begun).toEqual(['kernel', 'lint', 'unit']);
});

test('a name that no job has holds nobody up, and jobs that wait for each other are told', async () => {
  expect((await play([{ name: 'size', after: ['build'] }], 1)).begun).toEqual(['size']);
  const circle = [
    { name: 'hen', after: ['egg'] },
    { name: 'egg', after: ['hen'] },
  ];
  await expect(sideBySide(circle, 2, async () => {})).rejects.toThrow('wait for each other: hen, egg');
});
