import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lazy } from '../../engine/door/lazy';
import type { Estate } from '../../estate/estate';
import type { BesidePlan } from '../../report/beside';
import type { PlanReport, ReportBlock } from '../../report/document/model';
import type { PlanOrigin } from '../../report/origin';
import { save } from '../app/save';
import { base, card, controls } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import { wordsOf } from '../text/words-of';
import { CardEvent, cardStyles } from './card';
import type { StandingAnswer } from './standing';

const loadReport = lazy(() => import('./make-report'));

/**
 * The report of the answer that stands, with all that the other cards have worked out: in sight, on paper whole, and to be
 * saved. It is made anew when it is opened, and says of what was not worked out which card does.
 */
@customElement('hf-report')
export class ReportCard extends LitElement {
  static override styles = [
    base,
    card,
    controls,
    noticeStyles,
    cardStyles,
    css`
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 14px;
      }
      .page {
        max-height: 70vh;
        padding: 4px 18px 18px;
        overflow: auto;
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
      }
      h3 {
        margin: 18px 0 4px;
      }
      .page p,
      li {
        margin: 4px 0;
        font-size: 14px;
        line-height: 21px;
        overflow-wrap: anywhere;
      }
      ul {
        margin: 0;
        padding-left: 20px;
      }
      .scroll {
        overflow-x: auto;
        margin: 8px 0;
      }
      th,
      td {
        min-width: 6ch;
        overflow-wrap: anywhere;
      }
      @media print {
        .buttons {
          display: none;
        }
        .page {
          max-height: none;
          padding: 0;
          border: 0;
        }
        h3 {
          break-after: avoid;
        }
      }
    `,
  ];

  @property({ attribute: false }) standing!: StandingAnswer;
  @property({ attribute: false }) files: PlanOrigin['files'] = [];
  /** Whether the answer is of the files and choices of now, and final. */
  @property({ type: Boolean }) settled = false;
  /** What has been worked out beside the answer until now. */
  @property({ attribute: false }) beside: () => BesidePlan = () => ({});
  @property({ type: Boolean, reflect: true }) open = false;
  @state() private report: PlanReport | null = null;
  @state() private problem = '';
  /** The answer that the report is of. */
  private of: StandingAnswer['answer'] | null = null;

  override updated(): void {
    if (this.open && this.settled && this.of !== this.standing.answer) void this.make();
  }

  private async make(): Promise<void> {
    const { answer, scenario, estate } = this.standing;
    this.of = answer;
    this.problem = '';
    try {
      const whole: Estate = await estate();
      const { makeReport } = await loadReport();
      if (this.of !== answer) return;
      this.report = makeReport(answer, whole, this.beside(), { scenario, files: this.files });
    } catch (error) {
      // Asked for again by whoever reads why: by itself it would fail for ever.
      if (this.of === answer) this.problem = wordsOf(error);
    }
  }

  override render() {
    return html`<details class="card" ?open=${this.open} @toggle=${this.toggled}>
      <summary>
        <h2>Report</h2>
        <span class="says">All that a signature rests on, on one page to print or to save.</span>
      </summary>
      ${this.open ? html`<div class="inner">${this.body()}</div>` : nothing}
    </details>`;
  }

  private body() {
    const { report, problem } = this;
    const old = !this.settled || this.of !== this.standing.answer;
    if (problem)
      return html`<p class="notice bad" role="alert">${problem}</p>
        <div class="buttons">
          <button class="button" type="button" ?disabled=${!this.settled} @click=${() => void this.make()}>
            Try again
          </button>
        </div>`;
    if (!report) return html`<div class="wait soft">Made once the answer stands.</div>`;
    return html`<div class="buttons">
        <button class="button" type="button" ?disabled=${old} @click=${this.saveAs('md')}>
          Save as Markdown
        </button>
        <button class="button" type="button" ?disabled=${old} @click=${this.saveAs('html')}>
          Save as HTML
        </button>
        <button class="button" type="button" ?disabled=${old} @click=${() => window.print()}>Print</button>
        <button class="button" type="button" ?disabled=${old} @click=${() => void this.make()}>
          With what the cards say now
        </button>
      </div>
      <div class="page ${old ? 'old' : ''}" tabindex="0" role="region" aria-label="The report">
        <p><b>${report.title}</b></p>
        ${report.sections.map(
          ({ heading, blocks }) =>
            html`<h3>${heading}</h3>
              ${blocks.map(blockOf)}`,
        )}
      </div>`;
  }

  private saveAs = (form: 'md' | 'html') => async (): Promise<void> => {
    if (!this.report) return;
    const { inForm } = await loadReport();
    const { type, text } = inForm(form, this.report);
    save(`hostfold-report.${form}`, type, text);
  };

  private toggled = (event: Event): void => {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new CardEvent('report', open, {}));
  };
}

function blockOf(block: ReportBlock) {
  if (block.kind !== 'table') {
    const { kind, lines } = block;
    return kind === 'text'
      ? lines.map((line) => html`<p>${line}</p>`)
      : html`<ul>
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>`;
  }
  const [head, ...rows] = block.rows;
  return html`<div class="scroll" role="region" aria-label=${head.join(', ')} tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-report': ReportCard;
  }
}
