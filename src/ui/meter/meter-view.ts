import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Dispatcher } from '../../dispatch/pool';
import { parseExperiment } from '../../dispatch/experiment';
import type { Reading as LogReading } from '../../estate/recording';
import { METER_PRESETS, type MeterPreset } from '../../sampling/presets';
import { ChooseEvent } from '../fold/events';
import '../parts/choice';
import type { PickEvent } from '../parts/choice';
import { base, card, controls, progressLine } from '../parts/styles';
import { count } from '../text/format';
import './change';
import type { TurnEvent } from './change';
import './counters/correction';
import { LogsEvent, type Log, type ReadLog } from './counters/log';
import './counters/trust';
import './guess';
import type { GuessEvent } from './guess';
import { knobsOf, turned } from './knobs';
import { MeterLab } from './lab';
import './many/histogram';
import './many/lengths';
import './many/scatter';
import { length } from './many/lengths';
import { meterStyles } from './meter-view.styles';
import { mean, quantile, share } from './pictures';
import { linkOf, type Meter } from './specimen';
import './strip/strip';

const METERS = [
  { value: 'processor', label: '% Processor Time' },
  { value: 'process', label: 'its processes' },
] as const;

/** Why does the guest's meter lie: a strip of time, and what comes of it over many measurements. */
@customElement('hf-meter-view')
export class MeterView extends LitElement {
  static override styles = [base, controls, card, progressLine, meterStyles];

  /** What the address says: a demonstration and what differs from it. */
  @property() link = '';
  @property({ attribute: false }) dispatcher!: Dispatcher;
  /** Logs that the session has read. */
  @property({ attribute: false }) logs: readonly Log[] = [];
  @property({ attribute: false }) readLog: ReadLog | null = null;
  /** Logs that were read here, for these cards alone. */
  @state() private own: readonly LogReading[] = [];
  @state() private logProblem = '';
  @state() private guessing = false;
  /** What was guessed for each demonstration, as shares. */
  @state() private guesses: ReadonlyMap<string, number> = new Map();
  private lab: MeterLab | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.lab) this.lab = new MeterLab(this.dispatcher, () => this.requestUpdate(), this.link);
    else if (changed.has('link')) this.lab.show(this.link);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.lab?.stop();
    this.lab = null;
  }

  /** Resolves when nothing is simulated any more. */
  async settled(): Promise<void> {
    await this.updateComplete;
    await this.lab?.settled();
    await this.updateComplete;
  }

  override render() {
    const { specimen, failure, working } = this.lab!.state;
    const { preset, problem } = specimen;
    return html`<nav class="chips" aria-label="Demonstrations">
        <ol>
          ${METER_PRESETS.map(
            (each, i) =>
              html`<li>
                <button
                  type="button"
                  class="step"
                  aria-current=${each === preset ? 'step' : nothing}
                  @click=${() => this.open(each)}
                >
                  <span>${i + 1}</span> ${each.title}
                </button>
              </li>`,
          )}
        </ol>
        <label class="guess-first"
          ><input type="checkbox" .checked=${this.guessing} @change=${this.switchGuessing} />Guess
          first</label
        >
      </nav>
      <div class="line" aria-hidden="true">
        ${working === null ? nothing : html`<progress max="1" .value=${working}></progress>`}
      </div>
      <div class="page">
        ${problem ? html`<p class="notice" role="status">${problem.where}: ${problem.text}</p>` : nothing}
        ${failure ? html`<p class="notice bad" role="alert">${failure}</p>` : nothing} ${this.head()}
        ${this.pictures()} ${this.counters()}
        <p class="small soft era">
          Everything here is simulated as you look, and the clock is that of Windows XP and Server 2003, which
          charge whole ticks. Windows Server 2012 and later no longer count injected ticks. The modern remedy
          is steal time: the hypervisor tells the guest how long it was kept waiting, as Linux under KVM shows
          it.
        </p>
      </div>`;
  }

  private head() {
    const { specimen, many } = this.lab!.state;
    const { preset, meter } = specimen;
    const readings = many?.readings ?? [];
    const figures = [
      { kind: 'used', values: readings.map((each) => each.used), label: 'really used' },
      {
        kind: 'alone',
        values: (many?.own ?? []).map((each) => each[meter]),
        label: 'on its own machine',
      },
      { kind: 'shown', values: readings.map((each) => each[meter]), label: 'its Task Manager shows' },
    ];
    return html`<div class="top">
      <div class="words">
        <h1>${preset.title}</h1>
        ${
          this.covered
            ? html`<hf-meter-guess
                .question=${preset.question}
                @guess=${(event: GuessEvent) => this.guess(event.value)}
              ></hf-meter-guess>`
            : html`<p class="point">${preset.point}</p>
                <p class="soft">${preset.text}</p>`
        }
      </div>
      <dl class="answer" aria-live="polite">
        ${figures.map(
          ({ kind, values, label }) =>
            html`<div class=${kind}>
              <dt>${label}</dt>
              <dd>${kind === 'shown' && this.covered ? '?' : figureOf(values)}</dd>
            </div>`,
        )}
        ${this.verdict(mean(figures[2].values))}
      </dl>
    </div>`;
  }

  private verdict(shown: number) {
    const guess = this.guesses.get(this.lab!.state.specimen.preset.id);
    if (guess === undefined || !this.guessing) return nothing;
    const off = Math.abs(guess - shown);
    return html`<div class="said">
      <dt>you said ${share(guess)}</dt>
      <dd>${off < 0.03 ? 'You have it.' : `${share(off)} ${guess > shown ? 'too much' : 'too little'}`}</dd>
    </div>`;
  }

  private pictures() {
    const { specimen, strips, many, lengths, scatter } = this.lab!.state;
    const { preset, experiment, meter } = specimen;
    return html`<section class="card strip" aria-label="The strip of time">
        <div class="heading">
          <h2>The first ${strips ? strips.shared.untilMs.toFixed(0) : ''} ms, tick by tick</h2>
          <hf-choice
            label="Its meter"
            .options=${METERS}
            .value=${meter}
            @pick=${(event: PickEvent) => this.ask(event.value as Meter)}
          ></hf-choice>
        </div>
        ${
          strips
            ? html`<hf-meter-strip
                .strip=${strips.shared}
                .own=${strips.own}
                .meter=${meter}
                .covered=${this.covered}
              ></hf-meter-strip>`
            : html`<p class="hold soft">Simulating …</p>`
        }
      </section>
      <div class="pair">
        <div class="column">
          <section class="card many" aria-label="Many measurements">
            <h2>Measured for ${length(experiment.durationS)}, ${count(experiment.replications)} times</h2>
            ${
              this.covered
                ? html`<p class="hold soft">Shown after your guess.</p>`
                : many
                  ? html`<hf-meter-histogram .many=${many} .meter=${meter}></hf-meter-histogram>`
                  : html`<p class="hold soft">Simulating …</p>`
            }
          </section>
          <section class="card" aria-label="Length of observation">
            <h2>Does a longer look help?</h2>
            <p class="small soft">
              Error of the meter, in points of processor: the mean and the middle 95 % of 40 measurements of
              each length. What averaging mends narrows to the right; what it does not mend stays.
            </p>
            ${
              lengths.length && !this.covered
                ? html`<hf-meter-lengths .lengths=${lengths} .meter=${meter}></hf-meter-lengths>`
                : html`<p class="hold small-hold soft">
                    ${this.covered ? 'Shown after your guess.' : 'Simulating …'}
                  </p>`
            }
          </section>
        </div>
        <div class="column">
          <section class="card change" aria-label="Change it">
            <h2>Change it</h2>
            <hf-meter-change
              .knobs=${knobsOf(experiment)}
              .presets=${knobsOf(parseExperiment(preset.experiment))}
              @turn=${this.turn}
            ></hf-meter-change>
          </section>
          <section class="card" aria-label="Many hosts">
            <h2>Guests against their hosts</h2>
            ${
              scatter.length
                ? html`<hf-meter-scatter .points=${scatter}></hf-meter-scatter>`
                : html`<p class="hold soft">Simulating …</p>`
            }
          </section>
        </div>
      </div>`;
  }

  private counters() {
    return html`<div class="pair low">
      <section
        class="card"
        aria-label="Counter trust"
        @logs=${(event: LogsEvent) => this.read(event.files)}
        @dragover=${(event: DragEvent) => event.preventDefault()}
        @drop=${this.dropped}
      >
        ${this.logProblem ? html`<p class="notice bad" role="alert">${this.logProblem}</p>` : nothing}
        <hf-meter-trust .logs=${[...this.own, ...this.logs]}></hf-meter-trust>
      </section>
      <section class="card" aria-label="Correction">
        <hf-meter-correction
          .dispatcher=${this.dispatcher}
          .recordings=${this.own.flatMap(({ recordings }) => recordings)}
        ></hf-meter-correction>
      </section>
    </div>`;
  }

  private dropped = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void this.read(files);
  };

  /** Reads logs for the cards of this view; what cannot be read is said, and what was there stays. */
  private async read(files: readonly File[]): Promise<void> {
    this.logProblem = '';
    for (const file of files) {
      try {
        const reading = await this.readLog?.(file);
        if (reading) this.own = [reading, ...this.own];
      } catch (error) {
        this.logProblem =
          `${this.logProblem} ${error instanceof Error ? error.message : String(error)}`.trim();
      }
    }
  }

  private get covered(): boolean {
    return this.guessing && !this.guesses.has(this.lab!.state.specimen.preset.id);
  }

  private open(preset: MeterPreset): void {
    this.choose(preset === METER_PRESETS[0] ? '' : preset.id, preset.title.toLowerCase());
  }

  private turn = (event: TurnEvent): void => {
    event.stopPropagation();
    const { preset, input, experiment, meter } = this.lab!.state.specimen;
    const next = turned(input, knobsOf(experiment), event.knob, event.value);
    this.choose(linkOf(preset, next, meter), event.knob, event.live);
  };

  private ask(meter: Meter): void {
    const { preset, input } = this.lab!.state.specimen;
    this.choose(linkOf(preset, input, meter), 'meter');
  }

  private choose(link: string, what: string, live = false): void {
    this.dispatchEvent(new ChooseEvent({ meter: link }, what, live));
  }

  private guess(value: number): void {
    this.guesses = new Map(this.guesses).set(this.lab!.state.specimen.preset.id, value);
  }

  private switchGuessing = (event: Event): void => {
    this.guessing = (event.target as HTMLInputElement).checked;
    this.guesses = new Map();
  };
}

/** Readings farther apart than this are not one figure. */
const APART = 0.2;

/** The mean of readings, or their range where a single one may be far from it. */
function figureOf(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  if (!(high - low > APART)) return share(mean(values));
  const between = values.some((value) => value > low + APART / 4 && value < high - APART / 4);
  const from = String(Math.round(100 * low));
  return between ? `${from}–${Math.round(100 * high)} %` : `${from} or ${Math.round(100 * high)} %`;
}
