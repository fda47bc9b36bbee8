import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { troublesOf, type CoverageMap } from '../../../estate/coverage';
import { minuteMoment } from '../../../estate/moment';
import { ROUGH_BELOW } from '../../../estate/statistics';
import { duration } from '../../../intake/words';
import type { CoverageAsked } from '../../app/view';
import { listing } from '../../parts/listing.styles';
import { base, controls, dialogBox } from '../../parts/styles';
import { count, many } from '../../text/format';
import { wordsOf } from '../../text/words-of';
import './picture';

/** Parts into which the time is cut: of 30 days, two hours each. */
const PARTS = 360;
/** Rows of the table before somebody asks for more. */
const LISTED = 50;

/** Which server was measured when: over all files, with what is odd in them. */
@customElement('hf-coverage')
export class CoverageDialog extends LitElement {
  static override styles = [
    base,
    controls,
    dialogBox,
    listing,
    css`
      dialog {
        width: min(1100px, calc(100% - 24px));
      }
      h2 {
        font-size: 20px;
        line-height: 28px;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 16px;
        margin: 10px 0;
      }
      .ways input[type='search'] {
        width: min(260px, 100%);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        margin: 8px 0;
        padding: 0;
        list-style: none;
        font-size: 13px;
        line-height: 19px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      li svg {
        flex: none;
        width: 22px;
        height: 16px;
      }
      .scroll {
        max-height: 320px;
        overflow: auto;
      }
      thead th {
        white-space: nowrap;
      }
      summary {
        line-height: 24px;
      }
      .end {
        margin-top: 12px;
        text-align: right;
      }
    `,
  ];

  @state() private map: CoverageMap | null = null;
  @state() private problem = '';
  @state() private sought = '';
  @state() private odd = false;
  @state() private listed = LISTED;
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Opens it and draws what there is now. */
  async show(ask: CoverageAsked): Promise<void> {
    this.map = null;
    this.problem = '';
    this.listed = LISTED;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    try {
      this.map = await ask(PARTS);
    } catch (error) {
      this.problem = wordsOf(error);
    }
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title" tabindex="-1">Which server was measured when</h2>
      ${
        this.problem
          ? html`<p class="wrong" role="alert">${this.problem}</p>`
          : this.map
            ? this.body(this.map)
            : html`<p class="soft" role="status">Drawing …</p>`
      }
      <div class="end">
        <button class="button main" type="button" @click=${() => this.dialog.close()}>Close</button>
      </div>
    </dialog>`;
  }

  private body(map: CoverageMap) {
    if (map.rows.length === 0)
      return html`<p>No times are in the data: of ${many(map.moments, 'server')} one moment is known.</p>`;
    const order = this.orderOf(map);
    return html`<p role="status">${summaryOf(map)}</p>
      <div class="ways">
        <input
          type="search"
          aria-label="Search servers"
          placeholder="Search servers"
          .value=${this.sought}
          @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
        />
        <label
          ><input
            type="checkbox"
            .checked=${this.odd}
            @change=${(event: Event) => (this.odd = (event.target as HTMLInputElement).checked)}
          />Only those with something to look at</label
        >
        <span class="small soft" role="status">${count(order.length)} of ${many(map.rows.length, 'server')}</span>
      </div>
      ${
        order.length
          ? html`<hf-coverage-picture .map=${map} .order=${order}></hf-coverage-picture>`
          : html`<p>No server matches.</p>`
      }
      ${legend()}
      <details>
        <summary>As a table</summary>
        ${this.table(map, order)}
      </details>`;
  }

  private orderOf({ rows }: CoverageMap): number[] {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.flatMap((row, k) =>
      words.every((word) => row.server.toLowerCase().includes(word)) &&
      (!this.odd || troublesOf(row, duration).length > 0)
        ? [k]
        : [],
    );
  }

  private table({ rows }: CoverageMap, order: readonly number[]) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Coverage by server">
      <table>
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col" class="n">Samples</th>
            <th scope="col" class="n">Of the time</th>
            <th scope="col">To look at</th>
          </tr>
        </thead>
        <tbody>
          ${order.slice(0, this.listed).map((k) => {
            const row = rows[k];
            return html`<tr>
              <th scope="row">${row.server}</th>
              <td>${minuteMoment(row.from)}</td>
              <td>${minuteMoment(row.to)}</td>
              <td class="n">${count(row.samples)}</td>
              <td class="n">${share(row.covered)}</td>
              <td>${troublesOf(row, duration).join('; ') || 'nothing'}</td>
            </tr>`;
          })}
        </tbody>
      </table>
      ${
        order.length > this.listed
          ? html`<button class="button" type="button" @click=${() => (this.listed *= 4)}>
              Show more of ${count(order.length)}
            </button>`
          : nothing
      }
    </div>`;
  }
}

/** A share of the time, where a short gap still shows: `99.7 %`. */
const share = (covered: number): string => `${Number((Math.floor(covered * 1000 + 1e-6) / 10).toFixed(1))}\u00a0%`;

/** The whole in one sentence or two. */
function summaryOf({ rows, from, to, moments }: CoverageMap): string {
  const covered = rows.reduce((sum, row) => sum + row.covered, 0) / rows.length;
  const of = (what: (row: CoverageMap['rows'][number]) => boolean) => rows.filter(what).length;
  const told = [
    [of((row) => row.gaps > 0), 'with gaps'],
    [of((row) => row.twice > 0), 'told twice for the same time'],
    [of((row) => row.still > 0), 'with a load that never moves'],
    [of((row) => row.impossible > 0), 'with impossible values'],
    [of((row) => row.shifted !== ''), 'with a shifted clock'],
    [of((row) => row.apart), 'whose clocks seem to be apart'],
    [of((row) => row.samples < ROUGH_BELOW), `with fewer than ${ROUGH_BELOW} samples, whose percentiles are rough`],
  ] as const;
  const odd = told.flatMap(([n, words]) => (n > 0 ? [`${count(n)} ${words}`] : []));
  return `${many(rows.length, 'server')}, ${minuteMoment(from)} to ${minuteMoment(to)}, ${share(covered)} of the time measured${odd.length ? `; ${odd.join(', ')}` : ''}.${moments ? ` Of ${many(moments, 'more server')} one moment is known, and no time.` : ''}`;
}

/** Shapes of the legend, as the picture draws them. */
const SHAPES = {
  whole: svg`<rect y="3" width="22" height="10" fill="var(--cpu)" />`,
  part: svg`<rect y="8" width="22" height="5" fill="var(--cpu)" />`,
  gap: svg`<path d="M0 8.5H22" stroke="var(--soft)" stroke-dasharray="2 2" />`,
  twice: svg`<rect y="3" width="22" height="10" fill="var(--cpu)" /><rect y="1" width="22" height="2" fill="var(--ink)" />`,
  still: svg`<rect y="3" width="22" height="10" fill="var(--cpu)" /><rect y="7" width="22" height="2" fill="var(--card)" />`,
  impossible: svg`<rect y="3" width="22" height="10" fill="var(--cpu)" /><path d="M8 1h6l-3 7z" fill="var(--ink)" />`,
} as const;

function legend() {
  const sign = (shape: unknown, words: string) =>
    html`<li><svg viewBox="0 0 22 16" aria-hidden="true">${shape}</svg>${words}</li>`;
  const letter = (text: string, words: string) => html`<li><b aria-hidden="true">${text}</b>${words}</li>`;
  return html`<ul aria-label="Signs of the map">
    ${sign(SHAPES.whole, 'measured')} ${sign(SHAPES.part, 'measured in part')} ${sign(SHAPES.gap, 'gap')}
    ${sign(SHAPES.twice, 'told twice for the same time')} ${sign(SHAPES.still, 'a load that never moves')}
    ${sign(SHAPES.impossible, 'impossible value, left out')} ${letter('⇄', 'clock shifted')}
    ${letter('?', 'clock seems to be apart')}
    ${letter('≈', `fewer than ${ROUGH_BELOW} samples: percentiles are rough`)}
  </ul>`;
}
