import { describe, expect, test } from 'vitest';
import { moments, read, refusal, saying, series } from '../read';

describe('nmon', () => {
  const head = [
    'AAA,progname,nmon',
    'AAA,host,web01',
    'AAA,cpus,4',
    'CPU001,CPU 1 web01,User%,Sys%,Wait%,Idle%,Steal%',
    'CPU_ALL,CPU Total web01,User%,Sys%,Wait%,Idle%,Steal%,Busy,CPUs',
    'MEM,Memory MB web01,memtotal,hightotal,lowtotal,swaptotal,memfree,highfree,lowfree,swapfree,memshared,cached,active,bigfree,buffers,swapcached,inactive',
    'NET,Network I/O web01,lo-read-KB/s,eth0-read-KB/s,lo-write-KB/s,eth0-write-KB/s',
    'DISKREAD,Disk Read KB/s web01,sda,sda1,nvme0n1,nvme0n1p1,dm-0',
    'DISKXFER,Disk transfers per second web01,sda,sda1,nvme0n1,nvme0n1p1,dm-0',
    'NETPACKET,Network Packets web01,lo-read/s,eth0-read/s',
    'BBBP,000,/proc/cpuinfo,"processor : 0"',
  ];
  const snapshot = (n: string, clock: string, idle: number) => [
    `ZZZZ,${n},${clock},04-MAR-2024`,
    `CPU001,${n},50,10,5,35,0`,
    `CPU_ALL,${n},20,${70 - idle},5,${idle},5,,4`,
    `MEM,${n},8192,-1,-1,2048,1024,-1,-1,2048,-1,2048,3000,-1,1024,0,2000`,
    `NET,${n},9000,1000,9000,500`,
    `DISKREAD,${n},1000,1000,500,500,1500`,
    `DISKXFER,${n},10,10,5,5,15`,
  ];
  const whole = [...head, ...snapshot('T0001', '09:00:00', 60), ...snapshot('T0002', '09:01:00', 45)];

  test('joins figures to the times of their snapshots, counts partitions and stacked devices once', async () => {
    const reading = await read(whole.join('\n'), {}, 'web01_240304_0900.nmon');
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { threads: 4, measured: 'guest', memory: 8192 }],
    ]);
    expect(series(reading, 'busy')).toEqual([30, 45]);
    expect(series(reading, 'availableMiB')).toEqual([4096, 4096]);
    expect(series(reading, 'diskMBs')).toEqual([1.536, 1.536]);
    expect(series(reading, 'transfers')).toEqual([15, 15]);
    expect(series(reading, 'networkMBs')).toEqual([1.536, 1.536]);
    expect(moments(reading)).toEqual(['2024-03-04T09:00:00', '2024-03-04T09:01:00']);
    expect(saying(reading, 'NETPACKET')).toHaveLength(1);
  });

  test('is read the same when its lines were sorted', async () => {
    const sorted = await read([...whole].sort().join('\n'), {}, 'a.nmon');
    expect([series(sorted, 'busy'), moments(sorted)[0]]).toEqual([[30, 45], '2024-03-04T09:00:00']);
  });

  test('of AIX gives memory and processors by its own names', async () => {
    const text = [
      'AAA,progname,topas_nmon',
      'AAA,host,aix1',
      'CPU_ALL,CPU Total aix1,User%,Sys%,Wait%,Idle%,Busy,PhysicalCPUs',
      'MEM,Memory aix1,Real Free %,Virtual free %,Real free(MB),Virtual free(MB),Real total(MB),Virtual total(MB)',
      'ZZZZ,T0001,09:00:00,04-MAR-2024',
      'CPU_ALL,T0001,30,10,10,50,,8',
      'MEM,T0001,50,90,4096,900,8192,1000',
    ];
    const reading = await read(text.join('\n'), {}, 'a.nmon');
    expect([series(reading, 'busy'), series(reading, 'availableMiB')]).toEqual([[40], [4096]]);
    expect(reading.recordings[0].facts).toEqual({ threads: 8, memory: 8192 });
  });

  test('that lost a time leaves those figures out, and says so; torn lines are told', async () => {
    const damaged = whole
      .filter((line) => !line.startsWith('ZZZZ,T0001'))
      .concat('CPU_ALL,T0003,1,2,3,4,5,6,7,8,9,10');
    const reading = await read(damaged.join('\n'), {}, 'a.nmon');
    expect([series(reading, 'busy'), moments(reading)]).toEqual([[45], ['2024-03-04T09:01:00']]);
    expect(saying(reading, 'without a line ZZZZ')[0].level).toBe('warning');
    expect(saying(reading, 'could not be read')[0].where).toBe(`a.nmon:${damaged.length}`);
  });
});

describe('collectl -P', () => {
  const preamble = [
    '################################################################################',
    '# Host:       web01  DaemonOpts:',
    '# SubSys:     cdmn Options:  Interval: 10 NumCPUs: 4 [HYPER] NumBud: 0 Flags: i',
    '# Kernel:     4.9.0-14-amd64  Memory: 8388608 kB  Swap: 0 kB',
  ];
  const names =
    '[CPU]User% [CPU]Nice% [CPU]Sys% [CPU]Wait% [CPU]Steal% [CPU]Idle% [CPU]Totl% [CPU]Ctx/sec [MEM]Tot [MEM]Used [MEM]Free [MEM]Buf [MEM]Cached [NET]RxPktTot [NET]RxKBTot [NET]TxKBTot [DSK]ReadTot [DSK]WriteTot [DSK]OpsTot [DSK]ReadKBTot [DSK]WriteKBTot';
  const cells = (idle: number) =>
    `20 0 ${75 - idle} 5 0 ${idle} 99 1000 8388608 4194304 2097152 1048576 1048576 9 1000 500 10 20 30 500 500`;

  test.each([
    ['dates', `#Date Time ${names}`, (k: number) => `20240304 09:00:${k}0`],
    ['seconds since 1970', `#UTC ${names}`, (k: number) => `${1_709_542_800 + 10 * k}.003`],
  ])('with %s', async (_, header, time) => {
    const text = [...preamble, header, `${time(0)} ${cells(60)}`, `${time(1)} ${cells(45)}`];
    const reading = await read(text.join('\n'), {}, 'web01-20240304.tab');
    expect(reading.recordings.map(({ server, facts }) => [server, facts])).toEqual([
      ['web01', { threads: 4, memory: 8192 }],
    ]);
    expect(series(reading, 'busy')).toEqual([35, 50]);
    expect(series(reading, 'availableMiB')).toEqual([4096, 4096]);
    expect(series(reading, 'networkMBs')).toEqual([1.536, 1.536]);
    expect([series(reading, 'transfers')[0], series(reading, 'diskMBs')[0]]).toEqual([30, 1.024]);
    expect(moments(reading)[1].slice(0, 18)).toBe('2024-03-04T09:00:1');
  });

  test('parted by commas; torn rows are told; times without dates are refused with the command', async () => {
    const comma = (line: string) => line.replaceAll(' ', ',');
    const text = [
      ...preamble,
      comma(`#Date Time ${names}`),
      comma(`20240304 09:00:00 ${cells(60)}`),
      '20240304,09:00:10,1',
    ];
    const reading = await read(text.join('\n'), {}, 'c.csv');
    expect(series(reading, 'busy')).toEqual([35]);
    expect(saying(reading, 'could not be read')[0].where).toBe('c.csv:7');
    const dateless = await refusal(['#Date Time [CPU]Idle%', '#Time [CPU]Idle%', '09:00:00 10'].join('\n'));
    expect(dateless.fix).toContain('-oD');
  });
});
