import { expect, fixture, html } from '@open-wc/testing';
import { ChooseEvent } from '../../../src/ui/app/events';
import '../../../src/ui/dispatch/dispatch-view';
import type { DispatchView } from '../../../src/ui/dispatch/dispatch-view';
import { localDispatcher } from '../local-dispatcher';

const SHORT = 'durationS=4;warmupS=0.5;replications=6';

async function open(link: string) {
  const view = await fixture<DispatchView>(
    html`<hf-dispatch-view .link=${link} .dispatcher=${await localDispatcher()}></hf-dispatch-view>`,
  );
  view.addEventListener(ChooseEvent.type, (event) => {
    view.link = (event as ChooseEvent).patch.dispatch ?? '';
  });
  await view.settled();
  return view;
}

const part = (view: DispatchView, element: string) => view.shadowRoot?.querySelector(element)?.shadowRoot;
const words = (view: DispatchView, element: string, selector: string) =>
  [...(part(view, element)?.querySelectorAll(selector) ?? [])].map((each) =>
    (each.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );
const points = (view: DispatchView) =>
  [...(part(view, 'hf-sweep')?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.children].map((cell) => parseFloat(cell.textContent ?? '')),
  );

describe('an exam on the dispatch view', () => {
  it('four to one at 20 %: ready time by the size of the pool, beside its closed form', async () => {
    const view = await open(`four-to-one;${SHORT}`);
    const rows = points(view);
    const at = (cores: number) => rows.find(([value]) => value === cores)!;
    expect([1, 2, 4, 8].map((cores) => at(cores)[2].toFixed(1))).to.deep.equal(['13.8', '8.4', '4.6', '2.2']);
    expect(at(8)[1]).to.be.below(at(1)[1]);
  });

  it('one wide guest or two narrow ones: the host is busier the more guests the vCPUs are split among', async () => {
    const rows = points(await open(`wide-or-narrow;${SHORT};durationS=20`));
    expect(rows.map(([value]) => value)).to.deep.equal([1, 2, 4]);
    const busy = rows.map((row) => row.at(-2)!);
    expect(busy[1] - busy[0]).to.be.above(8);
  });

  it('an interrupt beside a hog: the headline and the bars are its delay, and boost is among them', async () => {
    const view = await open(`two-stage;slots=yield;${SHORT};durationS=20`);
    const [heading] = words(view, 'hf-lab-headline', 'h1');
    expect(Number(/([\d.]+) ms/.exec(heading)?.[1])).to.be.within(23, 27);
    const boost = words(view, 'hf-readings', 'tr').find((row) => row.includes('wake boost'));
    expect(Number(/([\d.]+) ms/.exec(boost ?? '')?.[1])).to.be.below(1);
  });

  it('a runaway thread: with and without it side by side, named; and boost helps', async () => {
    const view = await open(`runaway;${SHORT};durationS=20`);
    const pair = [...(part(view, 'hf-compare')?.querySelectorAll('button') ?? [])].find((button) =>
      button.textContent?.includes('Without runaway'),
    )!;
    pair.click();
    await view.settled();
    expect(words(view, 'hf-compare', '.named')[0]).to.match(
      /office#1 is ready for 1\d.*runaway costs it 1\d/,
    );
    const boost = words(view, 'hf-readings', 'tr').find((row) => row.includes('wake boost'));
    expect(Number(/([\d.]+)\s%/.exec(boost ?? '')?.[1])).to.be.below(5);
  });

  it('the best slice: ready rises, overhead falls', async () => {
    const rows = points(await open(`best-slice;${SHORT}`));
    const ready = rows.map((row) => row[1]);
    const overhead = rows.map((row) => row.at(-2)!);
    expect(ready.at(-1)!).to.be.above(ready[0] + 20);
    expect(overhead[0]).to.be.above(10 * overhead.at(-1)!);
  });

  it('strict or relaxed: the policies side by side; and no bars where they are all the same', async () => {
    const rows = words(await open(`shelden-strict;${SHORT}`), 'hf-readings', 'tr');
    expect(rows.length).to.equal(7);
    const same = await open(`one-too-many;${SHORT}`);
    expect(words(same, 'hf-readings', 'tr')).to.deep.equal([]);
    expect(words(same, 'hf-readings', 'p')[0]).to.contain('whichever way');
  });

  it('completions that pend: batches and the queue at the disk are drawn', async () => {
    const view = await open(`pending;${SHORT}`);
    expect(part(view, 'hf-requests')?.querySelectorAll('.batch').length).to.be.above(5);
    expect(part(view, 'hf-requests')?.querySelector('.queue')?.getAttribute('d')).to.match(/H.*V/);
  });
});
