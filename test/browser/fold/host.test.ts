import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { ResourceId } from '../../../src/estate/resource';
import '../../../src/ui/fold/hosts/host-card';
import type { HostCard } from '../../../src/ui/fold/hosts/host-card';
import type { PlannedHost } from '../../../src/placement/answer';
import { VisitEvent } from '../../../src/ui/app/events';
import type { LoadsOf } from '../../../src/ui/app/view';
import { FollowEvent, RevealEvent } from '../../../src/ui/fold/events';
import { amount } from '../../../src/ui/text/format';
import { dressed } from '../dressed';
import { localPlanner } from '../local-planner';
import { foldedSample, type Folded } from '../sample';

let folded: Folded;
before(async () => {
  await dressed();
  folded = await foldedSample();
});

const planner = localPlanner();
const ask: LoadsOf = (guests, resource) => planner.loads(folded.request, resource, guests);
const card = async (host = folded.answer.hosts[0]) => {
  const { answer } = folded;
  const element = await fixture<HostCard>(
    html`<hf-host
      .host=${host}
      .grid=${answer.grid}
      .resources=${answer.resources}
      .loadsOf=${ask}
    ></hf-host>`,
  );
  await waitUntil(() => picture(element)?.renderRoot.querySelector('path'));
  return element;
};
const picture = (element: HostCard) => element.renderRoot.querySelector('hf-host-picture');

describe('a host of the plan', () => {
  it('is accessible', async () => {
    await expect(await card()).to.be.accessible();
  });

  it('says what binds it and when', async () => {
    const host = { ...folded.answer.hosts[0], blocks: null };
    const label = folded.answer.resources.find((r) => r.id === host.binding.resource)!.label;
    const said = async (change: Partial<PlannedHost>) =>
      (await card({ ...host, ...change })).renderRoot.querySelector('.binds')?.textContent ?? '';
    expect(await said({ binding: { ...host.binding, fraction: 0.95 } })).to.contain(`${label} binds`);
    const half = { ...host.binding, fraction: 0.5 };
    expect(await said({ binding: half })).to.contain(`${label} is tightest`);
    expect(await said({ binding: half, blocks: 'memory' })).to.contain('memory: no room for one more server');
  });

  it('draws every layer under its capacity', async () => {
    const element = await card();
    const svg = picture(element)!.renderRoot.querySelector('svg')!;
    const top = Number(svg.querySelector('.capacity')!.getAttribute('y1'));
    for (const path of svg.querySelectorAll('path')) {
      const ys = [...path.getAttribute('d')!.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((m) => Number(m[1]));
      expect(Math.min(...ys)).to.be.at.least(top - 0.1);
    }
  });

  it('has a text for those who cannot see the picture', async () => {
    const label = picture(await card())!
      .renderRoot.querySelector('svg')!
      .getAttribute('aria-label');
    expect(label).to.contain('highest').and.to.contain('ceiling');
  });

  it('reads out the moment that the arrow keys reach', async () => {
    const element = await card();
    const shown = picture(element)!;
    const range = shown.renderRoot.querySelector<HTMLInputElement>('input')!;
    range.value = '0';
    range.dispatchEvent(new Event('input'));
    await waitUntil(() => range.getAttribute('aria-valuetext')?.startsWith('00:00'));
  });

  it('pictures another resource when its strip is chosen', async () => {
    const element = await card();
    const other = folded.answer.resources[1].id;
    element.renderRoot.querySelector<HTMLInputElement>(`input[value=${other}]`)!.click();
    await waitUntil(() => picture(element)?.resource.id === other);
    await waitUntil(() => picture(element)!.loads.some((load) => load.series.some((v) => v > 0)));
    await expect(element).to.be.accessible();
  });

  it('opens into a table of its guests with a figure for each resource', async () => {
    const element = await card();
    element.renderRoot.querySelector<HTMLElement>('.guests .link')!.click();
    await waitUntil(() => element.renderRoot.querySelectorAll('tbody tr').length);
    await aTimeout(50);
    const rows = element.renderRoot.querySelectorAll('tbody tr');
    expect(rows).to.have.length(folded.answer.hosts[0].guests.length);
    expect(rows[0].querySelectorAll('td')).to.have.length(1 + folded.answer.resources.length);
    await expect(element).to.be.accessible();
  });

  it('marks the guest that is followed in its picture and beside it, however small, and leads back to the table', async () => {
    const element = await card();
    const order = [...folded.answer.hosts[0].guests];
    element.followed = order.at(-1)!;
    element.stays = true;
    await waitUntil(() => picture(element)!.renderRoot.querySelector('path.own'));
    const inPicture = picture(element)!.renderRoot;
    expect(inPicture.querySelectorAll('path.own')).to.have.length(1);
    expect(inPicture.querySelector('.outline')!.getAttribute('d')).to.equal(
      inPicture.querySelector('path.own')!.getAttribute('d'),
    );
    expect(element.renderRoot.querySelector('.guests .followed')!.textContent).to.contain(element.followed);
    await expect(element).to.be.accessible();
    const revealed = oneEvent(element, RevealEvent.type);
    [...element.renderRoot.querySelectorAll('button')]
      .find((each) => each.textContent!.includes('in the table'))!
      .click();
    expect(((await revealed) as unknown as RevealEvent).guest).to.equal(element.followed);
    element.followed = null;
    await waitUntil(() => !inPicture.querySelector('path.own, .outline, .following'));
  });

  it('says whose layer the pointer is on, and whose was clicked', async () => {
    const element = await card();
    const said: unknown[] = [];
    element.addEventListener(FollowEvent.type, (event) => {
      const { guest, stays } = event as FollowEvent;
      said.push([guest, stays]);
    });
    const range = picture(element)!.renderRoot.querySelector('input')!;
    const { left, bottom, top, width } = range.getBoundingClientRect();
    const at = { clientX: left + width / 2, pointerType: 'mouse', detail: 1 };
    range.dispatchEvent(new PointerEvent('pointermove', { ...at, clientY: bottom - 1 }));
    range.dispatchEvent(new PointerEvent('click', { ...at, clientY: bottom - 1 }));
    range.dispatchEvent(new PointerEvent('pointermove', { ...at, clientY: top + 1 }));
    const lowest = picture(element)!.loads[0].name;
    expect(said).to.deep.equal([
      [lowest, false],
      [lowest, true],
      [null, false],
    ]);
  });

  it('sums over a stretch that is dragged over, until Escape, and picks no moment by that', async () => {
    const element = await card();
    const said = () => element.renderRoot.querySelector('hf-stretch')?.renderRoot.textContent ?? null;
    const shade = () => picture(element)!.renderRoot.querySelector('.stretch');
    const range = picture(element)!.renderRoot.querySelector('input')!;
    const { left, top, width } = range.getBoundingClientRect();
    const { slots } = folded.answer.grid;
    const at = (slot: number) => ({
      clientX: left + ((slot + 0.5) / slots) * width,
      clientY: top + 5,
      pointerType: 'mouse',
      buttons: 1,
      bubbles: true,
    });
    range.dispatchEvent(new PointerEvent('pointerdown', at(60)));
    range.dispatchEvent(new PointerEvent('pointermove', at(24)));
    range.dispatchEvent(new Event('change'));
    range.dispatchEvent(new PointerEvent('click', { ...at(24), detail: 1 }));
    await waitUntil(() => said()?.includes('37 slots'));
    expect(said()).to.contain('02:00 to 05:00');
    const load = folded.answer.hosts[0].load.cpu!.slice(24, 61);
    expect(said()).to.contain(amount(Math.max(...load), 'GHz'));
    expect(said()).to.contain(amount(load.reduce((sum, v) => sum + v, 0) / 37, 'GHz'));
    const rows = element.renderRoot.querySelector('hf-stretch')!.renderRoot.querySelectorAll('tbody tr');
    expect(rows).to.have.length(folded.answer.resources.length);
    expect(Number(shade()!.getAttribute('width'))).to.be.closeTo((37 / slots) * width, 1);
    expect(picture(element)!.pinned).to.equal(null);
    await expect(element).to.be.accessible();
    const pressed = new KeyboardEvent('keydown', {
      key: 'Escape',
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    let reached = false;
    element.addEventListener('keydown', () => (reached = true), { once: true });
    range.dispatchEvent(pressed);
    await waitUntil(() => said() === null && !shade());
    // The page would stop its work at this key.
    expect([reached, pressed.defaultPrevented]).to.deep.equal([false, true]);
  });

  it('draws a stretch out by Shift and arrows from the moment that is marked, either way', async () => {
    const element = await card();
    const said = () => element.renderRoot.querySelector('hf-stretch')?.renderRoot.textContent ?? '';
    const range = picture(element)!.renderRoot.querySelector('input')!;
    range.value = '12';
    range.dispatchEvent(new Event('input'));
    await waitUntil(() => range.getAttribute('aria-valuetext')?.startsWith('01:00'));
    const press = (key: string) => range.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true }));
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) press(key);
    await waitUntil(() => said().includes('01:00 to 01:05, 2 slots'));
    for (let k = 0; k < 3; k++) press('ArrowLeft');
    await waitUntil(() => said().includes('00:50 to 01:00, 3 slots'));
  });

  it('hatches what was not measured and says so, and nothing else', async () => {
    const element = await card();
    const hatched = () => picture(element)!.renderRoot.querySelectorAll('.hatch').length;
    expect(hatched()).to.equal(0);
    expect(element.renderRoot.textContent).not.to.contain('Hatched');
    const host = folded.answer.hosts[0];
    const half = Uint8Array.from(host.load.cpu!, (_, slot, all = host.load.cpu!) =>
      2 * slot < all.length ? 1 : 0,
    );
    element.host = { ...host, standIns: host.guests.map((_, k) => (k === 0 ? half : null)) };
    await waitUntil(() => hatched() === 1);
    const svg = picture(element)!.renderRoot.querySelector('svg')!;
    const xs = [
      ...svg
        .querySelector('.hatch')!
        .getAttribute('d')!
        .matchAll(/[ML]([\d.]+) /g),
    ].map((m) => Number(m[1]));
    expect(Math.min(...xs)).to.equal(0);
    expect(Math.max(...xs) / svg.clientWidth).to.be.closeTo(0.5, 0.02);
    expect(svg.getAttribute('aria-label')).to.contain('not measured');
    expect(element.renderRoot.textContent).to.contain('Hatched: a stand-in or a guess');
  });

  it('is never shown fuller than its ceilings', () => {
    for (const host of folded.answer.hosts) {
      for (const id of Object.keys(host.peak) as ResourceId[]) {
        expect(host.peak[id]).to.be.at.most(host.ceiling[id]! * 1.0001);
      }
    }
  });

  it('leads to the bench at the moment that was picked, and a guest to its meter', async () => {
    const element = await card();
    const bench = element.renderRoot.querySelector<HTMLElement>('.bench')!;
    const visits: VisitEvent[] = [];
    element.addEventListener(VisitEvent.type, (event) => visits.push(event as VisitEvent));
    bench.click();
    const range = picture(element)!.renderRoot.querySelector<HTMLInputElement>('input[type=range]')!;
    range.value = '7';
    range.dispatchEvent(new Event('input'));
    range.dispatchEvent(new Event('change'));
    await element.updateComplete;
    bench.click();
    element.renderRoot.querySelector<HTMLElement>('.guests .plain')!.click();
    const { name, guests } = folded.answer.hosts[0];
    expect(visits.map(({ to, host, slot }) => [to, host, slot])).to.deep.equal([
      ['dispatch', name, null],
      ['dispatch', name, 7],
      ['meter', name, 7],
    ]);
    expect(guests).to.contain(visits[2].guest);
  });
});
