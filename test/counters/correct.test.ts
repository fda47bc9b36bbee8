import { describe, expect, it } from 'vitest';
import { correct } from '../../src/counters/correct';
import { DEFAULT_CASE, correctionUncertainty } from '../../src/counters/uncertainty';
import { openLocalHost } from '../../src/dispatch/local';
import type { Recording } from '../../src/estate/recording';

const times = (start: number, n: number, step = 15_000) =>
  Float64Array.from({ length: n }, (_, i) => start + i * step);
const guest: Recording = {
  server: 'DB01',
  source: 'db01.csv',
  times: times(0, 4),
  measures: { busy: Float32Array.of(80, 80, 80, NaN) },
  facts: { cores: 2 },
  processes: [],
  processSeries: [
    { name: 'sqlservr', values: Float32Array.of(120, 120, 120, NaN) },
    { name: 'backup', values: Float32Array.of(40, 40, 0, NaN) },
    { name: 'quiet', values: Float32Array.of(0, 0, 0, 0) },
  ],
};
const host: Recording = {
  server: 'DB01',
  source: 'esx.csv',
  times: times(0, 4),
  measures: { usedCores: Float32Array.of(1, 0.8, 0.6, 0.4), ready: Float32Array.of(40, 40, 40, 40) },
  facts: {},
  processes: [],
};

describe('correction by host data', () => {
  it("puts the host's Used in place of the total and divides it as the guest's ticks divide its busy time", () => {
    const { samples } = correct(guest, host);
    expect(samples.map((s) => +s.used.toFixed(4))).toEqual([0.5, 0.4, 0.3, 0.2]);
    expect(samples[0].measured).toBeCloseTo(0.8, 6);
    expect(samples[0].ready).toBeCloseTo(0.2, 6);
    expect(
      samples[0].processes.map((p) => [p.name, +p.measured.toFixed(3), +p.corrected.toFixed(3)]),
    ).toEqual([
      ['sqlservr', 0.6, 0.375],
      ['backup', 0.2, 0.125],
    ]);
    expect(samples[2].processes[1].corrected).toBe(0);
    expect(samples[3].processes[0].corrected).toBeNaN();
  });

  it('shares of all processes add up to what the host charged', () => {
    for (const s of correct(guest, host).samples.slice(0, 3)) {
      expect(s.processes.reduce((a, p) => a + p.corrected, 0)).toBeCloseTo(s.used, 9);
    }
  });

  it('lays the logs over each other by UTC where both zones are known, and says so where not', () => {
    const zoned = { ...guest, times: times(7_200_000, 4), zone: { name: 'CEST', biasMinutes: -120 } };
    const utc = { ...host, zone: { name: 'UTC', biasMinutes: 0 } };
    expect(correct(zoned, utc).samples).toHaveLength(4);
    expect(correct(guest, host).findings.some((f) => /distance from UTC/.test(f.text))).toBe(true);
    expect(() => correct({ ...zoned, zone: undefined }, utc)).toThrow(/never overlap/);
  });

  it('refuses logs that lack what is needed', () => {
    expect(() => correct({ ...guest, measures: {}, processSeries: [] }, host)).toThrow(/no % Processor Time/);
    expect(() => correct(guest, { ...host, measures: {} })).toThrow(/no % Used of DB01/);
  });

  it('is unbiased for a guest that always has work', async () => {
    const run = await openLocalHost();
    const u = await correctionUncertainty({ ...DEFAULT_CASE, used: 0.5, ready: 0.5 }, run, {
      replications: 60,
    });
    expect(u.alwaysReady).toBe(true);
    expect(Math.abs(u.bias.mean)).toBeLessThan(4 * u.bias.se);
    expect(u.low).toBeLessThan(0);
    expect(u.high).toBeGreaterThan(0);
  });

  it('is biased where short bursts start a turn afresh, and the interval says so', async () => {
    const run = await openLocalHost();
    const c = { ...DEFAULT_CASE, burstMs: 200, shortMs: 1, tickMs: 10, used: 0.22, ready: 0.2 };
    const u = await correctionUncertainty(c, run, { replications: 60 });
    expect(u.alwaysReady).toBe(false);
    expect(u.bias.mean).toBeLessThan(-4 * u.bias.se);
  });
});
