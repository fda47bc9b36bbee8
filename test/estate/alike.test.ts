import { describe, expect, test } from 'vitest';
import { alikeOverFiles } from '../../src/estate/alike';
import type { Finding } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';

const file = (name: string, ...findings: Omit<Finding, 'where'>[]): Reading => ({
  name,
  format: '',
  bytes: 0,
  rows: 0,
  columns: 0,
  recordings: [],
  counters: [],
  findings: findings.map((finding) => ({ ...finding, where: name })),
});
const many = (count: number, of: (k: number) => Omit<Finding, 'where'>) =>
  Array.from({ length: count }, (_, k) => file(`${k}.csv`, of(k)));
const told = (readings: readonly Reading[]) =>
  alikeOverFiles(readings).map(({ where, text }) => `${where}: ${text}`);

describe('what many files say', () => {
  test('alike stands once, with its places; what one of them alone says stands for itself', () => {
    const odd = file('odd.csv', { level: 'warning', text: '1 line was left out.' });
    expect(told([...many(7, () => ({ level: 'info', text: 'Plain ASCII.' })), odd])).toEqual([
      '0.csv, 1.csv, 2.csv and 4 more: Plain ASCII.',
      'odd.csv: 1 line was left out.',
    ]);
  });

  test('and not quite alike, in figures and names, stands once where it is said by more than four', () => {
    const rows = (k: number) => ({
      level: 'info' as const,
      text: `Read ${k + 5} rows, 3 measures of SRV${k}: 23 h.`,
    });
    expect(told(many(4, rows))).toHaveLength(4);
    expect(told(many(5, rows).reverse())).toEqual([
      '0.csv, 1.csv, 2.csv and 2 more: Read 5 rows, 3 measures of SRV0: 23 h. The others say the like, with figures of their own.',
    ]);
  });

  test('of troubles and guesses only those in the same words, with what they put in doubt added up', () => {
    const clipped = (servers: number): Omit<Finding, 'where'> => ({
      level: 'warning',
      text: '3 samples above 100 %.',
      doubt: { of: 'clipped', servers },
    });
    expect(alikeOverFiles([file('a', clipped(2)), file('b', clipped(3))])).toMatchObject([
      { where: 'a and b', doubt: { of: 'clipped', servers: 5 } },
    ]);
    expect(told(many(9, (k) => ({ level: 'warning', text: `${k} samples below zero.` })))).toHaveLength(9);
    expect(
      told([file('a', { level: 'info', text: 'x' }), file('b', { level: 'guess', text: 'x' })]),
    ).toHaveLength(2);
  });

  test('of one file stays as it is', () => {
    const note = { level: 'info', text: 'Plain ASCII.' } as const;
    expect(told([file('a', note, note)])).toEqual(['a: Plain ASCII.', 'a: Plain ASCII.']);
  });
});
