import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { coverageOf, type CoverageMap } from '../../../src/estate/coverage';
import type { Recording } from '../../../src/estate/recording';
import '../../../src/ui/fold/coverage/coverage-map';
import type { CoverageDialog } from '../../../src/ui/fold/coverage/coverage-map';
import type { CoveragePicture } from '../../../src/ui/fold/coverage/picture';
import { dressed } from '../dressed';

const START = Date.UTC(2024, 2, 4);

/** Servers of 30 days, a sample each half hour; every tenth lost a day. */
function estate(servers: number): CoverageMap {
  const recordings = Array.from({ length: servers }, (_, s): Recording => {
    const days = Array.from({ length: 30 }, (_, day) => day).filter((day) => s % 10 !== 0 || day !== 12);
    const times = Float64Array.from(
      days.flatMap((day) => Array.from({ length: 48 }, (_, k) => START + day * 86_400_000 + k * 1_800_000)),
    );
    return {
      server: `server-${String(s).padStart(4, '0')}.example.com`,
      source: 'all.csv',
      times,
      measures: { busy: Float32Array.from(times, (_, k) => (k * 7) % 41) },
      facts: {},
      processes: [],
    };
  });
  return coverageOf(
    [{ name: 'all.csv', format: 'x', bytes: 1, rows: 1, columns: 1, recordings, counters: [], findings: [] }],
    {},
    360,
  );
}

describe('the map of what was measured when', () => {
  it('draws a thousand servers in a box that scrolls, reads places out, and tells the same as a table', async () => {
    await dressed();
    const dialog = await fixture<CoverageDialog>(html`<hf-coverage></hf-coverage>`);
    await dialog.show(() => Promise.resolve(estate(1052)));
    await waitUntil(() => dialog.shadowRoot!.querySelector('hf-coverage-picture'));
    const picture = dialog.shadowRoot!.querySelector<CoveragePicture>('hf-coverage-picture')!;
    await picture.updateComplete;
    await waitUntil(() => picture.shadowRoot!.querySelector('canvas')!.width > 300);
    const canvas = picture.shadowRoot!.querySelector('canvas')!;
    const painted = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(painted.some((value) => value > 0)).to.equal(true);
    expect(dialog.shadowRoot!.querySelector('dialog > p')!.textContent).to.contain('106 with gaps');

    const box = picture.shadowRoot!.querySelector<HTMLElement>('.scroll')!;
    const key = (name: string) => box.dispatchEvent(new KeyboardEvent('keydown', { key: name }));
    key('ArrowDown');
    for (let k = 0; k < 148; k++) key('ArrowRight');
    await picture.updateComplete;
    const said = () => picture.shadowRoot!.querySelector('#cell')!.textContent!;
    expect(said()).to.contain('server-0000.example.com').and.to.contain('a gap');
    key('ArrowDown');
    await picture.updateComplete;
    expect(said()).to.contain('server-0001.example.com').and.to.contain('measured');

    dialog.shadowRoot!.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    await dialog.updateComplete;
    expect(dialog.shadowRoot!.querySelector('.ways [role=status]')!.textContent).to.equal(
      '106 of 1,052 servers',
    );
    dialog.shadowRoot!.querySelector('details')!.open = true;
    const first = dialog.shadowRoot!.querySelector('tbody tr')!;
    expect(first.textContent).to.contain('server-0000').and.to.contain('1 gap, the longest');
    await expect(dialog).to.be.accessible();
  });

  it('says why it cannot be drawn', async () => {
    const dialog = await fixture<CoverageDialog>(html`<hf-coverage></hf-coverage>`);
    await dialog.show(() => Promise.reject(new Error('the planner was lost')));
    await dialog.updateComplete;
    expect(dialog.shadowRoot!.querySelector('[role=alert]')!.textContent).to.equal('the planner was lost');
  });
});
