import { describe, expect, it } from 'vitest';
import { StudyPool } from '../../src/decide/studies';
import type { StudyAsk } from '../../src/decide/study-table';
import type { Job } from '../../src/engine/door/calls';
import { portLine, portWire, type Line } from '../../src/engine/door/line';
import { serve } from '../../src/engine/door/serve';
import { InputError } from '../../src/estate/finding';
import { estateOf } from '../placement/estates';

const estate = estateOf([], 1);
type Ask = StudyAsk<'drill'>;
const asked = (ask: { count: number }) => ask as unknown as Ask;

/** Workers whose case number k comes to 10 k; `during` is waited for meanwhile. */
function workers(during: (index: number, job: Job) => unknown = () => {}) {
  const all: { now: number; most: number; cases: number[]; ended: boolean }[] = [];
  const open = (): Line => {
    const { port1, port2 } = new MessageChannel();
    const worker = { now: 0, most: 0, cases: [] as number[], ended: false };
    all.push(worker);
    serve(
      {
        count: (_: Job, __: string, { count }: { count: number }) => Promise.resolve(count),
        async line(job: Job, _: string, __: unknown, index: number) {
          worker.cases.push(index);
          worker.most = Math.max(worker.most, ++worker.now);
          await during(index, job);
          worker.now--;
          return 10 * index;
        },
      },
      portWire(port1),
    );
    return portLine(port2, () => {
      worker.ended = true;
      port1.close();
    });
  };
  return { all, open };
}

describe('workers that share the cases of a study', () => {
  const run = async (pool: StudyPool, count: number, from?: number) => {
    const told: unknown[] = [];
    const counts: number[] = [];
    await pool.run('drill', asked({ count }), estate, {
      from,
      onCount: (n) => counts.push(n),
      onLine: (line, index) => told.push([index, line]),
    });
    return { told, counts };
  };

  it('are as many as there may be, with two cases under way at each', async () => {
    let [arrived, open] = [0, () => {}];
    const four = new Promise<void>((resolve) => (open = resolve));
    // The first four wait for each other.
    const { all, open: start } = workers(() => (++arrived === 4 ? open() : arrived < 4 ? four : undefined));
    const pool = new StudyPool(start, 2);
    expect(await run(pool, 6)).toEqual({ told: [0, 1, 2, 3, 4, 5].map((k) => [k, 10 * k]), counts: [6] });
    expect(all.map(({ most }) => most)).toEqual([2, 2]);
    expect(all.flatMap(({ cases }) => cases).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    pool.close();
  });

  it('run the cases after those that are known', async () => {
    const { all, open } = workers();
    const pool = new StudyPool(open, 1);
    expect(await run(pool, 5, 3)).toEqual({
      told: [
        [3, 30],
        [4, 40],
      ],
      counts: [5],
    });
    expect(await run(pool, 2, 3)).toEqual({ told: [], counts: [2] });
    expect(all).toHaveLength(1);
    pool.close();
  });

  it('are ended when the pool is closed, and started anew by the next study', async () => {
    const { all, open } = workers();
    const pool = new StudyPool(open, 3);
    await run(pool, 1);
    pool.close();
    expect(all.map(({ ended }) => ended)).toEqual([true]);
    await run(pool, 1);
    expect(all.map(({ ended }) => ended)).toEqual([true, false]);
    pool.close();
  });

  it('leave what is under way where a case fails', async () => {
    let stopped: () => void;
    const left = new Promise<void>((resolve) => (stopped = resolve));
    const { open } = workers((index, { signal }) => {
      if (index === 1) throw new InputError('case', 'found no such case.');
      return new Promise<void>((resolve) => {
        signal!.addEventListener('abort', () => (stopped(), resolve()));
      });
    });
    const pool = new StudyPool(open, 1);
    await expect(run(pool, 2)).rejects.toThrow('case: found no such case.');
    await left;
    pool.close();
  });
});
