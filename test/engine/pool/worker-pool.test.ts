import { describe, expect, it } from 'vitest';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { columnsPay, workersFor } from '../../../src/engine/pool/solvers';
import { portLine } from '../../../src/engine/door/line';
import { remoteSolver } from '../../../src/engine/pool/remote-solver';
import type { Solver } from '../../../src/engine/pool/solver';
import { WorkerPool } from '../../../src/engine/pool/worker-pool';
import { randomProblem } from './solvers';

/** A problem of so many items and rows; what they demand does not matter here. */
const sized = (items: number, rows: number): FoldProblem => ({
  ...staticProblem(new Int32Array(0), Int32Array.of(1)),
  items,
  rowStart: Int32Array.of(0, rows),
});

describe('workers for a problem', () => {
  it('are as many as may be where it is small, and fewer where all together would pass a gigabyte', () => {
    expect(workersFor(randomProblem(60, 1), 4)).toBe(4);
    expect(workersFor(randomProblem(60, 1), 1)).toBe(1);
    expect(workersFor(sized(100_000, 4), 4)).toBe(4);
    const large = workersFor(sized(20_000, 1152), 4);
    expect(large).toBeGreaterThanOrEqual(1);
    expect(large).toBeLessThan(4);
    expect(workersFor(sized(1_000_000, 1152), 4)).toBe(1);
  });

  it('generate columns only where memory and time suffice, whoever they are', () => {
    expect(columnsPay(sized(1052, 288))).toBe(true);
    expect(columnsPay(sized(1052, 1152))).toBe(false);
    expect(columnsPay(sized(10_000, 1152))).toBe(false);
    expect(columnsPay(sized(100_000, 4))).toBe(false);
  });
});

describe('the pool', () => {
  const pool = (most: number, idleMs = 1e6) => {
    const log: string[] = [];
    let next = 0;
    const workers = new WorkerPool(
      most,
      async () => {
        const name = `w${next++}`;
        log.push(`${name} starts`);
        return { close: () => log.push(`${name} ends`) } as unknown as Solver;
      },
      idleMs,
    );
    return { log, workers };
  };
  const problem = randomProblem(20, 1);

  it('starts workers when they are first wanted, and hands out the same ones again', async () => {
    const { log, workers } = pool(2);
    expect(log).toEqual([]);
    const [one] = await Promise.all(workers.workers(problem, 1));
    expect(log).toEqual(['w0 starts']);
    const both = await Promise.all(workers.workers(problem));
    expect(both[0]).toBe(one);
    expect(log).toEqual(['w0 starts', 'w1 starts']);
  });

  it('ends them when nobody has wanted them for a while, and starts new ones after that', async () => {
    const { log, workers } = pool(1, 20);
    await Promise.all(workers.workers(problem));
    workers.rest();
    await Promise.all(workers.workers(problem));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(log).toEqual(['w0 starts']);
    workers.rest();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(log).toEqual(['w0 starts', 'w0 ends']);
    await Promise.all(workers.workers(problem));
    expect(log.at(-1)).toBe('w1 starts');
  });

  it('replaces one that was dismissed', async () => {
    const { log, workers } = pool(2);
    const [first] = await Promise.all(workers.workers(problem));
    await workers.drop(first);
    await Promise.all(workers.workers(problem));
    expect(log).toEqual(['w0 starts', 'w1 starts', 'w0 ends', 'w2 starts']);
  });

  it('of nobody has no workers', () => {
    expect(pool(0).workers.workers(problem)).toEqual([]);
  });
});

describe('a solver at the other end', () => {
  it('ends when an answer of its worker cannot be read', async () => {
    const endpoint = Object.assign(new EventTarget(), { postMessage() {}, start() {}, close() {} });
    const solver = remoteSolver(portLine(endpoint as never, () => {}));
    const problem = randomProblem(20, 1);
    const pending = solver.certify(problem, { cost: 1, by: 'clique', resource: -1, slot: -1 } as never);
    endpoint.dispatchEvent(new Event('messageerror'));
    await expect(pending).rejects.toThrow(/could not be read/);
  });
});
