import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runStudy } from '../../src/decide/run-study';
import { caseAt } from '../../src/decide/study';
import { canSweep, readSweep, SWEEPS, writeSweep, type Sweep } from '../../src/decide/sweep/fields';
import { halfInterval, sweepLine, sweepStudy, sweepValues, type SweepLine } from '../../src/decide/sweep/run';
import { sweepTheory } from '../../src/decide/sweep/theory';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { LAB_PRESETS } from '../../src/dispatch/lab-presets';
import { openLocalHost } from '../../src/dispatch/local';
import { parseExperiment } from '../../src/dispatch/parse';
import { crowdedHost, hogs } from '../../src/dispatch/hosts';
import { runExperiment } from '../../src/dispatch/run';
import { expectMean } from '../dispatch/lab';
import { often } from '../often';

const host = await openLocalHost();
const line = (values: readonly number[]) =>
  sweepLine((experiment, options) => runExperiment(experiment, host, options), values);

/** Sweeps an experiment and gives each point beside its closed forms, of the guest at this place. */
async function swept(input: ExperimentInput, sweep: Sweep, values: readonly number[], guest = 0) {
  const study = sweepStudy(parseExperiment(input), sweep, values);
  const lines = await runStudy(study, line(values));
  return lines.map((point, i) => {
    if ('refused' in point) throw new Error(point.refused);
    const { guests, ...rest } = point.figures;
    return { ...point, ...rest, ...guests[guest], theory: sweepTheory(caseAt(study, i).of, guest) };
  });
}

const office = (count: number) => ({
  name: 'office',
  count,
  threads: [
    {
      burst: { kind: 'exponential', meanMs: 20 } as const,
      wait: { kind: 'exponential', meanMs: 80 } as const,
    },
  ],
});
const short = { durationS: 40, warmupS: 2, replications: 10 } as const;

describe('a sweep at three points equals its closed form', () => {
  it('four guests of 20 % to a processor: ready time falls with the size of the pool', async () => {
    const points = await swept(
      { ...crowdedHost(1), ...short, guests: [office(4)] },
      { name: 'pool', guest: 0 },
      [1, 2, 4],
    );
    for (const { ready, busy, theory } of points) {
      expectMean(ready, theory.ready!.value);
      expectMean(busy, theory.busy!.value);
    }
    for (const [i, known] of [13.84, 8.38, 4.57].entries())
      expect(100 * points[i].theory.ready!.value).toBeCloseTo(known, 1);
  });

  it('interrupts beside hogs that yield to each other: half a slice, and a slice more for each further hog', async () => {
    const web = {
      threads: [{ arrivals: { perSecond: 20 }, service: { kind: 'constant', meanMs: 0.05 } }],
    } as const;
    const input = { ...crowdedHost(1), ...short, guests: [web, hogs(1)] };
    const slices = await swept(input, { name: 'slice', guest: 0 }, [10, 20, 50]);
    for (const { delay, theory } of slices) expectMean(delay, theory.delay!.value);
    expect(slices[2].theory.delay!.value).toBeCloseTo(24.975, 3);
    const more = await swept(input, { name: 'count', guest: 1 }, [1, 2, 3]);
    for (const { delay, theory } of more) expectMean(delay, theory.delay!.value);
    const fixed = await swept({ ...input, slots: 'fixed' }, { name: 'count', guest: 1 }, [1, 2, 3]);
    for (const { delay, theory } of fixed) expectMean(delay, theory.delay!.value);
  });

  it('the switches of hogs: s of each slice and switch', async () => {
    const points = await swept(
      crowdedHost(2, { ...short, durationS: 8, warmupS: 0, switchUs: 1000 }),
      { name: 'slice', guest: 0 },
      [5, 20, 50],
    );
    for (const { overhead, theory } of points) expectMean(overhead, theory.overhead!.value, 1 / 4000);
  });

  it('weights of guests that never wait: ready is what the share leaves', async () => {
    const points = await swept(
      { ...crowdedHost(1), ...short, durationS: 20, policy: 'weighted', guests: [hogs(1), hogs(2)] },
      { name: 'weight', guest: 0 },
      [1, 2, 6],
    );
    for (const { ready, theory } of points) expectMean(ready, theory.ready!.value, 0.004);
    expect(points[2].theory.ready!.value).toBeCloseTo(0.25, 12);
  });

  it('load, and vCPUs of one guest', async () => {
    const input = { ...crowdedHost(1), ...short, processors: 2, guests: [office(1), office(3)] };
    const points = await swept(input, { name: 'vcpus', guest: 0 }, [1, 2, 3]);
    for (const { ready, theory } of points) expectMean(ready, theory.ready!.value);
    const alone = { ...crowdedHost(1), ...short, guests: [office(3)] };
    for (const { busy, theory } of await swept(alone, { name: 'load', guest: 0 }, [10, 50, 90]))
      expectMean(busy, theory.busy!.value);
  });
});

describe('what is swept', () => {
  it('holds the present value, rises, and gives back the present experiment there', () => {
    for (const { experiment: input, id } of LAB_PRESETS) {
      const experiment = parseExperiment(input);
      for (const name of Object.keys(SWEEPS) as (keyof typeof SWEEPS)[]) {
        const sweep = { name, guest: 0 };
        if (!canSweep(experiment, sweep)) continue;
        const values = sweepValues(experiment, sweep);
        expect(
          [...values].sort((a, b) => a - b),
          `${id} ${name}`,
        ).toEqual(values);
        const study = sweepStudy(experiment, sweep);
        const now = values.indexOf(SWEEPS[name].now(experiment, 0)!);
        expect(caseAt(study, now).of, `${id} ${name}`).toEqual(experiment);
        expect(readSweep(writeSweep(sweep), experiment)).toEqual(sweep);
      }
    }
  });

  it('is only what the experiment has', () => {
    const experiment = parseExperiment(crowdedHost(2));
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const sweep = readSweep(text, experiment);
        expect(sweep === null || canSweep(experiment, sweep)).toBe(true);
      }),
      { numRuns: often(100) },
    );
    expect(
      ['load.0', 'count.7', 'count.-1', 'count.x', 'toString', ''].map((t) => readSweep(t, experiment)),
    ).toEqual(Array(6).fill(null));
  });

  it('keeps the vCPUs that are split, and their threads', () => {
    const experiment = parseExperiment({
      ...crowdedHost(1),
      processors: 4,
      guests: [{ vcpus: 4, threads: [0, 1, 2, 3].map((vcpu) => ({ vcpu })) }],
    });
    const study = sweepStudy(experiment, { name: 'split', guest: 0 });
    const shapes = [0, 1, 2].map((i) => caseAt(study, i).of.guests[0]);
    expect(shapes.map(({ count, vcpus, threads }) => [count, vcpus, threads.length])).toEqual([
      [1, 4, 4],
      [2, 2, 2],
      [4, 1, 1],
    ]);
  });

  it('says of a value that no host can have why, and goes on', async () => {
    const experiment = parseExperiment({
      ...crowdedHost(1),
      processors: 2,
      policy: 'strict-cosched',
      durationS: 1,
      guests: [{ vcpus: 2 }],
    });
    const lines: SweepLine[] = await runStudy(
      sweepStudy(experiment, { name: 'processors', guest: 0 }, [1, 2]),
      line([1, 2]),
    );
    expect(lines.map((point) => 'refused' in point)).toEqual([true, false]);
    expect(lines[0]).toMatchObject({ value: 1, refused: expect.stringContaining('guests[0].vcpus') });
  });

  it('takes no more events for a point than a page can wait for', async () => {
    const busy = parseExperiment({
      ...crowdedHost(4, { processors: 2 }),
      sliceMs: 0.1,
      durationS: 300,
      warmupS: 30,
    });
    let events = 0;
    const counting = sweepLine(
      async (experiment, options) => {
        const answer = await runExperiment(experiment, host, options);
        events += answer.events;
        return answer;
      },
      [0.1],
    );
    const [point] = await runStudy(sweepStudy(busy, { name: 'slice', guest: 0 }, [0.1]), counting);
    expect(events).toBeLessThan(1_700_000);
    expect(point).toMatchObject({ replications: 8 });
  });

  it('has intervals by Student: 2.262 standard errors for ten replications, 2.045 for thirty', () => {
    const figure = { mean: 0, se: 1, sd: 1 };
    expect(halfInterval(figure, 10)).toBeCloseTo(2.262, 2);
    expect(halfInterval(figure, 30)).toBeCloseTo(2.045, 3);
  });
});
