import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ResourceId } from '../../../src/estate/resource';
import '../../../src/ui/fold/hosts/host-card';
import type { HostCard } from '../../../src/ui/fold/hosts/host-card';
import { VisitEvent } from '../../../src/ui/app/events';
import type { LoadsOf } from '../../../src/ui/app/view';
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
const card = async () => {
  const { answer } = folded;
  const element = await fixture<HostCard>(
    html`<hf-host
      .host=${answer.hosts[0]}
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
    const { binding } = folded.answer.hosts[0];
    const text = (await card()).renderRoot.querySelector('.binds')?.textContent ?? '';
    const label = folded.answer.resources.find((r) => r.id === binding.resource)!.label;
    expect(text).to.contain(`${label} ${binding.fraction > 0.9 ? 'binds' : 'is fullest'}`);
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
