import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PricedAlternative } from '../../decide/alternatives';
import type { StudyAsk } from '../../decide/study-table';
import { groupedBy } from '../../estate/grouped';
import { PLATFORMS } from '../../estate/platforms';
import { ChooseEvent } from '../app/events';
import { money } from '../fold/answer/objective';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import { labelledRowsAsCards } from '../parts/styles';
import { crowd } from '../../estate/crowd';
import { count, figure, many } from '../text/format';
import { StudyCard } from './card';
import { machinesBar, machinesKey, machinesStyles, machinesWords } from './machines-bar';
import { foldOptionsIn } from './standing';
import { StudyRun } from './study-run';

/** Refusals named in a row; the rest are counted. */
const NAMED = 3;

/** Native, one system image, and every profile beside each other: what each takes, and whom it refuses. */
@customElement('hf-alternatives')
export class AlternativesCard extends StudyCard<'alternatives'> {
  static override styles = [
    ...StudyCard.styles,
    machinesStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .link {
        text-align: left;
      }
      .chosen th .link {
        font-weight: 650;
      }
      small {
        display: block;
        font-size: 12px;
        line-height: 17px;
        color: var(--soft);
      }
      .label {
        display: none;
      }
      tbody tr + tr {
        border-top: 0;
      }
      .why {
        padding-top: 0;
        overflow-wrap: anywhere;
      }
      @container (max-width: 900px) {
        ${labelledRowsAsCards}
      }
    `,
  ];

  readonly name = 'alternatives';
  protected readonly heading = 'Alternatives';
  protected readonly question = 'What else could run these servers, and what would each take?';
  protected readonly run = new StudyRun<'alternatives'>(this, 'alternatives');

  protected ask(): StudyAsk<'alternatives'> {
    const { scenario } = this.standing;
    return { options: foldOptionsIn(scenario), licences: scenario.licences };
  }

  protected basis(): string {
    const { seed, work } = this.standing.scenario;
    return `seed ${seed}, ${many(work, 'step')} for each profile, as for the answer`;
  }

  /** The last row of each profile, those that take fewest machines first. */
  rows(lines: readonly PricedAlternative[]): readonly PricedAlternative[] {
    const last = new Map(lines.map((line) => [line.profile, line]));
    return [...last.values()].sort(
      (a, b) => a.machines.total - b.machines.total || a.hostCount - b.hostCount,
    );
  }

  protected finding(lines: readonly PricedAlternative[]) {
    const rows = this.rows(lines);
    const { profile } = this.standing.scenario;
    const own = rows.find((row) => row.profile === profile);
    const [best] = rows;
    const first = `Of ${many(rows.length, 'way')}${this.run.state.working ? ' looked at so far' : ''} the fewest machines are ${count(best.machines.total)}, under ${PLATFORMS[best.profile].label}`;
    if (!own || own === best) return `${first}${own ? ', the profile that is chosen' : ''}.`;
    const more = own.machines.total - best.machines.total;
    return `${first}; ${PLATFORMS[profile].label}, which is chosen, takes ${more === 0 ? 'as many' : `${count(more)} more`}.`;
  }

  protected picture(lines: readonly PricedAlternative[]) {
    const rows = this.rows(lines);
    const most = Math.max(1, ...rows.map(({ machines }) => machines.total));
    const priced = rows.some(({ cost }) => cost !== null);
    return html`${machinesKey()}
      <table>
        <caption>
          Licences by the rules “${rows[0].rules.name}” of ${rows[0].rules.date}; a row opens as the scenario.
        </caption>
        <thead>
          <tr>
            <th scope="col">Profile</th>
            <th scope="col">Machines in all</th>
            <th scope="col" class="number"><hf-term term="images">Images to administer</hf-term></th>
            ${priced ? html`<th scope="col" class="number">Price</th>` : nothing}
            <th scope="col" class="number">Licences, ${rows[0].rules.currency}</th>
            <th scope="col"><hf-term term="overhead">Overhead</hf-term>, GHz</th>
            <th scope="col"><hf-term term="binds">What binds</hf-term></th>
          </tr>
        </thead>
        ${rows.map((row) => this.row(row, most, priced))}
      </table>`;
  }

  private row(row: PricedAlternative, most: number, priced: boolean) {
    const { profile, machines, images, cost, overhead, binds } = row;
    const { label } = PLATFORMS[profile];
    const chosen = profile === this.standing.scenario.profile;
    const parts = [...overhead.parts].sort((a, b) => b.value - a.value);
    const left = this.notCarried(row);
    return html`<tbody class=${chosen ? 'chosen' : ''}>
      <tr>
        <th scope="row" rowspan=${left.length ? 2 : 1}>
          <button
            class="link"
            type="button"
            title="Open as the scenario"
            ?disabled=${chosen}
            @click=${() => this.choose(row)}
          >
            ${label}
          </button>
          ${chosen ? html`<small>chosen</small>` : nothing}
        </th>
        <td>
          ${machinesBar(machines, most)}
          <b><hf-how .explanation=${this.how(row)}>${count(machines.total)}</hf-how></b>
          <small>${machinesWords(machines, profile)}</small>
        </td>
        <td class="number"><span class="label">Images to administer: </span>${count(images)}</td>
        ${
          priced
            ? html`<td class="number">
                <span class="label">Price: </span>${cost === null ? 'not known' : money(cost)}
              </td>`
            : nothing
        }
        <td class="number">
          <span class="label">Licences, ${row.rules.currency}: </span
          >${row.licences == null ? '?' : count(row.licences)}
        </td>
        <td>
          <span class="label">Overhead, GHz: </span>${figure(overhead.cpu)}
          <small>${parts.map(({ label, value }) => `${label}\u00a0${figure(value)}`).join(', ')}</small>
        </td>
        <td>
          <span class="label">What binds: </span>${
            binds.length ? binds.map(([what, hosts]) => `${what} on\u00a0${count(hosts)}`).join(', ') : '–'
          }
        </td>
      </tr>
      ${
        left.length
          ? html`<tr>
              <td class="why" colspan=${priced ? 6 : 5}><b>Not carried</b> ${left}</td>
            </tr>`
          : nothing
      }
    </tbody>`;
  }

  /** The sum of machines, and of what the guests take beyond their own work. */
  private how({
    machines,
    overhead,
    profile,
    hostCount,
    lowerBound,
    images,
  }: PricedAlternative): Explanation {
    const ofSearch = PLATFORMS[profile].oneEach
      ? []
      : ([['no plan has fewer hosts than', count(lowerBound)]] as const);
    return {
      title: `${many(machines.total, 'machine')} under ${PLATFORMS[profile].label}`,
      text: 'The same servers, hosts, ceilings and steps of search as the answer, under another profile: its overheads, what it refuses to carry, and how many hosts stand by.',
      formula: 'hosts + to spare + servers on machines of their own + without room',
      values: [
        ['hosts', count(hostCount)],
        ['to spare', machines.spare === null ? 'not known' : count(machines.spare)],
        ['on machines of their own', count(machines.native)],
        ['without room', count(machines.unplaced)],
        ...ofSearch,
        ['images to administer', count(images)],
        ...overhead.parts.map(({ label, value }) => [`${label}, GHz`, figure(value)] as const),
      ],
    };
  }

  /** Whom a profile refuses, and why, a line for each rule; then who found no room. */
  private notCarried({ refused, profile, unplaced }: PricedAlternative) {
    const without = unplaced ? [html`<div>${many(unplaced, 'server')} without room.</div>`] : [];
    if (PLATFORMS[profile].oneEach) return without;
    // One rule that many break by different amounts is said once, with the least and the most.
    const byRule = groupedBy(refused, ({ why }) => why.replace(NEEDS, 'needs'));
    const lines = [...byRule.values()].map((alike) => {
      const guests = alike.map(({ guest }) => guest);
      return html`<div title=${guests.join(', ')}>
        ${crowd(guests, NAMED)}: ${ruleOf(alike.map(({ why }) => why))}
      </div>`;
    });
    return [...lines, ...without];
  }

  private choose({ profile }: PricedAlternative): void {
    this.dispatchEvent(
      new ChooseEvent({ profile, overrides: {}, view: 'fold' }, `profile ${PLATFORMS[profile].label}`),
    );
  }
}

const NEEDS = /needs (\d+)(?= MiB)/;

/** What several servers are refused by, who differ in what they need alone. */
function ruleOf(whys: readonly string[]): string {
  const needs = whys.map((why) => Number(NEEDS.exec(why)?.[1] ?? NaN));
  const [low, high] = [Math.min(...needs), Math.max(...needs)];
  return low < high ? whys[0].replace(NEEDS, `needs ${low} to ${high}`) : whys[0];
}
