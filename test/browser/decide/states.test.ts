import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { Planner } from '../../../src/decide/planner';
import type { PreparedStudy } from '../../../src/decide/prepared';
import type { Studies } from '../../../src/decide/studies';
import { STUDIES } from '../../../src/decide/study-table';
import { createLocalEngine } from '../../../src/engine/local';
import { InputError } from '../../../src/estate/finding';
import { fold } from '../../../src/placement/fold';
import type { CardSettings } from '../../../src/scenario/cards';
import { DEFAULT_SCENARIO } from '../../../src/scenario/scenario';
import '../../../src/ui/decide/alternatives';
import type { StudyCard } from '../../../src/ui/decide/card';
import '../../../src/ui/decide/drill';
import '../../../src/ui/decide/licences';
import '../../../src/ui/decide/report';
import type { ReportCard } from '../../../src/ui/decide/report';
import type { StandingAnswer } from '../../../src/ui/decide/standing';
import '../../../src/ui/decide/uncertainty';
import '../../../src/ui/decide/what-if';
import { dressed } from '../dressed';
import { Told } from './told';

type Card = StudyCard<keyof typeof STUDIES>;

const SERVERS = 18;
const scenario = { ...DEFAULT_SCENARIO, work: 1 };
let standing: StandingAnswer;
/** Runs studies here, and keeps what they told. */
class Here implements Studies {
  readonly lines: unknown[] = [];
  run: Studies['run'] = async (id, ask, estate, { onCount, onLine } = {}) => {
    const prepare = STUDIES[id] as (...of: unknown[]) => Promise<PreparedStudy<never>>;
    const study = await prepare(estate, await createLocalEngine(), ask);
    onCount?.(study.count);
    for (let k = 0; k < study.count; k++) {
      const line = await study.line(k);
      this.lines.push(line);
      onLine?.(line, k);
    }
  };
}

before(async () => {
  await dressed();
  const engine = await createLocalEngine();
  const whole = new Planner(engine).estateOf({ ...scenario, sample: true, readings: [] });
  // A few servers do: what is looked at is each state of a card.
  const estate = { ...whole, guests: whole.guests.slice(0, SERVERS) };
  const answer = await fold(estate, scenario, engine);
  const ready = () => Promise.resolve(estate);
  standing = { answer, scenario, servers: SERVERS, estate: ready, measured: ready };
});

/** Everything in a card that can be read, what its parts show in shadows of their own included. */
function words(root: Node): string {
  const own = root instanceof Element && root.shadowRoot ? words(root.shadowRoot) : '';
  if (root instanceof Text) return root.data;
  if (root instanceof HTMLStyleElement) return '';
  return `${own} ${[...root.childNodes].map(words).join(' ')}`
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.:])/g, '');
}
const press = (card: Element, name: string) =>
  [...card.shadowRoot!.querySelectorAll('button')].find((b) => b.textContent.trim() === name)!.click();

const CARDS: readonly [string, CardSettings, said: RegExp][] = [
  ['hf-alternatives', {}, /Of 10 ways the fewest machines are \d+/],
  ['hf-uncertainty', { samples: 3, 'web-low': 0, 'web-likely': 5, 'web-high': 20 }, /of 3 draws/],
  ['hf-drill', {}, /whichever host fails|does not hold/],
  ['hf-what-if', { growth: 30 }, /With growth of 30 % a year, for 24 months: \d+ machines/],
  ['hf-licences', {}, /Windows|licen/i],
];

for (const [tag, settings, said] of CARDS)
  describe(`the card ${tag}`, () => {
    const shown = async (studies: Studies): Promise<Card> => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      const card = document.createElement(tag) as Card;
      Object.assign(card, { studies, standing, settings, settled: true, open: true });
      place.append(card);
      await card.updateComplete;
      return card;
    };
    let lines: readonly unknown[];

    it('tells what it found, can be read by everybody, and is dimmed where the answer is not of now', async () => {
      const here = new Here();
      const card = await shown(here);
      await waitUntil(() => words(card).includes('Once more'), 'the study ends', { timeout: 60_000 });
      ({ lines } = here);
      expect(words(card)).to.match(said);
      expect(card.known).to.have.length(lines.length);
      await expect(card).to.be.accessible();
      card.settled = false;
      await card.updateComplete;
      expect(card.known).to.equal(null);
      expect(card.shadowRoot!.querySelector('.old .finding')).not.to.equal(null);
      await expect(card).to.be.accessible();
    });

    it('can be read before its first line, while it runs, stopped, and where it failed; goes on to the same', async () => {
      const empty = await shown(new Told(lines, null, 0));
      await waitUntil(() => words(empty).includes(`0 cases of ${lines.length}`));
      await expect(empty).to.be.accessible();
      const card = await shown(new Told(lines, null, 1));
      await waitUntil(() => card.shadowRoot!.querySelector('.finding') !== null);
      await expect(card).to.be.accessible();
      expect(card.cancel()).to.equal(true);
      await waitUntil(() => words(card).includes(`Stopped after 1 case of ${lines.length}`));
      expect(card.known).to.equal(null);
      await expect(card).to.be.accessible();
      press(card, 'Go on');
      await waitUntil(() => words(card).includes('Once more') && card.known !== null);
      expect(card.known).to.deep.equal(lines);
      expect(words(card)).to.match(said);
      const failed = await shown(new Told([], new InputError('seed', 'found nothing; expected a number.')));
      await waitUntil(() => words(failed).includes('seed: found nothing; expected a number.'));
      expect(failed.shadowRoot!.querySelector('[role=alert]')).not.to.equal(null);
      await expect(failed).to.be.accessible();
    });
  });

describe('cards that have nothing to ask', () => {
  it('say why in words, and can be read', async () => {
    const apart = { ...standing, answer: { ...standing.answer, hosts: [] } };
    const studies = new Told([]);
    const none = await fixture<HTMLElement>(
      html`<div>
        <hf-uncertainty .studies=${studies} .standing=${apart} settled open></hf-uncertainty>
        <hf-drill .studies=${studies} .standing=${apart} settled open></hf-drill>
        <hf-what-if .studies=${studies} .standing=${standing} settled open></hf-what-if>
        <hf-licences
          .studies=${studies}
          .standing=${{ ...standing, scenario: { ...scenario, licences: { name: 'none' } } }}
          settled
          open
        ></hf-licences>
      </div>`,
    );
    await waitUntil(() => words(none).includes('Change something here'));
    expect(words(none)).to.contain('Nothing is folded here').and.to.contain('a machine of its own here');
    expect(words(none)).to.match(/The rules of the scenario cannot be used: .*expected/);
    expect(studies.asked).to.deep.equal([]);
    await expect(none).to.be.accessible();
  });

  it('offer a study of a million samples as a file, with all that was set', async () => {
    const settings = { samples: 1_000_000, 'web-low': 0, 'web-likely': 5, 'web-high': 20, horizon: 12 };
    const studies = new Told([]);
    const card = await fixture<HTMLElement>(
      html`<hf-uncertainty
        .studies=${studies}
        .standing=${standing}
        .settings=${settings}
        settled
        open
      ></hf-uncertainty>`,
    );
    expect(words(card)).to.contain(
      '1,000,000 samples are more than a page should make you wait for (20,000)',
    );
    await expect(card).to.be.accessible();
    const saved: Blob[] = [];
    const { createObjectURL } = URL;
    const click = HTMLAnchorElement.prototype.click;
    URL.createObjectURL = (blob: Blob) => (saved.push(blob), 'blob:none');
    HTMLAnchorElement.prototype.click = () => undefined;
    try {
      press(card, 'Save the study');
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    expect(JSON.parse(await saved[0].text())).to.deep.include({
      kind: 'fold',
      samples: 1_000_000,
      growth: { web: [0, 5, 20] },
      horizon: 12,
      days: true,
    });
  });
});

describe('the report', () => {
  const shown = (of: StandingAnswer, settled: boolean) =>
    fixture<ReportCard>(html`<hf-report .standing=${of} ?settled=${settled} open></hf-report>`);

  it('waits for the answer, is whole, dimmed where the answer is not of now, and says why it failed', async () => {
    const card = await shown(standing, false);
    expect(words(card)).to.contain('Made once the answer stands.');
    await expect(card).to.be.accessible();
    card.settled = true;
    await waitUntil(() => words(card).includes('How many hosts'), 'it is made', { timeout: 20_000 });
    await expect(card).to.be.accessible();
    card.settled = false;
    await card.updateComplete;
    expect([...card.shadowRoot!.querySelectorAll('button')].every((button) => button.disabled)).to.equal(
      true,
    );
    await expect(card).to.be.accessible();
    let asked = 0;
    const lost = () =>
      asked++ === 0
        ? Promise.reject(new InputError('estate', 'found no server; expected one at least.'))
        : standing.estate();
    const failed = await shown({ ...standing, estate: lost }, true);
    await waitUntil(() => words(failed).includes('estate: found no server; expected one at least.'));
    await expect(failed).to.be.accessible();
    // By itself it is not asked for again, which would be for ever.
    expect(asked).to.equal(1);
    press(failed, 'Try again');
    await waitUntil(() => words(failed).includes('How many hosts'));
  });
});
