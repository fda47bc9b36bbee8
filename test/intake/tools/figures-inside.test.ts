/** Every column that tools within a machine write, alone in its file: which measure it is, and in which unit. */
import { describe, expect, it } from 'vitest';
import { read } from '../read';
import { figures } from './figures';

/** Bytes of a MiB. */
const MIB = 1048576;
/** KiB of a MiB. */
const K = 1024;

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
