import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/estate/recording';
import { read, refusal, saying } from '../read';

const figures = ({ recordings }: Reading) =>
  recordings.map(({ server, facts, measures, on }) => ({
    server,
    facts,
    ...(on === undefined ? {} : { on }),
    ...Object.fromEntries(
      Object.entries(measures).map(([id, [value]]) => [id, Number(value.toPrecision(6))]),
    ),
  }));

describe('Measure-VM of Hyper-V', () => {
  const facts = { present: 'hyperv', measured: 'host' };

  test('as a table: MHz and MiB whatever its heads leave out', async () => {
    const reading = await read(
      '"VMName","AvgCPU(MHz)","AvgRAM(M)","MaxRAM(M)","MinRAM(M)","TotalDisk(M)","NetworkInbound(M)"\n"web01","420","2048","4096","1024","65536","12"\n',
    );
    expect(figures(reading)).toEqual([
      { server: 'web01', facts, usedGHz: 0.42, usedMiB: 4096, spaceGiB: 64 },
    ]);
    expect(saying(reading, 'is an average, and no peak is given')).toHaveLength(1);
  });

  test('as objects: its machines are the servers, and the computer is their host', async () => {
    const reading = await read(
      '"ComputerName","VMName","MeteringDuration","AverageProcessorUsage","AverageMemoryUsage","MaximumMemoryUsage","AggregatedAverageNormalizedIOPS"\n"HV1","web01","1.00:00:00","420","2048","4096","35"\n"HV1","db01","1.00:00:00","3100","16384","16384","400"\n',
    );
    expect(figures(reading)).toEqual([
      { server: 'web01', on: 'HV1', facts, usedGHz: 0.42, usedMiB: 4096, transfers: 35 },
      { server: 'db01', on: 'HV1', facts, usedGHz: 3.1, usedMiB: 16384, transfers: 400 },
    ]);
  });
});

describe('lists of other vendors, by their columns', () => {
  test('Live Optics: peaks, what is configured, and the host as a place and no wish', async () => {
    const reading = await read(
      'VM Name,Power State,Virtual CPU,Provisioned Memory (MiB),Peak CPU (GHz),Average CPU (GHz),Peak Memory Consumed (GiB),Peak IOPS,Virtual Disk Used (GiB),Host\nweb01,poweredOn,4,8192,2.5,0.7,6,300,40,esx1\nold,poweredOff,2,4096,0,0,0,0,20,esx1\n',
    );
    expect(figures(reading)).toEqual([
      {
        server: 'web01',
        on: 'esx1',
        facts: { cores: 4, memory: 8192 },
        usedGHz: 2.5,
        usedMiB: 6144,
        transfers: 300,
        spaceGiB: 40,
      },
    ]);
    expect(reading.leftOut!.map(({ guest }) => guest)).toEqual(['old']);
  });

  test.each([
    'Name,State,Status,Host,Provisioned Space,Used Space,Host CPU,Host Mem\nweb01,Powered On,Normal,esx1,40 GB,20 GB,900 MHz,1.5 GB\ndb01,Powered On,Normal,esx2,1.2 TB,0.6 TB,1.2 GHz,900 MB\n',
    'Name,State,Status,Host,Provisioned Space,Used Space,Host CPU - MHz,Host Mem - MB,Guest Mem - %\nweb01,Powered On,Normal,esx1,40 GB,20 GB,900,1536,12\ndb01,Powered On,Normal,esx2,1.2 TB,0.6 TB,1200,900,7\n',
  ])('the list of VMs of vSphere’s client: what each uses of its host (%#)', async (text) => {
    expect(figures(await read(text))).toEqual([
      { server: 'web01', on: 'esx1', facts: {}, usedGHz: 0.9, usedMiB: 1536, spaceGiB: 20 },
      { server: 'db01', on: 'esx2', facts: {}, usedGHz: 1.2, usedMiB: 900, spaceGiB: 614.4 },
    ]);
  });

  test('Nutanix: a size that nobody says is memory is none', async () => {
    const reading = await read(
      'VM Name,Power State,vCPUs,CPU Usage %,Memory (MiB),Memory Usage %,Capacity (GiB),Used (GiB),Host Name,Cluster\nweb01,On,4,20,8192,50,100,40,h1,c\n',
    );
    expect(figures(reading)).toEqual([
      {
        server: 'web01',
        on: 'h1',
        facts: { cores: 4, memory: 8192 },
        busy: 20,
        usedMiB: 4096,
        spaceGiB: 100,
      },
    ]);
  });

  test('a host in a plain list of servers is a wish', async () => {
    expect(figures(await read('name,cores,peak %,host\na,2,50,big\n'))).toEqual([
      { server: 'a', facts: { cores: 2, host: 'big' }, busy: 50 },
    ]);
  });
});

describe('Azure Migrate', () => {
  const HEADS =
    '*Server name,IP addresses,*Cores,*Memory (In MB),*OS name,OS architecture,Server type,Hypervisor,CPU utilization percentage,Memory utilization percentage,Network In throughput,Network Out throughput,Disk 1 size (In GB),Disk 1 read throughput (MB per second),Disk 1 write throughput (MB per second),Disk 1 read ops (operations per second),Disk 1 write ops (operations per second),Disk 2 size (In GB)';

  test('adds up ways and disks, and takes a share of memory for what it is of', async () => {
    const reading = await read(
      `${HEADS}\nsrv-a,10.0.0.1,4,8192,Windows Server 2016,x64,Physical,,40,50,2,3,100,5,6,50,60,20\nsrv-b,10.0.0.2,8,16384,Linux,x86_64,Virtual,Hyper-V,,,,,50,,,,,\n`,
    );
    expect(figures(reading)).toEqual([
      {
        server: 'srv-a',
        facts: { cores: 4, memory: 8192, os: 'Windows Server 2016', bits: 64, measured: 'native' },
        busy: 40,
        networkMBs: 5,
        spaceGiB: 120,
        diskMBs: 11,
        transfers: 110,
        usedMiB: 4096,
      },
      {
        server: 'srv-b',
        facts: { cores: 8, memory: 16384, os: 'Linux', bits: 64, measured: 'guest', present: 'hyperv' },
        spaceGiB: 50,
      },
    ]);
  });

  test('with one server twice is refused by line', async () => {
    const finding = await refusal(`${HEADS}\nsrv-a,,4,1,,,,,,,,,,,,,,\nsrv-a,,4,1,,,,,,,,,,,,,,\n`);
    expect(finding.where).toBe('log.csv:3:1');
  });
});

test('GWA-T-12: seconds under a head that says ms, MHz, and what the machine has', async () => {
  const heads =
    'Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s];\tDisk write throughput [KB/s];\tNetwork received throughput [KB/s];\tNetwork transmitted throughput [KB/s]';
  const rows = [0, 300, 600].map(
    (s) =>
      `${1376314846 + s};\t4;\t11703.99824;\t100.5;\t1.1;\t6.7108864E7;\t2097152;\t3000;\t1000;\t0.0;\t500`,
  );
  const reading = await read(`${heads}\n${rows.join('\n')}\n`, {}, '17.csv');
  const [{ facts, ...one }] = figures(reading);
  expect(one).toEqual({
    server: '17',
    usedGHz: 0.1005,
    busy: 1.1,
    usedMiB: 2048,
    diskMBs: 4,
    networkMBs: 0.5,
  });
  expect(facts).toMatchObject({ cores: 4, memory: 65536 });
  expect(new Date(reading.recordings[0].times[0]).toISOString()).toBe('2013-08-12T13:40:46.000Z');
});
