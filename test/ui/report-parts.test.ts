import { describe, expect, it } from 'vitest';
import type { DrillLine } from '../../src/decide/drill';
import type { UncertaintyLine } from '../../src/decide/uncertain';
import { drillInReport, uncertaintyInReport } from '../../src/ui/decide/report-parts';

const restarts = (left: string[]) => ({ placed: [], left, fullest: 0.5 });
const failing = (failed: number[], left: string[] = [], moving = false): DrillLine => ({
  failed,
  standby: 1,
  peak: restarts([]),
  window: restarts(left),
  moving,
});

describe('a drill in a report', () => {
  it('is carried where every guest restarts, or would once others move', () => {
    const lines = [failing([0]), failing([1], ['DB'], true), failing([2])];
    expect(drillInReport(lines, 2)).toEqual({
      tolerated: 1,
      hosts: 3,
      carried: true,
      failures: [
        { host: 0, carried: true, unplaced: [] },
        { host: 1, carried: true, unplaced: [] },
      ],
    });
  });

  it('names who would not restart', () => {
    const { carried, failures } = drillInReport([failing([0], ['DB', 'WEB']), failing([1])], 2)!;
    expect(carried).toBe(false);
    expect(failures[0]).toEqual({ host: 0, carried: false, unplaced: ['DB', 'WEB'] });
  });

  it('is not told of several hosts that fail together, nor of none', () => {
    expect(drillInReport([failing([0, 1])], 2)).toBeUndefined();
    expect(drillInReport([], 2)).toBeUndefined();
  });
});

it('what is not known is the share of draws for each number of hosts, and what each figure alone changes', () => {
  const drawn = (hosts: number): UncertaintyLine => ({
    kind: 'sample',
    hosts,
    need: hosts,
    own: 0,
    full: [],
  });
  const end = (which: 'low' | 'high', hosts: number): UncertaintyLine => ({
    kind: 'end',
    figure: 'growth.web',
    end: which,
    hosts,
    need: hosts,
  });
  const lines = [end('low', 4), end('high', 6), drawn(5), drawn(4), drawn(5), drawn(5)];
  expect(uncertaintyInReport(lines)).toEqual({
    samples: 4,
    hosts: { 4: 0.25, 5: 0.75 },
    tornado: [{ parameter: 'growth of web', low: 4, high: 6 }],
  });
  expect(uncertaintyInReport([end('low', 4)])).toBeUndefined();
});
