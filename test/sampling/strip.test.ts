import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { localHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';
import { DEMO, METER_PRESETS } from '../../src/sampling/presets';
import { stripAt, onItsOwn, stripOf } from '../../src/sampling/strip';
import { timelineOf } from './timeline-of';

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
  it('has charged, at its end, the ticks that a run of that length measures, and used what it used', async () => {
    for (const [clock, warmupS] of [
      [{}, 0],
      [{ delivery: 'discard' }, 0],
      [{ delivery: 'catchup', rate: 3 }, 0],
      [{ lose: 0.4 }, 0],
    ] as const) {
      const [watched, ...others] = neighbour.guests;
      const guests = [{ ...watched, clock: { ...watched.clock, ...clock } }, ...others];
      const experiment = { ...neighbour, guests, warmupS, durationS: 2, replications: 1 };
      const strip = stripOf(experiment, timelineOf(kernel, experiment, 2000));
      const { guests: answers } = await runExperiment(experiment, localHost(kernel));
      const { used, measured } = answers[0];
      const { usedMs, step } = stripAt(strip, 2000);
      expect(usedMs).toBeCloseTo(2000 * used.mean, 6);
      const ticks = (share: number) => (share * 2000) / strip.tickMs;
      expect(step!.idle).toBeCloseTo(ticks(1 - measured.processor.mean), 6);
      expect(step!.charged).toBeCloseTo(ticks(measured.threads[0].share.mean), 6);
      // Processor Time is all that is not idle, in whole ticks.
      expect(step!.shownMs).toBeCloseTo(step!.countedMs - step!.idle * strip.tickMs, 9);
    }
  });

  it('moves its meters at ticks only, by whole ticks', () => {
    const experiment = parseExperiment(DEMO);
    const { steps, ticks, tickMs } = stripOf(experiment, timelineOf(kernel, experiment, 750));
    const came = new Set(ticks.map(({ atMs }) => atMs));
    for (const { atMs, processMs, shownMs } of steps) {
      expect(came.has(atMs)).toBe(true);
      for (const ms of [processMs, shownMs]) expect(ms / tickMs).toBeCloseTo(Math.round(ms / tickMs), 9);
    }
    expect(steps.length).toBeGreaterThan(10);
  });

  it('piles ticks up while the neighbour runs, and hands them all over when the guest is let on', () => {
    const strip = stripOf(neighbour, timelineOf(kernel, neighbour, 2000));
    expect(strip.pending.length).toBeGreaterThan(10);
    for (const { dueMs, untilMs } of strip.pending) {
      if (untilMs >= strip.untilMs) continue;
      const host = strip.processors[0];
      const before = host.find(({ fromMs, toMs }) => fromMs <= dueMs && dueMs < toMs)!;
      expect(before.guest).toBe(1);
      // They land at the moment at which the watched guest comes on.
      expect(host.some(({ fromMs, guest }) => guest === 0 && Math.abs(fromMs - untilMs) < 1e-6)).toBe(true);
    }
    const { untilMs } = strip.pending.find((each) => each.untilMs < strip.untilMs)!;
    expect(stripAt(strip, untilMs - 0.01).pending).toBeGreaterThan(0);
    expect(stripAt(strip, untilMs).pending).toBe(0);
  });

  it('has every processor of its host, with at most one guest on it at a time, each by its name', () => {
    const strip = stripOf(neighbour, timelineOf(kernel, neighbour, 500));
    expect(strip.guests).toEqual(['watched', 'neighbour']);
    expect(strip.processors).toHaveLength(1);
    const [spans] = strip.processors;
    for (let i = 1; i < spans.length; i++) expect(spans[i].fromMs).toBeGreaterThanOrEqual(spans[i - 1].toMs);
    expect(new Set(spans.map(({ guest }) => guest))).toEqual(new Set([0, 1]));
  });

  it('counts as pending, at its end, what a guest that catches up was not handed yet', () => {
    const [watched, ...others] = neighbour.guests;
    const clock = { ...watched.clock, delivery: 'catchup', rate: 1.5 } as const;
    const slow = { ...neighbour, guests: [{ ...watched, clock }, ...others] };
    const strip = stripOf(slow, timelineOf(kernel, slow, 1500));
    const came = strip.ticks.filter(({ charge }) => charge !== 'none').length;
    const due = Math.floor((1500 - strip.ticks[0].dueMs) / strip.tickMs) + 1;
    expect(came + stripAt(strip, 1499.999).pending).toBe(due);
  });

  it('is, at the opening of the demonstration, what the long run is: the lines part in their order', () => {
    const experiment = parseExperiment(DEMO);
    const strip = stripOf(experiment, timelineOf(kernel, experiment, 750));
    const { usedMs, step } = stripAt(strip, 750);
    expect(usedMs / 750).toBeCloseTo(0.235, 1);
    expect(usedMs / 750).toBeLessThan(step!.shownMs / step!.countedMs);
    expect(strip.ticks.filter(({ truth }) => !truth).length).toBeGreaterThan(2);
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
