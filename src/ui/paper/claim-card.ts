import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ClaimRow, ClaimTools } from '../../claims/check';
import { knobsAt, type Claim, type ClaimKnob, type ClaimVerdict } from '../../claims/claim';
import { todayOf } from '../../claims/today';
import { wayOf } from '../../claims/ways';
import { own } from '../../estate/own';
import type { Scenario } from '../../scenario/scenario';
import { Bench } from '../app/lab';
import '../parts/how';
import '../parts/number-field';
import type { NumberEvent } from '../parts/number-field';
import { base, card, controls } from '../parts/styles';
import { many } from '../text/format';
import type { Term } from '../text/glossary';
import { prosed } from '../text/prose';
import { unbroken } from '../text/unbroken';
import { CheckLab } from './check-lab';
import { claimCardStyles } from './claim-card.styles';
import { CheckedEvent, KnobEvent } from './events';
import { howFound } from './how-found';
import type { KnobSet } from './state';
import { foundText, rangeText, VERDICTS, verdictMarks } from './words';

const STRIP = { width: 120, height: 16 };

/**
 * A claim of the paper with its experiment: what is claimed, knobs, a button that runs it, what is found against what is
 * expected, the verdict, its conditions, what holds today, and where else to look.
 * @fires knob
 * @fires checked
 */
@customElement('hf-claim')
export class ClaimCard extends LitElement {
  static override styles = [base, controls, card, verdictMarks, claimCardStyles];

  @property({ attribute: false }) claim!: Claim;
  @property({ attribute: false }) set: KnobSet = {};
  @property({ attribute: false }) tools!: ClaimTools;
  /** The address of the page with some choices changed. */
  @property({ attribute: false }) hrefOf!: (patch: Partial<Scenario>) => string;
  @query('details') private details!: HTMLDetailsElement;
  private readonly bench = new Bench(
    this,
    (changed) =>
      new CheckLab(
        () => this.claim.number,
        () => this.tools,
        changed,
      ),
  );
  /** Somebody asked for it: from then on it follows its knobs. */
  private asked = false;
  private told: ClaimRow | null = null;

  override willUpdate(): void {
    if (this.asked) this.bench.lab.show(JSON.stringify(this.set));
    const { found } = this.bench.lab.state;
    if (found && found.row !== this.told) {
      this.told = found.row;
      if (Object.keys(found.set).length === 0)
        this.dispatchEvent(new CheckedEvent(this.claim.number, found.row));
    }
  }

  /** Checks it; resolves when that is over, well, badly or cancelled. */
  async check(): Promise<void> {
    const { lab } = this.bench;
    if (this.asked && lab.state.cancelled) lab.goOn();
    this.asked = true;
    lab.show(JSON.stringify(this.set));
    this.requestUpdate();
    await this.bench.settled();
  }

  cancel(): void {
    this.bench.lab.cancel();
  }

  /** Opens it and brings it into sight. */
  async reveal(): Promise<void> {
    await this.updateComplete;
    this.open = true;
    this.scrollIntoView({ block: 'start' });
    this.renderRoot.querySelector('summary')?.focus({ preventScroll: true });
  }

  set open(open: boolean) {
    if (this.details) this.details.open = open;
  }

  override render() {
    const { number, title, claim, section, recorded, expected, conditions, slip } = this.claim;
    const { found } = this.bench.lab.state;
    const verdict = found?.row.verdict ?? recorded;
    const seen = new Set<Term>();
    return html`<details id="claim-${number}">
      <summary>
        <span class="soft number">${number}</span>
        <span class="title">${title}</span>
        ${this.verdict(verdict)}
        <span class="says soft">${unbroken(claim)}</span>
      </summary>
      <div class="body">
        <p class="says">${prosed(claim, seen)}</p>
        <p><span class="soft">If the paper is right:</span> ${prosed(expected, seen)}</p>
        ${this.runs()}
        <div class="results ${this.stale ? 'stale' : ''}" role="status" aria-live="polite">
          ${this.finds()}
        </div>
        <dl>
          <dt>Conditions</dt>
          <dd>${prosed(conditions, seen)}</dd>
          <dt>Today</dt>
          <dd>${prosed(todayOf(number), seen)}</dd>
          ${
            slip
              ? html`<dt>A slip, kindly noted</dt>
                  <dd>${prosed(slip, seen)}</dd>`
              : nothing
          }
          <dt>In the paper</dt>
          <dd>${prosed(`Section ${section}`, seen)}</dd>
        </dl>
        ${this.links()}
      </div>
    </details>`;
  }

  private verdict(verdict: ClaimVerdict) {
    const { mark, words } = VERDICTS[verdict];
    return html`<span class="verdict ${verdict === 'not reproduced' ? 'not' : ''}"
      ><span class="mark ${VERDICTS[verdict].tone}" aria-hidden="true">${mark}</span> ${words}</span
    >`;
  }

  /** What is in sight is not of what the knobs say now. */
  private get stale(): boolean {
    const { found } = this.bench.lab.state;
    return found !== null && JSON.stringify(found.set) !== JSON.stringify(this.set);
  }

  private runs() {
    const { knobs = [], unvaried, number } = this.claim;
    const { working, ended } = this.bench.lab.state;
    return html`<div class="run">
      ${knobs.map((each) => this.knob(each))}
      ${unvaried ? html`<p class="soft unvaried">${unvaried}</p>` : nothing}
      ${
        working
          ? html`<button class="button" type="button" @click=${this.cancel}>Cancel</button>
              <span class="small soft">${working.slow && ended > 0 ? many(ended, 'run') : ''}</span>`
          : html`<button class="button main" type="button" @click=${this.check}>
              Run claim ${number}${this.bench.lab.state.found ? ' again' : ''}
            </button>`
      }
    </div>`;
  }

  private knob({ id, label, unit, min, max, step, usual }: ClaimKnob) {
    return html`<hf-number
      label=${label}
      unit=${unit}
      slider
      ?whole=${step === 1}
      .min=${min}
      .max=${max}
      .step=${step}
      .value=${own<number>(this.set, id) ?? usual}
      .preset=${usual}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        if (event.value !== null)
          this.dispatchEvent(new KnobEvent(this.claim.number, id, event.value, event.live));
      }}
    ></hf-number>`;
  }

  private finds() {
    const { found, failure, cancelled } = this.bench.lab.state;
    if (failure)
      return html`<p class="wrong" role="alert">${failure.where}: ${failure.text} ${failure.fix}</p>`;
    if (!found)
      return html`<p class="soft unrun">
        ${
          cancelled
            ? 'Cancelled before there was an answer.'
            : html`Found when this was written: ${VERDICTS[this.claim.recorded].words}. Run it to see the
              figures.`
        }
      </p>`;
    const { row, set } = found;
    const turned = Object.keys(set).length > 0;
    const rows = row.checks.filter(({ mean }) => !Number.isNaN(mean));
    return html`<p>
        <b>${VERDICTS[row.verdict].mark} ${VERDICTS[row.verdict].words}</b
        >${turned ? ', with the knobs as they stand' : row.asRecorded ? ', as recorded' : html`, <span class="out">which is not as recorded</span>`}
      </p>
      ${
        rows.length === 0
          ? html`<p class="soft">There is nothing to compute.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Found</th>
                  <th scope="col"><span class="unseen">Picture</span></th>
                  <th scope="col">Expected</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (check) =>
                    html`<tr>
                      <th scope="row">${check.label}</th>
                      <td>
                        <hf-how .explanation=${howFound(check, this.claim)}>${foundText(check)}</hf-how>
                      </td>
                      <td>${strip(check)}</td>
                      <td class=${check.holds ? '' : 'out'}>
                        ${rangeText(check)} ${check.holds ? '✓' : '✗ outside'}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }`;
  }

  private links() {
    const { view, folds, number } = this.claim;
    const at = knobsAt(this.claim, this.set);
    return html`<p class="links small">
      ${
        view
          ? html`<a href=${this.hrefOf({ view: view.view, [view.view]: wayOf(view, at) })}
              >Open it in
              ${view.view === 'dispatch' ? 'Dispatch' : 'Meter'}${view.beside ? `, beside ${view.beside}` : ''}${view.differs ? `: ${view.differs}` : ''}</a
            >`
          : nothing
      }
      ${
        folds
          ? html`<a href=${this.hrefOf({ view: 'fold', ...folds.choices(at) })}
              >Open in Fold, ${unbroken(folds.words(at))}: with the servers and hosts of the page, not the
              claim’s</a
            >`
          : nothing
      }
      <a href=${this.hrefOf({ paper: `at=${number}` })}>Link to this claim</a>
    </p>`;
  }
}

/** What is found, with two standard errors either way, on the range that is expected; the table beside it says it all. */
function strip({ mean, se, low, high, holds }: ClaimRow['checks'][number]) {
  const { width, height } = STRIP;
  const spread = Number.isFinite(se) ? 2 * se : 0;
  const [from, to] = [Math.min(low, mean - spread), Math.max(high, mean + spread)];
  const pad = (to - from || Math.abs(to) || 1) * 0.08;
  const x = (value: number) => ((value - from + pad) / (to - from + 2 * pad)) * width;
  const middle = height / 2;
  return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${svg`<rect class="range" x=${x(low)} y="3" width=${Math.max(1.5, x(high) - x(low))} height=${height - 6}></rect>
    <path class="whisker" d="M${x(mean - spread)} ${middle}H${x(mean + spread)}"></path>
    ${holds ? svg`<circle class="dot" cx=${x(mean)} cy=${middle} r="3"></circle>` : svg`<path class="whisker" d="M${x(mean) - 3} ${middle - 3}l6 6m0-6l-6 6"></path>`}`}
  </svg>`;
}
