import { describe, expect, it, test } from 'vitest';
import { FACTS, FACT_IDS } from '../../src/estate/fact-fields';
import { toHash } from '../../src/scenario/link';
import { openDocument, scenarioToJson } from '../../src/scenario/document';
import { fromHash, parseScenario } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO, withSample, type Scenario } from '../../src/scenario/scenario';
import { CURRENT, VERSIONS } from '../../src/scenario/versions';

const HOST = { cores: 4, rating: 2 };
const refused = (given: object) => parseScenario({ version: CURRENT, ...given }, 'x').findings;

describe('a choice may go as far as its limit and no further', () => {
  const kinds = (n: number) => Array.from({ length: n }, () => HOST);
  const letters = (n: number) => 'x'.repeat(n);
  /** A hundred years in minutes, each taken for 366 days. */
  const CENTURY = 52_704_000;
  test.each<[keyof Scenario, (value: number) => unknown, number, number]>([
    ['hosts', kinds, 1, 100],
    ['failures', (n) => n, 0, 100],
    ['slotMinutes', (n) => n, 1, 10_080],
    ['meter', letters, 0, 4000],
    ['dispatch', letters, 0, 100_000],
    ['mend', letters, 0, 1000],
    ['sheets', letters, 0, 10_000],
    ['paper', letters, 0, 4000],
    ['decide', letters, 0, 4000],
    ['typed', (n) => ({ shown: n, used: null, ready: 0 }), 0, 100],
    ['typed', (n) => ({ shown: null, used: n, ready: 0 }), 0, 100],
    ['typed', (n) => ({ shown: null, used: 0, ready: n }), 0, 100],
    ['seed', (n) => n, 0, 2_147_483_647],
    ['work', (n) => n, 1, NaN],
    ['exactly', (n) => n, 1, 100_000],
    ['seconds', (n) => n, 0, 3600],
    ['shifts', (n) => ({ 'a.csv': n }), -CENTURY, CENTURY],
    ['ceilings', (n) => ({ cpu: n }), 1, 100],
    ['assumeUse', (n) => ({ other: n }), 0, 100],
    ['growth', (n) => ({ web: n }), -100, 1000],
    ['rescheduled', (n) => ({ DB: { from: n, minutes: 1, by: 1 } }), 0, 1439],
    ['rescheduled', (n) => ({ DB: { from: 0, minutes: n, by: 1 } }), 1, 720],
    ['rescheduled', (n) => ({ DB: { from: 0, minutes: 1, by: n } }), -720, 720],
    ['thresholds', (n) => ({ interruptShare: n, transfersPerGHz: 0, networkPerGHz: 0 }), 0, NaN],
    // NaN: without a limit.
  ])('%s', (field, of, least, most) => {
    for (const value of [least, most || 2 ** 40]) {
      const { scenario, findings } = parseScenario({ version: CURRENT, [field]: of(value) }, 'x');
      expect(findings).toEqual([]);
      if (field === 'hosts') expect(scenario.hosts).toHaveLength(value);
      else expect(scenario[field]).toEqual(of(value));
    }
    const beyond = [...(of === letters ? [] : [least - 1]), ...(most === most ? [most + 1] : [])];
    for (const value of beyond) expect(refused({ [field]: of(value) }), String(value)).toHaveLength(1);
  });
  test.each([
    [{ slotMinutes: 0 }, 1],
    [{ slotMinutes: 0.01 }, 0],
    [{ tolerance: 0 }, 1],
    [{ tolerance: 1.01 }, 1],
    [{ tolerance: 1e-6 }, 0],
    [{ failures: 1.5 }, 1],
    [{ seed: 1.5 }, 1],
    [{ work: 1.5 }, 1],
    [{ exactly: 1.5 }, 1],
    [{ seconds: 0.5 }, 0],
    [{ licences: { hostfold: 'licences', rules: 1 } }, 0],
    [{ licences: { hostfold: 'scenario' } }, 1],
    [{ mapped: { shape: { decimal: ';' } } }, 1],
    [{ mapped: { shape: { mapping: { a: 'busy', b: { measure: 'ignore' }, c: { measure: 'luck' } } } } }, 1],
  ])('%j is refused so often: %i', (given, times) => {
    expect(refused(given)).toHaveLength(times);
  });

  it('of a fact may be left open just where an empty field means something', () => {
    for (const id of FACT_IDS) {
      const field = FACTS[id];
      if (field.kind !== 'number') continue;
      expect(refused({ edits: { DB: { [id]: null } } }), id).toHaveLength(field.empty === null ? 1 : 0);
    }
  });
});

describe('which version a document is of', () => {
  const said = (version: unknown) => {
    const { findings } = parseScenario({ version }, 'x');
    return findings.map(({ where, text, fix }) => [where, text, fix]);
  };
  const none = (found: string) => [
    [
      'x: version',
      `found ${found}; expected a whole number from 0 to ${CURRENT}. It is read as version ${CURRENT}.`,
      undefined,
    ],
  ];
  it.each([...VERSIONS.keys()])('%i is known', (version) => {
    expect(said(version)).toEqual([]);
  });
  it('is one that is known, a newer one, or none', () => {
    expect(said(CURRENT + 1)).toEqual([
      [
        'x: version',
        `found version ${CURRENT + 1}; this program knows versions up to ${CURRENT}. What it can read of it is used.`,
        'Open it with a newer Hostfold.',
      ],
    ]);
    expect(said(-1)).toEqual(none('-1'));
    expect(said(CURRENT + 0.5)).toEqual(none(String(CURRENT + 0.5)));
    expect(said(String(CURRENT))).toEqual(none(`"${CURRENT}"`));
    expect(said(null)).toEqual(none('null'));
  });
  it.each([...VERSIONS.keys()])('%i: on the command line nothing is of the sample', (version) => {
    const { scenario } = parseScenario({ version }, 'x', true);
    expect(scenario).toMatchObject({
      sample: false,
      profile: version < 2 ? 'esx3' : 'vsphere8',
      ceilings: version < 2 ? {} : { cpu: 80 },
    });
    expect(openDocument({ version }, 'x', true).scenario).toEqual(scenario);
    expect(openDocument({ version }, 'x').scenario.sample).toBe(true);
    expect(parseScenario({ version }, 'x').scenario.sample).toBe(true);
  });
  it('and what is no document is what folds where nobody says', () => {
    expect(parseScenario(7, 'x', true).scenario).toMatchObject({ sample: false, profile: 'vsphere8' });
    expect(parseScenario(7, 'x').scenario).toEqual(DEFAULT_SCENARIO);
  });
});

describe('experiments of earlier rules', () => {
  it.each([
    ['#/dispatch?v=1&dispatch=interrupted', { dispatch: 'interrupted;rules=1' }],
    ['#/meter?v=1&meter=interrupted', { meter: 'interrupted;rules=1' }],
    ['#/meter?v=2&meter=interrupted', { meter: 'interrupted' }],
    ['#/meter?v=1&mend=interruptUs=3', { mend: 'interruptUs=3' }],
  ])('%s are marked, and nothing else is', (hash, marked) => {
    expect(fromHash(hash).scenario).toMatchObject(marked);
  });
});

describe('a host of a plan that is dispatched', () => {
  const of = (change: Partial<Scenario>) =>
    toHash({ ...DEFAULT_SCENARIO, dispatch: 'host;seed=2', meter: 'host;seed=3', ...change });
  it('is in the link of the view that shows it, where it is the sample’s', () => {
    expect(of({ view: 'dispatch' })).toBe(
      `/dispatch?v=${CURRENT}&dispatch=host%3Bseed%3D2`.replace('%3B', ';'),
    );
    expect(of({ view: 'meter' })).toBe(`/meter?v=${CURRENT}&meter=host;seed%3D3`);
    expect(of({ view: 'fold' })).not.toMatch(/host;seed/);
    expect(of({ view: 'decide' })).toBe('/decide');
  });
  it.each(['dispatch', 'meter', 'fold'] as const)('of a person’s own stays out of %s', (view) => {
    expect(of({ view, sample: false })).not.toMatch(/host;seed/);
  });
});

describe('once other servers are looked at', () => {
  it('what nobody chose is what is usual for them', () => {
    const theirs = withSample(DEFAULT_SCENARIO, false);
    expect([theirs.sample, theirs.profile, theirs.hosts[0].cores]).toEqual([false, 'vsphere8', 32]);
    expect(withSample(theirs, true)).toEqual(DEFAULT_SCENARIO);
    expect(withSample(theirs, false)).toBe(theirs);
  });
  it('what somebody chose stays', () => {
    const hosts = [{ ...DEFAULT_SCENARIO.hosts[0], cores: 7 }];
    expect(withSample({ ...DEFAULT_SCENARIO, hosts }, false).hosts).toEqual(hosts);
    expect(withSample({ ...DEFAULT_SCENARIO, profile: 'kvm' }, false)).toMatchObject({ profile: 'kvm' });
    expect(withSample({ ...DEFAULT_SCENARIO, failures: 3 }, false).failures).toBe(3);
  });
});

it('a saved scenario can be read by a person', () => {
  expect(scenarioToJson(DEFAULT_SCENARIO, [])).toMatch(
    /^\{\n {2}"hostfold": "scenario",\n {2}"scenario": \{\n {4}"version"/,
  );
});
