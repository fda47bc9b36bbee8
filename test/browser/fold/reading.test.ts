import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { CounterSeen } from '../../../src/estate/recording';
import type { ChooseEvent, ReadAgainEvent } from '../../../src/ui/app/events';
import '../../../src/ui/fold/guests/clock-offers';
import type { ClockOffers } from '../../../src/ui/fold/guests/clock-offers';
import '../../../src/ui/fold/guests/intake';
import type { IntakePanel } from '../../../src/ui/fold/guests/intake';
import '../../../src/ui/fold/guests/reading-form';
import type { ReadingForm } from '../../../src/ui/fold/guests/reading-form';
import type { UnreadFile } from '../../../src/ui/app/state';
import { dressed } from '../dressed';

before(dressed);

const counter = (name: string): CounterSeen => ({
  server: 'gb',
  object: '',
  counter: name,
  instances: 1,
  measure: null,
});
const unread = (counters: readonly CounterSeen[]): UnreadFile => ({
  id: -1,
  name: 'gb.csv',
  source: new File([''], 'gb.csv'),
  options: {},
  counters,
  message: 'gb.csv: Not enough to fold: none of its counters is one of load.',
});

const shown = async (file: UnreadFile) => {
  const intake = await fixture<IntakePanel>(html`<hf-intake .sample=${true} .unread=${[file]}></hf-intake>`);
  await waitUntil(
    () => intake.renderRoot.querySelector('hf-reading'),
    'lines of files come when they are wanted',
  );
  const form = intake.renderRoot.querySelector<ReadingForm>('hf-reading')!;
  await form.updateComplete;
  return { intake, form };
};
const choose = async (form: ReadingForm, select: string, value: string) => {
  const element = form.renderRoot.querySelector<HTMLSelectElement>(select)!;
  element.value = value;
  element.dispatchEvent(new Event('change'));
  await form.updateComplete;
};
const readAgain = async (form: ReadingForm) => {
  setTimeout(() => form.renderRoot.querySelector<HTMLElement>('button.main')!.click());
  return (await oneEvent(form, 'read-again')) as unknown as ReadAgainEvent;
};

describe('how a file was read', () => {
  it('is accessible, with a message and many counters', async () => {
    const file = unread(Array.from({ length: 60 }, (_, k) => counter(`Graph_${k}`)));
    const { intake, form } = await shown(file);
    await expect(intake).to.be.accessible();
    intake.trouble = { id: -1, text: 'gb.csv:2:2: found "x"; expected a number.', counters: [] };
    await intake.updateComplete;
    await form.updateComplete;
    await expect(form).to.be.accessible();
    expect(form.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('gb.csv:2:2');
  });

  it('stands open beside the message of a log without a usable counter, and closed beside others', async () => {
    const offered = await shown(unread([counter('Graph_1')]));
    expect(offered.form.renderRoot.querySelector('details')!.open).to.equal(true);
    expect(offered.intake.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('Not enough');
    const refused = await shown(unread([]));
    expect(refused.form.renderRoot.querySelector('details')!.open).to.equal(false);
  });

  it('asks for the counter that was mapped by hand, and for nothing else', async () => {
    const { form } = await shown(unread([counter('Graph_1')]));
    await choose(form, '[aria-label="Measure of Graph_1"]', 'busy');
    const { id, options } = await readAgain(form);
    expect(id).to.equal(-1);
    expect(options).to.deep.equal({ mapping: { Graph_1: 'busy' } });
  });

  it('takes a unit, the server of a column, the column of times, and what a saved mapping says', async () => {
    const file: UnreadFile = {
      ...unread(['when', 'alpha', 'beta'].map(counter)),
      read: {
        shape: '3-aa',
        first: [['when', 'alpha', 'beta']],
        understood: [],
        questions: [{ file: 'gb.csv', column: 'alpha', why: 'It names a quantity.', guess: 'diskMBs' }],
        leftOut: [],
        servers: [],
        serverCount: 0,
        unused: [],
      },
    };
    const { form } = await shown(file);
    const guessed = form.renderRoot.querySelector<HTMLSelectElement>('[aria-label="Measure of alpha"]')!;
    expect(guessed.value).to.equal('diskMBs');
    await choose(form, '[aria-label="Unit of alpha"]', 'KB/s');
    await choose(form, '[aria-label="Server of alpha"]', 'web01');
    await choose(form, '[aria-label="Measure of when"]', 'time');
    await choose(form, '[aria-label="Measure of beta"]', 'busy');
    await expect(form).to.be.accessible();
    const mapping = {
      alpha: { measure: 'diskMBs', unit: 'KB/s', server: 'web01' },
      when: 'time',
      beta: 'busy',
    };
    expect((await readAgain(form)).options).to.deep.equal({ mapping });

    const open = async (text: string) => {
      const input = form.renderRoot.querySelector<HTMLInputElement>('.open-map input')!;
      const files = new DataTransfer();
      files.items.add(new File([text], 'saved.map.json'));
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    };
    setTimeout(() => void open(JSON.stringify({ map: 1, shapes: { '3-aa': { mapping } } })));
    const { options } = (await oneEvent(form, 'read-again')) as unknown as ReadAgainEvent;
    expect(options).to.deep.equal({ mapping });
    await open('{"gamma": "busy"}');
    const said = () => form.renderRoot.querySelector('.deeds [role=status]')!.textContent!;
    await waitUntil(() => said().includes('it says nothing of the columns of gb.csv'));
  });

  it('keeps what was chosen for a counter that a search hides', async () => {
    const { form } = await shown(unread(Array.from({ length: 60 }, (_, k) => counter(`Graph_${k}`))));
    expect(form.renderRoot.querySelectorAll('tbody tr')).to.have.length(50);
    await choose(form, '[aria-label="Measure of Graph_7"]', 'transfers');
    const search = form.renderRoot.querySelector<HTMLInputElement>('input[type=search]')!;
    search.value = 'graph_59';
    search.dispatchEvent(new Event('input'));
    await form.updateComplete;
    expect(form.renderRoot.querySelectorAll('tbody tr')).to.have.length(1);
    await choose(form, '#format', 'wide');
    await choose(form, '#dateOrder', 'dmy');
    expect((await readAgain(form)).options).to.deep.equal({
      format: 'wide',
      dateOrder: 'dmy',
      mapping: { Graph_7: 'transfers' },
    });
  });

  it('offers the counters that the attempt met, where another format lists others', async () => {
    const { intake, form } = await shown(unread([]));
    intake.trouble = { id: -1, text: 'gb.csv: not enough.', counters: [counter('Column B')] };
    await intake.updateComplete;
    await form.updateComplete;
    expect(form.renderRoot.querySelector('[aria-label="Measure of Column B"]')).to.not.equal(null);
  });

  it('stays in its place, open and with its focus, when the file is read after all', async () => {
    const file = unread([counter('Graph_1')]);
    const { intake, form } = await shown(file);
    form.renderRoot.querySelector<HTMLElement>('button.main')!.focus();
    const { message: _, ...source } = file;
    const options = { mapping: { Graph_1: 'busy' } } as const;
    const read = { format: 'Performance Monitor CSV', bytes: 9, rows: 2, findings: [] };
    intake.files = [{ ...source, ...read, id: 4, options }];
    intake.sample = false;
    await intake.updateComplete;
    await form.updateComplete;
    expect(intake.renderRoot.querySelectorAll('hf-reading')).to.have.length(1);
    expect(form.isConnected).to.equal(true);
    expect(form.renderRoot.querySelector('details')!.open).to.equal(true);
    expect((form.renderRoot as ShadowRoot).activeElement?.textContent).to.contain('Read again');
    expect(form.renderRoot.querySelector('summary')!.textContent).to.contain('by hand');
    expect(intake.renderRoot.querySelector('[role=alert]')).to.equal(null);
  });

  it('shows the first rows, what columns are taken for, servers and what is left out; guesses are filled in', async () => {
    const file: UnreadFile = {
      ...unread([counter('cpu'), counter('Value')]),
      read: {
        shape: '3-ab',
        first: [
          ['time', 'cpu', 'Value'],
          ['2024-03-04 09:00', '20', '3'],
        ],
        understood: [{ measure: 'busy', unit: null, known: 'guess', from: 'web01', servers: 2 }],
        questions: [
          { file: 'gb.csv', column: 'cpu', why: 'It names a quantity and no server.', guess: 'busy' },
          { file: 'gb.csv', column: 'Value', why: 'It is neither.', guess: null },
        ],
        leftOut: [{ guest: 'Total', why: 'a sum' }],
        servers: [
          {
            name: 'web01',
            from: 1709542800000,
            to: 1709543100000,
            samples: 2,
            measures: { busy: { mean: 25, max: 30, samples: 2 } },
          },
        ],
        // More than are summed up: the number is that of the file.
        serverCount: 1052,
        unused: ['Value'],
      },
    };
    const { form } = await shown(file);
    const table = form.renderRoot.querySelector('hf-read-table')!;
    await table.updateComplete;
    await expect(form).to.be.accessible();
    const text = table.renderRoot.textContent!.replace(/\s+/g, ' ');
    for (const words of [
      '2024-03-04 09:00',
      'by the size of its values',
      'guessed',
      '25.0, 30.0',
      'Total: a sum',
      '1,052 servers',
      'and 1,012 more',
    ])
      expect(text).to.contain(words);
    const asked = await readAgain(form);
    expect(asked.options).to.deep.equal({ mapping: { cpu: 'busy' } });
    await choose(form, 'select[aria-label="Measure of Value"]', 'ignore');
    expect((await readAgain(form)).options).to.deep.equal({ mapping: { cpu: 'busy', Value: 'ignore' } });
  });
});

describe('a clock that is shifted by hand', () => {
  it('takes a file or server, how far and the unit, and refuses nothing and too much', async () => {
    const offers = await fixture<ClockOffers>(
      html`<hf-clock-offers .files=${['a.csv', 'b.csv']} .shifts=${{ 'b.csv': 30 }}></hf-clock-offers>`,
    );
    const root = offers.renderRoot;
    root.querySelector('details')!.open = true;
    await expect(offers).to.be.accessible();
    const fill = (by: string, unit: string) => {
      root.querySelector<HTMLInputElement>('input[name=name]')!.value = 'b.csv';
      root.querySelector<HTMLInputElement>('input[name=by]')!.value = by;
      root.querySelector<HTMLSelectElement>('select')!.value = unit;
      root.querySelector<HTMLElement>('form button')!.click();
    };
    setTimeout(() => fill('-5', '60'));
    const chosen = (await oneEvent(offers, 'choose')) as unknown as ChooseEvent;
    expect(chosen.patch).to.deep.equal({ shifts: { 'b.csv': -270 } });
    fill('0', '60');
    await offers.updateComplete;
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('not by nothing');
    fill('10000', '60');
    await offers.updateComplete;
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('more than a year');
  });
});
