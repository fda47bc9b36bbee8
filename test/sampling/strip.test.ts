import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { localHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';
import { timelineOf } from '../../src/dispatch/timeline';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';
import { DEMO, METER_PRESETS } from '../../src/sampling/presets';
import { onItsOwn, stripOf } from '../../src/sampling/strip';

const kernel = await DispatchKernel.create();
/** The first guest beside one that never waits. */
const neighbour = parseExperiment(METER_PRESETS.find(({ id }) => id === 'neighbour')!.tries[0].experiment);

describe('the timeline of a host', () => {
  it('joins the spans of each vCPU from the start to the end, and runs no two on one processor', () => {
    const { rows, untilMs } = timelineOf(kernel, parseExperiment(DEMO), 500);
    expect(untilMs).toBe(500);
    expect(rows.map(({ guest }) => guest)).toEqual(['watched', 'neighbour']);
    const running: { fromMs: number; toMs: number }[] = [];
    for (const { spans } of rows) {
      expect(spans[0].fromMs).toBe(0);
      expect(spans.at(-1)!.toMs).toBe(500);
      for (let i = 1; i < spans.length; i++) expect(spans[i].fromMs).toBe(spans[i - 1].toMs);
      running.push(...spans.filter(({ state }) => state === 'run'));
    }
    running.sort((a, b) => a.fromMs - b.fromMs);
    for (let i = 1; i < running.length; i++)
      expect(running[i].fromMs).toBeGreaterThanOrEqual(running[i - 1].toMs);
  });

  it('ends where its room for changes ends', () => {
    const busy = {
      processors: 1,
      policy: 'round-robin',
      durationS: 600,
      warmupS: 0,
      guests: [
        { threads: [{ burst: { kind: 'constant', meanMs: 0.1 }, wait: { kind: 'constant', meanMs: 0.1 } }] },
      ],
    };
    const { untilMs, rows } = timelineOf(kernel, parseExperiment(busy), 600_000);
    expect(untilMs).toBeLessThan(10_000);
    expect(rows[0].spans.at(-1)!.toMs).toBe(untilMs);
  });
});

describe("a strip of a guest's time", () => {
  it('ends with the lines at what a run of that length measures', async () => {
    const experiment = { ...neighbour, warmupS: 0, durationS: 2, replications: 1 };
    const strip = stripOf(experiment, timelineOf(kernel, experiment, 2000));
    const { guests } = await runExperiment(experiment, localHost(kernel));
    const last = strip.points.at(-1)!;
    expect(last.atMs).toBe(2000);
    expect(last.truth).toBeCloseTo(guests[0].used.mean, 9);
    expect(last.shown).toBeCloseTo(guests[0].measured.processor.mean, 9);
    expect(strip.ticks.filter(({ truth }) => !truth).length).toBeGreaterThan(10);
  });

  it('is, at the opening of the demonstration, what the long run is: the lines part in their order', () => {
    const experiment = parseExperiment(DEMO);
    const alone = onItsOwn(experiment);
    const { points, ticks } = stripOf(experiment, timelineOf(kernel, experiment, 750));
    const own = stripOf(alone, timelineOf(kernel, alone, 750)).points.at(-1)!;
    const last = points.at(-1)!;
    expect(last.truth).toBeCloseTo(0.235, 1);
    expect(last.truth).toBeLessThan(own.shown);
    expect(own.shown).toBeLessThan(last.shown);
    expect(ticks.filter(({ truth }) => !truth).length).toBeGreaterThan(2);
  });

  it('loses no tick on a machine of its own', () => {
    const lossy = parseExperiment(METER_PRESETS.find(({ id }) => id === 'idle-busy')!.experiment);
    expect(lossy.guests[0].clock.lose).toBe(0.7);
    expect(onItsOwn(lossy).guests[0].clock).toEqual({ ...lossy.guests[0].clock, lose: 0 });
  });

  it('has only true ticks on a machine of its own', () => {
    const experiment = onItsOwn(neighbour);
    expect(experiment.guests).toHaveLength(1);
    const { ticks } = stripOf(experiment, timelineOf(kernel, experiment, 1000));
    expect(ticks.length).toBeGreaterThanOrEqual(64);
    for (const { truth, atMs, dueMs } of ticks) expect([truth, atMs]).toEqual([true, dueMs]);
  });
});
