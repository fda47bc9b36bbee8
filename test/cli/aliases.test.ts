import { describe, expect, it, test } from 'vitest';
import { Anonymiser } from '../../src/cli/anonymise';
import { InputError, type Finding } from '../../src/estate/finding';
import type { Facts } from '../../src/estate/guest';
import type { Reading, Recording } from '../../src/estate/recording';
import { usualRules } from '../../src/licences/usual';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { DEFAULT_SCENARIO, type Scenario } from '../../src/scenario/scenario';

const recording = (server: string, more: Partial<Recording> = {}): Recording => ({
  server,
  source: 'log.csv',
  times: new Float64Array(0),
  measures: {},
  facts: {},
  processes: [],
  ...more,
});
const reading = (recordings: Recording[], more: Partial<Reading> = {}): Reading => ({
  name: 'log.csv',
  format: 'a table',
  bytes: 1,
  rows: 1,
  columns: 1,
  recordings,
  counters: [],
  findings: [],
  understood: [],
  first: [],
  ...(more as object),
});
const scenario = (more: Partial<Scenario> = {}): Scenario => ({ ...DEFAULT_SCENARIO, ...more });
const many = (n: number) => Array.from({ length: n }, (_, i) => recording(`S${i}`));

/** What becomes of these, and who did it. */
function renamed(readings: Reading[], choices: Partial<Scenario> = {}, paths = ['/logs/log.csv']) {
  const cover = new Anonymiser(paths);
  return { cover, ...cover.rename(readings, scenario(choices)) };
}

describe('servers under other names', () => {
  test.each([
    [1, 'server-1'],
    [9, 'server-1'],
    [10, 'server-01'],
    [100, 'server-001'],
  ])('of %i the first is %s', (n, name) => {
    expect(renamed([reading(many(n))]).readings[0].recordings[0].server).toBe(name);
  });

  it('are one however they are spelled, and stay so in all that names them', () => {
    const { readings, scenario: chosen } = renamed(
      [
        reading([recording('DBX', { on: 'ESX', alias: 'dbx' }), recording('dbx', { alias: 'elsewhere' })], {
          leftOut: [{ guest: 'Web', why: 'DBX was no server' }],
          hosts: [{ name: 'esx', cluster: 'C', model: 'R740', cores: 1 } as never],
        }),
      ],
      {
        edits: { DBX: { cores: 2 } },
        shifts: { dBX: 1, 'log.csv': 2, stranger: 3 },
        rescheduled: { DBX: { from: 0, minutes: 1, by: 1 } },
      },
    );
    const [first, second] = readings[0].recordings;
    expect([first.server, second.server, first.alias, second.alias, first.on]).toEqual([
      'server-1',
      'server-1',
      'server-1',
      '',
      'host-of-today-1',
    ]);
    expect(second).not.toHaveProperty('on');
    expect(readings[0].leftOut).toEqual([{ guest: 'server-2', why: 'server-1 was no server' }]);
    expect(readings[0].hosts).toEqual([
      { name: 'host-of-today-1', cluster: 'cluster-1', model: '', cores: 1 },
    ]);
    expect(chosen.edits).toEqual({ 'server-1': { cores: 2 } });
    expect(chosen.shifts).toEqual({ 'server-1': 1, 'file-1': 2, stranger: 3 });
    expect(chosen.rescheduled).toEqual({ 'server-1': { from: 0, minutes: 1, by: 1 } });
    expect(chosen.mapped).toBeUndefined();
  });

  test.each<[Partial<Facts>, Partial<Facts>]>([
    [{}, {}],
    [
      { image: 'NT4', together: 'pair', host: 'big' },
      { image: 'image-1', together: 'group-1', host: 'kind-1' },
    ],
    [
      { image: '', together: '', apart: '', host: '' },
      { image: '', together: '', apart: '', host: '' },
    ],
    [
      { together: 'b', apart: 'a; b' },
      { together: 'group-1', apart: 'group-2;group-1' },
    ],
    [{ host: 'host' }, { host: 'host' }],
    [{ host: 'host 2' }, { host: 'host 2' }],
    [{ host: 'host 2b' }, { host: 'kind-1' }],
    [
      { os: 'Debian', cores: 3 },
      { os: 'Debian', cores: 3 },
    ],
  ])('have their facts %j as %j', (facts, as) => {
    const { readings, scenario: chosen } = renamed([reading([recording('DB', { facts })])], {
      edits: { DB: facts },
    });
    expect(readings[0].recordings[0].facts).toEqual(as);
    expect(chosen.edits).toEqual({ 'server-1': as });
  });

  it('keep kinds of hosts that have no name of their own, and processes that licences look for', () => {
    const rules = usualRules();
    const [known] = rules.products.flatMap(({ guests }) => guests.process);
    const { readings, scenario: chosen } = renamed(
      [reading([recording('DB', { processes: [`${known.toUpperCase()}#2`, 'secret', known] })])],
      {
        hosts: [
          { ...DEFAULT_HOST, name: 'host' },
          { ...DEFAULT_HOST, name: 'R740' },
        ],
        licences: {
          ...rules,
          products: [
            {
              ...rules.products[0],
              guests: { ...rules.products[0].guests, process: [known], name: ['db', 'web'] },
            },
          ],
        } as never,
      },
    );
    expect(readings[0].recordings[0].processes).toEqual([`${known.toUpperCase()}#2`, 'process-1', known]);
    expect(chosen.hosts.map(({ name }) => name)).toEqual(['host', 'kind-1']);
    expect(chosen.licences).toMatchObject({ products: [{ guests: { name: ['server-1'] } }] });
  });
});

describe('files under other names', () => {
  it('are counted, by path and by name; standard input has none', () => {
    const cover = new Anonymiser(['-', '/logs/a.csv', 'C:\\x\\b.csv']);
    expect(cover.words('a.csv, /logs/a.csv, b.csv, C:\\x\\b.csv, -')).toBe(
      'file-2, file-2, file-3, file-3, -',
    );
  });
});

describe('what is said under the old names', () => {
  const cover = renamed([
    reading([recording('web'), recording('webbing.local'), recording('DB1'), recording('ab')]),
  ]).cover;
  test.each<[Partial<Finding>, Partial<Finding>]>([
    [{ text: 'web is not webbing, nor web_1.' }, { text: 'server-1 is not webbing, nor web_1.' }],
    [{ text: 'webbing.local, DB1' }, { text: 'server-2, server-3' }],
    [
      { text: 'found "DB1 \\" x"; [Sheet 1] of log.csv [Secret]' },
      { text: 'found "…"; [sheet] of file-1 [sheet]' },
    ],
    // Two letters may be words: only a list of names holds them.
    [{ text: 'ab' }, { text: 'ab' }],
    [{ where: 'ab, DB1' }, { where: 'server-4, server-3' }],
    [{ where: 'x.json: edits.DB1.cores' }, { where: 'x.json: edits' }],
    [{ fix: 'Look at DB1.' }, { fix: 'Look at server-3.' }],
  ])('%j is %j', (said, hidden) => {
    const plain = { level: 'info', where: 'w', text: 't' } as const;
    expect(cover.finding({ ...plain, ...said })).toEqual({ ...plain, ...hidden });
  });
  it('is hidden in errors of the input alone', () => {
    const error = new InputError('DB1', 'no DB1', 'ask DB1');
    expect((cover.error(error) as InputError).finding).toMatchObject({
      where: 'server-3',
      text: 'no server-3',
      fix: 'ask server-3',
    });
    // Aliases are spoken of already.
    expect((cover.errorOfAliases(error) as InputError).finding.text).toBe('no DB1');
    expect((cover.errorOfAliases(new InputError('w', 'log.csv')) as InputError).finding.text).toBe('file-1');
    const own = new TypeError('DB1');
    expect(cover.error(own)).toBe(own);
  });
  it('is hidden in words that somebody gave, quoted or not', () => {
    expect(cover.words('--reschedule "ab=22:00"')).toBe('--reschedule server-4=22:00');
  });
  it('is as it was where nobody has a name', () => {
    expect(new Anonymiser([]).words('DB1 [x]')).toBe('DB1 [sheet]');
  });
});

describe('who runs where today', () => {
  it('is told by the same aliases, and strangers by their own', () => {
    const { cover } = renamed([reading([recording('DB', { on: 'ESX' })])]);
    const row = (guest: string, host: string) => cover.placed({ guest, host, where: 'log.csv:2' });
    expect([row('db', 'esx'), row('Web', 'other'), row('WEB', 'OTHER'), row('x', 'y')]).toEqual([
      { guest: 'server-1', host: 'host-of-today-1', where: 'file-1:2' },
      { guest: 'other-1', host: 'host-of-today-1', where: 'file-1:2' },
      { guest: 'other-1', host: 'host-of-today-1', where: 'file-1:2' },
      { guest: 'other-2', host: 'host-of-today-2', where: 'file-1:2' },
    ]);
  });
});

it('columns that are asked about have names of their own', () => {
  const question = { file: 'log.csv', column: 'Secret', why: 'DBX may be one', guess: null };
  const { readings } = renamed([
    reading([recording('DBX')], { questions: [question, { ...question, column: 'Other' }, question] }),
  ]);
  expect(readings[0].questions).toEqual([
    { file: 'file-1', column: 'column-1', why: 'server-1 may be one', guess: null },
    { file: 'file-1', column: 'column-2', why: 'server-1 may be one', guess: null },
    { file: 'file-1', column: 'column-1', why: 'server-1 may be one', guess: null },
  ]);
});
