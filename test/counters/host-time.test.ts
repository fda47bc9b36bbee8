import { describe, expect, it } from 'vitest';
import { correct } from '../../src/counters/correct';
import { meansOf } from '../../src/counters/samples';
import type { Correction } from '../../src/counters/correct';
import { readText } from '../../src/intake';
import { DEFAULT_ASSUMPTIONS } from '../../src/counters/assumptions';
import { caseOf } from '../../src/counters/case-of';
import { kindOf } from '../../src/counters/uncertainty';
import { rangesOf } from '../../src/counters/interval';
import { meterVerdict } from '../../src/counters/verdict';
import { guestLogs, hostLogs } from '../../src/counters/match';

const line = (cells: readonly (string | number)[]) => cells.map((cell) => `"${cell}"`).join(',');
const clock = (k: number) => `01/05/2026 10:${String(k).padStart(2, '0')}:00.000`;
const ROWS = 20;
const TERMS = { tickMs: 15.625, sliceMs: 50 };

/** A guest log in Performance Monitor's form: % of its one processor. */
function guestLog(meter: number, parts: Readonly<Record<string, number>>, rows = ROWS): string {
  const names = Object.keys(parts);
  return [
    line([
      '(PDH-CSV 4.0) (UTC)(0)',
      '\\\\DB01\\Processor(_Total)\\% Processor Time',
      ...names.map((name) => `\\\\DB01\\Process(${name})\\% Processor Time`),
    ]),
    ...Array.from({ length: rows }, (_, k) => line([clock(k), meter, ...names.map((n) => parts[n])])),
  ].join('\r\n');
}

/** Its host's log in esxtop's form: the counters of its group. */
function hostLog(figures: Readonly<Record<string, number | string>>, rows = ROWS, name = 'db01'): string {
  const counters = Object.keys(figures);
  return [
    line(['(PDH-CSV 4.0) (UTC)(0)', ...counters.map((c) => `\\\\esx01\\Group Cpu(12:${name})\\${c}`)]),
    ...Array.from({ length: rows }, (_, k) => line([clock(k), ...counters.map((c) => figures[c])])),
  ].join('\n');
}

async function mended(guest: string, host: string): Promise<Correction> {
  const [own] = guestLogs((await readText('guest.csv', guest, { keep: 'all processes' })).recordings);
  const [theirs] = hostLogs((await readText('host.csv', host, { keep: 'all processes' })).recordings);
  return correct(own, theirs, { processors: 1 });
}
const said = ({ findings }: Correction) => findings.map(({ text }) => text).join('\n');
const partsOf = ({ processes }: Correction) =>
  Object.fromEntries(processes.map(({ name, corrected }) => [name, +corrected[3].toFixed(6)]));

describe('a guest whose processors run above their nominal clock', () => {
  const guest = guestLog(60, { sqlservr: 40, w3wp: 20 });

  it('keeps its meter, which is right, and is told why % Used is more', async () => {
    const result = await mended(guest, hostLog({ '% Used': 78, '% Run': 60, '% Ready': 0.1 }));
    expect(result.basis).toBe('time');
    expect(meansOf(result.samples).used).toBeCloseTo(0.6, 6);
    expect(partsOf(result)).toEqual({ sqlservr: 0.4, w3wp: 0.2 });
    expect(result.speed).toBeCloseTo(1.3, 6);
    expect(said(result)).toMatch(/% Used is 1\.30 times % Run: .*above their nominal clock/);
    expect(said(result)).toMatch(/the meter is right and stays as it is/);
  });

  it('keeps it where % Run is known too, and words and figures agree', async () => {
    const result = await mended(guest, hostLog({ '% Run': 60, '% Overlap': 1, '% Ready': 0.1 }));
    expect(result.stands).toBe(true);
    expect(partsOf(result)).toEqual({ sqlservr: 0.4, w3wp: 0.2 });
    expect(said(result)).not.toMatch(/too much/);
    const verdict = meterVerdict(result, rangesOf(result, TERMS), []);
    expect([verdict.right, +verdict.off.toFixed(4)]).toEqual([true, 0.01]);
    // Neither % Overlap nor chance makes 3 points: words and figures agree there too.
    const off = await mended(guest, hostLog({ '% Run': 57, '% Overlap': 0, '% Ready': 0.1 }));
    expect([off.stands, meterVerdict(off, null, []).right]).toEqual([false, false]);
  });

  it('has an interval down to its meter where only % Used is logged and it waited', async () => {
    const result = await mended(guest, hostLog({ '% Used': 78, '% Ready': 3 }));
    const { processes } = rangesOf(result, TERMS);
    for (const [i, truth] of [0.4, 0.2].entries()) {
      expect(processes[i].low[3]).toBeLessThan(truth * 0.96);
      expect(processes[i].high[3]).toBeGreaterThan(truth * 1.3);
    }
    const verdict = meterVerdict(result, null, []);
    expect(verdict.words).toMatch(/% Used cannot tell, since it counts clock speed: by about 3\.0 points/);
    expect([verdict.right, verdict.off]).toEqual([false, NaN]);
    expect(said(result)).toMatch(/cannot tell how far off the meter is/);
    expect(said(result)).not.toMatch(/points too/);
  });

  it('keeps it too where only % Used is logged and it hardly waited', async () => {
    const result = await mended(guest, hostLog({ '% Used': 78, '% Ready': 0.1 }));
    expect([result.basis, result.stands]).toEqual(['charged', true]);
    expect(partsOf(result)).toEqual({ sqlservr: 0.4, w3wp: 0.2 });
    expect(result.samples[0].used).toBeCloseTo(0.78, 6);
    expect(said(result)).toMatch(/holds no % Run, so % Used is taken/);
    expect(said(result)).toMatch(/the meter is right and stays as it is/);
  });

  it('is mended by % Used, and that is said, where only that is logged and it waited', async () => {
    const result = await mended(guest, hostLog({ '% Used': 39, '% Ready': 30 }));
    expect([result.basis, result.stands]).toEqual(['charged', false]);
    expect(partsOf(result)).toEqual({ sqlservr: 0.26, w3wp: 0.13 });
    expect(said(result)).toMatch(/holds no % Run, so % Used is taken for processor time/);
  });

  it.each([
    [61.7, false],
    [61.9, true],
    [58.3, false],
    [58.1, true],
  ])('is told of a % Used of %d beside a % Run of 60: %s', async (used, told) => {
    const result = await mended(guest, hostLog({ '% Used': used, '% Run': 60, '% Ready': 0 }));
    expect(/times % Run/.test(said(result))).toBe(told);
  });
});

describe('processor time', () => {
  it('is % Run less % Overlap, and what is blank of % Overlap takes nothing', async () => {
    const guest = guestLog(60, { app: 60 });
    const less = await mended(guest, hostLog({ '% Used': 50, '% Run': 50, '% Overlap': 5, '% Ready': 10 }));
    expect(less.samples[3].used).toBeCloseTo(0.45, 6);
    const blank = await mended(guest, hostLog({ '% Run': 50, '% Overlap': ' ', '% Ready': 10 }));
    expect(blank.samples[3].used).toBeCloseTo(0.5, 6);
    expect(blank.samples[3].charged).toBeNaN();
  });

  it('leaves waiting as % Ready and % CoStop together', async () => {
    const result = await mended(
      guestLog(60, { app: 60 }),
      hostLog({ '% Run': 30, '% Ready': 20, '% CoStop': 7.5 }),
    );
    const { ready, waited } = meansOf(result.samples);
    expect([ready, waited].map((v) => +v.toFixed(6))).toEqual([0.2, 0.275]);
    expect(said(result)).toMatch(/waited for 27\.5 % of the time, co-stop of 7\.5 % included/);
  });

  it('of a Hyper-V host is its % Total Run Time: nothing is said of % Used', async () => {
    const host = [
      line([
        '(PDH-CSV 4.0) (UTC)(0)',
        '\\\\hv1\\Hyper-V Hypervisor Virtual Processor(DB01:Hv VP 0)\\% Total Run Time',
        '\\\\hv1\\Memory\\Available MBytes',
      ]),
      ...Array.from({ length: ROWS }, (_, k) => line([clock(k), 30, 4000])),
    ].join('\n');
    const result = await mended(guestLog(60, { app: 60 }), host);
    expect(result.basis).toBe('time');
    expect(result.samples[3].used).toBeCloseTo(0.3, 6);
    expect(said(result)).not.toMatch(/% Run, so/);
    // It has no % Ready: that it hardly waited is not said, nor that % Ready be logged.
    expect(JSON.stringify(result.findings)).not.toMatch(/% Ready/);
    expect(JSON.stringify(result.findings)).toMatch(/Log CPU Wait Time Per Dispatch and Logical/);
    expect(said(result)).toMatch(/does not tell how long the guest waited/);
    const even = await mended(guestLog(30, { app: 30 }), host);
    expect(kindOf(caseOf(even, DEFAULT_ASSUMPTIONS))).toBe('not told');
  });
});

describe('logs that cannot be mended as they are', () => {
  const wave = (k: number) => 40 + 30 * Math.sin(k);
  const moving = (value: (k: number) => number, host: boolean) =>
    [
      line([
        '(PDH-CSV 4.0) (UTC)(0)',
        host ? '\\\\esx01\\Group Cpu(12:db01)\\% Run' : '\\\\DB01\\Processor(_Total)\\% Processor Time',
        ...(host ? ['\\\\esx01\\Group Cpu(12:db01)\\% Ready'] : []),
      ]),
      ...Array.from({ length: 60 }, (_, k) => line([clock(k), value(k), ...(host ? [2] : [])])),
    ].join('\n');

  it('are told that meter and host never move together', async () => {
    const apart = await mended(
      moving(wave, false),
      moving((k) => wave(k * k), true),
    );
    expect(said(apart)).toMatch(/do not move together \(correlation -?0\.\d\d\)/);
    const alike = await mended(moving(wave, false), moving(wave, true));
    expect(said(alike)).not.toMatch(/do not move together/);
  });

  it('are told the shift under which they would', async () => {
    const { findings } = await mended(
      moving(wave, false),
      moving((k) => wave(k + 3), true),
    );
    expect(findings.find(({ text }) => /do not move together/.test(text))?.fix).toMatch(
      /with 3 minutes added to the host's times/,
    );
  });

  it('are told of a difference that waiting cannot make', async () => {
    const other = await mended(guestLog(60, { app: 60 }), hostLog({ '% Run': 5, '% Ready': 1 }));
    expect(said(other)).toMatch(/differ by 55\.0 points, and the guest waited for 1\.0 % only/);
    const own = await mended(guestLog(60, { app: 60 }), hostLog({ '% Run': 30, '% Ready': 30 }));
    expect(said(own)).not.toMatch(/late ticks cannot/);
  });

  it('are told that three samples are few', async () => {
    const few = await mended(guestLog(60, { app: 60 }, 3), hostLog({ '% Run': 50, '% Ready': 10 }, 3));
    expect(said(few)).toMatch(/tell of 3 intervals only/);
    expect(said(await mended(guestLog(60, {}, 8), hostLog({ '% Run': 50 }, 8)))).not.toMatch(
      /intervals only/,
    );
  });

  it('are refused without a figure of how long the guest had a processor', async () => {
    await expect(
      (async () => {
        const [own] = guestLogs((await readText('g.csv', guestLog(60, {}))).recordings);
        const [theirs] = (await readText('h.csv', hostLog({ '% Ready': 3 }))).recordings;
        return correct(own, theirs);
      })(),
    ).rejects.toThrow(/found no % Run and no % Used of db01/);
  });
});
