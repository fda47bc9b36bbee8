import { afterEach, describe, expect, it, vi } from 'vitest';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';
import { parseExperiment } from '../../src/dispatch/parse';
import { openLocalHost } from '../../src/dispatch/local';
import { DispatchPool, type Simulator } from '../../src/dispatch/pool';
import { shelden } from '../../src/dispatch/hosts';
import { runExperiment } from '../../src/dispatch/run';

const experiment = parseExperiment(
  shelden('strict-cosched', { slots: 'fixed', durationS: 5, warmupS: 1, replications: 7, seed: 3 }),
);

let started = 0;
let closed = 0;

/** A worker of the pool without a worker: its own kernel, in this thread. `slow` ones answer later. */
function simulator(slow = 0): Simulator {
  started += 1;
  const host = openLocalHost();
  return {
    async run(model, seed, signal) {
      const statistics = await (await host)(model, seed, signal);
      for (let i = 0; i < slow; i++) await new Promise((resolve) => setTimeout(resolve));
      return statistics;
    },
    async timeline(model, seed, records) {
      const kernel = await DispatchKernel.create();
      kernel.load(model, { records, until: model.duration });
      kernel.run(seed);
      return kernel.timeline();
    },
    close: () => void (closed += 1),
  };
}

const figures = ({ host, guests, devices, events }: Awaited<ReturnType<typeof runExperiment>>) =>
  JSON.stringify({ host, guests, devices, events });

afterEach(() => {
  started = 0;
  closed = 0;
  vi.useRealTimers();
});

describe('a pool of workers', () => {
  it('answers the same bits whatever the number of workers and whichever ends first', async () => {
    const expected = figures(await runExperiment(experiment, await openLocalHost()));
    for (const size of [1, 2, 3, 5]) {
      // The first worker is the slowest, so that replications come in out of order.
      let made = 0;
      const pool = new DispatchPool(() => simulator(4 * (size - ++made)), { size });
      expect(figures(await pool.run(experiment))).toBe(expected);
      expect(pool.size).toBe(size);
      pool.close();
    }
  });

  it('tells of replications in order, with what is known so far', async () => {
    const pool = new DispatchPool(() => simulator(), { size: 2 });
    const seen: number[] = [];
    const known: number[] = [];
    await pool.run(experiment, {
      progress: (done, total, soFar) => {
        seen.push(done);
        known.push(soFar().replications);
        expect(total).toBe(7);
      },
    });
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(known).toEqual(seen);
    pool.close();
  });

  it('ends a run when its signal is aborted, and serves the next one', async () => {
    const pool = new DispatchPool(() => simulator(), { size: 2 });
    const abort = new AbortController();
    const long = parseExperiment({ ...experiment, replications: 10_000 });
    const run = pool.run(long, { signal: abort.signal, progress: (done) => done === 3 && abort.abort() });
    await expect(run).rejects.toThrow(/abort/i);
    expect((await pool.run(experiment)).replications).toBe(7);
    pool.close();
  });

  it('starts no worker before it is asked, and ends them after a while without work', async () => {
    const pool = new DispatchPool(() => simulator(), { size: 2, idleMs: 20 });
    expect(started).toBe(0);
    await pool.run(experiment);
    expect([started, closed]).toEqual([2, 0]);
    await vi.waitFor(() => expect(closed).toBe(2));
    expect(pool.size).toBe(0);
    await pool.run(experiment);
    expect(started).toBe(4);
    pool.close();
  });

  it('leaves one worker without new work while something moves on the page, and never the last one', async () => {
    for (const size of [1, 3]) {
      const runs: number[] = [];
      let made = 0;
      const pool = new DispatchPool(
        () => {
          const one = simulator(1);
          const index = made++;
          runs[index] = 0;
          return { ...one, run: (...args) => ((runs[index] += 1), one.run(...args)) };
        },
        { size },
      );
      pool.spare(true);
      const expected = figures(await pool.run(experiment));
      expect(runs.filter((count) => count > 0)).toHaveLength(Math.max(1, size - 1));
      pool.spare(false);
      expect(figures(await pool.run(experiment))).toBe(expected);
      expect(runs.every((count) => count > 0)).toBe(true);
      pool.close();
    }
  });

  it('draws the beginning of the first replication, with every state that a vCPU starts in', async () => {
    const pool = new DispatchPool(() => simulator(), { size: 1 });
    const { states } = await pool.timeline(experiment, { forMs: 200, records: 10_000 });
    expect(states.length).toBeGreaterThan(4);
    expect(states.every(({ time }) => time <= 200 * 10_000)).toBe(true);
    // In fixed slots the second guest is not on at first: what it does until then is ready, never run.
    const second = states.filter(({ vcpu, time }) => vcpu >= 2 && time < 50 * 10_000);
    expect(second.every(({ state }) => state !== 'run')).toBe(true);
    pool.close();
  });
});
