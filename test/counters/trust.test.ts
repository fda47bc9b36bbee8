import { createReadStream } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { CATALOGUE } from '../../src/counters/catalogue';
import { englishName } from '../../src/counters/translations';
import { natureOf, trustSums, trustTable } from '../../src/counters/trust';
import { readFile } from '../../src/intake';
import { dataPath, lacksData } from '../data';

const seen = (object: string, counter: string, instances = 1, server = 'A') => ({
  server,
  object,
  counter,
  instances,
  measure: null,
});

describe('which counters to believe inside a VM', () => {
  it('times are not to be believed, counts with care, levels yes', () => {
    const table = trustTable([
      seen('Memory', 'Available MBytes'),
      seen('Processor', '% Processor Time'),
      seen('PhysicalDisk', 'Avg. Disk sec/Transfer'),
      seen('PhysicalDisk', '% Idle Time'),
      seen('System', 'Context Switches/sec'),
      seen('Process', '% Processor Time'),
      seen('Network Interface', 'Bytes Total/sec'),
      seen('Process', 'Working Set'),
    ]);
    expect(table.map((r) => [`${r.object} ${r.counter}`, r.trust, r.type])).toEqual([
      ['Processor % Processor Time', 'no', 'PERF_100NSEC_TIMER_INV'],
      ['PhysicalDisk Avg. Disk sec/Transfer', 'no', 'PERF_AVERAGE_TIMER'],
      ['PhysicalDisk % Idle Time', 'no', 'PERF_PRECISION_100NS_TIMER'],
      ['System Context Switches/sec', 'with care', 'PERF_COUNTER_COUNTER'],
      ['Process % Processor Time', 'with care', 'PERF_100NSEC_TIMER'],
      ['Network Interface Bytes Total/sec', 'with care', 'PERF_COUNTER_BULK_COUNT'],
      ['Memory Available MBytes', 'yes', 'PERF_COUNTER_RAWCOUNT'],
      ['Process Working Set', 'yes', 'PERF_COUNTER_RAWCOUNT'],
    ]);
  });

  it('names type, source and the date of the source in each row, or that it is ours', () => {
    for (const [pattern, { type, source }] of CATALOGUE) {
      expect(type, String(pattern)).not.toBe('');
      expect(source, String(pattern)).toMatch(/\b20\d\d\b|^Ours: /);
      for (const part of source.split('; '))
        if (/^(Friedman|Broadcom|windows_exporter)/.test(part)) expect(part).toMatch(/\b20\d\d\b/);
    }
  });

  it('folds instances and machines, and counts both', () => {
    const [row, ...rest] = trustTable([
      seen('Processor', '% Processor Time', 5, 'A'),
      seen('processor', '% processor time', 3, 'B'),
    ]);
    expect(rest).toEqual([]);
    expect([row.instances, row.servers]).toEqual([8, ['A', 'B']]);
    expect(trustSums([row])[0]).toEqual({ trust: 'no', counters: 1, columns: 8 });
  });

  test.each([
    ['Prozessor', 'Prozessorzeit (%)', 'Processor\\% Processor Time', 'PERF_100NSEC_TIMER_INV'],
    ['Процесс', '% загруженности процессора', 'Process\\% Processor Time', 'PERF_100NSEC_TIMER'],
    [
      'Disco físico',
      'Promedio de segundos de disco/transferencia',
      'PhysicalDisk\\Avg. Disk sec/Transfer',
      'PERF_AVERAGE_TIMER',
    ],
    ['Mémoire', 'Octets disponibles', 'Memory\\Available Bytes', 'PERF_COUNTER_RAWCOUNT'],
    [
      'Système',
      'Longueur de la file du processeur',
      'System\\Processor Queue Length',
      'PERF_COUNTER_RAWCOUNT',
    ],
  ])('%s\\%s is %s', (object, counter, english, type) => {
    expect(natureOf(object, counter)).toMatchObject({ english, type, certainty: 'named' });
  });

  test.each([
    ['Contoso Server', 'Requests/sec', 'with care', 'PERF_COUNTER_COUNTER'],
    ['Contoso Server', 'Bytes Sent/sec', 'with care', 'PERF_COUNTER_BULK_COUNT'],
    ['Contoso Server', 'Avg. Latency/Operation (ms)', 'no', 'PERF_AVERAGE_TIMER or a raw count of ms'],
    ['Contoso Server', 'Cache Size (MB)', 'yes', 'PERF_COUNTER_RAWCOUNT'],
    ['物理磁盘', '平均队列长度', 'no', 'PERF_COUNTER_100NS_QUEUELEN_TYPE'],
    ['プロセス', '% 時間', 'with care', 'PERF_100NSEC_TIMER'],
    ['Disque physique', 'Temps disque (%)', 'no', 'PERF_PRECISION_100NS_TIMER'],
  ])('%s\\%s is judged by the words in it', (object, counter, trust, type) => {
    expect(natureOf(object, counter)).toMatchObject({ trust, type, certainty: 'by its name' });
  });

  it('says that nothing is known where nothing is', () => {
    expect(natureOf('', 'Graph_1')).toMatchObject({
      trust: 'not known',
      certainty: 'not known',
      english: null,
    });
  });

  it.each([
    ['Physikalischer Datenträger', 'Mittlere Sek./Übertragung', 'Avg. Disk sec/Transfer'],
    [
      'Logischer Datenträger',
      'Durchschnittl. Warteschlangenlänge der Datenträger-Lesevorgänge',
      'Avg. Disk Read Queue Length',
    ],
    ['Disque physique', 'Moyenne disque s/transfert', 'Avg. Disk sec/Transfer'],
    ['Disque logique', 'Longueur moyenne de file d’attente écriture disque', 'Avg. Disk Write Queue Length'],
    ['Mémoire', 'Octets du cache', 'Cache Bytes'],
    ['Disco fisico', 'Media secondi/trasf. disco', 'Avg. Disk sec/Transfer'],
    ['Processo', 'Conteggio degli handle', 'Handle Count'],
    ['PhysicalDisk', 'Média de disco s/gravação', 'Avg. Disk sec/Write'],
  ])('%s, %s is known as %s', (object, counter, english) => {
    expect(englishName(object, counter).counter).toBe(english);
  });

  it("figures of the hypervisor are the host's own, wherever they stand", () => {
    for (const [object, counter] of [
      ['VM Processor', '% Processor Time'],
      ['Hyper-V Hypervisor Virtual Processor', '% Total Run Time'],
      ['Group Cpu', '% Ready'],
    ])
      expect(natureOf(object, counter).trust).toBe('yes');
  });
});

const LOGS = {
  'cn_desktop_2633cols_sysdiag.csv': [25, 22, 0, 27],
  'es_cp1252_lab_server_324rows.tsv': [4, 5, 0, 3],
  'es_excel_resaved_session5.xlsx': [4, 5, 0, 3],
  'ru_cp1251_processes_1105cols.csv': [0, 3, 0, 1],
  'gb_renamed_header_one_col.csv': [0, 0, 1, 0],
  'us_edt_process_bytes_1.csv': [0, 0, 0, 2],
};
test('columns that bear the names of servers are one row, of which nothing is known', () => {
  const counters = ['planet1_nyu_d', 'mail_queue_ms', 'web'].map((server) => ({
    server,
    object: '',
    counter: server,
    instances: 1,
    measure: 'busy' as const,
  }));
  const rows = trustTable(counters);
  expect(rows).toMatchObject([
    { counter: 'columns with names of servers', instances: 3, certainty: 'not known' },
  ]);
});

describe.skipIf(lacksData('perfmon'))('real logs (skipped where they are absent)', () => {
  test.each(Object.entries(LOGS))('every counter of %s has its row', async (name, sums) => {
    const { counters } = await readFile(name, createReadStream(dataPath(`perfmon/${name}`)));
    const rows = trustTable(counters);
    expect(trustSums(rows).map((sum) => sum.counters)).toEqual(sums);
    expect(rows.reduce((all, row) => all + row.instances, 0)).toBe(
      counters.reduce((all, { instances }) => all + instances, 0),
    );
    for (const { object, counter, certainty } of rows)
      if (object) expect([`${object}\\${counter}`, certainty]).toEqual([`${object}\\${counter}`, 'named']);
  });
});
