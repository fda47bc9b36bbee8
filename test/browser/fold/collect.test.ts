import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/ui/fold/collect/collect';
import type { CollectDialog } from '../../../src/ui/fold/collect/collect';
import { dressed } from '../dressed';

describe('how to collect', () => {
  it('shows the commands of each kind of machine, copies one, and is accessible', async () => {
    await dressed();
    const dialog = await fixture<CollectDialog>(html`<hf-collect></hf-collect>`);
    await dialog.show();
    await expect(dialog).to.be.accessible();
    const text = () => dialog.shadowRoot!.textContent!;
    expect(text()).to.contain('logman create counter').and.to.contain('Download counters.txt');
    const kinds = [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.kinds button')];
    expect(kinds.map((each) => each.textContent!.trim())).to.deep.equal([
      'Windows',
      'VMware',
      'Hyper-V',
      'Linux',
      'KVM, libvirt',
      'Proxmox VE',
    ]);
    kinds[5].click();
    await dialog.updateComplete;
    expect(text()).to.contain('pvesh get').and.not.to.contain('logman');
    const copied: string[] = [];
    const clipboard = { writeText: (words: string) => Promise.resolve(void copied.push(words)) };
    const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    dialog.shadowRoot!.querySelector<HTMLElement>('section .button')!.click();
    await new Promise((resolve) => setTimeout(resolve));
    await dialog.updateComplete;
    expect(copied[0]).to.contain('rrddata --timeframe week');
    expect(dialog.shadowRoot!.querySelector('section [role=status]')!.textContent).to.equal('Copied.');
    if (own) Object.defineProperty(navigator, 'clipboard', own);
    else Reflect.deleteProperty(navigator, 'clipboard');
  });
});
