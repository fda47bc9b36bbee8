import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keepsReady, type ReadyKept, type ReadyPoint } from '../../decide/flight/keep-ready';
import type { StudyAsk } from '../../decide/study-table';
import { READY_LIMIT } from '../../dispatch/ready';
import { PLATFORMS } from '../../estate/platforms';
import { ChooseEvent } from '../app/events';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import { labelledRowsAsCards } from '../parts/styles';
import { count, many } from '../text/format';
import { StudyCard } from './card';
import { flightStyles, rangeBar, rangeWords } from './flight-pictures';
import { foldOptionsIn } from './standing';
import { StudyRun } from './study-run';

/** Below 5 % a wait goes unnoticed (virtuallyjason 2013, as the Meter view reckons). */
const USUAL = 5;

/** A limit on ready: how many hosts keep it, and what it costs in hosts. */
@customElement('hf-ready')
export class ReadyCard extends StudyCard<'ready'> {
  static override styles = [
    ...StudyCard.styles,
    flightStyles,
    css`
      hf-number {
        --field-width: 76px;
      }
      .hosts {
        max-width: 820px;
      }
      @container (max-width: 560px) {
        ${labelledRowsAsCards}
      }
    `,
  ];

  readonly name = 'ready';
  protected readonly heading = 'A limit on ready';
  protected readonly question = 'How many hosts does it take that no guest waits longer than that?';
  protected readonly run = new StudyRun<'ready'>(this, 'ready');
  /** As typed, as chosen, or what is usual, %. */
  private get limit(): number {
    return this.number('limit', this.standing.scenario.ready ?? USUAL, READY_LIMIT);
  }

  protected ask(): StudyAsk<'ready'> | string {
    const { answer, scenario } = this.standing;
    if (PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0)
      return 'Every server has a machine of its own here: nobody waits for another.';
    return { options: { ...foldOptionsIn(scenario), exactly: undefined } };
  }

  protected basis(): string {
    const { seed, work } = this.standing.scenario;
    return `seed ${seed}, ${many(work, 'step')} for each plan, evened; each host flown as in “Flown before bought”`;
  }

  protected override fields() {
    return html`<hf-number
      label=${READY_LIMIT.label}
      unit=${READY_LIMIT.unit}
      .min=${READY_LIMIT.min}
      .max=${READY_LIMIT.max}
      .step=${0.5}
      .value=${this.limit}
      .preset=${USUAL}
      @number=${({ value }: NumberEvent) => this.setFields({ limit: value })}
    ></hf-number>`;
  }

  protected finding(lines: readonly ReadyPoint[]) {
    const { limit } = this;
    const { working } = this.run.state;
    const { scenario, answer } = this.standing;
    const [{ hosts: fewest }] = lines;
    const first = lines.find((point) => keepsReady(point, limit));
    const most = `every guest’s ready at ${limit}\u00a0% of its time or less`;
    if (!first)
      return html`<b>${working ? 'So far no' : 'No'} number of hosts that was tried keeps</b> ${most}.
        ${working ? nothing : 'Raise the limit, choose larger hosts, or give the guests that wait fewer virtual processors.'}`;
    const cost =
      first.hosts === fewest
        ? 'the fewest there are'
        : `${count(first.hosts - fewest)} more than the ${count(fewest)} that carry everything`;
    const shown = answer.hostCount === first.hosts && scenario.ready === limit;
    return html`<b>${many(first.hosts, 'host')} keep${first.hosts === 1 ? 's' : ''}</b> ${most}, over all that
      is ranged over: ${cost}.
      ${
        shown
          ? 'This is the plan in sight.'
          : html`<button
              class="button"
              type="button"
              ?disabled=${!this.settled}
              @click=${() => this.keep(first.hosts)}
            >
              Keep it: show ${many(first.hosts, 'host')}
            </button>`
      }`;
  }

  protected picture(lines: readonly ReadyPoint[]) {
    const { limit } = this;
    const top = Math.max(0.01, (1.1 * limit) / 100, ...lines.map(({ ready }) => ready?.high ?? 0));
    const stands = this.answer.hostCount;
    return html`<table class="hosts">
      <caption>
        Ready of the guest that waits most, by hosts of an evened plan; dashed: the limit.
      </caption>
      <thead>
        <tr>
          <th scope="col">Hosts</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">Ready, %</th>
          <th scope="col">Who waits most</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ hosts, ready, guest, on }) =>
            html`<tr class=${hosts === stands ? 'asked' : ''}>
              <th scope="row">${count(hosts)}${hosts === stands ? ', in sight' : ''}</th>
              <td class="wide">${ready ? rangeBar(ready, top, limit / 100) : nothing}</td>
              <td class="number">
                <span class="label">Ready, %: </span>${ready ? rangeWords(ready, 100) : 'no plan found'}
              </td>
              <td class="guest">
                <span class="label">Who waits most: </span>${ready ? `${guest} on ${on}` : '–'}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private keep(hosts: number): void {
    this.dispatchEvent(new ChooseEvent({ ready: this.limit, exactly: hosts }, 'limit on ready'));
  }

  /** The limit that was chosen and what keeps it, as a report tells it; null where none was chosen or tried. */
  get kept(): ReadyKept | null {
    const { ready: limit } = this.standing.scenario;
    const { known } = this;
    if (!known || limit === undefined) return null;
    const { hostCount } = this.standing.answer;
    const own = known.find(({ hosts }) => hosts === hostCount);
    return {
      limit,
      kept: own ? keepsReady(own, limit) : false,
      hosts: hostCount,
      fewest: known[0].hosts,
      tried: known,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-ready': ReadyCard;
  }
}
