import { expect, test } from 'vitest';
import { PARAMETERS } from '../../src/overhead/parameters';
import { PROFILE_IDS } from '../../src/overhead/profiles';
import { POLICIES } from '../../src/placement/options';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { choiceWords, FOR_PEOPLE } from '../../src/report/choice-words';
import { reportToMarkdown } from '../../src/report/document/markdown';
import { planReport } from '../../src/report/document/plan';
import { choiceName } from '../../src/report/names';
import { FIELDS } from '../../src/scenario/link';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { ANSWER } from './answer';

test('hosts and ceilings are told by the names and units that the page has for them, without what is not limited', () => {
  const rack = { ...DEFAULT_HOST, name: 'Rack', cores: 8, rating: 3, memory: 65_536, numa: 2 };
  expect(choiceWords('hosts', [rack, { ...rack, name: 'Old', memory: null }])).toMatch(
    /^Rack: cores 8, rating of a core 3 GHz, memory 65536 MiB, NUMA nodes 2,.*; Old: cores 8, rating of a core 3 GHz, NUMA nodes 2,/,
  );
  expect(choiceWords('ceilings', { cpu: 80, memory: 95 })).toBe('processor 80 %, memory 95 %');
  expect(choiceWords('ceilings', {})).toBe('none');
});

test('what has parts is told by their names, and no choice has braces or quotes', () => {
  expect(choiceWords('growth', { other: 10 })).toBe('10 %');
  expect(choiceWords('edits', { WEB: { cores: 2, host: 'A' }, DB: { memory: 1024 } })).toBe(
    'WEB (cores 2, host A), DB (RAM 1024 MiB)',
  );
  for (const field of FIELDS)
    if (DEFAULT_SCENARIO[field] !== undefined)
      expect(choiceWords(field, DEFAULT_SCENARIO[field])).not.toMatch(/["{}[\]]/);
});

test('choices and figures are told by names and not by the ids of links and options', () => {
  expect(FOR_PEOPLE.choice('profile', 'esx3')).toEqual(['virtualized by', 'VMware ESX 3']);
  expect(FOR_PEOPLE.choice('present', '')).toEqual(['measured on', 'not said']);
  expect(FOR_PEOPLE.choice('policy', 'sum-of-p95')).toEqual(['folded by', '95th percentiles']);
  expect(choiceWords('overrides', { ballooning: 1 })).toBe('ballooning on');
  expect(choiceWords('overrides', { ballooning: 0 })).toBe('ballooning off');
  expect(choiceWords('overrides', { privileged: 0.0004, contextSwitch: 3 })).toBe(
    'privileged instructions f 0.04 % of kernel-mode instructions, context switch 3 µs each',
  );
  expect(choiceWords('edits', { DB: { class: 'database', virtual: true, os: 'windows' } })).toMatch(
    /^DB \(class database, /i,
  );
  expect(choiceWords('assumeUse', { database: 40, other: 25 })).toBe(
    '40 % for database, 25 % for all others',
  );
  expect(choiceWords('tolerance', 0.001)).toBe('0.1 %');
  for (const field of FIELDS) expect(choiceName(field), field).not.toMatch(/[a-z][A-Z]/);
});

test('a report names no profile, policy, resource, choice or figure by its id', () => {
  const ids = [
    ...PROFILE_IDS.filter((id) => /[\d-]/.test(id)),
    ...POLICIES.map(({ id }) => id),
    ...PARAMETERS.map(({ id }) => id).filter((id) => /[A-Z]/.test(id)),
    ...FIELDS.filter((field) => /[A-Z]/.test(field)),
    'cpu',
    'vcpu',
    'iops',
    'vmm',
  ];
  expect(ids.length).toBeGreaterThan(20);
  const scenario = {
    ...DEFAULT_SCENARIO,
    present: 'esx3',
    policy: 'sum-of-p95',
    ceilings: { cpu: 80, iops: 60 },
    overrides: { contextSwitch: 4, vmm: 0.2 },
    assumeUse: { other: 30 },
  } as const;
  const beside = {
    uncertainty: { samples: 10, hosts: { 2: 1 }, tornado: [{ parameter: 'contextSwitch', low: 2, high: 3 }] },
  };
  const text = reportToMarkdown(planReport(ANSWER, beside, { scenario, files: [] }));
  expect(ids.filter((id) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text))).toEqual([]);
});
