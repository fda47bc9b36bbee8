import { describe, expect, it } from 'vitest';
import { withAssumedUse } from '../../src/estate/assume';
import { assemble } from '../../src/estate/assemble';
import type { Aggregate } from '../../src/estate/estate';
import { InputError } from '../../src/estate/finding';
import { slotLabel } from '../../src/estate/grid';
import { guessMemory } from '../../src/estate/guesses';
import type { Reading, Recording } from '../../src/estate/recording';
import { sampleReading } from '../../src/estate/sample';

const OPTIONS = { slotMinutes: 5, align: 'wall', aggregate: 'mean', edits: {} } as const;
const DAY = 86_400_000;

function recording(
  server: string,
  start: number,
  values: number[],
  more: Partial<Recording> = {},
): Recording {
  return {
    server,
    source: `${server}.csv`,
    times: Float64Array.from(values, (_, i) => start + i * 300_000),
    measures: { busy: Float32Array.from(values) },
    facts: {},
    processes: [],
    ...more,
  };
}
const reading = (...recordings: Recording[]): Reading => ({
  name: 'x.csv',
  format: 'test',
  bytes: 0,
  rows: 0,
  columns: 0,
  recordings,
  counters: [],
  findings: [],
});

describe('several files make one estate', () => {
  it('puts all servers on one grid by wall clock', () => {
    const estate = assemble(
      [reading(recording('A', 0, [1, 2])), reading(recording('B', 600_000, [3, 4]))],
      OPTIONS,
    );
    expect(estate.grid.slots).toBe(4);
    expect([...estate.guests[0].measures.busy!]).toEqual([1, 2, NaN, NaN]);
    expect([...estate.guests[1].measures.busy!]).toEqual([NaN, NaN, 3, 4]);
  });

  it('joins what files say of one server: each fills the holes of the others, and the worse counts where both speak', () => {
    const memory = recording('A', 300_000, [9, 9], { measures: { availableMiB: Float32Array.of(100, 90) } });
    const estate = assemble(
      [reading(recording('A', 0, [1, 2])), reading(memory), reading(recording('A', 300_000, [7, 8]))],
      OPTIONS,
    );
    expect(estate.guests).toHaveLength(1);
    expect([...estate.guests[0].measures.busy!]).toEqual([1, 7, 8]);
    expect([...estate.guests[0].measures.availableMiB!]).toEqual([NaN, 100, 90]);
  });

  it('joins names whatever their case, and leaves out servers that only have facts', () => {
    const facts = recording('db01', 0, [], { measures: {}, facts: { cores: 4 } });
    const stray = recording('ELSEWHERE', 0, [], { measures: {}, facts: { cores: 2 } });
    const estate = assemble([reading(recording('DB01', 0, [1, 2])), reading(facts, stray)], OPTIONS);
    expect(estate.guests.map((g) => [g.name, g.facts.cores])).toEqual([['DB01', 4]]);
    const { leftOut, findings } = withAssumedUse(estate, { usualUse: { other: 25 } });
    expect(leftOut.map(({ guest }) => guest)).toEqual(['ELSEWHERE']);
    expect(findings.some((f) => f.where === 'ELSEWHERE' && /left out/.test(f.text))).toBe(true);
  });

  it('folds servers measured on different days by time of day, keeping the worst day', () => {
    const first = recording('A', 5 * DAY, [10, 20]);
    const second = recording('B', 9 * DAY + 300_000, [30, 40]);
    const both = assemble([reading(first, second)], { ...OPTIONS, align: 'time-of-day' });
    expect(both.grid.slots).toBe(288);
    expect([...both.guests[0].measures.busy!.slice(0, 3)]).toEqual([10, 20, NaN]);
    expect([...both.guests[1].measures.busy!.slice(0, 3)]).toEqual([NaN, 30, 40]);
  });

  it('starts the week on Monday', () => {
    const monday = Date.UTC(2026, 2, 2, 1, 0);
    const estate = assemble([reading(recording('A', monday, [10, 20]))], {
      ...OPTIONS,
      align: 'time-of-week',
    });
    expect(estate.guests[0].measures.busy![12]).toBe(10);
    expect(slotLabel(estate.grid, 12)).toBe('Mon 01:00:00');
  });

  it('takes one moment for the whole window and says so', () => {
    const table = recording('T', NaN, [50], { times: new Float64Array(1) });
    const estate = assemble([reading(table, recording('A', 0, [1, 2, 3]))], OPTIONS);
    expect([...estate.guests[0].measures.busy!]).toEqual([50, 50, 50]);
    expect(estate.findings.some((f) => f.where === 'T' && /One moment/.test(f.text))).toBe(true);
  });

  it('refuses a slot that does not divide a day, and a window of too many slots', () => {
    const a = reading(recording('A', 0, [1, 2]), recording('B', 300 * DAY, [1, 2]));
    expect(() => assemble([a], { ...OPTIONS, align: 'time-of-day', slotMinutes: 7 })).toThrow(InputError);
    expect(() => assemble([a], { ...OPTIONS, slotMinutes: 0.1 })).toThrow(/time of day/);
  });

  it('speaks up when files come from different time zones', () => {
    const zone = (name: string, biasMinutes: number) => ({ zone: { name, biasMinutes } });
    const estate = assemble(
      [reading(recording('A', 0, [1, 2], zone('x', 0)), recording('B', 0, [1, 2], zone('y', -480)))],
      OPTIONS,
    );
    expect(estate.findings.some((f) => f.where === 'time zones')).toBe(true);
  });
});

describe('what counters cannot tell', () => {
  it('is guessed, marked, and gives way to what a person types', () => {
    const a = recording('A', 0, [1, 2], {
      measures: { busy: Float32Array.of(1, 2), availableMiB: Float32Array.of(1500, 1800) },
    });
    const guessed = assemble([reading(a)], OPTIONS).guests[0];
    expect(guessed.facts.memory).toBe(2048);
    expect(guessed.guessed.has('memory')).toBe(true);
    const typed = assemble([reading(a)], { ...OPTIONS, edits: { A: { memory: 4096, cores: 2 } } }).guests[0];
    expect(typed.facts).toMatchObject({ memory: 4096, cores: 2 });
    expect(typed.guessed.has('memory')).toBe(false);
  });

  it('installed memory is the smallest usual size that leaves a tenth in use', () => {
    expect(guessMemory(Float32Array.of(100))).toBe(256);
    expect(guessMemory(Float32Array.of(7638, NaN))).toBe(12288);
    expect(guessMemory(Float32Array.of(7000))).toBe(8192);
    expect(guessMemory(undefined)).toBeNull();
    expect(guessMemory(Float32Array.of(NaN))).toBeNull();
  });

  it('contradictions between files are told', () => {
    const a = recording('A', 0, [1, 2], { facts: { cores: 2 } });
    const b = recording('A', 0, [1, 2], { facts: { cores: 4 } });
    const estate = assemble([reading(a), reading(b)], OPTIONS);
    expect(estate.guests[0].facts.cores).toBe(4);
    expect(
      estate.findings.some((f) => /cores is 2 in A\.csv and 4 in A\.csv; the larger is used/.test(f.text)),
    ).toBe(true);
  });
});

describe('what a person typed for a machine', () => {
  it.each([
    ['with its domain', 'web01.corp.example'],
    ['in capitals', 'WEB01'],
  ])('under its name %s stays when a file calls it otherwise', (_, typed) => {
    const named = reading(recording(typed, 0, [1, 2]));
    const short = reading(recording('web01', 0, [1, 2]));
    const options = { ...OPTIONS, edits: { [typed]: { cores: 7 } } };
    for (const readings of [[named], [named, short], [short, named]]) {
      const { guests } = assemble(readings, options);
      expect(guests.map(({ facts }) => facts.cores)).toEqual([7]);
    }
  });

  it('under the name that is shown goes before what was typed under another', () => {
    const readings = ['web01.corp.example', 'web01'].map((name) => reading(recording(name, 0, [1, 2])));
    const edits = { web01: { cores: 2 }, 'web01.corp.example': { cores: 7, memory: 512 } };
    const [{ facts }] = assemble(readings, { ...OPTIONS, edits }).guests;
    expect([facts.cores, facts.memory]).toEqual([2, 512]);
  });
});

describe('thin data is told', () => {
  const long = Array.from({ length: 120 }, (_, k) => 10 + (k % 5));
  const late = (start: number, count: number) => recording('LATE', start, long.slice(0, count));
  const thin = (estate: ReturnType<typeof assemble>) =>
    estate.findings.filter(({ text }) => text.includes('95th percentile stands in'));

  it('a server that is missing in more than a tenth of the slots, and what to do about it', () => {
    const estate = assemble([reading(recording('FULL', 0, long), late(20 * 300_000, 100))], OPTIONS);
    expect(thin(estate)).toMatchObject([
      { level: 'warning', where: 'LATE', fix: expect.stringContaining('time of day') as string },
    ]);
  });

  it('and none that is missing in fewer', () => {
    expect(thin(assemble([reading(recording('FULL', 0, long), late(10 * 300_000, 110))], OPTIONS))).toEqual(
      [],
    );
  });

  it('fewer than 100 samples, by name', () => {
    const estate = assemble(
      [reading(recording('FULL', 0, long), recording('FEW', 0, long.slice(0, 99)))],
      OPTIONS,
    );
    expect(estate.findings.filter(({ text }) => text.startsWith('Fewer than 100'))).toMatchObject([
      { level: 'warning', where: 'FEW' },
    ]);
  });

  it('fewer than 100 slots, or samples in a slot, where a percentile is of them', () => {
    const full = reading(recording('FULL', 0, long));
    const told = (slotMinutes: number, aggregate: Aggregate) =>
      assemble([full], { ...OPTIONS, slotMinutes, aggregate })
        .findings.filter(({ text }) => text.startsWith('Fewer than 100'))
        .map(({ level, where, text }) => [level, where, text.slice(15).split(/[ :]/)[0]]);
    expect(told(5, 'mean')).toEqual([]);
    expect(told(10, 'mean')).toEqual([['info', 'FULL', 'slots']]);
    expect(told(10, 'p95')).toEqual([
      ['info', 'FULL', 'slots'],
      ['info', 'FULL', 'samples'],
    ]);
    // All 120 samples in one slot: enough for a percentile of them, and there is none over slots.
    expect(told(600, 'p95')).toEqual([]);
  });
});

describe('the sample estate', () => {
  it('is the same each time, about 60 servers over one day, and says that it is synthetic', () => {
    const one = assemble([sampleReading()], OPTIONS);
    const two = assemble([sampleReading()], OPTIONS);
    expect(one.guests).toHaveLength(63);
    expect(one.grid.slots).toBe(288);
    expect(one).toEqual(two);
    expect(one.findings.some((f) => /synthetic/.test(f.text))).toBe(true);
    for (const guest of one.guests)
      for (const v of guest.measures.busy!) expect(v >= 0 && v <= 100).toBe(true);
  });
});
