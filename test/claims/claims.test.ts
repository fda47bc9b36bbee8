import { describe, expect, it } from 'vitest';
import { CLAIMS, runClaims } from '../../src/claims';
import { computed, isWithin, judge } from '../../src/claims/claim';
import { PRESETS } from '../../src/dispatch/presets';
import { openLocalHost } from '../../src/dispatch/local';
import { METER_PRESETS } from '../../src/sampling/presets';

const rows = await runClaims(CLAIMS, await openLocalHost());

describe('the paper, checked', () => {
  it('has every claim from 1 to 36 once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, i) => i + 1));
  });

  it.each(rows.map((row) => [row.number, row.title, row] as const))(
    'finds for claim %i (%s) the verdict recorded',
    (_, __, row) => {
      expect(row.verdict, JSON.stringify(row.checks, null, 1)).toBe(row.recorded);
      // What refutes a claim is its headline; everything said beside it must hold.
      const [headline, ...others] = row.checks;
      expect(headline.holds).toBe(row.verdict !== 'not reproduced');
      for (const other of others) expect(other, other.label).toMatchObject({ holds: true });
      expect(row.conditions.length).toBeGreaterThan(20);
    },
  );

  it('says under which conditions the 65 % of Shelden come out, and that this validates nothing', () => {
    const row = rows.find(({ number }) => number === 24)!;
    expect(row.found.mean).toBeCloseTo(0.648, 2);
    expect(row.verdict).toBe('under conditions');
    expect(row.conditions).toMatch(/fixed slots.*not a validation/s);
  });

  it('leads only to presets that exist', () => {
    const presets = { dispatch: PRESETS.map(({ id }) => id), meter: METER_PRESETS.map(({ id }) => id) };
    for (const { view } of CLAIMS) if (view) expect(presets[view.view]).toContain(view.preset);
  });
});

describe('a verdict', () => {
  const claim = { best: 'reproduced' } as const;
  it('follows what was found', () => {
    expect(judge(claim, [computed('', 1, '', 0.9, 1.1)])).toBe('reproduced');
    expect(judge(claim, [computed('', 1.2, '', 0.9, 1.1)])).toBe('not reproduced');
    expect(judge(claim, [computed('', 1, '', 0.9, 1.1), computed('', 3, '', 0, 1)])).toBe('not reproduced');
    expect(judge({ best: 'cannot be checked' }, [])).toBe('cannot be checked');
  });
  it('allows four standard errors, and no figure that is missing', () => {
    const check = { label: '', unit: '', low: 0, high: 1 };
    expect(isWithin({ ...check, mean: 1.3, se: 0.1 })).toBe(true);
    expect(isWithin({ ...check, mean: 1.5, se: 0.1 })).toBe(false);
    expect(isWithin({ ...check, mean: NaN, se: NaN })).toBe(false);
  });
});
