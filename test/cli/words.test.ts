import { afterEach, describe, expect, it, test } from 'vitest';
import { tooFewDays, untested } from '../../src/cli/fold-days';
import { chosenOn, samplesOf, withUsual } from '../../src/cli/fold-options';
import { movesWords } from '../../src/cli/moves';
import { namesOf, readingTold, shiftsOf } from '../../src/cli/readings';
import { SharedSeconds } from '../../src/cli/shared-seconds';
import type { MovesPlan } from '../../src/moves/plan';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { estateOf } from '../placement/estates';
import { ANSWER } from '../report/answer';

/** A clock that is set by hand, ms. */
const clock = { now: 0 };
const real = performance.now.bind(performance);
const byHand = (now = 0) => {
  clock.now = now;
  performance.now = () => clock.now;
};
afterEach(() => {
  performance.now = real;
});

describe('seconds that all parts of a run share', () => {
  const seconds = (total: number | null, parts: number, signal = new AbortController().signal) => {
    const said: string[] = [];
    const io = { out: () => {}, err: (text: string) => said.push(text) };
    return { said, shared: new SharedSeconds(total, 7, 1000, parts, io, signal) };
  };
  it('are dealt in equal parts of what is left', () => {
    byHand(3000);
    const { shared } = seconds(20, 3);
    // Two seconds are gone: 18 are left for three.
    expect(shared.share()).toBe(6);
    clock.now = 6000;
    expect(shared.share(3)).toBe(2.5);
    clock.now = 31_000;
    expect(shared.share()).toBe(0);
  });
  it('are those of each search where none were given', () => {
    const { shared } = seconds(null, 3);
    expect([shared.share(), shared.share(4)]).toEqual([7, 7]);
  });
  const until = (signal: AbortSignal) =>
    new Promise<string>((resolve) => {
      if (signal.aborted) resolve('ended');
      else signal.addEventListener('abort', () => resolve('ended'));
    });
  it('end a part, and say so', async () => {
    byHand(1000);
    const { shared, said } = seconds(0.002, 2);
    expect(await shared.within('fly', until)).toBe('ended');
    expect(said).toEqual(['warning: --fly: the seconds ended before all of it was done; give it more.']);
  });
  it('say nothing of a part that ended by itself, or that somebody stopped', async () => {
    byHand(1000);
    const { shared, said } = seconds(1000, 2);
    expect(await shared.within('fly', () => Promise.resolve('done'))).toBe('done');
    const stopped = seconds(0, 2, AbortSignal.abort());
    expect(await stopped.shared.within('fly', until)).toBe('ended');
    const none = seconds(null, 2);
    expect(await none.shared.within('fly', ({ aborted }) => Promise.resolve(aborted))).toBe(false);
    expect([...said, ...stopped.said, ...none.said]).toEqual([]);
  });
});

describe('files', () => {
  test.each([
    [['a.csv'], ['a.csv']],
    [
      ['/x/a.csv', './y/b.csv'],
      ['a.csv', 'b.csv'],
    ],
    [
      ['/x/a.csv', '/y/a.csv', 'a.csv'],
      ['x/a.csv', 'y/a.csv', 'a.csv'],
    ],
    [
      ['r/x/a.csv', 's/x/a.csv', 's/y/a.csv'],
      ['r/x/a.csv', 's/x/a.csv', 'y/a.csv'],
    ],
    [['C:\\logs\\a.csv'], ['a.csv']],
    [
      ['a.csv', './a.csv'],
      ['a.csv', 'a.csv'],
    ],
    [['-'], ['-']],
    [['.'], ['.']],
  ])('%j are called %j', (paths, names) => {
    expect(namesOf(paths)).toEqual(names);
  });

  test.each([
    [{ bytes: 999, total: 2000 }, ', 49 %'],
    [{ bytes: 1e6, total: undefined }, ''],
    [{ bytes: 1_999_999, total: undefined }, ', 1 MB'],
    [{ bytes: 0, total: 0 }, ''],
  ])('of which %j is read are told every five seconds', (at, far) => {
    byHand();
    const said: string[] = [];
    const tell = readingTold({ err: (text) => said.push(text) }, 1200)(1033, 'a.csv');
    const told = (now: number) => {
      clock.now = now;
      tell(at as Parameters<typeof tell>[0]);
      return said.length;
    };
    expect([4999, 5000, 9999, 10_000].map(told)).toEqual([0, 1, 1, 2]);
    expect(said[0]).toBe(`reading file 1,034 of 1,200: a.csv${far}`);
  });

  test.each([
    [['a=-5h'], { a: -300 }],
    [['a=5h', 'b.csv=+90m'], { a: 300, 'b.csv': 90 }],
    [['a=30s'], { a: 0.5 }],
    [['a=1d'], { a: 1440 }],
    [['a=-1h30m'], { a: -90 }],
    [['a=b=1.5h'], { 'a=b': 90 }],
    [undefined, {}],
  ])('with %j are shifted by %j minutes', (given, shifts) => {
    expect(shiftsOf(given)).toEqual(shifts);
  });
  test.each([
    [['a'], 'expected a name and a time such as web01=-5h or log.csv=+90m.'],
    [['a=5'], 'expected a name and a time'],
    [['=5h'], 'expected a name and a time'],
    [['a=5h', 'a=6h'], 'found a twice; expected it once.'],
  ])('are not shifted by %j', (given, words) => {
    expect(() => shiftsOf(given)).toThrow(words);
  });
});

describe('options', () => {
  test.each([
    [['--backtest'], ['--backtest=0.001']],
    [
      ['--backtest', '1%'],
      ['--backtest', '1%'],
    ],
    [
      ['--backtest', '0.5 %'],
      ['--backtest', '0.5 %'],
    ],
    [
      ['--backtest', 'a.csv'],
      ['--backtest=0.001', 'a.csv'],
    ],
    [['--licences'], ['--licences=usual']],
    [
      ['--licences', '--json'],
      ['--licences=usual', '--json'],
    ],
    [
      ['--licences', 'mine.json'],
      ['--licences', 'mine.json'],
    ],
    [
      ['--what-if', '--ceiling cpu=90', 'a.csv'],
      ['--what-if=--ceiling cpu=90', 'a.csv'],
    ],
    [
      ['a.csv', '--what-if'],
      ['a.csv', '--what-if'],
    ],
  ])('%j are %j', (given, whole) => {
    expect(DEFAULT_SCENARIO.tolerance).toBe(0.001);
    expect(withUsual(given)).toEqual(whole);
  });

  const chosen = async (values: Parameters<typeof chosenOn>[1]) =>
    (await chosenOn(DEFAULT_SCENARIO, values)).scenario;
  test.each([
    [{ slot: '5' }, { slotMinutes: 5 }],
    [{ slot: '30s' }, { slotMinutes: 0.5 }],
    [{ slot: '1.5h' }, { slotMinutes: 90 }],
    [{ backtest: '0' }, { tolerance: 0 }],
    [{ backtest: '5%' }, { tolerance: 0.05 }],
    [{ backtest: '50 %' }, { tolerance: 0.5 }],
    [{ 'assume-use': '25%' }, { assumeUse: { other: 25 } }],
    [{ 'assume-use': '25 %' }, { assumeUse: { other: 25 } }],
    [{ 'assume-use': 'web=20,other=5' }, { assumeUse: { web: 20, other: 5 } }],
    [{ growth: '10' }, { growth: { other: 10 }, horizon: 24 }],
    [
      { growth: 'web=20', horizon: '6' },
      { growth: { web: 20 }, horizon: 6 },
    ],
    [
      { work: '9', seconds: '5' },
      { work: 9, seconds: undefined },
    ],
    [{ seconds: '5' }, { seconds: 5 }],
    [{ hosts: '4' }, { exactly: 4 }],
    [{ ceiling: 'cpu=90,memory=80' }, { ceilings: { cpu: 90, memory: 80 } }],
    [{ ready: '5' }, { ready: 5 }],
  ])('%j choose %j', async (values, scenario) => {
    expect(await chosen(values)).toMatchObject(scenario);
  });
  test.each([
    [{ slot: '5d' }, '--slot: found "5d"; expected a length such as 30s, 5m or 1h.'],
    [{ backtest: '1' }, '--backtest: found "1"; expected the part'],
    [{ backtest: '100%' }, '--backtest: found "100%"'],
    [{ backtest: '1.2.3' }, '--backtest: found "1.2.3"'],
    [{ horizon: '6' }, '--horizon: found without --growth; expected how much loads grow until then.'],
    [{ ceiling: 'cpu=900' }, '--ceiling: found cpu=900; expected'],
    [{ ceiling: 'mood=9' }, '--ceiling: found "mood", which is no name of a field here'],
    [{ policy: 'hope' }, '--policy: found "hope"; expected one of'],
    [{ hosts: '0' }, '--hosts: found 0; expected'],
  ])('%j are refused', async (values, words) => {
    await expect(chosen(values)).rejects.toThrow(words);
  });
  test.each(['1', '100000'])('%s samples may be drawn', (text) => {
    expect(samplesOf(text)).toBe(Number(text));
  });
  test.each(['0', '100001', '1.5'])('%s samples may not', (text) => {
    expect(() => samplesOf(text)).toThrow(
      `--uncertainty: found ${text}; expected a whole number of samples from 1 to 100000.`,
    );
  });
});

describe('days that could test a plan', () => {
  const { grid } = estateOf([], 1);
  test.each([
    ['wall', 0, 'found no day on which half of the servers were measured; expected two', 'Log a week'],
    ['wall', 1, 'found one day; expected two', 'Log a week'],
    [
      'time-of-week',
      1,
      'found days laid over each other (--align time-of-week); expected two',
      'Give --align wall.',
    ],
  ] as const)('are too few: by %s, %i', (align, days, words, fix) => {
    const { finding } = tooFewDays({ ...estateOf([], 1), grid: { ...grid, align } }, days);
    expect(finding).toMatchObject({ level: 'error', where: '--backtest' });
    expect(finding.text.startsWith(words)).toBe(true);
    expect(finding.fix!.startsWith(fix)).toBe(true);
  });
  it('are said where they tested none', () => {
    const { findings } = untested(ANSWER, 3);
    expect(findings.slice(0, -1)).toEqual(ANSWER.findings);
    expect(findings.at(-1)!.text).toMatch(
      /^3 days were measured: these are the fewest hosts for all of them/,
    );
  });
});

describe('moves, printed', () => {
  const plan: MovesPlan = {
    hosts: [],
    gone: [],
    count: 2,
    lowerBound: 2,
    waves: [{ moves: [], reinstall: [] }],
    swing: [],
    spare: 0,
    placement: [],
    evened: [{ moves: 2, fullest: 0.9 }],
    plan: null,
    findings: [],
  };
  test.each<[Partial<MovesPlan>, string[]]>([
    [{}, ['From today: 2 moves (no plan on so few hosts has fewer) in 1 wave; 0 hosts are empty then.']],
    [
      { lowerBound: 1, gone: ['h1', 'h2'] },
      ['From today: 2 moves (at least 1 is needed) in 1 wave; 2 hosts are empty then: h1, h2.'],
    ],
    [
      { spare: 1, swing: [{ host: 'swing-1', why: 'two change places' }] },
      [
        'From today: 2 moves (no plan on so few hosts has fewer) in 1 wave; 0 hosts are empty then.',
        '1 host of the new kind must be there at the start.',
        'swing-1, an empty host for a while: two change places.',
      ],
    ],
    [
      { evened: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((moves) => ({ moves, fullest: 1 - moves / 16 })) },
      [
        'From today: 2 moves (no plan on so few hosts has fewer) in 1 wave; 0 hosts are empty then.',
        'Fullest moment 87.5 % of what may be filled; with more moves (--within): 3 for 81.3 %, 4 for 75.0 %, 5 for 68.8 %, 6 for 62.5 %, 7 for 56.3 %, 8 for 50.0 %.',
      ],
    ],
  ])('with %j', (change, words) => {
    expect(movesWords({ ...plan, ...change }).slice(0, -1)).toEqual(words);
  });
});
