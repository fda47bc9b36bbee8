import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../../src/ui/parts/number-field';
import { NumberEvent, type NumberInput } from '../../../src/ui/parts/number-field';
import { dressed } from '../dressed';

const field = () =>
  fixture<NumberInput>(
    html`<hf-number
      label="Fill to"
      unit="%"
      slider
      .min=${10}
      .max=${100}
      .value=${80}
      .preset=${80}
    ></hf-number>`,
  );
const text = (element: NumberInput) => element.renderRoot.querySelector<HTMLInputElement>('#field')!;
const type = (element: NumberInput, value: string) => {
  text(element).value = value;
  text(element).dispatchEvent(new Event('change'));
};

describe('a number field', () => {
  before(dressed);

  it('is accessible', async () => {
    await expect(await field()).to.be.accessible();
  });

  it('gives the number that was typed, with a decimal comma too', async () => {
    const element = await field();
    setTimeout(() => type(element, '72,5'));
    const event = (await oneEvent(element, 'number')) as unknown as NumberEvent;
    expect(event.value).to.equal(72.5);
    expect(event.live).to.equal(false);
    element.min = 0;
    setTimeout(() => type(element, '0,125'));
    expect(((await oneEvent(element, 'number')) as unknown as NumberEvent).value).to.equal(0.125);
  });

  it('says what it expected beside the field and gives nothing when the number is out of range', async () => {
    const element = await field();
    let given = 0;
    element.addEventListener('number', () => given++);
    type(element, '120');
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('10 to 100, got 120');
    expect(text(element).getAttribute('aria-invalid')).to.equal('true');
    expect(given).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('tells every step of a drag as it happens', async () => {
    const element = await field();
    const range = element.renderRoot.querySelector<HTMLInputElement>('input[type=range]')!;
    range.value = '60';
    setTimeout(() => range.dispatchEvent(new Event('input')));
    const event = (await oneEvent(element, 'number')) as unknown as NumberEvent;
    expect([event.value, event.live]).to.deep.equal([60, true]);
  });

  it('marks a value that differs from its default, and double-click brings the default back', async () => {
    const element = await field();
    element.value = 60;
    await element.updateComplete;
    expect(element.changed).to.equal(true);
    setTimeout(() => element.renderRoot.querySelector('label')!.dispatchEvent(new MouseEvent('dblclick')));
    const event = (await oneEvent(element, 'number')) as unknown as NumberEvent;
    expect(event.value).to.equal(80);
  });

  it('may be emptied only where emptiness has a meaning', async () => {
    const element = await field();
    type(element, '');
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[role=alert]')).to.not.equal(null);
    element.empty = 'no limit';
    await element.updateComplete;
    setTimeout(() => type(element, ''));
    const event = (await oneEvent(element, 'number')) as unknown as NumberEvent;
    expect(event.value).to.equal(null);
  });
});
