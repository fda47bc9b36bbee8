import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { InputError } from '../../../estate/finding';
import { calibrate, parseRows, type Calibration } from '../../../overhead/calibrate';
import type { Scenario } from '../../../scenario/scenario';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';
import { ChooseEvent } from '../../app/events';

/** Rows made up to show the form; no measurement. */
const EXAMPLE = '1  100\n2  196\n4  380\n8  370';
const EXAMPLE_PROCESSORS = 4;

/**
 * Scheduling overhead from a benchmark's own rows, pasted: starts empty, since no published figures stand behind it.
 * @fires choose
 */
@customElement('hf-calibration')
export class CalibrationForm extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      details {
        padding: 8px 0;
        border-top: 1px solid var(--hairline);
      }
      summary {
        color: var(--link, inherit);
      }
      p {
        margin: 8px 0;
        max-width: 62ch;
      }
      textarea {
        display: block;
        width: 100%;
        margin: 4px 0 8px;
        font-variant-numeric: tabular-nums;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .row .button {
        max-width: 100%;
        height: auto;
        white-space: normal;
        text-align: start;
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: 2px 16px 2px 0;
        text-align: right;
        font-weight: inherit;
      }
      @media (max-width: 480px) {
        th,
        td {
          padding-right: 8px;
        }
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) scenario!: Scenario;
  @state() private text = '';
  /** Of the machine that was benchmarked, which is hardly the host that is folded onto; null: not said yet. */
  @state() private processors: number | null = null;

  override render() {
    const result = this.result();
    return html`<details>
      <summary>Work scheduling out from a benchmark of your own</summary>
      <p class="small soft">
        One row for each run: the number of VMs and the throughput of all together. The paper's figure is
        (theoretical - actual) / theoretical / VMs of the machine that was benchmarked, times its processors;
        theoretical is the throughput of 1 VM times the number of VMs, up to the number of processors. That 1
        VM pays for itself already, so what each guest costs is found over one VM less, plus the part lost,
        and fitted over all rows.
      </p>
      <hf-number
        id="benchmarked"
        label="Processors of the machine that was benchmarked"
        .min=${1}
        .max=${4096}
        .step=${1}
        .value=${this.processors}
        @number=${(event: NumberEvent) => {
          event.stopPropagation();
          this.processors = event.value;
        }}
      ></hf-number>
      <label for="rows">VMs and throughput</label>
      <textarea
        id="rows"
        rows="5"
        spellcheck="false"
        .value=${this.text}
        @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <div class="row">
        <button
          class="button"
          type="button"
          @click=${() => {
            this.text = EXAMPLE;
            this.processors = EXAMPLE_PROCESSORS;
          }}
        >
          Show a made-up example
        </button>
        ${
          result instanceof InputError || result === null
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.use(result)}>
                Use ${result.perGuest.toPrecision(3)} processors for each guest
              </button>`
        }
      </div>
      <div aria-live="polite">
        ${
          result === null
            ? nothing
            : result instanceof InputError
              ? html`<p class="small wrong">${result.message}</p>`
              : this.found(result)
        }
      </div>
      ${this.text === EXAMPLE ? html`<p class="small soft">This example is made up: it is no measurement.</p>` : nothing}
    </details>`;
  }

  private result(): Calibration | InputError | null {
    if (this.text.trim() === '') return null;
    try {
      const rows = parseRows(this.text);
      if (this.processors === null) {
        return new InputError(
          'calibration',
          'the machine that was benchmarked is not known; expected its number of processors.',
        );
      }
      return calibrate(rows, this.processors);
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
  }

  private found({ rows, residual }: Calibration) {
    return html`<table class="small">
        <thead>
          <tr>
            <th scope="col">VMs</th>
            <th scope="col">theo&shy;retical</th>
            <th scope="col">actual</th>
            <th scope="col">the paper's figure</th>
            <th scope="col">pro&shy;cessors for each guest</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (r) =>
              html`<tr>
                <td>${r.vms}</td>
                <td>${r.theoretical.toPrecision(4)}</td>
                <td>${r.actual.toPrecision(4)}</td>
                <td>${r.byPaper.toPrecision(3)}</td>
                <td>${r.perGuest.toPrecision(3)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="small soft">
        The straight line leaves ${residual.toPrecision(2)} processors unexplained (root mean square).
      </p>`;
  }

  private use({ perGuest }: Calibration): void {
    const overrides = { ...this.scenario.overrides, scheduling: perGuest };
    this.dispatchEvent(new ChooseEvent({ overrides }, 'scheduling, from a benchmark'));
  }
}
