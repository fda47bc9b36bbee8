import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Risk, RiskPoint } from '../../../src/decide/risk';
import type { ChooseEvent } from '../../../src/ui/app/events';
import type { RiskState } from '../../../src/ui/app/state';
import '../../../src/ui/risk/risk';
import type { RiskPanel } from '../../../src/ui/risk/risk';
import { dressed } from '../dressed';

before(dressed);

const point = (machines: number, over: number): RiskPoint => ({
  machines,
  over,
  error: over / 5,
  overCeiling: 2 * over,
  worst: 1.1,
  hostsHit: 0.25,
});
const curve = [point(11, 0.02), point(12, 0.003), point(13, 0.0004), point(14, 0)];
const week: Risk = {
  days: 7,
  tolerance: 0.001,
  chosen: 13,
  fewest: 12,
  curve,
  equalMeans: curve.map((each) => ({ ...each, over: 1.5 * each.over })),
  policies: [
    { policy: 'peak-of-sums', ...point(12, 0.004) },
    { policy: 'sum-of-p95', ...point(14, 0) },
    { policy: 'sum-of-peaks', ...point(38, 0) },
  ],
  byDays: [1, 2, 3].map((days) => ({
    days,
    // Tests of ever more days pick 12, then 13; the next day would have taken 12 at first.
    tested: days === 1 ? [point(11, 0.0005), point(12, 0), point(13, 0)] : curve,
    next: curve.map((each) => ({ ...each, over: each.over * (2 / days) })),
    proof: point(10 + days, 0.03 / days),
  })),
  done: 1,
};
const words = (panel: RiskPanel): string => (panel.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
const find = <T extends Element>(panel: RiskPanel, what: string): T =>
  panel.renderRoot.querySelector<T>(what)!;
const button = (panel: RiskPanel, name: string): HTMLButtonElement =>
  [...panel.renderRoot.querySelectorAll('button')].find((b) => b.textContent!.includes(name))!;
const known = (found: Risk | null, more: Partial<RiskState> = {}): RiskState => ({
  found,
  running: false,
  trouble: null,
  ...more,
});

async function panelOf(risk: RiskState | null, days = 7, width = 600) {
  const called: string[] = [];
  const tool = { run: () => called.push('run'), stop: () => called.push('stop') };
  const box = await fixture(
    html`<div style="width:${width}px">
      <hf-risk .risk=${risk} .tool=${tool} .days=${days} .shown=${13} .ready=${true}></hf-risk>
    </div>`,
  );
  const panel = box.querySelector('hf-risk')!;
  // Its picture is drawn once more when its width is known.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await panel.updateComplete;
  return { panel, called };
}

describe('risk against machines', () => {
  it('is accessible before it is known and after, with its table open', async () => {
    await expect((await panelOf(null)).panel).to.be.accessible();
    const { panel } = await panelOf(known(week));
    find<HTMLDetailsElement>(panel, 'details').open = true;
    await expect(panel).to.be.accessible();
  });

  it('marks what risk picks and what the proof buys, and names what other policies buy of themselves', async () => {
    const { panel } = await panelOf(known(week));
    expect(words(panel))
      .to.contain('13 hosts stay within 0.1 %')
      .and.contain('The proof alone would have bought 12, over capacity in 0.3 %')
      .and.contain('sums of 95th percentiles would buy 14 and sums of peaks would buy 38');
    const marks = [...find(panel, 'svg').querySelectorAll('text.mark')].map((mark) => mark.textContent);
    expect(marks).to.deep.equal(['proof 12', 'risk 13']);
    expect(words(panel))
      .to.contain('13 (by risk)')
      .and.contain('12 (by proof)')
      .and.contain('38 (sum of peaks)');
    // The diamond of those beyond the last number has no place.
    expect(panel.renderRoot.querySelectorAll('path.policy').length).to.equal(1);
  });

  it('picks anew when the tolerance is moved by keyboard, typed or dragged, and tells it when it is let go', async () => {
    const { panel } = await panelOf(known(week));
    const slider = find<SVGElement>(panel, '[role=slider]');
    const told: unknown[] = [];
    panel.addEventListener('choose', (event) => told.push((event as unknown as ChooseEvent).patch));
    const press = async (key: string) => {
      slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await panel.updateComplete;
    };
    await press('PageUp');
    expect(slider.getAttribute('aria-valuenow')).to.equal('1');
    expect(words(panel)).to.contain('12 hosts stay within 1 %');
    expect(told).to.deep.equal([]);
    slider.dispatchEvent(new KeyboardEvent('keyup', { key: 'PageUp' }));
    expect(told).to.deep.equal([{ tolerance: 0.01 }]);
    await press('Home');
    expect(words(panel)).to.contain('14 hosts stay within 0.001 %');
    const field = find<HTMLInputElement>(panel, '#tolerance');
    field.value = '5';
    field.dispatchEvent(new Event('change'));
    await panel.updateComplete;
    // Twelve carry all that was measured, and eleven do not.
    expect(words(panel)).to.contain('12 hosts stay within 5 %');
    field.value = '';
    field.dispatchEvent(new Event('change'));
    await panel.updateComplete;
    expect(field.value).to.equal('5');
    expect(told.length).to.equal(2);
    const { top } = find(panel, 'svg').getBoundingClientRect();
    slider.dispatchEvent(new PointerEvent('pointermove', { clientY: top + 130, buttons: 1, bubbles: true }));
    await panel.updateComplete;
    expect(Number(slider.getAttribute('aria-valuenow'))).to.be.within(0.1, 1);
    slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    expect(told.length).to.equal(3);
  });

  it('keeps its letters at 12 pixels on a phone, and fits', async () => {
    const { panel } = await panelOf(known(week), 7, 340);
    const picture = find(panel, 'svg');
    const { width } = picture.getBoundingClientRect();
    expect(width).to.be.at.most(340);
    expect(picture.getAttribute('viewBox')).to.equal(`0 0 ${width} 260`);
    expect(getComputedStyle(find(panel, 'text')).fontSize).to.equal('12px');
    // No key is parted from its word at the end of a line, nor stands on it.
    const keys = [...panel.renderRoot.querySelectorAll('.key')];
    expect(keys.length).to.equal(7);
    for (const key of keys) {
      const { bottom, left, right } = key.getBoundingClientRect();
      const all = document.createRange();
      all.selectNodeContents(key.parentElement!);
      all.setStartAfter(key);
      const word = [...all.getClientRects()].find((each) => each.width > 1 && each.left >= left)!;
      expect(word.left - right).to.be.within(0, 24);
      expect(bottom).to.be.within(word.top, word.bottom);
    }
  });

  it('shows what is known so far, can be stopped, and says why nothing came of it', async () => {
    const { panel, called } = await panelOf(known({ ...week, done: 0.5 }, { running: true }));
    expect(find<HTMLProgressElement>(panel, 'progress').value).to.equal(0.5);
    expect(words(panel)).to.contain('50 % of the trials');
    button(panel, 'Stop').click();
    expect(called).to.deep.equal(['stop']);
    const lost = await panelOf(known(null, { trouble: 'The worker was lost.' }));
    expect(find(lost.panel, '[role=alert]').textContent).to.equal('The worker was lost.');
    button(lost.panel, 'Test plans on days kept back').click();
    expect(lost.called).to.deep.equal(['run']);
  });

  it('of one day claims only a day just like it, and advises one host more', async () => {
    const noDay = (await panelOf(null, 0)).panel;
    expect(words(noDay)).to.contain('On no day were half of the servers measured');
    expect(button(noDay, 'Test plans').disabled).to.equal(true);
    const one: Risk = { ...week, days: 1, policies: [], byDays: [] };
    const { panel } = await panelOf(known(one), 1);
    expect(words(panel)).to.contain('before any change of load').and.contain('How to collect');
    setTimeout(() => button(panel, 'Take 14 hosts').click());
    const event = (await oneEvent(panel, 'choose')) as unknown as ChooseEvent;
    expect(event.patch).to.deep.equal({ exactly: 14 });
    const none = (await panelOf(known({ ...one, curve: [point(12, 0.02)] }), 1)).panel;
    expect(words(none))
      .to.contain('before any change of load, none of the numbers')
      .and.contain('How to collect');
  });

  it('tells how long to measure: what the first days would have bought, at the tolerance where the line is', async () => {
    const { panel } = await panelOf(known(week));
    // With one day known one host more than 11: 12, over by 2 x 0.3 %; from two on 13, by 2/2 and 2/3 of 0.04 %.
    expect(words(panel))
      .to.contain('How long must I measure?')
      .and.contain('From the first day alone 12 hosts would have been taken: over capacity in 0.6 %')
      .and.contain('The fewest then were 11, over in 3 %.')
      .and.contain('From 2 days on every day after kept within 0.1 %.');
    const picture = () => find(panel, '[aria-label^="Risk on the next day against days known"]');
    const hosts = () => [...picture().querySelectorAll('text.mark')].map((mark) => mark.textContent);
    expect(hosts()).to.deep.equal(['11', '12', '13', '12', '13', '13']);
    expect(picture().querySelectorAll('.dot').length).to.equal(6);
    const slider = find<SVGElement>(panel, '[role=slider]');
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true, cancelable: true }));
    await panel.updateComplete;
    expect(hosts()).to.deep.equal(['11', '12', '13', '12', '12', '13']);
    expect(words(panel)).to.contain('Each of these numbers of days was enough');
    // Where nothing is over, no number stands on another, or on the days under the axis.
    const none = week.byDays.map((each) => ({
      ...each,
      next: each.next.map((of) => ({ ...of, over: 0 })),
      proof: point(12, 0),
    }));
    panel.risk = known({ ...week, byDays: none });
    await panel.updateComplete;
    const boxes = [...picture().querySelectorAll('text')].map((text) => text.getBoundingClientRect());
    const meet = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    expect(boxes.some((a, k) => boxes.slice(0, k).some((b) => meet(a, b)))).to.equal(false);
  });
});
