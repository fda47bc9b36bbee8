import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

class Counted extends LitElement {
  @property({ type: Number }) hosts = 1;

  override render() {
    return html`<b>${this.hosts}</b>`;
  }
}
customElements.define('hf-test-counted', Counted);

it('a decorated property is reactive as the tests compile it', async () => {
  const element = await fixture<Counted>(html`<hf-test-counted hosts="3"></hf-test-counted>`);
  expect(element.renderRoot.textContent).to.equal('3');
  element.hosts = 4;
  await element.updateComplete;
  expect(element.renderRoot.textContent).to.equal('4');
});
