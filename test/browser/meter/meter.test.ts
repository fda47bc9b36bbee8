import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Dispatcher } from '../../../src/dispatch/pool';
import type { ChooseEvent } from '../../../src/ui/fold/events';
import { NumberEvent } from '../../../src/ui/parts/number-field';
import '../../../src/ui/meter/meter-view';
import type { MeterView } from '../../../src/ui/meter/meter-view';
import { dressed } from '../dressed';
import { localDispatcher } from './local-dispatcher';

let dispatcher: Dispatcher;
before(async () => {
  await dressed();
  dispatcher = await localDispatcher();
});

const SHORT = 'durationS=5;replications=20';
const view = async (link: string) => {
  const element = await fixture<MeterView>(
    html`<hf-meter-view .link=${link} .dispatcher=${dispatcher}></hf-meter-view>`,
  );
  await element.settled();
  return element;
};
const inside = (element: Element, ...path: string[]) =>
  path.reduce<Element>((at, selector) => at.shadowRoot!.querySelector(selector)!, element);
const figure = (element: Element, kind: string) =>
  parseFloat(inside(element, `.answer .${kind} dd`).textContent!);

describe('the meter view', () => {
  it('is accessible', async () => {
    await expect(await view(`alone;${SHORT}`)).to.be.accessible();
  });

  it('shows a meter that is right on a lone machine, and nearly double beside a neighbour', async () => {
    const alone = await view(`alone;${SHORT}`);
    expect(figure(alone, 'used')).to.be.within(22, 28);
    expect(figure(alone, 'shown')).to.be.within(22, 28);
    const beside = await view(`neighbour;${SHORT}`);
    expect(figure(beside, 'shown')).to.be.above(2 * figure(beside, 'used'));
    expect(inside(beside, 'hf-meter-strip').shadowRoot!.querySelectorAll('.tick.false').length).to.be.above(
      3,
    );
  });

  it('charges the tick-dodger nothing for its 80 %', async () => {
    const dodger = await view(`dodger;${SHORT}`);
    expect(figure(dodger, 'used')).to.be.closeTo(80, 0.1);
    expect(figure(dodger, 'shown')).to.equal(0);
  });

  it('asks the process where the point is about processes', async () => {
    const lost = await view(`lost;${SHORT}`);
    expect(figure(lost, 'shown')).to.be.closeTo(25, 2);
    const processor = await view(`lost;${SHORT};meter=processor`);
    expect(figure(processor, 'shown')).to.equal(100);
  });

  it('writes what a slider says into the link, from the preset on', async () => {
    const element = await view(`neighbour;${SHORT}`);
    const slider = inside(element, 'hf-meter-change', 'hf-number[label="Neighbours"]');
    setTimeout(() => slider.dispatchEvent(new NumberEvent(3, true)));
    const event = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(event.patch.meter).to.match(/^neighbour;/);
    expect(event.patch.meter).to.contain('guests.1.count=3');
    expect(event.live).to.equal(true);
  });

  it('falls back to the preset when a link makes no sense, and says so', async () => {
    const element = await view('alone;sliceMs=-4');
    expect(inside(element, '.notice').textContent).to.contain('sliceMs');
    expect(figure(element, 'used')).to.be.within(22, 28);
  });

  it('keeps the answer until it was guessed', async () => {
    const element = await view(`neighbour;${SHORT}`);
    inside(element, '.guess-first input').dispatchEvent(new MouseEvent('click'));
    await element.updateComplete;
    expect(inside(element, '.answer .shown dd').textContent).to.equal('?');
    await expect(element).to.be.accessible();
    inside(element, 'hf-meter-guess', 'button').dispatchEvent(new MouseEvent('click'));
    await element.updateComplete;
    expect(figure(element, 'shown')).to.be.above(30);
    expect(inside(element, '.answer .said').textContent).to.contain('you said 50 %');
  });
});
