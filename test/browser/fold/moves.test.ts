import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Estate } from '../../../src/estate/estate';
import { InputError } from '../../../src/estate/finding';
import type { MovesPlan, MovesRequest } from '../../../src/moves/plan';
import type { FoldAnswer } from '../../../src/placement/answer';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import '../../../src/ui/fold/moves/moves';
import type { MovesPanel, MovesPlanner } from '../../../src/ui/fold/moves/moves';
import { stateAt } from '../../../src/ui/moves/waves-picture';
import { dressed } from '../dressed';
import { foldedSample } from '../sample';

let answer: FoldAnswer;
before(async () => {
  await dressed();
  ({ answer } = await foldedSample());
});

const STATE = { scenario: DEFAULT_SCENARIO, files: [], stale: null };

/** A is parked on esx-3 while B takes its place. */
const PLAN: MovesPlan = {
  hosts: ['esx-1', 'esx-2', 'esx-3'].map((name) => ({ name, part: 'today' })),
  gone: ['esx-3'],
  count: 2,
  lowerBound: 1,
  waves: [
    { moves: [{ guest: 'A', from: 'esx-1', to: 'esx-3', why: 'parked' }], reinstall: [] },
    { moves: [{ guest: 'B', from: 'esx-2', to: 'esx-1' }], reinstall: [] },
    { moves: [{ guest: 'A', from: 'esx-3', to: 'esx-2' }], reinstall: ['esx-3'] },
  ],
  swing: [],
  spare: 0,
  placement: [
    { guest: 'A', from: 'esx-1', to: 'esx-2' },
    { guest: 'B', from: 'esx-2', to: 'esx-1' },
    { guest: 'C', from: 'esx-1', to: 'esx-1' },
  ],
  evened: [
    { moves: 2, fullest: 0.95 },
    { moves: 4, fullest: 0.9 },
  ],
  plan: null,
  findings: [
    {
      level: 'warning',
      where: 'esx-1',
      text: 'Over its room today: 133 % of the processor that its guests may fill, at 09:00.',
    },
  ],
};
const drawing = (element: MovesPanel) => element.renderRoot.querySelector('hf-moves-plan');
const words = (element: MovesPanel): string =>
  `${element.renderRoot.textContent ?? ''} ${drawing(element)?.shadowRoot?.textContent ?? ''}`.replace(
    /\s+/g,
    ' ',
  );

describe('from today’s hosts to fewer', () => {
  const shown = async (planner: MovesPlanner, today: FoldAnswer['today']) =>
    fixture<MovesPanel>(
      html`<hf-moves
        .answer=${{ ...answer, today }}
        .state=${STATE}
        .estate=${() => Promise.resolve({} as Estate)}
        .planner=${planner}
      ></hf-moves>`,
    );
  const today = {
    hosts: [],
    placement: ['A', 'B', 'C'].map((guest, k) => ({ guest, host: `esx-${k + 1}` })),
  };
  const press = (element: MovesPanel) => {
    element.renderRoot.querySelector('details')!.open = true;
    element.renderRoot.querySelector<HTMLButtonElement>('button[type=submit]')!.click();
  };

  it('plans what is asked for, draws each wave, and evens within what is granted', async () => {
    const asked: MovesRequest[] = [];
    const element = await shown((_, __, request) => {
      asked.push(request);
      return Promise.resolve(PLAN);
    }, today);
    press(element);
    await waitUntil(() => words(element).includes('2 moves'));
    expect(asked[0]).to.include({ hosts: 2, atOnce: 4, within: null, convert: false });
    expect(words(element)).to.contain('(1 at least) in 3 waves').and.to.contain('1 host empty then');
    expect(words(element)).to.contain('esx-1: Over its room today: 133 % of the processor');
    const slide = async (id: string, value: number, event: string) => {
      const input = drawing(element)!.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!;
      input.value = String(value);
      input.dispatchEvent(new Event(event));
      await drawing(element)!.updateComplete;
      await element.updateComplete;
    };
    await slide('wave', 1, 'input');
    expect(words(element)).to.contain('Wave 1 of 3').and.to.contain('A: esx-1 → esx-3 (parked)');
    await expect(element).to.be.accessible();
    await slide('within', 4, 'change');
    expect(asked[1]).to.include({ within: 4 });
  });

  it('says why there are none', async () => {
    const element = await shown(
      () => Promise.reject(new InputError('1 hosts', 'no placement was found.')),
      today,
    );
    press(element);
    await waitUntil(() => words(element).includes('1 hosts: no placement was found.'));
  });

  it('shows no moves of other choices, nor plans any while the answer in sight is not of those of now', async () => {
    const element = await shown(() => Promise.resolve(PLAN), today);
    press(element);
    await waitUntil(() => words(element).includes('2 moves'));
    element.state = { ...STATE, scenario: { ...DEFAULT_SCENARIO, view: 'meter' } };
    await element.updateComplete;
    expect(words(element)).to.contain('2 moves');
    element.state = { ...STATE, scenario: { ...DEFAULT_SCENARIO, ceilings: { cpu: 60 } }, stale: 'choices' };
    await element.updateComplete;
    expect(words(element)).to.contain('other files or choices').and.not.to.contain('2 moves');
    expect(element.renderRoot.querySelector<HTMLButtonElement>('button[type=submit]')!.disabled).to.equal(
      true,
    );
  });

  it('is nothing where nobody says who runs where', async () => {
    expect(words(await shown(() => Promise.resolve(PLAN), null)).trim()).to.equal('');
  });

  it('has a guest that moves on both of its ends, and later where it went', () => {
    const parts = (w: number) =>
      stateAt(PLAN, w).map(({ guests }) => guests.map(({ guest, part }) => `${guest} ${part}`).join());
    expect(parts(0)).to.deep.equal(['A stays,C stays', 'B stays', '']);
    expect(parts(1)).to.deep.equal(['A leaves,C stays', 'B stays', 'A arrives']);
    expect(parts(2)).to.deep.equal(['C stays,B arrives', 'B leaves', 'A moved']);
    expect(parts(3)).to.deep.equal(['B moved,C stays', 'A arrives', 'A leaves']);
  });
});
