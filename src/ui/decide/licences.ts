import { css, html, nothing, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LicencesLine } from '../../decide/licences';
import type { StudyAsk } from '../../decide/study-table';
import type { HostOffer } from '../../licences/bill';
import { parseLicenceRules } from '../../licences/parse';
import type { LicenceRules } from '../../licences/rules';
import { usualRules } from '../../licences/usual';
import { licenceRows, type LicencesOfPlan } from '../../report/licences';
import { money } from '../fold/answer/objective';
import { rowsAsCards } from '../parts/styles';
import { crowd, list } from '../../estate/crowd';
import { count, many } from '../text/format';
import { wordsOf } from '../text/words-of';
import { StudyCard } from './card';
import './licence-rules';
import { foldOptionsIn, hostsOf } from './standing';
import { StudyRun } from './study-run';

/** Names in a cell; the rest are counted. */
const NAMED = 4;

/** What licences of the plan come to by dated rules: the ways beside each other on each host, and gathered where that pays. */
@customElement('hf-licences')
export class LicencesCard extends StudyCard<'licences'> {
  static override styles = [
    ...StudyCard.styles,
    css`
      :host {
        container-type: inline-size;
      }
      .fields {
        display: block;
      }
      @media print {
        .fields {
          display: block;
        }
      }
      h3 {
        margin: 18px 0 6px;
      }
      .bar {
        display: block;
        width: 100%;
        height: 16px;
        min-width: 90px;
      }
      .price {
        fill: none;
        stroke: var(--soft);
        stroke-width: 1.2;
      }
      .chosen .price {
        fill: var(--cpu);
        stroke: var(--cpu);
      }
      .chosen {
        font-weight: 650;
      }
      .offers {
        display: grid;
        grid-template-columns: minmax(0, 1.4fr) minmax(90px, 2fr) auto;
        gap: 1px 12px;
        align-items: center;
      }
      .offers > div {
        display: contents;
      }
      .totals {
        max-width: 640px;
      }
      tbody th {
        white-space: nowrap;
      }
      .totals th {
        white-space: normal;
      }
      .who {
        max-width: 46ch;
        overflow-wrap: anywhere;
      }
      @container (max-width: 760px) {
        ${rowsAsCards}
        .number {
          text-align: left;
        }
        .offers {
          grid-template-columns: minmax(0, 1fr) auto;
          gap: 1px 12px;
        }
        .offers > div > :first-child {
          grid-column: 1 / -1;
        }
      }
      @media (forced-colors: active) {
        .bar {
          forced-color-adjust: none;
        }
      }
    `,
  ];

  readonly name = 'licences';
  protected readonly heading = 'Licences';
  protected readonly question =
    'Standard or Datacenter on each host, what the hypervisor costs, and whether to gather guests?';
  protected readonly run = new StudyRun<'licences'>(this, 'licences');

  /** The rules that were chosen, or those that come with the program; words where those chosen cannot be used. */
  private get rules(): LicenceRules | string {
    const { licences } = this.standing.scenario;
    try {
      return licences ? parseLicenceRules(licences) : usualRules();
    } catch (error) {
      return wordsOf(error);
    }
  }

  protected ask(): StudyAsk<'licences'> | string {
    const { rules } = this;
    if (typeof rules === 'string') return `The rules of the scenario cannot be used: ${rules}`;
    const { answer, scenario } = this.standing;
    return {
      options: foldOptionsIn(scenario),
      licences: scenario.licences,
      hosts: hostsOf(this.standing),
      apart: [...answer.native, ...answer.unplaced].map(({ guest }) => guest),
      machines: answer.machines,
    };
  }

  protected basis(): string {
    const { seed, work } = this.standing.scenario;
    return `seed ${seed}; gathered by ${many(work, 'step')} at most`;
  }

  protected override fields() {
    const { rules } = this;
    return html`<hf-licence-rules
      .rules=${typeof rules === 'string' ? usualRules() : rules}
      ?own=${this.standing.scenario.licences !== undefined}
    ></hf-licence-rules>`;
  }

  /** The plan as it stands, and gathered where that costs less. */
  private both([stands, gathered]: readonly LicencesLine[]) {
    return { stands, gathered: gathered?.gathered ? gathered : null };
  }

  /** What a report tells of it: the plan stands as it is, and what gathering would bring is said beside it. */
  get told(): LicencesOfPlan | null {
    if (!this.known) return null;
    const { stands, gathered } = this.both(this.known);
    const { findings: _, ...bill } = stands.bill;
    return {
      ...bill,
      ungathered: null,
      ...(gathered && { gathering: { total: gathered.bill.priced, what: gathered.gathered! } }),
    };
  }

  protected finding(lines: readonly LicencesLine[]) {
    const { stands, gathered } = this.both(lines);
    const { total, priced, currency, years, unpriced } = stands.bill;
    const sum = html`<b>${money(priced)} ${currency}</b> over ${count(years)} years`;
    const whole =
      total !== null
        ? html`Licences of the plan as it stands: ${sum}.`
        : html`What has a price comes to ${sum}; what all comes to is not
          known${unpriced.length > 0 ? `, for the rules have no price for ${list(unpriced)}` : ''}.`;
    if (lines.length < 2) return html`${whole} Looking whether to gather guests …`;
    return html`${whole}
    ${
      gathered
        ? html`With guests that need ${gathered.gathered} on fewer of the same hosts:
            <b>${money(gathered.bill.priced)}</b>, ${money(priced - gathered.bill.priced)} less.`
        : 'Gathering guests onto fewer of these hosts would not make it less.'
    }`;
  }

  protected picture(lines: readonly LicencesLine[]) {
    const { stands, gathered } = this.both(lines);
    return html`${this.totals(stands, gathered)} ${this.hostsOf(stands, 'Each host as it stands')}
    ${gathered ? this.hostsOf(gathered, `With guests that need ${gathered.gathered} gathered`) : nothing}
    ${this.findings(stands)}`;
  }

  private totals(stands: LicencesLine, gathered: LicencesLine | null) {
    const rows = (line: LicencesLine) => licenceRows({ ...line.bill, ungathered: null });
    const [before, after] = [rows(stands), gathered ? rows(gathered) : null];
    const labels = [...new Map([...before, ...(after ?? [])].map(({ by, label }) => [by, label]))];
    if (labels.length === 0) return html`<p class="soft">By these rules nothing here needs a licence.</p>`;
    const cell = (row: (typeof before)[number] | undefined) =>
      row
        ? html`${many(row.units, row.unit.replace('-', ' '))} · ${row.price === null ? '?' : money(row.price)}`
        : '–';
    return html`<h3>What is bought</h3>
      <table class="totals">
        <thead>
          <tr>
            <th scope="col">Licence</th>
            <th scope="col" class="number">As it stands</th>
            ${after ? html`<th scope="col" class="number">Gathered</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${labels.map(
            ([by, label]) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td class="number">${cell(before.find((row) => row.by === by))}</td>
                ${after ? html`<td class="number">${cell(after.find((row) => row.by === by))}</td>` : nothing}
              </tr>`,
          )}
          <tr>
            <th scope="row"><b>All that has a price</b></th>
            <td class="number"><b>${money(stands.bill.priced)}</b></td>
            ${gathered ? html`<td class="number"><b>${money(gathered.bill.priced)}</b></td>` : nothing}
          </tr>
        </tbody>
      </table>`;
  }

  /** Ways to license a whole host beside each other, those that are taken filled. */
  private hostsOf({ bill, hosts }: LicencesLine, title: string) {
    const most = Math.max(1, ...hosts.flatMap(({ offers }) => offers.map(({ price }) => price ?? 0)));
    if (hosts.every(({ offers }) => offers.length === 0)) return nothing;
    const { answer } = this;
    return html`<h3>${title}</h3>
      <table>
        <caption>
          All of a host licensed one way or another; filled: what is bought. Where none is filled, guests are
          licensed one by one.
        </caption>
        <thead>
          <tr>
            <th scope="col">Host</th>
            <th scope="col">Ways, ${bill.currency}</th>
            <th scope="col">Guests</th>
          </tr>
        </thead>
        <tbody>
          ${hosts.map(({ guests, offers }, h) => {
            const taken = new Set(bill.hosts.filter(({ host }) => host === h).map(({ by }) => by));
            return html`<tr>
              <th scope="row">${answer.hosts[h]?.name ?? `host ${h + 1}`}</th>
              <td>
                ${offers.length === 0 ? 'nothing by the host' : html`<div class="offers">${offers.map((offer) => offerRow(offer, taken.has(offer.by), most))}</div>`}
              </td>
              <td class="who" title=${guests.join(', ')}>${namesOf(guests)}</td>
            </tr>`;
          })}
        </tbody>
      </table>`;
  }

  private findings({ bill }: LicencesLine) {
    if (bill.findings.length === 0) return nothing;
    return html`<h3>What that rests on</h3>
      <ul>
        ${bill.findings.map(({ where, text, fix }) => html`<li>${where}: ${text} ${fix ?? ''}</li>`)}
      </ul>`;
  }
}

function offerRow({ label, guests, times, price }: HostOffer, chosen: boolean, most: number) {
  const often = times > 1 ? `, ${count(times)} times` : '';
  return html`<div class=${chosen ? 'chosen' : ''}>
    <span
      >${label}${often} for
      ${many(guests, 'guest')}${chosen ? html`<span class="unseen">, bought</span>` : nothing}</span
    >
    <svg class="bar" aria-hidden="true">
      ${svg`<rect class="price" x="1" y="2" height="12" width="${(98 * (price ?? 0)) / most}%"></rect>`}
    </svg>
    <span class="number">${price === null ? '?' : money(price)}</span>
  </div>`;
}

const namesOf = (guests: readonly string[]): string => crowd(guests, NAMED);
