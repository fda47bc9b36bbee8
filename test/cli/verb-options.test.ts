import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERBS } from '../../src/cli/main';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const document = async (...args: string[]) => {
  const { code, out, err } = await hostfold(...args, '--json');
  expect(code, err).toBe(0);
  return JSON.parse(out);
};
const refused = async (message: RegExp, ...args: string[]) => {
  const { code, out, err } = await hostfold(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
};

describe('hostfold pack', () => {
  // Sizes 6, 4, 4, 3, 3 in bins of 10: two bins hold them all, in one way.
  const exact = () => file('exact.vbp', '1\n10\n4\n6 1\n4 1\n4 1\n3 2\n');

  it('numbers items in file order, copies in a row', async () => {
    const { bins, items, binCount, lowerBound, proved, endedBy } = await document(
      'pack',
      exact(),
      '--work',
      '20',
    );
    expect({ items, binCount, lowerBound, proved, endedBy }).toEqual({
      items: 5,
      binCount: 2,
      lowerBound: 2,
      proved: true,
      endedBy: 'proof',
    });
    const withSix = (bins as number[][]).find((bin) => bin.includes(0))!;
    expect(withSix).toHaveLength(2);
    expect([1, 2]).toContain(withSix.find((item) => item !== 0));
    expect(bins.flat().sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('reads a temporal instance: items that never meet share a bin', async () => {
    const temporal = (second: string) => file('t.tbpp', `2 10 0 0\n0 0 5 7\n1 ${second} 7\n`);
    expect((await document('pack', temporal('5 9'), '--work', '4')).binCount).toBe(1);
    expect((await document('pack', temporal('4 9'), '--work', '4')).binCount).toBe(2);
  });

  it('with --seed and --work gives the same packing again', async () => {
    const sizes = Array.from({ length: 24 }, (_, i) => `${17 + ((i * 37) % 61)} 1`).join('\n');
    const path = file('many.vbp', `1\n100\n24\n${sizes}\n`);
    const { seconds: _, ...once } = await document('pack', path, '--work', '6', '--seed', '3');
    const { seconds: __, ...again } = await document('pack', path, '--work', '6', '--seed', '3');
    expect(again).toEqual(once);
  });

  it('for people has one line for each bin', async () => {
    const { out } = await hostfold('pack', exact(), '--work', '20');
    expect(out).toMatch(
      /^5 items in 2 bins \(proved: no packing has 1\), in \d+\.\d\d s\.\n1: [\d ]+\n2: [\d ]+\n$/,
    );
  });

  it.each([
    ['--work', '0', /--work: found 0; expected a whole number, 1 or more/],
    ['--work', '1.5', /--work: found 1\.5/],
    ['--work', 'x', /--work: found work=x; expected a number/],
    ['--seed', '-1', /--seed: found -1; expected a whole number, 0 or more/],
    ['--seed', '0.5', /--seed: found 0\.5/],
    ['--seconds', '-0.5', /--seconds: found -0\.5; expected 0 or more/],
    ['--seconds', 'Infinity', /--seconds/],
  ])('%s=%s is refused', (option, value, message) => refused(message, 'pack', exact(), `${option}=${value}`));
});

describe('hostfold correct', () => {
  const clock = (k: number, hour: number) =>
    `01/05/2026 ${String(hour).padStart(2, '0')}:0${Math.floor(k / 4)}:${String(15 * (k % 4)).padStart(2, '0')}.000`;
  const cells = (...row: (string | number)[]) => row.map((cell) => `"${cell}"`).join(',');
  const guest = () => {
    const G = '\\\\DB01';
    const head = [
      '(PDH-CSV 4.0) (W. Europe Standard Time)(-60)',
      `${G}\\Processor(_Total)\\% Processor Time`,
      `${G}\\Process(sqlservr)\\% Processor Time`,
    ];
    return file(
      'guest.csv',
      [cells(...head), ...Array.from({ length: 12 }, (_, k) => cells(clock(k, 11), 80, 80))].join('\n'),
    );
  };
  /** Its host charged the guest 40 % of one processor and let it wait for 20 %; web01 half of that. */
  const host = (ready = 20) => {
    const H = '\\\\esx01\\Group Cpu';
    const head = [
      '(PDH-CSV 4.0) (UTC)(0)',
      ...['1:db01', '2:web01'].flatMap((g) => [`${H}(${g})\\% Used`, `${H}(${g})\\% Ready`]),
    ];
    return file(
      'host.csv',
      [cells(...head), ...Array.from({ length: 12 }, (_, k) => cells(clock(k, 10), 40, ready, 20, 10))].join(
        '\n',
      ),
    );
  };
  const FAST = ['--runs', '2'];
  const corrected = (...options: string[]) => document('correct', guest(), host(), ...FAST, ...options);

  it.each<[string[], object]>([
    [
      [],
      {
        burstMs: 20,
        shortMs: 2,
        sliceMs: 50,
        tickMs: 15.625,
        delivery: 'burst',
        order: 'thread-first',
        neighbours: 0,
      },
    ],
    [['--burst', '33'], { burstMs: 33 }],
    [['--short', '0.5'], { shortMs: 0.5 }],
    [['--slice', '20'], { sliceMs: 20 }],
    [['--tick', '10'], { tickMs: 10 }],
    [['--neighbours', '3'], { neighbours: 3 }],
    ...['burst', 'merge', 'discard', 'delay', 'catchup'].map((delivery): [string[], object] => [
      ['--delivery', delivery],
      { delivery },
    ]),
    [['--order', 'idle-first'], { order: 'idle-first' }],
  ])('%j is assumed for the simulated interval', async (options, expected) => {
    // It hardly waits: no neighbours have to be found.
    const { uncertainty } = await document('correct', guest(), host(0.2), ...FAST, ...options);
    expect(uncertainty.ifBursts.case).toMatchObject({
      used: expect.closeTo(0.4, 6),
      ready: expect.closeTo(0.002, 6),
      windowS: 15,
      ...expected,
    });
  });

  it('--runs and --seed decide what is simulated', async () => {
    const run = async (...options: string[]) => (await corrected(...options)).uncertainty.ifBursts;
    expect((await run('--runs', '45')).replications).toBe(45);
    // Fewer say nothing of the ends of an interval.
    expect((await run('--runs', '3')).replications).toBe(40);
    expect((await run('--seed', '7')).share).toEqual((await run('--seed', '7')).share);
    expect((await run('--seed', '7')).share).not.toEqual((await run('--seed', '8')).share);
  });

  it('--processors decides what a share is of', async () => {
    const { samples, processors } = await corrected('--processors', '2');
    expect(processors).toBe(2);
    expect(samples[0]).toMatchObject({ measured: 0.8, used: 0.2, ready: 0.1 });
    expect((await corrected()).samples[0]).toMatchObject({ measured: 0.8, used: 0.4, ready: 0.2 });
  });

  it('--guest names the guest in the host’s log', async () => {
    expect((await corrected('--guest', 'WEB01')).samples[0]).toMatchObject({ used: 0.2, ready: 0.1 });
  });

  it('--log names the machine where the guest’s log holds several', async () => {
    const two = ['A', 'B'].map(
      (name, k) => [`\\\\${name}\\Processor(_Total)\\% Processor Time`, 30 + 40 * k] as const,
    );
    const path = file(
      'two.csv',
      [
        cells('(PDH-CSV 4.0) (UTC)(0)', ...two.map(([name]) => name)),
        ...Array.from({ length: 12 }, (_, k) => cells(clock(k, 10), ...two.map(([, busy]) => busy))),
      ].join('\n'),
    );
    const shown = async (name: string) =>
      (await document('correct', path, host(), '--log', name, '--guest', 'db01', ...FAST)).samples[0]
        .measured;
    expect([await shown('A'), await shown('b')]).toEqual([0.3, 0.7]);
    await refused(/found 2 machines \(A and B\)/, 'correct', path, host(), ...FAST);
    await refused(
      /--log: found no machine C in two\.csv; expected one of A and B/,
      'correct',
      path,
      host(),
      '--log',
      'C',
    );
  });

  it('--offset lays the clocks over each other, in minutes', async () => {
    const { shiftMinutes, samples } = await corrected('--offset', '61');
    expect(shiftMinutes).toBe(61);
    // Eight of twelve intervals are left: from 11:01.
    expect(samples).toHaveLength(8);
    expect(samples[0].time).toBe('2026-01-05T11:01:00');
    expect((await corrected()).shiftMinutes).toBe(60);
    await refused(/never overlap/, 'correct', guest(), host(), '--offset', '0', ...FAST);
  });

  it('--used and --ready stand for a host’s log, in % of the guest', async () => {
    const typed = async (...options: string[]) =>
      (await document('correct', guest(), ...options, ...FAST)).samples[0];
    expect(await typed('--used', '25', '--ready', '10')).toMatchObject({ used: 0.25, ready: 0.1 });
    expect(await typed('--used', '25', '--processors', '4')).toMatchObject({ used: 0.25, ready: 0 });
    expect(await typed('--used', '60', '--ready', '40')).toMatchObject({ used: 0.6, ready: 0.4 });
  });

  it.each([
    ['--runs', '0', /--runs: found 0; expected a whole number from 1 to 100000/],
    ['--seed', '-1', /--seed: found -1; expected a whole number from 0 to 2147483647/],
    ['--processors', '0', /--processors: found 0; expected a whole number from 1 to 4096/],
    ['--processors', '4097', /--processors/],
    ['--burst', '0', /--burst: found 0; expected a number from 0\.1 to 10000 ms/],
    ['--short', 'x', /--short: found short=x; expected a number/],
    ['--slice', '0.9', /--slice: found 0\.9; expected a number from 1 to 1000 ms/],
    ['--slice', '1001', /--slice/],
    ['--tick', '101', /--tick: found 101; expected a number from 0\.5 to 100 ms/],
    ['--neighbours', '17', /--neighbours: found 17; expected a whole number from 0 to 16/],
    ['--order', 'last', /--order: found last; expected one of thread-first, idle-first/],
    ['--ready', '10', /--used: found besides a HOST\.csv|--used: missing/],
    ['--runs', '100001', /--runs: found 100001/],
    ['--runs', '1.5', /--runs: found 1\.5/],
    ['--seed', '2147483648', /--seed: found 2147483648/],
    ['--offset', '52704001', /--offset: found 52704001; expected minutes, at most 52704000 either way/],
    ['--offset', '-52704001', /--offset: found -52704001/],
  ])('%s=%s is refused', (option, value, message) =>
    refused(message, 'correct', guest(), host(), `${option}=${value}`),
  );

  // What is refused is looked at after what is taken.
  it.each<[string[], RegExp]>([
    [['--runs', '100000', '--seed', '-1'], /--seed/],
    [['--runs', '1', '--seed', '-1'], /--seed/],
    [['--seed', '2147483647', '--guest', 'x'], /no guest x/],
    [['--seed', '0', '--guest', 'x'], /no guest x/],
    [['--offset', '52704000', '--processors', '0'], /--processors/],
    [['--offset', '-52704000', '--processors', '0'], /--processors/],
    [['--processors', '4096', '--guest', 'x'], /no guest x/],
  ])('%j is taken as far as it goes', (options, message) =>
    refused(message, 'correct', guest(), host(), ...options),
  );
  it.each<[string[], RegExp]>([
    [['--used', '100', '--ready', '0'], /--delivery/],
    [['--used', '0', '--ready', '100'], /--delivery/],
    [['--used', '60', '--ready', '40.1'], /--ready: found 40\.1 besides --used 60/],
    [['--used', '-0.1'], /--used: found -0\.1; expected a percentage/],
    [['--used', '100.1'], /--used: found 100\.1/],
    [['--used', '1', '--ready', '-1'], /--ready: found -1/],
    [['--used', '1', '--processors', '4096'], /--delivery/],
    [['--used', '1', '--processors', '1'], /--delivery/],
    [['--used', '1', '--processors', '4097'], /--processors/],
  ])('typed figures %j are taken as far as they go', (options, message) =>
    refused(message, 'correct', guest(), ...options, '--era', '2012', '--delivery', 'burst'),
  );
  it('names eight machines of a log, and asks which or whether it is the right file', async () => {
    const log = (n: number) =>
      file(
        'many.csv',
        [
          cells(
            '(PDH-CSV 4.0) (UTC)(0)',
            ...Array.from({ length: n }, (_, k) => `\\\\M${k}\\Processor(_Total)\\% Processor Time`),
          ),
          ...Array.from({ length: 3 }, (_, k) => cells(clock(k, 10), ...new Array<number>(n).fill(50))),
        ].join('\n'),
      );
    const list = 'M0, M1, M2, M3, M4, M5, M6';
    await refused(
      new RegExp(`found 8 machines \\(${list} and M7\\);.*Say which with --log NAME`),
      'correct',
      log(8),
      host(),
    );
    await refused(/found 10 machines \(M0, .*, M7 and 2 more\)/, 'correct', log(10), host());
    await refused(/found no guest's processor counters;.*Is it the other file/, 'correct', host(), host());
  });

  it('--ready alone says nothing of what it used', () =>
    refused(/--used: missing beside --ready/, 'correct', guest(), '--ready', '10'));
});

describe('hostfold dispatch', () => {
  const experiment = () =>
    file(
      'e.json',
      JSON.stringify({
        processors: 1,
        policy: 'round-robin',
        guests: [{ name: 'db' }],
        durationS: 2,
        replications: 2,
        seed: 5,
      }),
    );
  const used = async (...options: string[]) =>
    (await document('dispatch', experiment(), ...options)).guests[0].used.mean;

  it('--seed and --replications stand in place of the experiment’s own', async () => {
    expect(await used('--seed', '5')).toBe(await used());
    expect(await used('--seed', '6')).not.toBe(await used());
    expect((await document('dispatch', experiment(), '--replications', '3')).replications).toBe(3);
    expect((await document('dispatch', experiment())).replications).toBe(2);
  });

  it.each([
    ['--seed', 'x', /--seed: found "x", expected a number/],
    ['--seed', '', /--seed: found "", expected a number/],
    ['--seed', '1.5', /--seed: found 1\.5/],
    ['--replications', '0', /--replications: found 0/],
    ['--replications', '-1', /--replications: found -1/],
  ])('%s=%s is refused by name', (option, value, message) =>
    refused(message, 'dispatch', experiment(), `${option}=${value}`),
  );
});

describe('hostfold claims', () => {
  it.each([
    ['9', [9]],
    ['9,5', [5, 9]],
    ['5-5', [5]],
    [' 9 - 10 ,5', [5, 9, 10]],
  ])('--only %s runs these', async (only, numbers) => {
    const rows: { number: number }[] = await document('claims', '--only', only);
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  it.each(['5-', '-5', '5,,9', '10-9', '5.5', '1-1000'])('--only %s is refused', (only) =>
    refused(
      /--only: found ".*", expected numbers from 1 to \d+, such as 3,12-17/,
      'claims',
      `--only=${only}`,
    ),
  );

  it('for people end with how many came to which verdict', async () => {
    const { out, code } = await hostfold('claims', '--only', '5,9');
    expect(code).toBe(0);
    expect(out).toMatch(/^2 claims: .*\. ± is two standard errors\.$/m);
  });
});

describe('every verb', () => {
  it.each(Object.keys(VERBS))('%s tells its options, and refuses others', async (verb) => {
    for (const ask of ['--help', '-h']) {
      const { code, out, err } = await hostfold(verb, ask);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(new RegExp(`^hostfold ${verb} `));
    }
    await refused(/--wheels/, verb, '--wheels');
  });

  // A certificate is of a fold, with the fold's own options.
  const OF_FOLD = Object.keys(VERBS.fold.options).filter((name) => name !== 'json');
  it.each(Object.entries(VERBS))(
    '%s: each option stands in the help, and in a test',
    (verb, { help, options }) => {
      const tests = readdirSync(import.meta.dirname)
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
        .filter((text) => text.includes(`'${verb}'`) || text.includes(`${verb}Verb`));
      const own = Object.keys(options).filter((name) => verb !== 'verify' || !OF_FOLD.includes(name));
      for (const name of own) {
        const option = new RegExp(`--${name}(?![\\w-])`);
        expect.soft(help, `the help has --${name}`).toMatch(option);
        expect
          .soft(
            tests.some((text) => option.test(text)),
            `a test has --${name}`,
          )
          .toBe(true);
      }
    },
  );

  it('stands in the general help, which alone is a usage error only where nothing was asked', async () => {
    const asked = await hostfold('help');
    expect(asked.code).toBe(0);
    for (const verb of Object.keys(VERBS)) expect(asked.out).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
    expect((await hostfold()).code).toBe(2);
  });
});
