import { describe, expect, it } from 'vitest';
import { CLAIMS, runClaims } from '../../src/claims';
import { privilegedFor, relativePerformance } from '../../src/claims/bars';
import { computed, isAsRecorded, isWithin, judge, knobsAt } from '../../src/claims/claim';
import { ARCHITECTURES } from '../../src/claims/layers';
import { LINE_OF_THOUGHT } from '../../src/claims/line';
import { TODAY } from '../../src/claims/today';
import { LAB_PRESETS } from '../../src/dispatch/lab-presets';
import { CUSTOM } from '../../src/dispatch/link';
import { openLocalHost } from '../../src/dispatch/local';
import { FIGURE_3 } from '../../src/overhead/classes';
import { PROFILES, parametersOf } from '../../src/overhead/profiles';
import { METER_PRESETS } from '../../src/sampling/presets';
import { faultsOfForms } from './forms';

const host = await openLocalHost();
const rows = await runClaims(CLAIMS, host);

describe('the paper, checked', () => {
  it('has every claim from 1 to 43 once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 43 }, (_, i) => i + 1));
  });

  it.each(rows.map((row) => [row.number, row.title, row] as const))(
    'finds for claim %i (%s) the verdict recorded',
    (_, __, row) => {
      expect(row.verdict, JSON.stringify(row.checks, null, 1)).toBe(row.recorded);
      expect(row.asRecorded).toBe(true);
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

  it('leads from each claim on to a view, and only to presets that exist', () => {
    expect(CLAIMS.filter(({ view, folds }) => !view && !folds)).toEqual([]);
    const presets = { dispatch: LAB_PRESETS.map(({ id }) => id), meter: METER_PRESETS.map(({ id }) => id) };
    for (const { view } of CLAIMS) if (view) expect([CUSTOM, ...presets[view.view]]).toContain(view.preset);
    for (const claim of CLAIMS)
      if (claim.view)
        expect(claim.view.shows(knobsAt(claim)).length, `claim ${claim.number}`).toBe(
          claim.view.beside ? 2 : 1,
        );
  });

  it('has something to turn in each claim, or says why there is nothing', () => {
    for (const { number, knobs = [], unvaried } of CLAIMS)
      expect(knobs.length > 0, `claim ${number}`).toBe(unvaried === undefined);
    expect(CLAIMS.filter(({ unvaried }) => unvaried).map(({ number }) => number)).toEqual([34]);
  });

  it('cite a place within a section: its paragraph by what it is about, a footnote, a figure, a formula', () => {
    for (const { section } of CLAIMS)
      expect(section).toMatch(/paragraphs? on |footnote|, on |figure \d|the (formula|inequality)/);
  });

  it('say what holds today, with a source, or that nobody looked', () => {
    for (const { today } of rows) expect(today).toMatch(/\(.{5,}\)$/);
    for (const known of TODAY.keys()) expect(rows.map(({ number }) => number)).toContain(known);
  });

  const quoted = CLAIMS.flatMap(({ number, quotes = [] }) => quotes.map((quote) => ({ number, ...quote })));
  it.each(quoted)(
    'quotes in claim $number what is found: $says ($label)',
    ({ number, says, label, times }) => {
      const row = rows.find((each) => each.number === number)!;
      const found = row.checks.find((check) => check.label === label)!.mean * (times ?? 1);
      const [figure] = /[\d.]+/.exec(says)!;
      expect(`${row.expected} ${row.conditions}`).toContain(says);
      expect(found.toFixed(figure.split('.')[1]?.length ?? 0)).toBe(figure);
    },
  );

  it('attribute no figure for f to the paper', () => {
    for (const { claim } of CLAIMS) expect(claim).not.toMatch(/0\.1 %|in a thousand/);
    for (const { expected, conditions } of CLAIMS)
      if (/0\.1 %/.test(expected + conditions)) expect(conditions).toMatch(/\bours?\b/);
  });

  it('tell apart what could not have come out otherwise', () => {
    const made = rows.filter(({ verdict }) => verdict === 'by construction').map(({ number }) => number);
    expect(made).toEqual([5, 6, 7, 8, 9, 10, 18, 20, 23, 27, 38, 43]);
  });
});

describe('how a figure comes about', () => {
  it('is said of every figure', () => {
    for (const { number, checks } of rows)
      for (const { label, how } of checks) expect(how, `claim ${number}, ${label}`).toBeTruthy();
  });

  it('is a closed form whose numbers come to what it says, and that is what is expected', () => {
    expect(rows.flatMap(({ checks }) => faultsOfForms(checks))).toEqual([]);
  });

  it('is said with the number of runs behind what was simulated', () => {
    const runs = (number: number) =>
      rows.find((row) => row.number === number)!.checks.map((check) => check.runs);
    expect(runs(14)).toEqual([30, 30, 30]);
    expect(runs(16)[0]).toBe(30);
    expect(runs(27)).toEqual([undefined, 200, undefined]);
    expect(runs(28).slice(0, 2)).toEqual([5, 50]);
    expect(runs(9)).toEqual([undefined, undefined]);
  });
});

describe('the line of thought', () => {
  it('tells each claim once, in the section that it is from', () => {
    expect(LINE_OF_THOUGHT.flatMap(({ claims }) => claims).sort((a, b) => a - b)).toEqual(
      CLAIMS.map(({ number }) => number),
    );
    for (const { section, claims } of LINE_OF_THOUGHT)
      for (const number of claims) {
        const of = CLAIMS.find((claim) => claim.number === number)!.section;
        if (!of.startsWith('footnote'))
          expect(of.startsWith(section.split(' ').at(-1)!), `${number}`).toBe(true);
      }
  });
  it('follows things through layers that there are', () => {
    for (const { layers, ways } of ARCHITECTURES)
      for (const { through } of Object.values(ways))
        for (const id of through) expect(layers.map((layer) => layer.id)).toContain(id);
  });
});

describe('figure 3', () => {
  it('gives the very bar with the fraction of emulated instructions that is worked out for it', () => {
    const hosted = parametersOf(PROFILES.hosted);
    for (const { class: of, native, vmware } of FIGURE_3) {
      const privileged = privilegedFor(of, vmware / native, hosted);
      expect(relativePerformance(of, { ...hosted, privileged })).toBeCloseTo(vmware / native, 9);
    }
  });
});

describe('a claim that is refuted', () => {
  const claim = { recorded: 'not reproduced', instead: { low: 0.6, high: 0.7 } } as const;
  const beside = (mean: number, other = 1) => [computed('', mean, '', 0, 0.1), computed('', other, '', 0, 2)];
  it('stays as recorded only by the very figure that refutes it', () => {
    expect(isAsRecorded(claim, beside(0.65), 'not reproduced')).toBe(true);
    expect(isAsRecorded(claim, beside(0.9), 'not reproduced')).toBe(false);
    expect(isAsRecorded(claim, beside(NaN), 'not reproduced')).toBe(false);
    expect(isAsRecorded(claim, beside(0.65, 5), 'not reproduced')).toBe(false);
    expect(isAsRecorded(claim, beside(0.05), 'reproduced')).toBe(false);
    expect(isAsRecorded({ recorded: 'not reproduced' }, beside(0.65), 'not reproduced')).toBe(false);
  });
});

describe('a claim that cannot be checked', () => {
  it('is as recorded only while what is checked beside it holds', () => {
    const claim = { recorded: 'cannot be checked' } as const;
    expect(isAsRecorded(claim, [computed('', 1, '', 0, 2)], 'cannot be checked')).toBe(true);
    expect(isAsRecorded(claim, [computed('', 3, '', 0, 2)], 'cannot be checked')).toBe(false);
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
    expect(isWithin({ ...check, mean: 1.001, se: 0.1, strict: true })).toBe(false);
    expect(isWithin({ ...check, mean: NaN, se: NaN })).toBe(false);
  });
});
