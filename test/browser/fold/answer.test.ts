import { expect, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import type { FoldAnswer, Proof } from '../../../src/placement/answer';
import { argumentOf } from '../../../src/ui/fold/answer/argument';
import '../../../src/ui/fold/answer/course';
import type { Course } from '../../../src/ui/fold/answer/course';
import { pictureOf } from '../../../src/ui/fold/answer/course-picture';
import '../../../src/ui/fold/answer/headline';
import type { Headline } from '../../../src/ui/fold/answer/headline';
import '../../../src/ui/fold/answer/mix';
import type { Mix } from '../../../src/ui/fold/answer/mix';
import '../../../src/ui/fold/answer/notes';
import type { AdviceList, Findings, Reasons } from '../../../src/ui/fold/answer/notes';
import '../../../src/ui/fold/answer/overhead';
import type { Overhead } from '../../../src/ui/fold/answer/overhead';
import '../../../src/ui/fold/answer/policies';
import type { Policies } from '../../../src/ui/fold/answer/policies';
import '../../../src/ui/fold/answer/proof';
import type { ProofDialog } from '../../../src/ui/fold/answer/proof';
import { mostRoom } from '../../../src/ui/fold/answer/room';
import type { RecheckOf } from '../../../src/ui/app/view';
import type { ChooseEvent, DeedEvent } from '../../../src/ui/app/events';
import type { RevealEvent } from '../../../src/ui/fold/events';
import type { ExplainEvent } from '../../../src/ui/parts/explanation';
import { dressed } from '../dressed';
import { foldedSample } from '../sample';

let answer: FoldAnswer;
before(async () => {
  await dressed();
  answer = (await foldedSample()).answer;
});
const words = (element: { renderRoot: { textContent: string | null } }): string =>
  (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');

/** Seven hosts and one to spare, whatever the search came to. */
const BOUGHT = {
  hostCount: 7,
  lowerBound: 7,
  evened: { bound: null, fewest: 7 },
  machines: { total: 8, carrying: 7, spare: 1, native: 0, unplaced: 0, cost: null },
};

describe('the headline', () => {
  const headline = async (changes: Partial<FoldAnswer> = {}, servers = 63) => {
    const element = await fixture<Headline>(
      html`<hf-headline .answer=${{ ...answer, ...BOUGHT, ...changes }} .servers=${servers}></hf-headline>`,
    );
    // What is asked of a number comes after it.
    await import('../../../src/ui/fold/answer/headline-more');
    await nextFrame();
    await element.updateComplete;
    return element;
  };

  it('is accessible', async () => {
    await expect(await headline()).to.be.accessible();
  });

  it('says how many machines to buy and what for, and that it is proved', async () => {
    const text = words(await headline({ proved: true, standing: 'proved' }));
    expect(text).to.match(/63 servers fold onto 8 machines: 7 hosts and 1 to spare/);
    expect(text).to.contain('Proved: no plan has 6 hosts.');
  });

  it('says of doubtful figures that it is the fewest for these, and why', async () => {
    const doubts = ['units of 3 servers are guessed', 'most slots hold no sample'];
    const basis = { ...answer.basis, doubts };
    const text = words(await headline({ proved: true, standing: 'fewest for these figures', basis }));
    expect(text).to.contain('The fewest for these figures: no plan has 6 hosts.');
    expect(text).to.contain('But units of 3 servers are guessed and most slots hold no sample.');
    expect(text).not.to.contain('Proved');
  });

  it('says beside the number what is guessed and how much was not measured', async () => {
    const sure = { ...answer.basis, guessed: {}, coverage: 1, doubts: [] };
    const of = async (basis: Partial<FoldAnswer['basis']>) =>
      words(await headline({ proved: true, standing: 'proved', basis: { ...sure, ...basis } }));
    expect(await of({}))
      .not.to.contain('Guessed')
      .and.not.to.contain('slots');
    expect(await of({ guessed: { memory: 1 } })).to.contain(
      'no plan has 6 hosts. Here is why. Guessed: RAM of 1 server.',
    );
    expect(await of({ guessed: { cores: 24, memory: 24, rating: 3 }, coverage: 0.66 })).to.contain(
      'Guessed: cores and RAM of 24 servers; rating of 3 servers. 34 % of the slots hold no sample.',
    );
  });

  it('counts the machines of servers that no host carries', async () => {
    const machines = { ...BOUGHT.machines, total: 11, native: 2, unplaced: 1 };
    const unplaced = [{ guest: 'LAST01', why: 'no room' }];
    expect(words(await headline({ machines }))).to.match(
      /fold onto 11 machines: 7 hosts and 1 to spare \+ 2 servers on machines of their own \+ 1 without room/,
    );
    expect(words(await headline({ machines, unplaced }))).to.contain('63 servers need 11 machines');
  });

  it('has the price of what stands by in the price', async () => {
    const machines = { ...BOUGHT.machines, cost: 80_000 };
    expect(
      words(await headline({ objective: 'cost', lowerBound: 70_000, cost: 70_000, machines })),
    ).to.contain('8 machines for 80,000');
  });

  it('says how far above the bound a plan may be that is not proved', async () => {
    const text = words(await headline({ proved: false, lowerBound: 5 }));
    expect(text).to.contain('At most 2 above').and.not.to.contain('stimate');
  });

  it('names an estimate of the fewest as one, and says how it came about', async () => {
    const estimate = { least: 6, most: 7, counted: 6.44 };
    const element = await headline({ proved: false, lowerBound: 5, estimate });
    expect(words(element)).to.contain('Estimate, no proof: the fewest are likely 6 to 7');
    const [, how] = element.renderRoot.querySelectorAll('hf-how');
    const asked = oneEvent(element, 'explain') as Promise<ExplainEvent>;
    how.renderRoot.querySelector('button')!.click();
    const { explanation } = await asked;
    expect(explanation.text).to.contain('It proves nothing');
    expect(explanation.values).to.deep.equal([['hosts at one plan', '6.4']]);
  });

  it('says nothing of fewer hosts where not all servers fit, but whether they all can', async () => {
    const unplaced = [{ guest: 'LAST01', why: 'no room left on the hosts that there are' }];
    const holding = (total: number): Proof => ({
      bound: answer.hostCount,
      points: [],
      total,
      measure: null,
      kinds: [
        { kind: 'old', price: 1, count: 3, most: 4 },
        { kind: 'new', price: 1, count: 2, most: 5 },
      ],
      leftOut: [],
    });
    const short = { unplaced, proved: false, endedBy: 'time' as const, lowerBound: answer.hostCount };
    const open = words(await headline({ ...short, proof: holding(22) }, 64));
    expect(open).to.contain('A plan for all was not found.').and.not.to.contain('fewer');
    const closed = words(await headline({ ...short, proof: holding(23) }, 64));
    expect(closed).to.contain('Proved: not all can fit. The servers have 23 points');
    expect(closed).to.contain('hold at most 22 points.');
    const gigahertz = { ...holding(23), measure: { resource: 'cpu' as const, slot: 120, size: 0.5 } };
    const measured = words(await headline({ ...short, proof: gigahertz }, 64));
    expect(measured).to.contain('The servers need 11.500 GHz of processor at 10:00');
    expect(measured).to.contain('have at most 11.000 GHz.');
  });

  it('promises no spare where none can be', async () => {
    const machines = { ...BOUGHT.machines, total: 7, spare: null };
    const withFailures = { tolerated: 2, hostCount: null };
    expect(words(await headline({ endedBy: 'time', machines, withFailures }))).to.match(
      /at least 7 machines: 7 hosts; how many so that 2 may fail cannot be promised/,
    );
    expect(words(await headline({ endedBy: 'cancelled', machines, withFailures }))).to.contain(
      'how many so that 2 may fail is not known',
    );
    expect(words(await headline({ machines: { ...BOUGHT.machines, total: 7, spare: 0 } }))).to.match(
      /7 machines: 7 hosts, none to spare/,
    );
  });

  it('leads to the argument for its bound', async () => {
    const element = await headline({ proof: PROOF });
    setTimeout(() => element.renderRoot.querySelector<HTMLElement>('.why')!.click());
    await oneEvent(element, 'why');
  });

  it('names servers that found no room', async () => {
    const text = words(await headline({ unplaced: [{ guest: 'SQL-09', why: 'no room' }] }));
    expect(text).to.contain('1 server found no room: SQL-09');
  });

  it('explains the number when it is asked', async () => {
    const element = await headline();
    const how = element.renderRoot.querySelector('hf-how')!;
    setTimeout(() => how.renderRoot.querySelector('button')!.click());
    const { explanation } = (await oneEvent(element, 'explain')) as unknown as ExplainEvent;
    expect(explanation.formula).to.contain('capacity × ceiling');
  });
});

const COURSE = [
  { seconds: 0.01, value: 11, bound: 4 },
  { seconds: 0.2, value: 9, bound: 4 },
  { seconds: 0.4, value: 7, bound: 5 },
  { seconds: 1.2, value: 7, bound: 7 },
];

/** The sample's answer as if its search had taken this course. */
const searched = (changes: Partial<FoldAnswer>): FoldAnswer => ({
  ...answer,
  hostCount: 7,
  lowerBound: 7,
  proved: true,
  endedBy: 'proof',
  course: COURSE,
  ...changes,
});

describe('the picture of the search', () => {
  const course = (changes: Partial<FoldAnswer> = {}, more: Partial<Course> = {}) =>
    fixture<Course>(
      html`<hf-course
        .answer=${searched(changes)}
        .folding=${more.folding ?? null}
        .searched=${more.searched ?? { took: 1.2 }}
      ></hf-course>`,
    );
  const running = () =>
    course(
      { endedBy: 'running', proved: false, lowerBound: 5, course: COURSE.slice(0, 3) },
      { folding: { fraction: 0.3, slow: true, began: performance.now() - 500, seconds: 2 } },
    );
  const button = (element: Course, name: RegExp) =>
    [...element.renderRoot.querySelectorAll('button')].find((b) => name.test(b.textContent!))!;

  it('is accessible, while it goes on and afterwards', async () => {
    await expect(await course()).to.be.accessible();
    await expect(await running()).to.be.accessible();
    await expect(await course({ endedBy: 'time', proved: false, lowerBound: 6 })).to.be.accessible();
  });

  it('says when the plan was found and when it was proved', async () => {
    expect(words(await course())).to.contain('Found in 0.4 s, proved in 1.2 s');
  });

  it('is words where the first plan was the best and proved at once, and the search can be asked', async () => {
    const [{ value }] = COURSE;
    const element = await course(
      { course: [{ seconds: 0.03, value, bound: value }], hostCount: value, lowerBound: value },
      { searched: { took: 0.03 } },
    );
    expect(element.renderRoot.querySelector('svg')).to.equal(null);
    expect(words(element)).to.match(/The first plan found has .* there was nothing left to search/);
    const how = element.renderRoot.querySelector('hf-how')!;
    expect(how.explanation.values).to.deep.include(['no plan has less than', String(value)]);
  });

  it('has a step for each better plan and bound, and a row of the table', async () => {
    const element = await course();
    expect(element.renderRoot.querySelectorAll('tbody tr')).to.have.length(COURSE.length);
    const level = (l: Element) => l.getAttribute('x1') !== l.getAttribute('x2');
    const heights = [...element.renderRoot.querySelectorAll('.plan-line')]
      .filter(level)
      .map((l) => Number(l.getAttribute('y1')));
    // The last moment is where the picture ends.
    expect(heights).to.have.length(COURSE.length - 1);
    // Fewer hosts stand lower.
    expect([...heights].sort((a, b) => a - b)).to.deep.equal(heights);
  });

  it('counts the time left down, and stops when it is told', async () => {
    const element = await running();
    expect(words(element)).to.match(/Looking for a better plan 1\.[0-5] s left/);
    setTimeout(() => button(element, /Stop/).click());
    expect(((await oneEvent(element, 'deed')) as unknown as DeedEvent).deed).to.equal('cancel');
  });

  it('moves on with time by itself', async () => {
    const element = await running();
    const at = () => Number.parseFloat(element.renderRoot.querySelector('.dot')!.getAttribute('cx')!);
    const before = at();
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(at()).to.be.above(before);
  });

  it('says that it was stopped, and offers to look longer', async () => {
    const element = await course(
      {
        endedBy: 'cancelled',
        proved: false,
        lowerBound: 5,
        course: COURSE.slice(0, 3),
        search: { work: 140, seconds: null, steps: 60, seed: 1 },
      },
      { searched: { took: 3.5 } },
    );
    expect(words(element)).to.contain('Found in 0.4 s; stopped after 3.5 s');
    expect(button(element, /700 steps/).title).to.contain('about 41\u00a0s here');
    setTimeout(() => button(element, /Look 140 steps/).click());
    expect(((await oneEvent(element, 'choose')) as unknown as ChooseEvent).patch).to.deep.equal({
      work: 140,
      seconds: undefined,
    });
  });

  it('says of a search that goes on from an earlier one what that had found', async () => {
    const [{ value, bound }] = COURSE;
    const known = { seconds: 0, value, bound };
    const search = { work: null, seconds: 10, steps: 900, seed: 1 };
    const open = { endedBy: 'time', proved: false, lowerBound: bound, course: [known], search } as const;
    const element = await course(open, { searched: { took: 10 } });
    expect(words(element)).to.match(/Found before; not proved in 10 s/);
    expect(words(element)).to.contain('the search before');
  });

  it('says that not all are placed, and bounds nothing, where servers found no room', async () => {
    const unplaced = [{ guest: 'LAST01', why: 'no room left on the hosts that there are' }];
    const search = { work: 140, seconds: null, steps: 140, seed: 1 };
    const element = await course({ unplaced, endedBy: 'work', proved: false, lowerBound: 7, search });
    expect(words(element)).to.contain('no plan for all in 140 steps, 1.2 s here');
    const end = (of: Course) => of.renderRoot.querySelector('.ends')!.textContent;
    expect(end(element)).to.contain('not all placed');
    expect(words(element)).not.to.contain('proved').and.not.to.contain('at least');
    const kinds = [{ kind: 'host', price: 1, count: 5, most: 11 }];
    const proof = { ...PROOF, kinds };
    expect(end(await course({ unplaced, endedBy: 'proof', proof }))).to.contain('not all can fit');
  });

  it('is headed by what it bounds: hosts or a price', async () => {
    const head = (element: Course) => element.renderRoot.querySelector('thead')!.textContent;
    expect(head(await course())).to.contain('No plan has fewer than');
    expect(head(await course({ objective: 'cost', cost: 700 }))).to.contain('No mix costs less than');
  });

  it('claims no time for an answer that came without a course', async () => {
    expect(words(await course({ course: [] }))).not.to.contain('Found');
  });

  it('keeps its height whatever there is to say', async () => {
    const heights = new Set<number>();
    for (const width of [320, 700]) {
      heights.clear();
      for (const make of [course, running, () => course({ endedBy: 'time', proved: false, lowerBound: 6 })]) {
        const element = await make();
        element.style.width = `${width}px`;
        heights.add(element.getBoundingClientRect().height);
      }
      expect([...heights], `${width} px`).to.have.length(1);
    }
  });

  it('draws time by its logarithm, from the first moment to the last', () => {
    const { stretches, now, marks } = pictureOf(COURSE, 1.2, 2);
    expect(stretches[0].from).to.equal(0);
    expect(stretches.map((s) => s.to)).to.deep.equal([...stretches.slice(1).map((s) => s.from), now]);
    expect(marks.map((m) => m.label)).to.deep.equal(['10\u00a0ms', '0.1\u00a0s', '1\u00a0s', '2\u00a0s']);
    const [a, b, c] = marks.map((m) => m.at);
    expect(b - a).to.be.closeTo(c - b, 1e-9);
  });
});

const PROOF: Proof = {
  bound: 7,
  points: [
    { guests: ['SQL-01'], points: 30 },
    ...Array.from({ length: 10 }, (_, k) => ({ guests: [`WEB-${k}`], points: 4 })),
    { guests: ['DC-01', 'DC-02'], points: 2 },
  ],
  total: 72,
  measure: null,
  kinds: [{ kind: 'host', price: 1, count: null, most: 11 }],
  leftOut: ['Pages that servers share.'],
};
/** 12,500 for 10 points, 6,000 for 2: less than 43,500 buys three large ones, and 43,500 a small one besides. */
const PRICED: Proof = {
  ...PROOF,
  bound: 43_500,
  total: 33,
  points: [{ guests: ['SQL-01'], points: 33 }],
  kinds: [
    { kind: 'R740', price: 12_500, count: null, most: 10 },
    { kind: 'R640', price: 6_000, count: 1, most: 2 },
  ],
};

describe('the argument for a bound', () => {
  it('is that the servers have more points than too few hosts can hold', () => {
    const argument = argumentOf(searched({ proof: PROOF }))!;
    expect(argument.title).to.equal('Why no plan has fewer than 7 hosts');
    expect(argument.steps.join(' ')).to.contain('These 13 have 72 points together.');
    expect(argument.steps.join(' ')).to.contain('servers of more than 11 points');
    expect(argument.steps.join(' ')).to.contain('6 hosts hold at most 6 × 11 = 66 points: 6 points too few.');
    expect(argument.hosts).to.have.length(6);
  });

  it('names the hosts that too little money buys, where kinds have prices', () => {
    const argument = argumentOf(searched({ objective: 'cost', lowerBound: 43_500, proof: PRICED }))!;
    expect(argument.title).to.equal('Why no mix costs less than 43,500');
    expect(argument.steps.join(' ').replaceAll('\u00a0', ' ')).to.contain(
      'For less than 43,500, hosts hold at most 3 × 10 = 30 points (3 × R740): 3 points too few.',
    );
    expect(argument.kinds).to.have.length(2);
  });

  it('is told in one resource at one moment where that is enough, in figures that add up', () => {
    const measure = { resource: 'cpu', slot: 120, size: 0.25 } as const;
    const argument = argumentOf(searched({ proof: { ...PROOF, measure } }))!;
    expect(argument.steps[0]).to.equal(
      'All servers together need 18.000 GHz of processor at 10:00, with what virtualizing each of them adds.',
    );
    expect(argument.steps[1]).to.contain('One host has 2.750 GHz for them');
    expect(argument.steps[2]).to.equal(
      '6 hosts have at most 6 × 2.750 GHz = 16.500 GHz: 1.500 GHz too little.',
    );
    expect(argument.heading).to.equal('Processor at 10:00');
    expect(argument.steps.join(' ')).not.to.contain('point');
  });

  it('in one resource names what each kind of host has of it, and what too little money buys', () => {
    const measure = { resource: 'memory', slot: null, size: 512 } as const;
    const proof = { ...PRICED, measure };
    const argument = argumentOf(searched({ objective: 'cost', lowerBound: 43_500, memory: [], proof }))!;
    expect(argument.steps[0]).to.contain('16,896 MiB of memory, with');
    expect(argument.steps[1]).to.contain('R740 5,120 MiB and R640 1,024 MiB');
    expect(argument.steps[2].replaceAll('\u00a0', ' ')).to.equal(
      'For less than 43,500, hosts have at most 3 × 5,120 MiB = 15,360 MiB (3 × R740): 1,536 MiB too little.',
    );
  });

  it('says of a kind of host that could hold all no figure, since it may have no limit', () => {
    const [dear, cheap] = PRICED.kinds;
    const proof = { ...PRICED, kinds: [{ ...dear, most: 2 ** 30 }, cheap] };
    const { steps } = argumentOf(searched({ objective: 'cost', lowerBound: 43_500, proof }))!;
    expect(steps.join(' ')).to.contain('R740 everything and R640 2 points.');
    const measure = { resource: 'memory', slot: null, size: 512 } as const;
    const of = searched({ objective: 'cost', lowerBound: 43_500, memory: [], proof: { ...proof, measure } });
    expect(argumentOf(of)!.steps[1]).to.contain('R740 everything and R640 1,024 MiB');
  });

  it('by cases says what points alone prove, and that other points prove the rest in each case', () => {
    const proof = { ...PROOF, cases: { count: 14, without: 6 } };
    const { steps, hosts } = argumentOf(searched({ proof }))!;
    expect(steps[2]).to.equal('Hosts that hold 72 points together come to at least 6 hosts.');
    expect(steps[3]).to.contain('In each of 14 cases').and.to.contain('less than 7 hosts do not hold them');
    expect(steps[4]).to.equal('So at least 7 hosts are needed.');
    expect(hosts).to.have.length(0);
  });

  it('is that the machines that there are hold too little, where that is so', () => {
    const kinds = [{ kind: 'host', price: 1, count: 5, most: 11 }];
    const argument = argumentOf(searched({ lowerBound: 5, proof: { ...PROOF, bound: 5, kinds } }))!;
    expect(argument.title).to.equal('Why not all servers fit');
    expect(argument.steps[2]).to.equal(
      'The machines that there are hold at most 5 × 11 = 55 points: 17 points too few.',
    );
    expect(argument.hosts).to.have.length(5);
  });

  it('is that servers cannot meet, where no two of them fit together', () => {
    const argument = argumentOf(searched({ boundBy: 'pairs', lowerBound: 5 }))!;
    expect(argument.steps[0]).to.equal('There are 5 servers of which no two fit on one host together.');
    const priced = argumentOf(searched({ boundBy: 'pairs', lowerBound: 5000, objective: 'cost' }))!;
    expect(priced.steps[0]).to.equal('There are servers of which no two fit on one host together.');
  });

  it('counts a group that stays together as one that cannot meet others', () => {
    const points = [['A', 'B'], ['C'], ['D']].map((guests) => ({ guests, points: 1 }));
    const kinds = [{ kind: 'host', price: 1, count: null, most: 1 }];
    const proof = { ...PROOF, bound: 3, total: 3, points, kinds };
    const { steps } = argumentOf(searched({ lowerBound: 3, proof }))!;
    expect(steps[0]).to.equal('There are 3 servers or groups of which no two fit on one host together.');
  });

  it('names the servers that cannot meet, and gives them no sizes', async () => {
    const points = ['A', 'B', 'C'].map((name) => ({ guests: [name], points: 1 }));
    const kinds = [{ kind: 'host', price: 1, count: null, most: 1 }];
    const of = searched({ lowerBound: 3, proof: { ...PROOF, bound: 3, total: 3, points, kinds } });
    const argument = argumentOf(of)!;
    expect(argument.steps[0]).to.equal('There are 3 servers of which no two fit on one host together.');
    const element = await fixture<ProofDialog>(html`<hf-proof></hf-proof>`);
    await element.show(of);
    await element.updateComplete;
    expect(words(element)).to.contain('Servers that cannot meet A, B, C');
    expect(words(element)).not.to.contain('point');
  });

  it('claims no total of a resource where it is known only that the bound rests on it', () => {
    const by = { resource: 'cpu', slot: 120 } as const;
    const argument = argumentOf({ ...answer, proof: null, lowerBound: 7, boundBy: by })!;
    expect(argument.steps[0]).to.equal(
      'By their processor at 10:00 alone, the servers do not go into 6 hosts, however they are combined.',
    );
  });

  it('is none where the bound rests on nothing', () => {
    expect(argumentOf(searched({ boundBy: null, lowerBound: 0 }))).to.equal(null);
  });

  it('finds the hosts that hold most for too little money, within what there is', () => {
    expect(mostRoom(PRICED.kinds, 43_500)).to.deep.equal([{ kind: 'R740', most: 10, hosts: 3 }]);
    expect(mostRoom(PRICED.kinds, 43_500.5)).to.deep.equal([
      { kind: 'R740', most: 10, hosts: 3 },
      { kind: 'R640', most: 2, hosts: 1 },
    ]);
    expect(
      mostRoom(
        [
          { kind: 'a', price: 1, count: 2, most: 9 },
          { kind: 'b', price: 1, count: null, most: 5 },
        ],
        6,
      ),
    ).to.deep.equal([
      { kind: 'a', most: 9, hosts: 2 },
      { kind: 'b', most: 5, hosts: 3 },
    ]);
    // Parts of cents count: ten for 1,000.06, so nine for less.
    expect(mostRoom([{ kind: 'a', price: 100.006, count: null, most: 1 }], 1000.06)).to.deep.equal([
      { kind: 'a', most: 1, hosts: 9 },
    ]);
    expect(mostRoom([{ kind: 'a', price: 0.01, count: null, most: 1 }], 1e9)).to.equal(null);
  });
});

describe('the proof', () => {
  const proof = async (of: FoldAnswer, recheck: RecheckOf | null = null) => {
    const element = await fixture<ProofDialog>(html`<hf-proof .recheck=${recheck}></hf-proof>`);
    await element.show(of);
    await element.updateComplete;
    return element;
  };
  const button = (element: ProofDialog, name: RegExp) =>
    [...element.renderRoot.querySelectorAll('button')].find((b) => name.test(b.textContent!));

  it('is accessible', async () => {
    await expect(await proof(searched({ proof: PROOF }))).to.be.accessible();
    await expect(
      await proof(searched({ objective: 'cost', lowerBound: 43_500, proof: PRICED })),
    ).to.be.accessible();
    await expect(
      await proof({ ...answer, lowerBound: 7, boundBy: { resource: 'cpu', slot: 120 } }),
    ).to.be.accessible();
  });

  it('draws all servers against the room of too few hosts, to one scale', async () => {
    const element = await proof(searched({ proof: PROOF }));
    const [servers, hosts] = [...element.renderRoot.querySelectorAll('figure svg')].map((bar) =>
      [...bar.querySelectorAll('rect')].map((r) => Number.parseFloat(r.getAttribute('width')!)),
    );
    const sum = (widths: number[]) => widths.reduce((a, b) => a + b, 0);
    expect(sum(servers)).to.be.closeTo(100, 0.05);
    expect(sum(hosts)).to.be.closeTo(100, 0.05);
    expect(hosts.at(-1)).to.be.closeTo((100 * 6) / 72, 0.01);
  });

  it('draws servers and hosts that are too narrow to be told apart as one', async () => {
    const points = Array.from({ length: 2000 }, (_, k) => ({ guests: [`S${k}`], points: 1 }));
    const kinds = [{ kind: 'host', price: 1, count: null, most: 2 }];
    const element = await proof(
      searched({ lowerBound: 1000, proof: { ...PROOF, bound: 1000, total: 2000, points, kinds } }),
    );
    const [servers, hosts] = [...element.renderRoot.querySelectorAll('figure svg')];
    expect(servers.querySelectorAll('rect')).to.have.length(1);
    expect(servers.textContent).to.contain('2,000 servers');
    expect(hosts.textContent).to.contain('999 hosts');
    expect(words(element)).to.contain('under 1 %').and.not.to.contain(' 0 %');
  });

  it('lists the largest servers and sums the rest until all are asked for', async () => {
    const element = await proof(searched({ proof: PROOF }));
    const rows = () => [...element.renderRoot.querySelectorAll('tbody tr')];
    expect(rows()).to.have.length(9);
    expect(rows().at(-1)!.textContent).to.contain('14 points');
    button(element, /4 more/)!.click();
    await element.updateComplete;
    expect(rows()).to.have.length(12);
    expect(words(element)).to.contain('DC-01 and DC-02');
  });

  it('says what it leaves out', async () => {
    expect(words(await proof(searched({ proof: PROOF })))).to.contain('Pages that servers share.');
  });

  it('is checked again on demand, and says what came of it', async () => {
    const element = await proof(searched({ proof: PROOF }), () =>
      Promise.resolve({ valid: true, undecided: false, why: 'It was gone through.' }),
    );
    button(element, /Check it again/)!.click();
    await waitUntil(() => words(element).includes('Checked: the proof holds. It was gone through.'));
    await expect(element).to.be.accessible();
  });

  it('asks for a check of the proof that it shows, and gives no verdict where the planner has another', async () => {
    const asked: unknown[] = [];
    const element = await proof(searched({ proof: PROOF }), (shown) => {
      asked.push(shown);
      return Promise.resolve(null);
    });
    button(element, /Check it again/)!.click();
    await waitUntil(() => words(element).includes('Not settled. The planner has searched anew'));
    expect(asked).to.deep.equal([PROOF]);
  });

  it('says so where a check cannot tell', async () => {
    const element = await proof(searched({ proof: PROOF }), () =>
      Promise.reject(new Error('The planner ended.')),
    );
    button(element, /Check it again/)!.click();
    await waitUntil(() => words(element).includes('Not settled. The planner ended.'));
  });

  it('is saved on demand', async () => {
    const element = await proof(searched({ proof: PROOF }));
    setTimeout(() => button(element, /Save the proof/)!.click());
    expect(((await oneEvent(element, 'deed')) as unknown as DeedEvent).deed).to.equal('proof');
  });
});

describe('the mix of hosts', () => {
  const mixed = (): FoldAnswer => {
    const kind = (k: number) => ({
      ...answer.hosts[0].kind,
      name: k % 3 ? 'R740' : 'R640',
      price: k % 3 ? 12_500 : 6_000.5,
    });
    return searched({
      objective: 'cost',
      hosts: answer.hosts.slice(0, 5).map((host, k) => ({ ...host, kind: kind(k) })),
      hostCount: 5,
      cost: 49_501,
      machines: { ...BOUGHT.machines, total: 6, carrying: 5, cost: 62_001 },
      lowerBound: 48_000,
      proved: false,
    });
  };
  const mix = () => fixture<Mix>(html`<hf-mix .answer=${mixed()}></hf-mix>`);

  it('is accessible', async () => {
    await expect(await mix()).to.be.accessible();
  });

  it('counts hosts of each kind and those that stand by, and what they cost: together what the headline says', async () => {
    const element = await mix();
    const marks = [...element.renderRoot.querySelectorAll('svg')].map((s) => s.children.length);
    expect(marks).to.deep.equal([2, 3, 1]);
    expect(words(element)).to.contain('12,001');
    expect(words(element)).to.contain('37,500');
    expect(words(element)).to.match(/to spare 1 12,500 together 6 62,001/);
  });

  it('is the answer where it is what counts', async () => {
    const element = await fixture<Headline>(
      html`<hf-headline .answer=${mixed()} .servers=${63}></hf-headline>`,
    );
    const text = words(element);
    expect(text).to.match(/6 machines for 62,001: 2 × R640, 3 × R740 and 1 to spare/);
    expect(text).to.contain('No mix costs less than 48,000, which is 4 % less.');
    await expect(element).to.be.accessible();
  });
});

describe('the policies side by side', () => {
  const policies = (counts: FoldAnswer['policies'], changes: Partial<FoldAnswer> = {}) =>
    fixture<Policies>(
      html`<hf-policies .answer=${{ ...answer, ...BOUGHT, ...changes, policies: counts }}></hf-policies>`,
    );
  const marks = (element: Policies) =>
    [...element.renderRoot.querySelectorAll('svg')].map((svg) => svg.querySelectorAll('rect').length);

  it('are accessible', async () => {
    await expect(await policies(answer.policies)).to.be.accessible();
  });

  it('show one mark for each machine, hollow for those that carry nothing', async () => {
    const counts = { 'peak-of-sums': 7, 'sum-of-p95': 9, 'sum-of-peaks': 23 };
    const element = await policies(counts);
    expect(marks(element)).to.deep.equal([8, 10, 24]);
    expect(element.renderRoot.querySelectorAll('.besides')).to.have.length(3);
    expect(words(element)).to.contain('Machines, by how load is added up');
    expect(words(element)).to.match(/8 .* 10 .* 24/);
  });

  it('show the hosts that carry alone where how many stand by depends on the plan', async () => {
    const counts = { 'peak-of-sums': 7, 'sum-of-p95': 9, 'sum-of-peaks': 23 };
    const element = await policies(counts, { machines: { ...BOUGHT.machines, total: 7, spare: null } });
    expect(marks(element)).to.deep.equal([7, 9, 23]);
    expect(words(element)).to.contain('Hosts that carry, by how load is added up');
    const hosts = answer.hosts.map((h, k) => ({ ...h, kind: { ...h.kind, name: `kind ${k % 2}` } }));
    expect(marks(await policies(counts, { hosts }))).to.deep.equal([7, 9, 23]);
  });

  it('mark the percentiles that few values stand behind', async () => {
    const counts = { 'peak-of-sums': 7, 'sum-of-p95': 9, 'sum-of-peaks': 23 };
    expect(words(await policies(counts))).not.to.contain('≈');
    const basis = { ...answer.basis, rough: 2 };
    const text = words(await policies(counts, { basis }));
    expect(text)
      .to.match(/8 .*≈ 10 .* 24/)
      .and.to.contain('On 2 servers 95th percentiles are of fewer than 100 values');
    expect(words(await policies({ ...counts, 'sum-of-p95': null }, { basis }))).not.to.contain('≈');
  });

  it('show what is not yet known as such', async () => {
    const counts = { 'peak-of-sums': 7, 'sum-of-p95': null, 'sum-of-peaks': null };
    const element = await policies(counts, { endedBy: 'running' });
    expect(marks(element)).to.deep.equal([8, 0, 0]);
    expect(words(element)).to.contain('…');
    const stopped = words(await policies(counts, { endedBy: 'cancelled' }));
    expect(stopped).to.contain('not known').and.not.to.contain('…');
  });

  it('count no hosts where not all servers fit', async () => {
    const unplaced = [{ guest: 'LAST01', why: 'no room left on the hosts that there are' }];
    const counts = { 'peak-of-sums': 4, 'sum-of-p95': null, 'sum-of-peaks': null };
    const element = await policies(counts, { unplaced, endedBy: 'time', policy: 'peak-of-sums' });
    expect(marks(element)).to.deep.equal([]);
    expect(words(element)).to.contain('not all placed');
    expect(words(element).match(/no plan found/g)).to.have.length(2);
    await expect(element).to.be.accessible();
  });

  it('let a mark stand for several hosts when there are many, and say so', async () => {
    const element = await policies({ 'peak-of-sums': 35, 'sum-of-p95': 46, 'sum-of-peaks': 92 });
    expect(marks(element)).to.deep.equal([18, 24, 47]);
    expect(words(element)).to.contain('one mark is 2 machines');
  });
});

describe('the overhead', () => {
  const overhead = (changes: Partial<FoldAnswer> = {}) =>
    fixture<Overhead>(html`<hf-overhead .answer=${{ ...answer, ...changes }}></hf-overhead>`);

  it('name no moment where there are no times', async () => {
    expect(words(await overhead())).to.match(/at their busiest, \d\d:\d\d: /);
    const still = { ...answer.grid, slots: 1 };
    expect(words(await overhead({ grid: still }))).to.match(/at their busiest: [\d,.]+ of/);
  });

  it('is accessible', async () => {
    await expect(await overhead()).to.be.accessible();
  });

  it('fills the bar with its parts and nothing else', async () => {
    const element = await overhead();
    const parts = { processors: answer.overhead.parts.length, memory: answer.memory.length };
    for (const [id, length] of Object.entries(parts)) {
      const rects = [...element.renderRoot.querySelectorAll(`[aria-labelledby=${id}] rect`)];
      const wide = rects.reduce((sum, rect) => sum + parseFloat(rect.getAttribute('width')!), 0);
      expect(rects).to.have.length(length);
      expect(wide).to.be.closeTo(100, 0.01);
    }
  });

  it('names an assumption as one', async () => {
    const element = await overhead();
    const basisOf = (id: string) => {
      const k = answer.overhead.parts.findIndex((part) => part.id === id);
      return element.renderRoot.querySelectorAll('hf-how')[k].explanation.basis?.kind;
    };
    // Where figures come from is loaded when somebody comes near.
    element.dispatchEvent(new Event('pointerover'));
    await waitUntil(() => basisOf('emulation') !== undefined);
    expect([basisOf('emulation'), basisOf('io-path')]).to.deep.equal(['assumption', 'source']);
  });
});

describe('reasons and findings', () => {
  const lines = Array.from({ length: 9 }, (_, k) => ({ guest: `S${k}`, text: `because ${k}` }));

  it('are accessible', async () => {
    await expect(
      await fixture(html`<hf-reasons heading="Advice" .lines=${lines}></hf-reasons>`),
    ).to.be.accessible();
    await expect(
      await fixture(html`<hf-findings .findings=${answer.findings}></hf-findings>`),
    ).to.be.accessible();
  });

  it('cut a long list and open it on demand', async () => {
    const element = await fixture<Reasons>(html`<hf-reasons heading="Advice" .lines=${lines}></hf-reasons>`);
    expect(element.renderRoot.querySelectorAll('li')).to.have.length(6);
    [...element.renderRoot.querySelectorAll('button')].at(-1)!.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('li')).to.have.length(9);
  });

  it('name servers of one reason together', async () => {
    const same = ['A', 'B', 'C', 'D', 'E'].map((guest) => ({ guest, text: 'too large' }));
    const element = await fixture<Reasons>(html`<hf-reasons heading="No room" .lines=${same}></hf-reasons>`);
    expect(element.renderRoot.querySelectorAll('li')).to.have.length(1);
    expect(words(element)).to.contain('and 2 more: too large');
    element.lines = ['A', 'B'].map((guest) => ({ guest, text: '26 % of its busy time is interrupts' }));
    await element.updateComplete;
    expect(words(element)).to.match(/A\s*,\s*B\s*, each: 26 % of its busy time/);
  });

  it('group advice by its kind', async () => {
    const element = await fixture<AdviceList>(html`<hf-advice .advice=${answer.advice}></hf-advice>`);
    await expect(element).to.be.accessible();
    const kinds = new Set(answer.advice.map((a) => a.kind));
    expect(element.renderRoot.querySelectorAll('details')).to.have.length(kinds.size);
  });

  it('lead to the server they are about', async () => {
    const element = await fixture<Reasons>(html`<hf-reasons heading="Advice" .lines=${lines}></hf-reasons>`);
    setTimeout(() => element.renderRoot.querySelector('button')!.click());
    expect(((await oneEvent(element, 'reveal')) as unknown as RevealEvent).guest).to.equal('S0');
  });

  it('stand under their level, warnings opened', async () => {
    const findings = [
      { level: 'warning', where: 'a.csv', text: 'w' },
      { level: 'guess', where: 'A', text: 'g' },
    ] as const;
    const element = await fixture<Findings>(html`<hf-findings .findings=${findings}></hf-findings>`);
    const groups = [...element.renderRoot.querySelectorAll('details')];
    expect(groups.map((group) => group.open)).to.deep.equal([true, false]);
  });
});
