import { describe, expect, test } from 'vitest';
import { moments, read, refusal, saying, series } from '../read';

const T0 = 1_709_542_800; // 2024-03-04 09:00 UTC
const json = (value: unknown, name = 'web01.json') => read(JSON.stringify(value), {}, name);
const M = 1048576;

describe('Proxmox VE', () => {
  const row = (k: number, more = {}) => ({
    time: T0 + 300 * k,
    cpu: 0.25,
    maxcpu: 4,
    mem: 2048 * M,
    maxmem: 8192 * M,
    diskread: 1e6,
    diskwrite: 2e6,
    netin: 3e6,
    netout: 4e6,
    pressurecpusome: 90,
    ...more,
  });

  test.each([
    ['a list', (rows: unknown) => rows],
    ['an answer of its API', (rows: unknown) => ({ data: rows })],
  ])('rrddata of one guest, as %s', async (_, wrap) => {
    const reading = await json(wrap([row(0), row(1, { mem: null }), row(2)]));
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { measured: 'host', present: 'kvm', cores: 4, memory: 8192 }],
    ]);
    expect(series(reading, 'busy')).toEqual([25, 25, 25]);
    expect(series(reading, 'usedMiB')).toEqual([2048, null, 2048]);
    expect([series(reading, 'diskMBs')[0], series(reading, 'networkMBs')[0]]).toEqual([3, 7]);
    expect(moments(reading)[2]).toBe('2024-03-04T09:10:00');
    expect(saying(reading, 'pressurecpusome')).toHaveLength(1);
  });

  test('rrddata of a node folds no host, and says how to ask for its guests', async () => {
    const reading = await json([
      { time: T0, cpu: 0.5, maxcpu: 64, loadavg: 3, memtotal: 9 * M, memused: M, netin: 1 },
    ]);
    expect([reading.recordings, reading.leftOut?.map(({ guest }) => guest)]).toEqual([[], ['web01']]);
    expect(saying(reading, 'host')[0].fix).toContain('pvesh get /nodes/NODE/qemu/ID/rrddata');
  });

  test('cluster/resources gives guests that run, each once; what counts since the start is no rate', async () => {
    const guest = (vmid: number, name: string, more = {}) => ({
      id: `qemu/${vmid}`,
      type: 'qemu',
      vmid,
      name,
      status: 'running',
      template: 0,
      cpu: 0.5,
      maxcpu: 2,
      mem: 1024 * M,
      maxmem: 4096 * M,
      netin: 9e12,
      diskread: 9e12,
      ...more,
    });
    const reading = await json([
      {
        id: 'node/pve1',
        type: 'node',
        node: 'pve1',
        status: 'online',
        cpu: 0.1,
        maxcpu: 64,
        maxmem: 9e11,
        mem: 1e11,
      },
      { id: 'storage/pve1/local', type: 'storage', storage: 'local' },
      guest(100, 'web'),
      guest(101, 'db', { type: 'lxc', id: 'lxc/101' }),
      guest(102, 'old', { status: 'stopped', cpu: 0 }),
      guest(103, 'tmpl', { template: 1, status: 'stopped' }),
      guest(104, 'web'),
    ]);
    expect(reading.recordings.map(({ server, facts }) => [server, facts.cores, facts.memory])).toEqual([
      ['web (qemu/100)', 2, 4096],
      ['db', 2, 4096],
      ['web (qemu/104)', 2, 4096],
    ]);
    expect(series(reading, 'busy', 1)).toEqual([50]);
    expect(reading.recordings.every(({ measures }) => !measures.networkMBs && !measures.diskMBs)).toBe(true);
    expect(reading.leftOut?.map(({ guest: name, why }) => `${name}: ${why}`)).toEqual([
      'pve1: a host of virtual machines: these are folded in its place',
      'old: not running (stopped)',
      'tmpl: a template',
    ]);
    expect(saying(reading, 'whether peaks coincide')).toHaveLength(1);
  });

  test('JSON that was cut is refused by what is wrong with it', async () => {
    const text = JSON.stringify([row(0), row(1)]);
    expect((await refusal(text.slice(0, -20), 'web01.json')).text).toContain('no whole JSON document');
  });
});

describe('Prometheus', () => {
  const answer = (result: unknown[]) => ({ status: 'success', data: { resultType: 'matrix', result } });
  const range = (metric: Record<string, string>, values: readonly (number | string)[], step = 60) => ({
    metric,
    values: values.map((value, k) => [T0 + step * k, String(value)]),
  });
  const cpu = (cpu: string, mode: string, perSecond: number) =>
    range(
      { __name__: 'node_cpu_seconds_total', instance: 'web01:9100', cpu, mode },
      [0, 1, 2, 3].map((k) => 1000 + 60 * perSecond * k),
    );

  test('processor time that counts up becomes what was not idle, waiting or stolen, over all processors', async () => {
    const reading = await json(
      answer([
        cpu('0', 'idle', 0.6),
        cpu('0', 'iowait', 0.1),
        cpu('0', 'user', 0.2),
        cpu('0', 'system', 0.05),
        cpu('0', 'steal', 0.05),
        cpu('1', 'idle', 0.9),
        cpu('1', 'user', 0.1),
        cpu('1', 'system', 0),
        range({ __name__: 'node_memory_MemAvailable_bytes', instance: 'web01:9100' }, [
          4096 * M,
          3072 * M,
          4096 * M,
          4096 * M,
        ]),
        range({ __name__: 'node_memory_MemTotal_bytes', instance: 'web01:9100' }, [
          8192 * M,
          8192 * M,
          8192 * M,
          8192 * M,
        ]),
        range(
          { __name__: 'node_network_receive_bytes_total', instance: 'web01:9100', device: 'eth0' },
          [0, 6e7, 12e7, 5],
        ),
        range(
          { __name__: 'node_network_receive_bytes_total', instance: 'web01:9100', device: 'lo' },
          [0, 9e9, 18e9, 27e9],
        ),
        range(
          { __name__: 'node_disk_read_bytes_total', instance: 'web01:9100', device: 'dm-0' },
          [0, 9e9, 18e9, 27e9],
        ),
        range({ __name__: 'node_load1', instance: 'web01:9100' }, [60, 60, 60, 60]),
        range({ __name__: 'process_cpu_seconds_total', instance: 'web01:9100' }, [60, 61, 62, 63]),
      ]),
      'answer.json',
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { threads: 2, memory: 8192 }],
    ]);
    expect(series(reading, 'busy')).toEqual([null, 17.5, 17.5, 17.5]);
    expect(series(reading, 'availableMiB')).toEqual([4096, 3072, 4096, 4096]);
    // A counter that fell was started anew.
    expect(series(reading, 'networkMBs')).toEqual([null, 1, 1, null]);
    expect(saying(reading, 'below zero')).toEqual([]);
    expect(Object.keys(reading.recordings[0].measures).sort()).toEqual([
      'availableMiB',
      'busy',
      'networkMBs',
    ]);
  });

  test('shares by mode are read where they add up, or where one alone cannot be anything else', async () => {
    const of = (name: string, modes: Record<string, number>) =>
      Object.entries(modes).map(([mode, value]) => range({ instance: `${name}:9100`, mode }, [value, value]));
    const whole = await json(answer(of('a', { idle: 60, iowait: 10, user: 20, system: 10 })));
    expect([series(whole, 'busy'), whole.questions]).toEqual([[30, 30], []]);
    const processors = await json(answer(of('a', { idle: 2, user: 1, system: 1 })));
    expect(series(processors, 'busy')).toEqual([50, 50]);
    const share = await json(answer(of('a', { idle: 0.75 })));
    expect(series(share, 'busy')).toEqual([25, 25]);
    // 7.5 may be 7.5 % or seven and a half processors.
    const doubtful = await json(answer(of('a', { idle: 7.5 })));
    expect([doubtful.recordings, doubtful.questions?.map(({ guess }) => guess)]).toEqual([[], ['busy']]);
  });

  test('an expression that lost its name makes no server before it is said what it is', async () => {
    const text = JSON.stringify(answer([range({ instance: 'web01:9100' }, [20, 40])]));
    const asked = await read(text, {}, 'p.json');
    expect([asked.recordings, asked.questions?.length]).toEqual([[], 1]);
    const said = await read(text, { wideMeasure: 'busy' }, 'p.json');
    expect([said.recordings[0].server, series(said, 'busy')]).toEqual(['web01', [20, 40]]);
    const mapped = await read(text, { mapping: { [asked.questions![0].column]: 'busy' } }, 'p.json');
    expect([series(mapped, 'busy'), mapped.questions]).toEqual([[20, 40], []]);
  });

  test('a moment that no date can tell is left out by what stands there, and a value beyond all numbers is none', async () => {
    const far = { ...range({ __name__: 'node_memory_MemAvailable_bytes', instance: 'web01:9100' }, [M, M]) };
    const text = JSON.stringify(
      answer([{ ...far, values: [...far.values, [9e99, '1'], [T0 + 300, '1e999']] }]),
    );
    const reading = await read(text, {}, 'p.json');
    expect(series(reading, 'availableMiB')).toEqual([1, 1, null]);
    expect(saying(reading, 'could not be read')[0].text).toContain('9e+102');
    expect(JSON.stringify(reading.findings)).not.toContain('Infinity');
  });

  test('no finding calls a number what is none: a load, a level and a moment beyond all numbers', async () => {
    const far = (name: string, value: string, time = T0) =>
      answer([
        {
          ...range({ __name__: name, instance: 'web01:9100' }, [5, 7]),
          values: [
            [T0 + 900, '5'],
            [time, value],
          ],
        },
      ]);
    const text = (document: unknown) => JSON.stringify(document).replaceAll('"FAR"', '1e999');
    const late = await read(text(far('node_memory_MemAvailable_bytes', '5', 'FAR' as never)), {}, 'p.json');
    expect(saying(late, 'could not be read')[0].text).toContain('a time that is none');
    const level = await read(text(far('node_memory_MemAvailable_bytes', '1e999')), {}, 'p.json');
    expect(saying(level, 'that no machine has')[0].text).toContain('(the greatest above 10^38 MiB)');
    const load = await read(
      text(far('', '1e999')).replace('"__name__":"",', ''),
      { wideMeasure: 'busy' },
      'p.json',
    );
    expect(series(load, 'busy')).toEqual([5, null]);
    for (const reading of [late, level, load])
      expect(JSON.stringify([reading.findings, reading.questions])).not.toContain('Infinity');
  });

  test('an answer without series, and one that was cut, say so', async () => {
    expect((await refusal(JSON.stringify(answer([])), 'p.json')).fix).toContain('node_cpu_seconds_total');
    expect(
      (await refusal(JSON.stringify(answer([cpu('0', 'idle', 1)])).slice(0, -9), 'p.json')).text,
    ).toContain('JSON');
  });
});

describe('CloudWatch', () => {
  const stamps = [0, 1, 2].map((k) => new Date((T0 + 300 * k) * 1000).toISOString());
  const result = (label: string, values: number[]) => ({
    Id: 'm1',
    Label: label,
    // Newest first, as it answers.
    Timestamps: [...stamps].reverse(),
    Values: [...values].reverse(),
    StatusCode: 'Complete',
  });

  test('get-metric-data: a mean of processors, sums of a period as rates, by instance', async () => {
    const reading = await json({
      MetricDataResults: [
        result('i-0123456789abcdef0 CPUUtilization Average', [20, 40, 60]),
        result('i-0123456789abcdef0 NetworkIn Sum', [3e8, 3e8, 6e8]),
        result('i-0123456789abcdef0 EBSReadOps Average', [5, 5, 5]),
        result('i-0fedcba9876543210 CPUUtilization Average', [5, 5, 5]),
      ],
    });
    expect(reading.recordings.map(({ server }) => server)).toEqual([
      'i-0123456789abcdef0',
      'i-0fedcba9876543210',
    ]);
    expect(series(reading, 'busy')).toEqual([20, 40, 60]);
    expect(series(reading, 'networkMBs')).toEqual([1, 1, 2]);
    expect(reading.recordings[0].measures.transfers).toBeUndefined();
    expect(saying(reading, 'only the sum')[0].level).toBe('warning');
  });

  test('get-metric-statistics: points in any order; the peak stands in where no mean was asked for, and says so', async () => {
    const of = (statistic: string) =>
      json({
        Label: 'CPUUtilization',
        Datapoints: [2, 0, 1].map((k) => ({
          Timestamp: stamps[k],
          [statistic]: 10 * (k + 1),
          Unit: 'Percent',
        })),
      });
    const mean = await of('Average');
    expect([mean.recordings[0].server, series(mean, 'busy')]).toEqual(['web01', [10, 20, 30]]);
    const peak = await of('Maximum');
    expect([series(peak, 'busy'), saying(peak, 'stands in for the mean')[0].level]).toEqual([
      [10, 20, 30],
      'guess',
    ]);
    const none = await json({
      Label: 'StatusCheckFailed',
      Datapoints: [{ Timestamp: stamps[0], Average: 1, Unit: 'Count' }],
    });
    expect([none.recordings, none.findings[0].level]).toEqual([[], 'error']);
  });
});

describe('a graph that the console of CloudWatch saved as CSV', () => {
  const label = (rest: string) => `us-east-1:AWS/EC2 ${rest} 300`;
  const graph = (labels: readonly string[], rows: readonly string[], first = 'Id') =>
    read(
      [
        `${first},${labels.map((_, k) => `m${k + 1}`).join(',')}`,
        `StatusCode,${labels.map(() => 'Complete').join(',')}`,
        `Full label,${labels.join(',')}`,
        `Label,${labels.map(() => 'x').join(',')}`,
        ...rows,
      ].join('\n'),
      {},
      'web01.csv',
    );
  const ID = 'InstanceId:i-0123456789abcdef0';

  test('is read by what stands above its times: sums of a period are rates, a group is no machine', async () => {
    const reading = await graph(
      [
        label(`${ID} CPUUtilization Average`),
        label(`${ID} NetworkIn Sum`),
        label(`${ID} NetworkOut Average`),
        label('AutoScalingGroupName:web CPUUtilization Average'),
      ],
      [
        '2026/02/14 14:20:00,2.5,300000000,7,90',
        '2026/02/14 14:25:00,5,600000000,7,90',
        '2026/02/14 14:30:00,,,,',
      ],
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts.measured])).toEqual([
      ['i-0123456789abcdef0', 'host'],
    ]);
    expect([series(reading, 'busy'), series(reading, 'networkMBs')]).toEqual([
      [2.5, 5],
      [1, 2],
    ]);
    expect(reading.leftOut?.map(({ guest, why }) => `${guest}: ${why}`)).toEqual([
      'web: a group of machines, not one',
    ]);
    expect(saying(reading, 'only the sum')[0].fix).toContain('Sum');
    expect(moments(reading)[0]).toBe('2026-02-14T14:20:00');
  });

  test('with the label first, and named after its file where no instance is told', async () => {
    const reading = await read(
      'Label,CPUUtilization\nId,m1\nUnit,Percent\n2026-02-14T14:20:00Z,2.5\n2026-02-14T14:25:00Z,5\n',
      {},
      'web01.csv',
    );
    expect([reading.recordings[0].server, series(reading, 'busy')]).toEqual(['web01', [2.5, 5]]);
  });

  test('in which two columns cannot be told apart is refused, as is the same as JSON', async () => {
    const twins = 'Label,CPUUtilization,CPUUtilization\nId,m1,m2\n2026/02/14 14:20:00,2.5,90\n';
    expect((await refusal(twins)).text).toContain('"m1" and "m2" are both called "CPUUtilization"');
    const point = { Label: 'CPUUtilization', Timestamps: ['2026-02-14T14:20:00Z'], Values: [5] };
    const both = JSON.stringify({
      MetricDataResults: [
        { ...point, Id: 'm1' },
        { ...point, Id: 'm2' },
      ],
    });
    expect((await refusal(both)).fix).toContain('Instance ID');
  });

  test('of which a row is torn names it by its line', async () => {
    const reading = await graph(
      [label(`${ID} CPUUtilization Average`), label(`${ID} NetworkIn Sum`)],
      ['2026/02/14 14:20:00,2.5,300000000', '2026/02/14 14:25'],
    );
    expect(saying(reading, 'could not be read')[0].where).toBe('web01.csv:6');
  });
});

describe('a chart that the portal of Azure saved', () => {
  test('gives machines by legend, totals of an interval as rates; a peak beside a mean is the same load', async () => {
    const reading = await read(
      [
        '"Avg Percentage CPU, Max Percentage CPU and 2 more"',
        '"Time","Percentage CPU (Avg), web01","Percentage CPU (Max), web01","Network In Total (Sum), web01","Percentage CPU (Avg), db 01","Disk Read Bytes (Avg), web01"',
        '2024-03-04 09:00,20,90,300000000,5,1000',
        '2024-03-04 09:05,40,95,600000000,6,1000',
      ].join('\n'),
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { measured: 'host', present: 'hyperv' }],
      ['db 01', { measured: 'host', present: 'hyperv' }],
    ]);
    expect([series(reading, 'busy'), series(reading, 'networkMBs'), series(reading, 'busy', 1)]).toEqual([
      [20, 40],
      [1, 2],
      [5, 6],
    ]);
    expect(reading.recordings[0].measures.diskMBs).toBeUndefined();
    expect(saying(reading, 'only the total')).toHaveLength(1);
  });

  test.each([
    ['Resource,web07\n\nTime,Percentage CPU (Avg)', 'web07'],
    ['Avg Percentage CPU for web07\n\nTime,Percentage CPU', 'web07'],
    ['Time,Percentage CPU (Avg)', 'log'],
  ])('names its machine above the table or not at all: %j', async (above, server) => {
    const reading = await read(`${above}\n2024-03-04 09:00,20\n2024-03-04 09:05,40\n2024-03-04 09:1`);
    expect([reading.recordings[0].server, series(reading, 'busy')]).toEqual([server, [20, 40]]);
    expect(saying(reading, 'could not be read')).toHaveLength(1);
  });
});

describe('Azure Monitor', () => {
  const metric = (name: string, unit: string, key: string, values: number[], machine = 'web01') => ({
    id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/${machine}/providers/Microsoft.Insights/metrics/${name}`,
    name: { value: name, localizedValue: 'Prozentuale CPU' },
    unit,
    timeseries: [
      {
        data: values.map((value, k) => ({
          timeStamp: new Date((T0 + 300 * k) * 1000).toISOString(),
          [key]: value,
        })),
      },
    ],
  });

  test('gives machines by their resource, totals of an interval as rates', async () => {
    const reading = await json({
      cost: 1,
      interval: 'PT5M',
      value: [
        metric('Percentage CPU', 'Percent', 'average', [20, 40]),
        metric('Available Memory Bytes', 'Bytes', 'average', [1024 * M, 2048 * M]),
        metric('Network In Total', 'Bytes', 'total', [3e8, 6e8]),
        metric('Disk Read Operations/Sec', 'CountPerSecond', 'average', [7, 8]),
        metric('CPU Credits Remaining', 'Count', 'average', [99, 99]),
        metric('Percentage CPU', 'Percent', 'average', [1, 2], 'db01'),
      ],
    });
    expect(reading.recordings.map(({ server }) => server)).toEqual(['web01', 'db01']);
    expect([series(reading, 'busy'), series(reading, 'busy', 1)]).toEqual([
      [20, 40],
      [1, 2],
    ]);
    expect(series(reading, 'availableMiB')).toEqual([1024, 2048]);
    expect(series(reading, 'networkMBs')).toEqual([1, 2]);
    expect(series(reading, 'transfers')).toEqual([7, 8]);
    expect(saying(reading, 'CPU Credits Remaining')).toHaveLength(1);
  });

  test('a mean of what is counted by interval is no rate: it is named and not used', async () => {
    const reading = await json({
      interval: 'PT5M',
      value: [metric('Network In Total', 'Bytes', 'average', [3e8])],
    });
    expect([reading.recordings, saying(reading, 'only the total')[0].fix]).toEqual([
      [],
      'Ask for the aggregation Total.',
    ]);
  });
});

test('JSON of no known tool is still named and refused', async () => {
  expect((await refusal('[{"time": 1, "cpu": 2}]')).text).toContain('JSON');
  expect((await refusal('{"hosts": [{"name": "a"}]}')).text).toContain('JSON');
});
