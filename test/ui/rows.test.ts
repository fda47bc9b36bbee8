import { describe, expect, it } from 'vitest';
import { UNKNOWN_FACTS } from '../../src/estate/guest';
import type { GuestRow } from '../../src/placement/guest-row';
import { FACT_FIELDS, readFact } from '../../src/ui/fold/guests/fields';
import { search, sorted, type Row } from '../../src/ui/fold/guests/rows';

const row = (name: string, peak: number, memory: number | null, image = ''): Row => ({
  guest: {
    name,
    facts: { ...UNKNOWN_FACTS, memory, image },
    guessed: [],
    coverage: 1,
    samples: 288,
    spark: new Float32Array(0),
    mean: peak / 2,
    p95: peak,
    p95Of: 288,
    peak,
    memoryNeed: null,
    netSpeedUp: null,
  } satisfies GuestRow,
  host: '',
  marks: [],
});
const names = (rows: readonly Row[]): string[] => rows.map((r) => r.guest.name);

describe('the guest table', () => {
  const rows = [row('WEB10', 2, 4096), row('WEB9', 3, null), row('DB1', NaN, 8192, 'Windows 2003')];

  it('sorts names as people count: 9 before 10', () => {
    expect(names(sorted(rows, { key: 'name', down: false }))).toEqual(['DB1', 'WEB9', 'WEB10']);
  });

  it('puts what is not known last, up or down', () => {
    expect(names(sorted(rows, { key: 'peak', down: true }))).toEqual(['WEB9', 'WEB10', 'DB1']);
    expect(names(sorted(rows, { key: 'peak', down: false }))).toEqual(['WEB10', 'WEB9', 'DB1']);
    expect(names(sorted(rows, { key: 'memory', down: true })).at(-1)).toBe('WEB9');
  });

  it('finds rows that hold every word, in any case and in any field', () => {
    expect(names(search(rows, 'web 10'))).toEqual(['WEB10']);
    expect(names(search(rows, 'windows'))).toEqual(['DB1']);
    expect(names(search(rows, ''))).toHaveLength(3);
  });
});

describe('a fact that is typed', () => {
  const field = (id: string) => FACT_FIELDS.find((f) => f.id === id)!;

  it('is a number within its range, with or without separators', () => {
    expect(readFact(field('memory'), ' 16,384 ')).toEqual({ value: 16384 });
    expect(readFact(field('rating'), '2,6')).toEqual({ value: 2.6 });
  });

  it('may be emptied only where emptiness has a meaning', () => {
    expect(readFact(field('memory'), '')).toEqual({ value: null });
    expect(readFact(field('cores'), '')).toHaveProperty('wrong');
  });

  it('says what was got and what was expected', () => {
    expect(readFact(field('cores'), '0')).toEqual({
      wrong: 'Cores: expected a whole number from 1 to 4096, got 0.',
    });
    expect(readFact(field('cores'), 'two')).toEqual({ wrong: 'Cores: expected a number, got “two”.' });
  });
});
