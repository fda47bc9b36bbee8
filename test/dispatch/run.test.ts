import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { Figures } from '../../src/dispatch/figure';
import type { Figure } from '../../src/dispatch/figure';
import { localHost, openLocalHost } from '../../src/dispatch/local';
import { PRESETS } from '../../src/dispatch/presets';
import { replicationSeed, runExperiment } from '../../src/dispatch/run';
import type { RunHost } from '../../src/dispatch/run';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';

const input: ExperimentInput = {
  processors: 2,
  policy: 'round-robin',
  devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 4 } }],
  guests: [
    { name: 'db', count: 3, threads: [{ io: { device: 'disk' } }] },
    { threads: [{ wait: { kind: 'never' } }] },
  ],
  durationS: 5,
  warmupS: 1,
  replications: 12,
};
const experiment = parseExperiment(input);
const timeless = ({ seconds: _, ...rest }: Awaited<ReturnType<typeof runExperiment>>) => rest;

describe('replications', () => {
  it('give the same bits whatever the number of lanes and the order in which they end', async () => {
    const hosts = await Promise.all(Array.from({ length: 3 }, openLocalHost));
    let turn = 0;
    const shuffled: RunHost = async (model, seed, signal) => {
      const mine = turn++;
      const run = await hosts[mine % 3](model, seed, signal);
      await new Promise((resolve) => setTimeout(resolve, (mine * 7) % 5));
      return run;
    };
    const one = await runExperiment(experiment, hosts[0]);
    const three = await runExperiment(experiment, shuffled, { lanes: 3 });
    expect(timeless(three)).toEqual(timeless(one));
  });

  it('differ with the seed, and are alike with the same', async () => {
    const host = await openLocalHost();
    const busy = async (seed: number) => (await runExperiment({ ...experiment, seed }, host)).host.busy.mean;
    expect(await busy(1)).toBe(await busy(1));
    expect(await busy(1)).not.toBe(await busy(2));
    const seeds = new Set(
      [0n, 1n, 2n].flatMap((seed) => [0, 1, 2].map((index) => replicationSeed(seed, index))),
    );
    expect(seeds.size).toBe(9);
  });

  it('end with the reason of the signal, and leave the host ready for the next experiment', async () => {
    const host = await openLocalHost();
    const abort = new AbortController();
    const done: number[] = [];
    const long = { ...experiment, durationS: 200, replications: 50 };
    const running = runExperiment(long, host, {
      signal: abort.signal,
      progress: (count, total, soFar) => {
        done.push(count);
        expect(total).toBe(50);
        if (count === 2) {
          expect(soFar().replications).toBe(2);
          abort.abort(new Error('enough'));
        }
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(done).toEqual([1, 2]);
    expect((await runExperiment(experiment, host)).replications).toBe(12);
  });

  it('may run two experiments over one kernel at the same time', async () => {
    const host = await openLocalHost();
    const other = { ...experiment, durationS: 7 };
    const apart = [await runExperiment(experiment, host), await runExperiment(other, host)];
    const together = await Promise.all([runExperiment(experiment, host), runExperiment(other, host)]);
    expect(together.map(timeless)).toEqual(apart.map(timeless));
  });
});

describe('the answer', () => {
  it('has a mean, a standard error and a standard deviation for every figure, null in JSON where nothing was measured', async () => {
    const answer = await runExperiment(experiment, await openLocalHost());
    const json = JSON.parse(JSON.stringify(answer));
    expect(json.guests.map(({ name }: { name: string }) => name)).toEqual([
      'db#1',
      'db#2',
      'db#3',
      'guest 2',
    ]);
    const { used, interruptDelayMs, measured } = json.guests[0];
    expect(used.se).toBeCloseTo(used.sd / Math.sqrt(12), 12);
    expect(interruptDelayMs.histogram.length).toBeGreaterThan(3);
    expect(interruptDelayMs.histogram[0].fromMs).toBe(0);
    expect(measured.disk.transferMs.mean).toBeGreaterThan(measured.disk.trueTransferMs.mean);
    expect(json.guests[3].interruptDelayMs.mean).toEqual({ mean: null, se: null, sd: null });
    expect(json.guests[3].measured.disk).toBeNull();
  });

  it('names the kinds of burst, which add up to the thread', async () => {
    const burst = {
      kind: 'mixture',
      parts: [
        { label: 'query', weight: 3, kind: 'exponential', meanMs: 2 },
        { label: 'report', weight: 1, kind: 'constant', meanMs: 20 },
      ],
    } as const;
    const { guests } = await runExperiment(
      parseExperiment({ ...input, guests: [{ threads: [{ burst }] }] }),
      await openLocalHost(),
    );
    const [{ used, labels }] = guests[0].threads;
    expect(labels.query.mean + labels.report.mean).toBeCloseTo(used.mean, 9);
    expect(labels.report.mean / labels.query.mean).toBeCloseTo(20 / 6, 0);
    const [{ share, labels: shown }] = guests[0].measured.threads;
    expect(shown.query.mean + shown.report.mean).toBeCloseTo(share.mean, 9);
  });
});

describe('figures', () => {
  it('are the mean and the spread of what was measured, and leave out what was not', () => {
    const figures = new Figures<{ name: string; list: number[] }>({ name: 'x', list: [0, 0] });
    for (const list of [
      [1, NaN],
      [2, 5],
      [6, NaN],
    ])
      figures.add({ name: 'x', list });
    const { name, list } = figures.result<{ name: string; list: Figure[] }>();
    expect(name).toBe('x');
    expect(list[0]).toEqual({ mean: 3, sd: Math.sqrt(7), se: Math.sqrt(7 / 3) });
    expect(list[1].mean).toBe(5);
    expect(list[1].sd).toBeNaN();
  });
});

describe('every preset', () => {
  const builds = ['release', 'debug'] as const;
  const shorter = (each: ExperimentInput) =>
    parseExperiment({ ...each, durationS: 2, warmupS: 0.5, replications: 2 });

  it('runs with all invariants checked, to the same bits as without', async () => {
    const [release, debug] = await Promise.all(
      builds.map(async (build) =>
        localHost(
          await DispatchKernel.from(
            await readFile(new URL(`../../build/dispatch.${build}.wasm`, import.meta.url)),
          ),
        ),
      ),
    );
    for (const { experiment: each } of PRESETS) {
      const checked = await runExperiment(shorter(each), debug);
      expect(timeless(checked)).toEqual(timeless(await runExperiment(shorter(each), release)));
    }
  });

  it('says in one sentence each what the paper says, what to look at, and what it means for a plan', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    for (const { paper, look, plan } of PRESETS)
      for (const sentence of [paper, look, plan]) expect(sentence).toMatch(/^[A-Z][^!]{20,}\.$/);
  });
});
