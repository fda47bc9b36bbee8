/** A column is used only where it is understood: no quantity becomes a server, none is read as another. */
import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../src/intake/table/vocabulary';
import { read, refusal, saying, series } from '../read';

const over = (head: string, ...rows: string[]) =>
  `${head}\n${rows.map((row, k) => `2024-03-04 09:${String(5 * k).padStart(2, '0')}:00,${row}`).join('\n')}\n`;
const names = ({ recordings }: { recordings: readonly { server: string }[] }) =>
  recordings.map(({ server }) => server);

describe('bytes and bits', () => {
  test.each([
    ['web01 disk KBps', 'diskMBs', 1e-3],
    ['web01 disk MBps', 'diskMBs', 1],
    ['web01 disk GBps', 'diskMBs', 1e3],
    ['web01 network Bps', 'networkMBs', 1e-6],
    ['web01 network KBps', 'networkMBs', 1e-3],
    ['web01 network KB/s', 'networkMBs', 1e-3],
    ['web01 network Mbps', 'networkMBs', 0.125],
    ['web01 network mbps', 'networkMBs', 0.125],
    ['web01 network kbps', 'networkMBs', 1.25e-4],
    ['web01 network Mb/s', 'networkMBs', 0.125],
    ['web01 network Gb/s', 'networkMBs', 125],
    ['web01 network bps', 'networkMBs', 1.25e-7],
    ['web01 network Mbit/s', 'networkMBs', 0.125],
    ['web01 network MiB/s', 'networkMBs', 1],
  ])('%s', (header, measure, scale) => {
    const meaning = meaningOf(header)!;
    expect([meaning.server, meaning.measure]).toEqual(['web01', measure]);
    expect(meaning.scale! / scale).toBeCloseTo(1, 12);
  });
});

describe('what is no load is named and not used', () => {
  test.each([
    'cpu ready ms',
    'cpu temperature',
    'processor queue length',
    'disk latency ms',
    'network packets/s',
    'network errors/s',
    'swap used MB',
    'memory cached MB',
    'cpu user %',
    'cpu iowait %',
    'cpu min %',
    'disk response time ms',
    'threads',
    'uptime s',
  ])('%s', async (what) => {
    const reading = await read(over(`timestamp,web01 cpu %,web01 ${what}`, '20,8000', '30,9000'));
    expect(names(reading)).toEqual(['web01']);
    expect(Object.keys(reading.recordings[0].measures)).toEqual(['busy']);
    expect(series(reading, 'busy')).toEqual([20, 30]);
    expect(saying(reading, what)).not.toEqual([]);
  });
});

describe('what is left of a hundred is not what is used', () => {
  test.each([
    ['in a column for each server', over('timestamp,web01 idle %,db01 cpu idle %', '90,80', '85,70')],
    ['as shares of one', over('timestamp,web01 cpu idle,db01 cpu idle', '.9,.8', '.85,.7')],
    [
      'in a row for each sample',
      over('timestamp,server,counter,value', 'web01,cpu idle %,90', 'db01,% idle,80')
        .replace('09:05', '09:00')
        .concat('2024-03-04 09:05:00,web01,cpu idle %,85\n2024-03-04 09:05:00,db01,% idle,70\n'),
    ],
  ])('%s', async (_, text) => {
    const reading = await read(text);
    expect(names(reading)).toEqual(['web01', 'db01']);
    expect(series(reading, 'busy', 0)).toEqual([10, 15]);
    expect(series(reading, 'busy', 1)).toEqual([20, 30]);
  });

  test('and where both are there, what is used counts', async () => {
    const reading = await read(over('timestamp,web01 cpu idle %,web01 cpu %', '70,25', '60,35'));
    expect(series(reading, 'busy')).toEqual([25, 35]);
  });
});

describe('sums and means of the others are no servers', () => {
  test.each(['Total', 'Average', 'Grand Total', 'AVG', 'Gesamt', 'Durchschnitt', 'Moyenne', 'Итого', 'Sum'])(
    'called %s',
    async (name) => {
      const wide = await read(over(`timestamp,web01,db01,${name}`, '20,40,60', '25,30,55'));
      const list = await read(`name,cores,CPU peak %\nweb01,4,20\ndb01,4,40\n${name},8,60\n`);
      const long = await read(
        `timestamp,server,cpu %\n${['web01,20', 'db01,40', `${name},60`].map((row) => `2024-03-04 09:00:00,${row}`).join('\n')}\n`,
      );
      for (const reading of [wide, list, long]) {
        expect(names(reading)).toEqual(['web01', 'db01']);
        expect(reading.leftOut!.map(({ guest }) => guest)).toEqual([name]);
      }
    },
  );

  const rows = Array.from({ length: 8 }, (_, k) => [10 + k, 7 + ((3 * k) % 5), 20 - k, 1 + ((k * k) % 11)]);
  test.each([
    ['sum', (row: number[]) => row.reduce((a, b) => a + b)],
    ['mean', (row: number[]) => row.reduce((a, b) => a + b) / row.length],
  ])('of whatever name: their %s in every row', async (_, of) => {
    const text = over('timestamp,web01,db01,mail,app,farm', ...rows.map((row) => [...row, of(row)].join()));
    const reading = await read(text);
    expect(names(reading)).toEqual(['web01', 'db01', 'mail', 'app']);
    expect(reading.leftOut![0]).toMatchObject({ guest: 'farm' });
  });

  test('but a server that once is as busy as all the others stays', async () => {
    const text = over(
      'timestamp,web01,db01,mail,app,farm',
      ...rows.map((row, k) => [...row, k === 7 ? 50 : row.reduce((a, b) => a + b)].join()),
    );
    expect(names(await read(text))).toHaveLength(5);
  });
});

describe('quantities beside names of nothing are a question', () => {
  test.each([
    ['a monitor’s export', 'timestamp,Value,Downtime,Coverage,Users', '20,0,100,3'],
    ['a table of one process', 'timestamp,Handles,Threads,Working,Private', '20,5,12,13'],
    ['an appliance', 'timestamp,temperature,fan,voltage,intake', '65,30,12,20'],
  ])('%s', async (_, head, row) => {
    const reading = await read(over(head, row, row)).catch((error: unknown) => error);
    const { recordings, findings } = reading as Awaited<ReturnType<typeof read>>;
    expect(recordings).toEqual([]);
    expect(findings[0]).toMatchObject({ level: 'error' });
    expect(findings[0].fix).toContain('map');
  });

  test('which a person answers by saying what they hold', async () => {
    const text = over('timestamp,queue,backup,print', '20,30,40', '25,35,45');
    expect((await read(text)).recordings).toEqual([]);
    expect(names(await read(text, { wideMeasure: 'busy' }))).toEqual(['queue', 'backup', 'print']);
    const mapped = await read(text, { mapping: { backup: 'busy', queue: 'ignore', print: 'ignore' } });
    expect(series(mapped, 'busy')).toEqual([30, 35]);
  });
});

describe('a text column that tells rows of one time apart names machines', () => {
  test.each(['Node Name', 'Standort', 'col1', 'Object'])('called %s', async (header) => {
    const rows = ['web01,25', 'db01,50'];
    const text = `time,${header},Average CPU Load\n${['09:00', '09:05'].flatMap((t) => rows.map((row) => `2024-03-04 ${t},${row}`)).join('\n')}\n`;
    const reading = await read(text);
    expect(names(reading)).toEqual(['web01', 'db01']);
    expect([series(reading, 'busy', 0), series(reading, 'busy', 1)]).toEqual([
      [25, 25],
      [50, 50],
    ]);
  });
});

test('one guest of Proxmox is read by the units of its API', async () => {
  const reading = await read(
    'time,cpu,maxcpu,mem,maxmem,diskread,diskwrite,netin,netout\n' +
      [0, 300]
        .map((s) => `${1709542800 + s},0.25,4,2147483648,8589934592,1000000,2000000,3000000,4000000`)
        .join('\n'),
    {},
    'vm101.csv',
  );
  expect(names(reading)).toEqual(['vm101']);
  expect(reading.recordings[0].facts).toMatchObject({ measured: 'host', cores: 4, memory: 8192 });
  expect([
    series(reading, 'busy'),
    series(reading, 'usedMiB'),
    series(reading, 'diskMBs'),
    series(reading, 'networkMBs'),
  ]).toEqual([
    [25, 25],
    [2048, 2048],
    [3, 3],
    [7, 7],
  ]);
});

test('Get-Stat’s rows are read by counter and unit, the total of a machine and not its parts', async () => {
  const row = (t: string, what: string, unit: string, value: number, instance = '') =>
    `"${value}","03/14/2024 09:${t}:00 AM","${what}","${unit}","web01","300","${instance}"`;
  const reading = await read(
    [
      '"Value","Timestamp","MetricId","Unit","Entity","IntervalSecs","Instance"',
      ...['00', '05'].flatMap((t) => [
        row(t, 'cpu.usage.average', '%', 50),
        row(t, 'cpu.usage.average', '%', 90, '0'),
        row(t, 'cpu.ready.summation', 'millisecond', 3000),
        row(t, 'mem.consumed.average', 'KB', 2_097_152),
        row(t, 'net.usage.average', 'KBps', 8000),
      ]),
    ].join('\n'),
  );
  expect(names(reading)).toEqual(['web01']);
  expect([series(reading, 'busy'), series(reading, 'usedMiB'), series(reading, 'networkMBs')]).toEqual([
    [50, 50],
    [2048, 2048],
    [8, 8],
  ]);
});

describe('machines that do not run', () => {
  test.each([
    ['State', 'poweredOn', 'poweredOff'],
    ['Power State', 'poweredOn', 'suspended'],
    ['Status', 'running', 'stopped'],
    ['Template', 'False', 'True'],
  ])('are left out by %s', async (header, on, off) => {
    const reading = await read(
      `VM,${header},vCPUs,Memory MB,CPU usage %\nweb01,${on},4,8192,50\nold01,${off},4,8192,0\n`,
    );
    expect(names(reading)).toEqual(['web01']);
    expect(reading.leftOut!.map(({ guest }) => guest)).toEqual(['old01']);
    expect(reading.recordings[0].facts.image ?? '').toBe('');
  });
});

test('shares of one in a table of guests become per cent, and that is a guess', async () => {
  const reading = await read('name,vCPU,RAM GB,CPU peak\nweb01,4,16,0.8\nweb02,2,8,0.6\n');
  expect(series(reading, 'busy', 0)).toEqual([80]);
  expect(saying(reading, 'multiplied by 100')[0].level).toBe('guess');
});

describe('in a log of Performance Monitor', () => {
  const log = (counters: string[], ...rows: string[]) =>
    [
      ['(PDH-CSV 4.0) (UTC)(0)', ...counters.map((counter) => `\\\\SRV1\\${counter}`)],
      ...rows.map((row, k) => {
        const clock = new Date(Date.UTC(2024, 2, 14, 0, k)).toISOString().slice(11, 16);
        return [`03/14/2024 ${clock}:00.000`, ...row.split(',')];
      }),
    ]
      .map((cells) => cells.map((cell) => `"${cell}"`).join(','))
      .join('\r\n');

  test.each(['Processor(_Total)', 'Processor(0)', 'Processor Information(_Total)'])(
    'idle time alone gives what is busy: %s',
    async (processor) => {
      const reading = await read(log([`${processor}\\% Idle Time`], '75,', '100.108', '20'));
      expect(series(reading, 'busy')).toEqual([25, 0, 80]);
    },
  );

  test('values that no machine has are left out and named', async () => {
    const reading = await read(
      log(
        [
          'Processor(_Total)\\% Processor Time',
          'PhysicalDisk(_Total)\\Disk Transfers/sec',
          'Network Interface(Intel)\\Bytes Total/sec',
        ],
        '25,100,1000000',
        '25,1.8e19,4.3e15',
        '25,90,900000',
      ),
    );
    expect(series(reading, 'transfers')).toEqual([100, null, 90]);
    expect(series(reading, 'networkMBs')).toEqual([1, null, 0.9]);
    expect(saying(reading, 'that no machine has').map(({ level }) => level)).toEqual(['warning', 'warning']);
    const [{ times, impossible }] = reading.recordings;
    expect(impossible).toEqual([times[1], times[1]]);
  });

  test('of values that no machine has every one is kept in mind, however many', async () => {
    const rows = Array.from({ length: 1200 }, (_, k) => (k % 12 ? '25,1.8e19' : '25,100'));
    const reading = await read(
      log(['Processor(_Total)\\% Processor Time', 'PhysicalDisk(_Total)\\Disk Transfers/sec'], ...rows),
    );
    expect(saying(reading, '1,100 samples of disk transfers that no machine has')).toHaveLength(1);
    expect(reading.recordings[0].impossible).toHaveLength(1100);
  });
});

test.each([
  ['a wide table', 'DATE_TIME,CPU_PERCENT\n04-03-24 09:00,12,5\n04-03-24 09:05,13,5\n'],
  ['a long table', 'time,server,cpu %\n2024-03-04 09:00,web01,12,5\n2024-03-04 09:05,web01,13,5\n'],
  ['a table with names that hold commas', 'time,a,b\n2024-03-04 09:00,1,2,3\n2024-03-04 09:05,1,2,3\n'],
])('%s whose rows are all longer than its header is refused', async (_, text) => {
  expect((await refusal(text)).text).toContain('every row has more cells than the header');
});

test('the counters of one .NET process are its own, and the memory of it is not the server’s', async () => {
  const rows = ['00', '05'].flatMap((t) =>
    ['System.Runtime,CPU Usage (%),Metric,30.5', 'System.Runtime,Working Set (MB),Metric,512'].map(
      (row) => `03/14/2024 09:${t}:00,${row}`,
    ),
  );
  const reading = await read(
    `Timestamp,Provider,Counter Name,Counter Type,Mean/Increment\n${rows.join('\n')}\n`,
    {},
    'app.csv',
  );
  expect(names(reading)).toEqual(['app']);
  expect(Object.keys(reading.recordings[0].measures)).toEqual(['busy']);
  expect(series(reading, 'busy')).toEqual([30.5, 30.5]);
});

test('the preamble of dstat makes no server, and says what to do', async () => {
  const text =
    '"Dstat 0.7.2 CSV output"\n"Author:","A. Uthor",,,,"URL:","http://example.org/"\n"time","usr"\n16-06 11:06:42,20\n';
  expect(await refusal(text)).toMatchObject({ text: expect.stringContaining('dstat') as string });
});

test.each([
  ['ESX 2.5', 'esx2', false],
  ['VMware ESX Server 3', 'esx3', true],
  ['ESX 3.5', 'esx3', false],
  ['ESXi 3.5', 'esx3', true],
  ['VI3', 'esx3', true],
  ['ESX 4.1', 'vsphere8', true],
  ['VMware ESXi 7.0.3', 'vsphere8', true],
  ['vSphere 8', 'vsphere8', false],
  ['vmware', 'vsphere8', true],
  ['Xen', 'xen2006', true],
  ['Xen 3.0.2', 'xen2006', true],
  ['xen2006', 'xen2006', false],
  ['XenServer 4.1', 'xen2006', true],
  ['XenServer 8', 'kvm', true],
  ['Citrix XenServer 7.6', 'kvm', true],
  ['Xen 4.17', 'kvm', true],
  ['XCP-ng 8.3', 'kvm', true],
  ['Proxmox VE 8', 'kvm', false],
  ['Microsoft Hyper-V', 'hyperv', false],
] as const)(
  'a platform written as %s is %s, and what is not surely it is said',
  async (cell, present, said) => {
    const reading = await read(`name,cores,cpu %,runs on\nA,2,10,${cell}\n`);
    expect(reading.recordings[0].facts.present).toBe(present);
    const guesses = reading.findings.filter(({ text }) => text.includes('nearest'));
    expect(guesses.map(({ level, text }) => [level, text.includes(cell)])).toEqual(
      said ? [['guess', true]] : [],
    );
  },
);

test('names of hosts are no platforms', async () => {
  const reading = await read('name,cores,cpu %,hypervisor\nA,2,10,esx01.example\n');
  expect(reading.recordings[0].facts.present).toBeUndefined();
});
