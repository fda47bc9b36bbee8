import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Dispatcher } from '../../../dispatch/pool';
import type { TypedFigures } from '../../../scenario/scenario';
import { base, card } from '../../parts/styles';
import './correction';
import type { MeterCorrection, PickLogsEvent } from './correction';
import type { LogsEvent, SessionFile } from './log';
import type { LogShelf } from './shelf';
import './trust';
import type { MeterTrust } from './trust';

/**
 * Which counters of a log to believe, and how to mend those that can be: two cards over one shelf of logs.
 * @fires choose
 * @fires explain
 */
@customElement('hf-meter-counters')
export class MeterCounters extends LitElement {
  static override styles = [
    base,
    card,
    css`
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
        margin-top: 14px;
      }
    `,
  ];

  @property({ attribute: false }) dispatcher!: Dispatcher;
  @property({ attribute: false }) shelf!: LogShelf;
  /** Files of the session: their logs lie on the shelf too. */
  @property({ attribute: false }) files: readonly SessionFile[] = [];
  @property() mend = '';
  @property({ attribute: false }) typed: TypedFigures = { shown: null, used: null, ready: null };
  @query('hf-meter-trust') private trust!: MeterTrust;
  @query('hf-meter-correction') private correction!: MeterCorrection;
  private stop: (() => void) | null = null;
  private leave = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    // A log that is dropped anywhere on this view is looked at here, and not folded.
    window.addEventListener('drop', this.dropped, { signal: this.leave.signal, capture: true });
    window.addEventListener('keydown', this.pressed, { signal: this.leave.signal, capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
    this.leave.abort();
  }

  override willUpdate(): void {
    this.stop ??= this.shelf.listen(() => this.requestUpdate());
    this.shelf.offer(this.files);
  }

  /** Takes files that were pasted on the page. */
  takeFiles(files: readonly File[]): void {
    void this.shelf.add(files);
    this.scrollIntoView({ block: 'start' });
  }

  focusSearch(): void {
    this.trust.focusSearch();
  }

  /** Resolves when nothing is read or simulated any more. */
  async settled(): Promise<void> {
    await this.updateComplete;
    await this.correction.settled();
  }

  override render() {
    const { shelf } = this;
    return html`<div class="pair" @pick-logs=${(event: PickLogsEvent) => shelf.pick(event.change)}>
      <section class="card" aria-label="Counter trust">
        <hf-meter-trust
          .logs=${shelf.readings}
          .shown=${shelf.shown}
          .busy=${shelf.busy}
          .problem=${shelf.problem}
          @logs=${(event: LogsEvent) => void shelf.add(event.files)}
          @show-log=${(event: CustomEvent<number>) => shelf.show(event.detail)}
          @drop-log=${(event: CustomEvent<number>) => shelf.remove(event.detail)}
        ></hf-meter-trust>
      </section>
      <section class="card" aria-label="Correction">
        <hf-meter-correction
          .dispatcher=${this.dispatcher}
          .shelved=${this.shelved()}
          .picks=${shelf.picks}
          .mend=${this.mend}
          .typed=${this.typed}
        ></hf-meter-correction>
      </section>
    </div>`;
  }

  private drawn: readonly unknown[] = [];
  private shelvedOnce: ReturnType<LogShelf['recordings']['slice']> = [];

  /** The same list as long as nothing came or went, so that nothing is worked out again. */
  private shelved() {
    const now = this.shelf.readings;
    if (now.length !== this.drawn.length || now.some((each, i) => each !== this.drawn[i])) {
      this.drawn = now;
      this.shelvedOnce = [...this.shelf.recordings];
    }
    return this.shelvedOnce;
  }

  private dropped = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void this.shelf.add(files);
  };

  private pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.shelf.cancel()) event.stopPropagation();
  };
}
