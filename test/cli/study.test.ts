import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list } from '../../src/estate/crowd';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-study-'));
  mkdirSync(join(folder, 'data'));
  write('data/log.csv', logOf(0));
  write('data/other.csv', logOf(1));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Fourteen servers whose overheads decide how many hosts they need. */
function logOf(more: number): string {
  const names = Array.from({ length: 14 }, (_, g) => `S${g}`);
  const rows = Array.from({ length: 120 }, (_, k) => {
    const time = new Date(Date.UTC(2026, 0, 5) + k * 300_000).toISOString().slice(0, 19);
    return [time, ...names.map((_, g) => more + 20 + ((g * 17 + k * (g + 3)) % 50))].join(',');
  });
  return `timestamp,${names.join(',')}\n${rows.join('\n')}\n`;
}

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

const FOLD = {
  kind: 'fold',
  files: ['data/log.csv'],
  options: { profile: 'esx2', host: { cores: 2, rating: 3 }, ceiling: 'cpu=90' },
  samples: 10,
  seed: 4,
  work: 1,
};
const GRID = {
  kind: 'dispatch',
  experiment: { processors: 1, policy: 'round-robin', guests: [{ count: 1 }], durationS: 2, replications: 2 },
  vary: { sliceMs: [10, 50], 'guests.0.count': [1, 2, 4] },
};

/** Runs all shards of a study, the last first, and gives the files that they wrote. */
async function shardsOf(study: string, shards: number): Promise<string[]> {
  const files: string[] = [];
  for (let shard = shards - 1; shard >= 0; shard--) {
    const { code, out } = await hostfold('study', study, '--shard', `${shard}/${shards}`);
    expect(code).toBe(0);
    files.push(write(`${shard}-of-${shards}.ndjson`, out));
  }
  return files;
}

interface Line {
  study: string;
  case: number;
  set: Record<string, number>;
  hostCount: number;
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe.each([
  ['a fold under sampled overheads', FOLD, 10],
  ['an experiment over a grid', GRID, 6],
])('a study of %s', (kind, study, cases) => {
  it('gives a line for each case by index, and the same bytes when it is run in 1, 3 or 7 shards and merged', async () => {
    const path = write(`${kind}.json`, study);
    const { code, out } = await hostfold('study', path);
    expect(code).toBe(0);
    expect(linesOf(out).map((line) => line.case)).toEqual(Array.from({ length: cases }, (_, i) => i));
    for (const shards of [1, 3, 7]) {
      const merged = await hostfold('merge', ...(await shardsOf(path, shards)));
      expect(merged).toEqual({ code: 0, out, err: '' });
    }
  });

  it('gives the line of case 5 when that is run alone', async () => {
    const path = write(`${kind}.json`, study);
    const { out } = await hostfold('study', path);
    const alone = await hostfold('study', path, '--shard', `5/${cases}`);
    expect(alone.out).toBe(`${out.split('\n')[5]}\n`);
  });

  it('says which cases are missing and how to run them, and which stand twice, and then writes nothing', async () => {
    const [third, second, first] = await shardsOf(write(`${kind}.json`, study), 3);
    const missing = await hostfold('merge', third, first);
    expect(missing).toMatchObject({ code: 1, out: '' });
    const lost = Array.from({ length: cases }, (_, i) => i).filter((i) => i % 3 === 1);
    expect(missing.err).toBe(
      `missing: ${lost.length} of ${cases} cases: ${list(lost.map(String))}. Run again: hostfold study STUDY.json --shard 1/3\n`,
    );
    const doubled = await hostfold('merge', third, second, first, second);
    expect(doubled).toMatchObject({ code: 1, out: '' });
    expect(doubled.err).toMatch(
      new RegExp(`^doubled: ${lost.length} of ${cases} cases: 1 \\(.*:1, .*:1\\)(?:,| and) 4 \\(`),
    );
  });
});

describe('a study of a fold', () => {
  it('counts hosts as often as --uncertainty does with the same samples', async () => {
    const { out } = await hostfold('study', write('fold.json', { ...FOLD, samples: 20 }));
    const options = ['--profile', 'esx2', '--host', 'cores=2,rating=3', '--ceiling', 'cpu=90', '--seed', '4'];
    const fold = await hostfold(
      ...['fold', join(folder, 'data/log.csv'), ...options, '--work', '2', '--uncertainty', '20', '--json'],
    );
    const { hosts } = (JSON.parse(fold.out) as { uncertainty: { hosts: Record<string, number> } })
      .uncertainty;
    const counts = linesOf(out).map((line) => line.hostCount);
    expect(new Set(counts).size).toBeGreaterThan(1);
    for (const [count, share] of Object.entries(hosts))
      expect(counts.filter((n) => n === Number(count)).length / 20).toBe(share);
  });

  it('draws growth by class until a horizon, and days, in any number of shards; loads that shrink fold onto fewer', async () => {
    const drawn = { samples: 7, growth: { web: [0, 5, 40], other: [10, 20, 60] }, horizon: 36, days: true };
    const path = write('growth.json', { ...FOLD, ...drawn });
    const { code, out } = await hostfold('study', path);
    expect(code).toBe(0);
    for (const { set } of linesOf(out)) {
      expect(set['growth.web']).toBeGreaterThan(0);
      expect(set['growth.other']).toBeGreaterThan(10);
      expect(set['growth.other']).toBeLessThan(60);
    }
    for (const shards of [3, 7])
      expect((await hostfold('merge', ...(await shardsOf(path, shards)))).out).toBe(out);
    const hosts = async (growth?: object) => {
      const fixed = { ...FOLD, samples: 3, ...(growth && { growth }) };
      return linesOf((await hostfold('study', write('fixed.json', fixed))).out).map((line) => line.hostCount);
    };
    const flat = await hosts();
    expect(await hosts({ other: [0, 0, 0] })).toEqual(flat);
    // Half the load takes fewer hosts, under whatever overheads.
    const halved = await hosts({ other: [-29.3, -29.29, -29.28] });
    halved.forEach((n, k) => expect(n).toBeLessThan(flat[k]));
  });

  it('is another one where a file, an option or the seed is another', async () => {
    const nameOf = async (changes: object) => {
      const { out } = await hostfold('study', write('x.json', { ...FOLD, samples: 1, ...changes }));
      return linesOf(out)[0].study;
    };
    const names = [
      await nameOf({}),
      await nameOf({ files: ['data/other.csv'] }),
      await nameOf({ options: { ...FOLD.options, profile: 'kvm' } }),
      await nameOf({ seed: 5 }),
      await nameOf({ work: 2 }),
      await nameOf({ samples: 2 }),
      await nameOf({ growth: { other: [0, 10, 20] } }),
      await nameOf({ growth: { other: [0, 10, 20] }, horizon: 12 }),
      await nameOf({ days: true }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(await nameOf({ files: [join(folder, 'data/log.csv')] })).toBe(names[0]);
    const host = ['cores=2,rating=3'];
    expect(await nameOf({ options: { ...FOLD.options, host, ceiling: { cpu: 90 } } })).toBe(names[0]);
  });

  it('tells files of one name in two folders apart', async () => {
    mkdirSync(join(folder, 'more'));
    write('more/log.csv', logOf(2));
    const files = ['data/log.csv', 'more/log.csv'];
    const { err } = await hostfold('study', write('two.json', { ...FOLD, files, samples: 1 }));
    expect(err).toContain('data/log.csv and more/log.csv both tell processor busy');
  });

  it('does not go together with one that read other figures', async () => {
    const [one, other] = [write('a.json', FOLD), write('b.json', { ...FOLD, files: ['data/other.csv'] })];
    const first = write('a.ndjson', (await hostfold('study', one, '--shard', '0/2')).out);
    const second = write('b.ndjson', (await hostfold('study', other, '--shard', '1/2')).out);
    const { code, err } = await hostfold('merge', first, second);
    expect(code).toBe(2);
    expect(err).toMatch(
      /b\.ndjson:1: found a line of study \w+ of 10 cases; expected study \w+ of 10 cases, as in .*a\.ndjson:1/,
    );
  });
});

describe('a study that is refused', () => {
  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{"kind": ', /bad\.json:1:10: found the end of the text/],
    ['a list', [], /bad\.json:1:1: study: found no object/],
    ['another kind', { kind: 'pack' }, /bad\.json:2:11: kind: found "pack"; expected "fold" or "dispatch"/],
    ['no kind', {}, /kind: found nothing; expected "fold" or "dispatch"/],
    ['no files', { ...FOLD, files: [] }, /files: found an empty list; expected a list of one file at least/],
    ['a file that is not there', { ...FOLD, files: ['none.csv'] }, /none\.csv: cannot be read/],
    [
      'no samples',
      { ...FOLD, samples: 0 },
      /bad\.json:\d+:14: samples: found 0; expected a whole number from 1 to 1000000/,
    ],
    [
      'too many samples',
      { ...FOLD, samples: 1e9 },
      /samples: found 1000000000; expected a whole number from 1 to 1000000/,
    ],
    ['samples left out', { ...FOLD, samples: undefined }, /samples: found nothing; expected a whole number/],
    ['half a step of work', { ...FOLD, work: 0.5 }, /work: found 0\.5; expected a whole number/],
    [
      'a field that it does not have',
      { ...FOLD, sead: 1 },
      /sead: found "sead", which is no name of a field here; expected one of kind, files/,
    ],
    [
      'shrinking by more than all',
      { ...FOLD, growth: { web: [-120, 0, 10] } },
      /bad\.json:\d+:\d+: growth\.web: found -120 % a year; expected .*Nothing shrinks by more/,
    ],
    [
      'one rate for a range',
      { ...FOLD, growth: { other: 10 } },
      /growth\.other: found 10; expected a list of three numbers: low, likely and high, % a year/,
    ],
    [
      'growth of a class that there is not',
      { ...FOLD, growth: { cache: [0, 1, 2] } },
      /growth\.cache: found "cache", which is no name of a field here; expected one of compute, .*other/,
    ],
    [
      'a horizon of 0',
      { ...FOLD, growth: { other: [0, 10, 20] }, horizon: 0 },
      /bad\.json:\d+:\d+: horizon: found 0 months; expected .* Today needs no growth/,
    ],
    ['a horizon alone', { ...FOLD, horizon: 12 }, /horizon: found without growth; expected how much/],
    [
      'an option of what stands beside a plan',
      { ...FOLD, options: { ready: 5 } },
      /options\.ready: found an option that a study does not have/,
    ],
    [
      'an unknown option',
      { ...FOLD, options: { profil: 'esx2' } },
      /bad\.json:\d+:\d+: options\.profil: found an option that a study does not have; expected one of profile, present, host/,
    ],
    [
      'an option named like what every object has',
      { ...FOLD, options: { constructor: 1 } },
      /options\.constructor: found an option that a study/,
    ],
    [
      'seconds',
      { ...FOLD, options: { seconds: 3 } },
      /options\.seconds: .* A study counts work, never seconds: give work beside options\./,
    ],
    [
      'an unknown profile',
      { ...FOLD, options: { profile: 'esx9' } },
      /options\.profile: found "esx9"; expected one of native/,
    ],
    ['a host without cores', { ...FOLD, options: { host: { rating: 3 } } }, /options\.host: found no cores/],
    [
      'a list for a text',
      { ...FOLD, options: { profile: ['esx2'] } },
      /options\.profile: found a list of 1; expected a text or a number/,
    ],
    ['no experiment', { ...GRID, experiment: undefined }, /experiment: found nothing/],
    [
      'an experiment that is none',
      { ...GRID, experiment: { processors: 1 } },
      /experiment\.\w+: found nothing/,
    ],
    [
      'nothing to vary',
      { ...GRID, vary: {} },
      /vary: found an object; expected an object of one path at least/,
    ],
    [
      'a value for a list',
      { ...GRID, vary: { sliceMs: 10 } },
      /vary\.sliceMs: found 10; expected a list of one value at least/,
    ],
    [
      'an empty list',
      { ...GRID, vary: { sliceMs: [] } },
      /bad\.json:\d+:16: vary\.sliceMs: found an empty list; expected a list of one value/,
    ],
    [
      'a value out of its range',
      { ...GRID, vary: { sliceMs: [10, -5] } },
      /vary\.sliceMs\[1\]: found -5, expected a number from/,
    ],
    [
      'a path that is not there',
      { ...GRID, vary: { 'guests.3.count': [1] } },
      /bad\.json:\d+:23: vary\.guests\.3\.count: no such place: guests is a list; expected 0 after it/,
    ],
    [
      'a path named like what every object has',
      { ...GRID, vary: { '__proto__.x': [1] } },
      /vary\.__proto__\.x: no such place/,
    ],
  ])('has %s: path, found, expected, and 2', async (_, study, words) => {
    const { code, out, err } = await hostfold('study', write('bad.json', study));
    expect(err).toMatch(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each(['5/3', '3/3', '0/0', '-1/3', '1', '1/', 'a/b', '1/2/3', '0.5/2', ''])(
    'has no shard %s',
    async (shard) => {
      const { code, err } = await hostfold('study', write('fold.json', FOLD), `--shard=${shard}`);
      expect(code).toBe(2);
      expect(err).toMatch(/^hostfold: --shard: found ".*"; expected I\/N with I from 0 to N - 1/);
    },
  );

  it('is named once', async () => {
    expect(await hostfold('study')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/found 0 files; expected one/) as string,
    });
    expect((await hostfold('merge')).err).toMatch(/found no file; expected at least one/);
  });
});

describe('a study over a grid', () => {
  it('says how many combinations contradict themselves', async () => {
    const experiment = { ...GRID.experiment, policy: 'strict-cosched' };
    const study = { ...GRID, experiment, vary: { processors: [1, 2], 'guests.0.vcpus': [1, 2] } };
    const { code, out, err } = await hostfold('study', write('corner.json', study));
    expect(code).toBe(0);
    expect(linesOf(out)[1]).toMatchObject({
      case: 1,
      set: { processors: 1, 'guests.0.vcpus': 2 },
      refused: { where: 'guests[0].vcpus' },
    });
    expect(err).toBe('warning: 1 of 4 cases contradict themselves; their lines say why.\n');
  });
});
