import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import '../../../src/ui/fold/choices/choices';
import type { Choices } from '../../../src/ui/fold/choices/choices';
import type { HostEditor } from '../../../src/ui/fold/choices/host-editor';
import type { ChooseEvent } from '../../../src/ui/fold/events';
import { NumberEvent } from '../../../src/ui/parts/number-field';
import { dressed } from '../dressed';

before(dressed);
const choices = () => fixture<Choices>(html`<hf-choices .scenario=${DEFAULT_SCENARIO}></hf-choices>`);
const chosen = async (element: Element) => (await oneEvent(element, 'choose')) as unknown as ChooseEvent;

describe('the bar of choices', () => {
  it('is accessible, closed and with each panel open', async () => {
    const element = await choices();
    await expect(element).to.be.accessible();
    for (const id of ['host', 'overheads', 'more']) {
      await element.find(id);
      await element.updateComplete;
      await expect(element).to.be.accessible();
    }
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

  it('makes an inventory of a second kind of host', async () => {
    const editor = await fixture<HostEditor>(
      html`<hf-host-editor .hosts=${DEFAULT_SCENARIO.hosts}></hf-host-editor>`,
    );
    await expect(editor).to.be.accessible();
    setTimeout(() => [...editor.renderRoot.querySelectorAll('button')].at(-1)!.click());
    const { patch } = await chosen(editor);
    expect(patch.hosts).to.have.length(2);
    expect(new Set(patch.hosts!.map((host) => host.name)).size).to.equal(2);
    editor.hosts = patch.hosts!;
    await editor.updateComplete;
    await expect(editor).to.be.accessible();
  });
});
