import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/intake';
import { meaningOf } from '../../../src/intake/table/vocabulary';
import { lacksData } from '../../data';
import { moments, read, refusal, sample, saying, series } from '../read';

describe('what a header says', () => {
  test.each([
    ['web01 busy %', 'web01', 'busy', null],
    ['web01_cpu', 'web01', 'busy', null],
    ['web01.cpu_percent', 'web01', 'busy', null],
    ['CPU % web01', 'web01', 'busy', null],
    ['web01 (CPU %)', 'web01', 'busy', null],
    ['guest1 memory MB', 'guest1', 'usedMiB', 1],
    ['guest1 memory used GB', 'guest1', 'usedMiB', 1024],
    ['guest1 available memory KB', 'guest1', 'availableMiB', 1 / 1024],
    ['db02 IOPS', 'db02', 'transfers', null],
    ['db02 disk MB/s', 'db02', 'diskMBs', 1],
    ['db02 disk KB/s', 'db02', 'diskMBs', 1e-3],
    ['db02 network Mbit/s', 'db02', 'networkMBs', 0.125],
    ['db02 disk used GB', 'db02', 'spaceGiB', 1],
    ['db02 cpu MHz', 'db02', 'usedGHz', 1e-3],
    ['CPU usage [%]', '', 'busy', null],
    ['Memory usage [KB]', '', 'usedMiB', 1 / 1024],
    ['Network received throughput [KB/s]', '', 'networkMBs', 1e-3],
    ['Disk read throughput [KB/s]', '', 'diskMBs', 1e-3],
  ])('%s', (header, server, measure, scale) => {
    expect(meaningOf(header)).toMatchObject({ server, measure, scale });
  });

  test.each(['DB01', 'web-server-3', 'mail', 'hq.example.com', 'planetlab1_root'])(
    '%s names a server and no measure',
    (header) => expect(meaningOf(header)).toBeNull(),
  );

  test('a share of memory is no amount of it', () => {
    expect(meaningOf('web01 memory %')).toMatchObject({ server: 'web01', measure: null });
  });
});

describe('a table with a column for each server', () => {
  test('is per cent of their own processors when nothing else is said', async () => {
    const reading = await read('timestamp,DB01,DB02\n2026-01-05T10:00:00,10,\n2026-01-05T10:05:00,20,40\n');
    expect(reading.recordings.map(({ server }) => server)).toEqual(['DB01', 'DB02']);
    expect([series(reading, 'busy', 0), series(reading, 'busy', 1)]).toEqual([
      [10, 20],
      [null, 40],
    ]);
    expect(saying(reading, 'every column is taken as processor busy')[0].level).toBe('guess');
  });

  test('is another measure when a person says so', async () => {
    const reading = await read('timestamp,DB01\n2026-01-05,10\n2026-01-06,11\n', {
      wideMeasure: 'transfers',
    });
    expect(series(reading, 'transfers')).toEqual([10, 11]);
  });

  test('may hold several measures of each server', async () => {
    const reading = await read(
      'time,web1 busy %,web1 memory MB,web2 busy %,web2 memory GB,web2 disk read MB/s,web2 disk write MB/s\n2026-01-05 10:00,1,512,3,2,4,5\n',
    );
    expect(reading.recordings.map(({ server }) => server)).toEqual(['web1', 'web2']);
    expect([
      series(reading, 'usedMiB', 0),
      series(reading, 'usedMiB', 1),
      series(reading, 'diskMBs', 1),
    ]).toEqual([[512], [2048], [9]]);
  });

  test('without names of servers is about the server that the file is named after', async () => {
    const reading = await read(
      'Date;Time;CPU %;Memory MB\n05.01.2026;10:00:00;1,5;100\n05.01.2026;10:00:10;2,5;101\n',
      {},
      'APP3.csv',
    );
    expect(reading.recordings[0].server).toBe('APP3');
    expect(series(reading, 'busy')).toEqual([1.5, 2.5]);
    expect(moments(reading)).toEqual(['2026-01-05T10:00:00', '2026-01-05T10:00:10']);
  });

  test('shares of one become per cent, and that is a guess', async () => {
    const reading = await read('timestamp,a,b\n2026-01-05 10:00,0.5,0.25\n2026-01-05 10:05,0,1\n');
    expect(series(reading, 'busy', 0)).toEqual([50, 0]);
    expect(saying(reading, 'multiplied by 100')[0].level).toBe('guess');
  });

  test('idle servers in whole per cent are not multiplied', async () => {
    const reading = await read('timestamp,a,b\n2026-01-05 10:00,0,1\n2026-01-05 10:05,1,0\n');
    expect(series(reading, 'busy', 0)).toEqual([0, 1]);
  });

  test('values far above 100 are no per cent of processors: it is asked, and nobody takes them for 100', async () => {
    const text = 'timestamp,a,b\n2026-01-05 10:00,2400,20\n2026-01-05 10:05,1200,30\n';
    const reading = await read(text);
    expect(reading.recordings.map(({ server }) => server)).toEqual(['b']);
    expect(reading.questions).toMatchObject([
      { column: 'a', why: expect.stringContaining('2400') as string },
    ]);
    const said = await read(text, { wideMeasure: 'busy' });
    expect(saying(said, 'above 100')[0].level).toBe('warning');
  });

  test.each([
    ['1767607200', '1767607500'],
    ['1767607200000', '1767607500000'],
    ['2026-01-05 10:00', '2026-01-05 10:05'],
    ['46027.4166667', '46027.4201389'],
  ])('times written as %s', async (first, second) => {
    const reading = await read(`timestamp,a\n${first},1\n${second},2\n`);
    expect(Math.abs(reading.recordings[0].times[0] - Date.UTC(2026, 0, 5, 10))).toBeLessThan(10);
    expect(Math.abs(reading.recordings[0].times[1] - Date.UTC(2026, 0, 5, 10, 5))).toBeLessThan(10);
  });

  test('times that say nothing of day and month are a guess, by the custom of the delimiter', async () => {
    const us = await read('time,a\n03/04/2026 10:00,1\n03/04/2026 10:05,1\n');
    expect(moments(us)[0]).toBe('2026-03-04T10:00:00');
    expect(saying(us, 'month before day')[0].level).toBe('guess');
    const eu = await read('time;a\n03/04/2026 10:00;1,5\n03/04/2026 10:05;1\n');
    expect(moments(eu)[0]).toBe('2026-04-03T10:00:00');
    expect(
      moments(await read('time,a\n03/04/2026 10:00,1\n03/04/2026 10:05,1\n', { dateOrder: 'dmy' }))[0],
    ).toBe('2026-04-03T10:00:00');
  });

  test('with the average and the peak of each slot keeps the average', async () => {
    const reading = await read('time,a AvgCPU,a MaxCPU\n2026-01-05 10:00,10,90\n2026-01-05 10:05,20,95\n');
    expect(series(reading, 'busy')).toEqual([10, 20]);
    expect(saying(reading, '1 column not used').length).toBe(1);
  });

  test('series that Prometheus names are called by their instance', async () => {
    const reading = await read('"Time","{instance=""web01:9182"", job=""w""}"\n2026-01-05 10:00,3\n');
    expect(reading.recordings[0].server).toBe('web01');
  });

  test('without names of columns is refused, and told what lacks', async () => {
    const finding = await refusal('2026-01-05 10:00,1,2\n2026-01-05 10:05,3,4\n');
    expect(finding.where).toBe('log.csv:1');
    expect(finding.text).toContain('the first line is a sample');
  });

  test('a row that is no sample is refused with its line when there is no other', async () => {
    const finding = await refusal('timestamp,a\nnever,1\n', 'w.csv', { format: 'wide' });
    expect(finding.where).toMatch(/^w\.csv:/);
  });
});

describe('real tables', () => {
  const planetlab = 'traces/planetlab_20110303_cpu_percent.csv';
  const published = 'PlanetLab: 1,052 guests over 288 slots, with the published peaks';
  test.skipIf(lacksData(planetlab))(published, async () => {
    const reading = await readFile('planetlab.csv', await sample(planetlab));
    expect([reading.recordings.length, reading.rows]).toEqual([1052, 288]);
    const columns = reading.recordings.map((r) => r.measures.busy!);
    const sums = Array.from({ length: 288 }, (_, k) => columns.reduce((sum, values) => sum + values[k], 0));
    expect(Math.max(...sums)).toBe(14326);
    expect(columns.reduce((sum, values) => sum + Math.max(...values), 0)).toBe(49807);
    const p95 = (values: Float32Array) => [...values].sort((a, b) => a - b)[Math.ceil(0.95 * 288) - 1];
    expect(columns.reduce((sum, values) => sum + p95(values), 0)).toBe(24305);
    expect(new Set(reading.recordings.map(({ times }) => times)).size).toBe(1);
  });

  const bitbrains = 'traces/bitbrains_1vm_30d_fastStorage_format.csv';
  const tabs = 'Bitbrains: seconds that call themselves milliseconds, tabs behind semicolons';
  test.skipIf(lacksData(bitbrains))(tabs, async () => {
    const reading = await readFile('vm17.csv', await sample(bitbrains));
    expect(reading.rows).toBe(8619);
    expect(moments(reading)[0]).toBe('2013-08-12T13:40:46');
    const [vm] = reading.recordings;
    expect(vm.server).toBe('vm17');
    expect(vm.facts).toEqual({ cores: 1, memory: 2048, rating: 2.6 });
    expect(Object.keys(vm.measures).sort()).toEqual(['busy', 'diskMBs', 'networkMBs', 'usedGHz', 'usedMiB']);
    expect(vm.measures.busy![0]).toBeCloseTo(0.7333, 4);
    expect(vm.measures.usedMiB![0]).toBeCloseTo(110448.53 / 1024, 2);
  });
});

test.each([
  ['planet6_ucsb_edu_ rnp_dcc', 3],
  ['onelab_ x y', null],
  ['Queue length', null],
  ['disk reads', null],
])(
  'among names, %s leaves %s servers: several words may be a quantity, a slip after an underscore is a name',
  async (odd, servers) => {
    const reading = await read(
      `timestamp,web1_x,db2_y,${odd}\n2026-11-02 00:00,1,2,3\n2026-11-02 00:05,2,3,4\n`,
    ).catch(() => null);
    expect(reading && reading.recordings.length ? reading.recordings.length : null).toBe(servers);
  },
);

test.each([
  ['8.589.934.592', '4.294.967.296'],
  ['8,589,934,592', '4,294,967,296'],
])('a sign that stands twice in a number parts its thousands: %s', async (first, second) => {
  const text = `timestamp;web01 cpu %;web01 memory used bytes\n2024-03-04 09:00;20;${first}\n2024-03-04 09:05;30;${second}\n`;
  const reading = await read(text);
  expect([series(reading, 'busy'), series(reading, 'usedMiB')]).toEqual([
    [20, 30],
    [8192, 4096],
  ]);
});
