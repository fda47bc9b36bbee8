import { expect, fixture, html } from '@open-wc/testing';
import { ChooseEvent } from '../../../src/ui/app/events';
import '../../../src/ui/dispatch/dispatch-view';
import type { DispatchView } from '../../../src/ui/dispatch/dispatch-view';
import { localDispatcher } from '../local-dispatcher';

const SHORT = 'durationS=4;warmupS=0.5;replications=6';

async function open(link: string) {
  const chosen: ChooseEvent[] = [];
  const view = await fixture<DispatchView>(
    html`<hf-dispatch-view .link=${link} .dispatcher=${await localDispatcher()}></hf-dispatch-view>`,
  );
  view.addEventListener(ChooseEvent.type, (event) => {
    chosen.push(event as ChooseEvent);
    view.link = (event as ChooseEvent).patch.dispatch ?? '';
  });
  await view.settled();
  return { view, chosen };
}

const card = (view: Element) => view.shadowRoot?.querySelector('hf-sweep') ?? null;
const within = (view: Element, selector: string) => [
  ...(card(view)?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const button = (root: Element | null | undefined, name: string) =>
  [...(root?.shadowRoot?.querySelectorAll<HTMLButtonElement>('button') ?? [])].find(
    (each) => each.getAttribute('aria-label') === name || each.textContent?.trim() === name,
  )!;

describe('a sweep on the dispatch view', () => {
  it('is asked for beside its field, draws curves with closed forms, and opens the timeline of a point', async function () {
    this.timeout(20_000);
    const { view, chosen } = await open(`two-stage;${SHORT}`);
    expect(card(view)).to.equal(null);
    button(view.shadowRoot?.querySelector('hf-dispatch-bar'), 'Sweep: Time slice').click();
    await view.settled();
    expect(chosen.at(-1)?.patch.dispatch).to.match(/^two-stage;.*;sweep=slice$/);
    expect(within(view, 'h3').map((each) => each.textContent?.trim())).to.deep.equal([
      'Ready, web %',
      'Interrupt delay, web ms',
      'Busy with work, host %',
    ]);
    expect(within(view, '.theory').length).to.equal(1);
    expect(within(view, 'circle').length).to.equal(36);
    expect(within(view, '.notes')[0].textContent).to.contain('(N - 1)² Q / 2N');
    // Half of what another slice waits: (N - 1)² Q / 2N = 5 ms of 20.
    const row = within(view, 'tbody tr').find((each) => each.querySelector('th')?.textContent === '20');
    const [simulated, theory] = [...row!.querySelectorAll('td')]
      .slice(2, 4)
      .map((each) => parseFloat(each.textContent ?? ''));
    expect(theory).to.equal(5);
    expect(simulated).to.be.within(4, 6);
    await expect(view).to.be.accessible();
    button(card(view), 'Time slice 20 ms').click();
    await view.settled();
    expect(chosen.at(-1)?.patch.dispatch).to.match(/sliceMs=20;sweep=slice$/);
    expect(within(view, '[aria-current]').map((each) => each.textContent?.trim())).to.deep.equal(['20']);
    button(card(view), 'Close the sweep').click();
    await view.settled();
    expect(card(view)).to.equal(null);
    expect(chosen.at(-1)?.patch.dispatch).not.to.contain('sweep');
  });

  it('stays through other changes, and says of a field that is not there what it expected', async () => {
    const { view } = await open(`runaway;${SHORT};sweep=load.0`);
    expect(within(view, 'h2')[0].textContent).to.contain('Load, office');
    const { view: wrong } = await open(`runaway;${SHORT};sweep=load.1`);
    expect(card(wrong)).to.equal(null);
    expect(wrong.shadowRoot?.querySelector('.notice')?.textContent).to.contain('found “load.1”');
  });
});
