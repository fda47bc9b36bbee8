import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { own } from '../../../estate/own';
import { FORMAT_LABELS } from '../../../intake/formats';
import { mapFileText } from '../../../intake/map-file';
import type { IntakeOptions } from '../../../intake/options';
import type { ReadingTrouble, SourceFile } from '../../app/state';
import { save } from '../../app/save';
import { base, controls } from '../../parts/styles';
import { count, many } from '../../text/format';
import { wordsOf } from '../../text/words-of';
import { ReadAgainEvent } from '../../app/events';
import {
  MEASURE_NAMES,
  countersToMap,
  findCounters,
  isUnused,
  readingOptions,
  type CounterToMap,
  type Mapping,
} from './reading-counters';
import { proposedFor } from './file-read';
import { mappingRow } from './mapping-row';
import './read-table';
import { readingStyles } from './reading-form.styles';

/** Counters drawn at a time; a log of processes has thousands. */
const DRAWN = 50;

/** Letters for which a select beside the answer has room; what is longer stands below it, too. */
const ROOM = 26;
const FORMATS = Object.entries(FORMAT_LABELS);
const DATE_ORDERS = [
  ['mdy', 'month first: 3/4 is 4 March'],
  ['dmy', 'day first: 3/4 is 3 April'],
] as const;
const MEASURES = MEASURE_NAMES.map(({ id, name }) => [id, name] as const);

const SIGNS = [
  ['.', 'point: 1,234 is 1234'],
  [',', 'comma: 1,234 is 1.234'],
] as const;

/** The decimal sign where a person said nothing: what stands in the file, or what was taken for it. */
function signTaken({ decimal }: SourceFile): string {
  if (!decimal || decimal.open === null || decimal.said) return 'by content';
  return `taken: ${decimal.sign === '.' ? 'point' : 'comma'}`;
}

/**
 * How one file was read, and the way to have it read otherwise: format, dates, measures by hand.
 * Nothing happens before `Read again`; what was chosen stays here when that fails.
 * @fires read-again
 */
@customElement('hf-reading')
export class ReadingForm extends LitElement {
  static override styles = [base, controls, readingStyles];

  @property({ attribute: false }) file!: SourceFile;
  /** Why reading it again failed, with the counters that were met in the attempt. */
  @property({ attribute: false }) trouble: ReadingTrouble | null = null;
  /** Drawn open from the start: nothing can be done with the file before somebody chooses. */
  @property({ type: Boolean }) wanted = false;

  @state() private chosen = { format: '', dateOrder: '', decimal: '', wideMeasure: '' };
  @state() private mapping: Mapping = {};
  @state() private sought = '';
  @state() private used = false;
  @state() private said = '';
  @query('details') private box!: HTMLDetailsElement;
  private counters: readonly CounterToMap[] = [];
  /** What is most likely to help comes first, and stays where it was once it has helped. */
  private tableFirst = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.tableFirst = this.wanted;
    const before = changed.get('file');
    if (changed.has('file') && (before?.options !== this.file.options || before.id !== this.file.id)) {
      this.adopt(this.file.options);
      this.said = before && before.source === this.file.source ? 'It was read again.' : '';
    }
    if (changed.has('file') || changed.has('trouble')) {
      const { trouble, file } = this;
      if (trouble) this.said = '';
      this.counters = countersToMap(trouble?.counters.length ? trouble.counters : file.counters);
    }
  }

  override firstUpdated(): void {
    this.box.open = this.wanted;
  }

  override render() {
    const byHand = Object.keys(this.file.options).length > 0;
    return html`<details>
      <summary class=${byHand ? 'changed' : ''}>
        ${this.wanted ? 'How to read it' : `How it was read${byHand ? ': by hand' : ''}`}
      </summary>
      ${this.file.read ? html`<hf-read-table .read=${this.file.read} file=${this.file.name}></hf-read-table>` : nothing}
      <form aria-label="How ${this.file.name} is read" @submit=${this.submitted}>
        ${this.tableFirst ? [this.table(), this.fields()] : [this.fields(), this.table()]}
        ${this.trouble ? html`<p class="wrong" role="alert">${this.trouble.text}</p>` : nothing}
        <div class="deeds">
          <button class="button main" type="submit">Read again</button>
          ${
            byHand
              ? html`<button class="link" type="button" @click=${() => this.ask({})}>
                  Read by content alone
                </button>`
              : nothing
          }
          ${
            byHand && this.file.read?.shape
              ? html`<button class="link" type="button" @click=${this.saveMap}>Save the mapping</button>`
              : nothing
          }
          ${
            this.file.read?.shape
              ? html`<span class="link open-map"
                  ><label for="map">Open a mapping</label
                  ><input id="map" type="file" accept=".json,.csv,.txt" @change=${this.openMap}
                /></span>`
              : nothing
          }
          <span class="small soft" role="status">${this.said}</span>
        </div>
      </form>
    </details>`;
  }

  private fields() {
    return html`<div class="fields">
      ${this.field('format', 'Format', 'by content', FORMATS)}
      ${this.field('dateOrder', 'Dates', 'by content', DATE_ORDERS)}
      ${this.field('decimal', 'Decimal sign', signTaken(this.file), SIGNS)}
      ${this.field('wideMeasure', 'Table columns hold', 'processor busy, %', MEASURES)}
    </div>`;
  }

  private field(
    what: keyof typeof this.chosen,
    label: string,
    unsaid: string,
    options: readonly (readonly [string, string])[],
  ) {
    const value = this.chosen[what];
    const words = options.find(([id]) => id === value)?.[1] ?? '';
    return html`<div>
      <label for=${what} class=${value ? 'changed' : ''}>${label}</label>
      <select
        id=${what}
        @change=${(event: Event) => {
          this.chosen = { ...this.chosen, [what]: (event.target as HTMLSelectElement).value };
        }}
      >
        <option value="" ?selected=${value === ''}>${unsaid}</option>
        ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}
      </select>
      ${words.length > ROOM ? html`<span class="small soft">${words}</span>` : nothing}
    </div>`;
  }

  private table() {
    if (this.counters.length === 0) return nothing;
    const unused = this.counters.filter(isUnused).length;
    const found = findCounters(this.counters, this.sought, this.used, this.mapping);
    const shown = found.slice(0, DRAWN);
    return html`<h3>${unused ? many(unused, 'counter') : 'No counter'} without a measure</h3>
      ${
        this.counters.length > 8
          ? html`<input
              type="search"
              aria-label="Search counters of ${this.file.name}"
              placeholder="Search counters"
              .value=${this.sought}
              @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
              @keydown=${this.typed}
            />`
          : nothing
      }
      ${
        unused < this.counters.length
          ? html`<label class="used"
              ><input
                type="checkbox"
                .checked=${this.used}
                @change=${(event: Event) => (this.used = (event.target as HTMLInputElement).checked)}
              />Show those that have one too</label
            >`
          : nothing
      }
      ${
        shown.length
          ? html`<div class="scroll" tabindex="0" role="region" aria-label="Counters of ${this.file.name}">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Counter</th>
                    <th scope="col">Measure</th>
                  </tr>
                </thead>
                <tbody>
                  ${shown.map((counter) => this.row(counter))}
                </tbody>
              </table>
            </div>`
          : nothing
      }
      <p class="small soft" role="status">${this.saidOf(shown.length, found.length)}</p>`;
  }

  private row(counter: CounterToMap) {
    const { key, measure } = counter;
    const asked = this.file.read?.questions.some(({ column }) => column === key) ?? false;
    // A counter that was mapped before has its measure from the mapping: left alone, it has none.
    const found = measure !== null && !own(this.file.options.mapping ?? {}, key) ? measure : null;
    return mappingRow(counter, own(this.mapping, key), found, asked, (said) => {
      const { [key]: _, ...rest } = this.mapping;
      this.mapping = said === undefined ? rest : { ...rest, [key]: said };
    });
  }

  private saidOf(shown: number, found: number): string {
    if (found > shown) return `${count(shown)} of ${count(found)} are shown; search for others.`;
    if (shown === 0 && this.sought.trim()) return 'No counter matches.';
    return '';
  }

  private adopt({ format, dateOrder, decimal, wideMeasure, mapping }: IntakeOptions): void {
    this.chosen = {
      format: format ?? '',
      dateOrder: dateOrder ?? '',
      decimal: decimal ?? '',
      wideMeasure: wideMeasure ?? '',
    };
    // What is asked is filled in with the best guess there is.
    this.mapping = { ...proposedFor(this.file.read?.questions ?? []), ...mapping };
  }

  /** Enter in the search is no decision to read again. */
  private typed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') event.preventDefault();
  };

  private submitted = (event: Event): void => {
    event.preventDefault();
    this.ask(readingOptions(this.chosen, this.mapping));
  };

  /** For `--map` of the command line, and for the next file of this shape. */
  private saveMap = (): void => {
    const { read, options, name } = this.file;
    save(`${name}.map.json`, 'application/json', mapFileText({ [read!.shape]: options }));
  };

  /** What the page saved, or a table of columns and measures: filled in, and the file is read so. */
  private openMap = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    try {
      const { mappingFor } = await import('./open-map');
      this.ask(mappingFor(file.name, await file.text(), this.file));
    } catch (error) {
      this.said = wordsOf(error);
    }
  };

  private ask(options: IntakeOptions): void {
    this.said = '';
    this.dispatchEvent(new ReadAgainEvent(this.file.id, options));
  }
}
