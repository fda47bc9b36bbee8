import { expect, test } from 'vitest';
import { namedApart } from '../../src/ui/app/file-opener';
import { serverFromFile } from '../../src/intake/mapping';

const file = (name: string, path = '') => {
  const made = new File(['x'], name);
  Object.defineProperty(made, 'webkitRelativePath', { value: path });
  return made;
};
const names = (files: readonly File[]) => files.map(({ name }) => name);

test('files of one name are called by their paths, in any order, and are of the same server as before', () => {
  const [a, b] = [file('DB01.csv', 'london/DB01.csv'), file('DB01.csv', 'paris/DB01.csv')];
  expect(names(namedApart([a, b], []))).toEqual(['london/DB01.csv', 'paris/DB01.csv']);
  expect(names(namedApart([b, a], []))).toEqual(['paris/DB01.csv', 'london/DB01.csv']);
  expect(names(namedApart([b], ['london/DB01.csv'])).map(serverFromFile)).toEqual(['DB01']);
});

test('one whose path is not known is numbered; one alone keeps its name', () => {
  expect(names(namedApart([file('a.csv'), file('b.csv', 'x/b.csv')], []))).toEqual(['a.csv', 'b.csv']);
  const again = names(namedApart([file('a.csv')], ['a.csv', '2/a.csv']));
  expect(again).toEqual(['3/a.csv']);
  expect(serverFromFile(again[0])).toBe('a');
});
