import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { InputError } from '../../../estate/finding';
import { calibrate, parseRows, type Calibration } from '../../../overhead/calibrate';
import type { Scenario } from '../../../scenario/scenario';
import { base, controls } from '../../parts/styles';
import { ChooseEvent } from '../../app/events';

/** Rows made up to show the form; no measurement. */
const EXAMPLE = '1  100\n2  196\n4  380\n8  370';

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
        cursor: pointer;
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
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: 2px 16px 2px 0;
        text-align: right;
        font-weight: inherit;
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) scenario!: Scenario;
  @state() private text = '';

  override render() {
    const { cores } = this.scenario.hosts[0];
    const result = this.result(cores);
    return html`<details>
      <summary>Work scheduling out from a benchmark of your own</summary>
      <p class="small soft">
        One row for each run: the number of VMs and the throughput of all together. Each guest then costs
        (theoretical - actual) / theoretical / VMs, fitted over all rows; theoretical is the throughput of 1
        VM times the number of VMs, up to the host's ${cores} processors.
      </p>
      <label for="rows">VMs and throughput</label>
      <textarea
        id="rows"
        rows="5"
        spellcheck="false"
        .value=${this.text}
        @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <div class="row">
        <button class="button" type="button" @click=${() => (this.text = EXAMPLE)}>
          Show a made-up example
        </button>
        ${
          result instanceof InputError || result === null
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.use(result)}>
                Use ${(100 * result.perGuest).toFixed(2)} % for each guest
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

  private result(processors: number): Calibration | InputError | null {
    if (this.text.trim() === '') return null;
    try {
      return calibrate(parseRows(this.text), processors);
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
            <th scope="col">theoretical</th>
            <th scope="col">actual</th>
            <th scope="col">for each guest</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (r) =>
              html`<tr>
                <td>${r.vms}</td>
                <td>${r.theoretical.toPrecision(4)}</td>
                <td>${r.actual.toPrecision(4)}</td>
                <td>${(100 * r.perGuest).toFixed(2)} %</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="small soft">
        The straight line leaves ${(100 * residual).toFixed(2)} % of the host unexplained (root mean square).
      </p>`;
  }

  private use({ perGuest }: Calibration): void {
    const overrides = { ...this.scenario.overrides, scheduling: Math.min(0.2, perGuest) };
    this.dispatchEvent(new ChooseEvent({ overrides }, 'scheduling, from a benchmark'));
  }
}
