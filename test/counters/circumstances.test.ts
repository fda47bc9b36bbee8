import { describe, expect, it } from 'vitest';
import { CONTENTIONS, contentionOf, eraOf } from '../../src/counters/circumstances';
import type { Contention, Era } from '../../src/counters/circumstances';
import { clockTicks } from '../../src/counters/clock-ticks';
import { correct } from '../../src/counters/correct';
import { rangesOf } from '../../src/counters/interval';
import { trustTable } from '../../src/counters/trust';
import { meterVerdict } from '../../src/counters/verdict';
import { recorded } from '../estate/recordings';
import { log, read } from '../intake/read';

const seen = (object: string, counter: string) => ({
  server: 'DB01',
  object,
  counter,
  instances: 1,
  measure: null,
});
const TOTAL = seen('Processor', '% Processor Time');
const PART = seen('Process', '% Processor Time');
const DISK = seen('PhysicalDisk', 'Avg. Disk sec/Transfer');
const RATE = seen('System', 'Context Switches/sec');
const LEVEL = seen('Memory', 'Available MBytes');
const QUEUE = seen('System', 'Processor Queue Length');
const SPEED = seen('Network Interface', 'Current Bandwidth');
const POWER = seen('Processor Information', '% of Maximum Frequency');
const trustOf = (counter: typeof TOTAL, contention: Contention, era: Era = 'not known') =>
  trustTable([counter], { contention, era })[0].trust;

describe('trust in a counter', () => {
  it.each([
    // [counter, not known, none, low, middling, high]
    [TOTAL, 'no', 'yes', 'with care', 'no', 'no'],
    [PART, 'with care', 'yes', 'with care', 'with care', 'with care'],
    [DISK, 'no', 'yes', 'with care', 'no', 'no'],
    [RATE, 'with care', 'yes', 'with care', 'with care', 'with care'],
    [QUEUE, 'with care', 'yes', 'with care', 'with care', 'with care'],
    [SPEED, 'with care', 'yes', 'with care', 'with care', 'with care'],
    [LEVEL, 'yes', 'yes', 'yes', 'yes', 'yes'],
    [POWER, 'no', 'with care', 'no', 'no', 'no'],
  ] as const)('%o depends on how long its guest waits', (counter, ...expected) => {
    const levels: Contention[] = ['not known', 'none', 'low', 'middling', 'high'];
    expect(levels.map((level) => trustOf(counter, level))).toEqual(expected);
    expect(trustOf(counter, 'physical')).toBe('yes');
  });

  it.each<[Era, string, string, string, string]>([
    // [era, total at low and high, part at low and high]
    ['xp', 'with care', 'no', 'with care', 'with care'],
    ['vista', 'with care', 'no', 'with care', 'with care'],
    ['2012', 'with care', 'no', 'yes', 'with care'],
    ['linux', 'with care', 'no', 'with care', 'with care'],
    ['steal', 'yes', 'with care', 'with care', 'with care'],
  ])('depends on the era: %s', (era, ...expected) => {
    expect([
      trustOf(TOTAL, 'low', era),
      trustOf(TOTAL, 'high', era),
      trustOf(PART, 'low', era),
      trustOf(PART, 'high', era),
    ]).toEqual(expected);
  });

  it('says what its era does with late ticks', () => {
    const words = (era: Era) => trustTable([TOTAL], { contention: 'high', era })[0].inVm;
    expect(words('2012')).toMatch(/Since Windows 8 ticks that a host puts in late are not counted/);
    expect(words('xp')).not.toMatch(/Windows 8/);
  });

  it.each([
    [0, 'none'],
    [0.0049, 'none'],
    [0.005, 'low'],
    [0.049, 'low'],
    [0.05, 'middling'],
    [0.1, 'middling'],
    [0.101, 'high'],
    [NaN, 'not known'],
  ])('of a guest that waited %d is that of one that waits "%s"', (waited, contention) => {
    expect(contentionOf(waited)).toBe(contention);
    expect(CONTENTIONS.some(({ value }) => value === contention)).toBe(true);
  });

  it('rests on a PERF type and on a source with its year, in each row', () => {
    const rows = trustTable([TOTAL, PART, DISK, RATE, QUEUE, POWER, LEVEL]);
    for (const { type, source } of rows) {
      expect(type).toMatch(/^PERF_/);
      expect(source).toMatch(/20\d\d/);
    }
    expect(trustTable([PART])[0].source).toMatch(/Friedman, Nov 2013.*bias them is ours/);
    expect(trustTable([TOTAL])[0].source).toMatch(/Apr 2018.*only its opening could be read/);
  });

  it.each([
    ['', 'DB01', 'columns with names of servers'],
    ['', 'cpu load', 'cpu load'],
    ['Processor', 'DB01', 'DB01'],
  ])('of object "%s" and counter "%s" is told of "%s"', (object, counter, told) => {
    expect(trustTable([seen(object, counter)])[0]).toMatchObject({ object, counter: told });
  });

  it('of clock interrupts is whole: they are the number of samples, and no power state', () => {
    const clock = seen('Processor Information', 'Clock Interrupts/sec');
    for (const { value } of CONTENTIONS) expect(trustOf(clock, value)).toBe('yes');
    expect(trustTable([clock])[0].type).toBe('PERF_COUNTER_COUNTER');
    expect(trustTable([seen('Processor Information', 'Idle Break Events/sec')])[0].type).toBe(
      'PERF_COUNTER_COUNTER',
    );
  });

  it('in memory names Hyper-V’s dynamic memory beside the balloon', () => {
    expect(trustTable([LEVEL])[0].inVm).toMatch(/balloon.*dynamic memory/);
  });
});

describe('the era of a log', () => {
  it.each<[Era, ReturnType<typeof seen>[]]>([
    ['2012', [TOTAL, seen('Processor Information', '% Processor Utility')]],
    ['2012', [seen('Prozessorinformationen', 'Prozessorauslastung (%)')]],
    ['2012', [seen('Process V2', '% Processor Time')]],
    ['vista', Array.from({ length: 10 }, (_, k) => seen('Processor Information', `Counter ${k}`))],
    ['not known', [seen('Processor Information', 'Clock Interrupts/sec'), TOTAL]],
    ['not known', [TOTAL, DISK]],
  ])('is %s', (era, counters) => {
    expect(eraOf(counters)).toBe(era);
  });
});

describe('clock interrupts', () => {
  const guest = (clock: number[], busy: number[], cores = 2) =>
    recorded(
      'DB01',
      clock.map((_, k) => 60_000 * k),
      { clockTicks: clock, busy },
      { facts: { cores } },
    );

  it('are read from a log, those of all processors together', async () => {
    const [recording] = (
      await read(
        log({
          'Processor Information(_Total)\\% Processor Time': [90, 90],
          'Processor Information(_Total)\\Clock Interrupts/sec': [112, 112],
          'Processor Information(0,0)\\Clock Interrupts/sec': [56, 56],
          'Processor Information(0,1)\\Clock Interrupts/sec': [56, 56],
        }),
      )
    ).recordings;
    expect([...recording.measures.clockTicks!]).toEqual([112, 112]);
    expect(clockTicks(recording, '2012')!.missing).toBeCloseTo(1 - 56 / 64, 6);
  });

  it.each<[string, Record<string, number[]>]>([
    ['the rate of all', { _Total: [225.2, 225.2] }],
    ['each', Object.fromEntries([0, 1, 2, 3].map((k) => [`0,${k}`, [56.3, 56.3]]))],
    ['one of them', { '0,0': [56.3, 56.3] }],
    ['each and all', { '0,0': [56.3, 56.3], _Total: [225.2, 225.2], '0,_Total': [225.2, 225.2] }],
  ])('are held against as many processors as the log lists: %s', async (_, rates) => {
    const busy = ['0', '1', '2', '3', '_Total'].map((k) => [`Processor(${k})\\% Processor Time`, [90, 90]]);
    const clock = Object.entries(rates).map(([k, rate]) => [
      `Processor Information(${k})\\Clock Interrupts/sec`,
      rate,
    ]);
    const [recording] = (await read(log(Object.fromEntries([...busy, ...clock])))).recordings;
    expect(clockTicks(recording, '2012')!.words).toMatch(/^Ticks missing: 12 % \(56\.3 a second/);
  });

  it('of a log that lists no processors are held against as many as its host tells', async () => {
    const path = (counter: string) => `Processor Information(_Total)\\${counter}`;
    const counters = { [path('% Processor Time')]: [90, 90], [path('Clock Interrupts/sec')]: [225.2, 225.2] };
    const [recording] = (await read(log(counters))).recordings;
    expect(clockTicks(recording, '2012')).toMatchObject({ missing: NaN, samples: 0 });
    expect(clockTicks(recording, '2012', 4)!.missing).toBeCloseTo(0.12, 2);
  });

  it('that are fewer than 64 a second for each processor are missing ticks', () => {
    const found = clockTicks(guest([112.64, 112.64], [90, 95]), '2012')!;
    expect(found.missing).toBeCloseTo(0.12, 6);
    expect(found.words).toMatch(/^Ticks missing: 12 % \(56\.3 a second for each processor where 64/);
  });

  it('count in busy samples alone where an idle processor skips them, and in all where it does not', () => {
    const calm = guest([20, 120, 128], [10, 79, 90]);
    expect(clockTicks(calm, '2012')).toMatchObject({ missing: 0, samples: 1 });
    expect(clockTicks(calm, 'not known')!.samples).toBe(1);
    const older = clockTicks(calm, 'vista')!;
    expect(older.samples).toBe(3);
    expect(older.missing).toBeCloseTo(1 - 268 / 3 / 128, 6);
    expect(clockTicks(guest([20], [10]), '2012')).toMatchObject({ samples: 0, missing: NaN });
  });

  it('that come faster than usual tell of no missing ones', () => {
    const fast = clockTicks(guest([2000], [90]), '2012')!;
    expect(fast.missing).toBeNaN();
    expect(fast.words).toMatch(/1000\.0 a second .* asked for a faster clock/);
    expect(clockTicks(guest([140], [90]), '2012')!.missing).toBe(0);
  });

  it('are not spoken of where no log has them', () => {
    expect(clockTicks(recorded('DB01', [0], { busy: [50] }), '2012')).toBeNull();
  });
});

describe('the verdict on a meter', () => {
  const counters = [TOTAL, PART, DISK, RATE, LEVEL, SPEED];
  const times = Array.from({ length: 10 }, (_, k) => 60_000 * k);
  const flat = (value: number) => times.map(() => value);
  const of = (measures: Readonly<Record<string, readonly number[]>>, busy = 60) => {
    const guest = recorded('DB01', times, { busy: flat(busy) }, { facts: { cores: 1 } });
    const correction = correct(guest, recorded('DB01', times, measures));
    const contention = contentionOf(correction.samples[0].ready);
    const rows = trustTable(counters, { era: 'not known', contention });
    return meterVerdict(correction, rangesOf(correction, { tickMs: 15.625, sliceMs: 50 }), rows);
  };

  it('comes in one sentence: how far off, and how many counters lie', () => {
    expect(of({ runCores: flat(0.524), ready: flat(12) })).toMatchObject({
      right: false,
      counters: 6,
      untrusted: 2,
      words: 'This guest’s meter is 7.6 points too high; of 6 counters 2 are not to be trusted.',
    });
    expect(of({ runCores: flat(0.65), ready: flat(12) }).words).toMatch(/5\.0 points too low/);
  });

  it('says of a guest that hardly waited that its meters are right, and no row says otherwise', () => {
    const verdict = of({ runCores: flat(0.6), usedCores: flat(0.78), ready: flat(0) });
    expect(verdict).toMatchObject({ right: true, untrusted: 0, contention: 'none' });
    expect(verdict.words).toMatch(
      /^This guest’s meters are right, to within \d+\.\d points: it waited for 0\.0 %/,
    );
    const rows = trustTable(counters, { era: 'not known', contention: 'none' });
    expect(rows.filter(({ trust }) => trust !== 'yes')).toEqual([]);
  });

  it('says so where only % Used is logged too, and not where the two logs cannot be of one guest', () => {
    expect(of({ usedCores: flat(0.78), ready: flat(0.1) }).right).toBe(true);
    expect(of({ runCores: flat(0.05), ready: flat(0) })).toMatchObject({
      right: false,
      words: expect.stringMatching(/55\.0 points too high/),
    });
  });

  it('of a physical machine is that its meters are right', () => {
    const rows = trustTable(counters, { era: 'not known', contention: 'physical' });
    expect(meterVerdict(null, null, rows, 'physical')).toMatchObject({ right: true, untrusted: 0 });
  });

  it('of a guest that is said to hardly wait needs no host’s log', () => {
    const rows = trustTable(counters, { era: 'not known', contention: 'none' });
    expect(meterVerdict(null, null, rows, 'none')).toMatchObject({ right: true, untrusted: 0 });
  });

  it('waits for the host’s log where there is none', () => {
    expect(meterVerdict(null, null, trustTable(counters)).words).toMatch(
      /its host’s log would tell; of 6 counters 2 are not to be trusted\.$/,
    );
  });
});
