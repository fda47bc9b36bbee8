import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  // Two of the first kind and one of the second fill a bin: six items in two bins.
  writeFileSync(join(folder, 'small.vbp'), '2\n10 10\n2\n3 4 4\n4 2 2\n');
  writeFileSync(join(folder, 'bad.vbp'), '2\n10 10\n1\n3 -1 4\n');
  writeFileSync(join(folder, 'wide.vbp'), '2\n10 10\n1\n3 11 4\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('hostfold pack', () => {
  it('packs every item once, numbered in file order, with a proof', async () => {
    const { code, out } = await hostfold('pack', join(folder, 'small.vbp'), '--work', '20', '--json');
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ items: 6, binCount: 2, lowerBound: 2, proved: true });
    expect(answer.bins.flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
    for (const bin of answer.bins as number[][]) {
      expect(bin.reduce((s, i) => s + (i < 4 ? 3 : 4), 0)).toBeLessThanOrEqual(10);
      expect(bin.reduce((s, i) => s + (i < 4 ? 4 : 2), 0)).toBeLessThanOrEqual(10);
    }
  });

  it('is readable by default', async () => {
    const { out } = await hostfold('pack', join(folder, 'small.vbp'), '--work', '20');
    expect(out).toMatch(/^6 items in 2 bins \(proved: no packing has 1\)/);
  });

  it.each([
    [['bad.vbp'], /bad\.vbp:4.*-1/],
    [['wide.vbp'], /wide\.vbp:4:3: found 11; .* at most the capacity 10\. No bin can hold it/],
    [[], /found 0 files/],
    [['small.vbp', '--work', '0'], /--work.*1 or more/],
    [['small.vbp', '--seconds', 'soon'], /expected a number/],
  ])('%j is refused with what was expected', async (args, message) => {
    const { code, err } = await hostfold(
      'pack',
      ...args.map((a) => (a.endsWith('.vbp') ? join(folder, a) : a)),
    );
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
