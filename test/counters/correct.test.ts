import { describe, expect, it } from 'vitest';
import { correct } from '../../src/counters/correct';
import { meansOf, meansTogether } from '../../src/counters/samples';
import { DEFAULT_ASSUMPTIONS, readAssumptions, writeAssumptions } from '../../src/counters/assumptions';
import { caseOf } from '../../src/counters/case-of';
import { mismatch } from '../../src/counters/cases';
import { fittedShift, guessShift } from '../../src/counters/clocks';
import { correctionToCsv } from '../../src/counters/csv';
import { rangesOf } from '../../src/counters/interval';
import { likelyGuest } from '../../src/counters/match';
import { typedHost } from '../../src/counters/typed';
import { correctionUncertainty } from '../../src/counters/uncertainty';
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
    const { samples, processes } = correct(guest, host);
    expect(samples.map((s) => +s.used.toFixed(4))).toEqual([0.5, 0.4, 0.3, 0.2]);
    expect(samples[0].measured).toBeCloseTo(0.8, 6);
    expect(samples[0].ready).toBeCloseTo(0.2, 6);
    expect(processes.map(({ name, measured, corrected }) => [name, measured[0], corrected[0]])).toEqual([
      ['sqlservr', expect.closeTo(0.6), expect.closeTo(0.375)],
      ['backup', expect.closeTo(0.2), expect.closeTo(0.125)],
    ]);
    expect(processes[1].corrected[2]).toBe(0);
    expect(processes[0].corrected[3]).toBeNaN();
  });

  it('shares of all processes add up to what the host charged', () => {
    const { samples, processes } = correct(guest, host);
    for (const k of [0, 1, 2])
      expect(processes.reduce((sum, { corrected }) => sum + corrected[k], 0)).toBeCloseTo(samples[k].used, 6);
  });

  it('says what it takes for granted, and what a person can say instead', () => {
    const { findings } = correct({ ...guest, facts: {} }, host);
    expect(findings.some(({ text }) => /1 is assumed/.test(text))).toBe(true);
    expect(correct({ ...guest, facts: {} }, host, { processors: 4 }).samples[0].used).toBeCloseTo(0.25, 6);
    const two = correct(guest, { ...host, facts: { cores: 4 } });
    expect(two.findings.some(({ text }) => /counts 2 processors.*log 4/.test(text))).toBe(true);
    const more = correct(guest, { ...host, measures: { usedCores: Float32Array.of(3, 3, 3, 3) } });
    expect(more.findings.some(({ text }) => /more than all its processors/.test(text))).toBe(true);
    expect(
      correct({ ...guest, processSeries: [] }, host).findings.some(({ text }) =>
        /nothing to divide/.test(text),
      ),
    ).toBe(true);
  });

  it('mends only the part of which both logs tell, and says so', () => {
    const { samples, findings } = correct(guest, { ...host, times: times(30_000, 4) });
    expect(samples).toHaveLength(2);
    expect(findings.some(({ text }) => /covers 15 s of the guest's 45 s \(33 %\)/.test(text))).toBe(true);
  });

  it('compares meter and host over the intervals of which both tell', () => {
    const { samples, findings } = correct(guest, host);
    const { intervals, measured, used, ready } = meansOf(samples);
    expect(intervals).toBe(3);
    expect([measured, used, ready].map((v) => +v.toFixed(6))).toEqual([0.8, 0.4, 0.2]);
    expect(findings.some(({ text }) => /showed 80\.0 %; its host charged it 40\.0 %/.test(text))).toBe(true);
    const one = correct({ ...guest, measures: { busy: Float32Array.of(80, NaN, NaN, NaN) } }, host);
    expect(one.findings.some(({ text }) => text.startsWith('Over one interval '))).toBe(true);
  });

  it('takes a process that some samples do not name as one that used nothing then', () => {
    const started = { name: 'late', values: Float32Array.of(NaN, NaN, 40, NaN) };
    const { processes, samples } = correct(
      { ...guest, processSeries: [guest.processSeries![0], started] },
      host,
    );
    const late = processes.find(({ name }) => name === 'late')!;
    expect([...late.measured]).toEqual([0, 0, expect.closeTo(0.2), NaN]);
    expect([...late.corrected]).toEqual([0, 0, expect.closeTo(samples[2].used / 4), NaN]);
  });

  it('compares nothing with a cell that is blank, rather than with the next one', () => {
    const swing = Float32Array.from({ length: 96 }, (_, k) => (k % 2 ? 90 : 20));
    // 36 of its 96 cells, most of them single ones.
    const blank = (k: number) => k % 8 === 1 || k % 8 === 4 || k % 8 === 5;
    const day = { ...guest, times: times(0, 96), measures: { busy: swing }, processSeries: [] };
    const same = {
      ...host,
      times: day.times,
      measures: { usedCores: swing.map((v, k) => (blank(k) ? NaN : v / 50)) },
    };
    const { samples, findings } = correct(day, same);
    const { intervals, measured, used } = meansOf(samples);
    expect(intervals).toBe(60);
    expect(measured).toBeCloseTo(used, 6);
    expect(findings.some(({ text }) => /^Over 60 intervals .*: 0\.0 points too much/.test(text))).toBe(true);
    expect(samples.filter((_, k) => blank(k)).every((s) => Number.isNaN(s.used))).toBe(true);
  });

  it('takes the means of several series over the same intervals', () => {
    expect(meansTogether(Float64Array.of(1, NaN, 3, 100), Float64Array.of(2, 50, 4, NaN))).toEqual([2, 3]);
    expect(meansTogether(Float64Array.of(NaN, 1), Float64Array.of(1, NaN))).toEqual([NaN, NaN]);
  });

  it('charges a process nothing for samples that name others only', () => {
    const own = {
      ...guest,
      times: times(0, 6),
      measures: {},
      facts: { cores: 1 },
      processSeries: [
        { name: 'A', values: Float32Array.of(50, NaN, 50, 50, NaN, 50) },
        { name: 'B', values: new Float32Array(6).fill(10) },
      ],
    };
    const usedCores = Float32Array.of(0.6, 0.1, 0.6, 0.6, 0.1, 0.6);
    const correctedOf = (log: Recording, theirs: Recording) =>
      Object.fromEntries(
        correct(log, theirs).processes.map(({ name, corrected }) => [
          name,
          [...corrected].map((v) => +v.toFixed(6)),
        ]),
      );
    const theirs = { ...host, times: own.times, measures: { usedCores } };
    expect(correctedOf(own, theirs)).toEqual({
      A: [0.5, 0, 0.5, 0.5, 0, 0.5],
      B: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
    });
    // A host that logs less often: A ran in two of each three samples.
    const seldom = {
      ...host,
      times: times(0, 2, 45_000),
      measures: { usedCores: Float32Array.of(0.5, 0.5) },
    };
    expect(correctedOf(own, seldom).A[0]).toBeCloseTo((0.5 * 100) / 130, 6);
  });

  it('shows nothing where neither a total nor a process was logged', () => {
    const own = { ...guest, measures: {} };
    own.processSeries = guest.processSeries!.map(({ name, values }) => ({
      name,
      values: values.map((v, k) => (k === 1 ? NaN : v)),
    }));
    const { samples } = correct(own, host);
    expect(samples.map(({ measured }) => Number.isNaN(measured))).toEqual([false, true, false, false]);
    expect(meansOf(samples).intervals).toBe(3);
  });

  it('lets a sample stand for a row that was not logged at all, as rate counters do', () => {
    const at = [0, 1, 2, 4, 5, 6];
    const gap = {
      ...host,
      times: Float64Array.from(at, (k) => 15_000 * k),
      measures: { usedCores: Float32Array.from(at, (k) => k / 10) },
    };
    const even = { ...guest, times: times(0, 7), measures: { busy: new Float32Array(7) }, processSeries: [] };
    expect(correct(even, gap).samples.map(({ used }) => +used.toFixed(2))).toEqual([
      0, 0.05, 0.1, 0.2, 0.2, 0.25, 0.3,
    ]);
  });

  it('mends logs whose parts were appended out of order', () => {
    const order = [2, 3, 0, 1];
    const moved = (values: Float32Array) => Float32Array.from(order, (i) => values[i]);
    const jumbled = {
      ...guest,
      times: Float64Array.from(order, (i) => guest.times[i]),
      measures: { busy: moved(guest.measures.busy!) },
      processSeries: guest.processSeries!.map(({ name, values }) => ({ name, values: moved(values) })),
    };
    expect(correct(jumbled, host).samples).toEqual(correct(guest, host).samples);
    const backwards = { ...guest, times: guest.times.toReversed() };
    expect(correct(backwards, { ...host, times: host.times.toReversed() }).samples).toHaveLength(4);
  });

  it('says which guest was taken where the names are not alike, unless a person chose it', () => {
    const taken = (options = {}) =>
      correct(guest, { ...host, server: 'WEB9' }, options).findings.filter(({ text }) => /WEB9/.test(text));
    expect(taken()).toMatchObject([{ level: 'guess', where: 'esx.csv' }]);
    expect(taken({ chosen: true })).toEqual([]);
    expect(correct(guest, host).findings.some(({ text }) => /taken to be/.test(text))).toBe(false);
  });

  it('asks nothing about the clock of figures that were typed in', () => {
    const even = { ...guest, measures: { busy: Float32Array.of(80, 80, 60, NaN) } };
    const { findings } = correct(even, typedHost(even, 2, { used: 0.25, ready: 0.1 }));
    expect(findings.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('becomes a table that a spreadsheet reads', () => {
    const named = {
      ...guest,
      processSeries: [{ name: '=cmd', values: Float32Array.of(120, 120, 120, NaN) }],
    };
    const lines = correctionToCsv(correct(named, host)).split('\r\n');
    expect(lines[0]).toContain("'=cmd shown %");
    expect(lines[1]).toBe('1970-01-01 00:00:00,80,50,20,60,50');
    expect(lines[4]).toBe('1970-01-01 00:00:45,,20,20,,');
    const correction = correct(named, host);
    const [head, first] = correctionToCsv(correction, rangesOf(correction, DEFAULT_ASSUMPTIONS)).split(
      '\r\n',
    );
    expect(head).toMatch(/cmd from %/);
    expect(first).toMatch(/^1970-01-01 00:00:00,80,50,20,60,50,[\d.]+,63\.\d+$/);
  });

  it('lays the logs over each other by UTC where both zones are known, and says so where not', () => {
    const zoned = { ...guest, times: times(7_200_000, 4), zone: { name: 'CEST', biasMinutes: -120 } };
    const utc = { ...host, zone: { name: 'UTC', biasMinutes: 0 } };
    expect(correct(zoned, utc).samples).toHaveLength(4);
    expect(correct(guest, host).findings.some((f) => /distance from UTC/.test(f.text))).toBe(true);
    expect(() => correct(zoned, utc, { shiftMs: 0 })).toThrow(/never overlap/);
    expect(correct({ ...zoned, zone: undefined }, utc).findings[0].text).toMatch(
      /only so do the logs overlap/,
    );
  });

  it('refuses logs that lack what is needed', () => {
    expect(() => correct({ ...guest, measures: {}, processSeries: [] }, host)).toThrow(/no % Processor Time/);
    expect(() => correct(guest, { ...host, measures: {} })).toThrow(/no % Used of DB01/);
  });
});

describe('clocks that differ', () => {
  const wave = (k: number) => 40 + 35 * Math.sin(k / 7) + 10 * Math.sin(k / 2.3);
  const long = 240;
  const busy = Float32Array.from({ length: long }, (_, k) => wave(k));
  const used = busy.map((v) => v / 100);
  const own: Recording = { ...guest, times: times(7_200_000, long, 60_000), measures: { busy } };
  const theirs: Recording = { ...host, times: times(0, long, 60_000), measures: { usedCores: used } };

  it('zones say it where both logs name one', () => {
    const zone = (biasMinutes: number) => ({ zone: { name: '', biasMinutes } });
    expect(guessShift({ ...own, ...zone(-120) }, { ...theirs, ...zone(0) })).toEqual({
      ms: 7_200_000,
      how: 'both zones',
    });
  });

  it('where not, the shift under which the logs look alike is guessed', () => {
    expect(guessShift(own, theirs)).toEqual({ ms: 7_200_000, how: 'likeness' });
    expect(guessShift({ ...own, times: theirs.times }, theirs)).toEqual({ ms: 0, how: 'same clock' });
  });

  it.each([
    ['newest first', (k: number) => long - 1 - k],
    ['shuffled', (k: number) => (k * 77) % long],
  ])('they are found whatever the order of the rows (%s)', (_, place) => {
    const moved = (log: Recording): Recording => {
      const pick = <T extends Float32Array | Float64Array>(from: T) =>
        from.map((_v, k) => from[place(k)]) as T;
      const { busy: meter, usedCores } = log.measures;
      return {
        ...log,
        times: pick(log.times),
        measures: meter ? { busy: pick(meter) } : { usedCores: pick(usedCores!) },
      };
    };
    const late = { ...theirs, times: times(7_200_000 - 180_000, long, 60_000) };
    for (const [a, b] of [
      [moved(own), moved],
      [own, moved],
      [moved(own), (log: Recording) => log],
    ] as const) {
      expect(guessShift(a, b(theirs))).toEqual({ ms: 7_200_000, how: 'likeness' });
      expect(fittedShift(a, b(late), 0)).toBe(180_000);
    }
  });

  it('a clock that is three minutes off is found near the guess', () => {
    const late = { ...theirs, times: times(7_200_000 - 180_000, long, 60_000) };
    expect(fittedShift(own, late, 0)).toBe(180_000);
    expect(fittedShift({ ...own, measures: { busy: busy.map(() => 5) } }, late, 0)).toBeNull();
  });
});

describe('which guest of the host it is', () => {
  const hosts = ['web 01', 'DB01.example.com', 'mail-2'].map((server) => ({ ...host, server }));
  it.each([
    ['db01', 'DB01.example.com'],
    ['WEB01', 'web 01'],
    ['MAIL2', 'mail-2'],
    ['PRD-MAIL2.example.com', 'mail-2'],
    ['other', undefined],
  ])('%s is %s', (name, server) => {
    expect(likelyGuest(name, hosts)?.server).toBe(server);
  });
  it('none is taken where several names are as like', () => {
    const several = ['web01', 'web02', 'mail-2'].map((server) => ({ ...host, server }));
    expect(likelyGuest('WEB', several)).toBeUndefined();
    expect(likelyGuest('WEB', several.slice(1))?.server).toBe('web02');
  });
  it('is said where the names are only like each other', () => {
    const { findings } = correct({ ...guest, server: 'DB' }, host);
    expect(findings.map(({ text }) => text)).toContain('Its guest DB01 is taken to be DB.');
  });
  it('the only one is taken whatever its name', () => {
    expect(likelyGuest('other', [hosts[2]])?.server).toBe('mail-2');
  });
});

describe('how far off a process can be', () => {
  const simulate = async (change: Partial<Parameters<typeof correctionUncertainty>[0]>, replications = 60) =>
    (await correctionUncertainty(
      { ...DEFAULT_ASSUMPTIONS, used: 0.2, ready: 0.2, windowS: 60, ...change },
      await openLocalHost(),
      { replications },
    ))!;

  it('is noise about nothing for a guest that always has work', async () => {
    const u = await simulate({ used: 0.5, ready: 0.5 });
    expect(u.kind).toBe('always ready');
    expect(Math.abs(u.bias.mean)).toBeLessThan(4 * u.bias.se);
    expect(u.biased).toBe(false);
    expect(u.low).toBeLessThan(0);
    expect(u.high).toBeGreaterThan(0);
    expect(u.host.neighbours).toBe(1);
    expect(u.host.ready).toBeCloseTo(0.5, 1);
  });

  it('is noise about nothing for a guest that does not wait', async () => {
    const u = await simulate({ used: 0.3, ready: 0 });
    expect([u.kind, u.biased, u.host.neighbours]).toEqual(['undisturbed', false, 0]);
    expect(u.host.used).toBeCloseTo(0.3, 1);
  });

  // The first of the J rows: one neighbour that never waits, and waits of 20 ms.
  it.each([
    ['thread-first', 0.4379, 200, 1, 0.2246, 0.7847, 0.0431],
    ['idle-first', 0.0234, 200, 1, 0.2246, 0.7847, 0.0431],
  ] as const)(
    'is what the closed rows say where bursts restart the slice (%s, B shown %f)',
    async (order, shown, burstMs, shortMs, used, usedAndReady, truth) => {
      // Kind B is nine bursts of ten; what is watched is the other, A.
      const u = await simulate(
        { order, burstMs, shortMs, tickMs: 10, used, ready: usedAndReady - used, windowS: 60 },
        200,
      );
      expect(u.kind).toBe('bursts restart the slice');
      expect(u.host.used).toBeCloseTo(used, 1);
      expect(u.share.truth / u.host.used).toBeCloseTo(1 - truth, 1);
      expect(u.share.corrected / u.host.used).toBeCloseTo(1 - shown, 1);
      expect(u.biased).toBe(true);
    },
  );

  it('grows where the intervals of the log are short', async () => {
    const [brief, long] = [await simulate({ windowS: 5 }), await simulate({ windowS: 120 })];
    expect(brief.high - brief.low).toBeGreaterThan(2 * (long.high - long.low));
  });

  it('says so where the assumptions cannot give what was measured', async () => {
    const u = await simulate({ used: 0.02, ready: 0.9, neighbours: 1 });
    expect(mismatch(u)).toMatch(/not the 2\.0 % and 90\.0 %/);
    expect(mismatch(await simulate({}))).toBeNull();
  });

  it('has nothing to say of a guest that was charged nothing', async () => {
    expect(
      await correctionUncertainty(
        { ...DEFAULT_ASSUMPTIONS, used: 0, ready: 0.2, windowS: 60 },
        await openLocalHost(),
      ),
    ).toBeNull();
  });

  it('takes what the meter shows beyond % Used for ready where the host does not tell, and says so', () => {
    const result = correct(guest, { ...host, measures: { usedCores: host.measures.usedCores } });
    // Over the three intervals of which both logs tell: used 0.5, 0.4 and 0.3 of the guest.
    expect(caseOf(result, DEFAULT_ASSUMPTIONS).ready).toBeCloseTo(0.8 - 0.4);
    expect(result.findings.some(({ text }) => /no % Ready/.test(text))).toBe(true);
  });

  it('takes the mean figures and the distance of the samples from the logs', () => {
    expect(caseOf(correct(guest, host), DEFAULT_ASSUMPTIONS)).toMatchObject({
      used: expect.closeTo(0.35),
      ready: expect.closeTo(0.2),
      windowS: 15,
    });
  });
});

describe('assumptions in a link', () => {
  it('come back as they went, and only what differs goes', () => {
    const changed = { ...DEFAULT_ASSUMPTIONS, burstMs: 200, order: 'idle-first' as const, neighbours: 3 };
    expect(writeAssumptions(changed)).toBe('burstMs=200;order=idle-first;neighbours=3');
    expect(readAssumptions(writeAssumptions(changed))).toEqual(changed);
    expect(writeAssumptions(DEFAULT_ASSUMPTIONS)).toBe('');
  });
  it('keep their default where what is given is not allowed', () => {
    expect(readAssumptions('burstMs=-4;neighbours=2.5;order=pigeon;x=1;sliceMs=')).toEqual(
      DEFAULT_ASSUMPTIONS,
    );
  });
});
