import { takeFiles } from '../../../src/ui/app/take-files';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { DropFileEvent, FactsEvent, FilesEvent } from '../../../src/ui/app/events';
import '../../../src/ui/fold/guests/bulk-bar';
import { FACT_FIELDS } from '../../../src/ui/fold/guests/fields';
import '../../../src/ui/fold/guests/fact-editor';
import '../../../src/ui/fold/guests/guest-table';
import type { GuestTable } from '../../../src/ui/fold/guests/guest-table';
import '../../../src/ui/fold/guests/intake';
import type { IntakePanel } from '../../../src/ui/fold/guests/intake';
import type { Row } from '../../../src/ui/fold/guests/rows';
import { FindHostEvent, FollowEvent } from '../../../src/ui/fold/events';
import { dressed } from '../dressed';
import { foldedSample } from '../sample';

let rows: readonly Row[];
before(async () => {
  await dressed();
  rows = (await foldedSample()).rows.map((guest) => ({ guest, host: 'On Host 1', marks: [] }));
});

const table = async (given: readonly Row[] = rows) => {
  const element = await fixture<GuestTable>(
    html`<hf-guest-table .rows=${given} .fields=${FACT_FIELDS}></hf-guest-table>`,
  );
  await drawn(element, Math.min(100, given.length));
  return element;
};
const drawn = (element: GuestTable, count: number) =>
  waitUntil(() => element.renderRoot.querySelectorAll('tbody tr').length >= count);
const names = (element: GuestTable) =>
  [...element.renderRoot.querySelectorAll('.name')].map((cell) => cell.textContent?.trim());
const button = (element: Element & { renderRoot: ParentNode }, label: string) =>
  [...element.renderRoot.querySelectorAll('button')].find((b) => b.textContent?.trim() === label)!;

describe('the guest table', () => {
  it('is accessible', async () => {
    await expect(await table()).to.be.accessible();
  });

  it('is accessible with all facts in columns, and with a row opened', async () => {
    const element = await table(rows.slice(0, 3));
    element.renderRoot.querySelector<HTMLElement>('.name')!.click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
    element.wide = true;
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('marks a percentile that few values stand behind', async () => {
    const opened = async (p95Of: number) => {
      const element = await table([{ ...rows[0], guest: { ...rows[0].guest, p95Of } }]);
      element.renderRoot.querySelector<HTMLElement>('.name')!.click();
      await element.updateComplete;
      return element.renderRoot.querySelector('.detail')!.textContent;
    };
    expect(await opened(99)).to.contain('at its 95th percentile (≈, of 99 values)');
    expect(await opened(100)).to.contain('at its 95th percentile,');
  });

  it('sorts by what is asked, largest first, then the other way, then as it was', async () => {
    const element = await table();
    const first = names(element)[0];
    for (const order of ['descending', 'ascending', 'none']) {
      button(element, 'peak GHz').click();
      await element.updateComplete;
      expect(element.renderRoot.querySelectorAll('th')[3].getAttribute('aria-sort')).to.equal(order);
    }
    expect(names(element)[0]).to.equal(first);
  });

  it('shows only what is searched for, and says when that is nothing', async () => {
    const element = await table();
    const field = element.renderRoot.querySelector<HTMLInputElement>('input[type=search]')!;
    field.value = 'mail';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(names(element).every((name) => name?.includes('MAIL'))).to.equal(true);
    field.value = 'no such server';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('No server matches');
  });

  it('states a fact for all selected servers at once', async () => {
    const element = await table();
    const boxes = element.renderRoot.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]');
    boxes[0].click();
    boxes[2].click();
    await element.updateComplete;
    const bar = element.renderRoot.querySelector('hf-bulk-bar')!;
    await bar.updateComplete;
    await expect(bar).to.be.accessible();
    const value = bar.renderRoot.querySelector<HTMLInputElement>('.value')!;
    value.value = '8192';
    setTimeout(() => bar.renderRoot.querySelector<HTMLElement>('button')!.click());
    const event = (await oneEvent(element, 'facts')) as unknown as FactsEvent;
    expect(event.names).to.deep.equal([rows[0].guest.name, rows[2].guest.name]);
    expect(event.patch).to.deep.equal({ memory: 8192 });
  });

  it('says what is wrong with a value for many and states nothing', async () => {
    const element = await table();
    element.renderRoot.querySelector<HTMLInputElement>('thead input')!.click();
    await element.updateComplete;
    const bar = element.renderRoot.querySelector('hf-bulk-bar')!;
    await bar.updateComplete;
    expect(bar.names).to.have.length(rows.length);
    let stated = 0;
    element.addEventListener('facts', () => stated++);
    bar.renderRoot.querySelector<HTMLInputElement>('.value')!.value = 'much';
    bar.renderRoot.querySelector<HTMLElement>('button')!.click();
    await bar.updateComplete;
    expect(bar.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('expected a number');
    expect(stated).to.equal(0);
  });

  it('marks guesses, and typing over one states it', async () => {
    const guest = { ...rows[0].guest, guessed: ['memory'] as const };
    const element = await table([{ ...rows[0], guest }]);
    expect(element.renderRoot.querySelector('span.guess')).to.not.equal(null);
    element.renderRoot.querySelector<HTMLElement>('.name')!.click();
    await element.updateComplete;
    const fact = [...element.renderRoot.querySelectorAll('hf-fact')].find((f) => f.field.id === 'memory')!;
    await fact.updateComplete;
    const input = fact.renderRoot.querySelector('input')!;
    expect(input.classList.contains('guessed')).to.equal(true);
    expect(input.getAttribute('aria-label')).to.contain('a guess');
    input.value = '2048';
    setTimeout(() => input.dispatchEvent(new Event('change')));
    const event = (await oneEvent(element, 'facts')) as unknown as FactsEvent;
    expect(event.patch).to.deep.equal({ memory: 2048 });
  });

  it('shows every mark of a server and the end of its name, also in the narrow column of a small window', async () => {
    const marks = ['no room', 'short of memory', 'drivers'].map((word) => ({
      word,
      why: word,
      tone: 'warn' as const,
    }));
    const name = 'CORPORATE-WEB-FRONTEND-PRODUCTION-0017.corp.example.com';
    const long = { ...rows[0], guest: { ...rows[0].guest, name }, marks };
    for (const width of [291, 420]) {
      const column = await fixture<HTMLElement>(
        html`<div>
          <hf-guest-table .rows=${[long, rows[1]]} .fields=${FACT_FIELDS}></hf-guest-table>
        </div>`,
      );
      column.style.setProperty('width', `${width}px`);
      column.style.setProperty('container-type', 'inline-size');
      const element = column.querySelector<GuestTable>('hf-guest-table')!;
      await drawn(element, 2);
      const chips = [...element.renderRoot.querySelectorAll<HTMLElement>('.chip')];
      expect(chips.map((chip) => chip.textContent)).to.deep.equal(marks.map(({ word }) => word));
      for (const chip of [...chips, ...element.renderRoot.querySelectorAll<HTMLElement>('.end')]) {
        const box = chip.getBoundingClientRect();
        expect(box.height, chip.textContent!).to.be.greaterThan(10);
        expect(box.right).to.be.at.most(element.getBoundingClientRect().right);
        expect(chip.scrollWidth).to.be.at.most(Math.ceil(box.width));
      }
      expect(element.renderRoot.querySelector('.end')!.textContent).to.equal('ION-0017');
      expect(element.renderRoot.querySelector('.name')!.getAttribute('aria-label')).to.equal(name);
    }
  });

  it('says which server is pointed at and which was opened, marks the one that is followed, and leads to its host', async () => {
    const element = await table(rows.slice(0, 3));
    const said: unknown[] = [];
    element.addEventListener(FollowEvent.type, (event) => {
      const { guest, stays } = event as FollowEvent;
      said.push([guest, stays]);
    });
    element.addEventListener(FindHostEvent.type, (event) => said.push((event as FindHostEvent).guest));
    const row = element.renderRoot.querySelectorAll('tbody tr')[1];
    const { name } = rows[1].guest;
    row.dispatchEvent(new PointerEvent('pointerenter'));
    row.dispatchEvent(new PointerEvent('pointerleave'));
    row.querySelector<HTMLElement>('.name')!.click();
    await element.updateComplete;
    button(element, 'On Host 1').click();
    expect(said).to.deep.equal([[name, false], [null, false], [name, true], name]);
    element.followed = rows[2].guest.name;
    await element.updateComplete;
    const marked = [...element.renderRoot.querySelectorAll('tr.followed .name')];
    expect(marked.map((each) => each.getAttribute('aria-label'))).to.deep.equal([rows[2].guest.name]);
  });

  it('draws a page of a thousand servers, and goes to the next', async () => {
    const many = Array.from({ length: 1052 }, (_, k) => ({
      ...rows[0],
      guest: { ...rows[0].guest, name: `S${k}` },
    }));
    const element = await table(many);
    expect(names(element)).to.have.length(100);
    button(element, 'Next').click();
    await element.updateComplete;
    expect(names(element)[0]).to.equal('S100');
    expect(element.renderRoot.querySelector('.pages')?.textContent).to.contain('1,052 servers');
  });
});

describe('the way in for counters', () => {
  const intake = (problem: string | null = null) =>
    fixture<IntakePanel>(html`<hf-intake .sample=${true} .problem=${problem}></hf-intake>`);

  it('is accessible, with its paste box open and with a problem', async () => {
    const element = await intake('log.csv:3:2: found "x"; expected a number.');
    await expect(element).to.be.accessible();
    button(element, 'Paste a table').click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('says that the sample is made up', async () => {
    expect((await intake()).renderRoot.textContent).to.contain('made up');
  });

  it('reads a table that is pasted into the box', async () => {
    const element = await intake();
    button(element, 'Paste a table').click();
    await element.updateComplete;
    await waitUntil(() => element.renderRoot.querySelector('textarea'), 'the box comes when it is wanted');
    element.renderRoot.querySelector('textarea')!.value = 'name,cores\nA,4\n';
    setTimeout(() => button(element, 'Read it').click());
    const { files } = (await oneEvent(element, 'files')) as unknown as FilesEvent;
    expect(await files[0].text()).to.contain('A,4');
  });

  it('leaves files that are dropped on it to the page, which takes them anywhere', async () => {
    const element = await intake();
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'log.csv'));
    const end = new AbortController();
    const taken: string[] = [];
    const take = (files: readonly File[]) => taken.push(...files.map((file) => file.name));
    takeFiles({ over() {}, dropped: take, pasted: take }, end.signal);
    element.renderRoot
      .querySelector('.zone')!
      .dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, composed: true, cancelable: true }),
      );
    end.abort();
    expect(taken).to.deep.equal(['log.csv']);
  });

  it('puts many files into one line, with only those below it that need the person', async () => {
    const element = await intake();
    element.sample = false;
    const source = (name: string) => ({ name, source: new File([''], name), options: {}, counters: [] });
    const about = { format: 'Performance Monitor CSV', bytes: 1e6, rows: 288, findings: [] };
    element.files = Array.from({ length: 24 }, (_, k) => ({ id: k, ...source(`S${k}.csv`), ...about }));
    element.unread = [{ id: -1, ...source('odd.csv'), message: 'odd.csv: found no counters.' }];
    await element.updateComplete;
    const lines = () =>
      [...element.renderRoot.querySelectorAll<HTMLElement>('li')].filter((line) => line.offsetHeight > 0);
    await waitUntil(() => element.renderRoot.textContent?.includes('24 files read, 1 needs you'));
    expect(lines().map((line) => line.querySelector('.name')!.textContent)).to.deep.equal(['odd.csv']);
    await expect(element).to.be.accessible();
    button(element, 'List them').click();
    await element.updateComplete;
    expect(lines()).to.have.length(25);
    button(element, 'Close the list').click();
    await element.updateComplete;
    expect(lines()).to.have.length(1);
  });

  it('names the files that are in use and lets each be left out', async () => {
    const element = await intake();
    element.sample = false;
    element.files = [
      {
        id: 7,
        name: 'log.csv',
        source: new File([''], 'log.csv'),
        options: {},
        counters: [],
        format: 'Performance Monitor CSV',
        bytes: 1e6,
        rows: 288,
        findings: [],
      },
    ];
    await element.updateComplete;
    await waitUntil(() => element.renderRoot.querySelector('[aria-label="Leave out log.csv"]'), 'its line');
    await expect(element).to.be.accessible();
    setTimeout(() =>
      element.renderRoot.querySelector<HTMLElement>('[aria-label="Leave out log.csv"]')!.click(),
    );
    expect(((await oneEvent(element, 'drop-file')) as unknown as DropFileEvent).id).to.equal(7);
  });

  it('has lines for no more than two hundred of many files, and says which of them is read', async () => {
    const element = await intake();
    element.sample = false;
    element.files = Array.from({ length: 250 }, (_, id) => ({
      id: id + 1,
      name: `${id}.csv`,
      source: new File([''], `${id}.csv`),
      options: {},
      counters: [],
      format: 'Performance Monitor CSV',
      bytes: 1000,
      rows: 24,
      findings: [],
    }));
    element.reading = { name: '7.csv', done: 0.1, files: { at: 1200, all: 10_000 } };
    const lines = () => element.renderRoot.querySelectorAll('hf-reading').length;
    await waitUntil(() => lines() === 200, 'the first lines');
    expect(element.renderRoot.textContent).to.contain('Reading file 1,200 of 10,000');
    expect(element.renderRoot.textContent).not.to.contain('more files');
    button(element, 'List them').click();
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('and 50 more files');
    expect(lines()).to.equal(200);
  });
});
