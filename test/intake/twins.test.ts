/** Made-up files of the same make as those of real machines that lie beside the project, so that a clone alone holds them too. */
import { describe, expect, test } from 'vitest';
import { percentile } from '../../src/estate/statistics';
import { moments, read, refusal, saying, series } from './read';
import { workbook } from './workbook/xlsx';
import { readFile } from '../../src/intake';

const two = (n: number) => String(n).padStart(2, '0');
/** US dates, `step` seconds apart. */
const clock = (k: number, step: number) => {
  const t = new Date(Date.UTC(2026, 0, 5, 10) + k * step * 1000);
  return `${two(t.getUTCMonth() + 1)}/${two(t.getUTCDate())}/${t.getUTCFullYear()} ${t.toISOString().slice(11, 23)}`;
};
const quoted = (rows: readonly (readonly (string | number)[])[], delimiter = ',') =>
  `${rows.map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join('\r\n')}\r\n`;
/** Whole numbers below `below`, with no order that a reader could lean on. */
const scattered = (count: number, below: number, salt: number) =>
  Array.from({ length: count }, (_, k) => (k * 7919 + salt * 104_729 + ((k * k) % 97)) % below);

describe('a Spanish log of a lab server, tabs and code page 1252', () => {
  const rate = scattered(40, 1500, 1);
  const path = (rest: string) => `\\\\GI-LAB-01\\${rest}`;
  const text = quoted(
    [
      [
        '(PDH-TSV 4.0) (Hora de verano romance)(-120)',
        path('Disco físico(_Total)\\% de tiempo inactivo'),
        path('Disco físico(_Total)\\Transferencias de disco/s'),
        path('Interfaz de red(Contoso Gigabit)\\Total de bytes/s'),
        path('Interfaz de red(isatap.{E4048626-77B4-455C-B3B1-413959881D9F})\\Total de bytes/s'),
        path('Memoria\\Mbytes disponibles'),
        path('Memoria\\Páginas/s'),
        path('Procesador(_Total)\\% de tiempo de procesador'),
      ],
      ...rate.map((v, k) =>
        k === 0
          ? [clock(k, 15), ' ', ' ', ' ', ' ', 15_300, ' ', ' ']
          : [clock(k, 15), 50, v, v * 1000, 500, 15_300 + k, 2 * v, (v % 100) + 0.5],
      ),
    ],
    '\t',
  );

  test('gives what it counts, in each measure, and leaves its tunnel out', async () => {
    const reading = await read(text, {}, 'lab.tsv', 'windows-1252');
    expect([reading.rows, reading.columns]).toEqual([40, 8]);
    const known = rate.map((v, k) => (k === 0 ? null : v));
    const of = (change: (v: number) => number) =>
      known.map((v) => (v === null ? null : Number(Math.fround(change(v)).toPrecision(6))));
    expect(series(reading, 'busy')).toEqual(of((v) => (v % 100) + 0.5));
    expect(series(reading, 'transfers')).toEqual(of((v) => v));
    expect(series(reading, 'networkMBs')).toEqual(of((v) => v / 1000));
    expect(series(reading, 'pages')).toEqual(of((v) => 2 * v));
    expect(series(reading, 'availableMiB')).toEqual(rate.map((_, k) => 15_300 + k));
    expect(reading.recordings[0].server).toBe('GI-LAB-01');
    expect(saying(reading, 'isatap')).toHaveLength(1);
    expect(saying(reading, 'counter names in Spanish')).toHaveLength(1);
    expect(saying(reading, 'Windows code page 1252')).toHaveLength(1);
  });
});

describe('a Russian log of processes alone, its first cell cut short', () => {
  const names = ['Idle', 'System', 'chrome', 'chrome#1', 'svchost', '_Total'];
  const path = (name: string) => `\\\\DESKTOP-RU\\Процесс(${name})\\% загруженности процессора`;
  // Four processors: all processes and Idle come to 400 %.
  const rows = Array.from({ length: 26 }, (_, k) => {
    const busy = [5, 60 + k, 30, 0.5];
    const idle = 400 - busy.reduce((a, b) => a + b);
    return k === 0 ? names.map(() => ' ') : [idle, ...busy, 400];
  });
  const text = quoted([
    ['(PDH-CSV 4.0) (RTZ 2 (', ...names.map(path)],
    ...rows.map((row, k) => [clock(k, 60), ...row]),
  ]);
  const reading = () => read(text, { keep: 'all processes' }, 'ru.csv', 'windows-1251');

  test('gives the processors as _Total less Idle, and says that this is a guess', async () => {
    const log = await reading();
    const [{ facts, zone }] = log.recordings;
    expect([facts.threads, zone]).toEqual([4, { name: 'RTZ 2', biasMinutes: null }]);
    const expected = rows.map((_, k) => (k === 0 ? null : Number(((95.5 + k) / 4).toPrecision(6))));
    expect(series(log, 'busy')).toEqual(expected);
    expect(saying(log, '_Total less Idle')[0].level).toBe('guess');
    expect(saying(log, 'Windows code page 1251')).toHaveLength(1);
  });

  test('keeps each process over time when asked for, but for the total and Idle', async () => {
    const { processSeries } = (await reading()).recordings[0];
    expect(processSeries!.map(({ name }) => name)).toEqual(['System', 'chrome', 'chrome#1', 'svchost']);
    expect([...processSeries![1].values.slice(1)]).toEqual(rows.slice(1).map((row) => row[2]));
  });
});

test('a counter that stands in a log twice, by itself and among all instances, is taken once', async () => {
  const vm = '\\\\HV1\\Hyper-V Hypervisor Virtual Processor(MAIL:Hv VP 0)\\% Total Run Time';
  const memory = '\\\\HV1\\Hyper-V Dynamic Memory VM(MAIL)\\Physical Memory';
  const process = '\\\\HV1\\Process(sqlservr)\\% Processor Time';
  const twice = quoted([
    ['(PDH-CSV 4.0) (UTC)(0)', process, memory, vm, process, memory, vm],
    ...[10, 20, 30].map((v, k) => [clock(k, 60), v, 100 * v, v, v, 100 * v, v]),
  ]);
  const { recordings } = await read(twice, { keep: 'all processes' });
  const of = (name: string) => recordings.find(({ server }) => server === name)!;
  expect([...of('HV1').processSeries![0].values]).toEqual([10, 20, 30]);
  expect([...of('MAIL').measures.usedMiB!]).toEqual([1000, 2000, 3000]);
});

test('processes that a log lists by both of their objects are those of the one that lists more', async () => {
  const path = (rest: string) => `\\\\S1\\${rest}\\% Processor Time`;
  const columns = [
    'Process(a)',
    'Process V2(_Total)',
    'Process V2(Idle:0)',
    'Process V2(a:4)',
    'Process V2(b:8)',
  ];
  const text = quoted([
    ['(PDH-CSV 4.0) (UTC)(0)', ...columns.map(path)],
    ...[10, 20].map((v, k) => [clock(k, 60), v, 100, 100 - 3 * v, v, 2 * v]),
  ]);
  const [{ processSeries, measures }] = (await read(text, { keep: 'all processes' })).recordings;
  expect(processSeries!.map(({ name, values }) => [name, ...values])).toEqual([
    ['a:4', 10, 20],
    ['b:8', 20, 40],
  ]);
  expect([...measures.busy!]).toEqual([30, 60]);
});

test('a log whose last column is what its collector is called says so with its place, and is read', async () => {
  const path = (rest: string) => `\\\\I-CN\\${rest}`;
  const cores = Array.from({ length: 20 }, (_, c) => path(`Processor(${c})\\% Processor Time`));
  const text = quoted([
    ['(PDH-CSV 4.0) (China Standard Time)(-480)', ...cores, path('Processor(_Total)\\% Processor Time'), ''],
    ...[10, 20, 30].map((v, k) => [clock(k, 1), ...cores.map(() => v), v, '']),
  ]).replace('""\r\n', '"This collector measures all of it"\r\n');
  const reading = await read(text, {}, 'cn.csv');
  expect(reading.recordings[0].facts.threads).toBe(20);
  expect(reading.recordings[0].zone).toEqual({ name: 'China Standard Time', biasMinutes: -480 });
  expect(series(reading, 'busy')).toEqual([10, 20, 30]);
  expect(saying(reading, "collector's description")[0].where).toBe('cn.csv:1:23');
});

test('a log of the bytes of processes alone has nothing to fold, and says what it holds', async () => {
  const names = ['_Total', 'AnyTool', 'AnyTool#1'];
  const path = (counter: string) => names.map((name) => `\\\\7702-1\\Process(${name})\\${counter}`);
  const text = quoted([
    ['(PDH-CSV 4.0) (Eastern Daylight Time)(240)', ...path('Virtual Bytes'), ...path('Private Bytes')],
    ...[0, 1, 2].map((k) => [clock(k, 2), 3e14, 1e8, 2e8, 1e9, 2e7, 3e7]),
  ]);
  const reading = await read(text, {}, 'us.csv');
  expect([reading.recordings, reading.rows]).toEqual([[], 3]);
  expect(saying(reading, 'Not enough to fold')[0].level).toBe('error');
  expect(reading.counters.map(({ counter, instances }) => [counter, instances])).toEqual([
    ['Virtual Bytes', 3],
    ['Private Bytes', 3],
  ]);
});

test('a column that a person renamed folds once it is mapped by hand', async () => {
  const text = quoted([
    ['(PDH-CSV 4.0) (GMT Standard Time)(0) Time', 'Graph_1'],
    ...[' ', 1, 2, 5].map((v, k) => [clock(k, 15), v]),
  ]);
  const unread = await read(text, {}, 'SRV7.csv');
  expect([unread.recordings, unread.counters[0].counter]).toEqual([[], 'Graph_1']);
  const reading = await read(text, { mapping: { Graph_1: 'busy' } }, 'SRV7.csv');
  expect(reading.recordings[0].server).toBe('SRV7');
  expect(series(reading, 'busy')).toEqual([null, 1, 2, 5]);
});

describe('a day of many guests in whole per cents', () => {
  const guests = Array.from({ length: 40 }, (_, g) => scattered(288, 101, g));
  const text = [
    ['timestamp', ...guests.map((_, g) => `10-0-0-${g}_lab_example_${g}`)],
    ...Array.from({ length: 288 }, (_, k) => [
      new Date(Date.UTC(2011, 2, 3) + k * 300_000).toISOString().slice(0, 19).replace('T', ' '),
      ...guests.map((values) => values[k]),
    ]),
  ]
    .map((row) => row.join(','))
    .join('\n');

  test('comes back value by value, its times held once', async () => {
    const reading = await read(text, {}, 'day.csv');
    expect([reading.recordings.length, reading.rows]).toEqual([40, 288]);
    reading.recordings.forEach(({ measures }, g) => expect([...measures.busy!]).toEqual(guests[g]));
    expect(new Set(reading.recordings.map(({ times }) => times)).size).toBe(1);
  });

  test('has the 95th percentile of nearest rank: the 274th of its 288 values', async () => {
    const reading = await read(text, {}, 'day.csv');
    for (const [g, { measures }] of reading.recordings.entries())
      expect(percentile(measures.busy!, 0.95)).toBe([...guests[g]].sort((a, b) => a - b)[273]);
  });
});

test('a month of one guest: seconds that call themselves milliseconds, tabs behind semicolons', async () => {
  const head =
    'Timestamp [ms];CPU cores;CPU capacity provisioned [MHZ];CPU usage [MHZ];CPU usage [%];Memory capacity provisioned [KB];Memory usage [KB];Disk read throughput [KB/s];Disk write throughput [KB/s];Network received throughput [KB/s];Network transmitted throughput [KB/s]';
  const rows = Array.from({ length: 12 }, (_, k) => [
    ...[1_376_314_846 + 300 * k, 2, 5199.5, 52 * (k + 1), k + 1, 4_194_304, 102_400 + 1024 * k],
    ...[512, 512, 250, 750],
  ]);
  const text = [head.replaceAll(';', ';\t'), ...rows.map((row) => row.join(';\t'))].join('\n');
  const reading = await read(text, {}, 'vm3.csv');
  expect(reading.rows).toBe(12);
  expect(moments(reading).slice(0, 2)).toEqual(['2013-08-12T13:40:46', '2013-08-12T13:45:46']);
  const [vm] = reading.recordings;
  expect([vm.server, vm.facts]).toEqual(['vm3', { cores: 2, memory: 4096, rating: 2.6 }]);
  expect(series(reading, 'busy')).toEqual(rows.map((_, k) => k + 1));
  expect(series(reading, 'usedGHz')).toEqual(rows.map((_, k) => Number((0.052 * (k + 1)).toPrecision(6))));
  expect(series(reading, 'usedMiB')).toEqual(rows.map((_, k) => 100 + k));
  expect(vm.measures.diskMBs![0]).toBeCloseTo(1, 1);
  expect(vm.measures.networkMBs![0]).toBeCloseTo(1, 1);
});

test('two days of a desktop, a sample every 15 s, come back value by value', async () => {
  const busy = scattered(11_520, 9800, 3).map((v) => v / 100);
  const path = (rest: string) => `\\\\DESKTOP-LK\\${rest}`;
  const text = quoted([
    [
      '(PDH-CSV 4.0) (Sri Lanka Standard Time)(-330)',
      path('Processor(_Total)\\% Processor Time'),
      path('Processor(_Total)\\% Idle Time'),
      path('Memory\\Available MBytes'),
      path('LogicalDisk(_Total)\\% Disk Time'),
    ],
    ...busy.map((v, k) =>
      k === 0
        ? [clock(k, 15), ' ', ' ', 7638, ' ']
        : [clock(k, 15), (v + 1e-9).toFixed(18), 100 - v, 4200 + (k % 3000), v / 10],
    ),
  ]);
  const reading = await read(text, {}, 'desktop.csv');
  expect([reading.rows, reading.columns]).toEqual([11_520, 5]);
  expect(reading.recordings[0].zone).toEqual({ name: 'Sri Lanka Standard Time', biasMinutes: -330 });
  const [first, ...rest] = [...reading.recordings[0].measures.busy!];
  expect(first).toBeNaN();
  expect(Math.max(...rest.map((v, k) => Math.abs(v - busy[k + 1])))).toBeLessThan(1e-5);
  expect([...reading.recordings[0].measures.availableMiB!]).toEqual(
    busy.map((_, k) => (k === 0 ? 7638 : 4200 + (k % 3000))),
  );
});

test('a Spanish log that Excel saved again: times as text, blanks as text, numbers as numbers', async () => {
  const busy = scattered(30, 93, 5);
  const path = (rest: string) => `\\\\GI-LAB-02\\${rest}`;
  const sheet = workbook({
    sesion5: [
      [
        '(PDH-TSV 4.0) (Hora de verano romance)(-120)',
        path('Disco físico(_Total)\\Transferencias de disco/s'),
        path('Memoria\\Bytes disponibles'),
        path('Procesador(_Total)\\% de tiempo de procesador'),
      ],
      ...busy.map((v, k) =>
        k === 0 ? [clock(k, 1), ' ', 15_053_701_120, ' '] : [clock(k, 1), 5 * v, 15_053_701_120, v],
      ),
    ],
  });
  const reading = await readFile('sesion5.xlsx', sheet);
  expect(reading.rows).toBe(30);
  expect(reading.recordings[0].server).toBe('GI-LAB-02');
  expect(series(reading, 'busy')).toEqual(busy.map((v, k) => (k === 0 ? null : v)));
  expect(series(reading, 'transfers')).toEqual(busy.map((v, k) => (k === 0 ? null : 5 * v)));
  expect(reading.recordings[0].measures.availableMiB![0]).toBeCloseTo(14_356.328, 2);
});

test('a log of esxtop that Excel saved again is known for one, and of a host alone it says so', async () => {
  const path = (rest: string) => `\\\\lab-dhcp60.example.com\\${rest}`;
  const text = [
    ['(PDH-CSV 4.0) (UTC)(0)', path('Physical Cpu(0)\\% Util Time'), path('Memory\\Kernel MBytes')].join(','),
    ...Array.from({ length: 5 }, (_, k) => `3/26/2015 22:${42 + k},${10 + k},1200`),
  ].join('\r\n');
  const reading = await read(text, {}, 'dhcp60.csv');
  expect([reading.format, reading.rows, reading.findings[0].level]).toEqual(['esxtop batch log', 5, 'error']);
});

describe('files of other programs', () => {
  test.each([
    ['server.blg', true],
    ['server.csv', true],
    ['server.blg', false],
  ])(
    'a binary log called %s is sent to relog, by its first record (%j) or its name',
    async (name, marked) => {
      const bytes = Uint8Array.from({ length: 4096 }, (_, k) => (k * 131) % 256);
      // A record of type 0 and of version 1.0.
      if (marked) bytes.set([0, 0, 1, 0]);
      const finding = await refusal(bytes, name);
      expect(`${finding.text} ${finding.fix}`).toContain(`relog ${name} -f csv -o server.csv`);
    },
  );

  test('a workbook of RVTools is told by its sheets', async () => {
    const book = workbook({
      vInfo: [
        ['VM', 'Powerstate', 'Template', 'CPUs', 'Memory'],
        ['a', 'poweredOn', 'False', 2, 4096],
      ],
      vCPU: [
        ['VM', 'CPUs'],
        ['a', 2],
      ],
    });
    expect((await readFile('rv.xlsx', book)).format).toContain('RVTools');
  });
});
