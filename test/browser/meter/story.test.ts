import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { Dispatcher } from '../../../src/dispatch/pool';
import { STORY_STEPS } from '../../../src/sampling/story/screen';
import type { ChooseEvent } from '../../../src/ui/app/events';
import type { MeterView } from '../../../src/ui/meter/meter-view';
import '../../../src/ui/meter/meter-view';
import type { StoryClock } from '../../../src/ui/meter/story/clock';
import { isBusyAt } from '../../../src/ui/meter/story/looks';
import type { SamplingDemo } from '../../../src/ui/meter/story/demo';
import { localDispatcher } from '../local-dispatcher';

let dispatcher: Dispatcher;
before(async () => {
  dispatcher = await localDispatcher();
});

/** A figure by itself, in a page that has nothing of ours: no tokens, no shell. */
async function figure(step: string, said: SamplingDemo['said'] = { value: null, right: false }) {
  const element = await fixture<SamplingDemo>(
    html`<hostfold-sampling-demo
      step=${step}
      seed="7"
      .said=${said}
      .dispatcher=${dispatcher}
    ></hostfold-sampling-demo>`,
  );
  await element.settled();
  return element;
}
const inside = <T extends Element>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<T>(selector)!;
const words = (element: Element, selector: string) =>
  inside(element, selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('a screen of the story as a figure of its own', () => {
  for (const step of STORY_STEPS)
    it(`stands alone, asks first, and is accessible before and after: ${step}`, async () => {
      const asked = await figure(step, null);
      expect(inside(asked, '.asks')).to.not.equal(null);
      expect(inside(asked, '.picture')).to.equal(null);
      await expect(asked).to.be.accessible();
      asked.said = { value: null, right: false };
      await asked.settled();
      expect(inside(asked, '.asks')).to.equal(null);
      expect(inside(asked, '.picture').children.length).to.be.above(0);
      await expect(asked).to.be.accessible();
      // Colours of its own, and the picture has them.
      expect(getComputedStyle(asked).getPropertyValue('--cpu')).to.match(/^#/);
      if (step !== 'log') expect(words(asked, '.check')).to.match(/^✓ simulated .* formula .*; seed 7$/);
    });

  it('explains a word in place', async () => {
    const element = await figure('neighbour');
    const word = inside(element, '.prose hf-term');
    inside<HTMLButtonElement>(word, 'button').click();
    const said = () => element.shadowRoot!.querySelector('hf-explainer')?.shadowRoot?.textContent ?? '';
    await waitUntil(() => said().includes('A virtual machine'), 'what the word means');
  });

  it('says the steps that there are for a name that is none', async () => {
    expect(words(await figure('nowhere'), '.notice')).to.match(
      /Found step “nowhere”, expected one of clock, seconds/,
    );
  });

  it('shows the same for the same seed, and follows its knobs', async () => {
    const [one, two] = [await figure('neighbour'), await figure('neighbour')];
    expect(words(one, '.outcome')).to.equal(words(two, '.outcome'));
    expect(words(one, '.outcome')).to.match(
      /^Task Manager is \d\.\d points too high: it used 2\d\.\d % and waited for \d\.\d %/,
    );
    one.set = { others: 100 };
    await one.updateComplete;
    expect(getComputedStyle(inside(one, '.picture')).opacity).to.equal('0.35');
    await one.settled();
    expect(words(one, '.outcome')).to.match(/is 6\d\.\d points too high/);
  });

  it('notes each look of whoever is the clock, and sets the clock’s own beside them', async () => {
    const element = await figure('clock');
    const clock = inside<StoryClock>(element, 'hf-story-clock');
    inside<HTMLButtonElement>(clock, '.look').click();
    for (const at of [100, 700, 1300, 4999, 6000]) clock.look(at);
    clock.end();
    await clock.updateComplete;
    expect(words(clock, '.said')).to.match(
      /^You looked 4 times, 0\.8 a second, and would charge .* The clock looked 320 times and charges \d\d(\.\d)? %\. The thread was at work for \d\d(\.\d)? %\.$/,
    );
    const busy = [100, 700, 1300, 4999].filter((at) => isBusyAt(clock.strip, at)).length;
    expect(words(clock, '.said')).to.contain(`would charge ${busy * 25} %`);
  });

  it('adds readings one at a time and a hundred at once, each a block', async () => {
    const element = await figure('seconds');
    const seconds = inside<SamplingDemo>(element, 'hf-story-seconds');
    const heap = () => inside<SamplingDemo>(seconds, 'hf-story-blocks');
    const blocks = () => inside(heap(), 'svg').querySelectorAll('.block').length;
    const [one, hundred] = seconds.shadowRoot!.querySelectorAll<HTMLButtonElement>('.row .button');
    expect(blocks()).to.equal(0);
    for (const [button, count] of [
      [one, 1],
      [hundred, 101],
    ] as const) {
      button.click();
      await seconds.updateComplete;
      await heap().updateComplete;
      expect(blocks()).to.equal(count);
    }
    // Another length of reading begins again.
    element.set = { look: '60' };
    await element.settled();
    await heap().updateComplete;
    expect(blocks()).to.equal(0);
    expect(one.textContent?.trim()).to.equal('Add one minute');
  });

  it('draws what was guessed on every screen, and leaves it there when a knob is turned', async () => {
    const drawn = async (step: string, value: number | string) => {
      const element = await figure(step, { value, right: false });
      const heap = element.shadowRoot!.querySelector('hf-story-blocks, hf-story-seconds');
      const root = heap?.shadowRoot?.querySelector('hf-story-blocks') ?? heap;
      const strip = element.shadowRoot!.querySelector('hf-meter-strip')?.shadowRoot;
      return {
        bars: root?.shadowRoot!.querySelectorAll('svg[role=img] .guess').length ?? 0,
        line: strip?.querySelectorAll('.legend .guess').length ?? 0,
        parts: element.shadowRoot!.querySelectorAll('.bars .part.guess').length,
        element,
      };
    };
    expect((await drawn('clock', 40)).parts).to.equal(1);
    expect((await drawn('seconds', 'scattered')).bars).to.equal(1);
    expect((await drawn('step', 'right')).bars).to.equal(1);
    const step = await drawn('step', 'extremes');
    expect(step.bars).to.equal(2);
    step.element.set = { phase: 60 };
    await step.element.settled();
    expect(inside(inside(step.element, 'hf-story-blocks'), 'svg').querySelectorAll('.guess').length).to.equal(
      2,
    );
    expect((await drawn('neighbour', 25)).line).to.be.above(0);
    expect((await drawn('fates', 25)).line).to.be.above(0);
    expect((await drawn('log', 'sum')).parts).to.equal(1);
    expect((await drawn('remedy', 'half')).parts).to.equal(1);
  });

  it('takes a sum of a host’s log apart, whatever is typed', async () => {
    const element = await figure('log');
    expect(words(element, '.said')).to.match(/7\.6 points too high\. Used and ready come to 29\.3 %/);
    element.set = { ready: 0 };
    await element.updateComplete;
    expect(words(element, '.said')).to.contain('did not wait, so waiting is not the reason');
    element.set = { shown: 21.7 };
    await element.updateComplete;
    expect(words(element, '.said')).to.contain('nothing to mend');
    element.set = { ready: 30 };
    await element.updateComplete;
    expect(words(element, '.said')).to.contain('come to 51.7 %, not to what was shown');
  });
});

describe('the story in the view', () => {
  const view = async (link: string) => {
    const element = await fixture<MeterView>(
      html`<hf-meter-view .link=${link} .dispatcher=${dispatcher}></hf-meter-view>`,
    );
    await element.settled();
    return element;
  };

  it('is what opens, keeps guesses and knobs in the link, and goes on by the arrow keys', async () => {
    const element = await view('');
    const story = inside(element, 'hf-story');
    const demo = () => inside<SamplingDemo>(story, 'hostfold-sampling-demo');
    expect(demo().step).to.equal('clock');
    setTimeout(() =>
      story.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true })),
    );
    const moved = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(moved.patch.meter).to.equal('story;step=seconds');
    element.link = 'story;step=log';
    await element.settled();
    setTimeout(() => inside<HTMLButtonElement>(demo(), '.answers .button:last-child').click());
    const said = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    expect(said.patch.meter).to.match(/^story;step=log;said\.log=\["less",[01]\]$/);
    element.link = 'story;step=log;said.log=["less",1];said.neighbour=[25,0]';
    await element.settled();
    expect(words(story, '.on [role=status]')).to.equal('Guessed right: 1 of 2');
    await expect(element).to.be.accessible();
  });

  it('leaves arrows to what needs them', async () => {
    const element = await view('story;step=neighbour;said.neighbour=[25,0]');
    const choices: unknown[] = [];
    element.addEventListener('choose', (event) => choices.push(event));
    const demo = inside<SamplingDemo>(inside(element, 'hf-story'), 'hostfold-sampling-demo');
    const stage = inside(inside(inside(demo, 'hf-meter-strip'), 'hf-timeline'), '.stage');
    stage.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, composed: true, cancelable: true }),
    );
    expect(choices).to.deep.equal([]);
  });
});
