import { expect, fixture, html } from '@open-wc/testing';
import { writeLink } from '../../../src/dispatch/link';
import { experimentOfHost } from '../../../src/dispatch/of-host';
import { ChooseEvent } from '../../../src/ui/app/events';
import '../../../src/ui/dispatch/dispatch-view';
import type { DispatchView } from '../../../src/ui/dispatch/dispatch-view';
import { localDispatcher } from '../local-dispatcher';

/** Runs short enough for tests. */
const SHORT = ';durationS=4;warmupS=0.5;replications=6';

/** A view whose choices come back to it, as the shell brings them. */
async function open(link: string) {
  const chosen: ChooseEvent[] = [];
  const view = await fixture<DispatchView>(
    html`<hf-dispatch-view .link=${link} .dispatcher=${await localDispatcher()}></hf-dispatch-view>`,
  );
  view.addEventListener(ChooseEvent.type, (event) => {
    chosen.push(event as ChooseEvent);
    view.link = (event as ChooseEvent).patch.dispatch ?? '';
  });
  await view.settled();
  return { view, chosen };
}

/** The first element that a selector finds, through shadow roots, one part for each. */
function deep<E extends Element = HTMLElement>(view: Element, ...path: readonly string[]): E {
  const found = path.reduce<Element | null>(
    (at, selector) => (at?.shadowRoot ?? at)?.querySelector(selector) ?? null,
    view,
  );
  if (!found) throw new Error(`no ${path.join(' ')}`);
  return found as E;
}

const heading = (view: Element) =>
  deep(view, 'hf-lab-headline', 'h1').textContent?.replace(/\s+/g, ' ').trim() ?? '';
const busy = (view: Element) => Number(/([\d.]+)\s%/.exec(heading(view))?.[1]);

const type = (field: HTMLTextAreaElement | HTMLInputElement, text: string) => {
  field.value = text;
  field.dispatchEvent(
    new Event(field instanceof HTMLTextAreaElement ? 'input' : 'change', { bubbles: true }),
  );
};

describe('the dispatch view', () => {
  it('has nothing that axe finds, alone and compared', async function () {
    this.timeout(20_000);
    const { view } = await open(`shelden-strict${SHORT}|shelden-relaxed${SHORT}`);
    await expect(view).to.be.accessible();
  });

  it('says how busy the host is, with the three sentences of the preset', async () => {
    const { view } = await open(`shelden-strict${SHORT}`);
    expect(busy(view)).to.be.within(60, 70);
    expect(deep(view, 'hf-lab-headline', 'dl').querySelectorAll('dd').length).to.equal(3);
  });

  it('explains each word of the field where it first stands, and in the names of its controls', async () => {
    /** Words of a part that are explained, and those that stand there before they are. */
    const words = (part: Element) => {
      const explained = new Set<string>();
      const bare = new Set<string>();
      const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const term = node.parentElement?.closest<HTMLElement & { term: string }>('hf-term')?.term;
        if (term) explained.add(term);
        else
          for (const [word] of (node as Text).data.matchAll(
            /(?<![\w-])(guest|host|slice|vCPU|hog|boost|skew)(?=s?(?![\w-]))/g,
          ))
            if (!explained.has(word)) bare.add(word);
      }
      return { explained: [...explained], bare: [...bare] };
    };
    for (const [preset, some] of [
      ['shelden-relaxed', ['relaxed', 'vCPU', 'skew', 'guest', 'slice']],
      ['shelden-pairs', ['pairs', 'vCPU', 'slice']],
      ['shelden-strict', ['strict', 'guest', 'skew']],
      ['hosted', ['boost', 'slice']],
    ] as const) {
      const { view } = await open(`${preset}${SHORT}`);
      const headline = deep(view, 'hf-lab-headline').shadowRoot!;
      const parts = ['.sub', '.rules', 'dl'].map((part) => headline.querySelector(part)!);
      const whole = document.createElement('div');
      whole.append(...parts.map((each) => each.cloneNode(true)));
      // A clone has no properties: its terms are those of what it was made of.
      const terms = parts.flatMap((each) => [...each.querySelectorAll('hf-term')]);
      whole.querySelectorAll('hf-term').forEach((each, i) => Object.assign(each, { term: terms[i].term }));
      const { explained, bare } = words(whole);
      expect(bare, preset).to.deep.equal([]);
      expect(explained, preset).to.include.members([...some]);
    }
    const { view } = await open(`weights${SHORT}`);
    expect(words(deep(view, 'hf-guest-editor', '.words')).explained).to.deep.equal([
      'guest',
      'vCPU',
      'thread',
      'burst',
      'load',
      'hog',
      'dedicated',
    ]);
    const named = (control: string) =>
      deep<HTMLElement & { term: string }>(view, 'hf-dispatch-bar', control, 'hf-term').term;
    expect([named('#slice'), named('#boost')]).to.deep.equal(['slice', 'boost']);
  });

  it('attributes to the paper only what it has', async () => {
    const { view } = await open(`shelden-strict${SHORT}`);
    const first = deep(view, 'hf-lab-headline', 'dt').textContent;
    expect(first).to.equal('The paper says');
    for (const beyond of ['shelden-relaxed', 'shelden-relaxed-each', 'backup-yield']) {
      const { view: other } = await open(`${beyond}${SHORT}`);
      expect(deep(other, 'hf-lab-headline', 'dt').textContent).to.equal('Beyond the paper');
    }
  });

  it('says what a guest is ready for: ticks too, where it must be dispatched to take them', async () => {
    const ready = async (link: string) => {
      const { view } = await open(link);
      const how = deep(view, 'hf-guest-bars', 'td[data-label="ready"] hf-how');
      return (how as HTMLElement & { explanation: { text: string } }).explanation.text;
    };
    expect(await ready(`weights${SHORT}`)).to.equal(
      'Part of the time in which a vCPU had work and no processor.',
    );
    const text = await ready(`weights;guests.0.clock={"idleTick":"dispatch"}${SHORT}`);
    expect(text).to.contain('or a tick to take');
  });

  it("shows Shelden's test under each policy: about 65 % in fixed slots, about 89 % when ready", async () => {
    const { view } = await open(`shelden-strict${SHORT}`);
    const rows = [...deep(view, 'hf-readings', 'table').querySelectorAll('tr')].map(
      (row) => row.textContent ?? '',
    );
    const value = (label: string) =>
      Number(/([\d.]+)\s%/.exec(rows.find((row) => row.includes(label)) ?? '')?.[1]);
    expect(value('co-scheduled, fixed slots')).to.be.within(60, 70);
    expect(value('in pairs, fixed slots')).to.be.within(60, 70);
    expect(rows.length).to.equal(7);
    const last = rows.at(-1) ?? '';
    expect(Number(/([\d.]+)\s%/.exec(last)?.[1])).to.be.within(86, 92);
  });

  it('runs again when a slider is dragged, and keeps the drag one step of undo', async () => {
    const { view, chosen } = await open(`weights${SHORT}`);
    const before = busy(view);
    const slider = deep<HTMLInputElement>(view, 'hf-dispatch-bar', '#processors', 'input[type=range]');
    slider.value = '3';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await view.settled();
    expect(chosen.at(-1)?.live).to.equal(true);
    expect(chosen.at(-1)?.patch.dispatch).to.contain('processors=3');
    // The preset is about the share of gold, which has weight 3 of 6.
    expect(before).to.equal(50);
    const used = deep(view, 'hf-guest-bars', 'tbody').textContent ?? '';
    expect(used).to.contain('100.0');
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(chosen.at(-1)?.live).to.equal(false);
  });

  it('refuses bad JSON with the path of its field, and keeps the last good run beside the message', async () => {
    const { view, chosen } = await open(`shelden-strict${SHORT}`);
    const good = heading(view);
    const area = deep<HTMLTextAreaElement>(view, 'hf-experiment-json', 'textarea');
    const written = JSON.parse(area.value);
    const says = async (text: string) => {
      type(area, text);
      await view.settled();
      return deep(view, 'hf-experiment-json', '#problem').textContent ?? '';
    };
    const threads = written.guests[0].threads;
    const negative = {
      ...written,
      guests: [{ ...written.guests[0], threads: [threads[0], { burst: { kind: 'constant', meanMs: -1 } }] }],
    };
    expect(await says(JSON.stringify(negative))).to.contain('guests[0].threads[1].burst.meanMs');
    expect(await says(JSON.stringify({ ...written, slice: 3 }))).to.contain('slice');
    const pinned = {
      ...written,
      guests: [{ ...written.guests[0], vcpus: 1, threads: [], dedicated: true, count: 3 }],
    };
    expect(await says(JSON.stringify(pinned))).to.contain('guests[0].dedicated');
    const endless = {
      ...written,
      guests: [{ threads: [{ arrivals: { perSecond: 200 }, service: { kind: 'constant', meanMs: 10 } }] }],
    };
    expect(await says(JSON.stringify(endless))).to.contain('guests[0].threads[0].arrivals.perSecond');
    expect(await says('{"processors": 2,,')).to.match(/line 1|expected JSON/);
    expect(chosen.length).to.equal(0);
    expect(heading(view)).to.equal(good);
    expect(await says(JSON.stringify({ ...written, processors: 4 }))).not.to.contain('found');
    expect(chosen.at(-1)?.patch.dispatch).to.contain('processors=4');
  });

  it('leaves out what a link has wrong, says so by its path, and runs the rest', async () => {
    const { view } = await open(`shelden-when-ready${SHORT};guests.0.count=-2;sliceMs=20`);
    expect(deep(view, '.notice').textContent).to.contain('guests[0].count');
    expect(busy(view)).to.be.within(85, 93);
    const other = await open('no-such-preset');
    expect(deep(other.view, '.notice').textContent).to.contain('no-such-preset');
  });

  it('compares two experiments, figure by figure, with two timelines over the same time', async () => {
    const { view, chosen } = await open(`shelden-when-ready${SHORT}`);
    const pin = [...deep(view, 'hf-compare', 'header').querySelectorAll('button')][0];
    pin.click();
    await view.settled();
    expect(chosen.at(-1)?.patch.dispatch).to.contain('|shelden-when-ready');
    const policy = deep<HTMLSelectElement>(view, 'hf-dispatch-bar', '#policy');
    policy.value = 'strict-cosched';
    policy.dispatchEvent(new Event('change', { bubbles: true }));
    await view.settled();
    const row = deep(view, 'hf-compare', 'tbody tr').textContent?.replace(/\s+/g, ' ') ?? '';
    expect(row).to.match(/busy with work/);
    const gap = Number(/([+−][\d.]+)[^+−]*$/.exec(row)?.[1].replace('−', '-'));
    expect(gap).to.be.within(-20, -10);
    expect(view.shadowRoot?.querySelectorAll('hf-timeline').length).to.equal(2);
  });

  it('shows the delays against theory where requests come at random to fixed slots', async () => {
    const { view } = await open(`two-stage;durationS=20;warmupS=1;replications=6`);
    const text = deep(view, 'hf-delays', '.what').textContent ?? '';
    expect(text).to.contain('closed form: mean 12.5\u00a0ms, 50\u00a0% undelayed');
    expect(deep(view, 'hf-delays').shadowRoot?.querySelectorAll('.theory').length).to.equal(2);
  });

  it('takes the guests of a planned host', async () => {
    const host = experimentOfHost(
      2,
      [
        { name: 'SQL-01', vcpus: 2, busy: 0.9 },
        { name: 'WEB-01', vcpus: 1, busy: 0.3 },
      ],
      { durationS: 4, warmupS: 0.5, replications: 6 },
    );
    const { view } = await open(writeLink('host', host, undefined));
    expect(busy(view)).to.be.within(50, 70);
    expect(deep(view, 'hf-guest-bars', 'tbody').textContent).to.contain('WEB-01');
  });

  it('edits a guest: what a thread of it does, how many there are, on how many vCPUs', async () => {
    const { view, chosen } = await open(`shelden-strict${SHORT}`);
    const kind = deep(view, 'hf-guest-editor', '.kind');
    const field = (label: string) =>
      [...kind.querySelectorAll('hf-number')].find((each) => each.getAttribute('label') === label)!;
    type(field('Mean').shadowRoot!.querySelector<HTMLInputElement>('#field')!, '5');
    await view.settled();
    // Both threads are alike, and stay so.
    expect(chosen.at(-1)?.patch.dispatch).to.match(
      /threads\.0\.burst\.meanMs=5.*threads\.1\.burst\.meanMs=5/,
    );
    type(field('Virtual processors').shadowRoot!.querySelector<HTMLInputElement>('#field')!, '1');
    await view.settled();
    expect(deep(view, 'hf-guest-editor', '.kind summary').textContent).not.to.contain('vCPUs each');
    type(field('Guests of this kind').shadowRoot!.querySelector<HTMLInputElement>('#field')!, '1.5');
    await view.settled();
    expect(field('Guests of this kind').shadowRoot!.querySelector('.wrong')?.textContent).to.contain('whole');
  });

  it('stops on request and keeps what is known so far', async () => {
    const long = 'shelden-strict;durationS=1000;replications=2000';
    const view = await fixture<DispatchView>(
      html`<hf-dispatch-view .link=${long} .dispatcher=${await localDispatcher()}></hf-dispatch-view>`,
    );
    const cancel = () =>
      [...(view.shadowRoot?.querySelectorAll<HTMLButtonElement>('.busy button') ?? [])].find(
        (b) => b.textContent === 'Cancel',
      );
    while (!cancel()) await new Promise((resolve) => setTimeout(resolve, 20));
    cancel()?.click();
    await view.settled();
    expect(deep(view, '.busy').textContent).to.match(/Stopped after \d+ of 2000 runs/);
    expect(busy(view)).to.be.within(55, 75);
  });
});
