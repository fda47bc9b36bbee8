import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Dispatcher } from '../../../src/dispatch/pool';
import type { ChooseEvent } from '../../../src/ui/app/events';
import type { LitElement } from 'lit';
import type { MeterStrip } from '../../../src/ui/meter/strip/strip';
import type { Timeline } from '../../../src/ui/parts/timeline/timeline';
import type { How } from '../../../src/ui/parts/how';
import { NumberEvent } from '../../../src/ui/parts/number-field';
import '../../../src/ui/meter/meter-view';
import type { MeterView } from '../../../src/ui/meter/meter-view';
import { dressed } from '../dressed';
import { localDispatcher } from '../local-dispatcher';

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
    expect(figure(alone, 'processor')).to.be.within(22, 28);
    const beside = await view(
      `neighbour;${SHORT};guests.1.threads.0.burst.meanMs=1000;guests.1.threads.0.wait={"kind":"never"}`,
    );
    expect(figure(beside, 'processor')).to.be.above(2 * figure(beside, 'used'));
    const strip = inside(beside, 'hf-meter-strip') as MeterStrip;
    expect(strip.strip.ticks.filter(({ truth }) => !truth).length).to.be.above(3);
    expect(strip.strip.pending.length).to.be.above(3);
    const key = strip.shadowRoot!.querySelector('.key')!.textContent!.replace(/\s+/g, ' ');
    for (const words of [
      'watched',
      'neighbour',
      'wants it and waits',
      'fell due',
      'rightly',
      'was not done then',
    ])
      expect(key).to.contain(words);
  });

  it('charges the tick-dodger nothing for its 80 %', async () => {
    const dodger = await view(`dodger;${SHORT}`);
    expect(figure(dodger, 'used')).to.be.closeTo(80, 0.1);
    expect(figure(dodger, 'processor')).to.equal(0);
  });

  it('shows the truth, Task Manager and its processes together, and says how far off each is', async () => {
    const lost = await view(`lost;${SHORT}`);
    expect(figure(lost, 'used')).to.be.closeTo(25, 2);
    expect(figure(lost, 'processor')).to.equal(100);
    expect(figure(lost, 'process')).to.be.closeTo(25, 2);
    expect(inside(lost, 'hf-meter-headline', '.sum').textContent!.replace(/\s+/g, ' ')).to.match(
      /On average Task Manager is 7\d\.\d points too high; (its processes together are exactly right|the sum of its processes is right within)/,
    );
    const strip = inside(lost, 'hf-meter-strip', '.legend').textContent!;
    for (const words of ['really used', 'its Task Manager shows', 'its processes show'])
      expect(strip).to.contain(words);
  });

  it('finds no spread in readings that differ by rounding only, and calls what is right exactly so', async () => {
    for (const link of ['catch-up', 'catch-up;durationS=600;replications=60']) {
      const histogram = inside(await view(link), 'hf-meter-histogram').shadowRoot!;
      const said = histogram.textContent!.replace(/\s+/g, ' ');
      expect(said).to.contain('spread: every reading is the same').and.not.to.contain('effective samples');
    }
    expect(inside(await view('lost'), 'hf-meter-headline', '.sum').textContent).to.contain('exactly right');
  });

  it('says what the experiment is once its figures are others', async () => {
    const point = async (link: string) => inside(await view(link), 'hf-meter-headline', '.point').textContent;
    expect(await point('idle-busy')).to.match(/^Lost ticks/);
    expect(await point('idle-busy;guests.0.clock.lose=0.9')).to.match(/90\s% of them never arrive/);
  });

  it('dims at once what is of the setting before, and keeps nothing of another demonstration', async () => {
    const element = await view(`neighbour;${SHORT}`);
    const cards = () => [
      inside(element, 'hf-meter-headline', '.answer'),
      inside(element, 'hf-meter-strip'),
      inside(element, 'hf-meter-histogram'),
      inside(element, 'hf-meter-lengths'),
    ];
    expect(cards().map((each) => getComputedStyle(each).opacity)).to.deep.equal(['1', '1', '1', '1']);
    element.link = `neighbour;${SHORT};sliceMs=20`;
    await element.updateComplete;
    await (inside(element, 'hf-meter-headline') as LitElement).updateComplete;
    expect(cards().map((each) => getComputedStyle(each).opacity)).to.deep.equal([
      '0.35',
      '0.35',
      '0.35',
      '0.35',
    ]);
    await element.settled();
    expect(cards().map((each) => getComputedStyle(each).opacity)).to.deep.equal(['1', '1', '1', '1']);
    element.link = `alone;${SHORT}`;
    await element.updateComplete;
    await (inside(element, 'hf-meter-headline') as LitElement).updateComplete;
    expect(cards().slice(1)).to.deep.equal([null, null, null]);
    expect(inside(element, 'hf-meter-headline', '.answer .processor dd').textContent!.trim()).to.equal('–');
    await element.settled();
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
    for (const kind of ['processor', 'process'])
      expect(inside(element, 'hf-meter-headline', `.answer .${kind} dd`).textContent!.trim()).to.equal('?');
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
    expect(figure(element, 'processor')).to.equal(100);
    expect(inside(element, 'hf-meter-headline', '.said').textContent).to.match(
      /You said 40\s%: 60\.0\spoints too low\. The belief in less/,
    );
    // It is drawn, and stays: a bar in the histogram, a line in the strip.
    expect(inside(element, 'hf-meter-histogram', '.box .guess')).to.not.equal(null);
    expect(inside(element, 'hf-meter-strip', '.legend .guess')).to.not.equal(null);
  });

  it('asks about what was changed in words', async () => {
    const element = await view(`stacked;${SHORT};sliceMs=20;guess=first`);
    const guess = inside(element, 'hf-meter-headline', 'hf-meter-guess');
    expect(inside(guess, 'p').textContent!.replace(/\s/g, ' ')).to.match(
      /^[^[\]]*20 ms[^[\]]* What will Task Manager show\?$/,
    );
  });

  it('asks for no number where the answer is none, and names the belief behind a wrong one', async () => {
    const element = await view(`phase-lock;${SHORT};guess=first`);
    const guess = inside(element, 'hf-meter-headline', 'hf-meter-guess');
    const buttons = [...guess.shadowRoot!.querySelectorAll<HTMLButtonElement>('.choices button')];
    expect(buttons.map((each) => each.textContent!.trim())[0]).to.equal('30 %, each time');
    setTimeout(() => buttons[0].click());
    const event = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(event.patch.meter).to.match(/;guess=right$/);
    element.link = event.patch.meter!;
    await element.settled();
    expect(inside(element, 'hf-meter-headline', '.said').textContent).to.match(
      /You said otherwise: no reading is right, only the mean of many\. The belief in an honest meter/,
    );
    // It is drawn: one bar at what is used, where no reading stands.
    const histogram = inside(element, 'hf-meter-histogram');
    const [bar, ...others] = histogram.shadowRoot!.querySelectorAll('.box .guess');
    expect(others).to.deep.equal([]);
    const at = (each: Element) => Number(each.getAttribute('x'));
    const [low, high] = [...histogram.shadowRoot!.querySelectorAll('.box .bar-shown')].map(at);
    expect((at(bar) - low) / (high - low)).to.be.within(0.25, 0.35);
    expect(inside(element, 'hf-meter-histogram', '.key').textContent).to.contain(
      'your guess: each reading is right',
    );
  });

  it('gives nothing of the ticks away before the guess', async () => {
    const element = await view(`dodger;${SHORT};guess=first`);
    const strip = inside(element, 'hf-meter-strip');
    expect(
      strip.shadowRoot!.querySelectorAll('.legend .processor, .legend .process, .key .tick').length,
    ).to.equal(0);
    const { groups } = inside(strip, 'hf-timeline') as Timeline;
    expect(groups[0].rows.map(({ label }) => label)).to.deep.equal([
      'processor',
      'watched wants',
      'ms so far',
    ]);
    expect(groups[0].rows.at(-1)!.lines!.series.map(({ kind }) => kind)).to.deep.equal(['used']);
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
      /^\s*In one reading Task Manager is \d\.\d points too high, and so are its processes/,
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
    expect(figure(element, 'processor')).to.equal(100);
  });
});
