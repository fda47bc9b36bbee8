/** A header of a counter log, cell by cell, and what the log says of itself. */
import { describe, expect, it } from 'vitest';
import { headOf } from '../../../src/intake/head';
import { perfmon } from '../../../src/intake/perfmon';
import { pathParts, readMark, readPath, rejoined } from '../../../src/intake/perfmon/header';
import { log, read, refusal } from '../read';

it.each([
  ['(PDH-CSV 4.0) (W. Europe Standard Time)(-60)', 'CSV', 'W. Europe Standard Time', -60],
  ['(PDH-TSV 4.0) (UTC)(0)', 'TSV', 'UTC', 0],
  [' (PDH-CSV 4.0)(A (B))(240)', 'CSV', 'A (B)', 240],
  ['(PDH-CSV 4.0)', 'CSV', undefined, undefined],
  ['(PDH-CSV 4.0) UTC', 'CSV', undefined, undefined],
  ['(PDH-CSV 4.0) (RTZ 2 (', 'CSV', 'RTZ 2', null],
  ['(PDH-CSV 4.0) (UTC)', 'CSV', 'UTC', null],
  ['(PDH-CSV 4.0) (RTZ (winter))', 'CSV', 'RTZ (winter))', null],
  ['Time', null, undefined, undefined],
] as const)('the mark "%s"', (cell, kind, name, bias) => {
  const mark = readMark(cell);
  expect([mark.kind, mark.zone?.name, mark.zone?.biasMinutes]).toEqual([kind, name, bias]);
});

it.each([
  ['\\\\DB01\\Processor(_Total)\\% Processor Time', 'DB01', 'Processor', '_Total', '% Processor Time'],
  ['\\\\DB01\\Memory\\Available MBytes', 'DB01', 'Memory', null, 'Available MBytes'],
  ['\\Memory\\Available MBytes', '', 'Memory', null, 'Available MBytes'],
  ['Memory\\Available MBytes', '', 'Memory', null, 'Available MBytes'],
  ['\\\\A\\Disk(C:\\a (1))\\Reads/sec', 'A', 'Disk', 'C:\\a (1)', 'Reads/sec'],
  ['\\\\A\\(x)\\Reads/sec', 'A', '(x)', null, 'Reads/sec'],
  ['\\\\A\\O(x)\\', null, null, null, null],
  ['\\\\A\\Memory', null, null, null, null],
  ['Memory', null, null, null, null],
] as const)('the path %s', (cell, server, object, instance, counter) =>
  expect(pathParts(cell)).toEqual(server === null ? null : { server, object, instance, counter }),
);

it.each([
  ['_Total', '_Total'],
  ['_gesamt', '_Total'],
  ['_Totaal', '_Total'],
  ['gesamt', 'gesamt'],
  ['0', '0'],
])('the instance "%s" is %s', (instance, known) =>
  expect(readPath(`\\\\A\\Processor(${instance})\\% Processor Time`, 1)!.instance).toBe(known),
);

it.each([
  [
    ['t', '\\A(b', '2)\\c', '\\d'],
    ['t', '\\A(b,2)\\c', '\\d'],
  ],
  [
    ['t', '\\A(b', 'c', '2)\\c'],
    ['t', '\\A(b', 'c', '2)\\c'],
  ],
  [
    ['t', '\\A(b)\\c', 'd)'],
    ['t', '\\A(b)\\c', 'd)'],
  ],
  [
    ['t', '\\A(b', '\\c)'],
    ['t', '\\A(b', '\\c)'],
  ],
  [
    ['t(', 'b)'],
    ['t(', 'b)'],
  ],
  [
    ['t', '\\Ab', 'c)'],
    ['t', '\\Ab', 'c)'],
  ],
])('cells cut by commas: %j', (cells, whole) => expect(rejoined(cells, ',')).toEqual(whole));

describe('a beginning is that of a counter log', () => {
  const PATH = '\\\\A\\Memory\\Available MBytes';
  const noise = (count: number) => Array<string>(count).fill('x,y');
  it.each([
    ['by its mark', ['"(PDH-CSV 4.0)",x'], 1],
    ['by a path of a machine', [`Time,${PATH}`], 0.9],
    ['by a counter that is known', ['Time,\\Memory\\Available MBytes'], 0.9],
    ['not by one that is none', ['Time,\\Odd\\Thing'], 0],
    ['in its tenth line', [...noise(9), `Time,${PATH}`], 0.9],
    ['not below', [...noise(10), `Time,${PATH}`], 0],
    ['not by a path behind a time', [`2026-01-05 10:00,${PATH}`], 0],
    ['by the 49th column', [`t${',x'.repeat(48)},${PATH}`], 0.9],
    ['not by the 50th', [`t${',x'.repeat(49)},${PATH}`], 0],
  ])('%s', (_, lines, sure) => {
    const head = headOf(new TextEncoder().encode(`${lines.join('\n')}\n`), true);
    expect(perfmon.recognise(head, {})).toBe(sure);
  });
});

describe('the log says of itself', () => {
  const CPU = 'Processor(_Total)\\% Processor Time';
  const busy = { [CPU]: [5, 6] };
  const told = async (text: string) =>
    (await read(text)).findings
      .filter(({ text }) => !/^Read \d|not used:/.test(text))
      .map(({ level, where, text }) => `${level} ${where}: ${text}`);
  const WRITTEN =
    'info log.csv: Plain ASCII, cells parted by commas; counter names in English; zone W. Europe Standard Time (UTC+1:00).';

  it.each([
    ['(PDH-CSV 4.0) (X)(-330)', 'zone X (UTC+5:30)'],
    ['(PDH-CSV 4.0) (X)(210)', 'zone X (UTC-3:30)'],
    ['(PDH-CSV 4.0) (X)(-65)', 'zone X (UTC+1:05)'],
    ['(PDH-CSV 4.0) (X)(0)', 'zone X (UTC+0:00)'],
    ['(PDH-CSV 4.0)', 'no time zone given'],
  ])('its zone: %s', async (mark, words) => {
    expect((await told(log(busy, { mark }))).at(-1)).toContain(`; ${words}.`);
  });

  it('that its zone is cut off', async () => {
    expect(await told(log(busy, { mark: '(PDH-CSV 4.0) (RTZ 2 (' }))).toContain(
      'info log.csv:1:1: The time zone "RTZ 2" is cut off or names no bias: its distance from UTC is not known. Series are aligned by wall clock.',
    );
    expect((await told(log(busy))).join('\n')).not.toContain('cut off');
  });

  it('how many headers it has', async () => {
    const [head, ...rows] = log(busy).trim().split('\r\n');
    const other = head.replace('% Processor Time', '% Privileged Time');
    expect(await told([head, ...rows, other, ...rows, ''].join('\r\n'))).toContain(
      'info log.csv: 2 headers: logs that were appended to each other are read as one.',
    );
    expect((await told(log(busy))).join('\n')).not.toContain('headers:');
  });

  it.each([
    [['swap'], 'warning log.csv:1:3: 1 header cell is no counter path: found "swap"'],
    [['swap', 'odd'], 'warning log.csv:1:3: 2 header cells are no counter path: found "swap" and "odd"'],
  ])('which cells are no counters: %j', async (cells, words) => {
    const text = log({ ...busy, ...Object.fromEntries(cells.map((cell) => [`\\\\DB01\\${cell}`, [1, 2]])) });
    expect(
      await told(text.replaceAll('\\\\DB01\\swap', 'swap').replaceAll('\\\\DB01\\odd', 'odd')),
    ).toContain(`${words}, expected such as \\\\HOST\\Processor(_Total)\\% Processor Time. Not read.`);
  });

  it.each([
    ['One two three', false],
    ['One two three four', true],
    ['x'.repeat(60), false],
    ['x'.repeat(61), true],
  ])('that its last cell is prose: "%s" %j', async (cell, prose) => {
    const text = log({ ...busy, '\\\\DB01\\Z': [1, 2] }).replace('\\\\DB01\\Z', cell);
    expect((await told(text)).filter((each) => each.includes('description'))).toHaveLength(prose ? 1 : 0);
  });

  it.each([
    [
      ['isatap.{1}'],
      'info DB01: 1 network adapter not counted, since it carries no traffic of its own: isatap.{1}.',
    ],
    [
      ['isatap.{1}', 'isatap.{2}'],
      'info DB01: 2 network adapters not counted, since they carry no traffic of their own: isatap.{1} and isatap.{2}.',
    ],
  ])('which adapters are not counted: %j', async (names, words) => {
    const adapters = ['eth', ...names].map((name) => [`Network Interface(${name})\\Bytes Total/sec`, [1, 2]]);
    expect(await told(log({ ...busy, ...Object.fromEntries(adapters) }))).toContain(words);
  });

  it('whose processors nobody watched', async () => {
    const NONE = 'warning DB01: No processor counter: it cannot be said how busy it is.';
    expect(await told(log({ 'Memory\\Available MBytes': [5, 6] }))).toEqual([NONE, WRITTEN]);
    expect(await told(log(busy))).toEqual([WRITTEN]);
  });

  it.each([
    [[390, 410], 4, '4 processors: the times of all processes add up to 400 % on average.'],
    [[90, 110], 1, '1 processor: the times of all processes add up to 100 % on average.'],
    [[20, 30], 1, '1 processor: the times of all processes add up to 25 % on average.'],
  ])('how many processors its processes come to: %j', async (total, threads, words) => {
    const text = log({
      ...busy,
      'Process(_Total)\\% Processor Time': total,
      'Process(Idle)\\% Processor Time': [10, 10],
    });
    expect((await read(text)).recordings[0].facts.threads).toBe(threads);
    expect(await told(text)).toContain(`guess DB01: ${words}`);
  });

  it('fifty lines may stand above its header', async () => {
    const above = (count: number) => `${'noise,x\r\n'.repeat(count)}${log(busy)}`;
    expect((await read(above(50), { format: 'perfmon' })).rows).toBe(2);
    const { where, text } = await refusal(above(51), 'log.csv', { format: 'perfmon' });
    expect([where, text]).toEqual([
      'log.csv:51',
      '50 lines and no header of a counter log: found "noise", expected "(PDH-CSV 4.0)" and counter paths.',
    ]);
  });
});
