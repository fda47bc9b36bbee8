import { describe, expect, it } from 'vitest';
import { correct } from '../../src/counters/correct';
import { isTold, meanOf } from '../../src/counters/samples';
import type { CaseKind } from '../../src/counters/uncertainty';
import { kindOf } from '../../src/counters/uncertainty';
import type { Recording } from '../../src/estate/recording';
import { recorded } from '../estate/recordings';

const STEP = 15_000;
const times = (n: number, start = 0) => Array.from({ length: n }, (_, k) => start + k * STEP);
const guestOf = (
  busy: readonly number[],
  processes: Readonly<Record<string, readonly number[]>> = {},
): Recording =>
  recorded(
    'DB01',
    times(busy.length),
    { busy },
    {
      facts: { cores: 2 },
      processSeries: Object.entries(processes).map(([name, values]) => ({
        name,
        values: Float32Array.from(values),
      })),
    },
  );
const hostOf = (
  usedCores: readonly number[],
  more: Readonly<Record<string, readonly number[]>> = {},
  start = 0,
) => recorded('DB01', times(usedCores.length, start), { usedCores, ...more }, { source: 'esx.csv' });
const flat = (value: number, n = 10) => new Array<number>(n).fill(value);

describe('processes', () => {
  it.each([
    ['0.049 % of its processors', flat(0.098), false],
    ['0.051 % of its processors', flat(0.102), true],
    ['0.051 % in one interval', [...flat(0, 9), 0.102], true],
    ['4 % of its processors', flat(8), true],
  ])('that use %s are told: %s', (_, values, told) => {
    const { processes } = correct(guestOf(flat(50), { sqlservr: flat(90), small: values }), hostOf(flat(1)));
    expect(processes.map(({ name }) => name)).toEqual(told ? ['sqlservr', 'small'] : ['sqlservr']);
  });

  it('are told from the largest after correction down', () => {
    const { processes } = correct(
      guestOf(flat(50), { a: flat(10), b: flat(60), c: flat(30) }),
      hostOf(flat(1)),
    );
    expect(processes.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });

  it('below zero count nothing', () => {
    const { processes } = correct(
      guestOf(flat(50), { a: flat(50), b: [-5, ...flat(50, 9)] }),
      hostOf(flat(1)),
    );
    expect(processes.find(({ name }) => name === 'a')!.corrected[0]).toBeCloseTo(0.5, 6);
    expect(processes.find(({ name }) => name === 'b')!.corrected[0]).toBe(0);
  });
});

describe('what is said of a correction', () => {
  const said = (guest: Recording, host: Recording, text: RegExp) =>
    correct(guest, host)
      .findings.filter((f) => text.test(f.text))
      .map((f) => f.text);

  it.each([
    [91, 0],
    [90, 1],
  ])('a host’s log over %i of a guest’s 101 samples is a part of it: %i', (samples, times_) => {
    expect(said(guestOf(flat(50, 101)), hostOf(flat(1, samples)), /covers .* of the guest's/)).toHaveLength(
      times_,
    );
  });

  it.each([
    [2.03, 0],
    [2.05, 1],
  ])('%d processors charged of 2 are more than all: %i', (used, times_) => {
    const texts = said(guestOf(flat(50)), hostOf([used, ...flat(1, 9)]), /more than all its processors/);
    expect(texts).toHaveLength(times_);
    for (const text of texts) expect(text).toMatch(/^In 1 of 10 intervals/);
  });

  it.each([
    [50, 1.2, /showed 50\.0 %; it had a processor for 60\.0 %: 10\.0 points too little\.$/],
    [50, 0.6, /showed 50\.0 %; it had a processor for 30\.0 %: 20\.0 points too much\.$/],
    [50, 1, /0\.0 points too much\.$/],
  ])('%i %% shown and %d processors had', (busy, used, text) => {
    expect(said(guestOf(flat(busy)), hostOf(flat(used), { runCores: flat(used) }), text)).toHaveLength(1);
  });

  it('how long it waited, of its processors, where the host says', () => {
    expect(
      said(guestOf(flat(50)), hostOf(flat(1), { ready: flat(40) }), /waited for 20\.0 % of the time/),
    ).toHaveLength(1);
    expect(said(guestOf(flat(50)), hostOf(flat(1)), /holds no % Ready/)).toHaveLength(1);
  });

  it('that no interval has figures of both', () => {
    const half = (first: boolean) => flat(1).map((v, k) => (k < 5 === first ? v : NaN));
    expect(
      said(guestOf(half(true)), hostOf(half(false)), /In no interval is there a figure of both/),
    ).toHaveLength(1);
  });
});

describe('an interval', () => {
  it.each([
    [0.5, 0.5, true],
    [NaN, 0.5, false],
    [0.5, NaN, false],
  ])('of meter %d and host %d is told: %s', (measured, used, told) => {
    expect(isTold({ measured, used })).toBe(told);
  });

  it('has a mean of what is known, or 0', () => {
    expect(meanOf([1, NaN, 3])).toBe(2);
    expect(meanOf([NaN])).toBe(0);
  });

  it.each<[number, number, CaseKind]>([
    [0.6, 0.37, 'always ready'],
    [0.6, 0.36, 'bursts restart the slice'],
    [0.98, 0, 'always ready'],
    [0.5, 0.0049, 'undisturbed'],
    [0.5, 0.005, 'bursts restart the slice'],
  ])('in which it used %d and waited %d is one of "%s"', (used, ready, kind) => {
    expect(kindOf({ used, ready })).toBe(kind);
  });
});
