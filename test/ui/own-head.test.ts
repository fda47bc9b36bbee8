import { expect, test } from 'vitest';
import { someOwn } from '../../src/ui/shelf/own-head';

/** Files that count how many of them were looked at. */
function filesOf(count: number, own: (k: number) => string | null) {
  let looks = 0;
  class Watched extends File {
    override slice(...range: Parameters<File['slice']>): Blob {
      looks++;
      return super.slice(...range);
    }
  }
  const files = Array.from({ length: count }, (_, k) => {
    const text = own(k);
    return new Watched([text ?? 'timestamp,web01\n'], text ? `${k}.json` : `${k}.csv`);
  });
  return { files, looks: () => looks };
}

test('a scenario is found among a few files and among thousands', async () => {
  for (const count of [2, 300])
    expect(await someOwn(filesOf(count, (k) => (k === count - 1 ? '{ "version": 9 }' : null)).files)).toBe(
      true,
    );
});

test('of thousands of logs none is opened before it is read', async () => {
  const { files, looks } = filesOf(300, () => null);
  expect([await someOwn(files), looks()]).toEqual([false, 0]);
});

test('a plan that was saved as a table is known among a few files', async () => {
  const plan = new File(['guest,host,kind,binding,peak\nweb01,1,a,cpu,1\n'], 'plan.csv');
  expect(await someOwn([plan])).toBe(true);
});
