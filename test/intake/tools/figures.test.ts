/** Every column that a tool's reader knows, alone in its file: which measure it is, and in which unit it is written. */
import { describe, expect, it } from 'vitest';
import type { MeasureId } from '../../../src/estate/measure';
import { read } from '../read';

/** The last figure of each measure of the first machine, to six digits. */
async function figures(text: string, name: string): Promise<Partial<Record<MeasureId, number>>> {
  const [first] = (await read(text, {}, name)).recordings;
  return Object.fromEntries(
    Object.entries(first?.measures ?? {}).map(([measure, values]) => [
      measure,
      Number(values[values.length - 1].toPrecision(6)),
    ]),
  );
}

/** Bytes as MiB and a second's as 10^6 bytes. */
const [MIB, K] = [1048576, 1024];

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
    ['CPU|vCPU', '0.5', 'cores', undefined],
    ['Memory|Total Capacity (GB)', '1.5', 'memory', 1536],
    ['Memory|Total Capacity (KB)', '0', 'memory', undefined],
  ] as const)('%s of %s', async (column, value, fact, expected) => {
    const { recordings } = await read(view(`CPU|Usage (%),${column}`, `40,${value}`), {}, 'v.csv');
    expect(recordings[0].facts[fact]).toBe(expected);
  });
});

describe('what tools of Linux print', () => {
  const sadf = (key: string, columns: string, values: string) =>
    [
      `# hostname;interval;timestamp;${key}${columns}`,
      ...['10:00:00', '10:01:00'].map(
        (at) =>
          `web01;60;2026-01-05 ${at} UTC;${key && `${key === 'CPU;' ? -1 : key === 'DEV;' ? 'sda' : 'eth0'};`}${values}`,
      ),
    ].join('\n');

  it.each([
    ['CPU;', '%idle', '60', { busy: 40 }],
    ['CPU;', '%idle;%iowait;%steal', '60;10;5', { busy: 25 }],
    ['CPU;', '%idle;%iowait', '60.3;40.2', { busy: 0 }],
    ['CPU;', '%idle', '100', { busy: 0 }],
    ['', 'kbavail;kbmemfree', `${2 * K};${K}`, { availableMiB: 2 }],
    ['', 'kbmemfree', `${K}`, { availableMiB: 1 }],
    ['', 'kbmemfree;kbbuffers', `${K};${2 * K}`, { availableMiB: 3 }],
    ['', 'kbmemfree;kbcached', `${K};${2 * K}`, { availableMiB: 3 }],
    ['', 'tps', '7', { transfers: 7 }],
    ['', 'bread/s;bwrtn/s', '1000;3000', { diskMBs: 2.048 }],
    ['DEV;', 'rd_sec/s;wr_sec/s', '1000;3000', { diskMBs: 2.048 }],
    ['DEV;', 'rkB/s;wkB/s', '1000;500', { diskMBs: 1.536 }],
    ['IFACE;', 'rxkB/s;txkB/s', '1000;500', { networkMBs: 1.536 }],
    ['IFACE;', 'rxbyt/s;txbyt/s', '1000000;500000', { networkMBs: 1.5 }],
    ['', 'cswch/s', '900', { switches: 900 }],
    ['', 'proc/s', '9', {}],
  ])('sadf: %s%s of %s', async (key, columns, values, expected) => {
    expect(await figures(sadf(key, columns, values), 's.csv')).toEqual(expected);
  });

  it('a processor more idle than there is time has no figure', async () => {
    const { recordings } = await read(sadf('CPU;', '%idle', '101'), {}, 's.csv');
    expect(recordings[0]?.measures.busy?.[1] ?? NaN).toBeNaN();
  });

  it('what is available counts before what is free, wherever it stands', async () => {
    const text = `${sadf('', 'kbmemfree', `${K}`)}\n${sadf('', 'kbavail', `${2 * K}`)}`;
    expect(await figures(text, 's.csv')).toEqual({ availableMiB: 2 });
  });

  const dstat = (group: string, columns: string, values: string) =>
    [
      '"Dstat 0.7.3 CSV output"',
      '"Cmdline:","dstat",,,,"Date:","05 Jan 2026 10:00:00 UTC"',
      `"system","${group}"${columns.replaceAll(/[^,]/g, '')}`,
      `"time",${columns}`,
      ...['00', '15', '30'].map((s) => `05-01 10:00:${s},${values}`),
    ].join('\n');

  it.each([
    ['total cpu usage', 'usr,idl', '1,60', { busy: 40 }],
    ['total cpu usage', 'idl,wai,stl', '60,10,5', { busy: 25 }],
    ['cpu3', 'usr,idl', '1,60', { busy: 40 }],
    ['memory usage', 'free', `${MIB}`, { availableMiB: 1 }],
    ['memory usage', 'free,buff,cach', `${MIB},${MIB},${2 * MIB}`, { availableMiB: 4 }],
    ['memory usage', 'free,buf', `${MIB},${MIB}`, { availableMiB: 2 }],
    ['dsk/total', 'read,writ', '1e6,500000', { diskMBs: 1.5 }],
    ['io/total', 'read,writ', '7,8', { transfers: 15 }],
    ['net/total', 'recv,send', '1e6,500000', { networkMBs: 1.5 }],
    ['net/eth0', 'recv,send', '1e6,500000', { networkMBs: 1.5 }],
    ['net/lo', 'recv,send', '1e6,500000', {}],
    ['system', 'int,csw', '5,900', { switches: 900 }],
    ['swap', 'used,free', '5,900', {}],
  ])('dstat: %s with %s of %s', async (group, columns, values, expected) => {
    expect(await figures(dstat(group, columns, values), 'd.csv')).toEqual(expected);
  });

  const collectl = (columns: string, values: string) =>
    `#Date Time ${columns}\n20260105 10:00:00 ${values}\n20260105 10:00:10 ${values}\n`;

  it.each([
    ['[CPU]Idle%', '60', { busy: 40 }],
    ['[CPU]Idle% [CPU]Wait% [CPU]Steal%', '60 10 5', { busy: 25 }],
    ['[CPU]Ctx/sec', '900', { switches: 900 }],
    ['[MEM]Free', `${K}`, { availableMiB: 1 }],
    ['[MEM]Free [MEM]Buf [MEM]Cached', `${K} ${K} ${2 * K}`, { availableMiB: 4 }],
    ['[NET]RxKBTot [NET]TxKBTot', '1000 500', { networkMBs: 1.536 }],
    ['[DSK]ReadTot [DSK]WriteTot', '7 8', { transfers: 15 }],
    ['[DSK]ReadKBTot [DSK]WriteKBTot', '1000 500', { diskMBs: 1.536 }],
    ['[MEM]Tot', `${K}`, {}],
  ])('collectl: %s of %s', async (columns, values, expected) => {
    expect(await figures(collectl(columns, values), 'c.tab')).toEqual(expected);
  });

  it.each([
    ['0 0 0 1024 1024 2048 0 0 0 0 0 0 0 0 100 0 0', { availableMiB: 4 }],
    ['0 0 0 0 0 0 0 0 1000 500 0 0 0 0 100 0 0', { diskMBs: 1.536 }],
    ['0 0 0 0 0 0 0 0 0 0 500 900 0 0 100 0 0', { switches: 900 }],
    ['0 0 0 0 0 0 0 0 0 0 0 0 20 20 60 0 0', { busy: 40 }],
    ['0 0 0 0 0 0 0 0 0 0 0 0 20 5 60 10 5', { busy: 25 }],
  ])('vmstat: %s', async (values, expected) => {
    const row = (s: number) => `${values} 2026-01-05 10:00:${s}`;
    const text = [`r b swpd free buff cache si so bi bo in cs us sy id wa st UTC`, row(10), row(25), row(40)];
    const idle = { busy: 0, availableMiB: 0, diskMBs: 0, switches: 0 };
    expect(await figures(text.join('\n'), 'web01.log')).toEqual({ ...idle, ...expected });
  });

  const nmon = (header: string, values: string) =>
    [
      'AAA,progname,nmon',
      `${header.replace(',', ',words,')}`,
      ...['T0001', 'T0002'].flatMap((n, k) => [
        `ZZZZ,${n},10:0${k}:00,05-JAN-2026`,
        `${header.split(',')[0]},${n},${values}`,
      ]),
    ].join('\n');

  it.each([
    ['CPU_ALL,Idle%', '60', { busy: 40 }],
    ['CPU_ALL,User%,Wait%,Idle%,Steal%', '9,10,60,5', { busy: 25 }],
    ['CPU_ALL,Wait,Idle', '10,60', { busy: 30 }],
    ['CPU003,Idle%', '60', { busy: 40 }],
    ['MEM,memfree', '1024', { availableMiB: 1024 }],
    ['MEM,memfree,cached,buffers', '1024,512,256', { availableMiB: 1792 }],
    ['MEM,memfree,cached,buffers', '1024,-1,-1', { availableMiB: 1024 }],
    ['MEM,memfree,cached', '1024,0', { availableMiB: 1024 }],
    ['MEM,memfree,memavailable', '1024,2048', { availableMiB: 2048 }],
    ['MEM,memfree,memavailable', '1024,-1', { availableMiB: 1024 }],
    ['MEM,Real Free %,Real free(MB)', '12,4096', { availableMiB: 4096 }],
    ['NET,eth0-read-KB/s,eth0-write-KB/s', '1000,500', { networkMBs: 1.536 }],
    ['NET,lo-read-KB/s,eth0-write-KB/s', '1000,500', { networkMBs: 0.512 }],
    ['NET,eth0-read/s,eth0-write-KB/s', '1000,500', { networkMBs: 0.512 }],
    ['DISKREAD,sda,sdb', '1000,500', { diskMBs: 1.536 }],
    ['DISKREAD,sda,sda1', '1000,500', { diskMBs: 1.024 }],
    ['DISKWRITE1,sdz', '1000', { diskMBs: 1.024 }],
    ['DISKXFER,sda,sdb,dm-0', '7,8,9', { transfers: 15 }],
    ['PROC,Runnable,pswitch', '3,900', { switches: 900 }],
    ['DISKBUSY,sda', '50', {}],
  ])('nmon: %s of %s', async (header, values, expected) => {
    expect(await figures(nmon(header, values), 'n.nmon')).toEqual(expected);
  });
});

describe('series of Prometheus', () => {
  const series = (name: string, labels: object, values: readonly number[]) => ({
    metric: { ...(name ? { __name__: name } : {}), instance: 'web01:9100', ...labels },
    values: values.map((value, k) => [1_767_607_200 + 60 * k, String(value)]),
  });
  const answer = (...result: object[]) => JSON.stringify({ data: { resultType: 'matrix', result } });
  const rate = (each: number) => [0, 60 * each];

  it.each([
    ['node_memory_MemAvailable_bytes', {}, [0, MIB], { availableMiB: 1 }],
    ['node_memory_MemFree_bytes', {}, [0, MIB], { availableMiB: 1 }],
    ['node_disk_read_bytes_total', { device: 'sda' }, rate(1e6), { diskMBs: 1 }],
    ['node_disk_written_bytes_total', { device: 'sda' }, rate(1e6), { diskMBs: 1 }],
    ['node_disk_written_bytes_total', { device: 'dm-0' }, rate(1e6), {}],
    ['node_disk_reads_completed_total', { device: 'sda' }, rate(7), { transfers: 7 }],
    ['node_disk_writes_completed_total', { device: 'sda' }, rate(7), { transfers: 7 }],
    ['node_disk_writes_completed_total', { device: 'md0' }, rate(7), {}],
    ['node_network_receive_bytes_total', { device: 'eth0' }, rate(1e6), { networkMBs: 1 }],
    ['node_network_transmit_bytes_total', { device: 'eth0' }, rate(1e6), { networkMBs: 1 }],
    ['node_network_transmit_bytes_total', { device: 'lo' }, rate(1e6), {}],
    ['node_context_switches_total', {}, rate(900), { switches: 900 }],
    ['windows_memory_available_bytes', {}, [0, MIB], { availableMiB: 1 }],
    ['windows_physical_disk_read_bytes_total', { disk: '0' }, rate(1e6), { diskMBs: 1 }],
    ['windows_physical_disk_write_bytes_total', { disk: '0' }, rate(1e6), { diskMBs: 1 }],
    ['windows_physical_disk_reads_total', { disk: '0' }, rate(7), { transfers: 7 }],
    ['windows_physical_disk_writes_total', { disk: '0' }, rate(7), { transfers: 7 }],
    ['windows_net_bytes_total', { nic: 'a' }, rate(1e6), { networkMBs: 1 }],
    ['windows_system_context_switches_total', {}, rate(900), { switches: 900 }],
    ['container_cpu_usage_seconds_total', { container: 'a' }, rate(0.5), { usedCores: 0.5 }],
    ['container_memory_working_set_bytes', { container: 'a' }, [0, MIB], { usedMiB: 1 }],
    ['container_memory_working_set_bytes', {}, [0, MIB], { usedMiB: 1 }],
    ['requests_total', {}, [0, 60], {}],
    ['cpu_busy_percent', {}, [0, 40], { busy: 40 }],
    ['cpu_idle_percent', {}, [0, 60], { busy: 40 }],
    ['memory_used_MB', {}, [0, 40], { usedMiB: 40 }],
    ['memory_used_MB_total', {}, [0, 40], {}],
  ])('%s %j of %j', async (name, labels, values, expected) => {
    expect(await figures(answer(series(name, labels, values)), 'p.json')).toEqual(expected);
  });

  it.each([
    ['node_memory_MemTotal_bytes', 8192 * MIB, { memory: 8192 }],
    ['windows_cs_physical_memory_bytes', 8192 * MIB, { memory: 8192 }],
    ['windows_memory_physical_total_bytes', 8192 * MIB, { memory: 8192 }],
    ['windows_cs_logical_processors', 8, { threads: 8 }],
    ['windows_cs_logical_processors', 1, { threads: 1 }],
    ['windows_cs_logical_processors', 0.9, {}],
  ])('%s of %d is a fact', async (name, value, facts) => {
    const text = answer(
      series('node_memory_MemAvailable_bytes', {}, [MIB, MIB]),
      series(name, {}, [value / 4, value]),
    );
    expect((await read(text, {}, 'p.json')).recordings[0].facts).toEqual(facts);
  });

  const modes = (name: string, cpu: string, values: Readonly<Record<string, readonly number[]>>) =>
    Object.entries(values).map(([mode, each]) => series(name, { mode, ...(cpu ? { cpu } : {}) }, each));

  it.each([
    ['counted by modes', modes('node_cpu_seconds_total', '0', { idle: rate(0.6), user: rate(0.4) }), 40],
    ['of Windows', modes('windows_cpu_time_total', '0', { idle: rate(0.6), user: rate(0.4) }), 40],
    [
      'with what waits and what was stolen',
      modes('node_cpu_seconds_total', '0', {
        idle: rate(0.6),
        iowait: rate(0.1),
        steal: rate(0.05),
        user: rate(0.25),
      }),
      25,
    ],
    [
      'of two processors',
      [
        ...modes('node_cpu_seconds_total', '0', { idle: rate(0.6), user: rate(0.4) }),
        ...modes('node_cpu_seconds_total', '1', { idle: rate(0.2), user: rate(0.8) }),
      ],
      60,
    ],
    [
      'of four processors in one',
      modes('node_cpu_seconds_total', '', { idle: rate(3), user: rate(0.5), system: rate(0.5) }),
      25,
    ],
    ['in per cent', modes('', '', { idle: [60, 60], user: [30, 30], system: [10, 10] }), 40],
    ['of one', modes('', '', { idle: [0.6, 0.6], user: [0.3, 0.3], system: [0.1, 0.1] }), 40],
    ['idle alone, of one', modes('', '', { idle: [0.6, 0.6] }), 40],
    ['idle alone, a hair above one', modes('', '', { idle: [1.05, 1.05] }), 0],
    ['idle alone, which may be anything', modes('', '', { idle: [60, 60] }), undefined],
    ['at work', modes('', '', { user: [0.3, 0.3], system: [0.1, 0.1] }), 40],
    [
      'at work on Windows, interrupts within',
      modes('', '', { user: [0.3, 0.3], privileged: [0.1, 0.1], dpc: [0.05, 0.05] }),
      undefined,
    ],
    ['with one way of work alone', modes('', '', { user: [0.3, 0.3] }), undefined],
  ])('processor time %s', async (_, all, busy) => {
    expect((await figures(answer(...all), 'p.json')).busy).toBe(busy);
  });
});

describe('panels of Grafana', () => {
  const panel = (legend: string, cell: string) =>
    `"Time","${legend}","b{device=""x""}"\n2026-01-05 10:00:00,"${cell}",1\n2026-01-05 10:01:00,"${cell}",1\n`;

  it.each([
    ['web01 memory used MB', '512', { usedMiB: 512 }],
    ['web01 CPU busy', '40%', { busy: 40 }],
    ['web01 CPU busy', '40 %', { busy: 40 }],
    ['web01 CPU idle', '60 %', { busy: 40 }],
    ['web01 CPU busy %', 'NaN', {}],
    ['web01 CPU busy %', '4e1', { busy: 40 }],
  ])('"%s" of "%s"', async (legend, cell, expected) => {
    const found = await figures(panel(legend, cell), 'g.csv');
    expect(Object.fromEntries(Object.entries(found).filter(([, value]) => !Number.isNaN(value)))).toEqual(
      expected,
    );
  });
});
