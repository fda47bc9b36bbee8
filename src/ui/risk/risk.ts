import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { daysKnown, daysKnownWords } from '../../decide/days-known';
import { chosenOf, shareWords, type Risk, type RiskPoint } from '../../decide/risk';
import { POLICIES } from '../../placement/options';
import { ChooseEvent } from '../app/events';
import type { RiskState } from '../app/state';
import type { RiskTool } from '../app/view';
import { BoxSize } from '../parts/box-size';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import { base, card, controls } from '../parts/styles';
import { list } from '../../estate/crowd';
import { count, many } from '../text/format';
import type { Term } from '../text/glossary';
import { prosed } from '../text/prose';
import { drawDays, drawRisk, LEAST, shareAt } from './picture';
import { riskStyles } from './styles';

const MOST = 0.99;
/** A press of an arrow moves the line by a tenth of a decade. */
const STEP = 10 ** 0.1;

/**
 * Whether the plan survives days that it has not seen: risk against hosts, the tolerance a line that can be moved.
 * @fires choose - another tolerance, or a number of hosts
 */
@customElement('hf-risk')
export class RiskPanel extends LitElement {
  static override styles = [base, card, controls, riskStyles];

  /** What is known, and whether more is found out. */
  @property({ attribute: false }) risk: RiskState | null = null;
  /** Who tests; null: nobody can. */
  @property({ attribute: false }) tool: RiskTool | null = null;
  /** Days that were measured, as far as is known before a test. */
  @property({ type: Number }) days = 1;
  /** The tolerance that was chosen; 1: nothing is tested unless somebody asks. */
  @property({ type: Number }) tolerance = 0.001;
  /** Where nothing is tested of itself, the tolerance that the line begins at. */
  @property({ type: Number }) usual = 0.001;
  /** Hosts of the plan in sight. */
  @property({ type: Number }) shown = 0;
  /** Whether there is a plan to test. */
  @property({ type: Boolean }) ready = false;
  /** Where the line is while it is being moved. */
  @state() private moved: number | null = null;
  private readonly box = new BoxSize(this, '.picture', { width: 560, height: 0 });

  override render() {
    const { risk } = this;
    const found = risk?.found?.curve.length ? risk.found : null;
    const days = found?.days ?? this.days;
    return html`<section aria-labelledby="title">
      <h2 id="title">Does it survive tomorrow?</h2>
      ${found ? html`<p role="status">${prosed(this.sentence(found), plainWords())}</p>` : html`<p class="small">${prosed(this.offer(), plainWords())}</p>`}
      <div class="picture">${found ? this.picture(found) : nothing}</div>
      ${found ? this.beside(found) : nothing}
      <div class="row">
        ${
          risk?.running
            ? html`<progress max="1" aria-label="Trials made" .value=${found?.done ?? 0}></progress>
                <button class="button" type="button" @click=${() => this.tool?.stop()}>Stop</button>`
            : html`<button
                class="button"
                type="button"
                ?disabled=${!this.ready || !this.tool || days === 0}
                @click=${() => this.tool?.run()}
              >
                ${found ? 'Test again' : days > 1 ? 'Test plans on days kept back' : 'Test plans on this day'}
              </button>`
        }
      </div>
      ${risk?.trouble ? html`<p class="wrong" role="alert">${risk.trouble}</p>` : nothing}
    </section>`;
  }

  /** Where the line is. */
  private get line(): number {
    return this.moved ?? (this.tolerance < 1 ? this.tolerance : this.usual);
  }

  private offer(): string {
    if (this.risk?.running)
      return 'Plans are made on the first days and tested on the next; the picture comes with the first draw of each.';
    if (this.days === 0)
      return 'On no day were half of the servers measured, so that none can test a plan: fold by time of day (under “Time and more”), or log all servers in the same week.';
    return this.days > 1
      ? `${many(this.days, 'day')} were measured: plan on the first and test on the next, and let the risk pick the number of hosts.`
      : 'One day was measured. Plans that have not seen its slots tell how often a host would be over capacity on a day just like it, before any change of load. A week of log tells more: collect one (“How to collect”, beside the files) and drop it here whole.';
  }

  private picture(risk: Risk) {
    const { line: tolerance } = this;
    const chosen = chosenOf(risk.curve, tolerance, risk.fewest);
    const hands = { down: this.grab, move: this.drag, up: this.settle, key: this.pressed };
    return drawRisk(risk, { width: this.box.width, tolerance, chosen }, hands);
  }

  /** What is said beside the picture: its key, the tolerance as a number, the number taken, the table, the days. */
  private beside(risk: Risk) {
    const { line: tolerance } = this;
    const chosen = chosenOf(risk.curve, tolerance, risk.fewest);
    const advised = chosen !== null && risk.days < 2 ? chosen + 1 : chosen;
    const others = risk.policies.some(
      (point) => point.policy !== 'peak-of-sums' && risk.curve.some((own) => own.machines === point.machines),
    );
    return html`<p class="small soft legend">
        <span
          ><span class="key own"></span> ${
            risk.days > 1
              ? html`<hf-term term="evened plan">evened plans</hf-term>`
              : html`<hf-term term="equal means">equal means</hf-term>, which have not seen the slots`
          },
          with their standard error</span
        >
        ${risk.days > 1 ? html`<span><span class="key means"></span> <hf-term term="equal means">equal means</hf-term>, with theirs</span>` : nothing}
        <span><span class="key line"></span> <hf-term term="tolerance">tolerance</hf-term></span>
        ${others ? html`<span><span class="key policy"></span> what other policies buy</span>` : nothing}
      </p>
      <div class="row">
        <label for="tolerance">Tolerance, % of host-slots over capacity</label>
        <input
          id="tolerance"
          type="number"
          min=${100 * LEAST}
          max=${100 * MOST}
          step="any"
          .value=${live(String(Number((100 * tolerance).toPrecision(3))))}
          @change=${this.typed}
        />
        ${
          advised === null || advised === this.shown
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.take(risk, advised)}>
                Take ${many(advised, 'host')}
              </button>`
        }
      </div>
      ${this.howLong(risk)}
      <details>
        <summary>As a table</summary>
        <div class="scroll" role="region" aria-label="Risk by number of hosts" tabindex="0">
          ${this.table(risk, chosen)}
        </div>
      </details>`;
  }

  private table(risk: Risk, chosen: number | null) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">Hosts</th>
          <th scope="col">Over capacity</th>
          ${risk.days > 1 ? html`<th scope="col">Equal means</th>` : nothing}
          <th scope="col">Over ceiling</th>
          <th scope="col">Fullest</th>
          <th scope="col">Hosts hit</th>
        </tr>
      </thead>
      <tbody>
        ${risk.curve.map((point) => this.row(point, risk, this.nameOf(point, risk, chosen)))}
        ${risk.policies.map((point) =>
          this.row(
            point,
            risk,
            `${count(point.machines)} (${POLICIES.find(({ id }) => id === point.policy)?.label})`,
            false,
          ),
        )}
      </tbody>
    </table>`;
  }

  private nameOf({ machines }: RiskPoint, { fewest }: Risk, chosen: number | null): string {
    const marks = [...(machines === chosen ? ['by risk'] : []), ...(machines === fewest ? ['by proof'] : [])];
    return `${count(machines)}${marks.length ? ` (${marks.join(', ')})` : ''}`;
  }

  private row(point: RiskPoint, { days, equalMeans }: Risk, name: string, compared = true) {
    const beside = equalMeans.find(({ machines }) => machines === point.machines);
    const withError = (p: RiskPoint): string => `${shareWords(p.over)} ± ${shareWords(p.error)}`;
    return html`<tr>
      <th scope="row"><span class="label">Hosts: </span>${name}</th>
      <td>
        <span class="label">Over capacity: </span
        ><hf-how .explanation=${overHow(name, point, days)}>${withError(point)}</hf-how>
      </td>
      ${days > 1 ? html`<td>${compared ? html`<span class="label">Equal means: </span>${beside ? withError(beside) : 'no plan'}` : ''}</td>` : nothing}
      <td><span class="label">Over ceiling: </span>${shareWords(point.overCeiling)}</td>
      <td><span class="label">Fullest: </span>${shareWords(point.worst)}</td>
      <td><span class="label">Hosts hit: </span>${shareWords(point.hostsHit)}</td>
    </tr>`;
  }

  private sentence({ curve, days, fewest, done, policies }: Risk): string {
    const chosen = chosenOf(curve, this.line, fewest);
    const kept = `within ${shareWords(this.line)} of host-slots over capacity`;
    const soFar = done < 1 ? ` (${Math.round(100 * done)}\u00a0% of the trials)` : '';
    const least = curve.find(({ machines }) => machines === fewest);
    const proof = ` The proof alone would have bought ${count(fewest)}${least ? `, over capacity in ${shareWords(least.over)}` : ''}.`;
    const keeps =
      chosen === null
        ? 'none of the numbers tried stays'
        : `${many(chosen, 'host')} ${chosen === 1 ? 'stays' : 'stay'}`;
    const bought = policies
      .filter(({ policy }) => policy !== 'peak-of-sums')
      .map(
        ({ policy, machines }) =>
          `${policy === 'sum-of-p95' ? 'sums of 95th percentiles' : 'sums of peaks'} would buy ${count(machines)}`,
      );
    const others = bought.length ? ` By themselves ${list(bought)}.` : '';
    if (days > 1) return `On days kept back ${keeps} ${kept}${soFar}.${proof}${others}`;
    const advice = chosen === null ? '' : ` One more is advised for what changes: ${count(chosen + 1)}.`;
    return `On a day just like this one, before any change of load, ${keeps} ${kept}${soFar}.${advice}${proof} To know better, collect a week (“How to collect”, beside the files) and drop it here whole.`;
  }

  /** What the first days alone would have bought, and whether the next one bore it out. */
  private howLong(risk: Risk) {
    const rows = daysKnown(risk, this.line);
    if (rows.length === 0 || risk.days < 2) return nothing;
    const { width } = this.box;
    return html`<h3>How long must I measure?</h3>
      <p class="small">${daysKnownWords(rows, this.line)}</p>
      ${
        rows.length < 2
          ? nothing
          : html`${drawDays(rows, { width, tolerance: this.line })}
              <p class="small soft legend">
                <span
                  ><span class="key own"></span> taken by risk from those days alone, on the next day
                  measured</span
                >
                <span><span class="key means"></span> the fewest for those days</span>
                <span><span class="key line"></span> tolerance; beside each point the hosts</span>
              </p>`
      }
      <details>
        <summary>As a table, by days known</summary>
        <div
          class="scroll"
          role="region"
          aria-label="What each number of days would have bought"
          tabindex="0"
        >
          <table>
            <thead>
              <tr>
                <th scope="col">Days known</th>
                <th scope="col">Fewest hosts</th>
                <th scope="col">over capacity next</th>
                <th scope="col">Taken by risk</th>
                <th scope="col">over capacity next</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ days, proof, taken }) =>
                  html`<tr>
                    <th scope="row"><span class="label">Days known: </span>${count(days)}</th>
                    ${[['Fewest hosts', proof] as const, ['Taken by risk', taken] as const].map(
                      ([label, point]) =>
                        point
                          ? html`<td><span class="label">${label}: </span>${count(point.machines)}</td>
                              <td>
                                <span class="label">Over capacity next: </span>${shareWords(point.over)} ±
                                ${shareWords(point.error)}
                              </td>`
                          : html`<td><span class="label">${label}: </span>not tried</td>
                              <td></td>`,
                    )}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>`;
  }

  /** With several days the number follows the tolerance; of one day it is a person's own. */
  private take({ days }: Risk, advised: number): void {
    this.dispatchEvent(
      days > 1
        ? new ChooseEvent({ exactly: undefined, tolerance: this.line }, 'tolerance')
        : new ChooseEvent({ exactly: advised }, 'number of hosts'),
    );
  }

  private move(tolerance: number): void {
    this.moved = Math.min(MOST, Math.max(LEAST, tolerance));
  }

  /** The line was let go: from now on this is the tolerance. */
  private settle = (): void => {
    const { moved } = this;
    this.moved = null;
    if (moved === null || moved === this.tolerance) return;
    this.tolerance = moved;
    this.dispatchEvent(new ChooseEvent({ tolerance: moved }, 'tolerance'));
  };

  private typed = (event: Event): void => {
    const value = (event.target as HTMLInputElement).valueAsNumber;
    if (value > 0) this.move(value / 100);
    this.settle();
    this.requestUpdate();
  };

  private grab = (event: PointerEvent): void => {
    (event.currentTarget as SVGElement).setPointerCapture(event.pointerId);
  };

  private drag = (event: PointerEvent): void => {
    if (event.buttons === 0) return;
    const { top } = (event.currentTarget as SVGElement).closest('svg')!.getBoundingClientRect();
    this.move(shareAt(event.clientY - top));
  };

  private pressed = (event: KeyboardEvent): void => {
    const { line } = this;
    const to = new Map([
      ['ArrowUp', line * STEP],
      ['ArrowRight', line * STEP],
      ['ArrowDown', line / STEP],
      ['ArrowLeft', line / STEP],
      ['PageUp', line * 10],
      ['PageDown', line / 10],
      ['Home', LEAST],
      ['End', MOST],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(to);
  };
}

/** What needs no explanation beside a plan: a fresh set, to which is added what was explained. */
const plainWords = () => new Set<Term>(['host', 'load']);

/** How a share of host-slots over capacity was counted. */
function overHow(name: string, point: RiskPoint, days: number): Explanation {
  return {
    title: `${name}: ${shareWords(point.over)} over capacity`,
    text:
      days > 1
        ? 'Plans are made on some days and held against others that they have not seen; every host in every slot is counted that asks for more than there is.'
        : 'Guests are dealt to hosts by their mean load alone, many times; every host in every slot is counted that asks for more than there is.',
    formula: 'host-slots over capacity ÷ host-slots of all draws',
    values: [
      ['hosts', count(point.machines)],
      ['over capacity', shareWords(point.over)],
      ['standard error, over the draws', shareWords(point.error)],
      ['over the ceiling', shareWords(point.overCeiling)],
      ['fullest moment, of capacity, the mean', shareWords(point.worst)],
      ['hosts that were over at any time', shareWords(point.hostsHit)],
    ],
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-risk': RiskPanel;
  }
}
