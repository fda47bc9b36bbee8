import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { lazy } from '../../../engine/door/lazy';
import type { FactId } from '../../../estate/fact-fields';
import type { Facts } from '../../../estate/guest';
import { ROUGH_BELOW } from '../../../estate/statistics';
import '../../parts/how';
import { longName, longNameStyles } from '../../parts/long-name';
import { base, controls } from '../../parts/styles';
import { turn } from '../../parts/turn';
import { sparkline } from '../../parts/sparkline';
import { count, figure, gibibytes, many } from '../../text/format';
import { VisitEvent } from '../../app/events';
import { FindHostEvent, FollowEvent } from '../events';
import type { NamedFact } from './fields';
import { SPARK, pathOfGuest, search, sorted, type Row, type Sort, type SortKey } from './rows';
import { tableStyles } from './guest-table.styles';

/** Rows on one page: enough to scan, few enough to draw at once. */
const PAGE = { compact: 100, wide: 20 } as const;
const ROWS_A_TURN = 20;
const percent = (share: number) => `${(100 * share).toFixed(0)}\u00a0%`;

/** What changes facts comes when somebody opens a server or selects one. */
const loadEditors = lazy(async () => {
  const [{ FACT_HELP }] = await Promise.all([
    import('../../../estate/fact-help'),
    import('./bulk-bar'),
    import('./fact-editor'),
  ]);
  return FACT_HELP;
});

/**
 * The servers: searched, sorted, opened for their facts, or selected and stated in bulk.
 * @fires facts
 * @fires visit - what a server's meter would show on its host is wanted
 * @fires follow - a server is pointed at, or its row was opened
 * @fires find-host - the host that carries a server is wanted
 * @fires widen - the table asks for the whole width, or gives it back
 */
@customElement('hf-guest-table')
export class GuestTable extends LitElement {
  static override styles = [base, controls, longNameStyles, tableStyles];

  @property({ attribute: false }) rows: readonly Row[] = [];
  /** Facts that are asked for. */
  @property({ attribute: false }) fields: readonly NamedFact[] = [];
  /** All facts of each server in a column of their own. */
  @property({ type: Boolean, reflect: true }) wide = false;
  /** The server that is followed. */
  @property({ attribute: false }) followed: string | null = null;
  @state() private sought = '';
  @state() private sort: Sort | null = null;
  @state() private page = 0;
  @state() private open = '';
  @state() private selected: ReadonlySet<string> = new Set();
  @query('input[type=search]') private searchField!: HTMLInputElement;

  /** Rows drawn so far; a page grows by a few in each task. */
  @state() private drawn = ROWS_A_TURN;

  /** What each fact is: comes with the editors. */
  @state() private help: Readonly<Record<FactId, string>> | null = null;

  private shown: readonly Row[] = [];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows')) this.forgetTheGone();
    if (this.wide || this.open || this.selected.size) void loadEditors().then((help) => (this.help = help));
    const found = search(this.rows, this.sought);
    this.shown = this.sort ? sorted(found, this.sort) : found;
    this.page = Math.max(0, Math.min(this.page, this.pages - 1));
  }

  /** Draws in a task of its own: many of these may change at once. */
  protected override async scheduleUpdate(): Promise<void> {
    await turn();
    await super.scheduleUpdate();
  }

  override updated(): void {
    if (this.drawn >= Math.min(this.size, this.shown.length)) return;
    void turn().then(() => (this.drawn += ROWS_A_TURN));
  }

  private get size(): number {
    return this.wide ? PAGE.wide : PAGE.compact;
  }

  private get pages(): number {
    return Math.ceil(this.shown.length / this.size);
  }

  private forgetTheGone(): void {
    if (this.selected.size === 0) return;
    const names = new Set(this.rows.map((row) => row.guest.name));
    this.selected = new Set([...this.selected].filter((name) => names.has(name)));
  }

  override render() {
    const first = this.page * this.size;
    const page = this.shown.slice(first, first + Math.min(this.size, this.drawn));
    return html`<div class="tools">
        <input
          type="search"
          placeholder="Search servers  /"
          aria-label="Search servers"
          autocomplete="off"
          spellcheck="false"
          .value=${this.sought}
          @input=${this.seek}
        />
        <button class="button" type="button" @click=${this.widen}>${this.wide ? 'Done' : 'Edit all'}</button>
      </div>
      ${this.selected.size ? html`<hf-bulk-bar .names=${[...this.selected]} .fields=${this.fields}></hf-bulk-bar>` : nothing}
      ${
        this.shown.length === 0
          ? html`<p class="none">
              ${this.rows.length ? `No server matches “${this.sought}”.` : 'No servers to show.'}
            </p>`
          : html`<div class="scroll">
              <table
                class=${this.wide ? 'wide' : this.rows.some((row) => row.marks.length) ? 'cards' : 'cards unmarked'}
                aria-rowcount=${this.shown.length + 1}
              >
                <thead>
                  <tr>
                    <th scope="col">
                      <input
                        type="checkbox"
                        aria-label="Select all ${count(this.shown.length)} shown"
                        .checked=${this.shown.every((row) => this.selected.has(row.guest.name))}
                        .indeterminate=${
                          this.selected.size > 0 &&
                          !this.shown.every((row) => this.selected.has(row.guest.name))
                        }
                        @change=${this.selectAll}
                      />
                    </th>
                    ${this.head('name', 'Server')} ${this.wide ? this.wideHead() : this.compactHead()}
                  </tr>
                </thead>
                <tbody>
                  ${page.map((row) => this.row(row))}
                </tbody>
              </table>
            </div>`
      }
      ${this.pages > 1 ? this.pager() : nothing}`;
  }

  private compactHead() {
    return html`<th scope="col" class="spark-cell">Processor</th>
      ${this.head('peak', 'peak GHz', 'number')} ${this.head('memory', 'RAM GiB', 'number')}
      <th scope="col"><span class="unseen">Marks</span></th>`;
  }

  private wideHead() {
    return this.fields.map((f) => {
      const label = `${f.label}${f.kind === 'number' && f.unit ? `, ${f.unit}` : ''}`;
      const text = this.help?.[f.id];
      return html`<th scope="col">
        ${text ? html`<hf-how .explanation=${{ title: f.label, text }}>${label}</hf-how>` : label}
      </th>`;
    });
  }

  private head(key: SortKey, label: string, kind = '') {
    const order = this.sort?.key === key ? (this.sort.down ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" class=${kind} aria-sort=${order}>
      <button class="sort" type="button" @click=${() => this.sortBy(key)}>${label}</button>
    </th>`;
  }

  private row(row: Row) {
    const { guest } = row;
    const open = !this.wide && this.open === guest.name;
    const point = (name: string | null) => () => this.dispatchEvent(new FollowEvent(name));
    return html`<tr
        class="${open ? 'open' : ''} ${guest.name === this.followed ? 'followed' : ''}"
        @pointerenter=${point(guest.name)}
        @pointerleave=${point(null)}
        @focusin=${point(guest.name)}
        @focusout=${point(null)}
      >
        <td>
          <input
            type="checkbox"
            aria-label="Select ${guest.name}"
            .checked=${this.selected.has(guest.name)}
            @change=${() => this.select(guest.name)}
          />
        </td>
        ${
          this.wide
            ? html`<td class="who" title=${guest.name}>${guest.name}</td>
                ${this.fields.map((f) => html`<td class="f-${f.kind}">${this.fact(row, f.id)}</td>`)}`
            : this.compact(row, open)
        }
      </tr>
      ${open ? this.detail(row) : nothing}`;
  }

  private compact(row: Row, open: boolean) {
    const { guest } = row;
    const { memory } = guest.facts;
    return html`<td class="who">
        <button
          class="name"
          type="button"
          title=${guest.name}
          aria-label=${guest.name}
          aria-expanded=${open}
          @click=${() => this.toggle(guest.name)}
        >
          ${longName(guest.name)}
        </button>
      </td>
      <td class="spark-cell">
        ${guest.spark.length ? sparkline(pathOfGuest(guest), SPARK.width, SPARK.height) : nothing}
      </td>
      <td class="number figure" data-label="peak GHz">${figure(guest.peak)}</td>
      <td class="number figure" data-label="RAM GiB">
        ${
          memory === null
            ? '–'
            : guest.guessed.includes('memory')
              ? html`<span class="guess" title="a guess"
                  >${gibibytes(memory)}<span class="unseen">, a guess</span></span
                >`
              : gibibytes(memory)
        }
      </td>
      <td class="marks">
        ${row.marks.map((m) => html`<span class="chip ${m.tone}" title=${m.why}>${m.word}</span> `)}
      </td>`;
  }

  private detail(row: Row) {
    const guesses = this.fields.filter((f) => row.guest.guessed.includes(f.id) && f.kind === 'number').length;
    return html`<tr class="detail">
      <td colspan="6">
        ${
          row.host
            ? html`<p class="why">
                <button
                  class="link"
                  type="button"
                  @click=${() => this.dispatchEvent(new FindHostEvent(row.guest.name))}
                >
                  ${row.host}</button
                >.
                <button
                  class="link"
                  type="button"
                  @click=${() => this.dispatchEvent(new VisitEvent('meter', { guest: row.guest.name }))}
                >
                  What its meter would show there
                </button>
              </p>`
            : nothing
        }
        ${row.marks.map((m) => html`<p class="why"><span class="chip ${m.tone}">${m.word}</span> ${m.why}</p>`)}
        ${this.figures(row)}
        <div class="form">
          ${this.fields.map(
            (f) =>
              html`<div title=${this.help?.[f.id] ?? nothing}>
                <span aria-hidden="true"
                  >${f.label}${f.kind === 'number' && f.unit ? `, ${f.unit}` : ''}</span
                >
                ${this.fact(row, f.id)}
              </div>`,
          )}
        </div>
        ${guesses ? html`<p class="why soft">Dashed fields are guesses: type over them to settle them.</p>` : nothing}
      </td>
    </tr>`;
  }

  /** What was measured, and whether the move to the host's faster cores wins or loses (footnote 5 of the paper). */
  private figures({ guest, assumed }: Row) {
    const { mean, p95, p95Of, peak, memoryNeed, netSpeedUp } = guest;
    const parts = [
      peak === peak
        ? `Processor ${figure(mean)}\u00a0GHz on average, ${figure(p95)} at its 95th percentile${p95Of < ROUGH_BELOW ? ` (≈, of ${many(p95Of, 'value')})` : ''}, ${figure(peak)} at its peak.`
        : '',
      memoryNeed === null ? '' : `Needs ${gibibytes(memoryNeed)}\u00a0GiB of memory.`,
      netSpeedUp === null
        ? ''
        : `On the host its work runs ${figure(netSpeedUp)} times as fast: the ratio of clocks, less emulation${netSpeedUp < 1 ? '. The move loses' : ''}.`,
      assumed
        ? `Assumed, for it was not logged: ${percent(assumed.kernel)} of busy time in the kernel, ${percent(assumed.interrupt)} in interrupts.`
        : '',
    ].filter(Boolean);
    return parts.length ? html`<p class="why soft">${parts.join(' ')}</p>` : nothing;
  }

  private fact({ guest }: Row, id: keyof Facts) {
    return html`<hf-fact
      .field=${this.fields.find((f) => f.id === id)}
      .value=${guest.facts[id]}
      .guessed=${guest.guessed.includes(id)}
      .server=${guest.name}
    ></hf-fact>`;
  }

  private pager() {
    const first = this.page * this.size;
    return html`<nav class="pages" aria-label="Pages of servers">
      <button class="button" type="button" ?disabled=${this.page === 0} @click=${() => (this.page -= 1)}>
        Back
      </button>
      <span
        >${count(first + 1)} to ${count(Math.min(first + this.size, this.shown.length))} of
        ${many(this.shown.length, 'server')}</span
      >
      <button
        class="button"
        type="button"
        ?disabled=${this.page >= this.pages - 1}
        @click=${() => (this.page += 1)}
      >
        Next
      </button>
    </nav>`;
  }

  /** Puts the cursor into the search field. */
  async focusSearch(): Promise<void> {
    await this.updateComplete;
    this.searchField.focus();
    this.searchField.select();
  }

  /** Opens a server's facts and brings it into sight. */
  async reveal(name: string): Promise<void> {
    this.sought = '';
    this.open = name;
    this.wide = false;
    await this.updateComplete;
    const index = this.shown.findIndex((row) => row.guest.name === name);
    this.page = Math.floor(Math.max(0, index) / this.size);
    this.drawn = this.size;
    await this.updateComplete;
    const row = this.renderRoot.querySelector('tr.open');
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('.name')?.focus();
  }

  private seek = (event: Event): void => {
    this.sought = (event.target as HTMLInputElement).value;
    this.page = 0;
  };

  private widen = (): void => {
    this.dispatchEvent(new CustomEvent('widen', { detail: !this.wide, bubbles: true, composed: true }));
  };

  private sortBy(key: SortKey): void {
    const down = key !== 'name';
    if (this.sort?.key !== key) this.sort = { key, down };
    else this.sort = this.sort.down === down ? { key, down: !down } : null;
  }

  private toggle(name: string): void {
    this.open = this.open === name ? '' : name;
    this.dispatchEvent(new FollowEvent(this.open || null, true));
  }

  private select(name: string): void {
    const next = new Set(this.selected);
    if (!next.delete(name)) next.add(name);
    this.selected = next;
  }

  private selectAll = (event: Event): void => {
    const all = (event.target as HTMLInputElement).checked;
    this.selected = new Set(all ? this.shown.map((row) => row.guest.name) : []);
  };
}
