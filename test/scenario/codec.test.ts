import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, fromPlainHash, toHash } from '../../src/scenario/link';
import { fromHash, parseScenario } from '../../src/scenario/parse';
import type { Scenario } from '../../src/scenario/scenario';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { scenarioFields } from '../../src/scenario/schema';
import { CURRENT } from '../../src/scenario/versions';
import { VIEWS } from '../../src/scenario/views';
import { anyOptions } from '../placement/estates';

describe('a scenario in a link', () => {
  it('comes back as it was, whatever was chosen', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const scenario: Scenario = { ...DEFAULT_SCENARIO, ...options, view: 'meter' };
        const read = fromHash(`#${toHash(scenario)}`);
        expect(read.findings).toEqual([]);
        expect(read.scenario).toEqual(scenario);
      }),
      { seed: 3 },
    );
  });

  it('of a view of which nothing was chosen is its address', () => {
    expect(toHash({ ...DEFAULT_SCENARIO, view: 'meter' })).toBe('/meter');
    expect(fromHash('')).toEqual({ scenario: DEFAULT_SCENARIO, findings: [] });
  });

  it('without any choice is read alike with and without what reads choices', () => {
    const views = VIEWS.flatMap(({ id }) => [`#/${id}`, `#${id}`, `#/${id}?`, `/${id}`]);
    for (const hash of ['', '#', '#/', ...views])
      expect(fromPlainHash(hash), hash).toEqual(fromHash(hash).scenario);
  });

  it('with choices, or to no view, is left to what reads and refuses them', () => {
    for (const hash of [
      '#/nonsense',
      '#/constructor',
      '#/fold?failures=2',
      '#/fold?v=4',
      '#//fold',
      '#/fold/',
    ])
      expect(fromPlainHash(hash), hash).toBeNull();
  });

  it('writes every field that can be read, in the order of the schema', () => {
    expect(FIELDS).toEqual(Object.keys(scenarioFields));
  });

  it('falls back by field and says so', () => {
    const { scenario, findings } = fromHash(
      '#/fold?v=4&policy=sum-of-luck&profile=kvm&slotMinutes=-3&colour=red&hosts=[{"cores":0,"rating":1}]',
    );
    expect(scenario).toEqual({ ...DEFAULT_SCENARIO, profile: 'kvm' });
    expect(findings.map((f) => f.where)).toEqual([
      'link: policy',
      'link: slotMinutes',
      'link: colour',
      'link: hosts.0.cores',
    ]);
  });

  it("never holds a person's own server names", () => {
    const edits = { SECRET01: { cores: 2 } };
    expect(toHash({ ...DEFAULT_SCENARIO, sample: false, edits })).not.toContain('SECRET01');
    expect(toHash({ ...DEFAULT_SCENARIO, sample: true, edits })).toContain('SECRET01');
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(fromHash(text).scenario.version).toBe(CURRENT);
      }),
      { seed: 4 },
    );
  });
});

describe('a saved scenario', () => {
  it('that is no object is refused whole', () => {
    expect(parseScenario([1], 'x.json').findings[0].level).toBe('error');
    expect(parseScenario('hello', 'x.json').scenario).toEqual(DEFAULT_SCENARIO);
  });

  it('leaves figures that were typed in out, and carries what is assumed of them', () => {
    const own = { ...DEFAULT_SCENARIO, mend: 'burstMs=200', typed: { shown: 61, used: 17, ready: 3 } };
    expect(toHash({ ...own, view: 'meter' })).toBe('/meter?v=4&mend=burstMs%3D200');
    expect(fromHash(toHash(own)).scenario).toEqual({ ...own, typed: DEFAULT_SCENARIO.typed });
  });
});
