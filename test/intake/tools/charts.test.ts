import { describe, expect, test } from 'vitest';
import { moments, read, saying, series } from '../read';

const quoted = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\n');
const clock = (k: number) => `2024-03-04 09:${String(5 * k).padStart(2, '0')}:00`;
const table = (header: readonly string[], rows: readonly (readonly (string | number)[])[], time = clock) =>
  quoted([['Time', ...header], ...rows.map((row, k) => [time(k), ...row])]);

describe('vCenter charts', () => {
  test('of processors: MHz, per cent and milliseconds ready, none of which the header names', async () => {
    const reading = await read(
      table(
        ['Usage in MHz for web01', 'Usage for web01', 'Ready for web01', 'Usage for 0', 'Usage for 1'],
        [
          [2500, 50, 3000, 50, 50],
          [5000, 100, 6000, 99, 99],
        ],
      ),
      {},
      'chart.csv',
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { measured: 'host', present: 'vsphere8' }],
    ]);
    expect(series(reading, 'usedGHz')).toEqual([2.5, 5]);
    expect(series(reading, 'busy')).toEqual([50, 100]);
    // 3,000 ms of an interval of five minutes.
    expect(series(reading, 'ready')).toEqual([1, 2]);
    expect(saying(reading, 'Usage for 0')).toHaveLength(1);
  });

  test.each([
    ['Read rate for web01', 'diskMBs'],
    ['Data receive rate for web01', 'networkMBs'],
  ] as const)('"Usage" beside %s is KBps, and the total of it', async (beside, measure) => {
    const reading = await read(
      table(
        ['Usage for web01', beside],
        [
          [8000, 3000],
          [4000, 1000],
        ],
      ),
      {},
      'c.csv',
    );
    expect([series(reading, measure), reading.recordings[0].measures.busy]).toEqual([[8, 4], undefined]);
  });

  test('"Usage" alone is a question, which the name of the file or a person answers', async () => {
    const text = table(['Usage for web01'], [[80], [90]]);
    const asked = await read(text, {}, 'export.csv');
    expect([asked.recordings, asked.questions?.map(({ column }) => column)]).toEqual([
      [],
      ['Usage for web01'],
    ]);
    expect(series(await read(text, {}, 'web01 CPU.csv'), 'busy')).toEqual([80, 90]);
    expect(series(await read(text, {}, 'network.csv'), 'networkMBs')).toEqual([0.08, 0.09]);
    const mapped = await read(text, { mapping: { 'usage for web01': 'busy' } }, 'export.csv');
    expect([series(mapped, 'busy'), mapped.questions]).toEqual([[80, 90], []]);
  });

  test('of several machines, memory, long dates, semicolons and decimal commas', async () => {
    const text = [
      'Time;Consumed for web01;Active for web01;Consumed for db01',
      'Mon Mar 4 09:00:00 GMT+0100 2024;2097152,0;1,5;1048576,0',
      'Mon Mar 4 09:05:00 GMT+0100 2024;2097152,0;1,5;1048576,0',
    ];
    const reading = await read(text.join('\n'), {}, 'c.csv');
    expect([series(reading, 'usedMiB'), series(reading, 'usedMiB', 1)]).toEqual([
      [2048, 2048],
      [1024, 1024],
    ]);
    expect(moments(reading)).toEqual(['2024-03-04T09:00:00', '2024-03-04T09:05:00']);
    expect(saying(reading, 'Active for web01')).toHaveLength(1);
  });

  test('torn rows are left out by their line', async () => {
    const text = `${table(['Usage in MHz for web01', 'Ready for web01'], [[1000, 0]])}\n"2024-03-04 09:05:00","10`;
    const reading = await read(text, {}, 'c.csv');
    expect([series(reading, 'usedGHz'), saying(reading, 'could not be read')[0].where]).toEqual([
      [1],
      'c.csv:3',
    ]);
  });
});

describe('Get-Stat', () => {
  const header = [
    'Value',
    'Timestamp',
    'MetricId',
    'Unit',
    'Description',
    'Entity',
    'EntityId',
    'IntervalSecs',
    'Instance',
  ];
  const row = (
    value: number | string,
    metric: string,
    unit: string,
    { entity = 'web01', id = 'vm-1', instance = '', time = '04.03.2024 09:00:00' } = {},
  ) => [value, time, metric, unit, 'words, with a comma', entity, `VirtualMachine-${id}`, 300, instance];

  test('is read by counter and unit, decimal commas and all; a total stands for its instances', async () => {
    const reading = await read(
      quoted([
        header,
        row('2500,5', 'cpu.usagemhz.average', 'MHz'),
        row(1250, 'cpu.usagemhz.average', 'MHz', { instance: '0' }),
        row('50,5', 'cpu.usage.average', '%'),
        row(3000, 'cpu.ready.summation', 'millisecond'),
        row(2_097_152, 'mem.consumed.average', 'KB'),
        row(25, 'mem.usage.average', '%'),
        row(8000, 'net.usage.average', 'KBps'),
        row(8000, 'net.usage.average', 'KBps', { instance: '4000' }),
        row(5, 'virtualDisk.numberReadAveraged.average', 'number', { instance: 'scsi0:0' }),
        row(7, 'virtualDisk.numberWriteAveraged.average', 'number', { instance: 'scsi0:0' }),
        row(9, 'disk.usage.average', 'megaparsec'),
      ]),
      {},
      'stat.csv',
    );
    const values = Object.entries(reading.recordings[0].measures).map(([m, v]) => [
      m,
      Number(v[0].toPrecision(6)),
    ]);
    expect(Object.fromEntries(values)).toEqual({
      usedGHz: 2.5005,
      busy: 50.5,
      ready: 1,
      usedMiB: 2048,
      networkMBs: 8,
      transfers: 12,
    });
    expect(reading.recordings[0].facts).toEqual({ measured: 'host', present: 'vsphere8' });
    expect(saying(reading, 'disk.usage.average (megaparsec)')).toHaveLength(1);
  });

  test('keeps two machines of one name apart, hosts out, and tells torn rows by line', async () => {
    const text = quoted([
      header,
      row(1000, 'cpu.usagemhz.average', 'MHz'),
      row(2000, 'cpu.usagemhz.average', 'MHz', { id: 'vm-2' }),
      [9000, '04.03.2024 09:00:00', 'cpu.usagemhz.average', 'MHz', '', 'esx01', 'HostSystem-host-9', 300, ''],
      ['', '04.03.2024 09:05:00', 'cpu.usagemhz.average', 'MHz', '', 'web01', 'VirtualMachine-vm-1', 300, ''],
    ]);
    const reading = await read(`#TYPE VMware.VimAutomation\n${text}`, {}, 'stat.csv');
    expect(reading.recordings.map(({ server }) => server)).toEqual([
      'web01 (VirtualMachine-vm-1)',
      'web01 (VirtualMachine-vm-2)',
    ]);
    expect(reading.leftOut?.map(({ guest }) => guest)).toEqual(['esx01']);
    expect(saying(reading, 'could not be read')[0].where).toBe('stat.csv:6');
  });
});

describe('Aria Operations', () => {
  const view = (header: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    `\uFEFF${quoted([['Name', 'Interval Breakdown', ...header], ...rows])}`;

  test('reads machines over time, the time before the date, thousands and all; means before peaks', async () => {
    const reading = await read(
      view(
        [
          'VM|CPU|Demand (MHz)|Avg',
          'VM|CPU|Demand (MHz)|Max',
          'VM|CPU|Ready (%)|Max',
          'VM|Memory|Consumed (KB)|Avg',
          'VM|Network|Usage Rate (KBps)|Avg',
          'VM|CPU|Number of vCPUs|Last',
        ],
        [
          ['web01', '11:00 AM 04 March 2024', '1,500.5', '9,999', '0.4', '2,097,152', '8,000', 4],
          ['db01', '11:00 AM 04 March 2024', '3,000.5', '9,999', '0.4', '-', '8,000', 8],
          ['web01', '12:00 PM 04 March 2024', '1,500.5', '9,999', '0.4', '2,097,152', '8,000', 4],
        ],
      ),
      {},
      'view.csv',
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts.cores, facts.measured])).toEqual([
      ['web01', 4, 'host'],
      ['db01', 8, 'host'],
    ]);
    expect(series(reading, 'usedGHz')).toEqual([1.5005, 1.5005]);
    expect(series(reading, 'usedMiB')).toEqual([2048, 2048]);
    expect(series(reading, 'networkMBs')).toEqual([8, 8]);
    expect(moments(reading)).toEqual(['2024-03-04T11:00:00', '2024-03-04T12:00:00']);
    expect(reading.recordings[1].measures.usedMiB).toBeUndefined();
  });

  test('hosts and clusters are no servers; a column without a unit is a question', async () => {
    const hosts = await read(
      view(['Host|CPU|Demand|Avg'], [['esx01', '9:00 AM 04 March 2024', 9000]]),
      {},
      'v.csv',
    );
    expect([hosts.recordings, hosts.leftOut?.map(({ guest }) => guest)]).toEqual([[], ['esx01']]);
    const unsaid = await read(
      view(['VM|CPU|Demand|Avg'], [['web01', '9:00 AM 04 March 2024', 9000]]),
      {},
      'v.csv',
    );
    expect([unsaid.recordings, unsaid.questions?.map(({ guess }) => guess)]).toEqual([[], ['usedGHz']]);
    const peaks = await read(
      view(['VM|CPU|Usage (MHz)|Max'], [['web01', '9:00 AM 04 March 2024', 9000]]),
      {},
      'v.csv',
    );
    expect([series(peaks, 'usedGHz'), saying(peaks, 'stands in')[0].level]).toEqual([[9], 'guess']);
  });

  test('rows that are torn, or whose time is none, are told by line', async () => {
    const text = view(
      ['VM|CPU|Usage (MHz)|Avg'],
      [
        ['web01', '9:00 AM 04 March 2024', 1000],
        ['web01', 'gestern', 1],
        ['web01', '10:00 AM 04 March 2024'],
      ],
    );
    const reading = await read(text, {}, 'v.csv');
    expect([series(reading, 'usedGHz'), saying(reading, '2 lines could not be read')[0].where]).toEqual([
      [1],
      'v.csv:3',
    ]);
  });
});

describe('Grafana', () => {
  const modes = (name: string) =>
    ['idle', 'user', 'system'].map((mode) => `{instance="${name}:9100", mode="${mode}"}`);

  test('series joined by time: labels name machine and mode', async () => {
    const reading = await read(
      table(
        [
          ...modes('web01'),
          ...modes('db01'),
          'node_memory_MemAvailable_bytes{instance="web01:9100"}',
          'node_load1{instance="web01:9100"}',
        ],
        [
          ['75%', '20%', '5%', '50%', '40%', '10%', '1 GiB', 3],
          ['65%', '20%', '15%', '', '', '', '2 GiB', 3],
        ],
      ),
      {},
      'panel.csv',
    );
    expect(reading.recordings.map(({ server }) => server)).toEqual(['web01', 'db01']);
    expect([series(reading, 'busy'), series(reading, 'busy', 1)]).toEqual([
      [25, 35],
      [50, null],
    ]);
    expect(series(reading, 'availableMiB')).toEqual([1024, 2048]);
    expect(saying(reading, 'node_load1')).toHaveLength(1);
  });

  test('series to rows: legends with a measure are read, others are asked about', async () => {
    const rows = (legends: readonly string[], value: string) =>
      quoted([
        ['Time', 'Metric', 'Value'],
        ...legends.flatMap((legend) => [0, 1].map((k) => [clock(k), legend, value])),
      ]);
    const labelled = await read(rows([...modes('web01')], '1'), {}, 'p.csv');
    expect(labelled.recordings[0].server).toBe('web01');
    const legends = await read(rows(['web01 CPU busy %', 'db01 CPU idle %'], '20'), {}, 'p.csv');
    expect([series(legends, 'busy'), series(legends, 'busy', 1)]).toEqual([
      [20, 20],
      [80, 80],
    ]);
    const bare = await read(rows(['web01', 'db01'], '20'), {}, 'p.csv');
    expect([bare.recordings, bare.questions?.length]).toEqual([[], 2]);
    const said = await read(rows(['web01', 'db01'], '20'), { wideMeasure: 'busy' }, 'p.csv');
    expect(said.recordings.map(({ server }) => server)).toEqual(['web01', 'db01']);
  });

  test('milliseconds since 1970 are times; torn rows are told', async () => {
    const text = table(modes('web01'), [['75%', '20%', '5%']], () => '1709542800000');
    const reading = await read(`${text}\n"1709542860000","7`, {}, 'p.csv');
    expect([moments(reading), series(reading, 'busy')]).toEqual([['2024-03-04T09:00:00'], [25]]);
    expect(saying(reading, 'could not be read')[0].where).toBe('p.csv:3');
  });
});
