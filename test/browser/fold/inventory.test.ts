import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { AssumedUse } from '../../../src/estate/assumed-use';
import type { FoldAnswer } from '../../../src/placement/answer';
import type { GuestRow } from '../../../src/placement/guest-row';
import type { ChooseEvent } from '../../../src/ui/app/events';
import '../../../src/ui/fold/answer/assumed-use';
import type { AssumedUseBox } from '../../../src/ui/fold/answer/assumed-use';
import '../../../src/ui/fold/answer/todays-hosts';
import type { TodaysHostsLine } from '../../../src/ui/fold/answer/todays-hosts';
import type { NumberInput } from '../../../src/ui/parts/number-field';
import { dressed } from '../dressed';
import { foldedSample } from '../sample';

let answer: FoldAnswer;
let rows: readonly GuestRow[];
before(async () => {
  await dressed();
  ({ answer, rows } = await foldedSample());
});
const words = (element: { renderRoot: { textContent: string | null } }): string =>
  (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
const fields = (box: AssumedUseBox) => [...box.renderRoot.querySelectorAll<NumberInput>('hf-number')];

describe('what is assumed of processors', () => {
  const box = (classes: readonly GuestRow['facts']['class'][], assumeUse?: AssumedUse) => {
    const of = rows
      .slice(0, classes.length)
      .map((row, k) => ({ ...row, facts: { ...row.facts, class: classes[k] } }));
    const assumedUse = of.map(({ name }) => ({ guest: name, percent: 25 }));
    return fixture<AssumedUseBox>(
      html`<hf-assumed-use
        .answer=${{ ...answer, assumedUse }}
        .rows=${of}
        .assumeUse=${assumeUse}
      ></hf-assumed-use>`,
    );
  };

  it('is accessible', async () => {
    await expect(await box(['', 'web'])).to.be.accessible();
  });

  it('is nothing where everything was measured', async () => {
    expect(words(await box([])).trim()).to.equal('');
  });

  it('is filled in with 25 %, and marked as nobody’s word', async () => {
    const element = await box(['', '']);
    expect(words(element))
      .to.contain('2 servers')
      .and.to.contain('assumption')
      .and.to.contain('25 is filled in');
    expect(fields(element).map(({ value, label }) => [label, value])).to.deep.equal([
      ['Processors in use', 25],
    ]);
  });

  it('asks for each class that these servers have', async () => {
    const element = await box(['web', '', 'database'], { web: 40, other: 10 });
    expect(fields(element).map(({ label, value }) => [label, value])).to.deep.equal([
      ['Class web', 40],
      ['Class database', 10],
      ['All others', 10],
    ]);
    expect(words(element)).not.to.contain('filled in');
  });

  it('is chosen where it stands', async () => {
    const element = await box(['web', '']);
    const [web] = fields(element);
    await web.updateComplete;
    const input = web.renderRoot.querySelector<HTMLInputElement>('input[type=text]')!;
    input.value = '60';
    setTimeout(() => input.dispatchEvent(new Event('change', { bubbles: true })));
    const { patch } = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(patch).to.deep.equal({ assumeUse: { other: 25, web: 60 } });
  });
});

describe('today’s hosts', () => {
  const host = {
    name: 'esx1',
    cluster: '',
    model: 'X',
    cores: 8,
    threads: 16,
    rating: 2,
    memory: 65536,
    servers: 1,
  };
  const today = {
    hosts: [host, { ...host, name: 'esx2' }, { ...host, name: 'esx3', cores: null }],
    placement: [{ guest: 'A', host: 'ESX1' }],
  };
  const shown = (of: FoldAnswer['today']) =>
    fixture<TodaysHostsLine>(html`<hf-todays-hosts .today=${of}></hf-todays-hosts>`);

  it('are counted, and folded onto as kinds with their number', async () => {
    const element = await shown(today);
    await expect(element).to.be.accessible();
    expect(words(element)).to.contain('3 hosts of these files run 1 of them');
    const button = element.renderRoot.querySelector('button')!;
    setTimeout(() => button.click());
    const { patch } = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(
      patch.hosts!.map(({ cores, rating, threads, memory, count }) => [
        cores,
        rating,
        threads,
        memory,
        count,
      ]),
    ).to.deep.equal([[8, 2, 16, 65536, 2]]);
  });

  it('are nothing where no file lists them', async () => {
    expect(words(await shown(null)).trim()).to.equal('');
    expect(words(await shown({ hosts: [], placement: [] })).trim()).to.equal('');
  });
});
