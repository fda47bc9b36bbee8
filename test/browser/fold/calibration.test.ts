import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import '../../../src/ui/fold/choices/calibration';
import type { CalibrationForm } from '../../../src/ui/fold/choices/calibration';
import type { ChooseEvent } from '../../../src/ui/app/events';
import { NumberEvent } from '../../../src/ui/parts/number-field';
import { dressed } from '../dressed';

before(dressed);

async function form(rows: string, processors: number | null = 4): Promise<CalibrationForm> {
  const element = await fixture<CalibrationForm>(
    html`<hf-calibration .scenario=${DEFAULT_SCENARIO}></hf-calibration>`,
  );
  element.renderRoot.querySelector('details')!.open = true;
  const text = element.renderRoot.querySelector('textarea')!;
  text.value = rows;
  text.dispatchEvent(new Event('input'));
  if (processors !== null)
    element.renderRoot.querySelector('#benchmarked')!.dispatchEvent(new NumberEvent(processors));
  await element.updateComplete;
  return element;
}

describe('the calibration form', () => {
  it('is accessible, empty and filled', async () => {
    await expect(await form('')).to.be.accessible();
    await expect(await form('1 100\n4 380')).to.be.accessible();
  });

  it('starts empty: nothing is calibrated that nobody measured', async () => {
    const element = await form('');
    expect(element.renderRoot.querySelector('textarea')!.value).to.equal('');
    expect(element.renderRoot.querySelectorAll('button')).to.have.length(1);
  });

  it('gives the overhead of each guest by the formula, as a choice', async () => {
    const element = await form('1 100\n4 380');
    const use = element.renderRoot.querySelectorAll('button')[1];
    setTimeout(() => use.click());
    const { patch } = (await oneEvent(element, 'choose')) as unknown as ChooseEvent;
    // 5 % of 4 processors lost to 3 VMs more than one, and what that one pays for itself.
    expect(patch.overrides!.scheduling).to.be.closeTo((4 * 0.05) / 3.05, 1e-12);
  });

  it('asks for the processors of the machine that was benchmarked before it says anything', async () => {
    const element = await form('1 100\n4 380', null);
    expect(element.renderRoot.querySelector('.wrong')!.textContent).to.contain('number of processors');
    expect(element.renderRoot.querySelectorAll('button')).to.have.length(1);
  });

  it('says which line it cannot read', async () => {
    const element = await form('1 100\n2 fast');
    expect(element.renderRoot.querySelector('.wrong')!.textContent).to.contain('line 2');
  });
});
