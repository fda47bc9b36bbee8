import { describe, expect, it, test } from 'vitest';
import { Suffices, busiestHours, hostsNeeded } from '../../src/decide/suffices';
import type { EvenJob } from '../../src/engine/even/run';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { LARGEST, staticProblem, type FoldProblem } from '../../src/engine/packing/problem';

/** Items of so much over time, in hosts of so much. */
const overTime = (demand: number[][], capacity: number, more: Partial<FoldProblem> = {}): FoldProblem => ({
  ...staticProblem(
    Int32Array.from(demand, () => 1),
    Int32Array.of(capacity),
  ),
  rowStart: Int32Array.of(0, demand[0].length),
  demand: Int32Array.from(demand.flat()),
  ...more,
});

describe('the fullest hour of a host', () => {
  test.each([
    [[2, 4, 6, 8], 1, 0.8],
    [[2, 4, 6, 8], 2, 0.7],
    [[2, 4, 6, 8], 4, 0.5],
    [[2, 4, 6, 8], 9, 0.5],
    [[8, 6, 1, 1], 2, 0.7],
    [[1, 8, 6, 1], 3, 0.5],
    [[8, 1], 0, 0.8],
    [[0, 0], 1, 0],
  ])('of %j, with %i slots in an hour, is %d', (loads, slots, part) => {
    const [fullest] = busiestHours(overTime([loads], 10), Int32Array.of(0), 1, slots);
    expect(fullest).toBeCloseTo(part, 12);
  });

  it('is of its own guests, with what each of them and each dedicated core costs', () => {
    const problem = overTime(
      [
        [1, 2],
        [3, 1],
        [9, 9],
        [4, 4],
      ],
      20,
      {
        guestCount: Int32Array.of(1, 2, 1, 1),
        coreCount: Int32Array.of(0, 1, 0, 0),
        perGuest: Int32Array.of(1),
        perCore: Int32Array.of(5),
      },
    );
    // 1 + 1 and 3 + 2 + 5; 4 + 1; of the third nobody knows.
    expect(busiestHours(problem, Int32Array.of(0, 0, -1, 1), 2, 1)).toEqual([12 / 20, 5 / 20]);
  });

  it('is of any resource, whether it varies or not, as a part of its own room', () => {
    const problem: FoldProblem = {
      ...staticProblem(Int32Array.of(1, 1, 1, 1), Int32Array.of(10, 10)),
      rowStart: Int32Array.of(0, 2, 3),
      demand: Int32Array.from([4, 2, 30, 1, 5, 10]),
      capacity: Int32Array.of(10, 50),
    };
    expect(busiestHours(problem, Int32Array.of(0, 1), 2, 2)).toEqual([0.6, 0.3]);
    expect(hostsNeeded(problem)).toBeCloseTo(0.8, 12);
    expect(hostsNeeded({ ...problem, capacity: Int32Array.of(10, 0) })).toBe(40);
    expect(hostsNeeded({ ...problem, items: 0, demand: new Int32Array(0) })).toBe(0);
  });
});

describe('how many hosts carry a draw', () => {
  const EIGHT = [5, 5, 5, 5, 5, 5, 5, 5];
  const PAIRS = [0, 0, 1, 1, 2, 2, 3, 3];
  const of = (...sizes: number[]) => staticProblem(Int32Array.from(sizes), Int32Array.of(10));
  function suffices(likely: FoldProblem, standing: number[], even = false) {
    const items = standing.map((_, g) => ({ guests: [g] }));
    const jobs: { job: EvenJob; problem: FoldProblem }[] = [];
    const engine = {
      ...(even && {
        even: (problem: FoldProblem, _: unknown, job: EvenJob) => {
          jobs.push({ problem, job });
          const hosts = job.start.hostKind.length;
          const hostOf = Int32Array.from({ length: problem.items }, (__, i) => i % hosts);
          return Promise.resolve({ plan: { ...job.start, hostOf } });
        },
      }),
    } as unknown as FoldEngine;
    const it = new Suffices(engine, { problem: likely, items }, Int32Array.from(standing), 5);
    const count = (problem: FoldProblem) => it.count(problem, items, hostsNeeded(problem));
    return { count, jobs };
  }

  test.each<[string, number[], number[], number[], number]>([
    ['as many as stand', [5, 5, 5, 5], [0, 0, 1, 1], [5, 5, 5, 5], 2],
    ['fewer where all ask for less', [5, 5, 5, 5], [0, 0, 1, 1], [2, 2, 2, 2], 1],
    ['no fewer than are full then', [5, 5, 5, 5], [0, 0, 1, 1], [3, 3, 3, 2], 2],
    ['a host each where all ask for more', [5, 5, 5, 5], [0, 0, 1, 1], [6, 6, 6, 6], 4],
    ['a host each where more than a quarter are over', [5, 5, 5, 5], [0, 0, 1, 1], [6, 5, 5, 5], 4],
    ['the same where a quarter is, and can move', EIGHT, PAIRS, [6, 5, 5, 5, 5, 5, 2, 2], 4],
    ['more where two of four are', EIGHT, PAIRS, [6, 5, 6, 5, 5, 5, 1, 1], 8],
    ['fewer than those that stand for what goes together now', [6, 6, 6, 6], [0, 1, 2, 3], [5, 5, 5, 5], 2],
    ['those that are needed for who stood nowhere', [5, 5, 5, 5], [0, 0, 1, -1], [5, 5, 5, 5], 2],
    ['one for next to nothing', [5, 5, 5, 5], [0, 0, 1, 1], [0, 0, 0, 0], 1],
    ['all where nothing is likely', [0, 0, 0, 0], [0, 0, 0, 0], [9, 9, 9, 9], 4],
  ])('%s', async (_, likely, standing, drawn, hosts) => {
    expect(await suffices(of(...likely), standing).count(of(...drawn))).toBe(hosts);
  });

  it('none where there is nothing', async () => {
    const { count } = suffices(of(5, 5, 5, 5), [0, 0, 1, 1]);
    expect(await count({ ...of(), items: 0 })).toBe(0);
  });

  it('by one plan for each number, evened a little with room to spare', async () => {
    const { count, jobs } = suffices(of(5, 5, 5, 5), [0, 0, 1, 1], true);
    expect(await count(of(5, 5, 5, 5))).toBe(2);
    expect(await count(of(5, 5, 4, 4))).toBe(2);
    expect(jobs).toHaveLength(1);
    const [{ job, problem }] = jobs;
    expect(job).toMatchObject({ seed: 5n, start: { hostKind: new Int32Array(2) } });
    // 20,000 moves for each of four, 3 1/150 of work each, of 700,000 in a step.
    expect(job.steps).toBeCloseTo((20_000 * 4 * (3 + 1 / 150)) / 700_000, 9);
    expect([...problem.capacity, ...problem.kindCount]).toEqual([40, -1]);
    expect([...job.start.hostOf]).toEqual([0, 0, 1, 1]);
    const large = { ...of(5, 5, 5, 5), capacity: Int32Array.of(LARGEST) };
    const vast = suffices(large, [0, 0, 0, 0], true);
    await vast.count(large);
    expect([...vast.jobs[0].problem.capacity]).toEqual([LARGEST]);
  });

  it('gives up the hosts with fewest guests first', async () => {
    const { count, jobs } = suffices(of(3, 3, 3, 3), [0, 1, 1, 2], true);
    await count(of(3, 3, 3, 3));
    expect(jobs.map(({ job }) => [...job.start.hostOf])[0]).toEqual([1, 0, 0, -1]);
  });
});
