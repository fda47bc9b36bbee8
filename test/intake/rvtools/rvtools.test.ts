import { describe, expect, test } from 'vitest';
import { assemble } from '../../../src/estate/assemble';
import type { Reading } from '../../../src/estate/recording';
import { readFile, readText } from '../../../src/intake';
import { lacksData } from '../../data';
import { log, read, sample, saying } from '../read';
import { workbook, type Cell } from '../workbook/xlsx';

const ESTATE = { slotMinutes: 5, align: 'wall', aggregate: 'mean', edits: {} } as const;
const FIVE_OFF = [
  'VM',
  'Powerstate',
  'Template',
  'CPUs',
  'Memory',
  'In Use MiB',
  'Host',
  'VM ID',
  'DNS Name',
];

const INFO: Cell[][] = [
  FIVE_OFF,
  ['web01', 'poweredOn', 'False', 4, 8192, 20480, 'esx1.example.com', 'vm-1', 'www.example.com'],
  ['db01', 'poweredOn', 'False', 8, 32768, 102400, 'esx2.example.com', 'vm-2', ''],
  ['old', 'poweredOff', 'False', 2, 4096, 10240, 'esx1.example.com', 'vm-3', ''],
  ['hung', 'suspended', 'False', 2, 4096, 10240, 'esx1.example.com', 'vm-4', ''],
  ['gold', 'poweredOn', 'True', 2, 4096, 10240, 'esx1.example.com', 'vm-5', ''],
];
const CPU: Cell[][] = [
  ['VM', 'Powerstate', 'Template', 'CPUs', 'Sockets', 'Max', 'Overall', 'VM ID'],
  ['web01', 'poweredOn', 'False', 4, 1, 10400, 1300, 'vm-1'],
  ['db01', 'poweredOn', 'False', 8, 2, 20800, 5200, 'vm-2'],
];
const MEMORY: Cell[][] = [
  ['VM', 'Powerstate', 'Template', 'Size MiB', 'Consumed', 'Active', 'Ballooned', 'Swapped', 'VM ID'],
  ['web01', 'poweredOn', 'False', 8192, 6000, 2000, 0, 0, 'vm-1'],
  ['db01', 'poweredOn', 'False', 32768, 30000, 9000, 512, 0, 'vm-2'],
];
const HOST: Cell[][] = [
  ['Host', 'Cluster', 'CPU Model', 'Speed', 'HT Active', '# CPU', '# Cores', '# Memory ', 'Vendor', 'Model'],
  ['esx1', 'c', 'Xeon', 2600, 'True', 2, 16, 262144, 'HPE', 'DL380'],
  ['esx2', 'c', 'Xeon', 2600, 'False', 2, 16, 262144, 'HPE', 'DL380'],
  ['esx3', 'c', 'Xeon', 2600, 'False', 2, 16, 262144, 'HPE', 'DL380'],
];
const ALL = { vInfo: INFO, vCPU: CPU, vMemory: MEMORY, vHost: HOST };

const csvOf = (rows: readonly (readonly Cell[])[], sign = ',') =>
  rows.map((row) => row.map(String).join(sign)).join('\r\n');
const figures = (reading: Reading) =>
  Object.fromEntries(
    reading.recordings.map(({ server, measures }) => [
      server,
      Object.fromEntries(Object.entries(measures).map(([id, [value]]) => [id, Number(value.toPrecision(6))])),
    ]),
  );

describe('a workbook of RVTools', () => {
  test('gives machines that run, with MHz, consumed memory and space of one moment, and hosts', async () => {
    const reading = await readFile('rv.xlsx', workbook(ALL));
    expect(figures(reading)).toEqual({
      web01: { usedGHz: 1.3, usedMiB: 6000, spaceGiB: 20 },
      db01: { usedGHz: 5.2, usedMiB: 30000, spaceGiB: 100 },
    });
    expect(reading.recordings[0].facts).toEqual({
      cores: 4,
      memory: 8192,
      rating: 2.6,
      measured: 'host',
      present: 'vsphere8',
    });
    expect(reading.recordings.map(({ on }) => on)).toEqual(['esx1', 'esx2']);
    expect(
      reading.hosts!.map(({ name, cores, threads, servers }) => [name, cores, threads, servers]),
    ).toEqual([
      ['esx1', 16, 32, 1],
      ['esx2', 16, 16, 1],
      ['esx3', 16, 16, 0],
    ]);
    expect(reading.leftOut!.map(({ guest, why }) => [guest, why.split(' in ')[0]])).toEqual([
      ['old', 'Powerstate poweredOff'],
      ['hung', 'Powerstate suspended'],
      ['gold', 'a template'],
    ]);
  });

  test('says that a moment tells no peaks, what is missing, and the lines that collect it', async () => {
    const reading = await readFile('rv.xlsx', workbook({ vInfo: INFO }));
    const [finding] = saying(reading, 'single moment');
    expect(finding.level).toBe('warning');
    expect(finding.text).toContain('vCPU');
    expect(finding.text).toContain('vMemory');
    expect(finding.fix).toContain('Get-Stat');
    expect(finding.fix).toContain('esxtop -b');
    expect(saying(await readFile('rv.xlsx', workbook(ALL)), 'single moment')[0].text).not.toContain('vCPU');
  });

  test('unfolds no sheet that tells nothing more', async () => {
    const broken: Cell[][] = [
      ['VM', 'NIC label', 'Adapter', 'Mac Address'],
      ['nobody', 'a', 'b', 'c'],
    ];
    const disks: Cell[][] = [
      ['VM', 'Powerstate', 'Template', 'Disk', 'Capacity MiB'],
      ['nobody', 'poweredOn', 'False', 'Hard disk 1', 1],
    ];
    const reading = await readFile(
      'rv.xlsx',
      workbook({ ...ALL, vNetwork: broken, vDisk: disks, Notes: [['x']] }),
    );
    expect(Object.keys(figures(reading))).toEqual(['web01', 'db01']);
    expect(saying(reading, 'not needed: Notes, vNetwork and vDisk')).toHaveLength(1);
  });

  test.each([
    [
      'processors',
      { vCPU: [CPU[0], ['web01', 'poweredOn', 'False', 6, 1, 10400, 1300, 'vm-1']] },
      '4 in vInfo, 6 in vCPU',
    ],
    [
      'RAM (MiB)',
      { vMemory: [MEMORY[0], ['web01', 'poweredOn', 'False', 4096, 3000, 2000, 0, 0, 'vm-1']] },
      '8192 in vInfo, 4096 in vMemory',
    ],
  ])('shows where sheets disagree on %s, and uses the larger', async (what, sheets, words) => {
    const reading = await readFile('rv.xlsx', workbook({ ...ALL, ...sheets }));
    const [finding] = saying(reading, `Sheets disagree on ${what}`);
    expect(finding.text).toContain(`web01 (${words})`);
    const { cores, memory } = reading.recordings[0].facts;
    expect([cores, memory]).toEqual([what === 'processors' ? 6 : 4, 8192]);
  });

  test('keeps two machines of one name apart, each with its own figures', async () => {
    const info: Cell[][] = [
      FIVE_OFF,
      ['app', 'poweredOn', 'False', 2, 4096, 1024, 'esx1', 'vm-7', ''],
      ['app', 'poweredOn', 'False', 4, 8192, 2048, 'esx2', 'vm-8', ''],
    ];
    const cpu: Cell[][] = [
      CPU[0],
      ['app', 'poweredOn', 'False', 4, 1, 1, 4000, 'vm-8'],
      ['app', 'poweredOn', 'False', 2, 1, 1, 1000, 'vm-7'],
    ];
    const reading = await readFile('rv.xlsx', workbook({ vInfo: info, vCPU: cpu }));
    expect(figures(reading)).toEqual({
      'app (vm-7)': { usedGHz: 1, spaceGiB: 1 },
      'app (vm-8)': { usedGHz: 4, spaceGiB: 2 },
    });
    expect(saying(reading, 'Machines of one name are kept apart')).toHaveLength(1);
  });

  test('of two machines of one name without numbers, each is told by its host', async () => {
    const strip = (rows: Cell[][], at: number) => rows.map((row) => row.filter((_, k) => k !== at));
    const info = strip(
      [
        FIVE_OFF,
        ['app', 'poweredOn', 'False', 2, 4096, 1024, 'esx1', '', ''],
        ['app', 'poweredOn', 'False', 4, 8192, 2048, 'esx2', '', ''],
      ],
      7,
    );
    const cpu: Cell[][] = [
      ['VM', 'Powerstate', 'Template', 'CPUs', 'Overall', 'Host'],
      ['app', 'poweredOn', 'False', 4, 4000, 'esx2'],
      ['app', 'poweredOn', 'False', 2, 1000, 'esx1'],
    ];
    expect(figures(await readFile('rv.xlsx', workbook({ vInfo: info, vCPU: cpu })))).toEqual({
      'app (esx1)': { usedGHz: 1, spaceGiB: 1 },
      'app (esx2)': { usedGHz: 4, spaceGiB: 2 },
    });
  });

  test('hosts that do not join by name are named, those with a prefix or a domain are joined', async () => {
    const info: Cell[][] = [
      FIVE_OFF,
      ['a', 'poweredOn', 'False', 2, 4096, 1024, 'dcvmsp-01.corp.example', '', ''],
      ['b', 'poweredOn', 'False', 2, 4096, 1024, 'vmsp-02.corp.example', '', ''],
      ['c', 'poweredOn', 'False', 2, 4096, 1024, 'elsewhere', '', ''],
    ];
    const host: Cell[][] = [
      HOST[0],
      ['vmsp-01', '', '', 2000, 'False', 2, 8, 1000, '', ''],
      ['vmsp-02', '', '', 2000, 'False', 2, 8, 1000, '', ''],
    ];
    const reading = await readFile('rv.xlsx', workbook({ vInfo: info, vHost: host }));
    expect(reading.recordings.map(({ on }) => on)).toEqual(['vmsp-01', 'vmsp-02', 'elsewhere']);
    expect(saying(reading, '1 machine runs on 1 host that vHost does not list: elsewhere')).toHaveLength(1);
    expect(saying(reading, 'dcvmsp-01.corp.example and vmsp-01')[0].level).toBe('guess');
  });
});

describe('a CSV file for each sheet', () => {
  test.each([',', ';', '\t'])('parted by %j gives what the workbook gives, in any order', async (sign) => {
    const files = await Promise.all(
      Object.entries(ALL).map(([name, rows]) => read(csvOf(rows, sign), {}, `RVTools_tab${name}.csv`)),
    );
    const whole = await readFile('rv.xlsx', workbook(ALL));
    const expected = assemble([whole], ESTATE).guests;
    for (const order of [files, [...files].reverse()]) {
      const { guests, today, leftOut } = assemble(order, ESTATE);
      for (const guest of expected) {
        const own = guests.find(({ name }) => name === guest.name)!;
        expect(own.measures).toEqual(guest.measures);
        expect({ ...own.facts, rating: null }).toEqual({ ...guest.facts, rating: null });
      }
      expect(guests).toHaveLength(2);
      expect(today!.map(({ name }) => name)).toEqual(['esx1', 'esx2', 'esx3']);
      expect(leftOut.map(({ guest }) => guest).sort()).toEqual(['gold', 'hung', 'old']);
    }
  });

  test('of older versions, whose heads say MB and end in a space, is read alike', async () => {
    const old = csvOf(INFO).replace('In Use MiB', 'In Use MB ').replace('CPUs', 'CPU’s');
    expect(figures(await read(old)).db01).toEqual({ spaceGiB: 100 });
    expect((await read(old)).recordings[1].facts.cores).toBe(8);
  });

  test('a host is no server', async () => {
    const reading = await read(csvOf(HOST), {}, 'vHost.csv');
    expect(reading.recordings).toEqual([]);
    expect(reading.hosts).toHaveLength(3);
  });
});

describe('an inventory beside measurements', () => {
  const busy = {
    'Processor(_Total)\\% Processor Time': [10, 20, 30],
    'Memory\\Available MBytes': [100, 100, 100],
  };

  test('is joined by name, and what was measured over time counts', async () => {
    const inventory = await readFile('rv.xlsx', workbook(ALL));
    const week = await readText('week.csv', log(busy, { host: '\\\\WEB01' }));
    for (const order of [
      [inventory, week],
      [week, inventory],
    ]) {
      const { guests } = assemble(order, { ...ESTATE, slotMinutes: 1 / 60 });
      expect(guests.map(({ name }) => name.toLowerCase()).sort()).toEqual(['db01', 'web01']);
      const web = guests.find(({ name }) => name.toLowerCase() === 'web01')!;
      expect([...web.measures.busy!]).toEqual([10, 20, 30]);
      expect(web.measures.usedGHz).toBeUndefined();
      expect(web.measures.usedMiB).toBeUndefined();
      expect(web.facts).toMatchObject({ cores: 4, memory: 8192, measured: 'guest', present: 'vsphere8' });
      expect(web.on).toBe('esx1');
    }
  });

  test('is joined by the name of its network where logs call it so', async () => {
    const inventory = await readFile('rv.xlsx', workbook(ALL));
    const week = await readText('week.csv', log(busy, { host: '\\\\WWW' }));
    const { guests, findings } = assemble([inventory, week], ESTATE);
    expect(guests).toHaveLength(2);
    expect(findings.filter(({ text }) => text.includes('name of its network'))).toHaveLength(1);
  });
});

describe('real exports', () => {
  const large = 'rvtools/mjvincent_SizingWorkshop-RVTools.xlsx';
  test.skipIf(lacksData(large))(
    'of 805 machines: those that run, their processors and memory, and hosts',
    async () => {
      const reading = await readFile('rv.xlsx', await sample(large));
      const sum = (fact: 'cores' | 'memory') =>
        reading.recordings.reduce((n, { facts }) => n + facts[fact]!, 0);
      expect(reading.recordings).toHaveLength(763);
      expect(reading.leftOut).toHaveLength(42);
      expect(sum('cores')).toBe(2629);
      expect(sum('memory') / 1e6).toBeCloseTo(10.4, 1);
      expect(reading.hosts).toHaveLength(34);
      expect(saying(reading, '28 machines run on 5 hosts that vHost does not list')).toHaveLength(1);
      expect(new Set(reading.recordings.map(({ on }) => on)).size).toBe(38);
    },
  );

  const small = 'rvtools/mjvincent_rvtools-small-complete.xlsx';
  test.skipIf(lacksData(small))('of three machines, one of them off', async () => {
    const reading = await readFile('rv.xlsx', await sample(small));
    expect(figures(reading)['sample-web-01']).toEqual({
      usedGHz: 0.7,
      busy: 35,
      usedMiB: 6144,
      spaceGiB: 60,
    });
    expect(reading.leftOut!.map(({ guest }) => guest)).toEqual(['sample-archive-01']);
    expect(reading.hosts).toHaveLength(2);
  });
});

test('what machines waited is told where it is much, and adds nothing', async () => {
  const heads = ['VM', 'Powerstate', 'Template', 'CPUs', 'Memory', 'Overall Cpu Readiness'];
  const rows = [
    heads,
    ['web01', 'poweredOn', 'False', '4', '8192', '12'],
    ['db01', 'poweredOn', 'False', '4', '8192', '0.4'],
  ];
  const reading = await read(csvOf(rows), {}, 'RVTools_tabvInfo.csv');
  const [told] = saying(reading, 'Overall Cpu Readiness');
  expect([told.level, told.text.includes('web01 12 %'), told.text.includes('db01')]).toEqual([
    'warning',
    true,
    false,
  ]);
  expect(reading.recordings.every(({ measures }) => measures.ready === undefined)).toBe(true);
});
