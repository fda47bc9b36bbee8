import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { CounterSeen, Reading, Recording } from '../../../src/estate/recording';
import { ChooseEvent } from '../../../src/ui/app/events';
import '../../../src/ui/meter/counters/counters';
import type { MeterCounters } from '../../../src/ui/meter/counters/counters';
import type { MeterCorrection } from '../../../src/ui/meter/counters/correction';
import type { CorrectionDoubt } from '../../../src/ui/meter/counters/doubt';
import { LogShelf } from '../../../src/ui/meter/counters/shelf';
import type { MeterTrust } from '../../../src/ui/meter/counters/trust';
import { dressed } from '../dressed';
import { localDispatcher } from '../local-dispatcher';

before(dressed);

const seen = (object: string, counter: string, instances = 1): CounterSeen => ({
  server: 'A',
  object,
  counter,
  instances,
  measure: null,
});
const COUNTERS = [
  seen('Memory', 'Available MBytes'),
  seen('Prozessor', 'Prozessorzeit (%)', 5),
  seen('Contoso', 'Flux'),
];
const INSIDE = {
  level: 'guess' as const,
  where: 'A',
  text: 'Measured inside a virtual machine (VMware: process vmtoolsd).',
};
const times = Float64Array.from({ length: 10 }, (_, i) => 1.7e12 + 20_000 * i);
const filled = (value: number) => new Float32Array(10).fill(value);
const zone = { name: 'UTC', biasMinutes: 0 };
const guest: Recording = {
  server: 'A',
  source: 'guest.csv',
  times,
  measures: { busy: filled(75) },
  facts: { cores: 1 },
  processes: [],
  processSeries: [
    { name: 'web', values: filled(60) },
    { name: 'scan', values: filled(15) },
  ],
  zone,
};
const host: Recording = {
  server: 'a.example.com',
  source: 'esxtop.csv',
  times,
  measures: { usedCores: filled(0.1), ready: filled(65) },
  facts: {},
  processes: [],
  zone,
};
const reading = (name: string, recordings: Recording[], counters: CounterSeen[] = []): Reading => ({
  name,
  format: counters.length ? 'Performance Monitor CSV' : 'esxtop batch log',
  bytes: 1,
  rows: 10,
  columns: 4,
  recordings,
  counters,
  findings: counters.length ? [INSIDE] : [],
});
/** What a host says of a guest that hardly waits, on processors above their nominal clock. */
const calm: Recording = {
  ...host,
  source: 'calm.csv',
  measures: { runCores: filled(0.75), usedCores: filled(0.97), ready: filled(0) },
};
const MANY = Array.from({ length: 30 }, (_, i) => seen('Contoso', `Flux ${i}`));
const READINGS: Record<string, Reading> = {
  'bare.csv': { ...reading('bare.csv', [], MANY), findings: [] },
  'telling.csv': {
    ...reading('telling.csv', [], [...COUNTERS, seen('Prozess', 'Prozessorzeit (%)')]),
    findings: [],
  },
  'empty.csv': {
    ...reading('empty.csv', [], COUNTERS),
    findings: [
      INSIDE,
      { level: 'error', where: 'empty.csv', text: 'The log has a header and not one row of samples.' },
      { level: 'warning', where: 'empty.csv:2', text: 'One row with fewer cells.' },
    ],
  },
  'guest.csv': reading('guest.csv', [guest], COUNTERS),
  'memory.csv': reading(
    'memory.csv',
    [{ ...guest, source: 'memory.csv', measures: { availableMiB: filled(900) }, processSeries: [] }],
    COUNTERS,
  ),
  'brief.csv': reading(
    'brief.csv',
    [{ ...guest, source: 'brief.csv', times: times.slice(0, 3), measures: { busy: filled(75).slice(0, 3) } }],
    COUNTERS,
  ),
  'esxtop.csv': reading('esxtop.csv', [host]),
  // It was busy while its host's log has a hole.
  'uneven.csv': reading('uneven.csv', [
    {
      ...guest,
      source: 'uneven.csv',
      measures: { busy: filled(20).fill(90, 3, 7) },
      processSeries: [{ name: 'web', values: filled(20).fill(90, 3, 7) }],
    },
  ]),
  'hole.csv': reading('hole.csv', [
    { ...host, measures: { usedCores: filled(0.2).fill(NaN, 3, 7), ready: filled(0).fill(NaN, 3, 7) } },
  ]),
  'calm.csv': reading('calm.csv', [calm]),
  'clock.csv': reading(
    'clock.csv',
    [{ ...guest, source: 'clock.csv', measures: { busy: filled(95), clockTicks: filled(56.32) } }],
    COUNTERS,
  ),
  'physical.csv': {
    ...reading(
      'physical.csv',
      [],
      [
        ...COUNTERS.slice(0, 2),
        seen('Prozess', 'Prozessorzeit (%)'),
        seen('Network Interface', 'Current Bandwidth'),
      ],
    ),
    findings: [],
  },
  'others.csv': reading('others.csv', [
    { ...host, server: 'B' },
    { ...host, server: 'C', measures: { usedCores: filled(0.3), ready: filled(5) } },
  ]),
};

async function opened(...names: string[]) {
  const shelf = new LogShelf((file) => {
    const found = READINGS[file.name];
    return found ? Promise.resolve(found) : Promise.reject(new Error(`${file.name}: cannot be read.`));
  });
  await shelf.add(names.map((name) => new File(['x'], name)));
  const element = await fixture<MeterCounters>(
    html`<hf-meter-counters .dispatcher=${await localDispatcher()} .shelf=${shelf}></hf-meter-counters>`,
  );
  // What the session would do with a choice.
  element.addEventListener(ChooseEvent.type, (event) => {
    const { mend, typed } = (event as ChooseEvent).patch;
    if (mend !== undefined) element.mend = mend;
    if (typed !== undefined) element.typed = typed;
  });
  await element.settled();
  const trust = element.renderRoot.querySelector<MeterTrust>('hf-meter-trust')!;
  const correction = element.renderRoot.querySelector<MeterCorrection>('hf-meter-correction')!;
  const doubt = correction.renderRoot.querySelector<CorrectionDoubt>('hf-correction-doubt')!;
  return { element, shelf, trust, correction, doubt };
}

const words = (node: Node | null | undefined) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the table of counters', () => {
  it('is accessible, before there is a log and with some', async () => {
    await expect((await opened()).element).to.be.accessible();
    await expect((await opened('guest.csv', 'esxtop.csv', 'missing.csv')).element).to.be.accessible();
  });

  it('stands whole while it is short, and scrolls within its card when it is long', async () => {
    const room = async (...names: string[]) => {
      const { trust } = await opened(...names);
      const { scrollHeight, clientHeight } = trust.renderRoot.querySelector('.scroll')!;
      return scrollHeight - clientHeight;
    };
    expect(await room()).to.equal(0);
    expect(await room('bare.csv')).to.be.above(100);
  });

  it('says what of a log could not be read, at once where nothing of it can be used', async () => {
    const noticed = async (name: string) =>
      (await opened(name)).trust.renderRoot.querySelector<HTMLDetailsElement>('.noticed');
    expect(await noticed('guest.csv')).to.equal(null);
    const empty = (await noticed('empty.csv'))!;
    expect(empty.open).to.equal(true);
    expect(words(empty)).to.match(/^Noticed in reading it: 2 things empty\.csv: The log has a header/);
    expect(words(empty)).not.to.contain('Measured inside');
  });

  it('says first that the log was taken inside a virtual machine, then how many to trust, then which', async () => {
    const { trust } = await opened('guest.csv');
    const root = trust.renderRoot;
    expect(words(root.querySelector('.inside'))).to.contain('vmtoolsd');
    expect(words(root.querySelector('.big'))).to.equal('3 counters in 7 columns');
    expect([...root.querySelectorAll('.filter')].map(words)).to.deep.equal([
      '1 do not trust',
      '1 not known',
      '1 trust',
    ]);
    const rows = [...root.querySelectorAll('tbody tr')].map(words);
    expect(rows[0]).to.contain('Prozessor\\Prozessorzeit (%) 5 instances Processor\\% Processor Time');
    expect(rows[1]).to.contain('Contoso\\Flux').and.to.contain('Nothing is known');
    expect(rows[2]).to.contain('Available MBytes');
  });

  it('can be searched in both languages, and filtered', async () => {
    const { trust } = await opened('guest.csv');
    const root = trust.renderRoot;
    const search = root.querySelector<HTMLInputElement>('input[type=search]')!;
    const rows = () => root.querySelectorAll('tbody tr').length;
    search.value = 'processor time';
    search.dispatchEvent(new Event('input'));
    await trust.updateComplete;
    expect(rows()).to.equal(1);
    search.value = 'nowhere';
    search.dispatchEvent(new Event('input'));
    await trust.updateComplete;
    expect(words(root.querySelector('.none'))).to.contain('None of its counters matches');
    root.querySelector<HTMLElement>('.none button')!.click();
    await trust.updateComplete;
    root.querySelector<HTMLElement>('.filter.yes')!.click();
    await trust.updateComplete;
    expect(words(root.querySelector('tbody'))).to.contain('Available MBytes');
    expect(rows()).to.equal(1);
  });

  it('keeps what was there when a log cannot be read, and says why', async () => {
    const { trust } = await opened('guest.csv', 'missing.csv');
    expect(words(trust.renderRoot.querySelector('[role=alert]'))).to.contain('missing.csv: cannot be read');
    expect(words(trust.renderRoot.querySelector('h3'))).to.equal('guest.csv');
  });

  it("leaves the guest's counters in sight when its host's log comes", async () => {
    const { trust, element, shelf } = await opened('guest.csv', 'esxtop.csv');
    const root = trust.renderRoot;
    expect(words(root.querySelector('.inside'))).to.contain('vmtoolsd');
    const select = root.querySelector('select')!;
    select.value = '0';
    select.dispatchEvent(new Event('change'));
    await element.settled();
    expect(words(root)).to.contain('A host');
    shelf.remove(0);
    await element.settled();
    expect(words(root.querySelector('h3'))).to.equal('guest.csv');
  });
});

describe('a log without a sign of a virtual machine', () => {
  it('cannot show where it was taken unless it lists processes or adapters', async () => {
    const bare = await opened('bare.csv');
    expect(words(bare.trust.renderRoot)).to.contain('cannot show whether it was taken in a virtual machine');
    const telling = await opened('telling.csv');
    expect(words(telling.trust.renderRoot)).to.contain('seen in it: no guest tools among its processes. On');
    expect(words(telling.trust.renderRoot)).to.contain(
      'On a physical machine all of these but those that are not known can be trusted',
    );
  });

  it('shows the first of its counters on a phone, and the others when asked', async () => {
    const { matchMedia } = window;
    window.matchMedia = () => matchMedia.call(window, '(min-width: 1px)');
    const { trust } = await opened('bare.csv').finally(() => (window.matchMedia = matchMedia));
    const rows = () => trust.renderRoot.querySelectorAll('tbody tr').length;
    expect(rows()).to.equal(10);
    const more = trust.renderRoot.querySelector<HTMLElement>('.more')!;
    expect(words(more)).to.equal('20 more');
    more.click();
    await trust.updateComplete;
    expect(rows()).to.equal(30);
  });
});

describe('the verdict', () => {
  const verdict = (element: MeterCounters) => words(element.renderRoot.querySelector('.verdict'));
  const chips = (trust: MeterTrust) => [...trust.renderRoot.querySelectorAll('tbody .chip')].map(words);

  it('stands first: how far off the meter is, and how many counters lie', async () => {
    const { element } = await opened('guest.csv', 'esxtop.csv');
    expect(element.renderRoot.querySelector('.verdict, .card')!.className).to.equal('verdict');
    expect(verdict(element)).to.equal(
      'This guest’s meter is 65.0 points too high; of 3 counters one is not to be trusted.',
    );
  });

  it('of a guest that hardly waits is that its meters are right, and no row says otherwise', async () => {
    const { element, trust, correction } = await opened('guest.csv', 'calm.csv');
    expect(verdict(element)).to.match(/^This guest’s meters are right, to within .*: it waited for 0\.0 %/);
    expect(chips(trust)).to.deep.equal(['not known', 'trust', 'trust']);
    expect(words(correction.renderRoot.querySelector('.answer'))).to.contain('the meter is right.');
    expect(words(correction.renderRoot.querySelector('.findings'))).to.contain('1.29 times % Run');
  });

  it('of a physical machine is that its meters are right', async () => {
    const { element, trust } = await opened('physical.csv');
    expect(verdict(element)).to.equal(
      'A physical machine: no host keeps its ticks, and its meters are right.',
    );
    expect(chips(trust)).to.deep.equal(['trust', 'trust', 'trust', 'trust']);
    expect(words(trust.renderRoot)).to.contain('if it is a virtual one, say so below');
  });

  it('follows what a person says of the machine, log by log', async () => {
    const { element, trust, shelf } = await opened('guest.csv');
    const [, taken] = trust.renderRoot.querySelectorAll<HTMLSelectElement>('.under select');
    const choose = async (value: string) => {
      taken.value = value;
      taken.dispatchEvent(new Event('change'));
      await element.settled();
    };
    expect(chips(trust)).to.deep.equal(['do not trust', 'not known', 'trust']);
    await choose('none');
    expect(chips(trust)).to.deep.equal(['not known', 'trust', 'trust']);
    expect(verdict(element)).to.contain('meters are right');
    await shelf.add([new File(['x'], 'bare.csv')]);
    expect(shelf.said.contention).to.equal(null);
    shelf.show(1);
    expect(shelf.said.contention).to.equal('none');
    await choose('not known');
    expect(shelf.said.contention).to.equal(null);
  });

  it('tells the ticks that are missing', async () => {
    const { element } = await opened('clock.csv');
    expect(words(element.renderRoot.querySelector('.ticks'))).to.match(
      /^Ticks missing: 12 % \(56\.3 a second/,
    );
  });
});

describe('the correction', () => {
  it('stands complete without a log, on a simulated day of which the truth is known', async () => {
    const { correction, doubt } = await opened();
    const parts = correction.renderRoot.querySelector('hf-correction-parts')!;
    expect(words(parts.shadowRoot!.querySelector('thead'))).to.contain('really used');
    expect(words(doubt.renderRoot.querySelector('.said'))).to.match(/off by .* points/);
  });

  it('says why a log without processor counters cannot be mended, and keeps the sample', async () => {
    const { correction } = await opened('memory.csv');
    expect(words(correction.renderRoot)).to.contain(
      'No log here can be mended: none holds a guest’s processor counters. Log \\Processor(_Total)\\% Processor Time',
    );
    expect(words(correction.renderRoot.querySelector('.big'))).to.match(/ %/);
    expect(words((await opened('guest.csv')).correction.renderRoot)).not.to.contain('No log here');
  });

  it('gives the total of the host, and divides it as the ticks of the processes', async () => {
    const { correction } = await opened('guest.csv', 'esxtop.csv');
    const root = correction.renderRoot;
    expect(words(root.querySelector('.big'))).to.contain('10 %');
    const lines = root.querySelector('hf-correction-lines')!.shadowRoot!;
    expect(lines.querySelectorAll('svg path').length).to.equal(3);
    const parts = root.querySelector('hf-correction-parts')!.shadowRoot!;
    expect(words(parts.querySelector('tbody tr'))).to.match(/^web 60 % 8 % \d+\.\d – \d+\.\d %$/);
    const strokes = [...parts.querySelectorAll('tbody tr:first-child path')].map(
      (path) => getComputedStyle(path).stroke,
    );
    expect(new Set(strokes).size).to.equal(2);
    expect(strokes).not.to.include('none');
  });

  it('averages what a process showed over the intervals in which it could be corrected', async () => {
    const { correction } = await opened('uneven.csv', 'hole.csv');
    const parts = correction.renderRoot.querySelector('hf-correction-parts')!.shadowRoot!;
    expect(words(parts.querySelector('tbody tr'))).to.match(/^web 20 % 20 % 19\.\d – 20\.0 %$/);
  });

  it('names each moment once under the lines of a short log', async () => {
    const { correction } = await opened('brief.csv', 'esxtop.csv');
    const lines = correction.renderRoot.querySelector('hf-correction-lines')!;
    await aTimeout(50);
    const named = [...lines.shadowRoot!.querySelectorAll('svg text')]
      .map(words)
      .filter((text) => /:/.test(text));
    expect(named).to.deep.equal(['22:13:20', '22:13:40', '22:14:00']);
  });

  it('lets the guest of the host be chosen where no name fits, and says so', async () => {
    const { correction, element } = await opened('guest.csv', 'others.csv');
    const root = correction.renderRoot;
    expect(words(root)).to.contain('No guest of the host’s log is named like A');
    const select = root.querySelector<HTMLSelectElement>('#host')!;
    select.value = [...select.options].find(({ text }) => text.includes('C ('))!.value;
    select.dispatchEvent(new Event('change'));
    await element.settled();
    expect(words(root.querySelector('.big'))).to.contain('30 %');
  });

  it('takes the host’s figures typed in, says what is wrong beside them, and asks for them first', async () => {
    const { correction, element, doubt } = await opened('guest.csv');
    const root = correction.renderRoot;
    expect(words(root)).to.contain('No host’s log yet');
    expect(root.querySelector('.big')).to.equal(null);
    const field = (label: string) =>
      root
        .querySelector(`hf-number[label^="${label}"]`)!
        .shadowRoot!.querySelector<HTMLInputElement>('#field')!;
    const type = async (label: string, value: string) => {
      field(label).value = value;
      field(label).dispatchEvent(new Event('change'));
      await element.settled();
    };
    await type('% Used', '40');
    expect(words(root.querySelector('.big'))).to.contain('40 %');
    await type('% Ready', '70');
    expect(words(root.querySelector('[role=alert]'))).to.contain('add up to 110 %');
    expect(root.querySelector('.big')).to.equal(null);
    expect(words(doubt.renderRoot.querySelector('.said'))).to.equal(
      'Simulated as soon as % Used and % Ready add up to 100 % or less.',
    );
    await type('% Used', '400');
    const used = root.querySelector('hf-number[label^="% Used"]')!.shadowRoot!;
    expect(words(used.querySelector('[role=alert]'))).to.contain('Expected 0 to 100');
    expect(element.typed.used).to.equal(40);
  });

  it('moves the host’s clock as told, and mends only what both logs tell of', async () => {
    const { correction, element } = await opened('guest.csv', 'esxtop.csv');
    const root = correction.renderRoot;
    const clock = root.querySelector('hf-number[label^="Added"]')!;
    const field = clock.shadowRoot!.querySelector<HTMLInputElement>('#field')!;
    field.value = '2';
    field.dispatchEvent(new Event('change'));
    await element.settled();
    expect(words(root.querySelector('.findings'))).to.contain("covers 60 s of the guest's 3 min");
    field.value = '600';
    field.dispatchEvent(new Event('change'));
    await element.settled();
    expect(words(root.querySelector('[role=alert]'))).to.contain('never overlap');
  });

  it('simulates again when something is assumed otherwise, and marks it as one’s own', async () => {
    const { doubt, element } = await opened('guest.csv', 'esxtop.csv');
    const before = words(doubt.renderRoot.querySelector('.said p'));
    const field = doubt.renderRoot.querySelector('hf-number[data-control=burstMs]')!;
    expect(field.getAttribute('label')).to.equal('Long bursts (assumed)');
    const input = field.shadowRoot!.querySelector<HTMLInputElement>('#field')!;
    input.value = '300';
    const chosen = oneEvent(element, ChooseEvent.type) as Promise<unknown>;
    input.dispatchEvent(new Event('change'));
    expect(((await chosen) as ChooseEvent).patch).to.deep.equal({ mend: 'burstMs=300' });
    await aTimeout(0);
    await element.settled();
    expect(field.getAttribute('label')).to.equal('Long bursts (yours)');
    expect(words(doubt.renderRoot.querySelector('.said p'))).not.to.equal(before);
  });
});
