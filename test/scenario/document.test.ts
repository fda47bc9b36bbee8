import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOfDocument, openDocument, scenarioToJson } from '../../src/scenario/document';
import { DEFAULT_SCENARIO, type Scenario } from '../../src/scenario/scenario';
import { often } from '../often';

const own: Scenario = {
  ...DEFAULT_SCENARIO,
  sample: false,
  profile: 'kvm',
  edits: { ['__proto__']: { cores: 4 }, DB: { memory: 8192, apart: 'db' } },
  shifts: { 'a.csv': -60 },
  mapped: { shape: { mapping: { Graph_1: 'busy' } } },
  typed: { shown: 40, used: null, ready: 3 },
};

describe('a scenario file', () => {
  it('holds choices, typed facts, mappings and files, and gives back the very same', () => {
    const files = [
      { name: 'a.csv', bytes: 12, read: { dateOrder: 'dmy' as const } },
      { name: 'b', base64: 'YQ==' },
    ];
    const text = scenarioToJson({ ...own, view: 'meter' }, files);
    expect(openDocument(JSON.parse(text), 'x')).toEqual({ scenario: own, files, findings: [] });
    expect(kindOfDocument(JSON.parse(text))).toBe('scenario');
  });

  it('of choices alone, as the command line took them before, still counts', () => {
    expect(openDocument({ version: 2, failures: 2 }, 'x').scenario.failures).toBe(2);
    expect(kindOfDocument({ version: 2, profile: 'kvm' })).toBe('scenario');
  });

  it('that holds what cannot be used says so, and opens with the rest', () => {
    const document = {
      hostfold: 'scenario',
      scenario: { version: 3, failures: -1, seed: 7 },
      files: [1, 'a.csv', {}],
    };
    const { scenario, files, findings } = openDocument(document, 'x.json');
    expect([scenario.failures, scenario.seed]).toEqual([1, 7]);
    expect(files).toEqual([{ name: 'a.csv' }]);
    expect(findings.map(({ where }) => where)).toEqual(['x.json: failures']);
  });

  it('refuses a plan without choices by name, and takes nothing else for its own', () => {
    expect(() => openDocument({ hostCount: 3, hosts: [] }, 'plan.json')).toThrow(/^plan\.json: it is a plan/);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => kindOfDocument(value) === null),
      { numRuns: often(200) },
    );
  });
});
