import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dataPath, lacksData } from '../../data';
import { moments, read, refusal, saying, series } from '../read';

const sarOf = (rows: readonly string[], cpus = '(4 CPU)', date = '03/04/2024') =>
  [`Linux 4.18.0-80.el8.x86_64 (web01) \t${date} \t_x86_64_\t${cpus}`, '', ...rows, ''].join('\n');
const CPU = '     CPU     %user     %nice   %system   %iowait    %steal     %idle';

describe('sar', () => {
  test('tells what a Linux machine did: waiting for disks is not busy, a day ends at midnight, averages are no samples', async () => {
    const text = sarOf([
      `11:40:01 PM${CPU}`,
      '11:50:01 PM     all     20.00      0.00      5.00      3.00      0.00     72.00',
      '12:00:01 AM     all     30.00      0.00      5.00      3.00      0.00     62.00',
      '12:10:01 AM     all     40.00      0.00      5.00      3.00      0.00     52.00',
      'Average:        all     30.00      0.00      5.00      3.00      0.00     62.00',
    ]);
    const reading = await read(text, {}, 'sa04.txt');
    expect(reading.format).toBe('sar text');
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { threads: 4 }],
    ]);
    expect(series(reading, 'busy')).toEqual([25, 35, 45]);
    expect(moments(reading)).toEqual(['2024-03-04T23:50:01', '2024-03-05T00:00:01', '2024-03-05T00:10:01']);
  });

  test.each([
    ['rd_sec/s  wr_sec/s', 512e-6],
    ['   rkB/s     wkB/s', 1.024e-3],
  ])('reads disks of %s in its own unit, and those that stand on others once', async (columns, unit) => {
    const reading = await read(
      sarOf([
        `09:00:01       DEV       tps  ${columns}  avgrq-sz     %util`,
        '09:10:01       sda     10.00    500.00    300.00     20.00      0.50',
        '09:10:01       sdb      5.00    100.00    100.00     20.00      0.50',
        '09:10:01      dm-0     15.00    600.00    400.00     20.00      0.50',
      ]),
    );
    expect(series(reading, 'transfers')).toEqual([15]);
    expect(series(reading, 'diskMBs')).toEqual([Number((1000 * unit).toPrecision(6))]);
    expect(saying(reading, 'dm-0')).toHaveLength(1);
  });

  test('knows the memory of versions that count caches as used, and of those that do not', async () => {
    const of = (header: string, row: string) => read(sarOf([`09:00:01 ${header}`, `09:10:01 ${row}`]));
    const old = await of(
      'kbmemfree kbmemused  %memused kbbuffers  kbcached',
      '2097152 6291456 75.00 1048576 1048576',
    );
    expect([old.recordings[0].facts.memory, series(old, 'availableMiB')]).toEqual([8192, [4096]]);
    expect(saying(old, 'free, in buffers and cached')[0].level).toBe('guess');
    const now = await of(
      'kbmemfree kbavail kbmemused %memused kbbuffers',
      '2097152 5242880 2097152 25.00 1048576',
    );
    expect([now.recordings[0].facts.memory, series(now, 'availableMiB')]).toEqual([8192, [5120]]);
  });

  test('reads 24 hours, other orders of dates and processors one by one, of which all are the whole', async () => {
    const rows = ['00:00:01  CPU  %user %nice %system %iowait %steal %idle', '00:10:01  all 20 0 0 0 0 80'];
    const each = [...rows, '00:10:01  0 30 0 0 0 0 70', '00:10:01  1 10 0 0 0 0 90'];
    for (const date of ['2024-03-14', '14/03/24', '14.03.2024', '03/14/24']) {
      const reading = await read(sarOf(each, '', date));
      expect([series(reading, 'busy'), moments(reading)]).toEqual([[20], ['2024-03-14T00:10:01']]);
      expect(reading.recordings[0].facts.threads).toBe(2);
    }
  });

  test('that was cut, or lost its first line, says so with the line', async () => {
    const cut = await read(sarOf([`09:00:01${CPU}`, '09:10:01  all 20 0 0 0 0 80', '09:20:01  all 20 0 0']));
    expect(series(cut, 'busy')).toEqual([20]);
    expect(saying(cut, 'could not be read')[0]).toMatchObject({ level: 'warning', where: 'log.csv:5' });
    const headless = await refusal(`09:00:01${CPU}\n09:10:01  all 20 0 0 0 0 80\n`);
    expect([headless.text, headless.fix]).toEqual([
      expect.stringContaining('without its first line'),
      expect.stringContaining('Linux'),
    ]);
  });
});

describe('sadf -d', () => {
  const sections = [
    '# hostname;interval;timestamp;CPU;%user;%nice;%system;%iowait;%steal;%idle',
    'web01;600;2024-03-04 09:10:01 UTC;-1;20.00;0.00;5.00;3.00;0.00;72.00',
    'db01;600;2024-03-04 09:10:01 UTC;-1;50.00;0.00;0.00;0.00;10.00;40.00',
    '# hostname;interval;timestamp;tps;rtps;wtps;bread/s;bwrtn/s',
    'web01;600;2024-03-04 09:10:01 UTC;30.00;20.00;10.00;1000.00;1000.00',
    '# hostname;interval;timestamp;DEV;tps;rkB/s;wkB/s',
    'web01;600;2024-03-04 09:10:01 UTC;sda;30.00;500.00;500.00',
    '# hostname;interval;timestamp;IFACE;rxpck/s;txpck/s;rxkB/s;txkB/s',
    'web01;600;2024-03-04 09:10:01 UTC;eth0;9.00;9.00;1000.00;500.00',
    'web01;600;2024-03-04 09:10:01 UTC;lo;9.00;9.00;9000.00;9000.00',
    'web01;-1;2024-03-04 09:11:00 UTC;LINUX-RESTART\t(8 CPU)',
    '# hostname;interval;timestamp;FILESYSTEM;MBfsfree;MBfsused',
    'web01;600;2024-03-04 09:10:01 UTC;/dev/sda1;100;900',
  ];

  test('gives each machine its sections: a total stands for its disks, loopback is no network', async () => {
    const reading = await read(sections.join('\n'), {}, 'sa.csv');
    expect(reading.recordings.map(({ server }) => server)).toEqual(['web01', 'db01']);
    expect(series(reading, 'busy')).toEqual([25]);
    expect(series(reading, 'transfers')).toEqual([30]);
    expect(series(reading, 'diskMBs')).toEqual([1.024]);
    expect(series(reading, 'networkMBs')).toEqual([1.536]);
    expect(reading.recordings[0].facts).toEqual({ threads: 8 });
    expect(series(reading, 'busy', 1)).toEqual([50]);
    expect(reading.recordings[1].facts).toEqual({ measured: 'guest' });
    expect(reading.recordings[0].zone).toEqual({ name: 'UTC', biasMinutes: 0 });
    expect(saying(reading, 'columns not used')).toHaveLength(1);
  });

  test.skipIf(lacksData('sadf/sadf_d_12.6.1.csv'))('of sysstat 12.6.1 reads to the last digit', async () => {
    const reading = await read(readFileSync(dataPath('sadf/sadf_d_12.6.1.csv'), 'utf8'), {}, 'sadf.csv');
    expect(series(reading, 'busy')).toEqual([98, 99.5, 99.5]);
    expect(series(reading, 'availableMiB')).toEqual([23387.8, 23352.7, 23328]);
  });

  test('leaves a damaged row out by its line; -h is refused with the way to do it', async () => {
    const damaged = await read([...sections.slice(0, 3), 'web01;600;not a time;-1;1;2;3;4;5;6'].join('\n'));
    expect(saying(damaged, 'could not be read')[0].where).toBe('log.csv:4');
    const flat = await refusal(
      '# hostname;interval;timestamp;CPU;%user;%idle[...]\nweb01;600;2024-03-04 09:10:01;-1;1;99\n',
    );
    expect(flat.fix).toContain('without -h');
  });
});

describe('vmstat -t', () => {
  const head = [
    'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----',
    ' r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC',
  ];
  const row = (time: string, idle: number, wait = 5) =>
    ` 1  0      0 1048576 1048576 1048576    0    0  1000  1000  500 1000 30 ${60 - idle} ${idle} ${wait} 0 ${time}`;

  test('leaves the mean since the start out, and counts what is free and cached as available', async () => {
    const text = [
      ...head,
      row('2024-03-04 09:00:00', 60),
      row('2024-03-04 09:00:15', 55),
      ...head,
      row('2024-03-04 09:00:30', 45),
    ];
    const reading = await read(text.join('\n'), {}, 'web01.log');
    expect(reading.recordings.map(({ server }) => server)).toEqual(['web01']);
    expect(series(reading, 'busy')).toEqual([null, 40, 50]);
    expect(series(reading, 'availableMiB')).toEqual([null, 3072, 3072]);
    expect(series(reading, 'diskMBs')).toEqual([null, 2.048, 2.048]);
    expect(series(reading, 'switches')).toEqual([null, 1000, 1000]);
  });

  test('without times is refused with the command that gives them; a torn row is left out by its line', async () => {
    const timeless = await refusal(
      [...head.map((line) => line.replace(/ +(-+timestamp-+|UTC)$/, '')), row('', 60)].join('\n'),
    );
    expect(timeless.fix).toContain('vmstat -t');
    const torn = await read(
      [...head, row('2024-03-04 09:00:00', 60), row('2024-03-04 09:00:15', 55), ' 1  0      0 10'].join('\n'),
    );
    expect(saying(torn, 'could not be read')[0].where).toBe('log.csv:5');
  });
});

describe('dstat', () => {
  const preamble = (tool: string, date = '16 Dec 2023 23:59:30 UTC') => [
    `"${tool} CSV output"`,
    '"Author:","Dag Wieers <dag@wieers.com>",,,,"URL:","http://dag.wieers.com/home-made/dstat/"',
    '"Host:","web01",,,,"User:","root"',
    `"Cmdline:","dstat -tcmdn",,,,"Date:","${date}"`,
  ];
  const first = [
    '"system","total cpu usage",,,,,"memory usage",,,,"dsk/total",,"net/total",',
    '"time","usr","sys","idl","wai","stl","used","free","buff","cach","read","writ","recv","send"',
  ];
  const older = [
    '"system","memory usage",,,,"total cpu usage",,,,,,"dsk/total",,"net/total",',
    '"time","used","buff","cach","free","usr","sys","idl","wai","hiq","siq","read","writ","recv","send"',
  ];
  const G = 2 ** 30;

  test.each([
    [
      'Dstat 0.7.3',
      first,
      (idle: number) => [20, 75 - idle, idle, 5, 0, 4 * G, G, G, 2 * G, 1e6, 2e6, 3e6, 4e6],
    ],
    [
      'pcp-dstat 5.3.7',
      first,
      (idle: number) => [20, 75 - idle, idle, 5, 0, 4 * G, G, G, 2 * G, 1e6, 2e6, 3e6, 4e6],
    ],
    [
      'Dstat 0.7.2',
      older,
      (idle: number) => [4 * G, G, 2 * G, G, 20, 75 - idle, idle, 5, 0, 0, 1e6, 2e6, 3e6, 4e6],
    ],
  ])('of %s is read by the names of its groups and columns', async (tool, header, cells) => {
    const rows = [
      ['15-12 23:59:30', ...cells(90)],
      ['31-12 23:59:45', ...cells(70)],
      ['01-01 00:00:00', ...cells(45)],
    ];
    const reading = await read(
      [...preamble(tool), '', ...header, ...rows.map((r) => r.join(','))].join('\n'),
      {},
      'd.csv',
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { memory: 8192 }],
    ]);
    expect(series(reading, 'busy')).toEqual([null, 25, 50]);
    expect(series(reading, 'availableMiB')).toEqual([null, 4096, 4096]);
    expect(series(reading, 'diskMBs')).toEqual([null, 3, 3]);
    expect(series(reading, 'networkMBs')).toEqual([null, 7, 7]);
    // The year stands in the preamble alone.
    expect(moments(reading).slice(1)).toEqual(['2023-12-31T23:59:45', '2024-01-01T00:00:00']);
  });

  test('a total is not added to its parts, and parts stand for a total that is missing', async () => {
    const of = (groups: string, columns: string, row: string) =>
      read([...preamble('Dstat 0.7.3'), groups, columns, row, row].join('\n'));
    const both = await of(
      '"system","cpu0 usage",,"cpu1 usage",,"total cpu usage",,"dsk/total",,"dsk/sda",',
      '"time","usr","idl","usr","idl","usr","idl","read","writ","read","writ"',
      '16-12 10:00:00,40,60,20,80,30,70,1000000,0,1000000,0',
    );
    expect([series(both, 'busy')[1], series(both, 'diskMBs')[1]]).toEqual([30, 1]);
    expect(both.recordings[0].facts.threads).toBe(2);
    const parts = await of(
      '"system","cpu0 usage",,"cpu1 usage",,"dsk/sda",,"dsk/sdb",',
      '"time","usr","idl","usr","idl","read","writ","read","writ"',
      '16-12 10:00:00,40,60,20,80,1000000,0,1000000,0',
    );
    expect([series(parts, 'busy')[1], series(parts, 'diskMBs')[1]]).toEqual([30, 2]);
  });

  test('without times, or without its year, is refused with what to do; torn rows are told by line', async () => {
    const timeless = await refusal(
      [...preamble('Dstat 0.7.3'), '"total cpu usage",', '"usr","idl"', '1,99'].join('\n'),
    );
    expect(timeless.fix).toContain('dstat -t');
    const yearless = await refusal(
      [preamble('Dstat 0.7.3')[0], ...first, '16-12 10:00:00,1,1,98'].join('\n'),
    );
    expect(yearless.text).toContain('the year');
    const torn = await read(
      [...preamble('Dstat 0.7.3'), ...first, '15-12 23:59:30,1', '15-12 xx,1'].join('\n'),
    );
    expect(torn.recordings).toEqual([]);
    expect(saying(torn, 'could not be read')[0].where).toBe('log.csv:7');
  });
});
