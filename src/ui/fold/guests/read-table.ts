import { minuteMoment } from '../../../estate/moment';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { MEASURES, type MeasureId } from '../../../estate/measure';
import { listing } from '../../parts/listing.styles';
import { base, controls } from '../../parts/styles';
import { CoverageEvent } from '../events';
import { crowd } from '../../../estate/crowd';
import { count, figure, many } from '../../text/format';
import type { FileRead } from './file-read';

const KNOWN = { name: 'by its name', person: 'by hand', guess: 'guessed' } as const;
/** Rows of a table before it is cut. */
const SHOWN = 40;

/** How a file was read: its first rows, what its columns are, its servers, and what was left out. */
@customElement('hf-read-table')
export class ReadTable extends LitElement {
  static override styles = [
    base,
    controls,
    listing,
    css`
      :host {
        display: block;
      }
      h3 {
        margin: 10px 0 2px;
        font-size: 13px;
        line-height: 19px;
        font-weight: 650;
      }
      .scroll {
        max-height: 260px;
        overflow: auto;
        border-top: 1px solid var(--hairline);
      }
      th,
      td {
        white-space: nowrap;
      }
      p {
        margin: 4px 0 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) read!: FileRead;
  /** The name of the file, for those who hear the tables. */
  @property() file = '';

  override render() {
    return html`${this.first()} ${this.columns()} ${this.servers()} ${this.left()}`;
  }

  private first() {
    const [header, ...rows] = this.read.first;
    if (!header) return nothing;
    return html`<h3>First rows</h3>
      ${this.table(
        'First rows',
        html`<tr>
          ${header.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>`,
        [
          ...rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          ),
        ],
      )}`;
  }

  private columns() {
    const { understood } = this.read;
    if (understood.length === 0) return nothing;
    return html`<h3>What its columns are</h3>
      ${this.table(
        'Columns',
        html`<tr>
          <th scope="col">Measure</th>
          <th scope="col">Unit in the file</th>
          <th scope="col">Known</th>
          <th scope="col">Such as</th>
          <th scope="col" class="n">Servers</th>
        </tr>`,
        understood.map(
          ({ measure, unit, known, from, servers }) =>
            html`<tr>
              <th scope="row">${MEASURES[measure].label}</th>
              <td>${unit ?? 'by the size of its values'}</td>
              <td>${KNOWN[known]}</td>
              <td>${from}</td>
              <td class="n">${count(servers)}</td>
            </tr>`,
        ),
      )}`;
  }

  private servers() {
    const { servers, serverCount } = this.read;
    if (servers.length === 0) return nothing;
    const ids = [...new Set(servers.flatMap(({ measures }) => Object.keys(measures) as MeasureId[]))];
    return html`<h3>${many(serverCount, 'server')}</h3>
      <p class="small">
        <button class="link" type="button" @click=${() => this.dispatchEvent(new CoverageEvent())}>
          Which was measured when, over all files
        </button>
      </p>
      ${this.table(
        'Servers',
        html`<tr>
          <th scope="col">Server</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col" class="n">Samples</th>
          ${ids.map(
            (id) =>
              html`<th scope="col" class="n">${MEASURES[id].label}, ${MEASURES[id].unit}: mean, largest</th>`,
          )}
        </tr>`,
        servers.slice(0, SHOWN).map(
          ({ name, from, to, samples, measures }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${from === null ? 'no time' : minuteMoment(from)}</td>
              <td>${to === null ? 'no time' : minuteMoment(to)}</td>
              <td class="n">${count(samples)}</td>
              ${ids.map((id) => {
                const own = measures[id];
                return html`<td class="n">${own ? `${figure(own.mean)}, ${figure(own.max)}` : '–'}</td>`;
              })}
            </tr>`,
        ),
      )}
      ${serverCount > SHOWN ? html`<p class="soft small">and ${count(serverCount - SHOWN)} more</p>` : nothing}`;
  }

  private left() {
    const { leftOut, unused } = this.read;
    return html`${
      leftOut.length
        ? html`<h3>Left out</h3>
            ${leftOut.slice(0, SHOWN).map(({ guest, why }) => html`<p class="small"><b>${guest}</b>: ${why}</p>`)}
            ${leftOut.length > SHOWN ? html`<p class="soft small">and ${count(leftOut.length - SHOWN)} more</p>` : nothing}`
        : nothing
    }
    ${unused.length ? html`<p class="small"><b>Not used</b>: ${crowd(unused, 12)}.</p>` : nothing}`;
  }

  private table(what: string, head: unknown, rows: readonly unknown[]) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${what} of ${this.file}">
      <table>
        <thead>
          ${head}
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
  }
}
