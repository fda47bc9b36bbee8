import { describe, expect, it } from 'vitest';
import {
  fittedShift,
  guessShift,
  intervalOf,
  overlap,
  shared,
  spanOf,
  unlike,
} from '../../src/counters/clocks';
import { likelyGuest, likeNamed } from '../../src/counters/match';
import type { Recording } from '../../src/estate/recording';
import { recorded } from '../estate/recordings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Small seeded generator of numbers in -1..1. */
function noise(n: number, seed: number): number[] {
  let x = seed;
  return Array.from({ length: n }, () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return x / 2 ** 31 - 1;
  });
}
/** Of mean 0 and length 1. */
function unit(values: readonly number[]): number[] {
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  const centred = values.map((v) => v - mean);
  const size = Math.sqrt(centred.reduce((s, v) => s + v * v, 0));
  return centred.map((v) => v / size);
}
/** Correlates with x as much as r says. */
function like(x: readonly number[], r: number, seed: number): number[] {
  const own = unit(x);
  const other = unit(noise(x.length, seed));
  const common = own.reduce((s, v, i) => s + v * other[i], 0);
  const rest = unit(other.map((v, i) => v - common * own[i]));
  return own.map((v, i) => r * v + Math.sqrt(1 - r * r) * rest[i]);
}
const positive = (values: readonly number[]) => {
  const least = Math.min(...values);
  return values.map((v) => 100 * (v - least));
};
const times = (start: number, n: number, step = 5 * MINUTE) =>
  Array.from({ length: n }, (_, k) => start + k * step);
const meter = (start: number, values: readonly number[], step?: number) =>
  recorded('G', times(start, values.length, step), { busy: positive(values) });
const charge = (start: number, values: readonly number[], step?: number, ready?: readonly number[]) =>
  recorded('G', times(start, values.length, step), {
    usedCores: positive(values),
    ...(ready && { ready: ready.map((v) => 100 * v) }),
  });

describe('the clock of a host is guessed', () => {
  const day = noise(480, 1);
  const zone = (log: Recording, biasMinutes: number | null) => ({ ...log, zone: { name: '', biasMinutes } });

  it.each([
    [0, -60, HOUR],
    [300, 0, 5 * HOUR],
    [-330, -330, 0],
  ])('from the zones of both logs: host %i and guest %i minutes', (host, guest, ms) => {
    expect(guessShift(zone(meter(0, day), guest), zone(charge(0, day), host))).toEqual({
      ms,
      how: 'both zones',
    });
  });

  it('not from one zone', () => {
    expect(guessShift(meter(0, day), zone(charge(0, day), 300)).how).toBe('same clock');
    expect(guessShift(zone(meter(0, day), null), zone(charge(0, day), 300)).how).toBe('same clock');
  });

  it.each([0.5, 1, 5.5, 14, -3, -14])('by likeness, %d hours off', (hours) => {
    expect(guessShift(meter(hours * HOUR, day), charge(0, day))).toEqual({
      ms: hours * HOUR,
      how: 'likeness',
    });
  });

  it.each([14.5, -14.5])('by nothing that is %d hours off: no two zones are', (hours) => {
    expect(guessShift(meter(hours * HOUR, day), charge(0, day)).how).not.toBe('likeness');
  });

  it.each([
    [0.57, 'likeness'],
    [0.43, 'same clock'],
  ])('by a correlation of %d: %s', (r, how) => {
    const logs = [meter(2 * HOUR, day), charge(0, like(day, r, 7))] as const;
    expect(guessShift(...logs)).toEqual({ ms: how === 'likeness' ? 2 * HOUR : 0, how });
  });

  it.each([
    [0.77, 'likeness'],
    [0.63, 'same clock'],
  ])('by being clearly better than none: 0.6 against %d: %s', (moved, how) => {
    // The host's figures are like the meter's both as they stand and two hours off.
    const long = noise(1024, 3);
    const own = long.slice(24, 1000);
    const later = long.slice(48, 1024);
    const a = unit(own);
    const b = unit(later);
    const rest = unit(noise(own.length, 11));
    const left = Math.sqrt(1 - 0.6 ** 2 - moved ** 2);
    const host = a.map((v, i) => 0.6 * v + moved * b[i] + (left > 0 ? left : 0) * rest[i]);
    const shift = guessShift(meter(0, own), charge(0, host));
    expect(shift).toEqual({ ms: how === 'likeness' ? 2 * HOUR : 0, how });
  });

  it.each([
    [8, 'likeness'],
    [7, 'overlap'],
  ])('from %i intervals in common: by %s', (n, how) => {
    const few = day.slice(0, n);
    expect(guessShift(meter(2 * HOUR, few), charge(0, few))).toEqual({ ms: 2 * HOUR, how });
  });

  it.each([
    [50, 'same clock', 0],
    [52, 'overlap', 4.5],
  ])('so that the logs overlap, where less than half does: by %i intervals later', (later, how, hours) => {
    // Neither says how busy it was over time: only when they were kept.
    const flat = new Array<number>(101).fill(1);
    const shift = guessShift(meter(later * 5 * MINUTE, flat), charge(0, flat));
    expect(shift.how).toBe(how);
    expect(shift.ms / HOUR).toBeCloseTo(hours, 1);
  });

  it('by what the guest used and what it waited, together', () => {
    const waited = noise(480, 5).map((v) => Math.abs(v));
    const used = day.map((v) => 0.3 * Math.abs(v));
    const both = used.map((v, i) => v + waited[i]);
    const guest = recorded('G', times(2 * HOUR, 480), { busy: both.map((v) => 40 * v) });
    const host = recorded('G', times(0, 480), { usedCores: used, ready: waited.map((v) => 100 * v) });
    expect(guessShift(guest, host)).toEqual({ ms: 2 * HOUR, how: 'likeness' });
    const { usedCores } = host.measures;
    // What it used alone is not like the meter.
    expect(guessShift(guest, { ...host, measures: { usedCores } }).how).toBe('same clock');
  });
});

describe('a clock that nobody sets is found near a guess', () => {
  const hours = noise(2000, 2);
  const off = (minutes: number, r = 1) =>
    fittedShift(meter(minutes * MINUTE, hours, MINUTE), charge(0, like(hours, r, 9), MINUTE), 0);

  it.each([0, 1, 3, -7, 10, -10])('%i minutes off', (minutes) => {
    expect(off(minutes) === minutes * MINUTE).toBe(true);
  });

  it.each([11, -11, 30])('but not %i minutes off: no clock drifts so far', (minutes) => {
    expect(off(minutes)).toBeNull();
  });

  it.each([
    [0.35, true],
    [0.25, false],
  ])('by a correlation of %d: %s', (r, found) => {
    expect(off(3, r)).toBe(found ? 3 * MINUTE : null);
  });

  it('but not without a meter, or without figures of a host', () => {
    expect(fittedShift({ ...meter(0, hours, MINUTE), measures: {} }, charge(0, hours, MINUTE), 0)).toBeNull();
    expect(fittedShift(meter(0, hours, MINUTE), { ...charge(0, hours, MINUTE), measures: {} }, 0)).toBeNull();
  });
});

describe('the times of two logs', () => {
  const at = (...minutes: number[]) =>
    recorded(
      'G',
      minutes.map((m) => m * MINUTE),
      { busy: minutes },
    );

  it('are what they share, in whatever order the rows stand', () => {
    expect(spanOf(at(30, 10, 20))).toEqual({ start: 10 * MINUTE, end: 30 * MINUTE });
    expect(shared(at(30, 10, 20), at(0, 15), 0)).toEqual({ start: 10 * MINUTE, end: 15 * MINUTE });
    expect(shared(at(10, 30), at(0, 15), 10 * MINUTE)).toEqual({ start: 10 * MINUTE, end: 25 * MINUTE });
    expect(overlap(at(10, 30), at(0, 15), 10 * MINUTE)).toBe(15 * MINUTE);
    expect(overlap(at(10, 30), at(0, 5), 0)).toBe(-5 * MINUTE);
  });

  it('have an interval, and a lone one has none', () => {
    expect(intervalOf(at(30, 10, 20))).toBe(10 * MINUTE);
    expect(intervalOf(at(30))).toBe(0);
  });
});

describe('the guest of a host that a machine is', () => {
  const named = (...names: string[]) => names.map((server) => recorded(server, [0], { usedCores: [1] }));
  it.each<[string, string[], string | undefined]>([
    ['DB01', ['web', 'db01'], 'db01'],
    ['db01.example.com', ['db01.other.org', 'db02'], 'db01.other.org'],
    ['db01', ['db01.one.example', 'db01.two.example'], undefined],
    ['10.0.0.5', ['10.0.0.6', '10.0.0.7'], undefined],
    ['app.01', ['app.02', 'app.03'], undefined],
    ['CORP\\DB01', ['db01', 'db01-old'], 'db01'],
    ['db01', ['production-db01', 'db-01'], 'db-01'],
    ['DB-01', ['db01', 'db02'], 'db01'],
    ['DB-01', ['db01', 'db-01'], 'db-01'],
    ['DB01', ['db01-clone', 'web'], 'db01-clone'],
    ['production-db01', ['db01', 'web'], 'db01'],
    ['db01', ['production-db01', 'web'], 'production-db01'],
    ['db01', ['production-db01', 'test-db01'], undefined],
    ['a1-host', ['a1', 'web'], undefined],
    ['DB01', ['esx-vm-7'], 'esx-vm-7'],
    ['DB01', [], undefined],
  ])('%s of %j is %s', (name, guests, found) => {
    expect(likelyGuest(name, named(...guests))?.server).toBe(found);
  });

  it.each([
    ['DB01', 'db-01', true],
    ['db01.corp.example', 'DB-01', true],
    ['db01', 'production-db01', true],
    ['db01', 'db02', false],
    ['app.01', 'app.02', false],
    ['10.0.0.5', '10.0.0.6', false],
    ['a1', 'a1-host', false],
    ['--', '__', false],
  ])('%s and %s may be of one machine: %s', (a, b, alike) => {
    expect(likeNamed(a, b)).toBe(alike);
  });
});

describe('logs that both move and do not move together', () => {
  const pattern = (n: number, by: number, period: number) =>
    Array.from({ length: n }, (_, k) => 50 + (Math.floor(k / period) % 2 ? by : -by));
  const guest = (n: number, by: number) => recorded('G', times(0, n), { busy: pattern(n, by, 1) });
  const host = (n: number, by: number, cores?: number) => {
    const log = recorded('G', times(0, n), {
      usedCores: pattern(n, by, 2).map((v) => ((cores ?? 1) * v) / 100),
    });
    return cores ? { ...log, facts: { ...log.facts, cores } } : log;
  };

  // Sixteen samples, and five points of processor either way, are more than the chance of ticks.
  it.each([
    ['enough samples that move', guest(16, 6), host(16, 6), true],
    ['a sample fewer', guest(15, 6), host(15, 6), false],
    ['a meter that moves as far as chance', guest(16, 5), host(16, 6), false],
    ['a little more', guest(16, 5.1), host(16, 6), true],
    ['a host that moves less', guest(16, 6), host(16, 4.9), false],
    ['a host that moves a little more', guest(16, 6), host(16, 5.1), true],
    ['a host of four processors', guest(16, 6), host(16, 5.1, 4), true],
    ['one that moves less on each of them', guest(16, 6), host(16, 4.9, 4), false],
  ])('%s: told %j', (_, meter, charged, told) => {
    expect(unlike(meter, charged, 0)?.text ?? null).toEqual(
      told ? expect.stringMatching(/^Meter and host do not move together \(correlation -?0\.\d\d\)/) : null,
    );
  });

  it('and under which shift they would, half of the shorter one seen at least', () => {
    const day = noise(96, 5);
    const meter = recorded('G', times(0, 96), { busy: positive(day) });
    const moved = recorded('G', times(-2 * HOUR, 96), { usedCores: positive(day).map((v) => v / 100) });
    expect(unlike(meter, moved, 0)?.fix).toBe(
      "They would be alike (1.00) with 120 minutes added to the host's times: say so if that is right.",
    );
    expect(unlike(meter, moved, 2 * HOUR)).toBe(null);
    const other = recorded('G', times(0, 96), { usedCores: positive(noise(96, 77)).map((v) => v / 100) });
    expect(unlike(meter, other, 0)?.fix).toContain('alike under no shift');
  });
});
