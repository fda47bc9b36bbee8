/**
 * Kinds of mistakes that readers of exports make, each with inputs of its own: what is read of them, servers by name with
 * the greatest of each measure; what is left out, or asked about.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import { readFile } from '../../src/intake';
import { readDocument } from '../../src/report/read';
import { hostfold } from '../cli/hostfold';
import { encode } from './bytes/encode';

type Servers = Readonly<Record<string, Readonly<Record<string, number>>>>;
type Files = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

const clock = (k: number) => `2024-03-04 09:${String(5 * k).padStart(2, '0')}`;
const times = (header: string, row: (k: number) => string, rows = 3): string =>
  `${header}\n${Array.from({ length: rows }, (_, k) => `${clock(k)},${row(k)}`).join('\n')}\n`;
/** Rows of several servers at each time. */
const each = (header: string, ...row: readonly ((k: number) => string)[]): string =>
  `${header}\n${[0, 1, 2].map((k) => row.map((of) => `${clock(k)},${of(k)}`).join('\n')).join('\n')}\n`;
const pdh = (columns: readonly string[], values: readonly (number | string)[]): string =>
  [
    ['(PDH-CSV 4.0) (UTC)(0)', ...columns],
    ['03/14/2024 09:00:00', ...values],
    ['03/14/2024 09:05:00', ...values],
  ]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\n');
const VM = (group: number, name: string) => [
  `\\\\esx\\Group Cpu(${group}:${name})\\% Used`,
  `\\\\esx\\Vcpu(${group}:${name}:${group}1:vmx)\\% Used`,
];
const VP = (name: string, n = 0) =>
  `\\\\HV1\\Hyper-V Hypervisor Virtual Processor(${name}:Hv VP ${n})\\% Total Run Time`;

const READ: Readonly<Record<string, Readonly<Record<string, readonly [Files, Servers]>>>> = {
  'a column of text names the machines': {
    pods: [
      {
        'a.csv': each(
          'ts,pod,cpu %',
          (k) => `api-1,${10 + k}`,
          (k) => `api-2,${50 + k}`,
        ),
      },
      { 'api-1': { busy: 12 }, 'api-2': { busy: 52 } },
    ],
    'German, a device': [
      {
        'a.csv':
          'Zeit;Gerät;CPU-Auslastung (%)\n04.03.2024 09:00;s1;10,5\n04.03.2024 09:00;s2;50,5\n04.03.2024 09:05;s1;11,5\n04.03.2024 09:05;s2;51,5\n',
      },
      { s1: { busy: 11.5 }, s2: { busy: 51.5 } },
    ],
    'tags last': [
      {
        'a.csv': each(
          'Date,CPU Load %,Mem used MB,Asset',
          (k) => `${10 + k},1000,A-17`,
          (k) => `${50 + k},2000,B-22`,
        ),
      },
      { 'A-17': { busy: 12, usedMiB: 1000 }, 'B-22': { busy: 52, usedMiB: 2000 } },
    ],
    'of one name at two sites': [
      {
        'a.csv': each(
          'timestamp,site,server,cpu %',
          (k) => `A,web01,${10 + k}`,
          (k) => `B,web01,${60 + k}`,
        ),
      },
      { 'web01 (A)': { busy: 12 }, 'web01 (B)': { busy: 62 } },
    ],
    'of one name in two clusters, counters in rows': [
      {
        'a.csv': each(
          'time,cluster,host,counter,value',
          (k) => `A,web01,cpu %,${10 + k}`,
          (k) => `B,web01,cpu %,${60 + k}`,
        ),
      },
      { 'web01 (A)': { busy: 12 }, 'web01 (B)': { busy: 62 } },
    ],
  },
  esxtop: {
    'a guest is called as a daemon is': [
      { 'e.csv': pdh(['\\\\esx\\Group Cpu(5:idle)\\% Used', ...VM(20, 'hostd')], [790, 50, 1]) },
      { hostd: { usedCores: 0.5 } },
    ],
    'two of one name': [
      { 'e.csv': pdh([...VM(20, 'db'), ...VM(30, 'db')], [50, 1, 90, 1]) },
      { 'db (group 20)': { usedCores: 0.5 }, 'db (group 30)': { usedCores: 0.9 } },
    ],
    'dots and digits in a name, groups of the host': [
      { 'e.csv': pdh([...VM(20, 'app.v2.10'), '\\\\esx\\Group Cpu(11:drivers)\\% Used'], [50, 1, 3]) },
      { 'app.v2.10': { usedCores: 0.5 } },
    ],
  },
  'bytes and bits': {
    'mega and giga': [
      { 'a.csv': times('timestamp,web01 net MBps,web01 disk GBps,web01 cpu %', () => '8,0.01,20') },
      { web01: { busy: 20, diskMBs: 10, networkMBs: 8 } },
    ],
    'bits and binary kilobytes': [
      { 'a.csv': times('timestamp,web01 network Mbps,web01 disk KiB/s,web01 cpu %', () => '80,2048,20') },
      { web01: { busy: 20, diskMBs: 2.048, networkMBs: 10 } },
    ],
    'in a list': [
      { 'a.csv': 'name,cores,cpu peak %,network kbps,disk KBps\nweb01,4,20,8000,8000\n' },
      { web01: { busy: 20, diskMBs: 8, networkMBs: 1 } },
    ],
  },
  'idle and free': {
    'per cent idle': [
      { 'a.csv': times('timestamp,web01 Percent Idle,db01 Percent Idle', () => '90,80') },
      { web01: { busy: 10 }, db01: { busy: 20 } },
    ],
    'in a list, beside what is free of a disk': [
      { 'a.csv': 'Server,Cores,CPU Idle %,RAM GB,Disk free GB\nweb01,4,80,8,50\n' },
      { web01: { busy: 20 } },
    ],
    'the most idle is the least busy': [
      { 'a.csv': 'Server,Cores,CPU idle max %,CPU idle avg %\nweb01,4,95,70\n' },
      { web01: { busy: 30 } },
    ],
    'a whole memory is no load': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 free memory MB,web01 memory total MB',
          () => '20,1024,4096',
        ),
      },
      { web01: { busy: 20, availableMiB: 1024 } },
    ],
    'idle disks and processors': [
      {
        'a.csv': pdh(
          ['\\\\S\\PhysicalDisk(_Total)\\% Idle Time', '\\\\S\\Processor(_Total)\\% Idle Time'],
          [99, 30],
        ),
      },
      { S: { busy: 70 } },
    ],
  },
  'counts and amounts': {
    'packets and errors': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 packets received/s,web01 network errors',
          () => '20,8000,3',
        ),
      },
      { web01: { busy: 20 } },
    ],
    'counted from the start': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 disk reads total,web01 network bytes total',
          (k) => `20,${5e8 + k},9`,
        ),
      },
      { web01: { busy: 20 } },
    ],
    'bytes of a time that nobody says': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 bytes in,web01 disk read bytes,web01 GPU memory used MB',
          () => '20,8e5,6e5,500',
        ),
      },
      { web01: { busy: 20 } },
    ],
    'shares of one in a list': [
      { 'a.csv': 'vm,vcpu,CPU avg,CPU max\nweb01,4,0.2,0.8\nweb02,4,0.1,0.5\n' },
      { web01: { busy: 80 }, web02: { busy: 50 } },
    ],
    'used, and of what size it is': [
      { 'a.csv': 'name,cores,CPU peak %,disk used GB,disk size GB\nweb01,4,20,40,100\n' },
      { web01: { busy: 20, spaceGiB: 40 } },
    ],
  },
  'sums and means': {
    'by signs and words': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,db01 cpu %,Summe cpu %,Ø cpu %',
          (k) => `${20 + k},${40 + k},${60 + 2 * k},${30 + k}`,
        ),
      },
      { web01: { busy: 22 }, db01: { busy: 42 } },
    ],
    'a row of a list': [
      { 'a.csv': 'name,cores,cpu peak %\nweb01,4,20\ndb01,8,40\nÖsszesen,12,60\n' },
      { web01: { busy: 20 }, db01: { busy: 40 } },
    ],
    'of two servers, whatever it is called': [
      {
        'a.csv': times(
          'timestamp,web01,db01,frontend',
          (k) => `${20 + k},${30 + ((k * k) % 7)},${50 + k + ((k * k) % 7)}`,
          12,
        ),
      },
      { web01: { busy: 31 }, db01: { busy: 34 } },
    ],
    'a server that never moves makes no sum of its copy': [
      { 'a.csv': times('timestamp,web01,web02,spare', (k) => `${20 + k},${20 + k},0`, 12) },
      { web01: { busy: 31 }, web02: { busy: 31 }, spare: { busy: 0 } },
    ],
  },
  times: {
    'weekday first': [
      { 'a.csv': 'time,web01 cpu %\nMon 04 Mar 2024 09:00:00,10\nMon 04 Mar 2024 09:05:00,20\n' },
      { web01: { busy: 20 } },
    ],
    'time of day before the date': [
      { 'a.csv': 'time,web01 cpu %\n09:00 04/13/2024,10\n09:05 04/13/2024,20\n' },
      { web01: { busy: 20 } },
    ],
    'half of the day before the hour': [
      { 'a.csv': 'time,web01 cpu %\n2024/3/4 上午 9:00:00,10\n2024/3/4 下午 1:05:00,20\n' },
      { web01: { busy: 20 } },
    ],
  },
  'names and overlaps': {
    'case and domain': [
      {
        'a.csv': times('timestamp,SRV-1 cpu %', () => '20'),
        'b.csv': 'name,cores,memory GB\nsrv-1.corp.local,8,32\n',
      },
      { 'SRV-1': { busy: 20 } },
    ],
    'a domain before it': [
      {
        'a.csv': times('timestamp,CORP\\web01 cpu %', () => '20'),
        'b.csv': times('timestamp,web01 memory used MB', () => '200'),
      },
      { web01: { busy: 20, usedMiB: 200 } },
    ],
    'two domains': [
      {
        'a.csv': times('timestamp,web01.a.example cpu %', () => '20'),
        'b.csv': times('timestamp,web01.b.example cpu %', () => '80'),
      },
      { 'web01.a.example': { busy: 20 }, 'web01.b.example': { busy: 80 } },
    ],
    'files of one name': [
      { 'x/a.csv': times('timestamp,cpu %', () => '20'), 'y/a.csv': times('timestamp,cpu %', () => '60') },
      { 'a (x/a.csv)': { busy: 20 }, 'a (y/a.csv)': { busy: 60 } },
    ],
    'one letter': [
      { 'a.csv': times('timestamp,a cpu %,b cpu %', (k) => `${10 + k},${30 + k}`) },
      { a: { busy: 12 }, b: { busy: 32 } },
    ],
  },
  layout: {
    'paths with commas and parentheses, without quotes': [
      {
        'a.csv':
          '(PDH-CSV 4.0),\\\\S\\Network Interface(Intel(R) Gigabit, 2)\\Bytes Total/sec,\\\\S\\Processor(_Total)\\% Processor Time\n03/14/2024 09:00:00.000,1000000,20\n03/14/2024 09:05:00.000,1000000,30\n',
      },
      { S: { busy: 30, networkMBs: 1 } },
    ],
    'a delimiter at the end of each row': [
      {
        'a.csv': times('time,web01 cpu %,db01 cpu %', (k) => `${20 + k},${30 + k},`),
        'b.csv': 'time;app01 cpu %\n2024-03-04 09:00;7,5;\n2024-03-04 09:05;8,5;',
      },
      { web01: { busy: 22 }, db01: { busy: 32 }, app01: { busy: 8.5 } },
    ],
    'whole lines in quotes, quotes in them doubled': [
      {
        'a.csv': '"time,web01 cpu %,db01 cpu %"\r\n"2024-03-04 09:00,20,30"\r\n"2024-03-04 09:05,21,31"\r\n',
        'b.csv': pdh(['\\\\S\\Processor(_Total)\\% Processor Time'], [30])
          .split('\n')
          .map((line) => `"${line.replaceAll('"', '""')}"`)
          .join('\n'),
      },
      { web01: { busy: 21 }, db01: { busy: 31 }, S: { busy: 30 } },
    ],
    'cells parted by strokes': [
      { 'a.csv': 'time|web01 cpu %|db01 cpu %\n2024-03-04 09:00|20|30\n2024-03-04 09:05|21|31\n' },
      { web01: { busy: 21 }, db01: { busy: 31 } },
    ],
    'a title and blank lines above, numbers of rows before': [
      {
        'a.csv': `Report of March\n\nsite: A\n\n${times('time,web01 cpu %,db01 cpu %', () => '20,30')}`,
        'b.csv': ',time,app01 cpu %,sql01 cpu %\n0,2024-03-04 09:00,20,30\n1,2024-03-04 09:05,21,31\n',
      },
      { web01: { busy: 20 }, db01: { busy: 30 }, app01: { busy: 21 }, sql01: { busy: 31 } },
    ],
  },
  'code pages and languages': {
    'German, redirected from a console': [
      {
        'a.csv': encode(
          pdh(
            ['\\\\S\\Prozessor(_Total)\\Prozessorzeit (%)', '\\\\S\\Arbeitsspeicher\\Verfügbare MB'],
            [25, 2048],
          ),
          'cp850',
        ),
      },
      { S: { busy: 25, availableMiB: 2048 } },
    ],
    'Russian, redirected from a console': [
      {
        'a.csv': encode(
          pdh(
            ['\\\\S\\Процессор(_Total)\\% загруженности процессора', '\\\\S\\Память\\Доступно МБ'],
            [25, 2048],
          ),
          'ibm866',
        ),
      },
      { S: { busy: 25, availableMiB: 2048 } },
    ],
    'Turkish, in its code page': [
      {
        'a.csv': encode(
          pdh(
            ['\\\\S\\İşlemci(_Total)\\% İşlemci Zamanı', '\\\\S\\Bellek\\Kullanılabilir MBayt'],
            [25, 2048],
          ),
          'windows-1254',
        ),
      },
      { S: { busy: 25, availableMiB: 2048 } },
    ],
    'Chinese and Korean, in theirs': [
      {
        'a.csv': encode(
          pdh(['\\\\S\\处理器(_Total)\\% 处理器时间', '\\\\S\\内存\\可用字节'], [25, 2 ** 31]),
          'gbk',
        ),
        'b.csv': encode(
          pdh(['\\\\K\\프로세서(_Total)\\% 프로세서 시간', '\\\\K\\메모리\\사용 가능한 MB'], [35, 2048]),
          'euc-kr',
        ),
      },
      { S: { busy: 25, availableMiB: 2048 }, K: { busy: 35, availableMiB: 2048 } },
    ],
  },
  'what does not run': {
    'states of Hyper-V': [
      { 'a.csv': 'VM,State,vCPU,CPU %\nweb01,Running,2,50\nold,Off,2,40\nkept,Saved,2,30\n' },
      { web01: { busy: 50 } },
    ],
    'in German': [
      { 'a.csv': 'Name;Zustand;Kerne;CPU %\nweb01;Wird ausgeführt;2;50\nalt;Aus;2;40\n' },
      { web01: { busy: 50 } },
    ],
    'a host among its machines': [
      { 'a.csv': 'Name,Type,Cores,CPU peak %\nweb01,VM,2,50\nesx1,Host,64,40\n' },
      { web01: { busy: 50 } },
    ],
  },
  'a log of a Hyper-V host': {
    'guests by processor, their total, the host': [
      {
        'a.csv': pdh(
          [VP('web01'), VP('web01', 1), VP('db 02'), '\\\\HV1\\Processor(_Total)\\% Processor Time'],
          [50, 30, 20, 5],
        ),
      },
      { web01: { usedCores: 0.8, runCores: 0.8 }, 'db 02': { usedCores: 0.2, runCores: 0.2 } },
    ],
    'with their memory': [
      {
        'a.csv': pdh(
          [
            VP('web01'),
            '\\\\HV1\\Hyper-V Dynamic Memory VM(web01)\\Physical Memory',
            '\\\\HV1\\Memory\\Available MBytes',
          ],
          [50, 2048, 9000],
        ),
      },
      { web01: { usedCores: 0.5, runCores: 0.5, usedMiB: 2048 } },
    ],
    'without a guest is the machine that it is of': [
      {
        'a.csv': pdh(
          [
            '\\\\HV1\\Hyper-V Hypervisor Root Virtual Processor(Root VP 0)\\% Total Run Time',
            '\\\\HV1\\Processor(_Total)\\% Processor Time',
          ],
          [5, 4],
        ),
      },
      { HV1: { busy: 4 } },
    ],
  },
  'values that no machine has': {
    'of 64 bits': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 iops',
          (k) => `20,${k === 1 ? '18446744073709551615' : 100}`,
        ),
      },
      { web01: { busy: 20, transfers: 100 } },
    ],
    'of 32 bits': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 network MB/s',
          (k) => `20,${k === 1 ? '4294967.295' : 1}`,
        ),
      },
      { web01: { busy: 20, networkMBs: 1 } },
    ],
    'of a memory': [
      {
        'a.csv': times(
          'timestamp,web01 cpu %,web01 memory used MB',
          (k) => `20,${k === 1 ? '17592186044416' : 1000}`,
        ),
      },
      { web01: { busy: 20, usedMiB: 1000 } },
    ],
  },
};

const opened = (files: Files) =>
  Promise.all(Object.entries(files).map(([name, text]) => readFile(name, new Blob([text]))));
const documentOf = async (files: Files) => readDocument(await opened(files), { edits: {}, shifts: {} });

for (const [kind, cases] of Object.entries(READ))
  test.each(Object.entries(cases))(`${kind}: %s`, async (_, [files, servers]) => {
    const { servers: found } = await documentOf(files);
    expect(
      Object.fromEntries(
        found.map(({ name, measures }) => [
          name,
          Object.fromEntries(
            Object.entries(measures).map(([id, own]) => [id, Number(own!.max.toPrecision(4))]),
          ),
        ]),
      ),
    ).toEqual(servers);
  });

/** Too little of these is understood: no server, but a question, or a refusal with a way. */
const ASKED: Readonly<Record<string, string>> = {
  'items and their values': 'clock;itemid;value;ns\n1709542800;23295;12.5;100\n1709542860;23295;15.5;101\n',
  'a pool of processes': times(
    'timestamp,accepted conn,listen queue,active processes,idle processes',
    () => '9,0,3,5',
  ),
  sensors: times('Time,Core 0,Core 1,Package,Fan1', (k) => `${45 + k},47,50,1200`),
  'the load of a battery': times('Date,Battery charge,Load,Runtime', (k) => `100,${20 + k},3600`),
  'requests of a site': times('date time,cs-uri-stem,sc-status,time-taken', () => '/a,200,15'),
  'machines of a measure that is not known': each(
    'time,tags,foo',
    () => 'host:web01,10',
    () => 'host:db01,30',
  ),
  'amounts of a minute and an hour': times(
    'timestamp,web01 cpu %,web01 disk MB/min,web01 network MB/h',
    () => '20,6,3',
  ),
  'hours of a day without their day': 'Hour,web01 cpu %\n0,10\n1,20\n2,30\n',
  'day and month without a year': 'time,web01 cpu %\n04-03 09:00:00,10\n04-03 09:05:00,20\n',
  'decimal commas between commas': times('timestamp,web01 cpu %,db01 cpu %', () => '12,5,20,5'),
};
test.each(Object.entries(ASKED))('makes no server of %s', async (_, text) => {
  try {
    const { servers, questions, findings } = await documentOf({ 'any.csv': text });
    expect(servers).toEqual([]);
    expect(questions.length > 0 || findings.some(({ level, fix }) => level === 'error' && fix)).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).finding.fix).toBeTruthy();
  }
});

/** Of these it is not known how busy they are: none is folded as idle. */
const UNMEASURED: Readonly<Record<string, readonly [Files, string]>> = {
  'blank and n/a in a list': [
    { 'm.csv': 'name,cores,peak %,memory GB\na,4,50,8\nb,4,,8\nc,4,n/a,8\n' },
    'b and c',
  ],
  'what is allocated': [{ 'm.csv': 'Name,PowerState,NumCpu,MemoryGB\nweb01,PoweredOn,2,8\n' }, 'web01'],
  'a price beside cores': [{ 'm.csv': 'Name,Cores,Price\nweb01,4,20\n' }, 'web01'],
};
test.each(Object.entries(UNMEASURED))('asks how busy they are: %s', async (_, [files, names]) => {
  const { questions } = await documentOf(files);
  expect(questions.map(({ why }) => why).join()).toContain(`the processors of ${names} are`);
});

test('asks, in letters that can be read, of a language whose counters nobody listed, and takes the answer', async () => {
  const paths = ['\\\\S\\Επεξεργαστής(_Total)\\% Χρόνος επεξεργαστή', '\\\\S\\Μνήμη\\Διαθέσιμα MB'];
  const file = new Blob([encode(pdh(paths, [25, 2048]), 'windows-1253')]);
  const asked = await readFile('a.csv', file);
  expect(asked.recordings).toEqual([]);
  expect(asked.counters.map(({ counter }) => counter)).toEqual(['% Χρόνος επεξεργαστή', 'Διαθέσιμα MB']);
  const mapping = {
    'Επεξεργαστής\\% Χρόνος επεξεργαστή': 'busy',
    'Μνήμη\\Διαθέσιμα MB': 'availableMiB',
  };
  const [{ measures }] = (await readFile('a.csv', file, { mapping })).recordings;
  expect([measures.busy![0], measures.availableMiB![0]]).toEqual([25, 2048]);
});

/** What hosts measured of guests, GHz: nothing of it is taken away without a word. */
const BY_HOST: Readonly<Record<string, readonly [name: string, text: string, ghz: number]>> = {
  'MHz of Get-Stat': [
    'stat.csv',
    '"Value","Timestamp","MetricId","Unit","Entity","IntervalSecs","Instance"\n' +
      [0, 5, 10]
        .map(
          (k) =>
            `"6000","3/14/2024 9:${String(k).padStart(2, '0')}:00 AM","cpu.usagemhz.average","MHz","web01","300",""`,
        )
        .join('\n'),
    6,
  ],
  'MHz beside names': ['list.csv', 'VM,vCPU,CPU usage MHz\nweb01,4,7500\n', 7.5],
  'processors of guests of Hyper-V': ['hv.csv', pdh([VP('web01'), VP('web01', 1)], [90, 60]), 1.5 * 2.5],
  'processors of guests of esxtop': ['esx.csv', pdh(VM(20, 'web01'), [240, 1]), 2.4 * 2.5],
};
test.each(Object.entries(BY_HOST))(
  'folds what a host measured as it is: %s',
  async (_, [name, text, ghz]) => {
    const path = join(mkdtempSync(join(tmpdir(), 'hostfold-by-host-')), name);
    writeFileSync(path, text);
    const folded = async (profile: string) => {
      const host = ['--host', 'cores=16,rating=2.5', '--work', '1', '--json'];
      const { out } = await hostfold('fold', path, '--profile', profile, ...host);
      const { hosts, findings } = JSON.parse(out) as {
        hosts: { peak: { cpu: number } }[];
        findings: { text: string }[];
      };
      return { cpu: hosts[0].peak.cpu, said: findings.map((each) => each.text).join('\n') };
    };
    expect((await folded('bare')).cpu).toBeCloseTo(ghz, 2);
    const { cpu, said } = await folded('vsphere8');
    expect(cpu >= ghz || /taken out|measured by/i.test(said), `${cpu}: ${said}`).toBe(true);
  },
);
