import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { FoldAnswer } from '../../../src/placement/answer';
import '../../../src/ui/fold/answer/headline';
import type { Headline } from '../../../src/ui/fold/answer/headline';
import '../../../src/ui/fold/answer/notes';
import type { AdviceList, Findings, Reasons } from '../../../src/ui/fold/answer/notes';
import '../../../src/ui/fold/answer/overhead';
import type { Overhead } from '../../../src/ui/fold/answer/overhead';
import '../../../src/ui/fold/answer/policies';
import type { Policies } from '../../../src/ui/fold/answer/policies';
import type { RevealEvent } from '../../../src/ui/fold/events';
import type { ExplainEvent } from '../../../src/ui/parts/explanation';
import { dressed } from '../dressed';
import { foldedSample } from '../sample';

let answer: FoldAnswer;
before(async () => {
  await dressed();
  answer = (await foldedSample()).answer;
});
const words = (element: { renderRoot: { textContent: string | null } }): string =>
  (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');

describe('the headline', () => {
  const headline = (changes: Partial<FoldAnswer> = {}, servers = 63) =>
    fixture<Headline>(
      html`<hf-headline .answer=${{ ...answer, ...changes }} .servers=${servers}></hf-headline>`,
    );

  it('is accessible', async () => {
    await expect(await headline()).to.be.accessible();
  });

  it('says onto how many hosts, and that it is proved', async () => {
    const text = words(await headline({ proved: true, lowerBound: answer.hostCount }));
    expect(text).to.contain(`63 servers fold onto ${answer.hostCount} hosts`);
    expect(text).to.contain(`Proved: no plan has ${answer.hostCount - 1}.`);
  });

  it('says how far above the bound a plan may be that is not proved', async () => {
    const text = words(await headline({ proved: false, lowerBound: answer.hostCount - 2 }));
    expect(text).to.contain('At most 2 above');
  });

  it('names the hosts with one to spare, and promises nothing where nothing can be', async () => {
    expect(words(await headline({ withFailures: { tolerated: 1, hostCount: 9 } }))).to.contain(
      'With one host to spare, 9.',
    );
    expect(
      words(await headline({ endedBy: 'time', withFailures: { tolerated: 2, hostCount: null } })),
    ).to.contain('With 2 hosts to spare, no number can be promised');
  });

  it('names servers that found no room', async () => {
    const text = words(await headline({ unplaced: [{ guest: 'SQL-09', why: 'no room' }] }));
    expect(text).to.contain('1 server found no room: SQL-09');
  });

  it('explains the number when it is asked', async () => {
    const element = await headline();
    const how = element.renderRoot.querySelector('hf-how')!;
    setTimeout(() => how.renderRoot.querySelector('button')!.click());
    const { explanation } = (await oneEvent(element, 'explain')) as unknown as ExplainEvent;
    expect(explanation.formula).to.contain('capacity × ceiling');
  });
});

describe('the policies side by side', () => {
  const policies = (counts: FoldAnswer['policies']) =>
    fixture<Policies>(html`<hf-policies .answer=${{ ...answer, policies: counts }}></hf-policies>`);
  const marks = (element: Policies) =>
    [...element.renderRoot.querySelectorAll('svg')].map((svg) => svg.querySelectorAll('rect').length);

  it('are accessible', async () => {
    await expect(await policies(answer.policies)).to.be.accessible();
  });

  it('show one mark for each host', async () => {
    const element = await policies({ 'peak-of-sums': 7, 'sum-of-p95': 9, 'sum-of-peaks': 23 });
    expect(marks(element)).to.deep.equal([7, 9, 23]);
  });

  it('show what is not yet known as such', async () => {
    const element = await policies({ 'peak-of-sums': 7, 'sum-of-p95': null, 'sum-of-peaks': null });
    expect(marks(element)).to.deep.equal([7, 0, 0]);
    expect(words(element)).to.contain('…');
  });

  it('let a mark stand for several hosts when there are many, and say so', async () => {
    const element = await policies({ 'peak-of-sums': 35, 'sum-of-p95': 46, 'sum-of-peaks': 92 });
    expect(marks(element)).to.deep.equal([18, 23, 46]);
    expect(words(element)).to.contain('one mark is 2 hosts');
  });
});

describe('the overhead', () => {
  const overhead = () => fixture<Overhead>(html`<hf-overhead .answer=${answer}></hf-overhead>`);

  it('is accessible', async () => {
    await expect(await overhead()).to.be.accessible();
  });

  it('fills the bar with its parts and nothing else', async () => {
    const element = await overhead();
    const parts = { processors: answer.overhead.parts.length, memory: answer.memory.length };
    for (const [id, length] of Object.entries(parts)) {
      const rects = [...element.renderRoot.querySelectorAll(`[aria-labelledby=${id}] rect`)];
      const wide = rects.reduce((sum, rect) => sum + parseFloat(rect.getAttribute('width')!), 0);
      expect(rects).to.have.length(length);
      expect(wide).to.be.closeTo(100, 0.01);
    }
  });

  it('names an assumption as one', async () => {
    const element = await overhead();
    const k = answer.overhead.parts.findIndex((part) => part.note.includes('Assumption'));
    const how = element.renderRoot.querySelectorAll('hf-how')[k];
    expect(how.explanation.basis?.kind).to.equal('assumption');
  });
});

describe('reasons and findings', () => {
  const lines = Array.from({ length: 9 }, (_, k) => ({ guest: `S${k}`, text: `because ${k}` }));

  it('are accessible', async () => {
    await expect(
      await fixture(html`<hf-reasons heading="Advice" .lines=${lines}></hf-reasons>`),
    ).to.be.accessible();
    await expect(
      await fixture(html`<hf-findings .findings=${answer.findings}></hf-findings>`),
    ).to.be.accessible();
  });

  it('cut a long list and open it on demand', async () => {
    const element = await fixture<Reasons>(html`<hf-reasons heading="Advice" .lines=${lines}></hf-reasons>`);
    expect(element.renderRoot.querySelectorAll('li')).to.have.length(6);
    [...element.renderRoot.querySelectorAll('button')].at(-1)!.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('li')).to.have.length(9);
  });

  it('name servers of one reason together', async () => {
    const same = ['A', 'B', 'C', 'D', 'E'].map((guest) => ({ guest, text: 'too large' }));
    const element = await fixture<Reasons>(html`<hf-reasons heading="No room" .lines=${same}></hf-reasons>`);
    expect(element.renderRoot.querySelectorAll('li')).to.have.length(1);
    expect(words(element)).to.contain('and 2 more: too large');
  });

  it('group advice by its kind', async () => {
    const element = await fixture<AdviceList>(html`<hf-advice .advice=${answer.advice}></hf-advice>`);
    await expect(element).to.be.accessible();
    const kinds = new Set(answer.advice.map((a) => a.kind));
    expect(element.renderRoot.querySelectorAll('details')).to.have.length(kinds.size);
  });

  it('lead to the server they are about', async () => {
    const element = await fixture<Reasons>(html`<hf-reasons heading="Advice" .lines=${lines}></hf-reasons>`);
    setTimeout(() => element.renderRoot.querySelector('button')!.click());
    expect(((await oneEvent(element, 'reveal')) as unknown as RevealEvent).guest).to.equal('S0');
  });

  it('stand under their level, warnings opened', async () => {
    const findings = [
      { level: 'warning', where: 'a.csv', text: 'w' },
      { level: 'guess', where: 'A', text: 'g' },
    ] as const;
    const element = await fixture<Findings>(html`<hf-findings .findings=${findings}></hf-findings>`);
    const groups = [...element.renderRoot.querySelectorAll('details')];
    expect(groups.map((group) => group.open)).to.deep.equal([true, false]);
  });
});
