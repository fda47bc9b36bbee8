import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import '../../../src/ui/fold/choices/choices';
import type { Choices } from '../../../src/ui/fold/choices/choices';
import '../../../src/ui/fold/choices/host-editor';
import type { HostEditor } from '../../../src/ui/fold/choices/host-editor';
import type { ChooseEvent } from '../../../src/ui/app/events';
import { NumberEvent } from '../../../src/ui/parts/number-field';
import { dressed } from '../dressed';

before(dressed);
const choices = () => fixture<Choices>(html`<hf-choices .scenario=${DEFAULT_SCENARIO}></hf-choices>`);
const chosen = async (element: Element) => (await oneEvent(element, 'choose')) as unknown as ChooseEvent;

describe('the bar of choices', () => {
  it('is accessible, closed and with each panel open', async () => {
    const element = await choices();
    await expect(element).to.be.accessible();
    const inside = { host: 'hf-host-editor', overheads: 'hf-overhead-editor', more: 'hf-more-choices' };
    for (const [id, tag] of Object.entries(inside)) {
      await element.find(id);
      await waitUntil(() => element.renderRoot.querySelector(tag)?.shadowRoot);
      await expect(element).to.be.accessible();
    }
  });

  it('asks whether memory is lent by on or off, and tells it as the number that it stands for', async () => {
    const element = await choices();
    await element.find('overheads');
    await waitUntil(() => element.renderRoot.querySelector('hf-overhead-editor')?.shadowRoot);
    const editor = element.renderRoot.querySelector('hf-overhead-editor')!.shadowRoot!;
    const lent = [...editor.querySelectorAll('hf-choice')].find(({ label }) => label === 'ballooning')!;
    await lent.updateComplete;
    const [on, off] = lent.shadowRoot!.querySelectorAll('input');
    expect([on.checked, off.checked]).to.deep.equal([false, true]);
    setTimeout(() => on.click());
    expect((await chosen(element)).patch).to.deep.equal({ overrides: { ballooning: 1 } });
  });

  it('says what is wrong with the slot beside it', async () => {
    const element = await choices();
    element.slotProblem = 'slot: 7 minutes do not divide a day evenly. Try 5, 10, 15, 30 or 60.';
    await element.updateComplete;
    const message = element.renderRoot.querySelector('[role=alert]')!;
    expect(message.parentElement!.querySelector('#more')).not.to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('tells the profile that is chosen', async () => {
    const element = await choices();
    const select = element.renderRoot.querySelector('select')!;
    select.value = 'kvm';
    setTimeout(() => select.dispatchEvent(new Event('change')));
    expect((await chosen(element)).patch).to.deep.equal({ profile: 'kvm' });
  });

  it('tells each step of a ceiling that is dragged, as one choice', async () => {
    const element = await choices();
    setTimeout(() => element.renderRoot.querySelector('#ceiling')!.dispatchEvent(new NumberEvent(70, true)));
    const event = await chosen(element);
    expect(event.patch.ceilings).to.deep.equal({ ...DEFAULT_SCENARIO.ceilings, cpu: 70 });
    expect(event.live).to.equal(true);
  });

  it('says what is looked for with several kinds of host, and what is missing for it', async () => {
    const [host] = DEFAULT_SCENARIO.hosts;
    const kinds = (...prices: (number | null)[]) =>
      prices.map((price, k) => ({ ...host, name: `kind ${k + 1}`, price }));
    const editor = await fixture<HostEditor>(
      html`<hf-host-editor .hosts=${kinds(null, null)}></hf-host-editor>`,
    );
    const aim = () => editor.renderRoot.querySelector('.aim')!.textContent!.replace(/\s+/g, ' ').trim();
    expect(aim()).to.equal(
      'Looks for the fewest hosts. Give every kind a price to look for the cheapest mix.',
    );
    editor.hosts = kinds(100, null);
    await editor.updateComplete;
    expect(aim()).to.contain('To look for the cheapest mix, give kind 2 a price too.');
    editor.hosts = kinds(100, 200);
    await editor.updateComplete;
    expect(aim()).to.contain('Looks for the cheapest mix of these kinds.');
    // The price stands with the size of each kind, not among what is folded away.
    const fields = [...editor.renderRoot.querySelectorAll('.grid.several hf-number')];
    expect(fields.filter((f) => f.getAttribute('label') === 'Price of one')).to.have.length(2);
    await expect(editor).to.be.accessible();
  });

  it('refuses a name that another kind has, beside that kind', async () => {
    const [host] = DEFAULT_SCENARIO.hosts;
    const editor = await fixture<HostEditor>(
      html`<hf-host-editor .hosts=${[host, { ...host, name: 'other' }]}></hf-host-editor>`,
    );
    const second = editor.renderRoot.querySelectorAll('fieldset')[1];
    const name = second.querySelector('input')!;
    name.value = host.name;
    name.dispatchEvent(new Event('change'));
    await editor.updateComplete;
    const said = [...editor.renderRoot.querySelectorAll('[role=alert]')];
    expect(said).to.have.length(1);
    expect(second.contains(said[0])).to.equal(true);
  });

  it('makes an inventory of a second kind of host', async () => {
    const editor = await fixture<HostEditor>(
      html`<hf-host-editor .hosts=${DEFAULT_SCENARIO.hosts}></hf-host-editor>`,
    );
    await expect(editor).to.be.accessible();
    setTimeout(() => [...editor.renderRoot.querySelectorAll('button')].at(-1)!.click());
    const { patch } = await chosen(editor);
    expect(patch.hosts).to.have.length(2);
    expect(patch.hosts!.map((host) => host.name)).to.deep.equal(['kind 1', 'kind 2']);
    editor.hosts = patch.hosts!;
    await editor.updateComplete;
    await expect(editor).to.be.accessible();
  });
});
