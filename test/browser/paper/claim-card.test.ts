import { expect, fixture, html } from '@open-wc/testing';
import type { ClaimTools } from '../../../src/claims/check';
import { CLAIMS } from '../../../src/claims/list';
import '../../../src/ui/paper/claim-card';
import type { ClaimCard } from '../../../src/ui/paper/claim-card';
import type { KnobSet } from '../../../src/ui/paper/state';
import { ExplainEvent, type Explanation } from '../../../src/ui/parts/explanation';
import { dressed } from '../dressed';
import { localDispatcher } from '../local-dispatcher';

const dispatcher = await localDispatcher();
const tools: ClaimTools = {
  run: (experiment, options) => dispatcher.run(experiment, options),
  fold: () => Promise.reject(new Error('nothing folds here')),
};

const card = async (wanted: number, set: KnobSet = {}) => {
  await dressed();
  const element = await fixture<ClaimCard>(
    html`<hf-claim
      .claim=${CLAIMS.find(({ number }) => number === wanted)}
      .set=${set}
      .tools=${tools}
      .hrefOf=${(patch: object) => `#${JSON.stringify(patch)}`}
    ></hf-claim>`,
  );
  await element.reveal();
  return element;
};

describe('a claim', () => {
  for (const verdict of ['reproduced', 'under conditions', 'by construction'] as const)
    it(`has a mark of one height where it is ${verdict}`, async () => {
      const { number } = CLAIMS.find(({ recorded }) => recorded === verdict)!;
      const mark = (await card(number)).renderRoot.querySelector('summary .mark')!;
      expect(mark.getBoundingClientRect().height).to.equal(24);
    });

  it('leads to its own experiment, its knobs as they stand, or to the fold with what a link can say of it', async () => {
    const links = async (number: number, set?: KnobSet) =>
      [...(await card(number, set)).renderRoot.querySelectorAll('.links a')].map(
        (link) => `${link.textContent?.replace(/\s+/g, ' ').trim()}: ${link.getAttribute('href')}`,
      );
    expect((await links(14))[0]).to.equal(
      'Open it in Dispatch: #{"view":"dispatch","dispatch":"two-stage;guests.0.threads.0.process=null;durationS=60;sliceMs=50"}',
    );
    expect((await links(40, { service: 100 }))[0]).to.match(
      /^Open it in Dispatch, beside a device that the host serves: .*interruptUs=0.*\|.*interruptUs=100/,
    );
    expect((await links(33))[0]).to.match(
      /^Open it in Dispatch: the delay of its completions; what its disk/,
    );
    expect((await links(2, { ceiling: 70 }))[0]).to.equal(
      'Open in Fold, under ESX 2 with a ceiling of 70 %: with the servers and hosts of the page, not the claim’s: #{"view":"fold","profile":"esx2","ceilings":{"cpu":70}}',
    );
  });

  it('explains words of its statement where it is open, and shows it once', async () => {
    const element = await card(21);
    const [closed, open] = element.renderRoot.querySelectorAll<HTMLElement>('.says');
    expect(getComputedStyle(closed).display).to.equal('none');
    expect(open.innerText).to.contain('wait for each other');
    expect([...open.querySelectorAll('hf-term')].map((each) => each.textContent)).to.deep.equal(['Guests']);
  });

  it('says in the place of a control why there is none', async () => {
    const run = (await card(34)).renderRoot.querySelector<HTMLElement>('.run')!;
    expect(run.querySelectorAll('hf-number').length).to.equal(0);
    expect(run.innerText).to.contain('Nothing can be turned here');
  });

  it('answers how a figure came about with its closed form, the numbers of its knobs in it', async () => {
    const element = await card(14, { guests: 4, slice: 20 });
    await element.check();
    await element.updateComplete;
    const asked: Explanation[] = [];
    element.addEventListener(ExplainEvent.type, (event) => asked.push((event as ExplainEvent).explanation));
    element.renderRoot.querySelector('hf-how')!.renderRoot.querySelector('button')!.click();
    const [{ formula, values }] = asked;
    expect(formula).to.equal('(N − 1)² × Q ÷ (2 × N)\n= (4 − 1)² × 20 ÷ (2 × 4)\n= 22.5 ms');
    expect(values!.slice(0, 2)).to.deep.equal([
      ['N, guests that take turns', '4'],
      ['Q, slot', '20 ms'],
    ]);
    expect(values!.map(([label]) => label)).to.include('runs, each with a seed of its own');
  });
});
