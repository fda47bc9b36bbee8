import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { assumedUnder, readAssumptions, writeAssumptions } from '../../../counters/assumptions';
import { caseOf, USUAL_WINDOW_S } from '../../../counters/case-of';
import type { Era } from '../../../counters/circumstances';
import { fittedShift } from '../../../counters/clocks';
import { correct, type Correction } from '../../../counters/correct';
import { rangesOf, type CorrectionRange } from '../../../counters/interval';
import { guestLogs, hostLogs } from '../../../counters/match';
import { sampleLogs, type SampleLogs } from '../../../counters/sample';
import { typedHost } from '../../../counters/typed';
import {
  uncertaintyBy,
  type CorrectionCase,
  type CorrectionUncertainty,
} from '../../../counters/uncertainty';
import type { Dispatcher } from '../../../dispatch/pool';
import { InputError } from '../../../estate/finding';
import { logicalProcessors } from '../../../estate/guest';
import type { Recording } from '../../../estate/recording';
import type { TypedFigures } from '../../../scenario/scenario';
import { save } from '../../app/save';
import { ChooseEvent } from '../../app/events';
import '../../parts/how';
import { PageEvent } from '../../parts/page-event';
import { base, card, controls, halves } from '../../parts/styles';
import { term } from '../terms';
import { correctionAnswer, correctionFindings } from './correction-answer';
import { correctionStyles } from './correction.styles';
import './doubt';
import type { AssumeEvent } from './doubt';
import './lines';
import { USED } from './explain';
import './parts';
import { pairOf, shelvedOf, type Pair } from './pair';
import { sourcesOf, sumOf, type ToldDeeds } from './sources';
import { NOTHING_PICKED, type Picks, type Shelved } from './shelf';
import { wordsOf } from '../../text/words-of';

/** Runs behind the interval, at most. */
const RUNS = 200;
/** A slider that is dragged is let settle for so long before it is simulated, ms. */
const SETTLE_MS = 80;
/** Another log or figure was chosen for the correction. */
export class PickLogsEvent extends PageEvent {
  static override readonly type = 'pick-logs';
  constructor(readonly change: Partial<Picks>) {
    super();
  }
}

/** Another correction was worked out; null: there is none. */
export class MendedEvent extends PageEvent {
  static override readonly type = 'mended';
  constructor(
    readonly mended: {
      readonly guest: Recording;
      readonly correction: Correction;
      readonly ranges: CorrectionRange;
      readonly sample: boolean;
    } | null,
  ) {
    super();
  }
}

/**
 * Mends a guest's processor counters by what its host saw, and says how far off the result can be.
 * @fires pick-logs
 * @fires mended
 * @fires choose
 * @fires explain
 */
@customElement('hf-meter-correction')
export class MeterCorrection extends LitElement {
  static override styles = [base, controls, card, halves, correctionStyles];

  @property({ attribute: false }) dispatcher!: Dispatcher;
  /** Recordings of the logs that were read in this view. */
  @property({ attribute: false }) shelved: readonly Shelved[] = [];
  /** Whose clocks the guest of each log has. */
  @property({ attribute: false }) eras: ReadonlyMap<string, Era> = new Map();
  @property({ attribute: false }) picks: Picks = NOTHING_PICKED;
  /** What is assumed, as the link has it. */
  @property() mend = '';
  /** Figures typed in, %. */
  @property({ attribute: false }) typed: TypedFigures = { shown: null, used: null, ready: null };
  @state() private sample: SampleLogs | null = null;
  @state() correction: Correction | null = null;
  private ranges: CorrectionRange | null = null;
  private announced: Correction | null = null;
  @state() problem = '';
  @state() private doubt: CorrectionUncertainty | null = null;
  @state() private doubtProblem = '';
  @state() private simulating = false;
  @state() fit = '';
  pair: Pair = { guest: null, host: null, sample: false };
  private abort = new AbortController();
  private asked = '';
  private last: Promise<void> = Promise.resolve();
  private sampling: Promise<void> = Promise.resolve();

  override willUpdate(changed: PropertyValues<this>): void {
    const wanted = ['shelved', 'eras', 'picks', 'typed', 'sample'] as const;
    const { tickMs } = readAssumptions(this.mend);
    if (tickMs !== this.tickMs || wanted.some((each) => (changed as Map<string, unknown>).has(each))) {
      this.tickMs = tickMs;
      this.correctLogs();
    }
    this.findRanges();
    const c = this.caseNow();
    const key = JSON.stringify(c);
    if (key === this.asked) return;
    this.asked = key;
    this.abort.abort();
    this.abort = new AbortController();
    this.last = c ? this.simulate(c, this.abort.signal) : this.nothing();
  }

  /** Of the tick that the correction rests on. */
  private tickMs = NaN;

  private get era(): Era {
    return this.eras.get(this.pair.guest?.source ?? '') ?? 'not known';
  }

  private get assumptions() {
    return assumedUnder(readAssumptions(this.mend), this.era);
  }

  private rangesFor: { readonly correction: Correction; readonly terms: string } | null = null;

  /** Works the intervals out anew where the correction, or what they assume, is another. */
  private findRanges(): void {
    const { correction, era } = this;
    const { tickMs, sliceMs } = this.assumptions;
    const terms = `${tickMs} ${sliceMs}`;
    if (correction && this.rangesFor?.correction === correction && this.rangesFor.terms === terms) return;
    this.rangesFor = correction && { correction, terms };
    this.ranges = correction && rangesOf(correction, { tickMs, sliceMs, era });
  }

  override updated(): void {
    if (this.announced === this.correction) return;
    this.announced = this.correction;
    const { correction, ranges, pair } = this;
    this.dispatchEvent(
      new MendedEvent(
        correction && ranges && pair.guest
          ? { guest: pair.guest, correction, ranges, sample: pair.sample }
          : null,
      ),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.sample) void this.makeSample();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.abort.abort();
    this.asked = '';
  }

  /** Resolves when nothing is simulated any more. */
  async settled(): Promise<void> {
    await this.sampling;
    for (let before: unknown = null; before !== this.last;) {
      await this.updateComplete;
      before = this.last;
      await this.last;
    }
    await this.updateComplete;
  }

  private async makeSample(): Promise<void> {
    const making = sampleLogs((experiment, options) => this.dispatcher.run(experiment, options));
    this.sampling = making.then(
      (sample) => void (this.sample = sample),
      () => undefined,
    );
    await this.sampling;
  }

  get guests(): readonly Shelved[] {
    return shelvedOf(this.shelved, guestLogs);
  }

  get hosts(): readonly Shelved[] {
    return shelvedOf(this.shelved, hostLogs);
  }

  private correctLogs(): void {
    const { picks, guests, hosts, sample } = this;
    const pair = pairOf(picks, guests, hosts, sample);
    this.pair = pair;
    this.fit = '';
    this.correction = null;
    this.problem = '';
    if (!pair.guest) return;
    const processors = this.picks.processors ?? undefined;
    const host =
      pair.host ?? this.typedHost(pair.guest, processors ?? logicalProcessors(pair.guest.facts) ?? 1);
    if (!host) return;
    try {
      this.correction = correct(pair.guest, host, {
        processors,
        shiftMs: this.picks.shiftMs ?? undefined,
        chosen: this.picks.host !== null || pair.sample,
        era: this.era,
        tickMs: this.tickMs,
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problem = error.message;
    }
  }

  /** The host's figures as typed in; null until % Used is. */
  private typedHost(guest: Recording, processors: number): Recording | null {
    const { used, ready } = this.typed;
    return used === null || this.refused
      ? null
      : typedHost(guest, processors, { used: used / 100, ready: (ready ?? 0) / 100 });
  }

  /** Whether the host's figures are typed, and cannot be those of a guest. */
  get refused(): boolean {
    return !this.pair.host && !this.pair.sample && sumOf(this.typed) > 100;
  }

  private caseNow(): CorrectionCase | null {
    const assumed = this.assumptions;
    if (this.correction) return caseOf(this.correction, assumed);
    const { used, ready } = this.typed;
    if (this.pair.guest || this.pair.sample || used === null || this.refused) return null;
    const untold = ready === null ? { untold: true } : {};
    return { ...assumed, used: used / 100, ready: (ready ?? 0) / 100, windowS: USUAL_WINDOW_S, ...untold };
  }

  private async nothing(): Promise<void> {
    await Promise.resolve();
    this.doubt = null;
    this.doubtProblem = '';
    this.simulating = this.pair.sample && !this.sample;
  }

  private async simulate(c: CorrectionCase, signal: AbortSignal): Promise<void> {
    await Promise.resolve();
    this.simulating = true;
    this.doubtProblem = '';
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    try {
      if (signal.aborted) return;
      const run: Parameters<typeof uncertaintyBy>[0] = (experiment, options) =>
        this.dispatcher.run(experiment, options);
      const doubt = await uncertaintyBy(run, c, { replications: RUNS, signal });
      if (!signal.aborted) this.doubt = doubt;
    } catch (error) {
      if (!signal.aborted) this.doubtProblem = wordsOf(error);
    } finally {
      if (!signal.aborted) this.simulating = false;
    }
  }

  override render() {
    return html`<h2>Mend it with the host’s figures</h2>
      <p class="small soft">
        The total becomes the <hf-how .explanation=${USED}>time on a processor</hf-how> that the host counted
        (% Run less % Overlap; % Used where it logged no % Run); each process gets its part by its share of
        the guest’s own non-idle ${term('tick', 'ticks')}.
      </p>
      ${sourcesOf(this, this.told)}
      ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
      ${correctionAnswer(this, (correction) => void this.download(correction))}
      ${this.correction ? this.corrected(this.correction) : nothing}
      <hf-correction-doubt
        .ranges=${this.ranges}
        .doubt=${this.doubt}
        .stale=${this.simulating}
        .assumed=${readAssumptions(this.mend)}
        .era=${this.era}
        .why=${this.why}
        .problem=${this.doubtProblem}
        @assume=${this.assumed}
      ></hf-correction-doubt>`;
  }

  /** The total over time, and beside it what each process has of it. */
  private corrected(correction: Correction) {
    return html`<div class=${correction.processes.length ? 'halves' : ''}>
        <hf-correction-lines .correction=${correction}></hf-correction-lines>
        <hf-correction-parts
          .correction=${correction}
          .ranges=${this.ranges}
          .truth=${this.pair.sample && this.sample ? this.sample.truth : null}
        ></hf-correction-parts>
      </div>
      ${correctionFindings(correction)}`;
  }

  private get why(): string {
    if (this.refused) return 'Simulated as soon as % Used and % Ready add up to 100 % or less.';
    if (this.problem) return 'Simulated as soon as both logs tell of the same hours.';
    if (this.asked === 'null') return 'Simulated as soon as the host’s figures are known.';
    return 'Its host charged it nothing: there is nothing to divide.';
  }

  private readonly told: ToldDeeds = {
    pick: (change) => this.dispatchEvent(new PickLogsEvent(change)),
    type: (typed, what, live) => this.dispatchEvent(new ChooseEvent({ typed }, what, live)),
    fit: (guest, host, near) => this.fitClocks(guest, host, near),
  };

  private fitClocks(guest: Recording, host: Recording, near: number): void {
    const found = fittedShift(guest, host, near);
    if (found === null) {
      this.fit = 'The two logs are not alike under any shift near this one: nothing is changed.';
      return;
    }
    if (found === near) {
      this.fit = 'This is the best fit already.';
      return;
    }
    this.told.pick({ shiftMs: found });
  }

  private assumed = (event: AssumeEvent): void => {
    event.stopPropagation();
    this.dispatchEvent(new ChooseEvent({ mend: writeAssumptions(event.assumed) }, event.what, event.live));
  };

  private async download(correction: Correction): Promise<void> {
    const { correctionToCsv } = await import('../../../counters/csv');
    save('hostfold-corrected.csv', 'text/csv', correctionToCsv(correction, this.ranges));
  }
}
