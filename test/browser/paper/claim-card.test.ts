import { expect, fixture, html } from '@open-wc/testing';
import { CLAIMS } from '../../../src/claims/list';
import '../../../src/ui/paper/claim-card';
import type { ClaimCard } from '../../../src/ui/paper/claim-card';
import { dressed } from '../dressed';

const card = async (wanted: number) => {
  await dressed();
  const element = await fixture<ClaimCard>(
    html`<hf-claim
      .claim=${CLAIMS.find(({ number }) => number === wanted)}
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

  it('leads to the experiment of its preset, or to the fold', async () => {
    const links = async (number: number) =>
      [...(await card(number)).renderRoot.querySelectorAll('.links a')].map(
        (link) => `${link.textContent?.trim()}: ${link.getAttribute('href')}`,
      );
    expect((await links(40))[0]).to.equal('Open in Dispatch: #{"view":"dispatch","dispatch":"more-guests"}');
    expect((await links(8))[0]).to.match(/^Open in Fold/);
  });
});
