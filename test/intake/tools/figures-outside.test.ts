/** Every column that clouds and VMware write of a machine, alone in its file: which measure it is, and in which unit. */
import { describe, expect, it } from 'vitest';
import { read } from '../read';
import { figures } from './figures';

/** Bytes of a MiB. */
const MIB = 1048576;

describe('CloudWatch', () => {
  const points = (label: string, values: readonly number[]) =>
    JSON.stringify({
      MetricDataResults: [
        {
          Id: 'm1',
          Label: label,
          Timestamps: values.map((_, k) => new Date(Date.UTC(2026, 0, 5, 10, k)).toISOString()),
          Values: values,
        },
      ],
    });

  // Sums of a minute: sixty times what a second saw.
  it.each([
    ['CPUUtilization Average', 40, { busy: 40 }],
    ['NetworkIn Sum', 60e6, { networkMBs: 1 }],
    ['NetworkOut Sum', 60e6, { networkMBs: 1 }],
    ['EBSReadBytes Sum', 60e6, { diskMBs: 1 }],
    ['EBSWriteBytes Sum', 60e6, { diskMBs: 1 }],
    ['DiskReadBytes Sum', 60e6, { diskMBs: 1 }],
    ['DiskWriteBytes Sum', 60e6, { diskMBs: 1 }],
    ['EBSReadOps Sum', 60, { transfers: 1 }],
    ['EBSWriteOps Sum', 60, { transfers: 1 }],
    ['DiskReadOps Sum', 60, { transfers: 1 }],
    ['DiskWriteOps Sum', 60, { transfers: 1 }],
    ['CPUUtilization p99.9', 40, { busy: 40 }],
    ['CPUUtilization Maximum', 40, { busy: 40 }],
    ['CPUUtilization', 40, { busy: 40 }],
    ['CPUUtilization Minimum', 40, {}],
    ['CPUUtilization Sum', 40, {}],
    ['CPUUtilization SampleCount', 40, {}],
    ['NetworkIn', 60e6, {}],
    ['NetworkInPackets Sum', 60e6, {}],
  ])('%s of %d', async (label, value, expected) => {
    expect(await figures(points(label, [value, value]), 'web01.json')).toEqual(expected);
  });

  it('the mean of processors counts where the peak is there too', async () => {
    const both = JSON.stringify({
      Label: 'CPUUtilization',
      Datapoints: [0, 5].map((minute) => ({
        Timestamp: `2026-01-05T10:0${minute}:00Z`,
        Average: 10,
        Maximum: 90,
      })),
    });
    expect(await figures(both, 'web01.json')).toEqual({ busy: 10 });
  });

  it('the period is the least step between two times, one that stands twice among them', async () => {
    const text = JSON.stringify({
      MetricDataResults: [
        {
          Id: 'm1',
          Label: 'EBSReadOps Sum',
          Timestamps: ['10:02', '10:00', '10:00', '10:01', '10:09'].map((at) => `2026-01-05T${at}:00Z`),
          Values: [120, 60, 60, 60, 60],
        },
      ],
    });
    expect(await figures(text, 'web01.json')).toEqual({ transfers: 1 });
  });
});

describe('Azure Monitor', () => {
  const metric = (name: string, unit: string | undefined, key: string, value: number) =>
    JSON.stringify({
      interval: 'PT1M',
      value: [
        {
          name: { value: name },
          unit,
          timeseries: [{ data: [0, 1].map((k) => ({ timeStamp: `2026-01-05T10:0${k}:00Z`, [key]: value })) }],
        },
      ],
    });

  it.each([
    ['Percentage CPU', 'Percent', 'average', 40, { busy: 40 }],
    ['Percentage CPU', 'Percent', 'maximum', 40, { busy: 40 }],
    ['Percentage CPU', 'Percent', 'total', 40, {}],
    ['Available Memory Bytes', 'Bytes', 'average', 512 * MIB, { availableMiB: 512 }],
    ['Network In Total', 'Bytes', 'total', 60e6, { networkMBs: 1 }],
    ['Network Out Total', 'Bytes', 'total', 60e6, { networkMBs: 1 }],
    ['Network Out Total', 'Bytes', 'maximum', 60e6, {}],
    ['Disk Read Bytes', 'Bytes', 'total', 60e6, { diskMBs: 1 }],
    ['Disk Write Bytes', 'Bytes', 'total', 60e6, { diskMBs: 1 }],
    ['Disk Read Bytes', 'BytesPerSecond', 'average', 1e6, { diskMBs: 1 }],
    ['Disk Read Operations/Sec', 'CountPerSecond', 'average', 7, { transfers: 7 }],
    ['Disk Write Operations/Sec', 'CountPerSecond', 'average', 7, { transfers: 7 }],
    ['Disk Write Operations/Sec', undefined, 'average', 7, { transfers: 7 }],
    ['Disk Write Operations/Sec', 'Count', 'average', 7, {}],
    ['Disk Write Operations/Sec', 'Count', 'total', 60, { transfers: 1 }],
    ['OS Disk Queue Depth', 'Count', 'average', 7, {}],
  ])('%s in %s, %s of %d', async (name, unit, key, value, expected) => {
    expect(await figures(metric(name, unit, key, value), 'web01.json')).toEqual(expected);
  });

  it.each([
    ['PT1M', 60],
    ['PT5M', 300],
    ['PT1H', 3600],
    ['PT1H30M', 5400],
    ['P1D', 86_400],
    ['P1DT2H', 93_600],
    ['PT0M', 0],
    ['PT', 0],
    ['5 minutes', 0],
  ])(
    'an interval of %s has %d seconds, and where it is not known a total tells no rate',
    async (interval, seconds) => {
      const text = metric('Disk Read Bytes', 'Bytes', 'total', 1e6 * seconds).replace('PT1M', interval);
      expect(await figures(text, 'web01.json')).toEqual(seconds > 0 ? { diskMBs: 1 } : {});
    },
  );
});

describe('Proxmox VE', () => {
  const T = 1_767_607_200;
  const rows = (more: object) => JSON.stringify([0, 60].map((s) => ({ time: T + s, netin: null, ...more })));

  it.each([
    [{ cpu: 0.4 }, { busy: 40 }],
    [{ cpu: '0.4' }, { busy: 40 }],
    [{ mem: 2 * MIB }, { usedMiB: 2 }],
    [{ diskread: 1e6, diskwrite: 5e5 }, { diskMBs: 1.5 }],
    [{ netin: 1e6, netout: 5e5 }, { networkMBs: 1.5 }],
  ])('%j', async (more, expected) => {
    const found = await figures(rows(more), 'web01.json');
    expect(Object.fromEntries(Object.entries(found).filter(([, value]) => !Number.isNaN(value)))).toEqual(
      expected,
    );
  });

  it.each([
    [{ maxcpu: 1 }, { cores: 1 }],
    [{ maxcpu: 0.9 }, {}],
    [{ maxcpu: 1.6 }, { cores: 2 }],
    [{ maxmem: 512 * MIB }, { memory: 512 }],
    [{ maxmem: 0 }, {}],
  ])('%j is a fact', async (more, facts) => {
    const { recordings } = await read(rows({ cpu: 0.4, ...more }), {}, 'web01.json');
    expect(recordings[0].facts).toEqual({ measured: 'host', present: 'kvm', ...facts });
  });
});

describe('Get-Stat', () => {
  const header = 'Value,Timestamp,MetricId,Unit,Entity,EntityId,IntervalSecs,Instance';
  const rows = (value: number, metric: string, unit: string, instances: readonly string[] = ['']) =>
    [
      header,
      ...instances.map(
        (each) => `${value},2026-01-05 10:00:00,${metric},${unit},web01,VirtualMachine-vm-1,20,${each}`,
      ),
    ].join('\n');

  it.each([
    ['cpu.usagemhz.average', 'MHz', 1500, { usedGHz: 1.5 }],
    ['cpu.usagemhz.average', 'megahertz', 1500, { usedGHz: 1.5 }],
    ['cpu.usage.average', '%', 40, { busy: 40 }],
    ['cpu.usage.average', 'percent', 40, { busy: 40 }],
    ['cpu.ready.summation', 'millisecond', 2000, { ready: 10 }],
    ['cpu.ready.summation', 'ms', 2000, { ready: 10 }],
    ['cpu.costop.summation', 'millisecond', 1000, { costop: 5 }],
    ['mem.consumed.average', 'KB', 2048, { usedMiB: 2 }],
    ['mem.consumed.average', 'kilobytes', 2048, { usedMiB: 2 }],
    ['mem.consumed.average', 'MB', 2, { usedMiB: 2 }],
    ['mem.consumed.average', 'megabytes', 2, { usedMiB: 2 }],
    ['net.usage.average', 'KBps', 1500, { networkMBs: 1.5 }],
    ['net.usage.average', 'kiloBytesPerSecond', 1500, { networkMBs: 1.5 }],
    ['net.received.average', 'MBps', 1.5, { networkMBs: 1.5 }],
    ['net.transmitted.average', 'megaBytesPerSecond', 1.5, { networkMBs: 1.5 }],
    ['disk.usage.average', 'KBps', 1500, { diskMBs: 1.5 }],
    ['virtualDisk.read.average', 'KBps', 1500, { diskMBs: 1.5 }],
    ['virtualDisk.write.average', 'KBps', 1500, { diskMBs: 1.5 }],
    ['VIRTUALDISK.NUMBERREADAVERAGED.AVERAGE', 'number', 7, { transfers: 7 }],
    ['virtualDisk.numberWriteAveraged.average', '', 7, { transfers: 7 }],
    ['cpu.usage.average', 'MHz', 40, {}],
    ['mem.consumed.average', 'GB', 2, {}],
  ])('%s in %s', async (metric, unit, value, expected) => {
    expect(await figures(rows(value, metric, unit), 'stat.csv')).toEqual(expected);
  });

  it('a whole stands for its instances, and a counter of the whole for those of both ways', async () => {
    expect(await figures(rows(1000, 'net.usage.average', 'KBps', ['4000', '4001']), 's.csv')).toEqual({
      networkMBs: 2,
    });
    expect(await figures(rows(1000, 'net.usage.average', 'KBps', ['', '4000', '4001']), 's.csv')).toEqual({
      networkMBs: 1,
    });
    const ways = `${rows(1000, 'net.received.average', 'KBps')}\n${rows(500, 'net.transmitted.average', 'KBps').slice(header.length + 1)}`;
    expect(await figures(ways, 's.csv')).toEqual({ networkMBs: 1.5 });
    const whole = rows(1200, 'net.usage.average', 'KBps', ['4000']).slice(header.length + 1);
    expect(await figures(`${ways}\n${whole}`, 's.csv')).toEqual({ networkMBs: 1.2 });
  });
});

describe('charts of vCenter', () => {
  const chart = (columns: string, values: string) =>
    `Time,${columns}\n2026-01-05 10:00:00,${values}\n2026-01-05 10:00:20,${values}\n`;

  it.each([
    ['Usage in MHz for a', '1500', { usedGHz: 1.5 }],
    ['Ready for a,Usage in MHz for a', '2000,1000', { ready: 10, usedGHz: 1 }],
    ['Consumed for a', '2048', { usedMiB: 2 }],
    ['Read rate for a,Write rate for a', '1000,500', { diskMBs: 1.5 }],
    ['Write rate for a', '500', { diskMBs: 0.5 }],
    ['Data receive rate for a,Data transmit rate for a', '1000,500', { networkMBs: 1.5 }],
    ['Data transmit rate for a', '500', { networkMBs: 0.5 }],
    ['Usage for a,Read rate for a', '1200,1000', { diskMBs: 1.2 }],
    ['Usage for a,Data receive rate for a', '1200,1000', { networkMBs: 1.2 }],
    ['Usage for a,Co-stop for a', '40,5', { busy: 40 }],
    ['Usage for a,Active for a', '40,5', {}],
    ['Usage for a,Granted for a', '40,5', {}],
    ['Usage for a,Host consumed % for a', '40,5', {}],
    ['Usage for a,Balloon for a', '40,5', {}],
    ['Usage for 0,Usage for 1,Ready for 0', '40,60,1', { busy: 40, ready: 0.005 }],
    ['Usage in MHz for a,Usage in MHz for 10.0.0.5', '1500,700', { usedGHz: 1.5 }],
    ['Usage in MHz for a (cluster)', '1500', { usedGHz: 1.5 }],
  ])('%s of %s', async (columns, values, expected) => {
    expect(await figures(chart(columns, values), 'export.csv')).toEqual(expected);
  });

  it.each([
    ['cpu of a.csv', { busy: 40 }],
    ['Processor.csv', { busy: 40 }],
    ['acpu.csv', {}],
    ['disk.csv', { diskMBs: 0.04 }],
    ['my datastore.csv', { diskMBs: 0.04 }],
    ['net.csv', { networkMBs: 0.04 }],
    ['network a.csv', { networkMBs: 0.04 }],
    ['netbeans.csv', {}],
  ])('%s tells which chart it is', async (name, expected) => {
    expect(await figures(chart('Usage for a', '40'), name)).toEqual(expected);
  });

  it('the step of ready time is the usual one, a hole or a repeated time beside it', async () => {
    const at = ['00', '20', '40', '40'].map((s) => `2026-01-05 10:00:${s},2000`);
    const text = ['Time,Ready for a', ...at, '2026-01-05 10:09:00,2000', '2026-01-05 10:09:20,2000', ''];
    expect(await figures(text.join('\n'), 'x.csv')).toEqual({ ready: 10 });
  });
});

describe('views of Aria Operations', () => {
  const view = (column: string, value: string) =>
    `Name,Date,${column}\na,2026-01-05 10:00,${value}\na,2026-01-05 10:05,${value}\n`;

  it.each([
    ['VM|CPU|Usage (MHz)|Avg', '1500', { usedGHz: 1.5 }],
    ['Virtual Machine|CPU|Demand (GHz)', '1.5', { usedGHz: 1.5 }],
    ['CPU|Usage (%)|Average', '40', { busy: 40 }],
    ['CPU|Demand (%)|Average', '40', {}],
    ['Memory|Consumed (KB)|Mean', '2048', { usedMiB: 2 }],
    ['Memory|Host Consumed (MB)|Last', '2', { usedMiB: 2 }],
    ['Memory|Utilization (KB)|Current', '2048', { usedMiB: 2 }],
    ['Memory|Utilization (%)', '20', {}],
    ['Memory|Consumed (%)', '20', {}],
    ['Network|Usage Rate (KBps)', '1500', { networkMBs: 1.5 }],
    ['Network I/O|Total Throughput (MBps)', '1.5', { networkMBs: 1.5 }],
    ['Virtual Disk|Total Throughput (KBps)', '1500', { diskMBs: 1.5 }],
    ['Disk Space|Usage Rate (KBps)', '1500', { diskMBs: 1.5 }],
    ['Datastore|Total Throughput (KBps)', '1500', { diskMBs: 1.5 }],
    ['Virtual Disk|Total IOPS', '7', { transfers: 7 }],
    ['Virtual Disk|Commands per second|Maximum', '7', { transfers: 7 }],
    ['CPU|Usage (MHz)|Min', '1500', {}],
    ['CPU|Usage (MHz)|Sum', '1500', {}],
    ['CPU|Usage (MHz)|Standard deviation', '1500', {}],
    ['CPU|Usage (MHz)|First', '1500', {}],
    ['CPU|Usage (MHz)|Percentile 95', '1500', { usedGHz: 1.5 }],
    ['Host System|CPU|Usage (MHz)', '1500', {}],
    ['CPU|Usage', '1500', {}],
  ])('%s of %s', async (column, value, expected) => {
    expect(await figures(view(column, value), 'v.csv')).toEqual(expected);
  });

  it.each([
    ['CPU|Usage (MHz)|Avg,CPU|Usage (MHz)|Max', '1000,3000', 1],
    ['CPU|Demand (MHz)|Avg,CPU|Usage (MHz)|Avg', '3000,1000', 1],
    ['CPU|Demand (MHz)|Avg,CPU|Usage (MHz)|Max', '1000,3000', 1],
    ['CPU|Demand (MHz)|Max,CPU|Usage (MHz)|Max', '3000,1000', 1],
  ])(
    'of %s with %s it is the usage before the demand, and means before peaks',
    async (column, value, used) => {
      expect(await figures(view(column, value), 'v.csv')).toEqual({ usedGHz: used });
    },
  );

  it.each([
    ['CPU|Number of vCPUs', '4', 'cores', 4],
    ['CPU|vCPU', '4', 'cores', 4],
    ['CPU|Provisioned vCPUs|Last', '4.4', 'cores', 4],
    ['CPU|vCPUs', '3.6', 'cores', 4],
    ['CPU|vCPUs', '1', 'cores', 1],
    ['CPU|vCPU', '0.5', 'cores', undefined],
    ['Memory|Total Capacity (GB)', '1.5', 'memory', 1536],
    ['Memory|Total Capacity (KB)', '0', 'memory', undefined],
  ] as const)('%s of %s', async (column, value, fact, expected) => {
    const { recordings } = await read(view(`CPU|Usage (%),${column}`, `40,${value}`), {}, 'v.csv');
    expect(recordings[0].facts[fact]).toBe(expected);
  });
});
