import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Answer } from '../../../dispatch/answer';
import type { Figure } from '../../../dispatch/figure';
import { PRESET_GROUPS } from '../../../dispatch/lab-presets';
import '../../parts/how';
import { base, card, controls, rowsAsCards } from '../../parts/styles';
import { CompareEvent } from '../events';
import type { DispatchPictures, Run } from '../run/lab';
import { costOfCulprit, culpritOf, withoutCulprit } from '../run/culprit';
import { isChanged } from '../run/specimen';
import { figureDifference, estimate, said, share, type FigureText } from '../words';

interface Line {
  readonly label: string;
  readonly unit: string;
  readonly pick: (answer: Answer) => Figure | undefined;
}

const perCent = (label: string, pick: Line['pick']): Line => ({ label, unit: '%', pick });

/** Guests whose figures are compared at most. */
const GUESTS = 6;

/**
 * Two experiments side by side, figure by figure, with their difference.
 * @fires compare
 */
@customElement('hf-compare')
export class Compare extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      :host {
        container-type: inline-size;
        min-width: 0;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
      }
      h2 {
        margin-right: auto;
      }
      header select {
        max-width: 240px;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
        margin-top: 8px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      thead th {
        max-width: 180px;
        padding: 2px 0 4px 14px;
        font-size: 13px;
        line-height: 18px;
        font-weight: 400;
        text-align: right;
        vertical-align: bottom;
        color: var(--soft);
      }
      tbody th {
        padding: 3px 0;
        font-weight: 400;
        text-align: left;
      }
      td {
        padding: 3px 0 3px 14px;
        text-align: right;
        white-space: nowrap;
      }
      tbody tr {
        border-top: 1px solid var(--hairline);
      }
      .error {
        color: var(--soft);
        font-size: 12px;
      }
      .clear {
        font-weight: 650;
      }
      p {
        margin-top: 6px;
      }
      @container (max-width: 440px) {
        ${rowsAsCards}
        td {
          padding-left: 14px;
          white-space: normal;
        }
        td::before {
          content: attr(data-label);
          float: left;
          margin-right: 14px;
          color: var(--soft);
        }
      }
    `,
  ];

  @property({ attribute: false }) runs!: DispatchPictures['runs'];

  override render() {
    const [a, b] = this.runs;
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">${b ? 'Two experiments, side by side' : 'Compare'}</h2>
        ${
          b
            ? nothing
            : html`${this.without(a)}<button
                  class="button"
                  type="button"
                  title="Then change this one and watch the difference"
                  @click=${this.pin}
                >
                  Keep this one beside
                </button>`
        }
        <select aria-label="Compare with" @change=${this.chosen}>
          <option value="" ?selected=${!b}>${b ? 'no comparison' : 'or compare with …'}</option>
          ${b && (!b.specimen.preset || isChanged(b.specimen)) ? html`<option value=${b.specimen.link} selected>${titleOf(b)}</option>` : nothing}
          ${PRESET_GROUPS.map(
            ({ label, presets }) =>
              html`<optgroup label=${label}>
                ${presets.map(
                  ({ id, title }) =>
                    html`<option value=${id} ?selected=${b?.specimen.link === id}>${title}</option>`,
                )}
              </optgroup>`,
          )}
        </select>
      </header>
      ${a && b ? this.table(a, b) : html`<p class="small soft">Two experiments are shown with their timelines one above the other and the difference of each figure.</p>`}
    </section>`;
  }

  /** The pair that shows what a guest that never waits does to the others. */
  private without(run: Run | null) {
    const link = run && withoutCulprit(run.specimen);
    if (!run || !link) return nothing;
    const { name } = run.experiment.guests[culpritOf(run.experiment)!];
    return html`<button
      class="button"
      type="button"
      @click=${() => this.dispatchEvent(new CompareEvent(link))}
    >
      Without ${name}, beside it
    </button>`;
  }

  private named(a: Run, b: Run) {
    const cost = costOfCulprit(a.experiment, a.answer, b.answer);
    if (!cost) return nothing;
    const { culprit, guest } = cost;
    const gap = figureDifference(cost.with, cost.without);
    return html`<p class="named">
      <b>${guest}</b> is ready for ${said(share(cost.with), '%')} of its time with ${culprit}, and for
      ${said(share(cost.without), '%')} without: ${culprit} costs it <b>${said(share(gap), 'points')}</b>.
    </p>`;
  }

  private table(a: Run, b: Run) {
    return html`${this.named(a, b)}
      <div class="scroll" tabindex="0" role="region" aria-label="Figures of both experiments">
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="unseen">Figure</span></th>
              <th scope="col">${titleOf(a)}</th>
              <th scope="col">${titleOf(b)}</th>
              <th scope="col">difference</th>
            </tr>
          </thead>
          <tbody>
            ${linesOf(a.answer, b.answer).map((line) => this.line(line, a, b))}
          </tbody>
        </table>
      </div>
      <p class="small soft">
        ± standard errors; a difference beyond three of its own is set bold. Both runs are treated as
        independent, which overstates the error where they share their seed.
      </p>`;
  }

  private line({ label, unit, pick }: Line, first: Run, second: Run) {
    const [a, b] = [pick(first.answer), pick(second.answer)];
    const text = (figure: Figure | undefined, sign = false) => {
      if (!figure || !Number.isFinite(figure.mean)) return html`<span class="soft">–</span>`;
      const it: FigureText = unit === '%' ? share(figure) : estimate(figure.mean, figure.se, 1);
      const plus = sign && figure.mean > 0 && Number(it.value) !== 0 ? '+' : '';
      return html`${plus}${it.value.replace('-', '−')}${it.error ? html`<span class="error"> ± ${it.error}</span>` : nothing}
      ${unit}`;
    };
    const gap = a && b ? figureDifference(a, b) : undefined;
    const clear = gap && Math.abs(gap.mean) > 3 * (gap.se || 0) && Math.abs(gap.mean) > 1e-9;
    const title = gap ? said(unit === '%' ? share(gap) : estimate(gap.mean, gap.se, 1), unit) : '';
    return html`<tr>
      <th scope="row">${label}</th>
      <td data-label=${titleOf(first)}>${text(a)}</td>
      <td data-label=${titleOf(second)}>${text(b)}</td>
      <td data-label="difference" class=${clear ? 'clear' : ''} title=${title}>${text(gap, true)}</td>
    </tr>`;
  }

  private pin = (): void => {
    const link = this.runs[0]?.specimen.link;
    if (link) this.dispatchEvent(new CompareEvent(link));
  };

  private chosen = (event: Event): void => {
    const link = (event.target as HTMLSelectElement).value;
    this.dispatchEvent(new CompareEvent(link || null));
  };
}

export function titleOf({ specimen }: Run): string {
  if (!specimen.preset) return 'One of your own';
  return isChanged(specimen) ? `${specimen.preset.title}, changed` : specimen.preset.title;
}

function linesOf(a: Answer, b: Answer): readonly Line[] {
  const lines = [
    perCent('busy with work', ({ host }) => host.busy),
    perCent('idle', ({ host }) => host.idle),
  ];
  if ([a, b].some(({ host }) => host.burnt.mean > 0))
    lines.push(perCent('burnt in idle loops', ({ host }) => host.burnt));
  if ([a, b].some(({ host }) => host.overhead.mean > 0))
    lines.push(perCent('host’s own', ({ host }) => host.overhead));
  const work = (answer: Answer): Figure => ({
    mean: answer.guests.reduce((sum, { cyclesPerSecond }) => sum + cyclesPerSecond.mean, 0),
    se: Math.hypot(...answer.guests.map(({ cyclesPerSecond }) => cyclesPerSecond.se || 0)),
    sd: NaN,
  });
  lines.push({ label: 'work done, all guests', unit: '/s', pick: work });
  const names = a.guests
    .map(({ name }) => name)
    .filter((name) => b.guests.some((guest) => guest.name === name));
  for (const name of names.slice(0, GUESTS)) {
    const of = (answer: Answer) => answer.guests.find((guest) => guest.name === name);
    lines.push(
      perCent(`${name}: used`, (answer) => of(answer)?.used),
      perCent(`${name}: ready`, (answer) => of(answer)?.ready),
    );
    if ([a, b].some((answer) => (of(answer)?.costop.mean ?? 0) > 0))
      lines.push(perCent(`${name}: co-stop`, (answer) => of(answer)?.costop));
    if ([a, b].some((answer) => (of(answer)?.stolen.mean ?? 0) > 0))
      lines.push(perCent(`${name}: stolen by the host`, (answer) => of(answer)?.stolen));
    if ([a, b].some((answer) => Number.isFinite(of(answer)?.interruptDelayMs.mean.mean)))
      lines.push({
        label: `${name}: delay`,
        unit: 'ms',
        pick: (answer) => of(answer)?.interruptDelayMs.mean,
      });
    lines.push({ label: `${name}: work done`, unit: '/s', pick: (answer) => of(answer)?.cyclesPerSecond });
  }
  return lines;
}
