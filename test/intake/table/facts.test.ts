/** Cells that state facts of a server: by which header they are known, and how each is read. */
import { describe, expect, it } from 'vitest';
import type { FactId } from '../../../src/estate/fact-fields';
import { factColumn, isNearest } from '../../../src/intake/table/facts';
import { whyTotal, withoutTotals } from '../../../src/intake/table/totals';
import type { Recording } from '../../../src/estate/recording';

const value = (header: string, cell: string, decimal: '.' | ',' = '.') => {
  const facts = {};
  const column = factColumn(header);
  return column?.put(facts, cell, decimal) ? (facts as Record<string, unknown>)[column.field] : null;
};

describe('headers', () => {
  it.each([
    [
      'cores',
      'Cores|vCPUs|# CPUs|CPU count|cpu cores|Number of processors|No. of cores|Kerne|CPUs total|ядра|cores count',
    ],
    ['rating', 'Rating|GHz|MHz|Clock|CPU speed|CPU MHz|Core GHz|Takt|Frequency (GHz)'],
    [
      'memory',
      'Memory|RAM (GB)|Memory MB|Installed memory|RAM [MiB]|Memory size|Configured RAM|Arbeitsspeicher|Mémoire|memory total|Total memory (GB)',
    ],
    ['floor', 'floor|Memory floor|Reservation|Minimum memory (MB)|min memory|Least memory'],
    ['osBase', 'osBase|OS base (MB)|os memory|Base memory'],
    ['image', 'image|Template|OS image'],
    ['bits', 'bits|Architecture|OS architecture|arch|bitness'],
    ['os', 'OS|Operating system|Guest OS|OS according to the VMware Tools|Betriebssystem'],
    ['class', 'class|Workload|Role|Application|Type|Workload class'],
    [
      'threads',
      'threads|Hardware threads|Logical processors|logical CPUs|Logical Processor Count|Number of logical processors',
    ],
    ['present', 'present|Platform|Hypervisor|Runs on'],
    ['smt', 'SMT|Hyper-Threading|Threads per core'],
    ['measured', 'measured|Measured in|Where|Server type'],
    ['dedicated', 'dedicated|Dedicated CPU|dedicated processors'],
    ['native', 'native|Keep native|Do not virtualize|physical only'],
    ['together', 'together|Affinity|keep together|Group'],
    ['apart', 'apart|Anti-affinity|keep apart|separate'],
    ['host', 'host|Pinned to|pin to|on host'],
  ])('%s: %s', (field, headers) => {
    for (const header of headers.split('|'))
      expect([header, factColumn(header)?.field]).toEqual([header, field]);
  });

  it.each(['CPU %', 'memory used MB', 'IOPS', 'Datacenter', 'core temperature', ''])(
    '"%s" is none',
    (header) => {
      expect(factColumn(header)).toBe(null);
    },
  );
});

describe('sizes', () => {
  it.each([
    ['memory', '4096', 4096],
    ['memory', '4 GB', 4096],
    ['memory', '4GiB', 4096],
    ['memory', '1 TB', 1_048_576],
    ['memory', '2048 KB', 2],
    ['memory', '4096 MB', 4096],
    ['memory', '2097152 bytes', 2],
    ['memory', '128', 131_072],
    ['memory', '129', 129],
    ['memory', '0.5', 512],
    ['memory (GB)', '16', 16_384],
    ['memory (MB)', '16', 16],
    ['memory (GB)', '512 MB', 512],
    ['memory (KB)', '2048', 2],
    ['memory (TB)', '2', 2_097_152],
    ['memory', '1,234', 1234],
    ['memory MB', '1000.6', 1001],
    ['memory', 'x', null],
    ['memory', '-1', null],
    ['memory', 'much GB', null],
    ['floor', '100', 100],
    ['floor', '0', 0],
    ['osBase GB', '1.5', 1536],
  ])('%s of %s is %j MiB', (header, cell, expected) => expect(value(header, cell)).toBe(expected));

  it('what has no unit and can only be GiB is known to be a guess', () => {
    const guessed = (header: string, cell: string) => factColumn(header)!.inGiB?.(cell, '.') ?? null;
    expect(['128', '129', '0', '4 GB', 'x'].map((cell) => guessed('memory', cell))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([guessed('memory GB', '4'), guessed('floor', '4'), guessed('cores', '4')]).toEqual([
      false,
      false,
      null,
    ]);
  });

  it('a decimal comma is one', () => {
    expect([value('memory GB', '1,5', ','), value('rating', '2,4', ',')]).toEqual([1536, 2.4]);
  });
});

describe('numbers and words', () => {
  it.each([
    ['cores', '4', 4],
    ['cores', '4 vCPUs', 4],
    ['cores', '8 cores', 8],
    ['cores', '1.5', 2],
    ['cores', '1', 1],
    ['cores', '0', null],
    ['cores', 'four', null],
    ['cores', '', null],
    ['GHz', '2.4', 2.4],
    ['GHz', '2400 MHz', 2.4],
    ['MHz', '2400', 2.4],
    ['MHz', '2.4 GHz', 2.4],
    ['rating', '2.4 GHz', 2.4],
    ['rating', '30', 30],
    ['bits', '64', 64],
    ['bits', 'x86_64', 64],
    ['bits', 'x86', 32],
    ['bits', '32-bit', 32],
    ['bits', '16', null],
    ['native', 'yes', true],
    ['native', 'X', true],
    ['native', 'ja', true],
    ['native', '1', true],
    ['native', 'no', false],
    ['native', '-', false],
    ['native', '0', false],
    ['native', 'maybe', null],
    ['smt', 'on', 'yes'],
    ['smt', '0', 'yes'],
    ['smt', '2', 'yes'],
    ['smt', '1', 'no'],
    ['smt', 'off', 'no'],
    ['measured', 'physical', 'native'],
    ['measured', 'esxtop', 'host'],
    ['measured', 'VM', 'guest'],
    ['measured', 'nowhere', null],
    ['class', 'IIS', 'web'],
    ['class', 'nginx', 'web'],
    ['class', 'SQL Server', 'database'],
    ['class', 'exchange', 'mail'],
    ['class', 'print', 'file'],
    ['class', 'AD', 'directory'],
    ['class', 'veeam', 'backup'],
    ['class', 'batch', 'compute'],
    ['class', 'poetry', null],
    ['present', 'none', 'native'],
    ['present', 'single image', 'single-image'],
    ['present', 'VMware ESX Server 2.5', 'esx2'],
    ['present', 'ESX 3', 'esx3'],
    ['present', 'VI3', 'esx3'],
    ['present', 'GSX', 'hosted'],
    ['present', 'Xen', 'xen2006'],
    ['present', 'XenServer 4.1', 'xen2006'],
    ['present', 'XenServer 7', 'kvm'],
    ['present', 'Proxmox VE 8', 'kvm'],
    ['present', 'Hyper-V 2022', 'hyperv'],
    ['present', 'ESXi 7.0', 'vsphere8'],
    ['present', 'VMware ESX 4', 'vsphere8'],
    ['present', 'vmware', 'vsphere8'],
    ['present', 'vt-first', 'vt-first'],
    ['present', 'bare', 'bare'],
    ['present', 'a cloud', null],
    ['os', 'Windows 2003', 'Windows 2003'],
  ])('%s of "%s" is %j', (header, cell, expected) => expect(value(header, cell)).toBe(expected));

  it.each([
    ['cores', 'ESX'],
    ['bits', 'one of 32, 64'],
    ['native', 'yes or no'],
    ['os', 'a word'],
    ['memory', 'a size such as 4096, 4096 MB or 4 GB, up to '],
  ])('of %s it is said what is expected', (header, words) => {
    const { expected } = factColumn(header)!;
    if (header === 'cores') expect(expected).not.toContain(words);
    else expect(expected).toContain(words);
  });

  it.each([
    ['Proxmox VE 8', 'kvm', false],
    ['XenServer 7', 'kvm', true],
    ['vSphere 8', 'vsphere8', false],
    ['ESXi 6.5', 'vsphere8', true],
    ['hyperv', 'hyperv', false],
  ] as const)('%s read as %s is only near to it: %j', (cell, present, near) => {
    expect(isNearest(cell, present)).toBe(near);
  });

  it('cores and what runs on them are told apart, whichever stands last', () => {
    const facts = {};
    for (const [header, cell] of [
      ['Cores', '8'],
      ['Logical processors', '16'],
    ])
      factColumn(header)!.put(facts, cell, '.');
    expect(facts).toEqual({ cores: 8, threads: 16 });
  });

  it('every fact goes by its own name', () => {
    const names: FactId[] = [
      'cores',
      'rating',
      'memory',
      'floor',
      'osBase',
      'image',
      'bits',
      'threads',
      'smt',
    ];
    for (const name of names) expect(factColumn(name.toUpperCase())?.field).toBe(name);
    expect(factColumn('OS Base MiB')?.field).toBe('osBase');
    expect(factColumn('smt MiB')).toBe(null);
  });
});

describe('lines that add up or average the others', () => {
  it.each([
    ['Total', true],
    ['Grand Total', true],
    ['_Total', true],
    ['** Summe **', true],
    ['Mittelwert:', true],
    ['Ø', true],
    ['all', true],
    ['平均', true],
    ['total-web', false],
    ['averages01', false],
    ['summer', false],
  ])('"%s" is named as one: %j', (name, total) => expect(whyTotal(name, 'a.csv') !== null).toBe(total));

  const times = (rows: number) => Float64Array.from({ length: rows }, (_, k) => 60_000 * k);
  const kept = (rows: number, of: Readonly<Record<string, (row: number) => number>>) => {
    const shared = times(rows);
    const recordings = Object.entries(of).map(
      ([server, figure]) =>
        ({
          server,
          times: shared,
          measures: { busy: Float32Array.from(shared, (_, row) => figure(row)) },
        }) as unknown as Recording,
    );
    return withoutTotals(recordings, 'a.csv').servers.map(({ server }) => server);
  };
  const [a, b, c] = [
    (row: number) => 5 + row,
    (row: number) => 10 + ((row * 7) % 5),
    (row: number) => 3 + ((row * 3) % 4),
  ];
  const sum = (row: number) => a(row) + b(row) + c(row);

  it('one that is in every row the sum or the mean of the others is none', () => {
    expect(kept(6, { a, b, c, x: sum })).toEqual(['a', 'b', 'c']);
    expect(kept(6, { a, b, c, x: (row) => sum(row) / 3 })).toEqual(['a', 'b', 'c']);
    expect(kept(6, { a, b, c, x: (row) => sum(row) + (row === 5 ? 0.5 : 0) })).toHaveLength(4);
    expect(kept(6, { a, b, c, Total: (row) => row })).toEqual(['a', 'b', 'c']);
  });

  it('fewer than six rows agree by chance, of two others fewer than twelve', () => {
    expect(kept(5, { a, b, c, x: sum })).toHaveLength(4);
    expect(kept(11, { a, b, x: (row) => a(row) + b(row) })).toHaveLength(3);
    expect(kept(12, { a, b, x: (row) => a(row) + b(row) })).toEqual(['a', 'b']);
    expect(kept(12, { a, b: () => 5, x: (row) => a(row) + 5 })).toHaveLength(3);
    expect(kept(20, { a, x: a })).toHaveLength(2);
  });

  it('figures were rounded, and what passes the whole machine was read as it', () => {
    expect(kept(6, { a, b, c, x: (row) => sum(row) + 0.02 })).toEqual(['a', 'b', 'c']);
    expect(kept(6, { a, b, c, x: (row) => sum(row) + 0.03 })).toHaveLength(4);
    expect(kept(6, { a, b, c, x: (row) => sum(row) / 3 + 0.01 })).toEqual(['a', 'b', 'c']);
    expect(kept(6, { a, b, c, x: (row) => sum(row) / 3 + 0.012 })).toHaveLength(4);
    const high = (row: number) => 60 + row;
    expect(
      kept(6, {
        high,
        b,
        d: (row) => (row < 3 ? 40 - row : 5),
        x: (row) => Math.min(100, high(row) + b(row) + (row < 3 ? 40 - row : 5)),
      }),
    ).toEqual(['high', 'b', 'd']);
  });

  it('rows in which one is missing tell of the rest, and what never moves tells nothing', () => {
    const holey = (row: number) => (row === 2 ? NaN : c(row));
    expect(kept(6, { a, b, c: holey, x: (row) => a(row) + b(row) + (holey(row) || 0) })).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(kept(6, { a, b, c, x: (row) => (row === 1 ? NaN : sum(row)) })).toHaveLength(4);
    expect(kept(7, { a, b, c, x: (row) => (row === 1 ? NaN : sum(row)) })).toEqual(['a', 'b', 'c']);
    expect(kept(8, { a: () => 0, b: () => 0, c: () => 0, x: () => 0 })).toHaveLength(4);
  });
});
