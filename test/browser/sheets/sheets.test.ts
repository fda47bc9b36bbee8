import { expect, fixture, html } from '@open-wc/testing';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import { ChooseEvent } from '../../../src/ui/app/events';
import type { ExerciseCard } from '../../../src/ui/sheets/exercise';
import '../../../src/ui/sheets/sheets-view';
import type { SheetsView } from '../../../src/ui/sheets/sheets-view';

/** A view whose choices come back to it, as the shell brings them. */
async function open(text: string) {
  const view = await fixture<SheetsView>(
    html`<hf-sheets-view
      .text=${text}
      .scenario=${{ ...DEFAULT_SCENARIO, view: 'sheets', sheets: text }}
    ></hf-sheets-view>`,
  );
  view.addEventListener(ChooseEvent.type, (event) => {
    view.text = (event as ChooseEvent).patch.sheets ?? '';
  });
  await view.updateComplete;
  return view;
}

const exercise = (view: SheetsView, number: number) =>
  [...view.shadowRoot!.querySelectorAll<ExerciseCard>('hf-exercise')].find((each) => each.number === number)!;
const field = (view: SheetsView, number: number, id: string) =>
  exercise(view, number).shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!;
const said = (view: SheetsView, number: number, id: string) =>
  exercise(view, number).shadowRoot!.querySelector(`#${id}-said`)!.textContent?.trim();

async function type(view: SheetsView, number: number, id: string, text: string) {
  const input = field(view, number, id);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await view.updateComplete;
  await exercise(view, number).updateComplete;
  const whileTyping = said(view, number, id);
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await view.updateComplete;
  await exercise(view, number).updateComplete;
  return whileTyping;
}

describe('the sheets view', () => {
  it('has nothing that axe finds: a sheet with marks and answers, and the page for teachers', async () => {
    await expect(await open('sheet-3;answers=1;10.used=23.5;11.shown=abc')).to.be.accessible();
    await expect(await open('teach')).to.be.accessible();
  });

  it('marks what is typed once it is typed, in words, and keeps it in its text', async () => {
    const view = await open('sheet-3');
    expect(await type(view, 10, 'used', '25')).to.equal('');
    expect(said(view, 10, 'used')).to.contain('what it would use alone');
    expect(field(view, 10, 'used').getAttribute('aria-invalid')).to.equal('true');
    await type(view, 10, 'used', '23,6');
    expect(said(view, 10, 'used')).to.equal('✓ Right.');
    expect(exercise(view, 10).shadowRoot!.querySelector('.why')).not.to.equal(null);
    await type(view, 11, 'shown', 'a third');
    expect(said(view, 11, 'shown')).to.contain('Expected a number in %');
    expect(view.text).to.equal('sheet-3;10.used=23,6;11.shown=a third');
    expect(view.shadowRoot!.querySelector('.tally')?.textContent).to.contain('1 of 11 answers right');
    // What opens again from its text is the same.
    const again = await open(view.text);
    expect(field(again, 11, 'shown').value).to.equal('a third');
    expect(said(again, 10, 'used')).to.equal('✓ Right.');
  });

  it('draws other numbers for a seed, keeps the one before where it is none, and links to what shows them', async () => {
    const view = await open('sheet-3');
    const plain = exercise(view, 11).posed.ask;
    const seed = view.shadowRoot!.querySelector<HTMLInputElement>('#seed')!;
    const enter = async (text: string) => {
      seed.value = text;
      seed.dispatchEvent(new Event('change'));
      await view.updateComplete;
    };
    await enter('17');
    expect(view.text).to.equal('sheet-3;seed=17');
    expect(exercise(view, 11).posed.ask).not.to.equal(plain);
    await enter('me');
    expect(view.shadowRoot!.querySelector('#seed-problem')?.textContent).to.contain('whole number from 0');
    expect(view.text).to.equal('sheet-3;seed=17');
    expect(exercise(view, 11).href).to.match(/^#\/meter\?.*meter=custom/);
    expect(exercise(view, 11).href).to.contain('sheets=');
  });

  it('takes a choice, and says what in a link it could not use', async () => {
    const view = await open('sheet-6;99.x=1');
    expect(view.shadowRoot!.querySelector('.notice')?.textContent).to.contain('which no sheet asks for');
    exercise(view, 25).shadowRoot!.querySelectorAll<HTMLInputElement>('[type=radio]')[0].click();
    await view.updateComplete;
    await exercise(view, 25).updateComplete;
    expect(said(view, 25, 'ticks')).to.equal('✓ Right.');
    expect(view.text).to.contain('25.ticks=1');
  });
});
