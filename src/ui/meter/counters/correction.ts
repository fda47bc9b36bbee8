import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { readAssumptions, writeAssumptions } from '../../../counters/assumptions';
import { caseOf, USUAL_WINDOW_S } from '../../../counters/case-of';
import { fittedShift } from '../../../counters/clocks';
import { correct, meanOf, type Correction } from '../../../counters/correct';
import { guestLogs, hostLogs, likelyGuest } from '../../../counters/match';
import { sampleLogs, type SampleLogs } from '../../../counters/sample';
import { typedHost } from '../../../counters/typed';
import {
  uncertaintyBy,
  type CorrectionCase,
  type CorrectionUncertainty,
} from '../../../counters/uncertainty';
import type { Dispatcher } from '../../../dispatch/pool';
import { InputError } from '../../../estate/finding';
import type { Recording } from '../../../estate/recording';
import type { TypedFigures } from '../../../scenario/scenario';
import { save } from '../../app/save';
import { ChooseEvent } from '../../fold/events';
import '../../parts/how';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, card, controls } from '../../parts/styles';
import { many } from '../../text/format';
import { share } from '../pictures';
import { term } from '../terms';
import { correctionStyles } from './correction.styles';
import './doubt';
import type { AssumeEvent } from './doubt';
import './lines';
import './parts';
import { NOTHING_PICKED, type Picks, type Shelved } from './shelf';

/** Runs behind the interval, at most. */
const RUNS = 200;
/** A slider that is dragged is let settle for so long before it is simulated, ms. */
const SETTLE_MS = 80;
const MINUTE = 60_000;

/** The logs, or the figures, that are corrected now. */
interface Pair {
  readonly guest: Recording | null;
  readonly host: Recording | null;
  readonly sample: boolean;
}

/** Another log or figure was chosen for the correction. */
export class PickEvent extends Event {
  static readonly type = 'pick-logs';
  readonly change: Partial<Picks>;
  constructor(change: Partial<Picks>) {
    super(PickEvent.type, { bubbles: true, composed: true });
    this.change = change;
  }
}

/**
 * Mends a guest's processor counters by what its host saw, and says how far off the result can be.
 * @fires pick-logs
 * @fires choose
 * @fires explain
 */
@customElement('hf-meter-correction')
export class MeterCorrection extends LitElement {
  static override styles = [base, controls, card, correctionStyles];

  @property({ attribute: false }) dispatcher!: Dispatcher;
  /** Recordings of the logs that were read in this view. */
  @property({ attribute: false }) shelved: readonly Shelved[] = [];
  @property({ attribute: false }) picks: Picks = NOTHING_PICKED;
  /** What is assumed, as the link has it. */
  @property() mend = '';
  /** Figures typed in, %. */
  @property({ attribute: false }) typed: TypedFigures = { shown: null, used: null, ready: null };
  @state() private sample: SampleLogs | null = null;
  @state() private correction: Correction | null = null;
  @state() private problem = '';
  @state() private doubt: CorrectionUncertainty | null = null;
  @state() private doubtProblem = '';
  @state() private simulating = false;
  @state() private fit = '';
  private pair: Pair = { guest: null, host: null, sample: false };
  private abort = new AbortController();
  private asked = '';
  private last: Promise<void> = Promise.resolve();
  private sampling: Promise<void> = Promise.resolve();

  override willUpdate(changed: PropertyValues<this>): void {
    const wanted = ['shelved', 'picks', 'typed', 'sample'] as const;
    if (wanted.some((each) => (changed as Map<string, unknown>).has(each))) this.correctLogs();
    const c = this.caseNow();
    const key = JSON.stringify(c);
    if (key === this.asked) return;
    this.asked = key;
    this.abort.abort();
    this.abort = new AbortController();
    this.last = c ? this.simulate(c, this.abort.signal) : this.nothing();
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

  private get guests(): readonly Shelved[] {
    const own = new Set(guestLogs(this.shelved.map(({ recording }) => recording)));
    return this.shelved.filter(({ recording }) => own.has(recording));
  }

  private get hosts(): readonly Shelved[] {
    const own = new Set(hostLogs(this.shelved.map(({ recording }) => recording)));
    return this.shelved.filter(({ recording }) => own.has(recording));
  }

  /** What is corrected: as picked, else the newest guest's log with the host's log of it, else the sample. */
  private choosePair(): Pair {
    const { picks, guests, hosts } = this;
    const none = { guest: null, host: null, sample: false };
    if (picks.guest === 'none') return none;
    if (picks.guest === 'sample' || (picks.guest === null && guests.length === 0)) {
      if (picks.guest === null && hosts.length > 0) return none;
      return { guest: this.sample?.guest ?? null, host: this.sample?.host ?? null, sample: true };
    }
    const shelved = guests.find(({ id }) => id === picks.guest) ?? guests[0];
    if (!shelved) return none;
    const guest = shelved.recording;
    if (picks.host === 'typed') return { guest, host: null, sample: false };
    const picked = hosts.find(({ id }) => id === picks.host)?.recording;
    const recordings = hosts.map(({ recording }) => recording);
    return { guest, host: picked ?? likelyGuest(guest.server, recordings) ?? null, sample: false };
  }

  private correctLogs(): void {
    const pair = this.choosePair();
    this.pair = pair;
    this.fit = '';
    this.correction = null;
    this.problem = '';
    if (!pair.guest) return;
    const processors = this.picks.processors ?? undefined;
    const host = pair.host ?? this.typedHost(pair.guest, processors ?? pair.guest.facts.cores ?? 1);
    if (!host) return;
    try {
      this.correction = correct(pair.guest, host, {
        processors,
        shiftMs: this.picks.shiftMs ?? undefined,
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problem = error.message;
    }
  }

  /** The host's figures as typed in; null until % Used is. */
  private typedHost(guest: Recording, processors: number): Recording | null {
    const { used, ready } = this.typed;
    return used === null
      ? null
      : typedHost(guest, processors, { used: used / 100, ready: (ready ?? 0) / 100 });
  }

  private caseNow(): CorrectionCase | null {
    const assumed = readAssumptions(this.mend);
    if (this.correction) return caseOf(this.correction, assumed);
    const { used, ready } = this.typed;
    if (this.pair.guest || this.pair.sample || used === null) return null;
    return { ...assumed, used: used / 100, ready: (ready ?? 0) / 100, windowS: USUAL_WINDOW_S };
  }

  private async nothing(): Promise<void> {
    await Promise.resolve();
    this.doubt = null;
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
      if (!signal.aborted) this.doubtProblem = error instanceof Error ? error.message : String(error);
    } finally {
      if (!signal.aborted) this.simulating = false;
    }
  }

  override render() {
    return html`<h2>Mend it with the host’s figures</h2>
      <p class="small soft">
        The total becomes what the host charged (<hf-how .explanation=${USED}>% Used</hf-how>); each process
        gets its part by its share of the guest’s own non-idle ${term('tick', 'ticks')}.
      </p>
      <div class="halves">
        <div>
          ${this.sources()}
          ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing} ${this.answer()}
          ${
            this.correction
              ? html`<hf-correction-lines .correction=${this.correction}></hf-correction-lines>
                  ${this.findings(this.correction)}`
              : nothing
          }
        </div>
        <div>
          ${
            this.correction
              ? html`<hf-correction-parts
                  .correction=${this.correction}
                  .truth=${this.pair.sample && this.sample ? this.sample.truth : null}
                ></hf-correction-parts>`
              : nothing
          }
          <hf-correction-doubt
            .doubt=${this.doubt}
            .stale=${this.simulating}
            .assumed=${readAssumptions(this.mend)}
            .why=${this.asked === 'null' ? 'Simulated as soon as the host’s figures are known.' : 'Its host charged it nothing: there is nothing to divide.'}
            .problem=${this.doubtProblem}
            @assume=${this.assumed}
          ></hf-correction-doubt>
        </div>
      </div>`;
  }

  /** Which log of a guest, which guest of a host, and how their clocks stand. */
  private sources() {
    const { guests, hosts, pair } = this;
    const idOf = (list: readonly Shelved[], recording: Recording | null) =>
      list.find((each) => each.recording === recording)?.id;
    const guest = pair.sample ? 'sample' : (idOf(guests, pair.guest) ?? 'none');
    const host = idOf(hosts, pair.host) ?? 'typed';
    return html`<div class="sources">
        <div class="source">
          <label for="guest">The guest’s log</label>
          <select id="guest" @change=${(event: Event) => this.pick('guest', event)}>
            ${guests.map(
              ({ id, recording }) =>
                html`<option value=${id} ?selected=${id === guest}>
                  ${recording.server} (${recording.source})
                </option>`,
            )}
            <option value="sample" ?selected=${guest === 'sample'}>a simulated sample</option>
            <option value="none" ?selected=${guest === 'none'}>none: figures typed in</option>
          </select>
        </div>
        ${
          pair.guest && !pair.sample
            ? html`<div class="source">
                <label for="host">in its host’s log</label>
                <select id="host" @change=${(event: Event) => this.pick('host', event)}>
                  ${hosts.map(
                    ({ id, recording }) =>
                      html`<option value=${id} ?selected=${id === host}>
                        ${recording.server} (${recording.source})
                      </option>`,
                  )}
                  <option value="typed" ?selected=${host === 'typed'}>none: figures typed in</option>
                </select>
              </div>`
            : nothing
        }
      </div>
      ${this.needed()}
      ${pair.guest && pair.host && !pair.sample ? this.clocks(pair.guest, pair.host) : nothing}
      ${pair.sample || (pair.guest && pair.host) ? nothing : this.figures(pair.guest === null)}`;
  }

  /** What is missing, and where it comes from. */
  private needed() {
    const { guests, hosts, pair } = this;
    if (pair.sample)
      return html`<p class="small soft">
        A simulated day: one guest beside two others, so that what each process really used is known too. For
        a guest of your own, drop its Performance Monitor log (with Process counters) and its host’s batch log
        (<code>esxtop -b -a -d 15</code>) on this page.
      </p>`;
    if (pair.guest && !pair.host)
      return html`<p class="small soft">
        ${
          hosts.length
            ? `No guest of the host’s log is named like ${pair.guest.server}: choose which it is, or type the host’s figures.`
            : 'No host’s log yet: drop its batch log (esxtop -b -a -d 15, or a log of a Hyper-V host), or type what the host shows for this guest.'
        }
      </p>`;
    if (!pair.guest && hosts.length > 0 && guests.length === 0)
      return html`<p class="small soft">
        The host’s log tells of ${many(hosts.length, 'guest')}. Drop the log that was taken inside one of
        them, and it is mended; until then, figures can be typed.
      </p>`;
    return nothing;
  }

  private figures(all: boolean) {
    const field = (name: keyof TypedFigures, label: string) =>
      html`<hf-number
        label=${label}
        unit="%"
        slider
        empty="type it"
        .min=${0}
        .max=${100}
        .step=${0.1}
        .value=${this.typed[name]}
        @number=${(event: NumberEvent) => {
          event.stopPropagation();
          const typed = { ...this.typed, [name]: event.value };
          this.dispatchEvent(new ChooseEvent({ typed }, label, event.live));
        }}
      ></hf-number>`;
    const sum = (this.typed.used ?? 0) + (this.typed.ready ?? 0);
    return html`<div class="fields">
        ${all ? field('shown', 'The guest shows') : nothing}${field('used', '% Used, by the host')}${field(
          'ready',
          '% Ready, by the host',
        )}
      </div>
      ${
        sum > 100
          ? html`<p class="wrong" role="alert">
              % Used and % Ready add up to ${Number(sum.toFixed(1))} %; a guest has 100 % of its time:
              expected figures of the guest as a whole, divided by its number of virtual processors.
            </p>`
          : html`<p class="small soft">
              In % of all its processors: esxtop adds up virtual processors, so divide by their number.
            </p>`
      }`;
  }

  private clocks(guest: Recording, host: Recording) {
    const shift = this.correction?.shiftMs ?? this.picks.shiftMs ?? 0;
    const { processors } = this.correction ?? { processors: guest.facts.cores ?? 1 };
    const minutes = Number((shift / MINUTE).toFixed(3));
    return html`<div class="fields">
        <hf-number
          label="Added to the host’s times (${this.picks.shiftMs === null ? 'guessed' : 'yours'})"
          unit="min"
          .min=${-1440}
          .max=${1440}
          .step=${1}
          .value=${minutes}
          @number=${(event: NumberEvent) => {
            event.stopPropagation();
            if (event.value !== null) this.tell({ shiftMs: event.value * MINUTE });
          }}
        ></hf-number>
        <hf-number
          label="Virtual processors${this.picks.processors === null ? '' : ' (yours)'}"
          whole
          .min=${1}
          .max=${4096}
          .value=${processors}
          @number=${(event: NumberEvent) => {
            event.stopPropagation();
            if (event.value !== null) this.tell({ processors: event.value });
          }}
        ></hf-number>
        <div class="buttons">
          <button class="button" type="button" @click=${() => this.fitClocks(guest, host, shift)}>
            Find the best fit
          </button>
          ${
            this.picks.shiftMs === null && this.picks.processors === null
              ? nothing
              : html`<button
                  class="link"
                  type="button"
                  @click=${() => this.tell({ shiftMs: null, processors: null })}
                >
                  As guessed
                </button>`
          }
        </div>
      </div>
      ${this.fit ? html`<p class="small soft" role="status">${this.fit}</p>` : nothing}`;
  }

  private answer() {
    const { correction } = this;
    const typed = this.typed;
    if (!correction && this.pair.guest && !this.pair.sample) {
      return this.problem
        ? nothing
        : html`<p class="answer soft">Type % Used, or drop the host’s log, and the total is corrected.</p>`;
    }
    if (!correction && this.pair.sample) return html`<p class="answer soft">Simulating the sample …</p>`;
    if (!correction && (typed.shown === null || typed.used === null))
      return html`<p class="answer soft">
        Type what the guest shows and % Used, and the total is corrected.
      </p>`;
    const shown = correction ? meanOf(correction.samples.map((s) => s.measured)) : typed.shown! / 100;
    const used = correction ? meanOf(correction.samples.map((s) => s.used)) : typed.used! / 100;
    const ready = correction ? meanOf(correction.samples.map((s) => s.ready)) : (typed.ready ?? 0) / 100;
    return html`<p class="answer">
        Shown ${share(shown)}, corrected
        <hf-how class="big" .explanation=${totalOf(shown, used, ready, correction)}>${share(used)}</hf-how>:
        the meter is ${Number((100 * Math.abs(shown - used)).toFixed(1))} points too
        ${shown >= used ? 'high' : 'low'}.
      </p>
      ${
        correction
          ? html`<button class="button" type="button" @click=${() => void this.download(correction)}>
              Corrected series as CSV
            </button>`
          : nothing
      }`;
  }

  private findings({ findings }: Correction) {
    const said = findings.filter(({ level }) => level !== 'info');
    if (said.length === 0) return nothing;
    return html`<ul class="findings small" aria-label="Findings">
      ${said.map(
        ({ level, where, text, fix }) =>
          html`<li class=${level}><b>${where}</b>: ${text} ${fix ?? nothing}</li>`,
      )}
    </ul>`;
  }

  private pick(which: 'guest' | 'host', event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const picked = /^\d+$/.test(value) ? Number(value) : value;
    this.tell({ [which]: picked } as Partial<Picks>);
  }

  private tell(change: Partial<Picks>): void {
    this.dispatchEvent(new PickEvent(change));
  }

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
    this.tell({ shiftMs: found });
  }

  private assumed = (event: AssumeEvent): void => {
    event.stopPropagation();
    this.dispatchEvent(new ChooseEvent({ mend: writeAssumptions(event.assumed) }, event.what, event.live));
  };

  private async download(correction: Correction): Promise<void> {
    const { correctionToCsv } = await import('../../../counters/csv');
    save('hostfold-corrected.csv', 'text/csv', correctionToCsv(correction));
  }
}

const USED = {
  title: '% Used',
  text: 'What the hypervisor charged the guest: the time for which its virtual processors had a physical one, scaled by clock speed, and the host’s own work for it. It is counted as processors are given and taken, not by ticks.',
  basis: { kind: 'source' as const, text: 'esxtop, Group Cpu(id:NAME)\\% Used' },
};

function totalOf(shown: number, used: number, ready: number, correction: Correction | null) {
  return {
    title: 'The corrected total',
    text: 'The guest’s own total is put aside; what its host charged it takes its place. A process i gets the part that its ticks have in all non-idle ticks of the guest.',
    formula: 'total := Used;  process i := Used × n(i) ÷ sum of the non-idle n',
    values: [
      ['shown by the guest', share(shown)],
      ['charged by its host', share(used)],
      ['ready, and waited', share(ready)],
      ...(correction ? ([['intervals of both logs', String(correction.samples.length)]] as const) : []),
    ] as const,
    basis: {
      kind: 'source' as const,
      text: 'M. Friedman, CMG 2006, section 7; the parts of the processes: Friedman 2013',
    },
  };
}
