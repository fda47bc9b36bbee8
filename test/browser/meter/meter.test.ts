import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Dispatcher } from '../../../src/dispatch/pool';
import type { ChooseEvent } from '../../../src/ui/app/events';
import type { How } from '../../../src/ui/parts/how';
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
  parseFloat(inside(element, 'hf-meter-headline', `.answer .${kind} dd`).textContent!);

describe('the meter view', () => {
  it('is accessible', async () => {
    await expect(await view(`alone;${SHORT}`)).to.be.accessible();
  });

  it('shows a meter that is right on a lone machine, and far too high beside a neighbour that never waits', async () => {
    const alone = await view(`alone;${SHORT}`);
    expect(figure(alone, 'used')).to.be.within(22, 28);
    expect(figure(alone, 'shown')).to.be.within(22, 28);
    const beside = await view(
      `neighbour;${SHORT};guests.1.threads.0.burst.meanMs=1000;guests.1.threads.0.wait={"kind":"never"}`,
    );
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

  it('finds no spread in readings that differ by rounding only, and calls what is right exactly so', async () => {
    for (const link of ['catch-up', 'catch-up;durationS=600;replications=60']) {
      const histogram = inside(await view(link), 'hf-meter-histogram').shadowRoot!;
      const said = histogram.textContent!.replace(/\s+/g, ' ');
      expect(said).to.contain('spread: every reading is the same').and.not.to.contain('effective samples');
    }
    const lost = await view('lost');
    expect(inside(lost, 'hf-meter-headline', '.sum').textContent).to.contain('exactly right');
    expect(inside(lost, 'hf-meter-strip', '.legend .shown').textContent).to.contain('its processes show');
  });

  it('shows a guest that loses ticks beside a machine of its own that loses none, before the guess too', async () => {
    const element = await view(`idle-busy;${SHORT};guess=first`);
    expect(figure(element, 'alone')).to.be.within(30, 50);
    element.link = `idle-busy;${SHORT}`;
    await element.settled();
    expect(figure(element, 'shown')).to.be.above(70);
  });

  it('says what the demonstration said as such once its figures are others', async () => {
    const point = async (link: string) => inside(await view(link), 'hf-meter-headline', '.point').textContent;
    expect(await point('idle-busy')).to.match(/^Lost ticks/);
    expect(await point('idle-busy;guests.0.clock.lose=0.9')).to.match(/^The demonstration said: “Lost ticks/);
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

  it('keeps the answer until it was guessed, by mouse or by keyboard', async () => {
    const element = await view(`stacked;${SHORT};guess=first`);
    expect(inside(element, 'hf-meter-headline', '.answer .shown dd').textContent!.trim()).to.equal('?');
    expect(inside(element, 'hf-meter-histogram')).to.equal(null);
    await expect(element).to.be.accessible();
    const guess = inside(element, 'hf-meter-headline', 'hf-meter-guess');
    setTimeout(() => {
      const field = inside(guess, 'hf-number');
      field.dispatchEvent(new NumberEvent(40));
      for (const kind of ['keydown', 'keyup'])
        field.dispatchEvent(new KeyboardEvent(kind, { key: 'Enter', bubbles: true, composed: true }));
    });
    const event = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(event.patch.meter).to.match(/^stacked;.*guess=40$/);
    element.link = event.patch.meter!;
    await element.settled();
    expect(figure(element, 'shown')).to.equal(100);
    expect(inside(element, 'hf-meter-headline', '.said').textContent).to.match(
      /You said 40 %:\s+60\.0 points too little/,
    );
  });

  it('does not give a lone guest away by its own machine', async () => {
    const element = await view(`dodger;${SHORT};guess=first`);
    expect(inside(element, 'hf-meter-headline', '.answer .alone dd').textContent!.trim()).to.equal('?');
    const strip = inside(element, 'hf-meter-strip').shadowRoot!;
    expect(strip.querySelectorAll('.line.alone, .line.shown').length).to.equal(0);
  });

  it('draws the spread over every ratio of tick to cycle, and is set by its hand', async () => {
    const element = await view(`phase-lock;durationS=2;replications=20`);
    const lock = inside(element, 'hf-meter-lock');
    expect(lock.shadowRoot!.querySelectorAll('.point').length).to.be.above(30);
    const hand = inside(lock, '[role=slider]');
    expect(hand.getAttribute('aria-valuenow')).to.equal('1');
    setTimeout(() => hand.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })));
    const event = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(event.patch.meter).to.contain('guests.0.clock.tickMs=8.75');
  });

  it('claims no mean and no spread of a single reading', async () => {
    const element = await view('neighbour;durationS=60;replications=1');
    expect(inside(element, 'hf-meter-headline', '.sum').textContent!.replace(/\s+/g, ' ')).to.match(
      /^In one reading \d\.\d points too much/,
    );
    const histogram = inside(element, 'hf-meter-histogram').shadowRoot!.textContent!;
    expect(histogram).to.contain('One reading tells nothing of the next').and.not.to.contain('NaN');
    const right = await view('lost;durationS=600;replications=1');
    const figures = inside(right, 'hf-meter-histogram', '.figures').textContent!;
    expect(figures)
      .to.match(/points off in one reading, (exactly|within)/)
      .and.not.to.contain('on average');
  });

  it('says how far off the longest look is, and for whoever asks all others', async () => {
    const element = await view(`stacked;${SHORT}`);
    const how = inside(element, 'hf-meter-lengths', 'hf-how') as How;
    expect(inside(element, 'hf-meter-lengths', '.said').textContent!.replace(/\s+/g, ' ')).to.match(
      /^After 10 min a reading is off by \+75\.0 points; fair looks would be within 0\.4\d\.$/,
    );
    expect(how.explanation.values!.map(([label]) => label)).to.deep.equal([
      '1 s',
      '3 s',
      '10 s',
      '30 s',
      '1 min',
      '3 min',
      '10 min',
    ]);
    // 1.96 times the root of a quarter times three quarters over 64 ticks of a second.
    expect(how.explanation.values![0][1]).to.match(/fair ± 10\.6$/);
  });

  it('draws what the dodger takes unseen, in step and out of it', async () => {
    const element = await view(`dodger;durationS=2;replications=20`);
    const dodger = inside(element, 'hf-meter-dodger');
    expect(dodger.shadowRoot!.querySelectorAll('figure').length).to.equal(4);
    expect(inside(dodger, '.set p').textContent!.replace(/\s+/g, ' ')).to.match(
      /in step it is charged 0 % ?\.$/,
    );
    const how = inside(dodger, '.set hf-how') as How;
    expect(Object.fromEntries(how.explanation.values!)).to.include({
      'shown, on average': '0 %',
      measurements: '6 of 5 s',
    });
    const slider = inside(dodger, 'hf-number');
    setTimeout(() => slider.dispatchEvent(new NumberEvent(95)));
    const event = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    element.link = event.patch.meter!;
    await element.settled();
    expect(figure(element, 'used')).to.be.closeTo(95, 0.1);
    expect(figure(element, 'shown')).to.equal(100);
  });
});
