import { describe, expect, it, test } from 'vitest';
import { documentOf, readableCorrection, type First } from '../../src/cli/correct-words';
import { readable } from '../../src/cli/fold-words';
import { parseHost } from '../../src/cli/host-option';
import { optionNumber, pairs } from '../../src/cli/option-values';
import { runVerb, sayFinding, table, type Verb } from '../../src/cli/io';
import { parseJson, placeOf } from '../../src/cli/json-place';
import { rescheduledOf } from '../../src/cli/reschedule';
import { claimsVerb } from '../../src/cli/claims';
import { mergeVerb } from '../../src/cli/merge';
import type { Correction } from '../../src/counters/correct';
import type { CorrectionRange } from '../../src/counters/interval';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { ANSWER } from '../report/answer';

const range = (n: number) => Array.from({ length: n }, (_, k) => k);

describe('a stretch of the day on the command line', () => {
  test.each([
    ['db=22:00-23:30+3h', { from: 1320, minutes: 90, by: 180 }],
    ['web=01:00-02:00-90m', { from: 60, minutes: 60, by: -90 }],
    ['a=23:00-01:00+1h30m', { from: 1380, minutes: 120, by: 90 }],
    ['a=00:00-12:00+12h', { from: 0, minutes: 720, by: 720 }],
    ['a=00:00-00:01-1m', { from: 0, minutes: 1, by: -1 }],
    ['a=24:00-01:00+1m', { from: 0, minutes: 60, by: 1 }],
    ['a=23:00-24:00+1m', { from: 1380, minutes: 60, by: 1 }],
  ])('%s', (text, expected) => {
    expect(Object.values(rescheduledOf([text]))).toEqual([expected]);
  });
  const EXPECTED = 'expected a server, a stretch of the day and how much later';
  test.each([
    [['db'], EXPECTED],
    [['=22:00-23:00+1h'], EXPECTED],
    [['a=22:00-23:00+'], EXPECTED],
    [['a=22:00-23:00+h'], EXPECTED],
    [['a=24:01-02:00+1h'], 'expected times of day from 00:00 to 23:59, and 24:00 as an end'],
    [['a=22:60-23:00+1h'], 'expected times of day'],
    [['a=22:00-23:00+1h', 'a=02:00-03:00+1h'], 'expected a once'],
    [['a=22:00-22:00+1h'], 'expected a stretch of 1 minute to 12 hours'],
    [['a=00:00-12:01+1h'], 'expected a stretch of 1 minute to 12 hours'],
    [['a=00:00-01:00+0m'], 'expected to be moved by 1 minute to 12 hours, later or earlier'],
    [['a=00:00-01:00-12h1m'], 'expected to be moved by 1 minute to 12 hours'],
  ])('%j is refused', (given, words) => {
    expect(() => rescheduledOf(given)).toThrow(`--reschedule: found "${given.at(-1)!}"; ${words}`);
  });
});

describe('places in JSON', () => {
  const text = '\n{ "a": [1, {"b.c": null}],\n  "guests": [ {}, { "burst": { "meanMs": -1.5e3 } } ]\n}\n';
  test.each([
    ['', '2:1'],
    ['a', '2:8'],
    ['a[0]', '2:9'],
    ['a[1]', '2:12'],
    ['guests', '3:13'],
    ['guests[0]', '3:15'],
    ['guests[1].burst', '3:30'],
    ['guests[1].burst.meanMs', '3:42'],
    // Of what is missing, the innermost that is there.
    ['guests[1].burst.kind', '3:30'],
    ['guests[7]', '3:13'],
    ['nothing', '2:1'],
    ['ab', '2:1'],
  ])('of %s is %s', (path, place) => {
    expect(placeOf(text, path)).toBe(place);
  });
  test.each([
    ['{"a": 1,}', '1:9', '"}"'],
    ['{"a" 1}', '1:6', '"1"'],
    ['[1 2]', '1:4', '"2"'],
    ['[1,\n  x]', '2:3', '"x"'],
    ['{a: 1}', '1:2', '"a"'],
    ['[1]\n ]', '2:2', '"]"'],
    ['[1', '1:3', 'the end of the text'],
    ['', '1:1', 'the end of the text'],
    ['{"a": "x\n"}', '1:7', '"\\""'],
    ['[01]', '1:3', '"1"'],
    ['[1,]', '1:4', '"]"'],
    ['nul', '1:1', '"n"'],
  ])('%j has its first fault at %s', (bad, place, found) => {
    expect(() => parseJson('f.json', bad)).toThrow(
      `f.json:${place}: found ${found}, expected JSON to go on here.`,
    );
  });
  it('has none where it is JSON, however deep', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(placeOf(deep, '[0][0]')).toBe('1:3');
    expect(parseJson('f', ' [true, false, null, "\\u00e9\\n", {"": {}}] ')).toEqual([
      true,
      false,
      null,
      'é\n',
      { '': {} },
    ]);
  });
});

describe('a host on the command line', () => {
  it('is its numbers by name, the first called host', () => {
    expect(parseHost('cores=8, rating=3,memory=4096', 0)).toEqual({
      ...DEFAULT_HOST,
      name: 'host',
      cores: 8,
      rating: 3,
      memory: 4096,
    });
    expect(parseHost('cores=1,rating=1', 1).name).toBe('host 2');
    expect(parseHost('cores=1,rating=1,name=R 740', 1).name).toBe('R 740');
  });
  test.each([
    ['cores', 'found "cores"; expected name=value.'],
    ['cores=', 'found "cores="; expected name=value.'],
    ['=8', 'found "=8"; expected name=value.'],
    ['cores=8=9', 'found "cores=8=9"; expected name=value.'],
    ['cores=8,cores=9', 'found cores twice; expected it once.'],
    ['cores=8,shoes=9', 'found "shoes"; expected one of name, cores,'],
    ['cores=8', 'found no rating; expected cores and rating at least.'],
    ['rating=8', 'found no cores; expected cores and rating at least.'],
    ['cores=x,rating=1', 'found cores=x; expected a number.'],
    ['cores=Infinity,rating=1', 'found cores=Infinity; expected a number.'],
    ['cores=0,rating=1', 'found cores=0; expected a whole number from 1 to'],
    ['cores=1.5,rating=1', 'found cores=1.5; expected a whole number'],
  ])('%s is refused', (text, words) => {
    expect(() => parseHost(text, 0)).toThrow(words);
  });
  it('is read in pairs', () => {
    expect(pairs('--x', 'a=1,b = 2 ')).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect([
      optionNumber('--x', 'a', '0'),
      optionNumber('--x', 'a', '-1.5'),
      optionNumber('--x', 'a', '1e3'),
    ]).toEqual([0, -1.5, 1000]);
    expect(() => optionNumber('--x', 'a', ' ')).toThrow('--x: found a= ; expected a number.');
  });
});

describe('a verb', () => {
  const run = async (verb: Partial<Verb>, args: string[] = []) => {
    const said: string[] = [];
    const io = {
      out: (text: string) => said.push(`out ${text}`),
      err: (text: string) => said.push(`err ${text}`),
    };
    const code = await runVerb(
      { help: 'HELP', options: {}, run: () => Promise.resolve(0), ...verb },
      args,
      io,
    );
    return [code, ...said];
  };
  it('prints its help, its answer, or nothing more', async () => {
    expect(await run({}, ['x', '--help'])).toEqual([0, 'out HELP']);
    expect(await run({}, ['-h'])).toEqual([0, 'out HELP']);
    expect(await run({})).toEqual([0, 'out Stopped before there was anything to show.']);
    expect(await run({}, ['--json'])).toEqual([0, 'out {"stopped": true}']);
    const answering =
      (text: string | null, code: number): Verb['run'] =>
      (_, __, of) => {
        of.answer = (stopped) => (stopped ? 'cut' : text);
        return Promise.resolve(code);
      };
    expect(await run({ run: answering('done', 1) })).toEqual([1, 'out done']);
    expect(await run({ run: answering(null, 0) })).toEqual([0]);
  });
  it('takes numbers below zero as values of the option before', async () => {
    let seen: string[] = [];
    await run({ run: (args) => Promise.resolve(((seen = args), 0)) }, [
      '--offset',
      '-300',
      '--by',
      '-.5',
      'f',
      '-7',
      '--x',
      '-y',
      '-z',
    ]);
    expect(seen).toEqual(['--offset=-300', '--by=-.5', 'f', '-7', '--x', '-y', '-z']);
  });
  it('says errors of people and of the system, and throws its own', async () => {
    const system = Object.assign(new Error("ENOTDIR: not a directory, open 'a/b'"), {
      code: 'ENOTDIR',
      syscall: 'open',
    });
    expect(await run({ run: () => Promise.reject(system) })).toEqual([
      2,
      'err hostfold: the system refused what was asked of it (ENOTDIR): not a directory.',
    ]);
    const usage = Object.assign(new Error('Unknown option'), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
    expect(await run({ run: () => Promise.reject(usage) })).toEqual([2, 'err hostfold: Unknown option']);
    await expect(run({ run: () => Promise.reject(new TypeError('ours')) })).rejects.toThrow('ours');
  });
  it('says findings on a line, by their level', () => {
    const of = (level: 'error' | 'warning' | 'guess' | 'info', fix?: string) =>
      sayFinding({ level, where: 'a\nb', text: 'T.', ...(fix ? { fix } : {}) });
    expect([of('error'), of('warning', 'F.'), of('guess'), of('info')]).toEqual([
      'error: a\\nb: T.',
      'warning: a\\nb: T. F.',
      'guess: a\\nb: T.',
      'note: a\\nb: T.',
    ]);
  });
  it('has tables with their first column to the left, and no blanks at the ends', () => {
    expect(
      table([
        ['a', 'bcd', ''],
        ['long', 'e', ''],
      ]).split('\n'),
    ).toEqual(['a     bcd', 'long    e']);
  });
  test.each([
    ['0', '0'],
    ['99', '99'],
    ['3-1', '3-1'],
    ['1,x', 'x'],
  ])('of claims refuses %s', async (only, part) => {
    const [code, ...said] = await run(claimsVerb, ['--only', only]);
    expect(code).toBe(2);
    expect(said.join()).toContain(`--only: found "${part}", expected numbers from 1 to`);
  });
  it('of shards refuses none', async () => {
    expect((await run(mergeVerb, []))[1]).toContain('merge: found no file; expected at least one.');
  });
});

describe('a corrected meter, in words', () => {
  const first = {
    verdict: { words: 'Off.', contention: 'high', off: NaN, right: false, counters: 2, untrusted: 1 },
    ticks: null,
  } as unknown as First;
  const sample = (k: number, part: object = {}) => ({
    time: Date.UTC(2024, 2, 4) + k * 60_000,
    measured: 0.5,
    used: 0.4,
    charged: 0.45,
    ready: 0.1,
    costop: NaN,
    ...part,
  });
  const correction = (samples: object[], processes: string[] = ['app'], more: object = {}) =>
    ({
      guest: 'WEB',
      processors: 1,
      shiftMs: -90_000,
      basis: 'time',
      stands: false,
      samples,
      processes: processes.map((name) => ({
        name,
        measured: samples.map(() => 0.3),
        corrected: samples.map(() => 0.25),
      })),
      ...more,
    }) as unknown as Correction;
  const ranges = (n: number, processes: string[] = ['app'], more: object = {}) =>
    ({
      over: 'all bursts',
      confidence: 0.95,
      terms: { sliceMs: 50, tickMs: 15.625 },
      width: 0.123,
      within: NaN,
      processes: processes.map((name) => ({
        name,
        low: range(n).map(() => 0.2),
        high: range(n).map(() => 0.2812345678),
        mean: { measured: 0.3, corrected: 0.25, low: 0.2, high: NaN },
      })),
      ...more,
    }) as unknown as CorrectionRange;

  it('is a table of its intervals and processes', () => {
    const lines = readableCorrection(
      first,
      correction([sample(0), sample(1, { measured: NaN }), sample(2, { used: NaN, ready: NaN })]),
      ranges(3),
      null,
    ).split('\n');
    expect(lines).toEqual([
      'Off.',
      '',
      'WEB, % of its 1 processor',
      'time                 meter   had  waited',
      '2024-03-04 00:00:00   50.0  40.0    10.0',
      '2024-03-04 00:01:00      -  40.0    10.0',
      '2024-03-04 00:02:00   50.0     -       -',
      '',
      'Processes, on average',
      'process  shown  corrected  from  to',
      'app       30.0       25.0  20.0   -',
      '',
      'Each process lies between from and to in 95 of 100 guests or more, on average 12 % of what the guest used wide in one sample. Over all bursts; slices of 50 ms at most and ticks of 15.625 ms are assumed.',
      '',
    ]);
  });
  it('has 48 rows at most, each the mean of as many intervals as it takes, and twelve processes', () => {
    const of = (n: number, part: (k: number) => object = () => ({})) =>
      readableCorrection(first, correction(range(n).map((k) => sample(k, part(k)))), ranges(n), null);
    const rows = (text: string) => text.split('\n').filter((line) => /^2024/.test(line)).length;
    expect([rows(of(48)), rows(of(49)), rows(of(96)), rows(of(97))]).toEqual([48, 25, 48, 33]);
    expect(of(48)).not.toContain('Each row');
    expect(of(49)).toContain('Each row is the mean of 2 intervals; all of them with --json.');
    expect(of(49)).not.toContain('Where both logs tell of some of them');
    const holed = of(50, (k) => (k === 0 ? { measured: NaN } : { used: 0.01 * k }));
    expect(holed).toContain('Where both logs tell of some of them, it is the mean of those.');
    // The first row tells of its second interval alone.
    expect(holed).toMatch(/^2024-03-04 00:00:00 +50\.0 +1\.0 +10\.0$/m);
    const names = range(13).map((k) => `p${k}`);
    const many = readableCorrection(
      first,
      correction([sample(0)], names, { processors: 2, basis: 'charged', stands: true }),
      ranges(1, names, { width: NaN }),
      null,
    );
    expect(many).toContain('and 1 more; all of them with --json');
    expect(many).not.toContain('p12');
    expect(many).toContain('WEB, % of its 2 processors');
    expect(many).toMatch(/meter {2,}used {2,}waited/);
    expect(many).toContain('guests or more. Over');
    expect(many).toContain(' The meter itself stands; the interval is what late ticks can have done to it.');
    expect(
      readableCorrection(
        first,
        correction([sample(0)], names.slice(0, 12)),
        ranges(1, names.slice(0, 12)),
        null,
      ),
    ).not.toContain('more; all of them');
    const none = readableCorrection(
      { ...first, ticks: { words: 'Ticks.' } } as First,
      correction([sample(0)], []),
      ranges(1, []),
      null,
    );
    expect(none).toContain('Off.\nTicks.\n');
    expect(none).not.toMatch(/Processes|lies between/);
  });
  it('is a document without what was not measured', () => {
    const document = documentOf(
      first,
      correction([
        sample(0, { measured: 0.123456789 }),
        sample(1, { charged: NaN, costop: 0.05, ready: NaN }),
      ]),
      ranges(2),
      null,
      [],
    );
    expect(document).not.toHaveProperty('ticks');
    expect(document.verdict).toEqual({
      words: 'Off.',
      contention: 'high',
      off: null,
      right: false,
      counters: 2,
      untrusted: 1,
    });
    expect(document.shiftMinutes).toBe(-1.5);
    const [one, two] = document.samples;
    expect(one).toEqual({
      time: '2024-03-04T00:00:00',
      measured: 0.123457,
      used: 0.4,
      charged: 0.45,
      ready: 0.1,
      processes: [{ name: 'app', measured: 0.3, corrected: 0.25, low: 0.2, high: 0.281235 }],
    });
    expect(two).toMatchObject({ ready: null, costop: 0.05 });
    expect(two).not.toHaveProperty('charged');
    expect(document.processes).toEqual([
      { name: 'app', measured: 0.3, corrected: 0.25, low: 0.2, high: null },
    ]);
    expect(document.uncertainty).toMatchObject({
      over: 'all bursts',
      confidence: 0.95,
      sliceMs: 50,
      tickMs: 15.625,
      width: 0.123,
      within: null,
      ifBursts: null,
    });
    expect(
      documentOf(first, correction([sample(0)], [], { basis: 'charged' }), ranges(1, []), null, [])
        .samples[0],
    ).not.toHaveProperty('charged');
    const ticks = { missing: NaN, perSecond: 64, samples: 3, words: 'w' };
    expect(documentOf({ ...first, ticks } as First, correction([]), ranges(0), null, []).ticks).toEqual({
      missing: null,
      perSecond: 64,
      samples: 3,
      words: 'w',
    });
  });
});

describe('a plan, printed', () => {
  it('has its head, a row for each host and every server that has none', () => {
    const lines = readable(ANSWER, {}).split('\n');
    expect(lines.slice(-8)).toEqual([
      'host    guests  cpu (GHz)  memory (MiB)         binds                   at',
      'Host 1       2  9.10/9.60     4096/8192      cpu 95 %  2011-03-03T14:05:00',
      'Host 2       1  0.00/9.60     8192/8192  memory 100 %               always',
      '',
      expect.stringMatching(/^Why: all servers together need 6 GHz/),
      'native: BACKUP: a tape drive',
      'no place: HUGE: needs 900 GHz, with "all" of it',
      'left out: BLANK: log.csv names it and holds no figure of its load',
    ]);
    expect(readable({ ...ANSWER, proof: null }, {})).not.toContain('Why:');
    const more = readable(ANSWER, {
      uncertainty: { samples: 2, hosts: { 2: 1 }, tornado: [] },
      drill: { tolerated: 1, hosts: 3, carried: true, failures: [] },
      consolidation: [],
    });
    expect(more).toContain(
      '\n\nOver 2 samples of what is not known: 2 hosts 100.0 %.\n\nEach of 0 hosts failed in turn: all carried.',
    );
    expect(more).not.toContain('Ready against');
    expect(
      readable(ANSWER, {
        consolidation: [
          { ratio: 2, load: { low: 0, high: 1, mean: 0, se: 0 }, ready: { low: 0, high: 0, mean: 0, se: 0 } },
        ],
      }),
    ).toMatch(
      /Ready against virtual processors for each core:\nvCPUs per core.*\n2:1 .*0\.0 to 100\.0 +0\.0$/,
    );
  });
});
