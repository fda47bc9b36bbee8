import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
const file = (name: string) => join(folder, name);
const line = (cells: (string | number)[]) => cells.map((c) => `"${c}"`).join(',');
const clock = (k: number, hour: number) =>
  `01/05/2026 ${String(hour).padStart(2, '0')}:${String(k).padStart(2, '0')}:00.000`;

/** The usual command, whose interval takes long to simulate, run once. */
let usual: ReturnType<typeof hostfold>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  const G = '\\\\DB01';
  const guest = [
    line([
      '(PDH-CSV 4.0) (W. Europe Standard Time)(-60)',
      `${G}\\Processor(_Total)\\% Processor Time`,
      `${G}\\Processor(0)\\% Processor Time`,
      `${G}\\Processor(1)\\% Processor Time`,
      `${G}\\Process(sqlservr)\\% Processor Time`,
      `${G}\\Process(backup)\\% Processor Time`,
      `${G}\\Process(Idle)\\% Processor Time`,
    ]),
    ...Array.from({ length: 20 }, (_, k) => line([clock(k, 11), 80, 80, 80, 120, 40, 40])),
  ];
  const H = '\\\\esx01';
  const host = [
    line(['(PDH-CSV 4.0) (UTC)(0)', `${H}\\Group Cpu(12:db01)\\% Used`, `${H}\\Group Cpu(12:db01)\\% Ready`]),
    ...Array.from({ length: 20 }, (_, k) => line([clock(k, 10), 100, 40])),
  ];
  writeFileSync(file('guest.csv'), `${guest.join('\r\n')}\r\n`);
  writeFileSync(file('empty.csv'), `${guest[0]}\r\n`);
  for (const of of ['a', 'b']) {
    mkdirSync(file(of));
    writeFileSync(file(`${of}/log.csv`), `${guest.join('\r\n')}\r\n`);
  }
  writeFileSync(file('host.csv'), `${host.join('\n')}\n`);
  usual = hostfold('correct', file('guest.csv'), file('host.csv'), '--json');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('hostfold correct', () => {
  it('writes corrected totals and processes over time, with a simulated interval', async () => {
    const { code, out } = await usual;
    const result = JSON.parse(out);
    expect(code).toBe(0);
    expect(result.samples).toHaveLength(20);
    expect(result.samples[0]).toEqual({
      time: '2026-01-05T11:00:00',
      measured: 0.8,
      used: 0.5,
      ready: 0.2,
      processes: [
        {
          name: 'sqlservr',
          measured: 0.6,
          corrected: 0.375,
          low: expect.any(Number),
          high: expect.any(Number),
        },
        {
          name: 'backup',
          measured: 0.2,
          corrected: 0.125,
          low: expect.any(Number),
          high: expect.any(Number),
        },
      ],
    });
    for (const { corrected, low, high } of result.samples[0].processes) {
      expect(low).toBeLessThan(corrected);
      expect(high).toBeGreaterThan(corrected);
    }
    expect(result.processes.map(({ name }: { name: string }) => name)).toEqual(['sqlservr', 'backup']);
    expect(result.uncertainty).toMatchObject({
      over: expect.stringMatching(/^bursts 1 to 200 ms, /),
      confidence: 0.95,
      tickMs: 15.625,
      sliceMs: 50,
      width: expect.any(Number),
    });
    expect(result.uncertainty.ifBursts.low).toBeLessThanOrEqual(result.uncertainty.ifBursts.high);
    expect(result.uncertainty.ifBursts.case.delivery).toBe('burst');
    expect(result.uncertainty.ifBursts.case.ready).toBeCloseTo(0.2, 6);
    expect(result.uncertainty.ifBursts.case.windowS).toBe(60);
    expect(result.uncertainty.ifBursts.host.ready).toBeCloseTo(0.2, 1);
    expect(result.findings.length).toBeGreaterThan(0);
  });

  it("takes the host's figures typed in, in % of the guest", async () => {
    const { code, out } = await hostfold(
      'correct',
      file('guest.csv'),
      '--used',
      '25',
      '--ready',
      '10',
      '--json',
    );
    const { samples, uncertainty } = JSON.parse(out);
    expect(code).toBe(0);
    expect(samples).toHaveLength(20);
    expect([samples[7].used, samples[7].ready, samples[7].processes[0].corrected]).toEqual([
      0.25, 0.1, 0.1875,
    ]);
    expect(uncertainty.ifBursts.kind).toBe('bursts restart the slice');
  });

  it('takes from --era whose clocks the guest has: what may become of late ticks', async () => {
    const args = [file('guest.csv'), file('host.csv'), '--runs', '40', '--json'];
    const { out } = await hostfold('correct', ...args, '--era', '2012');
    const { over, era, ifBursts } = JSON.parse(out).uncertainty;
    expect(over).toMatch(/late ticks merged or discarded;/);
    expect([era, ifBursts.case.delivery]).toEqual(['2012', 'merge']);
    const usually = JSON.parse((await usual).out).uncertainty;
    expect([usually.era, usually.ifBursts.case.delivery]).toEqual(['not known', 'burst']);
    const refused = await hostfold('correct', ...args, '--era', 'linux', '--delivery', 'burst');
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(/--delivery: found burst, .*\(linux\).*expected one of merge, discard/s),
    ]);
    const unheard = await hostfold('correct', ...args, '--era', '1995');
    expect([unheard.code, unheard.err]).toEqual([
      2,
      expect.stringMatching(/--era: found 1995; expected one of xp, vista/),
    ]);
  });

  it("shifts the host's times as told, and says how much of the guest is left", async () => {
    const { out } = await hostfold(
      'correct',
      file('guest.csv'),
      file('host.csv'),
      '--offset',
      '70',
      '--json',
    );
    const { samples, findings, shiftMinutes } = JSON.parse(out);
    expect(shiftMinutes).toBe(70);
    expect(samples[0].time).toBe('2026-01-05T11:10:00');
    expect(
      findings.some(({ text }: { text: string }) => /covers 9 min of the guest's 19 min/.test(text)),
    ).toBe(true);
  });

  it('is the same for the same seed', async () => {
    const again = await hostfold('correct', file('guest.csv'), file('host.csv'), '--json');
    expect(again.out).toBe((await usual).out);
  });

  it('is readable by default', async () => {
    const { out } = await hostfold('correct', file('guest.csv'), file('host.csv'));
    expect(out).toMatch(
      /^How far off .*, % Used cannot tell, .* 20\.0 points at most, .*; of 2 counters one is not to be trusted\.\n\nDB01, % of its 2 processors\n/,
    );
    expect(out).toMatch(/sqlservr +60\.0 +37\.5 +\d+\.\d +\d+\.\d/);
    expect(out).toMatch(
      /lies between from and to in 95 of 100 .* Over bursts 1 to 200 ms, .*slices of 50 ms/,
    );
    expect(out).toMatch(/If its bursts are of 20 and 2 ms, .* is off by .*\sSimulated: slices of 50 ms/s);
  });

  it('draws a long log together into a table that can be read', async () => {
    const [head, ...rows] = readFileSync(file('guest.csv'), 'utf8').trim().split('\r\n');
    const long = Array.from({ length: 100 }, (_, k) =>
      rows[0].replace('11:00:00', `${11 + Math.floor(k / 60)}:${String(k % 60).padStart(2, '0')}:00`),
    );
    writeFileSync(file('long.csv'), [head, ...long].join('\n'));
    const { out } = await hostfold('correct', file('long.csv'), '--used', '25', '--ready', '10');
    expect(out.match(/^2026-01-05 1\d:\d\d:00 +80\.0 +25\.0 +10\.0$/gm)).toHaveLength(34);
    expect(out).toContain('Each row is the mean of 3 intervals; all of them with --json.');
    expect(
      (await hostfold('correct', file('guest.csv'), '--used', '25')).out.match(/^2026-01-05/gm),
    ).toHaveLength(20);
  });

  it('averages meter, host and processes over the intervals of which both logs tell', async () => {
    const at = (rows: string[], n: number, hour: number, cells: (k: number) => (string | number)[]) =>
      [rows[0], ...Array.from({ length: n }, (_, k) => line([clock(k, hour), ...cells(k)]))].join('\n');
    const read = (name: string) => readFileSync(file(name), 'utf8').split(/\r?\n/);
    // The guest is busy while its host's log has a hole; else both say 20 %.
    const gap = (k: number) => k >= 15 && k < 45;
    const quiet = [20, 20, 20, 40, 0, 160];
    const own = (k: number) => (gap(k) ? [90, 90, 90, 180, 0, 20] : quiet);
    writeFileSync(file('busy.csv'), at(read('guest.csv'), 60, 11, own));
    writeFileSync(
      file('gap.csv'),
      at(read('host.csv'), 60, 10, (k) => (gap(k) ? ['', ''] : [40, 0])),
    );
    const { out, err } = await hostfold('correct', file('busy.csv'), file('gap.csv'));
    expect(err).toMatch(/Over 30 intervals the guest's meter showed 20\.0 %; its host charged it 20\.0 %/);
    expect(out).toMatch(/^sqlservr +20\.0 +20\.0 +19\.\d +20\.0$/m);
    // Each row is of two intervals; that of 11:14 is of one that both tell of and one of the hole.
    expect(out).toMatch(/11:14:00 +20\.0 +20\.0 +0\.0\n/);
    expect(out).toMatch(/11:16:00 +90\.0 +- +-\n/);
    expect(out).toContain('Where both logs tell of some of them, it is the mean of those.');
  });

  it('takes a log of processes alone, and says what cannot be seen', async () => {
    const [head, ...rows] = readFileSync(file('guest.csv'), 'utf8').trim().split('\r\n');
    const cut = (row: string) =>
      row
        .split(',')
        .filter((_, k) => k === 0 || k === 4 || k === 5)
        .join(',');
    writeFileSync(file('alone.csv'), [head, ...rows].map(cut).join('\n'));
    const { code, out, err } = await hostfold(
      'correct',
      file('alone.csv'),
      file('host.csv'),
      '--processors',
      '2',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/sqlservr +60\.0 +37\.5/);
    expect(err).toMatch(/holds processes alone: nobody can see whether all were logged/);
    expect(err).not.toMatch(/fold:|Not enough/);
  });

  it('takes no other guest for its own unasked, and says which the host has', async () => {
    const other = readFileSync(file('host.csv'), 'utf8').replaceAll('db01', 'web01');
    writeFileSync(file('other.csv'), other);
    const { code, err } = await hostfold('correct', file('guest.csv'), file('other.csv'));
    expect(code).toBe(2);
    expect(err).toMatch(/found one guest, web01, and not DB01.*--guest "web01"/);
    const asked = ['correct', file('guest.csv'), file('other.csv'), '--guest', 'web01'];
    expect((await hostfold(...asked)).code).toBe(0);
  });

  it.each([
    [[], /found 0 files; expected two/],
    [['guest.csv'], /found no guest of a host.*Give HOST\.csv, or --used/],
    [['guest.csv', 'host.csv', '--used', '20'], /found besides a HOST\.csv/],
    [['guest.csv', '--used', '120'], /0 to 100/],
    [['guest.csv', '--used', '20', '--ready', '90'], /found 90 besides --used 20; expected 100 % together/],
    [['guest.csv', 'host.csv', '--offset', '1e300'], /--offset: found 1e\+300; expected minutes/],
    [['-', '-'], /found - twice/],
    [['a/log.csv', 'b/log.csv'], /^hostfold: b\/log\.csv: found no guest of a host/],
    [['empty.csv', 'host.csv'], /empty\.csv: The log has a header and not one row of samples/],
    [['guest.csv', '.'], /^hostfold: \.: cannot be read \(EISDIR\)/],
    [['guest.csv', 'host.csv', '--neighbours', '2.5'], /a whole number from 0 to 16/],
    [['guest.csv', 'host.csv', '--log', 'WEB'], /found no machine WEB/],
    [['host.csv', 'guest.csv'], /expected/],
    [['guest.csv', 'host.csv', '--guest', 'DB02'], /found no guest DB02; expected one that it holds: db01/],
    [['guest.csv', 'host.csv', '--burst=-1'], /a number from 0.1 to 10000 ms/],
    [['guest.csv', 'host.csv', '--delivery', 'pigeon'], /expected one of burst/],
  ])('%j is refused with what was expected', async (args, message) => {
    const { code, err } = await hostfold('correct', ...args.map((a) => (a.endsWith('.csv') ? file(a) : a)));
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
