import { describe, expect, it, test } from 'vitest';
import type { HostFlight } from '../../src/decide/flight/fly-host';
import type { ReadyKept } from '../../src/decide/flight/keep-ready';
import type { FoldAnswer } from '../../src/placement/answer';
import {
  compareRows,
  drillWords,
  howLongRows,
  riskRows,
  riskWords,
  uncertaintyWords,
  whatIfRows,
  type BesidePlan,
} from '../../src/report/beside';
import { choiceWords } from '../../src/report/choice-words';
import { digits } from '../../src/report/digits';
import { reportToMarkdown } from '../../src/report/document/markdown';
import { planReport } from '../../src/report/document/plan';
import { flightRows, flightWords, ratioRows, readyRows, readyWords } from '../../src/report/flight';
import { licenceRows, licenceWords, type LicencesOfPlan } from '../../src/report/licences';
import { movesDocument, movesToCsv, stepsOf } from '../../src/report/moves';
import { originRows } from '../../src/report/origin';
import { headWords, policyWords, restWords, whyWords } from '../../src/report/plan-words';
import type { MovesPlan } from '../../src/moves/plan';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { ANSWER } from './answer';

const answer = (change: object): FoldAnswer => ({ ...ANSWER, ...change }) as FoldAnswer;
const machines = (change: object) => ({
  machines: { total: 4, carrying: 2, spare: 1, native: 1, unplaced: 0, cost: 18_000, ...change },
});
/** All have a place, but for one that stays on its own machine. */
const placed = (change: object = {}) => answer({ unplaced: [], ...machines({}), ...change });
const [first, second] = ANSWER.hosts;
const alike = [first, { ...second, kind: first.kind }];
const proof = ANSWER.proof!;

describe('the sentence at the head of a plan', () => {
  const HOSTS = '2 hosts (1 x R740, 1 x R640)';
  test.each([
    [
      ANSWER,
      `5 servers need 5 machines: ${HOSTS} and 1 to spare + 1 native + 1 without a place (no plan for all was found).`,
    ],
    [
      answer({ proof: { ...proof, kinds: [{ ...proof.kinds[0], count: 1 }] } }),
      `5 servers need 5 machines: ${HOSTS} and 1 to spare + 1 native + 1 without a place (proved: not all can fit).`,
    ],
    [
      placed(),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (fewest for these figures: no plan has 1 host).`,
    ],
    [
      placed(machines({ spare: 0 })),
      `4 servers fold onto 4 machines: ${HOSTS}, none to spare + 1 native (fewest for these figures: no plan has 1 host).`,
    ],
    [
      placed(machines({ spare: null })),
      `4 servers fold onto at least 4 machines: ${HOSTS}; how many so that 1 may fail is not known + 1 native (fewest for these figures: no plan has 1 host).`,
    ],
    [
      placed({ native: [], ...machines({ total: 3, native: 0 }) }),
      `3 servers fold onto 3 machines: ${HOSTS} and 1 to spare (fewest for these figures: no plan has 1 host).`,
    ],
    [
      placed({ hosts: alike }),
      '4 servers fold onto 4 machines: 2 hosts and 1 to spare + 1 native (fewest for these figures: no plan has 1 host).',
    ],
    [
      placed({ objective: 'cost' }),
      `4 servers fold onto 4 machines for 18000: ${HOSTS} and 1 to spare + 1 native (fewest for these figures: no mix costs less).`,
    ],
    [
      placed({ objective: 'cost', proved: false, lowerBound: 99.5, ...machines({ cost: null }) }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (no mix costs less than 99.50).`,
    ],
    [
      placed({ objective: 'cost', ...machines({ cost: 1.25 }) }),
      `4 servers fold onto 4 machines for 1.25: ${HOSTS} and 1 to spare + 1 native (fewest for these figures: no mix costs less).`,
    ],
    [
      placed({ proved: false }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (no plan has fewer than 2 hosts).`,
    ],
    [
      placed({ proved: false, lowerBound: 1 }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (no plan has fewer than 1 host).`,
    ],
    [
      placed({ proved: false, lowerBound: 1, estimate: { least: 2, most: 3, counted: 2.4 } }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (no plan has fewer than 1 host; estimate by a count of plans, no proof: the fewest are likely 2 to 3).`,
    ],
    [
      placed({ proved: false, lowerBound: 1, estimate: { least: 2, most: 2, counted: 1.96 } }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (no plan has fewer than 1 host; estimate by a count of plans, no proof: the fewest are likely 2).`,
    ],
    [
      placed({ evened: { bound: 0.5, fewest: 4 } }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (fewest for these figures: no plan has 3 hosts).`,
    ],
    [
      placed({ evened: null }),
      `4 servers fold onto 4 machines: ${HOSTS} and 1 to spare + 1 native (fewest for these figures: no plan has 1 host).`,
    ],
    [
      placed({
        hosts: [{ ...second, guests: ['FILE'] }],
        hostCount: 1,
        native: [],
        evened: null,
        ...machines({ total: 1, spare: 0, native: 0 }),
      }),
      '1 server folds onto 1 machine: 1 host, none to spare (fewest for these figures: none can do with fewer hosts).',
    ],
    [
      placed({ hosts: [], hostCount: 0 }),
      'No server folds: see below why each stays on a machine of its own.',
    ],
  ])('%#', (of, words) => {
    expect(headWords(of)).toBe(words);
  });
});

describe('what a plan rests on, in words', () => {
  const ASSUMED =
    'overheads assumed: scheduling, privileged instructions f, VMM, context switch, shadow page tables';
  it('is its doubts, what was measured, its fullest moment and where every server went', () => {
    expect(restWords(ANSWER)).toEqual([
      'In doubt: units of 1 server are guessed.',
      `Rests on: 95 % measured; memory of 1 server guessed; ${ASSUMED}; 2011-03-03 14:00 to 2011-03-03 14:10, 1 day.`,
      'Fullest moment: 100.0 % of the memory of Host 2; no plan of 2 hosts stays below 50.0 %.',
      'Given 6 servers: 3 folded, 1 native, 1 without a place, 1 left out.',
    ]);
  });

  const rest = (change: object) => restWords(answer({ basis: { ...ANSWER.basis, doubts: [] }, ...change }));
  const basis = (change: object) => ({ basis: { ...ANSWER.basis, doubts: [], ...change } });
  test.each([
    [
      basis({ window: null }),
      0,
      `Rests on: 95 % measured; memory of 1 server guessed; ${ASSUMED}; no dates in the data.`,
    ],
    [
      basis({ window: { ...ANSWER.basis.window, days: 3 }, guessed: {} }),
      0,
      `Rests on: 95 % measured; ${ASSUMED}; 2011-03-03 14:00 to 2011-03-03 14:10, 3 days.`,
    ],
    [
      basis({ overheadHosts: { low: 2, high: 4 }, guessed: { cores: 2 } }),
      0,
      `Rests on: 95 % measured; cores of 2 servers guessed; ${ASSUMED}; 2 to 4 hosts over the ranges of the overheads; 2011-03-03 14:00 to 2011-03-03 14:10, 1 day.`,
    ],
    [
      { profile: 'native', ...basis({ guessed: {} }) },
      0,
      'Rests on: 95 % measured; 2011-03-03 14:00 to 2011-03-03 14:10, 1 day.',
    ],
    [{ evened: null }, 1, 'Fullest moment: 100.0 % of the memory of Host 2.'],
    [{ evened: { bound: null, fewest: 2 } }, 1, 'Fullest moment: 100.0 % of the memory of Host 2.'],
    [
      { evened: { bound: 0.98765, fewest: 2 } },
      1,
      'Fullest moment: 100.0 % of the memory of Host 2; no plan of 2 hosts stays below 98.7 %.',
    ],
    [
      { hosts: [first], hostCount: 1, evened: null },
      1,
      'Fullest moment: 80.0 % of the processor of Host 1 at 2011-03-03 14:05.',
    ],
    [
      { evened: { bound: 0.5, fewest: 1 } },
      2,
      'As many hosts as were asked for; the fewest found are 1, proved.',
    ],
    [
      { evened: { bound: 0.5, fewest: 1 }, proved: false, lowerBound: 1 },
      2,
      'As many hosts as were asked for; the fewest found are 1, and none has fewer than 1.',
    ],
    [
      { evened: { bound: 0.5, fewest: 1 }, objective: 'cost' },
      2,
      'As many hosts as were asked for; the fewest found are 1.',
    ],
    [{ native: [], unplaced: [] }, 2, 'Given 4 servers: 3 folded, 1 left out.'],
    [
      {
        assumedUse: [
          { guest: 'A', percent: 25 },
          { guest: 'B', percent: 25 },
          { guest: 'C', percent: 40 },
        ],
      },
      3,
      'Rests on an assumption: 25 % of the processors of 2 servers, 40 % of the processors of 1 server in use, all the time; nothing of them was measured.',
    ],
  ])('%#', (change, line, words) => {
    expect(rest(change)[line]).toBe(words);
  });

  it('has nothing to say of servers where all are folded, nor of use where none is assumed', () => {
    expect(rest({ native: [], unplaced: [], leftOut: [] })).toHaveLength(2);
    expect(rest({ hosts: [] }).some((line) => line.startsWith('Fullest'))).toBe(false);
  });

  it('marks percentiles that few values stand behind', () => {
    expect(policyWords(ANSWER)).toBe(
      'Hosts that carry, by policy: peak of sums 2, 95th percentiles 3 (rough: of fewer than 100 values on 3 servers), sum of peaks -.',
    );
    expect(policyWords(answer(basis({ rough: 1 })))).toContain('values on 1 server)');
    expect(policyWords(answer(basis({ rough: 0 })))).toContain('95th percentiles 3, ');
  });
});

describe('why no better plan exists', () => {
  const of = (change: object, more: object = {}) =>
    whyWords(answer({ ...more, proof: { ...proof, ...change } }));
  const STANDS = 'stands in the JSON of the plan.';
  const kinds = [
    { kind: 'R740', price: 1, count: null, most: 5000 },
    { kind: 'R640', price: 1, count: 2, most: 2500 },
  ];
  test.each([
    [
      {},
      {},
      `Why: all servers together need 6 GHz of processor at 2011-03-03 14:00, and there is room for no more than 5 on one host: that takes 2 hosts at least. What each needs ${STANDS}`,
    ],
    [
      { measure: { resource: 'memory', slot: null, size: 1 }, bound: 1 },
      {},
      `Why: all servers together need 6000 MiB of memory, and there is room for no more than 5000 on one host: that takes 1 host at least. What each needs ${STANDS}`,
    ],
    [
      { measure: { resource: 'cpu', slot: 1, size: 1 / 3 } },
      {},
      `Why: all servers together need 2000 GHz of processor at 2011-03-03 14:05, and there is room for no more than 1666.667 on one host: that takes 2 hosts at least. What each needs ${STANDS}`,
    ],
    [
      { measure: null, kinds },
      {},
      `Why: 1 servers or groups have 6000 points together, and no more than 5000 on one host R740, 2500 on one host R640 fit: that takes 2 hosts at least (prices). Every point ${STANDS}`,
    ],
    [
      { measure: null, leftOut: [] },
      { objective: 'cost' },
      `Why: 1 servers or groups have 6000 points together, and no more than 5000 on one host fit: that takes hosts for 2 at least. Every point ${STANDS}`,
    ],
    [
      { measure: null, leftOut: ['a', 'b'], cases: { count: 3, without: 1 } },
      {},
      `Why: 1 servers or groups have 6000 points together, and no more than 5000 on one host fit: that takes 1 host at least (a; b). In each of 3 cases, of which one holds of every plan, other points show that it takes 2 hosts at least. Every point ${STANDS}`,
    ],
    [
      { kinds: [kinds[1]] },
      {},
      `Why: all servers together need 6 GHz of processor at 2011-03-03 14:00, and there is room for no more than 2.5 on one host: all machines that there are hold 5, so not all fit. What each needs ${STANDS}`,
    ],
    // What there is holds just as much as is asked.
    [
      { kinds: [{ ...kinds[1], most: 3000 }] },
      {},
      `Why: all servers together need 6 GHz of processor at 2011-03-03 14:00, and there is room for no more than 3 on one host: that takes 2 hosts at least. What each needs ${STANDS}`,
    ],
  ])('%#', (change, more, words) => {
    expect(of(change, more)).toEqual([words]);
  });
  it('is not said where nothing proves it', () => {
    expect(whyWords(answer({ proof: null }))).toEqual([]);
  });
});

const span = (low: number, high: number, mean = low) => ({ low, high, mean, se: 0 });

describe('a flight, in words and rows', () => {
  const NONE = span(NaN, NaN);
  const guest = (name: string, ready: number, delay = NONE) => ({
    guest: name,
    ready: span(0, ready),
    costop: span(0.001, 0.002),
    interruptDelayMs: { mean: delay, p95: delay },
    slowdown: span(1, 1.255),
    measured: { processor: span(0, 1), error: span(-0.1, 0.25) },
  });
  const flight: HostFlight = {
    host: 0,
    vcpusPerCore: 1.25,
    busy: span(0.5, 0.55),
    ready: span(0.0101, 0.0102),
    moments: [],
    guests: [guest('A', 0.1), guest('B', 0.25, span(2, 3)), guest('C', 0.2, span(1, 4))],
    verdict: 'good',
    why: 'All well.',
  };
  it('has the worst of its guests in each figure, a dash where none was measured', () => {
    const rows = flightRows(ANSWER, [flight, { host: 1, notFlown: 'too large' }]);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual([
      'Host 1',
      '1.3',
      '50.0 to 55.0',
      '1.0',
      '0.0 to 25.0',
      '0.1 to 0.2',
      '1.0 to 4.0',
      '1.00 to 1.25',
      '-10.0 to 25.0',
    ]);
    expect(flightRows(ANSWER, [{ ...flight, guests: [guest('A', 0)] }])[1].slice(4, 7)).toEqual([
      '0.0',
      '0.1 to 0.2',
      '-',
    ]);
    expect(flightWords(ANSWER, [flight, { host: 1, notFlown: 'too large' }]).slice(1)).toEqual([
      'Host 1: good. All well.',
      'Host 2 was not simulated: too large.',
    ]);
    expect(ratioRows([{ ratio: 3, load: span(0.5, 0.5), ready: span(0, 0.123) }])[1]).toEqual([
      '3:1',
      '50.0',
      '0.0 to 12.3',
    ]);
  });

  const point = (hosts: number, high: number | null) => ({
    hosts,
    ready: high === null ? null : span(0, high),
    guest: 'DB',
    on: 'Host 2',
  });
  const MOST = 'no guest is ready without a processor for more than 5 % of its time';
  const RAISE = 'Raise the limit, give larger hosts, or give the guest fewer virtual processors.';
  test.each([
    [{ kept: true, hosts: 2 }, `On 2 hosts ${MOST}, over all that was ranged over, the fewest there are.`],
    [
      { kept: true, hosts: 3 },
      `On 3 hosts ${MOST}, over all that was ranged over: 1 more than the fewest, which is what the limit costs.`,
    ],
    [
      { kept: false, hosts: 2 },
      `The limit on ready is not kept: of the numbers of hosts that were tried there is none on which ${MOST}. On 3 hosts, the most that were tried, DB on Host 2 is, for up to 12.3 %. ${RAISE}`,
    ],
    [
      { kept: false, hosts: 2, tried: [point(2, null)] },
      `The limit on ready is not kept: of the numbers of hosts that were tried there is none on which ${MOST}. ${RAISE}`,
    ],
  ])('tells whether a limit on ready is kept, %#', (change, words) => {
    const kept: ReadyKept = {
      limit: 5,
      fewest: 2,
      tried: [point(2, 0.2), point(3, 0.123), point(4, null)],
      ...change,
    };
    expect(readyWords(kept)).toBe(words);
  });
  it('has a row for each number of hosts', () => {
    const kept: ReadyKept = {
      limit: 5,
      fewest: 2,
      kept: true,
      hosts: 3,
      tried: [point(2, 0.0501), point(3, 0.05), point(4, null)],
    };
    expect(readyRows(kept)).toEqual([
      ['hosts', 'ready %, worst guest', 'guest', 'on', '5 % kept'],
      ['2', '0.0 to 5.0', 'DB', 'Host 2', 'no'],
      ['3', '0.0 to 5.0', 'DB', 'Host 2', 'yes'],
      ['4', 'no plan', 'DB', 'Host 2', 'no'],
    ]);
  });
});

describe('what stands beside a plan', () => {
  const at = (hosts: number, over: number) => ({
    machines: hosts,
    over,
    error: 0.0005,
    overCeiling: 0.25,
    worst: 1.2345,
    hostsHit: 0.5,
  });
  const risk = {
    days: 2,
    tolerance: 0.001,
    chosen: 4,
    fewest: 2,
    curve: [at(2, 0.12), at(4, 0)],
    equalMeans: [at(4, 0.01)],
    policies: [],
    byDays: [],
    done: 1,
  };
  test.each([
    [
      {},
      'Tested on days kept back: 4 hosts keep 0.1 % of host-slots over capacity or less. The proof alone would have bought 2 (12 % over).',
    ],
    [
      { chosen: 1, fewest: 3 },
      'Tested on days kept back: 1 host keeps 0.1 % of host-slots over capacity or less. The proof alone would have bought 3.',
    ],
    [
      { chosen: null },
      'Tested on days kept back: none of the numbers tried keeps 0.1 % of host-slots over capacity or less. The proof alone would have bought 2 (12 % over).',
    ],
    [
      { days: 1 },
      'One day was measured; dealt out by equal means, without a look at its slots, and before any change of load: 4 hosts keep',
    ],
  ])('is risk, %#', (change, words) => {
    expect(riskWords({ ...risk, ...change })).toContain(words);
  });
  it('is risk by hosts, other choices, draws and failures', () => {
    expect(riskRows(risk).slice(1)).toEqual([
      ['2', '12 %', '0.05 %', '', '25 %', '123 %', '50 %'],
      ['4', '0 %', '0.05 %', '1 %', '25 %', '123 %', '50 %'],
    ]);
    // After one day one host more than keeps within it is taken; after two what keeps, or nothing that was tried.
    const byDays = [
      { days: 1, tested: [at(2, 0.12), at(3, 0)], next: [at(4, 0.01)], proof: at(2, 0.5) },
      { days: 2, tested: [at(2, 0.12), at(3, 0.12)], next: [at(4, 0.01)], proof: null },
    ];
    expect(howLongRows({ ...risk, byDays })).toEqual([
      ['days known', 'fewest', 'over next', '+-', 'taken by risk', 'over next', '+-'],
      ['1', '2', '50 %', '0.05 %', '4', '1 %', '0.05 %'],
      ['2', 'not tried', '', '', 'not tried', '', ''],
    ]);
    const row = {
      change: 'more',
      saved: -1,
      hostCount: 3,
      machines: { total: 4, spare: null },
      refused: [{}],
      unplaced: 2,
      cost: null,
    };
    const rows = (...costs: (number | null)[]) =>
      whatIfRows(costs.map((cost) => ({ ...row, cost })) as never).slice(1);
    expect(rows(null)).toEqual([['more', '4', '-1', '3', '?', '1', '2']]);
    expect(rows(null, 7.5).map((cells) => cells[7])).toEqual(['?', '7.50']);
    expect(
      uncertaintyWords({
        samples: 4,
        hosts: { 1: 0.75, 2: 0.25 },
        tornado: [
          { parameter: 'vmm', low: 1, high: 2 },
          { parameter: 'ioPath', low: 1, high: 1 },
        ],
      }),
    ).toEqual([
      'Over 4 samples of what is not known: 1 host 75.0 %, 2 hosts 25.0 %.',
      '  VMM, fixed: 1 to 2 hosts',
      '  I/O path run again: 1 host at both ends',
    ]);
    const drill = { tolerated: 1, hosts: 3, failures: [] };
    expect(drillWords({ ...drill, carried: true })).toBe('Each of 0 hosts failed in turn: all carried.');
    expect(drillWords({ ...drill, carried: false })).toContain('not all carried');
    const failures = [{ host: 0, carried: true, unplaced: [] }];
    expect(drillWords({ ...drill, failures, carried: true })).toBe('The one host failed: all carried.');
    const alternative = {
      profile: 'kvm',
      hostCount: 2,
      machines: { total: 3, spare: null },
      images: 5,
      overhead: { cpu: 12.34 },
      refused: [],
      unplaced: 0,
    };
    expect(compareRows([alternative] as never)[1]).toEqual(['kvm', '3', '2', '?', '5', '12.3', '0', '0']);
    expect(compareRows([{ ...alternative, licences: null }] as never)[1].at(-1)).toBe('?');
  });
});

describe('licences, in words and rows', () => {
  const line = (by: string, price: number | null, units = 16) => ({
    by,
    label: by.toUpperCase(),
    units,
    unit: 'cores',
    times: 1,
    guests: 2,
    price,
    product: 'w',
  });
  const bill = {
    rules: 'Rules',
    date: '2026-11-28',
    currency: 'USD',
    years: 3,
    total: 1500,
    priced: 1500,
    hosts: [
      { host: 0, ...line('a', 500) },
      { host: 1, ...line('a', 250.5) },
      { host: 1, ...line('b', null) },
    ],
    spares: [{ spare: 0, ...line('a', 500) }],
    apart: [{ guest: 'X', ...line('b', 40, 2) }],
    order: [line('c', null, 1)],
    unpriced: [],
    findings: [],
    ungathered: null,
  } as unknown as LicencesOfPlan;
  it('are summed by what is bought', () => {
    expect(licenceRows(bill)).toEqual([
      { by: 'a', label: 'A', machines: 3, units: 48, unit: 'cores', price: 1250.5 },
      { by: 'b', label: 'B', machines: 2, units: 18, unit: 'cores', price: 40 },
      { by: 'c', label: 'C', machines: 0, units: 1, unit: 'cores', price: null },
    ]);
  });
  test.each([
    [{}, ['Licences over 3 years, by Rules, 2026-11-28: 1500 USD.']],
    [
      { total: null, unpriced: ['W', 'S'] },
      [
        'Licences over 3 years, by Rules, 2026-11-28: not known, for the rules have no price for W, S; what has a price comes to 1500 USD.',
      ],
    ],
    [{ total: null, priced: 0 }, ['Licences over 3 years, by Rules, 2026-11-28: not known.']],
    [
      { gathering: { total: 900.5, what: 'W' } },
      [
        'Licences over 3 years, by Rules, 2026-11-28: 1500 USD.',
        'Gathered onto fewer of these hosts, guests that need W would bring licences to 900.50.',
      ],
    ],
    [
      { ungathered: { total: 2000, fullest: 0.8766, what: 'W' } },
      [
        'Licences over 3 years, by Rules, 2026-11-28: 1500 USD.',
        'Guests that need W are gathered onto fewer hosts; as they were dealt before, licences came to 2000, and the fullest moment was 87.7 %.',
      ],
    ],
  ])('come to %j', (change, words) => {
    expect(licenceWords({ ...bill, ...change })).toEqual(words);
  });

  const markdown = (beside: BesidePlan, change: object = {}) =>
    reportToMarkdown(
      planReport(answer(change), beside, { scenario: DEFAULT_SCENARIO, files: [] }),
    ).replaceAll('\\', '');
  it('stand in the report with what hosts cost, machine by machine', () => {
    const told = markdown({ licences: bill });
    expect(told).toContain('Hosts, those that stand by included: 18000.');
    expect(told).toContain('Hosts and licences: 19500.');
    expect(told).toContain('| Host 2 | A | 16 x cores | 2 | 250.50 |');
    expect(told).toContain('| Host 2 | B | 16 x cores | 2 | ? |');
    const twice = { ...bill, hosts: [{ host: 0, ...line('a', 5), times: 2 }], total: null } as LicencesOfPlan;
    expect(markdown({ licences: twice })).toContain('| Host 1 | A | 16 x cores, 2 times | 2 | 5 |');
    expect(markdown({ licences: twice })).not.toContain('Hosts and licences:');
    const none = { ...bill, hosts: [] } as LicencesOfPlan;
    expect(markdown({ licences: none }, machines({ cost: null }))).toMatch(
      /What hosts cost is not known[^]*Licences over/,
    );
    expect(markdown({ licences: none })).not.toContain('| host | licence |');
  });

  it('stand beside moves, other choices, a flight and a limit, each where it was asked for', () => {
    const moves = {
      count: 1,
      lowerBound: 1,
      waves: [{ moves: [{ guest: 'A', from: 'h1', to: 'h2', why: '' }], reinstall: ['h1'] }],
      gone: ['h1'],
      spare: 2,
      swing: [],
      evened: [{ moves: 1, fullest: 0.123456789 }],
    } as unknown as MovesPlan;
    const told = markdown({ moves });
    expect(told).toContain('1 move in 1 wave; no such plan has fewer than 1. 1 host is empty then: h1.');
    expect(told).toContain('2 hosts of the new kind must be there at the start.');
    expect(told).toContain('| 1 | 1 | A | h1 | h2 |  |');
    expect(told).toContain('| 2 | 1 | (h1 is installed anew) |  |  |  |');
    const still = markdown({ moves: { ...moves, gone: [], spare: 0, waves: [] } });
    expect(still).toContain('1 move in 0 waves; no such plan has fewer than 1. 0 hosts are empty then.');
    expect(still).not.toContain('of the new kind');
    expect(markdown({})).not.toMatch(/Moves from today|What if|Hosts filled with/);
    expect(markdown({ consolidation: [] })).not.toContain('Hosts filled with');
    expect(markdown({ consolidation: [{ ratio: 2, load: span(0, 1), ready: span(0, 1) }] })).toContain(
      '| 2:1 | 0.0 to 100.0 | 0.0 to 100.0 |',
    );
    expect(markdown({ whatIf: [] })).not.toContain('What if');
    expect(movesDocument(moves)).toMatchObject({
      waves: 1,
      swing: 0,
      swingHosts: [],
      evened: [{ moves: 1, fullest: 0.123457 }],
    });
    expect(stepsOf(moves)).toEqual([
      { step: 1, wave: 1, guest: 'A', from: 'h1', to: 'h2' },
      { step: 2, wave: 1, reinstall: 'h1' },
    ]);
    expect(movesToCsv(moves)).toBe(
      'step,wave,guest,from,to,reinstall,why\r\n1,1,A,h1,h2,,\r\n2,1,,,,h1,\r\n',
    );
  });

  it('leave the other parts of a report as the plan has them', () => {
    const told = markdown({ drill: { tolerated: 1, hosts: 3, carried: true, failures: [] } });
    expect(told).toContain('2 slots of 5 minutes, 2011-03-03 14:00 to 2011-03-03 14:05.');
    expect(told).toContain('Each of 0 hosts failed in turn: all carried.');
    expect(told).toContain('95.0 % of the slots hold a sample.');
    expect(told).toContain('memory of 1 server guessed.');
    expect(told).toContain('network took no part: no figures.');
    expect(told).toContain(
      'makes the number of hosts as small as it can, bounds say what no plan can beat, and the plan is evened',
    );
    expect(told).toContain('stands in.');
    expect(told).toContain(
      '| Host 1 | R740 | 9.10 / 9.60 | 4096 / 8192 | processor 75.8 % | 2011-03-03 14:05 | MAIL, =DB |',
    );
    expect(told).not.toContain('| server | advice |');
    const other = markdown(
      {},
      {
        grid: { ...ANSWER.grid, slots: 1, align: 'time-of-day' },
        withFailures: { tolerated: 2, hostCount: 3 },
        objective: 'cost',
        evened: null,
        advice: [{ guest: 'A', text: 'move it' }],
        findings: [],
        leftOut: [],
        native: [],
        unplaced: [],
        basis: { ...ANSWER.basis, overheadHosts: { low: 2, high: null } },
      },
    );
    expect(other).toContain('One figure for all the time: whether peaks coincide is not known.');
    expect(other).toContain('3 hosts carry everything though 2 fail.');
    const carrying = (tolerated: number, hostCount: number) =>
      markdown({}, { withFailures: { tolerated, hostCount } });
    expect(carrying(1, 1)).toContain('1 host carries everything though 1 fails.');
    expect(carrying(0, 2)).toContain('2 hosts carry everything; none may fail.');
    expect(other).toContain(
      'makes what hosts cost as small as it can, bounds say what no plan can beat. It ended by proof.',
    );
    expect(other).toContain('stands in; days are laid over each other by time of day.');
    expect(other).toContain('| A | move it |');
    expect(other).toContain('Over the ranges of the overheads: 2 hosts or more');
    expect(other).not.toContain('| server | where | why |');
    expect(other).not.toContain('| how | where | what |');
    expect(markdown({}, { withFailures: { tolerated: 1, hostCount: null } })).toContain(
      'No number of hosts is promised with which 1 may fail.',
    );
  });
});

describe('what a plan was made from', () => {
  const rows = (change: object) =>
    originRows(answer(change), { scenario: DEFAULT_SCENARIO, files: [{ name: 'a.csv' }] }).map((row) =>
      row.join('|'),
    );
  it('has the window, the search and the files', () => {
    expect(rows({})).toEqual(
      expect.arrayContaining([
        'window|2 slots|2011-03-03T14:00:00 to 2011-03-03T14:05:00',
        'answer|measured %|95.0',
        'search|steps|40 of 40',
        'file|a.csv|',
        'answer|no plan has fewer than|2',
        'answer|standing|fewest for these figures',
      ]),
    );
    const other = rows({
      grid: { ...ANSWER.grid, slots: 1 },
      search: { work: null, seconds: 2.5, steps: null, seed: 7 },
      basis: { ...ANSWER.basis, rough: 0, overheadHosts: { low: 2, high: 2 }, doubts: [], guessed: {} },
    });
    expect(other).toEqual(
      expect.arrayContaining([
        'answer|measured|one figure for each server, no times',
        'search|seconds|2.5',
        'search|seed|7',
        'answer|hosts over the ranges of overheads|2 hosts at both ends',
      ]),
    );
    expect(other.some((row) => /^window|steps|percentiles|in doubt|guessed/.test(row))).toBe(false);
    expect(rows({ search: { work: 40, seconds: null, steps: null, seed: 1 } })).toContain(
      'search|steps|0 of 40',
    );
  });
  test.each([
    ['ceilings', { cpu: 80, x: 5 }, 'processor 80 %, x 5 %'],
    ['ceilings', {}, 'none'],
    ['edits', { DB: { memory: 4, image: '' } }, 'DB (RAM 4 MiB, image none)'],
    ['edits', {}, 'none'],
    ['failures', 0, '0'],
    ['rescheduled', ['a', 'b'], 'a; b'],
    ['rescheduled', [], 'none'],
  ] as const)('has %s %j as %s', (field, value, words) => {
    expect(choiceWords(field, value).toLowerCase()).toBe(words.toLowerCase());
  });
  test.each([
    [1234.5, '1235'],
    [100, '100'],
    [99.96, '100.0'],
    [10, '10.0'],
    [-12.34, '-12.3'],
    [9.999, '10.00'],
    [0.126, '0.13'],
    [Infinity, '-'],
    [NaN, '-'],
  ])('has the number %d as %s', (value, words) => {
    expect(digits(value)).toBe(words);
  });
});
