import { describe, expect, it, test } from 'vitest';
import type { TodaysHost } from '../../src/estate/todays-host';
import { calibrate, parseRows } from '../../src/overhead/calibrate';
import { tableMemory } from '../../src/overhead/memory-table';
import { todaysKinds } from '../../src/overhead/todays-kinds';

const host = (name: string, change: Partial<TodaysHost> = {}): TodaysHost =>
  ({ name, model: 'R740', cores: 8, threads: 16, rating: 3, memory: 65_536, ...change }) as TodaysHost;

describe('today’s hosts as kinds', () => {
  it('are those alike, with their number, and each host’s kind', () => {
    const { kinds, kindOf } = todaysKinds([
      host('a'),
      host('b', { cores: 4 }),
      host('c'),
      host('d', { rating: null }),
      host('e', { cores: null }),
    ]);
    expect(
      kinds.map(({ name, cores, threads, rating, memory, count }) => [
        name,
        cores,
        threads,
        rating,
        memory,
        count,
      ]),
    ).toEqual([
      ['R740, 8 x 3 GHz', 8, 16, 3, 65_536, 2],
      ['R740, 4 x 3 GHz', 4, 16, 3, 65_536, 1],
    ]);
    expect([...kindOf]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
  });
  it('of one name are told apart by memory, and by number where that is alike too', () => {
    const names = (...hosts: TodaysHost[]) => todaysKinds(hosts).kinds.map(({ name }) => name);
    expect(names(host('a'), host('b', { memory: 131_072 }), host('c', { memory: null }))).toEqual([
      'R740, 8 x 3 GHz, 64 GiB',
      'R740, 8 x 3 GHz, 128 GiB',
      'R740, 8 x 3 GHz, kind 3',
    ]);
    expect(names(host('a'), host('b', { threads: 8 }))).toEqual([
      'R740, 8 x 3 GHz, 64 GiB (1)',
      'R740, 8 x 3 GHz, 64 GiB (2)',
    ]);
    expect(names(host('a', { model: '' }))).toEqual(['a']);
  });
  it('are refused where none is known', () => {
    expect(() => todaysKinds([host('a', { cores: null })])).toThrow(
      'hosts of today: no file lists a host with its cores and clock',
    );
  });
});

describe('a benchmark by number of VMs', () => {
  test.each([
    [
      '1 100\n2 190',
      [
        [1, 100],
        [2, 190],
      ],
    ],
    [
      'VMs; throughput\r\n1;100\r\n\r\n 2 ; 190 ',
      [
        [1, 100],
        [2, 190],
      ],
    ],
    ['1,100\t\n', [[1, 100]]],
  ])('is read of %j', (text, rows) => {
    expect(parseRows(text).map(({ vms, throughput }) => [vms, throughput])).toEqual(rows);
  });
  test.each([
    ['1 100\nx 5', 'calibration line 2: found "x 5"; expected two numbers.'],
    ['1 100 7', 'calibration line 1: found "1 100 7"; expected two numbers.'],
    ['1', 'calibration line 1: found "1"; expected two numbers.'],
    ['1 x', 'calibration line 1: found "1 x"; expected two numbers.'],
  ])('is refused of %j', (text, words) => {
    expect(() => parseRows(text)).toThrow(words);
  });
  const rows = (...each: [number, number][]) => each.map(([vms, throughput]) => ({ vms, throughput }));
  test.each([
    [rows([1, 100], [2, 190]), 0, 'found 0 processors'],
    [rows([1, 100], [2, 190]), 1.5, 'found 1.5 processors'],
    [rows([2, 190]), 2, 'found no row with 1 VM'],
    [rows([1, 100]), 2, 'found only the row for 1 VM'],
    [rows([1, 100], [0, 5]), 2, 'calibration row 2: found 0 VMs and throughput 5'],
    [rows([1, 100], [1.5, 5]), 2, 'calibration row 2: found 1.5 VMs'],
    [rows([1, 100], [2, 0]), 2, 'calibration row 2: found 2 VMs and throughput 0'],
  ])('is refused, %#', (given, processors, words) => {
    expect(() => calibrate(given, processors)).toThrow(words);
  });
  it('gives processors for each guest, up to as many VMs as there are processors', () => {
    const { perGuest, rows: found, residual } = calibrate(rows([1, 100], [2, 190], [4, 180]), 2);
    // Of 200 in theory 5 % and 10 % are lost, of two processors 0.1 and 0.2.
    expect(found.map(({ theoretical }) => theoretical)).toEqual([200, 200]);
    expect(found.map(({ byPaper }) => +byPaper.toFixed(9))).toEqual([0.05, 0.05]);
    expect(found.map(({ perGuest: each }) => +each.toFixed(9))).toEqual([
      +(0.1 / 1.05).toFixed(9),
      +(0.2 / 3.1).toFixed(9),
    ]);
    const slope = (0.1 * 1.05 + 0.2 * 3.1) / (1.05 ** 2 + 3.1 ** 2);
    expect(perGuest).toBeCloseTo(slope, 12);
    expect(residual).toBeCloseTo(Math.sqrt(((0.1 - slope * 1.05) ** 2 + (0.2 - slope * 3.1) ** 2) / 2), 12);
    expect(calibrate(rows([1, 100], [2, 250]), 4).perGuest).toBe(0);
  });
});

describe('printed memory', () => {
  const printed = {
    memory: [100, 200, 400],
    vcpus: [1, 2, 4],
    mib: [
      [10, 20, 40],
      [20, 40, 80],
      [40, 80, 160],
    ],
    name: 't',
  };
  test.each([
    [100, 1, 10, false],
    [50, 1, 10, false],
    [150, 1, 15, false],
    [200, 2, 40, false],
    [300, 3, 90, false],
    [400, 4, 160, false],
    [401, 4, 160.4, true],
    [400, 5, 200, true],
    [100, 0, 10, false],
  ])('of %d MiB and %d processors is %d', (memory, vcpus, mib, beyond) => {
    const found = tableMemory(printed, memory, vcpus);
    expect(found.mib).toBeCloseTo(mib, 9);
    expect(found.beyond).toBe(beyond);
  });
});
