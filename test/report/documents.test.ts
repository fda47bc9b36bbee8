import { describe, expect, it } from 'vitest';
import { planToCsv } from '../../src/report/csv';
import { planDocument, planToJson, proofToJson } from '../../src/report/json';
import { kindOfDocument, openDocument } from '../../src/scenario/document';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { ANSWER } from './answer';

describe('a plan as a table', () => {
  it('has a row for each guest: its host, what binds that and when, and why it has none', () => {
    expect(planToCsv(ANSWER).split('\r\n')).toEqual([
      'guest,host,kind,binding,at,filled %,note',
      'MAIL,Host 1,R740,cpu,2011-03-03T14:05:00,75.8,',
      // No spreadsheet takes a name for a formula.
      `"'=DB",Host 1,R740,cpu,2011-03-03T14:05:00,75.8,`,
      'FILE,Host 2,R640,memory,always,100.0,',
      ',spare 1,,,,,stands by',
      'BACKUP,native,,,,,a tape drive',
      'HUGE,none,,,,,"needs 900 GHz, with ""all"" of it"',
      'BLANK,left out,,,,,log.csv names it and holds no figure of its load',
      ',all hosts,,,,100.0,no plan of 2 hosts keeps its fullest moment below 50.0 %',
      '',
    ]);
  });

  it('says what it was made from: every choice, overhead figure and file, the window, seed and steps', () => {
    const rows = planToCsv(ANSWER, ORIGIN).split('\r\n');
    for (const row of [
      ',answer,in doubt,,,,units of 1 server are guessed',
      ',answer,guessed,,,,memory of 1 server',
      ',choice,profile,,,,esx3',
      ',choice,failures,,,,1',
      `,choice,ceilings,,,,"{""cpu"":80}"`,
      ',figure,vmm,,,,0.1',
      ',search,seed,,,,1',
      ',search,steps,,,,40 of 40',
      ',answer,servers with percentiles of fewer than 100 values,,,,3',
      ',file,day.csv,,,,120 bytes',
    ])
      expect(rows).toContain(row);
    expect(rows.find((row) => row.startsWith(',answer,to buy,'))).toMatch(/machines: 2 hosts/);
    expect(rows.some((row) => /^,window,.*,2011-03-03T14:00:00 to 2011-03-03T14:05:00$/.test(row))).toBe(
      true,
    );
  });
});

const ORIGIN = { scenario: DEFAULT_SCENARIO, files: [{ name: 'day.csv', bytes: 120 }] };

it('a plan as a document opens as the scenario that it was folded with', () => {
  const scenario = { ...DEFAULT_SCENARIO, sample: false, edits: { DB: { memory: 4096 } }, failures: 2 };
  const document: unknown = JSON.parse(planToJson(ANSWER, { ...ORIGIN, scenario }));
  expect(kindOfDocument(document)).toBe('plan');
  expect(openDocument(document, 'plan.json')).toEqual({ scenario, files: ORIGIN.files, findings: [] });
  expect(kindOfDocument(JSON.parse(planToJson(ANSWER)))).toBe('plan without choices');
});

describe('a plan as a document', () => {
  const document = planDocument(ANSWER);

  it('says of each host what it holds in six digits, and leaves out what is not limited', () => {
    expect(document.hosts).toEqual([
      {
        name: 'Host 1',
        kind: 'R740',
        guests: ['MAIL', '=DB'],
        peak: { cpu: 9.1, memory: 4096 },
        capacity: { cpu: 12, memory: 8192 },
        ceiling: { cpu: 9.6, memory: 8192 },
        binding: { resource: 'cpu', slot: '2011-03-03T14:05:00', fraction: 0.947917 },
        blocks: 'cpu',
        'filled %': 75.8,
      },
      {
        name: 'Host 2',
        kind: 'R640',
        guests: ['FILE'],
        peak: { cpu: 0, memory: 8192 },
        capacity: { cpu: 12, memory: 8192 },
        ceiling: { cpu: 9.6, memory: 8192 },
        binding: { resource: 'memory', slot: null, fraction: 1 },
        blocks: 'memory',
        'filled %': 100,
      },
    ]);
  });

  it('carries every other part as the plan has it', () => {
    const {
      hosts: _,
      proof,
      demand,
      resources,
      basis,
      fullest,
      fewest,
      overhead,
      memory,
      ...rest
    } = document;
    expect(overhead.parts).toEqual(ANSWER.overhead.parts);
    expect(memory).toEqual(ANSWER.memory);
    expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((key) => [key, ANSWER[key as 'cost']])));
    expect(Object.keys(rest).sort()).toEqual(
      'advice assumed assumedUse cost endedBy estimate findings hostCount ignored leftOut lowerBound machines native objective policies policy profile proved search standing today unplaced withFailures'
        .split(' ')
        .sort(),
    );
    expect(basis).toEqual({
      ...ANSWER.basis,
      assumed: ['scheduling', 'privileged', 'vmm', 'contextSwitch', 'shadow'],
      window: { from: '2011-03-03T14:00:00', to: '2011-03-03T14:10:00', days: 1 },
    });
    // 8192 of 8192 MiB on the second host, all the time.
    expect(fewest).toBe(2);
    expect(fullest).toEqual({ fraction: 1, bound: 0.5, host: 1, resource: 'memory', slot: null });
    expect(resources).toEqual([
      { name: 'cpu', unit: 'GHz' },
      { name: 'memory', unit: 'MiB' },
    ]);
    expect(demand).toEqual({ cpu: { 'peak-of-sums': 9.1, 'sum-of-p95': 10, 'sum-of-peaks': 11 } });
    expect(proof).toEqual({
      ...ANSWER.proof,
      measure: { resource: 'cpu', slot: '2011-03-03T14:00:00', size: 0.001 },
    });
  });

  it('is the same as text, and its proof alone too', () => {
    expect(planToJson(ANSWER)).toBe(`${JSON.stringify(document, null, 2)}\n`);
    expect(proofToJson(ANSWER)).toBe(`${JSON.stringify(document.proof, null, 2)}\n`);
    expect(proofToJson({ ...ANSWER, proof: null })).toBe('null\n');
  });

  it.each([
    [null, null],
    [
      { resource: 'memory', slot: null, size: 1 },
      { resource: 'memory', slot: null, size: 1 },
    ],
  ] as const)('has a proof without a moment: %j', (measure, expected) => {
    const proof = { ...ANSWER.proof!, measure };
    expect(planDocument({ ...ANSWER, proof }).proof!.measure).toEqual(expected);
  });
});
