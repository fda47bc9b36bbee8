import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { trustTable, type Trust } from '../../../counters/trust';
import { base, card, controls } from '../../parts/styles';
import { many } from '../../text/format';
import { insideOf, LogsEvent, USUAL, type Log } from './log';

/** Rows shown of one log; the rest is counted. */
const ROWS = 60;
const WORDS: Record<Trust, string> = {
  no: 'do not trust',
  'with care': 'with care',
  yes: 'trust',
  'not known': 'not known',
};

/**
 * Which counters of a log to believe, and what to use in place of the others.
 * @fires logs
 */
@customElement('hf-meter-trust')
export class MeterTrust extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      .heading {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 16px;
        margin-bottom: 8px;
      }
      .heading h2 {
        margin-right: auto;
      }
      .inside {
        margin: 8px 0;
        padding: 8px 12px;
        border-radius: var(--radius-small);
        background: var(--guess-wash);
        color: var(--guess);
      }
      .scroll {
        max-height: 520px;
        overflow: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 13px;
        line-height: 19px;
      }
      th,
      td {
        padding: 6px 14px 6px 0;
        border-top: 1px solid var(--hairline);
        text-align: left;
        vertical-align: top;
      }
      thead th {
        position: sticky;
        top: 0;
        border-top: 0;
        background: var(--card);
        color: var(--soft);
        font-weight: 400;
      }
      tbody th {
        font-weight: 600;
      }
      code {
        display: block;
        font-size: 11px;
        font-weight: 400;
        color: var(--soft);
        overflow-wrap: anywhere;
      }
      .chip.yes {
        color: var(--accent);
        background: var(--accent-wash);
        border-color: transparent;
      }
      h3 {
        margin-top: 12px;
      }
      @media (max-width: 640px) {
        .scroll {
          max-height: none;
        }
        thead {
          display: none;
        }
        tr {
          display: block;
          padding: 8px 0;
          border-top: 1px solid var(--hairline);
        }
        th,
        td {
          display: block;
          padding: 1px 0;
          border: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) logs: readonly Log[] = [];
  @query('input[type=file]') private picker!: HTMLInputElement;

  override render() {
    return html`<div class="heading">
        <h2>Which counters can be trusted</h2>
        <input class="unseen" type="file" multiple tabindex="-1" aria-label="Logs" @change=${this.picked} />
        <button class="button" type="button" @click=${() => this.picker.click()}>Check a log</button>
      </div>
      ${
        this.logs.length
          ? this.logs.map((log) => this.log(log))
          : html`<p class="small soft">
                The usual counters, in a virtual machine. Drop a Performance Monitor log on this card, and its
                own counters stand here; nothing is uploaded.
              </p>
              ${this.table(USUAL)}`
      }`;
  }

  private log(log: Log) {
    const inside = insideOf(log);
    return html`${
        inside ? html`<p class="inside" role="status"><b>${log.name}</b>: ${inside.text}</p>` : nothing
      }
      <h3>${log.name}</h3>
      ${
        inside || log.counters.length === 0
          ? nothing
          : html`<p class="small soft">
              No guest tools were seen in it. On a physical machine all of these can be trusted; the table
              says what holds in a virtual one.
            </p>`
      }
      ${this.table(log.counters)}`;
  }

  private table(counters: Log['counters']) {
    const rows = trustTable(counters);
    if (rows.length === 0) return html`<p class="soft">No counters were found in it.</p>`;
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Counters">
        <table>
          <thead>
            <tr>
              <th scope="col">Counter</th>
              <th scope="col">In a VM</th>
              <th scope="col">How it is sampled</th>
              <th scope="col">What a VM does to it</th>
              <th scope="col">Use instead</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, ROWS).map(
              (row) =>
                html`<tr>
                  <th scope="row">
                    ${row.object}\\${row.counter}${row.instances > 1 ? ` (${row.instances})` : ''}<code
                      >${row.type}</code
                    >
                  </th>
                  <td>
                    <span class="chip ${CHIPS[row.trust]}">${WORDS[row.trust]}</span>
                  </td>
                  <td>${row.sampled}</td>
                  <td>${row.inVm}</td>
                  <td>${row.instead}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        rows.length > ROWS
          ? html`<p class="small soft">and ${many(rows.length - ROWS, 'counter')} more, trusted no less.</p>`
          : nothing
      }`;
  }

  private picked = (): void => {
    const files = [...(this.picker.files ?? [])];
    this.picker.value = '';
    if (files.length) this.dispatchEvent(new LogsEvent(files));
  };
}

const CHIPS: Record<Trust, string> = { no: 'warn', 'with care': 'guess', yes: 'yes', 'not known': '' };
