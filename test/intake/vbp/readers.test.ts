import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/estate/finding';
import { readInstance, readTemporalInstance, readVectorInstance } from '../../../src/intake/vbp';
import { dataPath, lacksData } from '../../data';

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('was accepted');
};

describe('a vector instance', () => {
  it('has one item for each copy that a demand asks for, in file order', () => {
    const problem = readVectorInstance('2\n10 20\n2\n3 4 2\n5 6 1\n', 'a.vbp');
    expect(problem.items).toBe(3);
    expect([...problem.demand]).toEqual([3, 4, 3, 4, 5, 6]);
    expect([...problem.capacity]).toEqual([10, 20]);
  });

  it('may end its lines with spaces and carriage returns', () => {
    expect(readVectorInstance('1 \r\n10 \r\n1 \r\n3 1 \r\n\r\n', 'a.vbp').items).toBe(1);
  });

  it.each([
    [
      'a negative size',
      '1\n10\n2\n3 1\n-1 1\n',
      'a.vbp:5:1: found -1; expected the size of item type 2 of 2',
    ],
    [
      'a word',
      '1\n10\n1\n3 x\n',
      'a.vbp:4:3: found "x"; expected the demand of item type 1 of 1, a whole number',
    ],
    ['a fraction', '1\n10\n1\n3.5 1\n', 'a.vbp:4:1: found "3.5"'],
    ['too few values', '2\n10 10\n1\n3 1\n', 'a.vbp:5:1: the file ends; expected the demand of item type 1'],
    ['too many values', '1\n10\n1\n3 1\n4 1\n', 'a.vbp:5:1: found "4"; expected the end of the file'],
    [
      'an item larger than a bin',
      '2\n10 10\n1\n3 11 1\n',
      'a.vbp:4:3: found 11; expected the size of item type 1 of 1 in dimension 2, at most the capacity 10',
    ],
    ['nothing at all', '', 'a.vbp:1:1: the file ends; expected the number of dimensions'],
  ])('is refused with %s', (_, text, message) => {
    expect(refusal(() => readVectorInstance(text, 'a.vbp'))).toContain(message);
  });
});

describe('a temporal instance', () => {
  const text = '3\t10\t0\t0\n0\t0\t5\t4\n1\t2\t3\t6\n2\t4\t9\t7\n';

  it('has a row for each moment with a largest set of active items', () => {
    const problem = readTemporalInstance(text, 'a.txt');
    expect([...problem.rowStart]).toEqual([0, 2]);
    expect([...problem.demand]).toEqual([4, 4, 6, 0, 0, 7]);
    expect([...problem.capacity]).toEqual([10]);
  });

  it('keeps apart in time two items of which one ends as the other starts', () => {
    const problem = readTemporalInstance('2 10 0 0\n0 0 5 8\n1 5 9 8\n', 'a.txt');
    expect([...problem.demand]).toEqual([8, 0, 0, 8]);
  });

  it.each([
    ['an end before its start', '1 10 0 0\n0 5 5 1\n', 'a.txt:2:5: found 5; expected the end of item 1 of 1'],
    ['an item larger than the bin', '1 10 0 0\n0 1 5 11\n', 'a.txt:2:7: found 11'],
    ['a missing item', '2 10 0 0\n0 1 5 3\n', 'a.txt:3:1: the file ends; expected the index of item 2 of 2'],
  ])('is refused with %s', (_, bad, message) => {
    expect(refusal(() => readTemporalInstance(bad, 'a.txt'))).toContain(message);
  });

  it('is told from a vector instance by its first line', () => {
    expect(readInstance(text, 'a.txt').items).toBe(3);
    expect(readInstance('1\n10\n1\n3 1\n', 'b.txt').items).toBe(1);
  });
});

describe.skipIf(lacksData('vbp'))('the published instances (skipped where the data is absent)', () => {
  const read = (path: string) => readInstance(readFileSync(dataPath(`vbp/${path}`), 'utf8'), path);

  it('hold the number of items that their names say, and class 9 of Panigrahy one more', () => {
    const vectors = 'vectorpack/Panigrahy_instances_multidim/';
    expect(read(`${vectors}class1/class1_120_10_0.vbp`).items).toBe(120);
    expect(read(`${vectors}class9/class9_20_3_0.vbp`).items).toBe(21);
    expect(read('ct01/CL_10_201_1.vbp').items).toBe(201);
    expect(read('tbpp/a1/n50 t50 ShSm/cap100_n50_t50_ShSm_5.txt').items).toBe(50);
  });

  it('hold items of size -1 in the Triplet class C of Caprara, which are refused', () => {
    const path = 'vectorpack/Triplet_instances_multidim/Caprara/classC_501_10_0.vbp';
    expect(refusal(() => read(path))).toMatch(/classC_501_10_0\.vbp:\d+:\d+: found -\d+; expected the size/);
  });
});
