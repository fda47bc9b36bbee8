/** What a log's counters come to, row by row: each recipe alone, which of several is taken, and what is made of instances. */
import { describe, expect, it } from 'vitest';
import type { MeasureId } from '../../../src/estate/measure';
import { pathParts, readMark, readPath, rejoined } from '../../../src/intake/perfmon/header';
import { cook } from '../../../src/intake/perfmon/recipes';

const MIB = 1048576;
type Row = readonly (readonly [path: string, value: number])[];

/** Measures of one row, the cell that each is, and what is said of them. */
function cooked(row: Row, mapped: Readonly<Partial<Record<MeasureId, { at: number; unit?: string }>>> = {}) {
  const columns = row.map(([path], k) => readPath(`\\\\H\\${path}`, k)!);
  const given = Object.entries(mapped).map(
    ([measure, { at, unit }]) =>
      [measure as MeasureId, [{ ...columns[at], ...(unit ? { unit } : {}) }]] as const,
  );
  const { targets, adaptersLeft } = cook('H', columns, new Map(given), ({ column }) => column);
  const values = Float64Array.from(row, ([, value]) => value);
  return {
    measures: Object.fromEntries(
      targets.map(({ measure, compute }) => [measure, Number(compute(values).toPrecision(6))]),
    ),
    cells: Object.fromEntries(targets.flatMap(({ measure, cell }) => (cell ? [[measure, cell]] : []))),
    guesses: targets.flatMap(({ guess }) => guess ?? []),
    columns: targets.map(({ columns: own }) => own.length),
    adaptersLeft,
  };
}

describe('each counter alone', () => {
  it.each([
    ['Processor(_Total)\\% Processor Time', 40, { busy: 40 }],
    ['Processor Information(_Total)\\% Processor Time', 40, { busy: 40 }],
    ['Processor Information(_Total)\\% Processor Utility', 40, { busy: 40 }],
    ['Processor(_Total)\\% Privileged Time', 7, { privileged: 7 }],
    ['Processor Information(_Total)\\% Privileged Time', 7, { privileged: 7 }],
    ['Processor(_Total)\\% Interrupt Time', 7, { interrupt: 7 }],
    ['Processor Information(_Total)\\% Interrupt Time', 7, { interrupt: 7 }],
    ['Processor(_Total)\\% DPC Time', 7, { dpc: 7 }],
    ['Processor Information(_Total)\\% DPC Time', 7, { dpc: 7 }],
    ['Processor(_Total)\\% Idle Time', 60, { busy: 40 }],
    ['Processor(_Total)\\% Idle Time', 100.108, { busy: 0 }],
    ['Processor Information(_Total)\\% Idle Time', 60, { busy: 40 }],
    ['Memory\\Available Bytes', 2 * MIB, { availableMiB: 2 }],
    ['Memory\\Available KBytes', 2048, { availableMiB: 2 }],
    ['Memory\\Available MBytes', 2, { availableMiB: 2 }],
    ['Memory\\Committed Bytes', 2 * MIB, { usedMiB: 2 }],
    ['Memory\\Pages/sec', 7, { pages: 7 }],
    ['Memory\\Pool Nonpaged Bytes', 2 * MIB, { nonpagedMiB: 2 }],
    ['PhysicalDisk(_Total)\\Disk Transfers/sec', 7, { transfers: 7 }],
    ['PhysicalDisk(_Total)\\Disk Reads/sec', 7, {}],
    ['LogicalDisk(_Total)\\Disk Transfers/sec', 7, { transfers: 7 }],
    ['PhysicalDisk(_Total)\\Disk Bytes/sec', 2e6, { diskMBs: 2 }],
    ['LogicalDisk(_Total)\\Disk Bytes/sec', 2e6, { diskMBs: 2 }],
    ['LogicalDisk(_Total)\\Disk Write Bytes/sec', 2e6, {}],
    ['Network Interface(Intel)\\Bytes Total/sec', 2e6, { networkMBs: 2 }],
    ['Network Interface(Intel)\\Bytes Sent/sec', 2e6, {}],
    ['Network Adapter(Intel)\\Bytes Total/sec', 2e6, { networkMBs: 2 }],
    ['System\\Context Switches/sec', 900, { switches: 900 }],
    ['Processor Information(0,0)\\Clock Interrupts/sec', 64, { clockTicks: 64 }],
    ['Process(_Total)\\% Processor Time', 800, {}],
    ['LogicalDisk(C:)\\Free Megabytes', 800, {}],
    ['Memory\\Cache Bytes', 800, {}],
  ] as const)('%s of %d', (path, value, measures) => {
    expect(cooked([[path, value]]).measures).toEqual(measures);
  });

  it.each([
    ['PhysicalDisk(_Total)\\Disk Reads/sec', 'PhysicalDisk(_Total)\\Disk Writes/sec', 1, { transfers: 3 }],
    ['LogicalDisk(_Total)\\Disk Reads/sec', 'LogicalDisk(_Total)\\Disk Writes/sec', 1, { transfers: 3 }],
    [
      'PhysicalDisk(_Total)\\Disk Read Bytes/sec',
      'PhysicalDisk(_Total)\\Disk Write Bytes/sec',
      1e6,
      { diskMBs: 3 },
    ],
    [
      'LogicalDisk(_Total)\\Disk Read Bytes/sec',
      'LogicalDisk(_Total)\\Disk Write Bytes/sec',
      1e6,
      { diskMBs: 3 },
    ],
    [
      'Network Interface(a)\\Bytes Received/sec',
      'Network Interface(a)\\Bytes Sent/sec',
      1e6,
      { networkMBs: 3 },
    ],
    ['Network Adapter(a)\\Bytes Received/sec', 'Network Adapter(a)\\Bytes Sent/sec', 1e6, { networkMBs: 3 }],
  ] as const)('%s and %s are added', (one, other, each, measures) => {
    const both = cooked([
      [one, each],
      [other, 2 * each],
    ]);
    expect([both.measures, both.cells, both.columns]).toEqual([measures, {}, [2]]);
  });

  it('what stands in for another is said to', () => {
    expect(cooked([['Processor Information(_Total)\\% Processor Utility', 1]]).guesses[0]).toContain(
      'may pass 100 %',
    );
    expect(cooked([['Memory\\Committed Bytes', 1]]).guesses[0]).toContain('Committed Bytes stand in');
    expect(cooked([['Processor(_Total)\\% Processor Time', 1]]).guesses).toEqual([]);
  });

  it('one cell that is a measure by itself is known as that, with its factor', () => {
    expect(
      cooked([
        ['x\\y', 0],
        ['Memory\\Available Bytes', 1],
      ]).cells,
    ).toEqual({ availableMiB: { slot: 1, scale: 1 / MIB } });
  });
});

describe('of several the first of the order counts', () => {
  it.each([
    ['Processor Information(_Total)\\% Processor Time', 'Processor(_Total)\\% Processor Time', 'busy', 2],
    [
      'Processor Information(_Total)\\% Processor Utility',
      'Processor Information(_Total)\\% Processor Time',
      'busy',
      2,
    ],
    ['Processor(_Total)\\% Idle Time', 'Processor(_Total)\\% Processor Time', 'busy', 2],
    ['Processor Information(_Total)\\% Idle Time', 'Processor(_Total)\\% Idle Time', 'busy', 98],
    ['LogicalDisk(_Total)\\Disk Transfers/sec', 'PhysicalDisk(_Total)\\Disk Transfers/sec', 'transfers', 2],
    ['LogicalDisk(_Total)\\Disk Bytes/sec', 'PhysicalDisk(_Total)\\Disk Bytes/sec', 'diskMBs', 2e-6],
    ['Network Adapter(a)\\Bytes Total/sec', 'Network Interface(a)\\Bytes Total/sec', 'networkMBs', 2e-6],
    ['Memory\\Available MBytes', 'Memory\\Available KBytes', 'availableMiB', 2 / 1024],
    ['Memory\\Available KBytes', 'Memory\\Available Bytes', 'availableMiB', 2 / MIB],
  ] as const)('%s gives way to %s', (later, first, measure, value) => {
    const { measures } = cooked([
      [later, 1],
      [first, 2],
    ]);
    expect(measures[measure]).toBeCloseTo(value, 6);
    expect(Object.keys(measures)).toEqual([measure]);
  });

  it('committed bytes say nothing where what is available is told', () => {
    expect(
      cooked([
        ['Memory\\Committed Bytes', MIB],
        ['Memory\\Available MBytes', 5],
      ]).measures,
    ).toEqual({ availableMiB: 5 });
  });
});

describe('instances', () => {
  const busy = (...values: [string, number][]) =>
    cooked(values.map(([instance, value]) => [`Processor(${instance})\\% Processor Time`, value])).measures
      .busy;
  const disks = (...values: [string, number][]) =>
    cooked(values.map(([instance, value]) => [`PhysicalDisk(${instance})\\Disk Transfers/sec`, value]))
      .measures.transfers;

  it('a total stands for all; without one processors are averaged and disks added', () => {
    expect(busy(['0', 10], ['1', 30], ['_Total', 25])).toBe(25);
    expect(busy(['0', 10], ['1', 30], ['_TOTAL', 25])).toBe(25);
    expect(busy(['0', 10], ['1', 30])).toBe(20);
    expect(disks(['0 C:', 10], ['1 D:', 30])).toBe(40);
  });

  it('what is missing of one is left out, and what is missing of all is missing', () => {
    expect(busy(['0', NaN], ['1', 30])).toBe(30);
    expect(disks(['0', NaN], ['1', 30], ['2', 5])).toBe(35);
    expect(busy(['0', NaN], ['1', NaN])).toBeNaN();
  });

  it('one that stands twice counts once, and the total of a group beside its processors not at all', () => {
    expect(disks(['0 C:', 10], ['0 C:', 10], ['1 D:', 30])).toBe(40);
    const groups = (...values: [string, number][]) =>
      cooked(
        values.map(([instance, value]) => [`Processor Information(${instance})\\% Processor Time`, value]),
      ).measures.busy;
    expect(groups(['0,0', 10], ['0,1', 30], ['0,_Total', 99])).toBe(20);
    expect(groups(['0,_Total', 10], ['1,_Total', 30])).toBe(20);
    expect(groups(['0,0', 10], ['_Total', 40], ['0,_Total', 99])).toBe(40);
  });

  it('adapters that carry nothing of their own are left, and named', () => {
    const adapters = (object: string, ...names: string[]) => {
      const { measures, adaptersLeft } = cooked(
        names.map((name) => [`${object}(${name})\\Bytes Total/sec`, 1e6]),
      );
      return [measures.networkMBs, adaptersLeft];
    };
    for (const object of ['Network Interface', 'Network Adapter']) {
      expect(adapters(object, 'Intel', 'Intel _2')).toEqual([2, []]);
      expect(adapters(object, 'Intel', 'isatap.{1}', 'Teredo Tunneling')).toEqual([
        1,
        ['isatap.{1}', 'Teredo Tunneling'],
      ]);
      expect(adapters(object, 'Intel', 'Team : web')).toEqual([1, ['Team : web']]);
      expect(adapters(object, 'Team : web', 'isatap.{1}')).toEqual([1, ['isatap.{1}']]);
      expect(adapters(object, 'isatap.{1}')).toEqual([undefined, ['isatap.{1}']]);
    }
    expect(cooked([['PhysicalDisk(isatap)\\Disk Bytes/sec', 1e6]]).measures).toEqual({ diskMBs: 1 });
  });
});

describe('what is worked out of several counters', () => {
  const processes = (total: number, idle: number, name = 'Idle') =>
    cooked([
      ['Process(_Total)\\% Processor Time', total],
      [`Process(${name})\\% Processor Time`, idle],
    ]).measures.busy;

  it('busy is what of all processes’ time is not idle', () => {
    expect(processes(800, 600)).toBe(25);
    expect(processes(800, 600, 'idle:0')).toBe(25);
    expect(processes(800, 801)).toBe(0);
    expect(processes(800, -1)).toBe(100);
    expect(processes(0.8, 0.6)).toBe(25);
    expect(processes(0, 0)).toBeNaN();
    expect(processes(800, 600, 'Idler')).toBe(undefined);
    expect(cooked([['Process(Idle)\\% Processor Time', 1]]).measures).toEqual({});
    expect(
      cooked([
        ['Process(_Total)\\% Processor Time', 8],
        ['Process(Idle)\\% Processor Time', 2],
        ['Processor(_Total)\\% Processor Time', 5],
      ]).measures,
    ).toEqual({ busy: 5 });
  });

  const space = (...disks: [string, number, number][]) =>
    cooked(
      disks.flatMap(([name, free, share]) => [
        [`LogicalDisk(${name})\\Free Megabytes`, free] as const,
        [`LogicalDisk(${name})\\% Free Space`, share] as const,
      ]),
    ).measures.spaceGiB;

  it('space used is told by what is free and its share of the whole', () => {
    expect(space(['C:', 1024, 25])).toBe(3);
    expect(space(['C:', 1024, 25], ['D:', 2048, 50])).toBe(5);
    expect(space(['C:', 1024, 25], ['D:', NaN, 50])).toBe(3);
    expect(space(['C:', 1024, 0.5])).toBe(199);
    expect(space(['C:', 1024, 0])).toBeNaN();
    expect(space(['C:', 1024, 0], ['D:', 2048, 50])).toBe(2);
    expect(space(['C:', 1024, 110])).toBe(0);
    expect(space(['C:', 1024, 25], ['_Total', 1024, 50])).toBe(1);
    expect(
      cooked([
        ['LogicalDisk(C:)\\Free Megabytes', 1],
        ['LogicalDisk(D:)\\% Free Space', 1],
      ]).measures,
    ).toEqual({});
  });
});

describe('what a person said of a counter', () => {
  it.each([
    ['Memory\\Committed Bytes', 'usedMiB', undefined, 2 * MIB, 2],
    ['Memory\\Committed Bytes', 'usedMiB', 'GB', 2, 2048],
    ['Memory\\Committed Bytes', 'usedMiB', 'MiB', 2 * MIB, 2],
    ['My\\Counter', 'usedMiB', undefined, 2, 2],
    ['My\\Counter', 'busy', 'share', 0.4, 40],
    ['My\\Counter MHz', 'usedGHz', undefined, 1500, 1.5],
  ] as const)('%s is %s in %s', (path, measure, unit, value, expected) => {
    expect(cooked([[path, value]], { [measure]: { at: 0, unit } }).measures[measure]).toBe(expected);
  });

  it('goes before every recipe', () => {
    const row: Row = [
      ['My\\Counter', 7],
      ['Processor(_Total)\\% Processor Time', 5],
    ];
    expect(cooked(row, { busy: { at: 0 } }).measures).toEqual({ busy: 7 });
  });
});

describe('cells of a header', () => {
  it.each([
    [
      '(PDH-CSV 4.0) (Eastern Daylight Time)(240)',
      'CSV',
      { name: 'Eastern Daylight Time', biasMinutes: 240 },
    ],
    ['(PDH-TSV 4.0) (W. Europe (x) Time)(-60)', 'TSV', { name: 'W. Europe (x) Time', biasMinutes: -60 }],
    ['(PDH-CSV 4.0) (RTZ 2 (', 'CSV', { name: 'RTZ 2', biasMinutes: null }],
    ['(PDH-CSV 4.0) (RTZ 2 (x)', 'CSV', { name: 'RTZ 2 (x)', biasMinutes: null }],
    ['(PDH-CSV 4.0) (Some Time)', 'CSV', { name: 'Some Time', biasMinutes: null }],
    ['(PDH-CSV 4.0)', 'CSV', undefined],
    [' (PDH-CSV 4.0) no zone', 'CSV', undefined],
    ['Time', null, undefined],
  ])('%s', (cell, kind, zone) => expect(readMark(cell)).toEqual(zone ? { kind, zone } : { kind }));

  it.each([
    ['\\\\H\\Memory\\Available Bytes', ['H', 'Memory', null, 'Available Bytes']],
    ['\\Memory\\Available Bytes', ['', 'Memory', null, 'Available Bytes']],
    ['Memory\\Available Bytes', ['', 'Memory', null, 'Available Bytes']],
    [' \\\\H\\Processor(_Total)\\% Processor Time ', ['H', 'Processor', '_Total', '% Processor Time']],
    ['\\\\H\\Disk(C:\\Data (x))\\Free', ['H', 'Disk', 'C:\\Data (x)', 'Free']],
    ['\\\\H\\A(b)\\C(d)\\E', ['H', 'A', 'b)\\C(d', 'E']],
    ['\\\\H\\SQL:Locks\\Waits (ms)', ['H', 'SQL:Locks', null, 'Waits (ms)']],
    ['\\\\H\\(x)\\C', ['H', '(x)', null, 'C']],
    ['\\\\H\\Memory\\', null],
    ['\\\\H\\Memory', null],
    ['\\\\H', null],
    ['words', null],
    ['', null],
  ])('%s', (cell, parts) => {
    const path = pathParts(cell);
    expect(path && [path.server, path.object, path.instance, path.counter]).toEqual(parts);
  });

  it('totals in other languages are totals', () => {
    for (const total of ['_Total', '_Gesamt', '_yhteensä', '_totaal', '_Totalt', '_toplam'])
      expect(readPath(`\\\\H\\Processor(${total})\\% Processor Time`, 3)).toMatchObject(
        total === '_Total' ? { instance: '_Total' } : { instance: '_Total', column: 3 },
      );
    expect(readPath('\\\\H\\Processor(_Sum)\\% Processor Time', 0)!.instance).toBe('_Sum');
    expect(readPath('no path', 0)).toBe(null);
  });

  it.each([
    [
      ['t', '\\\\H\\N(a', ' b)\\c'],
      ['t', '\\\\H\\N(a, b)\\c'],
    ],
    [
      ['t', '\\\\H\\N(a', 'b', 'c)\\d'],
      ['t', '\\\\H\\N(a', 'b', 'c)\\d'],
    ],
    [
      ['\\\\H\\N(a', ' b)\\c', '\\\\H\\M\\x'],
      ['\\\\H\\N(a, b)\\c', '\\\\H\\M\\x'],
    ],
    [
      ['\\\\H\\N(a', '\\\\H\\N(b)\\c'],
      ['\\\\H\\N(a', '\\\\H\\N(b)\\c'],
    ],
    [
      ['\\\\H\\N(a)\\c', 'words (x)'],
      ['\\\\H\\N(a)\\c', 'words (x)'],
    ],
    [
      ['N(a', 'b)\\c'],
      ['N(a', 'b)\\c'],
    ],
    [
      ['\\\\H\\M\\c', 'b)'],
      ['\\\\H\\M\\c', 'b)'],
    ],
  ])('%j cut by commas is %j', (cells, whole) => {
    expect(rejoined(cells, ',')).toEqual(whole);
    if (cells.length === whole.length) expect(rejoined(cells, ',')).toBe(cells);
  });
});
