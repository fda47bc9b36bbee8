import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { FlownRange } from '../../../src/decide/flight/span';
import type { FlightLine } from '../../../src/decide/flight/study';
import type { MovesLine } from '../../../src/decide/moving';
import type { Studies } from '../../../src/decide/studies';
import { InputError } from '../../../src/estate/finding';
import type { Estate } from '../../../src/estate/estate';
import type { MovesPlan } from '../../../src/moves/plan';
import type { FoldAnswer } from '../../../src/placement/answer';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import '../../../src/ui/decide/flight';
import type { FlightCard } from '../../../src/ui/decide/flight';
import type { ReadyPoint } from '../../../src/decide/flight/keep-ready';
import { ChooseEvent } from '../../../src/ui/app/events';
import '../../../src/ui/decide/ready';
import type { ReadyCard } from '../../../src/ui/decide/ready';
import '../../../src/ui/decide/moves';
import type { MovesCard } from '../../../src/ui/decide/moves';
import { CardEvent } from '../../../src/ui/decide/card';
import type { StandingAnswer } from '../../../src/ui/decide/standing';
import { dressed } from '../dressed';
import { foldedSample } from '../sample';
import { Told } from './told';

let answer: FoldAnswer;
before(async () => {
  await dressed();
  ({ answer } = await foldedSample());
});

const standing = (of: Partial<FoldAnswer> = {}): StandingAnswer => ({
  answer: { ...answer, ...of },
  scenario: DEFAULT_SCENARIO,
  servers: 63,
  estate: () => Promise.resolve({} as Estate),
  measured: () => Promise.resolve({} as Estate),
});
const words = (card: Element): string => {
  const inner = card.shadowRoot!.querySelector('hf-moves-plan')?.shadowRoot?.textContent ?? '';
  return `${card.shadowRoot!.textContent} ${inner}`.replace(/\s+/g, ' ');
};
const press = (card: Element, name: string) =>
  [...card.shadowRoot!.querySelectorAll('button')].find((b) => b.textContent.trim() === name)!.click();

const range = (low: number, high: number): FlownRange => ({ low, high, mean: (low + high) / 2, se: 0.001 });
const hostLine = (host: number, ready: number): FlightLine => ({
  kind: 'host',
  host,
  vcpusPerCore: 2.5,
  busy: range(0.5, 0.7),
  ready: range(0, ready),
  moments: [{ slot: 3, which: 'fullest', load: 0.72, ready: { guest: `G${host}`, ...range(0, ready) } }],
  guests: [
    {
      guest: `G${host}`,
      ready: range(0.01, ready),
      costop: range(0, 0.003),
      interruptDelayMs: { mean: range(0.1, 1.5), p95: range(0.4, 9) },
      slowdown: range(1, 1.31),
      measured: { processor: range(0.2, 0.4), error: range(-0.02, 0.11) },
    },
  ],
  verdict: ready > 0.25 ? 'poor' : 'good',
  why: '',
});
const FLIGHT: readonly FlightLine[] = [
  hostLine(0, 0.08),
  hostLine(1, 0.31),
  { kind: 'host', host: 2, notFlown: 'it has 300 processors, and 256 can be simulated' },
  { kind: 'ratio', ratio: 1, load: range(0.2, 0.2), ready: range(0, 0) },
  { kind: 'ratio', ratio: 4, load: range(0.8, 0.8), ready: range(0.02, 0.061) },
];

describe('a plan flown before it is bought', () => {
  const shown = async (studies: Studies, of: StandingAnswer = standing()) =>
    fixture<FlightCard>(html`<hf-flight .studies=${studies} .standing=${of} settled open></hf-flight>`);

  it('tells each figure as a range, who waits most, the guests of a host, and what ready 4:1 gives', async () => {
    const studies = new Told(FLIGHT);
    const card = await shown(studies);
    await waitUntil(() => words(card).includes('Once more'));
    const said = words(card);
    expect(said).to.contain('1 of 2 hosts serves guests poorly:');
    expect(said).to.contain(
      'G1 on Host 2, ready without a processor for 1.0 to 31.0 % of its time. 1 host could not be simulated.',
    );
    expect(said).to.contain('Host 3 was not simulated: it has 300 processors, and 256 can be simulated.');
    expect(said).to.contain('Guests of Host 2').and.to.contain('(72 % of the processors)');
    expect(said).to.contain('20.0 to 40.0').and.to.contain('−2.0 to 11.0').and.to.contain('1.00 to 1.31');
    expect(card.shadowRoot!.querySelector('.asked')!.textContent).to.match(
      /4:1\s*Ready, % of their time: 2\.0 to 6\.1\s*Load asked for: 80\s%/,
    );
    press(card, 'Host 1');
    await card.updateComplete;
    expect(words(card)).to.contain('Guests of Host 1').and.not.to.contain('Guests of Host 2');
    expect(card.flown!.hosts.map(({ host }) => host)).to.deep.equal([0, 1, 2]);
    await expect(card).to.be.accessible();
  });

  it('is stopped by its button or Esc with what is known, goes on, and says why it failed', async () => {
    const card = await shown(new Told(FLIGHT, null, 1));
    await waitUntil(() => words(card).includes('All 1 host serve'));
    await expect(card).to.be.accessible();
    expect(card.cancel()).to.equal(true);
    await waitUntil(() => words(card).includes('Stopped after 1 case of 5'));
    expect(card.flown).to.equal(null);
    await expect(card).to.be.accessible();
    press(card, 'Go on');
    await waitUntil(() => words(card).includes('1 of 2 hosts'));
    const failed = await shown(new Told([], new InputError('seed', 'found nothing.')));
    await waitUntil(() => words(failed).includes('seed: found nothing.'));
    await expect(failed).to.be.accessible();
    const none = await shown(new Told(FLIGHT), standing({ hosts: [] }));
    expect(words(none)).to.contain('a machine of its own here: nobody waits');
    await expect(none).to.be.accessible();
  });
});

/** On as many hosts as are shown, one more, for which there is no plan, and two more. */
const readyOf = (shown: number): ReadyPoint[] =>
  [0, 1, 2].map((k) => ({
    hosts: shown + k,
    ready: k === 1 ? null : range(0, 0.12 - 0.04 * k),
    guest: `G${k}`,
    on: `Host ${k + 1}`,
  }));

describe('a limit on ready', () => {
  const shown = async (studies: Studies, of: StandingAnswer = standing()) =>
    fixture<ReadyCard>(html`<hf-ready .studies=${studies} .standing=${of} settled open></hf-ready>`);
  const limit = async (card: ReadyCard, to: string) => {
    const field = card.shadowRoot!.querySelector('hf-number')!.shadowRoot!.querySelector('input')!;
    field.value = to;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await card.updateComplete;
  };

  it('tells how many hosts keep it and what that costs, and has them shown on a press', async () => {
    const n = answer.hostCount;
    const studies = new Told(readyOf(n));
    const card = await shown(studies);
    await waitUntil(() => words(card).includes('Once more'));
    await limit(card, '3');
    await waitUntil(() => words(card).includes('No number of hosts that was tried keeps'));
    await limit(card, '4.5');
    await waitUntil(() => words(card).includes(`${n + 2} hosts keep`));
    expect(words(card))
      .to.contain('ready at 4.5 % of its time or less')
      .and.to.contain(`2 more than the ${n}`);
    expect(words(card))
      .to.contain('no plan found')
      .and.to.contain(`${n}, in sight`)
      .and.to.contain('0.0 to 12.0');
    // Another limit asks nothing anew.
    expect(studies.asked).to.have.length(1);
    const chosen: ChooseEvent[] = [];
    card.addEventListener('choose', (event) => chosen.push(event as ChooseEvent));
    press(card, `Keep it: show ${n + 2} hosts`);
    expect(chosen.map(({ patch }) => patch)).to.deep.equal([{ ready: 4.5, exactly: n + 2 }]);
    await expect(card).to.be.accessible();
  });

  it('is of the plan in sight where that limit was chosen, and says so in the report', async () => {
    const n = answer.hostCount;
    const scenario = { ...DEFAULT_SCENARIO, ready: 12, exactly: n };
    const card = await shown(new Told(readyOf(n)), { ...standing(), scenario });
    await waitUntil(() => words(card).includes('This is the plan in sight.'));
    await waitUntil(() => card.kept !== null);
    expect(card.kept).to.deep.include({ limit: 12, kept: true, hosts: n, fewest: n });
    const stopped = await shown(new Told(readyOf(n), null, 1));
    await waitUntil(() => words(stopped).includes('So far no number of hosts'));
    expect(stopped.cancel()).to.equal(true);
    await waitUntil(() => words(stopped).includes('Stopped after 1 case of 3'));
    await expect(stopped).to.be.accessible();
  });
});

/** A moves, then B. */
const PLAN: MovesPlan = {
  hosts: ['esx-1', 'esx-2', 'esx-3'].map((name) => ({ name, part: 'today' })),
  gone: ['esx-3'],
  count: 2,
  lowerBound: 1,
  waves: [
    { moves: [{ guest: 'A', from: 'esx-3', to: 'esx-1' }], reinstall: [] },
    { moves: [{ guest: 'B', from: 'esx-1', to: 'esx-2' }], reinstall: [] },
  ],
  swing: [],
  spare: 0,
  placement: [
    { guest: 'A', from: 'esx-3', to: 'esx-1' },
    { guest: 'B', from: 'esx-1', to: 'esx-2' },
    { guest: 'C', from: 'esx-2', to: 'esx-2' },
  ],
  evened: [
    { moves: 2, fullest: 0.95 },
    { moves: 4, fullest: 0.9 },
  ],
  plan: null,
  findings: [],
};
const MOVES: readonly MovesLine[] = [
  { kind: 'plan', plan: PLAN },
  { kind: 'other', giveUp: 0, moves: 0, lowerBound: 0, fullest: 0.97 },
  { kind: 'other', giveUp: 2, moves: null, lowerBound: 0, fullest: null },
];

describe('moves and waves', () => {
  const today = {
    hosts: [],
    placement: ['A', 'B', 'C'].map((guest, k) => ({ guest, host: `esx-${k + 1}` })),
  };
  const shown = async (studies: Studies, of: StandingAnswer = standing({ today })) =>
    fixture<MovesCard>(
      html`<hf-moves-card .studies=${studies} .standing=${of} settled open></hf-moves-card>`,
    );

  it('tells the moves, draws each wave, evens within what is granted, and what other numbers of hosts take', async () => {
    const studies = new Told(MOVES);
    const card = await shown(studies);
    await waitUntil(() => words(card).includes('Once more'));
    expect(words(card)).to.contain('2 moves in 2 waves (at least 1 are needed) and 1 host is empty');
    const rows = [...card.shadowRoot!.querySelectorAll('tbody tr')].map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(rows).to.deep.equal(['0 0 97 %', '1 2 95 %', '2 no plan found –']);
    expect(studies.asked[0]).to.include({ giveUp: 1, atOnce: 4, within: null, convert: false });
    const drawing = card.shadowRoot!.querySelector('hf-moves-plan')!;
    const slide = async (id: string, value: number, event: string) => {
      const input = drawing.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!;
      input.value = String(value);
      input.dispatchEvent(new Event(event));
      await drawing.updateComplete;
    };
    await slide('wave', 2, 'input');
    expect(words(card)).to.contain('Wave 2 of 2').and.to.contain('B: esx-1 → esx-2');
    await expect(card).to.be.accessible();
    expect(card.moves).to.equal(PLAN);
    let told: CardEvent | null = null;
    card.addEventListener(CardEvent.type, (event) => (told = event as CardEvent));
    await slide('within', 4, 'change');
    await waitUntil(() => studies.asked.length === 2);
    expect(studies.asked[1]).to.include({ within: 4 });
    // What is set is a choice: it is told, so that a link holds it.
    expect(told!.settings).to.deep.equal({ within: 4 });
  });

  it('asks what a link says, and a number that cannot be as usual', async () => {
    const studies = new Told(MOVES);
    const settings = { 'give-up': 2, 'at-once': 8, within: 5, convert: 'yes' };
    const card = await fixture<MovesCard>(
      html`<hf-moves-card
        .studies=${studies}
        .standing=${standing({ today })}
        .settings=${settings}
        settled
        open
      ></hf-moves-card>`,
    );
    expect(studies.asked[0]).to.include({ giveUp: 2, atOnce: 8, within: 5, convert: true });
    card.settings = { 'give-up': -1, 'at-once': 0.5, within: 'many', convert: 'no' };
    await waitUntil(() => studies.asked.length === 2);
    expect(studies.asked[1]).to.include({ giveUp: 1, atOnce: 4, within: null, convert: false });
    // Stale: what is known stays, dimmed.
    card.settled = false;
    await card.updateComplete;
    expect(card.moves).to.equal(null);
    await expect(card).to.be.accessible();
  });

  it('is stopped with what is known, says why there is no plan, and what it takes to tell the moves', async () => {
    const card = await shown(new Told(MOVES, null, 1));
    await waitUntil(() => words(card).includes('2 moves'));
    await expect(card).to.be.accessible();
    press(card, 'Stop');
    await waitUntil(() => words(card).includes('Stopped after 1 case of 3'));
    await expect(card).to.be.accessible();
    const failed = await shown(new Told([], new InputError('1 hosts', 'no placement was found.')));
    await waitUntil(() => words(failed).includes('1 hosts: no placement was found.'));
    await expect(failed).to.be.accessible();
    const none = await shown(new Told(MOVES), standing({ today: null }));
    expect(words(none)).to.contain('No file says which server runs on which host today.');
    // Room is kept for a picture where one will come.
    expect(none.renderRoot.querySelector('.wait')).to.equal(null);
    await expect(none).to.be.accessible();
  });
});
