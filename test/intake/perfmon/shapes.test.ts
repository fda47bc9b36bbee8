import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../../src/intake/bytes/pages';
import { log, moments, read, saying, series } from '../read';

const BUSY = 'Processor(_Total)\\% Processor Time';

describe('counter names in every language', () => {
  const LANGUAGES: [string, Encoding, Record<string, number[]>][] = [
    [
      'German',
      'windows-1252',
      {
        'Prozessor(_Total)\\Prozessorzeit (%)': [10, 20],
        'Arbeitsspeicher\\Verfügbare MB': [1000, 1100],
        'Physikalischer Datenträger(_Total)\\Übertragungen/s': [5, 6],
        'Physikalischer Datenträger(_Total)\\Bytes/s': [2e6, 3e6],
        'Netzwerkschnittstelle(Intel[R] PRO)\\Gesamtanzahl Bytes/s': [1e6, 5e5],
      },
    ],
    [
      'German',
      'windows-1252',
      {
        'Prozessorinformationen(_Total)\\Prozessorauslastung (%)': [10, 20],
        'Arbeitsspeicher\\Verfügbare Bytes': [1000 * 1048576, 1100 * 1048576],
        'Physikalischer Datenträger(_Total)\\Übertragungen/s': [5, 6],
        'Physikalischer Datenträger(0 C:)\\Bytes gelesen/s': [5e5, 1e6],
        'Physikalischer Datenträger(0 C:)\\Bytes geschrieben/s': [1.5e6, 2e6],
        'Netzwerkadapter(Intel[R] PRO)\\Empfangene Bytes/s': [4e5, 1e5],
        'Netzwerkadapter(Intel[R] PRO)\\Bytes gesendet/s': [6e5, 4e5],
      },
    ],
    [
      'French',
      'windows-1252',
      {
        'Processeur(_Total)\\% temps processeur': [10, 20],
        'Mémoire\\Kilo-octets disponibles': [1000 * 1024, 1100 * 1024],
        'Disque physique(_Total)\\Transferts disque/s': [5, 6],
        'Disque physique(_Total)\\Octets disque/s': [2e6, 3e6],
        'Interface réseau(Intel[R] PRO)\\Total des octets/s': [1e6, 5e5],
      },
    ],
    [
      'Spanish',
      'windows-1252',
      {
        'Procesador(_Total)\\% de tiempo de procesador': [10, 20],
        'Memoria\\Bytes disponibles': [1000 * 1048576, 1100 * 1048576],
        'Disco físico(_Total)\\Transferencias de disco/s': [5, 6],
        'Disco físico(_Total)\\Bytes de disco/s': [2e6, 3e6],
        'Interfaz de red(Intel[R] PRO)\\Total de bytes/s': [1e6, 5e5],
      },
    ],
    [
      'Russian',
      'windows-1251',
      {
        'Процессор(_Total)\\% загруженности процессора': [10, 20],
        'Память\\Доступно МБ': [1000, 1100],
        'Физический диск(_Total)\\Обращений к диску/с': [5, 6],
        'Физический диск(_Total)\\Скорость чтения с диска (байт/с)': [1e6, 1e6],
        'Физический диск(_Total)\\Скорость записи на диск (байт/с)': [1e6, 2e6],
        'Сетевой интерфейс(Intel[R] PRO)\\Всего байт/с': [1e6, 5e5],
      },
    ],
    [
      'Polish',
      'windows-1250',
      {
        'Procesor(_Total)\\Czas procesora (%)': [10, 20],
        'Pamięć\\Dostępna pamięć (MB)': [1000, 1100],
        'Dysk fizyczny(_Total)\\Transfery dysku/s': [5, 6],
        'Dysk fizyczny(_Total)\\Bajty dysku/s': [2e6, 3e6],
        'Interfejs sieciowy(Intel[R] PRO)\\Całkowita liczba bajtów/s': [1e6, 5e5],
      },
    ],
  ];

  test.each([
    ['Swedish', { 'Processor(_Total)\\% processortid': 50.5, 'Minne\\Tillgängliga megabyte': 4096 }],
    ['Dutch', { 'Processor(_Total)\\% processortijd': 50.5, 'Memory\\Available MBytes': 4096 }],
    ['Turkish', { 'İşlemci(_Total)\\% İşlemci Zamanı': 50.5, 'Memory\\Available MBytes': 4096 }],
    ['Slovak', { 'Procesor(_Total)\\% času procesora': 50.5, 'Memory\\Available MBytes': 4096 }],
    ['Czech', { 'Procesor(_Total)\\% času procesoru': 50.5, 'Paměť\\Počet MB k dispozici': 4096 }],
  ])('%s processors are read, with what else is known of that language', async (language, columns) => {
    const reading = await read(
      log(Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, [value]]))),
    );
    expect(series(reading, 'busy')).toEqual([50.5]);
    expect(series(reading, 'availableMiB')).toEqual([4096]);
    expect(saying(reading, `counter names in ${language}`)).toHaveLength(1);
  });

  test.each(LANGUAGES)('%s in %s gives the five measures of a fold', async (language, encoding, columns) => {
    const reading = await read(log(columns), {}, 'log.csv', encoding);
    expect(series(reading, 'busy')).toEqual([10, 20]);
    expect(series(reading, 'availableMiB')).toEqual([1000, 1100]);
    expect(series(reading, 'transfers')).toEqual([5, 6]);
    expect(series(reading, 'diskMBs')).toEqual([2, 3]);
    expect(series(reading, 'networkMBs')).toEqual([1, 0.5]);
    expect(saying(reading, `counter names in ${language}`).length).toBe(1);
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    '%s reads like a code page, with a mark and without',
    async (encoding) => {
      const text = log({
        'Arbeitsspeicher\\Verfügbare MB': [1, 2],
        'Prozessor(_Total)\\Prozessorzeit (%)': [3, 4],
      });
      for (const mark of ['', '\ufeff']) {
        const reading = await read(mark + text, {}, 'log.csv', encoding);
        expect(series(reading, 'availableMiB')).toEqual([1, 2]);
      }
    },
  );

  test('a euro sign in an instance does not spoil the line', async () => {
    const reading = await read(
      log({ [BUSY]: [1], 'Process(Kasse€)\\% Processor Time': [2], 'Process(Büro)\\% Processor Time': [2] }),
      {},
      'log.csv',
      'windows-1252',
    );
    expect(reading.recordings[0].processes).toEqual(['Büro', 'Kasse€']);
  });

  test('names are matched without case, as Get-Counter writes them', async () => {
    const reading = await read(
      log({ 'processor(_total)\\% processor time': [7], 'memory\\available mbytes': [9] }),
    );
    expect([series(reading, 'busy'), series(reading, 'availableMiB')]).toEqual([[7], [9]]);
  });

  test('French apostrophes may be straight or curved', async () => {
    for (const mark of ["'", '\u2019']) {
      const reading = await read(log({ [`Processeur(_Total)\\% temps d${mark}interruption`]: [4] }));
      expect(series(reading, 'interrupt')).toEqual([4]);
    }
  });
});

describe('missing is missing', () => {
  test('the blank first row of rate counters stays a row, with its gauges', async () => {
    const reading = await read(log({ [BUSY]: [null, 5, 6], 'Memory\\Available MBytes': [100, 101, 102] }));
    expect(series(reading, 'busy')).toEqual([null, 5, 6]);
    expect(series(reading, 'availableMiB')).toEqual([100, 101, 102]);
    expect(saying(reading, 'processor busy 66.6 %').length).toBe(1);
  });

  test('cells that hold no number are missing and told once, with the first place', async () => {
    const reading = await read(log({ [BUSY]: [1, '#DIV/0!', 'N/A', 4] }));
    expect(series(reading, 'busy')).toEqual([1, null, null, 4]);
    const [finding] = saying(reading, 'hold no number');
    expect(finding.where).toBe('log.csv:3:2');
    expect(finding.text).toContain('2 cells');
  });

  test('a negative value is missing; zero is a value', async () => {
    const reading = await read(log({ [BUSY]: [-1, 0, 5] }));
    expect(series(reading, 'busy')).toEqual([null, 0, 5]);
    expect(saying(reading, 'below zero').length).toBe(1);
  });

  test('an instance that comes and goes does not make the sum missing', async () => {
    const reading = await read(
      log({
        'Network Interface(A)\\Bytes Total/sec': [1e6, null, null],
        'Network Interface(B)\\Bytes Total/sec': [1e6, 2e6, null],
      }),
    );
    expect(series(reading, 'networkMBs')).toEqual([2, 2, null]);
  });

  test('a column that is blank throughout is no measure', async () => {
    const reading = await read(log({ [BUSY]: [1, 2], 'Memory\\Available MBytes': [null, null] }));
    expect(Object.keys(reading.recordings[0].measures)).toEqual(['busy']);
  });
});

describe('instances', () => {
  test('_Total goes before its parts', async () => {
    const reading = await read(
      log({
        'Processor(0)\\% Processor Time': [100],
        'Processor(1)\\% Processor Time': [0],
        [BUSY]: [51],
        'PhysicalDisk(0 C:)\\Disk Transfers/sec': [3],
        'PhysicalDisk(1 D:)\\Disk Transfers/sec': [4],
      }),
    );
    expect(series(reading, 'busy')).toEqual([51]);
    expect(series(reading, 'transfers')).toEqual([7]);
    expect(reading.recordings[0].facts.threads).toBe(2);
  });

  test('without a total, processors are averaged and disks added', async () => {
    const reading = await read(
      log({
        'Processor(0)\\% Processor Time': [100],
        'Processor(1)\\% Processor Time': [50],
        'PhysicalDisk(0 C:)\\Disk Reads/sec': [1],
        'PhysicalDisk(0 C:)\\Disk Writes/sec': [2],
        'PhysicalDisk(1 D:)\\Disk Reads/sec': [3],
        'PhysicalDisk(1 D:)\\Disk Writes/sec': [4],
      }),
    );
    expect(series(reading, 'busy')).toEqual([75]);
    expect(series(reading, 'transfers')).toEqual([10]);
  });

  test('a log that lists processors twice, in a row and by NUMA node, counts each once', async () => {
    const columns: Record<string, number[]> = {};
    for (let n = 0; n < 4; n++) {
      columns[`Processor(${n})\\% Processor Time`] = [50];
      columns[`Processor Information(${n >> 1},${n & 1})\\% Processor Time`] = [50];
    }
    columns['Processor Information(0,0)\\Clock Interrupts/sec'] = [64];
    const reading = await read(log(columns));
    expect(reading.recordings[0].facts.threads).toBe(4);
    expect(series(reading, 'clockTicks')).toEqual([256]);
  });

  test('Processor Information counts processors over NUMA nodes, and the totals of nodes are none', async () => {
    const columns: Record<string, number[]> = {};
    for (const node of [0, 1]) {
      for (const n of [0, 1, 2])
        columns[`Processor Information(${node},${n})\\% Processor Time`] = [10 * (node + 1)];
      columns[`Processor Information(${node},_Total)\\% Processor Time`] = [10 * (node + 1)];
    }
    const reading = await read(log(columns));
    expect(reading.recordings[0].facts.threads).toBe(6);
    expect(series(reading, 'busy')).toEqual([15]);
  });

  test('tunnels, loopback and teams over other adapters are not counted', async () => {
    const names = [
      'Intel[R] Ethernet',
      'isatap.{E4048626-77B4-455C-B3B1-413959881D9F}',
      'Teredo Tunneling Pseudo-Interface',
      'Microsoft 6To4 Adapter',
      'MS TCP Loopback interface',
      'Microsoft Network Adapter Multiplexor Driver',
    ];
    const reading = await read(
      log(Object.fromEntries(names.map((name) => [`Network Interface(${name})\\Bytes Total/sec`, [1e6]]))),
    );
    expect(series(reading, 'networkMBs')).toEqual([1]);
    expect(saying(reading, '5 network adapters not counted').length).toBe(1);
  });

  test('space used is worked out from what is free and its share', async () => {
    const reading = await read(
      log({
        'LogicalDisk(C:)\\Free Megabytes': [25 * 1024],
        'LogicalDisk(C:)\\% Free Space': [25],
        'LogicalDisk(D:)\\Free Megabytes': [50 * 1024],
        'LogicalDisk(D:)\\% Free Space': [50],
      }),
    );
    expect(series(reading, 'spaceGiB')).toEqual([125]);
  });

  test('% Idle Time of the processor is not taken for load, but for what is left of it', async () => {
    const reading = await read(
      log({ 'Processor(_Total)\\% Idle Time': [90], 'Memory\\Available MBytes': [1] }),
    );
    expect([...reading.recordings[0].measures.busy!]).toEqual([10]);
  });

  test('more than all of a processor is read as all of it, and said', async () => {
    const reading = await read(log({ [BUSY]: [50, 100.108, 100.2] }));
    expect(series(reading, 'busy')).toEqual([50, 100, 100]);
    expect(saying(reading, '2 samples of processor busy above 100')[0].level).toBe('info');
  });
});

describe('machines', () => {
  test('several in one log become a recording each, on the same times', async () => {
    const reading = await read(
      log({
        ['\\\\WEB1\\' + BUSY]: [1, 2],
        ['\\\\WEB2\\' + BUSY]: [3, 4],
        ['\\\\web1\\Memory\\Available MBytes']: [5, 6],
      }),
    );
    expect(reading.recordings.map(({ server }) => server)).toEqual(['WEB1', 'WEB2']);
    expect(reading.recordings[0].times).toBe(reading.recordings[1].times);
    expect(series(reading, 'availableMiB', 0)).toEqual([5, 6]);
    expect(series(reading, 'busy', 1)).toEqual([3, 4]);
  });

  test('a path without a machine belongs to the file', async () => {
    const reading = await read(
      'Time,\\Processor(_Total)\\% Processor Time\n01/05/2026 10:00:00.000,4\n',
      {},
      'SQL7.csv',
    );
    expect(reading.recordings[0].server).toBe('SQL7');
    expect(series(reading, 'busy')).toEqual([4]);
  });

  test.each([
    ['Process(vmtoolsd)', 'VMware'],
    ['Process(VMwareService)', 'VMware'],
    ['Process(VBoxService)', 'VirtualBox'],
    ['Process(qemu-ga)', 'KVM'],
    ['Process(xenservice#1)', 'Xen'],
    ['Process(vmicsvc)', 'Hyper-V'],
  ])('%s tells that it was measured in a guest of %s', async (process, product) => {
    const reading = await read(log({ [BUSY]: [1], [`${process}\\% Processor Time`]: [0] }));
    expect(reading.recordings[0].facts.measured).toBe('guest');
    expect(saying(reading, `Measured inside a virtual machine (${product}`)[0].level).toBe('guess');
  });

  test('a machine that carries guests is not taken for one', async () => {
    const reading = await read(
      log({ [BUSY]: [1], 'Process(vmms)\\% Processor Time': [0], 'Process(vmicsvc)\\% Processor Time': [0] }),
    );
    expect(reading.recordings[0].facts.measured).toBeUndefined();
    expect(saying(reading, 'carries virtual machines itself').length).toBe(1);
  });

  test('a physical machine is left open', async () => {
    const reading = await read(log({ [BUSY]: [1], 'Process(svchost)\\% Processor Time': [0] }));
    expect(reading.recordings[0].facts.measured).toBeUndefined();
  });

  test('installed memory is taken from the NUMA nodes', async () => {
    const reading = await read(
      log({
        [BUSY]: [1],
        'NUMA Node Memory(0)\\Total MBytes': [8191],
        'NUMA Node Memory(1)\\Total MBytes': [8192],
      }),
    );
    expect(reading.recordings[0].facts.memory).toBe(16383);
  });
});

describe('what other programs make of a log', () => {
  test('typeperf on the screen: no zone, a blank line first, prose last', async () => {
    const text =
      '\r\n"(PDH-CSV 4.0)","\\\\DB01\\Processor(_Total)\\% Processor Time"\r\n"01/05/2026 10:00:00.123","1.5"\r\n"01/05/2026 10:00:01.124","2.5"\r\n\r\nExiting, please wait...                         \r\nThe command completed successfully.\r\n\r\n';
    const reading = await read(text);
    expect(series(reading, 'busy')).toEqual([1.5, 2.5]);
    expect(reading.recordings[0].zone).toBeUndefined();
    const [finding] = saying(reading, '2 lines do not begin with a time');
    expect(finding.where).toBe('log.csv:6:1');
    expect(finding.text).toContain('Exiting, please wait...');
  });

  test('the same redirected by PowerShell: UTF-16 with a mark', async () => {
    const text =
      '\ufeff\r\n"(PDH-CSV 4.0)","\\\\DB01\\Processor(_Total)\\% Processor Time"\r\n"01/05/2026 10:00:00.123","1.5"\r\n';
    expect(series(await read(text, {}, 'log.csv', 'utf-16le'), 'busy')).toEqual([1.5]);
  });

  test('Excel in the United States: quotes, seconds and digits gone, times repeated', async () => {
    const text =
      '(PDH-CSV 4.0) (UTC)(0),\\\\DB01\\Processor(_Total)\\% Processor Time\r\n' +
      Array.from({ length: 12 }, (_, k) => `3/26/2015 22:${40 + Math.floor(k / 4)},${k}.5\r\n`).join('');
    const reading = await read(text);
    expect(reading.rows).toBe(12);
    expect(moments(reading)[11]).toBe('2015-03-26T22:42:00');
    expect(saying(reading, 'a spreadsheet dropped the seconds').length).toBe(1);
  });

  test('Excel in Germany: semicolons, decimal commas, day first', async () => {
    const text =
      '(PDH-CSV 4.0) (Mitteleuropäische Zeit)(-60);\\\\DB01\\Prozessor(_Total)\\Prozessorzeit (%);\\\\DB01\\Arbeitsspeicher\\Verfügbare MB\r\n26.03.2015 22:42;24,41;1.024\r\n26.03.2015 22:43;8,57E-05;1.024\r\n';
    const reading = await read(text, {}, 'log.csv', 'windows-1252');
    expect(series(reading, 'busy')).toEqual([24.41, 0.0000857]);
    expect(series(reading, 'availableMiB')).toEqual([1024, 1024]);
    expect(moments(reading)[0]).toBe('2015-03-26T22:42:00');
    expect(saying(reading, 'semicolons, decimal commas').length).toBe(1);
  });

  test('Excel in Britain: day first with slashes, told by a day above 12', async () => {
    const text =
      '(PDH-CSV 4.0) (GMT Standard Time)(0),\\\\DB01\\Processor(_Total)\\% Processor Time\r\n11/03/2015 22:42,1\r\n13/03/2015 22:42,2\r\n';
    expect(moments(await read(text))).toEqual(['2015-03-11T22:42:00', '2015-03-13T22:42:00']);
  });

  test('pasted from a spreadsheet: tabs', async () => {
    const text = log({ [BUSY]: [1, 2] }, { delimiter: '\t', quote: '' });
    expect(series(await read(text), 'busy')).toEqual([1, 2]);
  });

  test('quoted decimal commas between commas', async () => {
    const reading = await read(log({ [BUSY]: ['1,5', '2,25'], 'Memory\\Available MBytes': ['100', '101'] }));
    expect(series(reading, 'busy')).toEqual([1.5, 2.25]);
  });

  test('a sep= line above the header', async () => {
    const reading = await read('sep=;\r\n' + log({ [BUSY]: ['1,5'] }, { delimiter: ';' }));
    expect(series(reading, 'busy')).toEqual([1.5]);
  });

  test('a line of terminal noise above the header', async () => {
    expect(series(await read('TERM=xterm: not known\n' + log({ [BUSY]: [4] })), 'busy')).toEqual([4]);
  });

  test('a mark that was edited, with paths that were not', async () => {
    const reading = await read(log({ [BUSY]: [4] }, { mark: 'When' }));
    expect(series(reading, 'busy')).toEqual([4]);
  });
});

describe('zones and times', () => {
  test.each([
    ['(PDH-CSV 4.0) (Eastern Daylight Time)(240)', { name: 'Eastern Daylight Time', biasMinutes: 240 }],
    ['(PDH-CSV 4.0) (Sri Lanka Standard Time)(-330)', { name: 'Sri Lanka Standard Time', biasMinutes: -330 }],
    ['(PDH-CSV 4.0) (RTZ 2 (', { name: 'RTZ 2', biasMinutes: null }],
    [
      '(PDH-CSV 4.0) (RTZ 2 (\u0437\u0438\u043c\u0430))(-180)',
      { name: 'RTZ 2 (\u0437\u0438\u043c\u0430)', biasMinutes: -180 },
    ],
    ['(PDH-CSV 4.0) (GMT Standard Time)(0) Time', { name: 'GMT Standard Time', biasMinutes: 0 }],
    ['(PDH-CSV 4.0) (Romance Standard Time)', { name: 'Romance Standard Time', biasMinutes: null }],
    ['(PDH-CSV 4.0)', undefined],
    ['(PDH-CSV 4.0) written again by hand', undefined],
  ])('%s', async (mark, zone) => {
    expect((await read(log({ [BUSY]: [1] }, { mark }))).recordings[0].zone).toEqual(zone);
  });

  const at = (...times: string[]) =>
    `"(PDH-CSV 4.0)","\\\\DB01\\${BUSY}"\r\n` + times.map((t, k) => `"${t}","${k}"\r\n`).join('');

  test('the hour that the end of summer time doubles is kept twice', async () => {
    const reading = await read(
      at(
        '10/25/2026 02:30:00.000',
        '10/25/2026 02:45:00.000',
        '10/25/2026 02:00:00.000',
        '10/25/2026 02:15:00.000',
        '10/25/2026 02:30:00.000',
      ),
    );
    expect(reading.rows).toBe(5);
    const [finding] = saying(reading, 'the end of summer time');
    expect(finding.where).toBe('log.csv:4');
  });

  test('the hour that the beginning of summer time drops stays missing', async () => {
    const reading = await read(
      at(
        '03/29/2026 01:40:00.000',
        '03/29/2026 01:50:00.000',
        '03/29/2026 03:00:00.000',
        '03/29/2026 03:10:00.000',
      ),
    );
    expect(saying(reading, 'the beginning of summer time').length).toBe(1);
  });

  test('logs appended to each other are read as one, other columns and all', async () => {
    const first = log({ [BUSY]: [1, 2] });
    const second = log({ 'Memory\\Available MBytes': [7, 8], [BUSY]: [3, 4] });
    const reading = await read(first + first + second);
    expect(series(reading, 'busy')).toEqual([1, 2, 1, 2, 3, 4]);
    expect(series(reading, 'availableMiB')).toEqual([null, null, null, null, 7, 8]);
    expect(saying(reading, '3 headers').length).toBe(1);
    expect(saying(reading, 'Time runs backwards').length).toBe(1);
    const reversed = await read(second + first);
    expect(series(reversed, 'availableMiB')).toEqual([7, 8, null, null]);
  });
});

describe('mapping by hand', () => {
  test('a counter of an unknown language can be mapped for all machines at once', async () => {
    const columns = {
      '\\\\A\\İşlemci(_Total)\\İşlemci Zamanı': [1],
      '\\\\B\\İşlemci(_Total)\\İşlemci Zamanı': [2],
    };
    const plain = await read(log(columns));
    expect(plain.recordings).toEqual([]);
    const reading = await read(log(columns), { mapping: { 'İşlemci\\İşlemci Zamanı': 'busy' } });
    expect([series(reading, 'busy', 0), series(reading, 'busy', 1)]).toEqual([[1], [2]]);
  });

  test('a unit in the name of a mapped counter is heeded', async () => {
    const reading = await read(log({ 'Bellek\\Kullanılabilir MB': [5], 'Bellek\\Boş Bytes': [1048576] }), {
      mapping: { 'Bellek\\Kullanılabilir MB': 'availableMiB', 'Bellek\\Boş Bytes': 'nonpagedMiB' },
    });
    expect([series(reading, 'availableMiB'), series(reading, 'nonpagedMiB')]).toEqual([[5], [1]]);
  });

  test('a known counter can be left out', async () => {
    const reading = await read(log({ [BUSY]: [1], 'Memory\\Available MBytes': [2] }), {
      mapping: { 'memory\\available mbytes': 'ignore' },
    });
    expect(Object.keys(reading.recordings[0].measures)).toEqual(['busy']);
  });
});
