import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { contentionOf, eraOf, type Circumstances, type Era } from '../../../counters/circumstances';
import { clockTicks } from '../../../counters/clock-ticks';
import { meansOf } from '../../../counters/samples';
import { trustTable } from '../../../counters/trust';
import { meterVerdict } from '../../../counters/verdict';
import type { Reading } from '../../../estate/recording';
import type { Dispatcher } from '../../../dispatch/pool';
import type { TypedFigures } from '../../../scenario/scenario';
import { base, card } from '../../parts/styles';
import { unbroken } from '../../text/unbroken';
import './correction';
import type { MendedEvent, MeterCorrection, PickLogsEvent } from './correction';
import { looksPhysical, type Log, type LogsEvent, type SessionFile } from './log';
import type { LogShelf } from './shelf';
import './trust';
import type { MeterTrust, SayEvent } from './trust';

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
      .verdict {
        font-size: 20px;
        line-height: 27px;
        font-weight: 650;
        max-width: 74ch;
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
  /** What the lower card mended last. */
  @state() private mended: MendedEvent['mended'] = null;
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

  /** Takes files that were dropped, chosen or pasted, and brings what is said of them into sight. */
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

  /** What the log in sight tells of the machine that it was taken on. */
  private tells(log: Log | undefined): Circumstances {
    if (!log) return { era: 'not known', contention: 'not known' };
    const era = eraOf(log.counters);
    const waited = this.ownOf(log) ? meansOf(this.ownOf(log)!.correction.samples).waited : NaN;
    if (waited >= 0) return { era, contention: contentionOf(waited), waited };
    return { era, contention: looksPhysical(log) ? 'physical' : 'not known' };
  }

  /** What was mended, where it is of this log. */
  private ownOf(log: Log) {
    return this.mended && !this.mended.sample && this.mended.guest.source === log.name ? this.mended : null;
  }

  /** The verdict stands first: how far off the meter is, and how many counters lie. */
  private verdict(log: Reading | undefined, circumstances: Circumstances) {
    if (!log) {
      if (!this.mended) return nothing;
      const { correction, ranges, sample } = this.mended;
      const { words } = meterVerdict(correction, ranges, []);
      return html`<p class="verdict">${sample ? 'In the simulated sample: ' : ''}${unbroken(words)}</p>`;
    }
    if (log.counters.length === 0) return nothing;
    const own = this.ownOf(log);
    const rows = trustTable(log.counters, circumstances);
    const { words } = meterVerdict(
      own?.correction ?? null,
      own?.ranges ?? null,
      rows,
      circumstances.contention,
    );
    const counted = log.recordings.find(({ measures }) => measures.clockTicks);
    const ticks = counted
      ? clockTicks(counted, circumstances.era, own?.guest === counted ? own.correction.processors : undefined)
      : null;
    return html`<p class="verdict">${unbroken(words)}</p>
      ${ticks ? html`<p class="ticks">${unbroken(ticks.words)}</p>` : nothing}`;
  }

  override render() {
    const { shelf } = this;
    const log = shelf.readings[shelf.shown];
    const tells = this.tells(log);
    const { era, contention } = shelf.said;
    const circumstances: Circumstances = {
      era: era ?? tells.era,
      contention: contention ?? tells.contention,
      ...(contention === null && tells.waited !== undefined ? { waited: tells.waited } : {}),
    };
    return html`<div role="status">${this.verdict(log, circumstances)}</div>
      <div
        class="pair"
        @pick-logs=${(event: PickLogsEvent) => shelf.pick(event.change)}
        @mended=${(event: MendedEvent) => {
          event.stopPropagation();
          this.mended = event.mended;
        }}
      >
        <section class="card" aria-label="Counter trust">
          <hf-meter-trust
            .logs=${shelf.readings}
            .shown=${shelf.shown}
            .circumstances=${circumstances}
            .tells=${tells}
            .busy=${shelf.busy}
            .problem=${shelf.problem}
            @say=${(event: SayEvent) => shelf.say(event.change)}
            @logs=${(event: LogsEvent) => this.takeFiles(event.files)}
            @show-log=${(event: CustomEvent<number>) => shelf.show(event.detail)}
            @drop-log=${(event: CustomEvent<number>) => shelf.remove(event.detail)}
          ></hf-meter-trust>
        </section>
        <section class="card" aria-label="Correction">
          <hf-meter-correction
            .dispatcher=${this.dispatcher}
            .shelved=${this.shelved()}
            .eras=${this.eras()}
            .picks=${shelf.picks}
            .mend=${this.mend}
            .typed=${this.typed}
          ></hf-meter-correction>
        </section>
      </div>`;
  }

  private erasOnce: ReadonlyMap<string, Era> = new Map();

  /** Whose clocks each log's guest has, as its counters tell or a person says; the same map while nothing changes. */
  private eras(): ReadonlyMap<string, Era> {
    const { shelf, erasOnce } = this;
    const now = new Map(
      shelf.readings.map(({ name, counters }) => [name, shelf.saidOf(name).era ?? eraOf(counters)] as const),
    );
    if (now.size !== erasOnce.size || [...now].some(([name, era]) => erasOnce.get(name) !== era))
      this.erasOnce = now;
    return this.erasOnce;
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
    this.takeFiles(files);
  };

  private pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.shelf.cancel()) event.stopPropagation();
  };
}
