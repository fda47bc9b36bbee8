import { describe, expect, it } from 'vitest';
import type { Grid } from '../../src/estate/estate';
import { hostsPerMark } from '../../src/ui/fold/answer/marks';
import { crowd, list } from '../../src/estate/crowd';
import { amount, figure, many, percent } from '../../src/ui/text/format';
import { axis, slotMoment, span } from '../../src/ui/text/time';

const DAY = 86_400_000;
const day: Grid = { start: Date.UTC(2011, 2, 3), step: 300_000, slots: 288, align: 'wall' };
const week: Grid = { start: 0, step: 300_000, slots: 2016, align: 'time-of-week' };
const month: Grid = { start: Date.UTC(2013, 7, 12), step: 3_600_000, slots: 720, align: 'wall' };

describe('numbers for people', () => {
  it('have three significant digits at most', () => {
    expect([0.171, 1.6, 31.84, 1240.3, 0].map(figure)).toEqual(['0.17', '1.60', '31.8', '1,240', '0']);
  });

  it('have units, memory in the size that reads best', () => {
    expect(amount(512, 'MiB')).toBe('512\u00a0MiB');
    expect(amount(65_536, 'MiB')).toBe('64.0\u00a0GiB');
    expect(amount(9.6, 'GHz')).toBe('9.60\u00a0GHz');
    expect(percent(0.796)).toBe('80\u00a0%');
  });

  it('agree with their nouns', () => {
    expect(many(1, 'host')).toBe('1 host');
    expect(many(1052, 'server')).toBe('1,052 servers');
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('moments', () => {
  it('are as short as the window allows', () => {
    expect(slotMoment(day, 127)).toBe('10:35');
    expect(slotMoment(week, 288 + 127)).toBe('Tue 10:35');
    expect(slotMoment(month, 34)).toBe('13 Aug 10:00');
  });

  it('name the window they lie in', () => {
    expect([day, week, month].map(span)).toEqual(['one day', '7 days', '30 days']);
  });

  it('mark the axis at whole hours or days, few enough to read', () => {
    expect(axis(day).map((tick) => tick.label)).toEqual(['00:00', '06:00', '12:00', '18:00', '24:00']);
    for (const grid of [day, week, month]) {
      const ticks = axis(grid);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.length).toBeGreaterThan(1);
      for (const { at } of ticks) expect(at).toBeGreaterThanOrEqual(0);
    }
    expect(axis({ ...day, slots: 1, step: DAY }).length).toBeGreaterThan(1);
  });
});

describe('hosts as marks', () => {
  it('stand for one host each as long as they can be counted', () => {
    expect(hostsPerMark(50)).toBe(1);
    expect(hostsPerMark(51)).toBe(2);
    expect(hostsPerMark(1052)).toBe(50);
  });
});

it('names a crowd in part: the first, and how many more', () => {
  expect(crowd(['a', 'b', 'c'])).toBe('a, b and c');
  expect(crowd(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
  expect(crowd(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  expect(crowd(Array(1234).fill('a'), 2)).toBe('a, a and 1,232 more');
  expect(crowd(['a and b', 'c and d'], 2, '; ')).toBe('a and b; c and d');
  expect(crowd(['a', 'b', 'c', 'd'], 2, '; ')).toBe('a; b and 2 more');
});
