import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import {
  CONTENTIONS,
  ERAS,
  UNTOLD,
  type Circumstances,
  type Contention,
  type Era,
} from '../../../counters/circumstances';
import type { Trust } from '../../../counters/nature';
import { trustSums, trustTable, type CounterRow } from '../../../counters/trust';
import '../../parts/how';
import { base, card, controls } from '../../parts/styles';
import { PageEvent } from '../../parts/page-event';
import { count, many } from '../../text/format';
import { LogsEvent, noticedIn, USUAL, type Log } from './log';
import type { Said } from './shelf';
import { takenWhere } from './taken';
import { trustStyles } from './trust.styles';

/** A person said on what a log was taken, or takes that back (null). */
export class SayEvent extends PageEvent {
  static override readonly type = 'say';
  constructor(readonly change: Partial<Said>) {
    super();
  }
}

/** Rows drawn at once, and on a phone, where each is a card; more on demand. */
const ROWS = { wide: 200, phone: 10 } as const;
/** A table of so many rows is shown whole; a longer one scrolls. */
const WHOLE = 12;
const PHONE = '(max-width: 640px)';
const WORDS: Record<Trust, string> = {
  no: 'do not trust',
  'with care': 'with care',
  'not known': 'not known',
  yes: 'trust',
};
/** Names of classes have no blanks. */
const CLASS: Record<Trust, string> = { no: 'no', 'with care': 'care', 'not known': 'unknown', yes: 'yes' };

/**
 * Which counters of a log to believe, and what to use in place of the others: a picture of the verdicts, then each.
 * @fires logs
 * @fires say
 * @fires show-log - detail: the log's place in the list
 * @fires drop-log - detail: the same
 */
@customElement('hf-meter-trust')
export class MeterTrust extends LitElement {
  static override styles = [base, controls, card, trustStyles];

  @property({ attribute: false }) logs: readonly Log[] = [];
  /** The log that is shown. */
  @property({ type: Number }) shown = 0;
  /** What the verdicts hold for, and what of it the log tells by itself. */
  @property({ attribute: false }) circumstances: Circumstances = UNTOLD;
  @property({ attribute: false }) tells: Circumstances = UNTOLD;
  /** A log that is being read. */
  @property({ attribute: false }) busy: { readonly name: string; readonly done: number } | null = null;
  @property() problem = '';
  @state() private wanted: Trust | null = null;
  @state() private search = '';
  @state() private whole = false;
  @state() private phone = false;
  private readonly screen = window.matchMedia(PHONE);
  @query('input[type=file]') private picker!: HTMLInputElement;
  @query('input[type=search]') private searchBox!: HTMLInputElement | null;
  @query('.heading .button') private opener!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    this.screen.addEventListener('change', this.resized);
    this.resized();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.screen.removeEventListener('change', this.resized);
  }

  /** The search of counters, or the way to some where there are none. */
  focusSearch(): void {
    const target = this.searchBox ?? this.opener;
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const log = this.logs[this.shown];
    return html`<div class="heading">
        <h2>Which counters can be trusted</h2>
        <input class="unseen" type="file" multiple tabindex="-1" aria-label="Logs" @change=${this.picked} />
        <button class="button" type="button" @click=${() => this.picker.click()}>Check a log</button>
      </div>
      <div class="state" role="status">
        ${
          this.busy
            ? html`<progress max="1" .value=${this.busy.done} aria-label="Reading"></progress> Reading
                ${this.busy.name} …`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
      ${
        log
          ? this.log(log)
          : html`<p class="small soft">
                The usual counters of Windows, as they fare in a virtual machine. Drop or paste a Performance
                Monitor log (CSV, TSV or Excel, in any language), and its own counters stand here; nothing is
                uploaded.
              </p>
              ${this.choices()}${this.table(trustTable(USUAL, this.circumstances), false)}`
      }`;
  }

  private log(log: Log) {
    const rows = trustTable(log.counters, this.circumstances);
    return html`${this.chooser(log)} ${takenWhere(log, this.circumstances, this.tells)}
    ${rows.length ? this.noticed(log) : nothing} ${rows.length ? this.choices() : nothing}
    ${
      rows.length
        ? html`${this.picture(rows)}${this.filters(rows)}${this.table(this.filtered(rows), true)}`
        : html`<p class="soft">${withoutCounters(log)}</p>`
    }`;
  }

  private chooser(log: Log) {
    return html`<div class="chooser">
      ${
        this.logs.length > 1
          ? html`<select aria-label="Log" @change=${this.chosen}>
              ${this.logs.map(
                ({ name }, i) => html`<option value=${i} ?selected=${i === this.shown}>${name}</option>`,
              )}
            </select>`
          : html`<h3>${log.name}</h3>`
      }
      <span class="small soft">${log.format}</span>
      <button
        class="quiet"
        type="button"
        aria-label="Leave ${log.name} out"
        title="Leave this log out"
        @click=${() => this.dispatchEvent(new CustomEvent('drop-log', { detail: this.shown, bubbles: true }))}
      >
        ×
      </button>
    </div>`;
  }

  /** What of it could not be read as it stands: open where nothing of it can be used. */
  private noticed(log: Log) {
    const noticed = noticedIn(log);
    if (noticed.length === 0) return nothing;
    return html`<details class="noticed small" ?open=${noticed.some(({ level }) => level === 'error')}>
      <summary>Noticed in reading it: ${many(noticed.length, 'thing')}</summary>
      <ul>
        ${noticed.map(
          ({ level, where, text, fix }) =>
            html`<li class=${level}><b>${where}</b>: ${text} ${fix ?? nothing}</li>`,
        )}
      </ul>
    </details>`;
  }

  /** On what the verdicts depend besides the counter: told by the log, else by a person. */
  private choices() {
    const { circumstances: now, tells } = this;
    const known = (told: string, said: boolean) =>
      said ? 'yours' : told === 'not known' ? 'choose it' : 'from the logs';
    return html`<div class="under">
      <label
        >Operating system <span class="soft">(${known(tells.era, now.era !== tells.era)})</span>
        <select
          @change=${(event: Event) => {
            const era = (event.target as HTMLSelectElement).value as Era;
            this.dispatchEvent(new SayEvent({ era: era === tells.era ? null : era }));
          }}
        >
          ${ERAS.map(
            ({ value, label }) =>
              html`<option value=${value} ?selected=${value === now.era}>${label}</option>`,
          )}
        </select></label
      >
      <label
        >Taken <span class="soft">(${known(tells.contention, now.contention !== tells.contention)})</span>
        <select
          @change=${(event: Event) => {
            const contention = (event.target as HTMLSelectElement).value as Contention;
            this.dispatchEvent(
              new SayEvent({ contention: contention === tells.contention ? null : contention }),
            );
          }}
        >
          ${CONTENTIONS.map(
            ({ value, label }) =>
              html`<option value=${value} ?selected=${value === now.contention}>${label}</option>`,
          )}
        </select></label
      >
    </div>`;
  }

  private picture(rows: readonly CounterRow[]) {
    const sums = trustSums(rows).filter(({ counters }) => counters > 0);
    const columns = rows.reduce((all, { instances }) => all + instances, 0);
    return html`<p class="big">
        ${many(rows.length, 'counter')}<span class="small soft"> in ${many(columns, 'column')}</span>
      </p>
      <div class="bar" aria-hidden="true">
        ${sums.map(
          ({ trust, counters }) =>
            html`<span class=${CLASS[trust]} data-part=${(counters / rows.length).toFixed(4)}></span>`,
        )}
      </div>`;
  }

  override updated(): void {
    // The page's policy takes no inline style in a template's first drawing.
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>('.bar span'))
      part.style.setProperty('flex-grow', part.dataset.part ?? '0');
  }

  private filters(rows: readonly CounterRow[]) {
    const sums = trustSums(rows);
    return html`<div class="filters" role="group" aria-label="Show">
        ${sums
          .filter(({ counters }) => counters > 0)
          .map(
            ({ trust, counters, columns }) =>
              html`<button
                type="button"
                class="filter ${CLASS[trust]}"
                aria-pressed=${this.wanted === trust}
                title=${`${many(columns, 'column')} of the log`}
                @click=${() => (this.wanted = this.wanted === trust ? null : trust)}
              >
                <i></i><b>${count(counters)}</b> ${WORDS[trust]}
              </button>`,
          )}
      </div>
      <input
        type="search"
        placeholder="Search counters"
        aria-label="Search counters"
        .value=${this.search}
        @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
      />`;
  }

  private filtered(rows: readonly CounterRow[]): readonly CounterRow[] {
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter((row) => {
      if (this.wanted && row.trust !== this.wanted && rows.some(({ trust }) => trust === this.wanted))
        return false;
      const text = `${row.object}\\${row.counter} ${row.english ?? ''} ${row.type}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  private table(rows: readonly CounterRow[], own: boolean) {
    if (rows.length === 0)
      return html`<p class="soft none" role="status">
        None of its counters matches.
        <button class="link" type="button" @click=${this.all}>Show all</button>
      </p>`;
    const drawn = this.whole ? rows : rows.slice(0, this.phone ? ROWS.phone : ROWS.wide);
    return html`<div
        class="scroll ${drawn.length > WHOLE ? 'long' : ''}"
        tabindex="0"
        role="group"
        aria-label="Counters"
      >
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
            ${drawn.map((row) => this.row(row, own))}
          </tbody>
        </table>
      </div>
      ${
        rows.length > drawn.length
          ? html`<p class="small soft">
              <button class="button more" type="button" @click=${() => (this.whole = true)}>
                ${count(rows.length - drawn.length)} more
              </button>
            </p>`
          : nothing
      }`;
  }

  private row(row: CounterRow, own: boolean) {
    const path = row.object ? `${row.object}\\${row.counter}` : row.counter;
    const machines = row.servers.length > 1 ? ` on ${row.servers.length} machines` : '';
    return html`<tr>
      <th scope="row">
        ${path}${
          own && (row.instances > 1 || machines)
            ? html` <span class="soft">${many(row.instances, 'instance')}${machines}</span>`
            : nothing
        }
        ${row.english ? html`<span class="english">${row.english}</span>` : nothing}
        <code>${row.type}</code>
        <span class="english">${row.source}</span>
        ${
          row.certainty === 'by its name'
            ? html`<span class="english">Judged by the words of its name.</span>`
            : nothing
        }
      </th>
      <td><span class="chip ${CLASS[row.trust]}">${WORDS[row.trust]}</span></td>
      <td data-label="Sampled">${row.sampled}</td>
      <td data-label="In a VM">${row.inVm}</td>
      <td data-label="Instead">${row.instead}</td>
    </tr>`;
  }

  private resized = (): void => {
    this.phone = this.screen.matches;
  };

  private all = (): void => {
    this.search = '';
    this.wanted = null;
  };

  private chosen = (event: Event): void => {
    const detail = Number((event.target as HTMLSelectElement).value);
    this.all();
    this.whole = false;
    this.dispatchEvent(new CustomEvent('show-log', { detail, bubbles: true }));
  };

  private picked = (): void => {
    const files = [...(this.picker.files ?? [])];
    this.picker.value = '';
    if (files.length) this.dispatchEvent(new LogsEvent(files));
  };
}

/** Why there is nothing to judge in a log. */
function withoutCounters({ format, findings }: Log): string {
  const error = findings.find(({ level }) => level === 'error');
  if (error) return `${error.text} ${error.fix ?? ''}`;
  if (/esxtop/i.test(format))
    return "A host's own log: its figures are what a guest's counters are mended with, in the card below. They can be trusted.";
  return `${format}: no performance counters are in it. A log of Performance Monitor holds them.`;
}
