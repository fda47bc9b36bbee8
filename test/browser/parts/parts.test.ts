import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../../src/ui/parts/choice';
import type { Choice, PickEvent } from '../../../src/ui/parts/choice';
import '../../../src/ui/parts/explainer';
import type { Explainer } from '../../../src/ui/parts/explainer';
import type { ExplainEvent, FindControlEvent } from '../../../src/ui/parts/explanation';
import '../../../src/ui/parts/how';
import type { How, TermLink } from '../../../src/ui/parts/how';
import '../../../src/ui/parts/panel';
import type { Panel } from '../../../src/ui/parts/panel';
import { dressed } from '../dressed';

describe('a choice of a few', () => {
  before(dressed);
  const options = [
    { value: '0', label: '0' },
    { value: '1', label: '1' },
  ];
  const choice = () =>
    fixture<Choice>(html`<hf-choice label="Hosts that may fail" .options=${options} value="1"></hf-choice>`);

  it('is accessible', async () => {
    await expect(await choice()).to.be.accessible();
  });

  it('shows what holds and tells what is picked', async () => {
    const element = await choice();
    const [zero, one] = element.renderRoot.querySelectorAll('input');
    expect(one.checked).to.equal(true);
    setTimeout(() => zero.click());
    expect(((await oneEvent(element, 'pick')) as unknown as PickEvent).value).to.equal('0');
  });
});

describe('a number that can be asked', () => {
  before(dressed);
  const explanation = {
    title: '5 hosts',
    formula: 'a + b',
    values: [['a', '2 GHz']],
    basis: { kind: 'assumption', text: 'nobody measured it' },
    control: { id: 'ceiling', label: 'fill to' },
  } as const;

  it('is accessible', async () => {
    await expect(
      await fixture(html`<hf-how .explanation=${explanation}>5 hosts</hf-how>`),
    ).to.be.accessible();
  });

  it('asks for its explanation', async () => {
    const element = await fixture<How>(html`<hf-how .explanation=${explanation}>5</hf-how>`);
    setTimeout(() => element.renderRoot.querySelector('button')!.click());
    const event = (await oneEvent(element, 'explain')) as unknown as ExplainEvent;
    expect(event.explanation.title).to.equal('5 hosts');
  });

  it('a glossary term explains itself', async () => {
    const element = await fixture<TermLink>(html`<hf-term term="ceiling"></hf-term>`);
    setTimeout(() => element.renderRoot.querySelector('button')!.click());
    const event = (await oneEvent(element, 'explain')) as unknown as ExplainEvent;
    expect(event.explanation.text).to.contain('capacity');
  });

  it('the popover shows formula, values and the word assumption, and leads to the control', async () => {
    const element = await fixture<Explainer>(html`<hf-explainer></hf-explainer>`);
    await element.show(explanation, document.body);
    await expect(element).to.be.accessible();
    const box = element.renderRoot.querySelector('[popover]')!;
    expect(box.matches(':popover-open')).to.equal(true);
    expect(box.textContent).to.contain('a + b').and.to.contain('2 GHz').and.to.contain('assumption');
    setTimeout(() => element.renderRoot.querySelector<HTMLElement>('.link')!.click());
    const event = (await oneEvent(element, 'find-control')) as unknown as FindControlEvent;
    expect(event.control).to.equal('ceiling');
    expect(box.matches(':popover-open')).to.equal(false);
  });
});

describe('a panel', () => {
  before(dressed);

  it('is accessible, says what is chosen, and opens inside the window', async () => {
    const element = await fixture<Panel>(
      html`<hf-panel label="Host" summary="4 × 3 GHz"><p>cores</p></hf-panel>`,
    );
    await expect(element).to.be.accessible();
    element.open();
    await aTimeout(50);
    const rect = element.renderRoot.querySelector('[popover]')!.getBoundingClientRect();
    expect(rect.left).to.be.at.least(0);
    expect(rect.right).to.be.at.most(window.innerWidth);
    expect(element.renderRoot.querySelector('button')?.textContent).to.contain('4 × 3 GHz');
  });
});
