import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import { withAssumedUse } from '../../src/estate/assume';
import { assumedFor, useWords, type AssumedUse } from '../../src/estate/assumed-use';
import type { Facts } from '../../src/estate/guest';
import type { Reading, Recording } from '../../src/estate/recording';
import { reading, recorded } from './recordings';

const OPTIONS = { slotMinutes: 5, align: 'wall', aggregate: 'mean', edits: {} } as const;
const listed = (server: string, facts: Partial<Facts>, measures = {}) =>
  recorded(server, [0], measures, { facts, source: 'list.csv' });
const bare = (server: string, facts: Partial<Facts>) =>
  recorded(server, [], {}, { facts, source: 'list.csv' });
const named = (name: string, ...recordings: Recording[]): Reading => ({ ...reading(...recordings), name });

const estateOf = (
  use: { assumeUse?: AssumedUse; usualUse?: AssumedUse; tables?: string[] },
  ...readings: Reading[]
) => withAssumedUse(assemble(readings, { ...OPTIONS, tables: use.tables }), use);
const names = (of: readonly { name: string }[]) => of.map(({ name }) => name);

describe('servers of whose processors nothing was measured', () => {
  const list = named(
    'list.csv',
    bare('A', { cores: 4, class: 'database' }),
    bare('B', { cores: 2 }),
    listed('C', { cores: 8 }, { usedMiB: [100] }),
  );

  it('are open where nobody assumes anything, and named in an error', () => {
    const { guests, unmeasured, leftOut, findings } = estateOf({}, list);
    expect([names(guests), unmeasured, leftOut]).toEqual([[], ['C', 'A', 'B'], []]);
    const [error] = findings.filter(({ level }) => level === 'error');
    expect(error.option).toContain('--assume-use 25');
  });

  it('use what is assumed of the processors of their class, in every slot, and say so', () => {
    const { guests, unmeasured, findings } = estateOf({ assumeUse: { database: 40, other: 10 } }, list);
    expect(guests.map(({ name, assumedUse, measures }) => [name, assumedUse, [...measures.busy!]])).toEqual([
      ['C', 10, [10]],
      ['A', 40, [40]],
      ['B', 10, [10]],
    ]);
    expect(unmeasured).toBeUndefined();
    expect(
      findings.find(({ text }) => text.includes('Assumed: 40 % for database, 10 % for all others'))!.level,
    ).toBe('guess');
  });

  it('stay open where no class of theirs is named', () => {
    const { guests, unmeasured } = estateOf({ assumeUse: { database: 40 } }, list);
    expect([names(guests), unmeasured]).toEqual([['A'], ['C', 'B']]);
  });

  it('are left out where nobody knows how many processors there are', () => {
    const { leftOut } = estateOf(
      { assumeUse: { other: 25 } },
      named('x.csv', listed('D', { memory: 1024 }, { usedMiB: [5] })),
    );
    expect(leftOut).toEqual([{ guest: 'D', why: 'neither its processors nor their use are known' }]);
  });

  it('that were measured keep their figures, were they zero', () => {
    const { guests } = estateOf(
      { assumeUse: { other: 25 } },
      named('x.csv', recorded('A', [0, 1], { busy: [0, 0] }), bare('A', { cores: 4 })),
    );
    expect(guests.map(({ assumedUse, measures }) => [assumedUse, [...measures.busy!]])).toEqual([
      [undefined, [0]],
    ]);
  });
});

describe('a file of facts alone', () => {
  const log = named('log.csv', recorded('A', [0, 1], { busy: [10, 20] }));
  const facts = named('list.csv', bare('A', { cores: 4 }), bare('Slip', { cores: 2 }));
  const other = named('list.csv', bare('X', { cores: 4 }), bare('Y', { cores: 2 }));

  it.each<[string, Parameters<typeof estateOf>[0], Reading, string[], string[]]>([
    ['about servers of logs brings none of its own', { usualUse: { other: 25 } }, facts, ['A'], ['Slip']],
    [
      'is an inventory once somebody says what to assume',
      { assumeUse: { other: 25 } },
      facts,
      ['A', 'Slip'],
      [],
    ],
    [
      'that shares no server with logs is an inventory',
      { usualUse: { other: 25 } },
      other,
      ['A', 'X', 'Y'],
      [],
    ],
    [
      'that was given as a table of facts brings none whatever is said',
      { assumeUse: { other: 25 }, tables: ['list.csv'] },
      other,
      ['A'],
      ['X', 'Y'],
    ],
  ])('%s', (_, use, table, folded, left) => {
    for (const order of [
      [log, table],
      [table, log],
    ]) {
      const { guests, leftOut } = estateOf(use, ...order);
      expect(names(guests).sort()).toEqual(folded);
      expect(leftOut.map(({ guest }) => guest)).toEqual(left);
    }
  });
});

describe('the words of an assumption', () => {
  it('name classes and the rest', () => {
    expect(useWords({ other: 25 })).toBe('25 %');
    expect(useWords({ web: 20 })).toBe('20 % for web');
  });
  it('say nothing of a class that is not named', () => {
    expect(assumedFor({ web: 20 }, { class: '' })).toBeNull();
    expect(assumedFor({ web: 0 }, { class: 'web' })).toBe(0);
    expect(assumedFor(null, { class: 'web' })).toBeNull();
  });
});
