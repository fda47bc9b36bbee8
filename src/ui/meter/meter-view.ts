import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Experiment, ExperimentInput } from '../../dispatch/experiment';
import type { Dispatcher } from '../../dispatch/pool';
import { parseExperiment } from '../../dispatch/parse';
import type { Meter } from '../../sampling/ask';
import { METER_PRESETS, type MeterPreset } from '../../sampling/presets';
import { ChooseEvent } from '../app/events';
import { Bench } from '../app/lab';
import '../parts/choice';
import type { PickEvent } from '../parts/choice';
import type { FindControlEvent } from '../parts/explanation';
import { notice } from '../parts/notice';
import { showStep, stepsStyles } from '../parts/steps';
import { base, card, controls, progressLine } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import { count } from '../text/format';
import { hostsCard, looksCard, ownCard, staleClass, type Cards } from './cards';
import './change';
import type { MeterChange, TurnEvent } from './change';
import type { MeterCounters } from './counters/counters';
import type { GuessEvent } from './guess/guess';
import type { Guessed } from './guess/judge';
import './headline';
import type { MeterHeadline, TryEvent } from './headline';
import { dodgingAs, knobsOf, turned } from './knobs';
import { MeterLab } from './lab';
import './many/histogram';
import { meterStyles } from './meter-view.styles';
import type { DodgeEvent } from './own/dodger';
import { length } from './pictures';
import { linkOf, meterOf, type Guess } from './specimen';
import { usesArrows } from './story/arrows';
import { isStory } from './story/link';
import './story/story';
import type { StoryView } from './story/story';
import './strip/strip';
import { term } from './terms';

const METERS = [
  { value: 'processor', label: '% Processor Time' },
  { value: 'process', label: 'its processes' },
] as const;

/**
 * Why does the guest's meter lie: a strip of time, and what comes of it over many measurements.
 * @slot counters - the cards of counters, which have logs of their own
 */
@customElement('hf-meter-view')
export class MeterView extends LitElement {
  static override styles = [base, controls, card, progressLine, noticeStyles, stepsStyles, meterStyles];

  /** What the address says: a demonstration and what differs from it. */
  @property() link = '';
  /** What in the address could not be used, in other parts of it. */
  @property({ attribute: false }) trouble: string | null = null;
  /** Files were opened: their logs are to be in sight. */
  @property({ type: Boolean }) logs = false;
  @property({ attribute: false }) dispatcher!: Dispatcher;
  @query('hf-meter-headline') private headline!: MeterHeadline;
  @query('hf-meter-change') private change!: MeterChange;
  @query('hf-story') private story!: StoryView | null;
  private readonly bench = new Bench(this, (changed) => new MeterLab(this.dispatcher, changed, this.link));
  private shownPreset = '';
  private leave = new AbortController();
  /** What is to get the focus when it is there. */
  private wanting: 'guess' | 'figures' | null = null;

  private get telling(): boolean {
    return isStory(this.link);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    const { signal } = this.leave;
    window.addEventListener('keydown', this.pressed, { signal });
    // A log that is dropped is looked at by the screen about logs.
    window.addEventListener('drop', () => this.toLog(), { signal, capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave.abort();
  }

  override willUpdate(): void {
    if (!this.telling) this.bench.lab.show(this.link);
  }

  override updated(): void {
    if (this.telling) {
      this.shownPreset = '';
      return;
    }
    void this.refocus();
    const { id } = this.bench.lab.state.specimen.preset;
    if (id === this.shownPreset) return;
    this.shownPreset = id;
    showStep(this.renderRoot);
  }

  /** Resolves when nothing is simulated any more. */
  async settled(): Promise<void> {
    await this.updateComplete;
    await (this.telling ? this.story?.settled() : this.bench.settled());
  }

  /** The screen of the story about logs comes into sight. */
  private toLog(): void {
    if (this.telling) this.story?.go('log');
  }

  /** Next and previous demonstration. */
  private pressed = (event: KeyboardEvent): void => {
    if (this.telling || event.defaultPrevented) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || usesArrows(event)) return;
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = METER_PRESETS.indexOf(this.bench.lab.state.specimen.preset);
    const next = at < 0 ? undefined : METER_PRESETS[at + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    this.open(next);
  };

  /** Takes files that were pasted on the page: they are logs, for the cards of counters. */
  takeFiles(files: readonly File[]): void {
    this.toLog();
    this.counters?.takeFiles(files);
  }

  focusSearch(): void {
    this.counters?.focusSearch();
  }

  private get counters(): MeterCounters | null {
    return this.querySelector('hf-meter-counters');
  }

  override render() {
    if (this.telling)
      return html`<hf-story
        .link=${this.link}
        .trouble=${this.trouble}
        .dispatcher=${this.dispatcher}
        ?logs=${this.logs}
        ><slot name="counters" slot="log"></slot
      ></hf-story>`;
    const { specimen, failure, working, many } = this.bench.lab.state;
    const { preset, problem, guess } = specimen;
    return html`<nav class="steps" aria-label="Demonstrations">
        <ol>
          ${METER_PRESETS.map(
            (each, i) =>
              html`<li>
                <button
                  type="button"
                  class="step"
                  title=${each.title}
                  aria-current=${each.id === preset.id ? 'step' : nothing}
                  @click=${() => this.open(each)}
                >
                  <span>${i + 1}</span> ${each.short}
                </button>
              </li>`,
          )}
        </ol>
        <button class="link" type="button" @click=${() => this.choose('', 'story')}>
          The story, from its beginning
        </button>
        <label class="guess-first"
          ><input type="checkbox" .checked=${guess !== 'off'} @change=${this.switchGuessing} />Guess
          first</label
        >
      </nav>
      <div class="line" aria-hidden="true">
        ${working?.slow ? html`<progress max="1" .value=${working.fraction}></progress>` : nothing}
      </div>
      <div class="page">
        ${this.trouble ? html`<p class="notice" role="status">${this.trouble}</p>` : nothing}
        ${notice(problem)} ${notice(failure, true)}
        <hf-meter-headline
          .specimen=${specimen}
          .many=${many}
          ?busy=${working !== null}
          @guess=${(event: GuessEvent) => this.guess(event.value)}
          @try=${(event: TryEvent) => this.rewrite(event.input, event.label)}
        ></hf-meter-headline>
        ${this.pictures()}
        <slot name="counters"></slot>
        <p class="small soft era">
          Everything here is simulated as you look, and the clock is that of Windows XP and Server 2003, which
          charge whole ticks. Windows Server 2012 and later no longer count injected ticks. The modern remedy
          is ${term('steal time')}: the ${term('VMM', 'hypervisor')} tells the guest how long it was kept
          waiting, as Linux under KVM shows it.
        </p>
      </div>`;
  }

  private pictures() {
    const { specimen, strips, many } = this.bench.lab.state;
    const { preset, experiment, meter } = specimen;
    return html`<section class="card strip" aria-label="The strip of time">
        <div class="heading">
          <h2>The first ${strips ? strips.strip.untilMs.toFixed(0) : ''} ms, tick by tick</h2>
        </div>
        ${
          strips
            ? html`<hf-meter-strip
                class=${this.stale(strips.experiment)}
                .strip=${strips.strip}
                .guess=${this.guessed}
                .covered=${this.covered}
              ></hf-meter-strip>`
            : html`<p class="hold soft">Simulating …</p>`
        }
      </section>
      ${ownCard(this.cards, this.turn, this.dodge)}
      <div class="pair first">
        <section
          class="card many"
          aria-label="Many measurements"
          aria-busy=${this.measured ? 'false' : 'true'}
        >
          <div class="heading">
            <h2>Measured for ${length(experiment.durationS)}, ${count(experiment.replications)} times</h2>
            <p class="going small soft" role="status">${this.going()}</p>
          </div>
          <div class="meters">
            <hf-choice
              label="Its meter"
              .options=${METERS}
              .value=${meter}
              @pick=${(event: PickEvent) => this.ask(event.value as Meter)}
            ></hf-choice>
            <p class="small soft">
              ${
                meter === 'processor'
                  ? html`${term('Processor Time')}: what is not idle`
                  : html`${term('Process %')}: what its threads were charged`
              }
            </p>
          </div>
          ${
            this.covered
              ? html`<p class="hold soft">Shown after your guess.</p>`
              : many
                ? html`<hf-meter-histogram
                    class=${this.stale(many.experiment)}
                    .many=${many}
                    .meter=${meter}
                    .guess=${this.said}
                  ></hf-meter-histogram>`
                : html`<p class="hold soft">Simulating …</p>`
          }
        </section>
        <section class="card change" aria-label="Change it">
          <h2>Change it</h2>
          <hf-meter-change
            .knobs=${knobsOf(experiment)}
            .presets=${knobsOf(parseExperiment(preset.experiment))}
            @turn=${this.turn}
          ></hf-meter-change>
        </section>
      </div>
      <div class="pair">${looksCard(this.cards)} ${hostsCard(this.cards)}</div>`;
  }

  private get cards(): Cards {
    return { pictures: this.bench.lab.state, covered: this.covered };
  }

  /** Marks a picture that is of the experiment before. */
  private stale(of: Experiment | null): string {
    return staleClass(this.bench.lab.state, of);
  }

  /** What was guessed. */
  private get said(): Guessed | null {
    const { guess } = this.bench.lab.state.specimen;
    return guess === 'off' || guess === 'first' ? null : guess;
  }

  /** The number that was guessed, as a share of 1. */
  private get guessed(): number | null {
    return typeof this.said === 'number' ? this.said / 100 : null;
  }

  /** Measurements of what is set that are in. */
  private get done(): number {
    const { many, specimen } = this.bench.lab.state;
    return many?.experiment === specimen.experiment ? many.readings.length : 0;
  }

  private get measured(): boolean {
    return this.done === this.bench.lab.state.specimen.experiment.replications;
  }

  /** How far the measurements are, with a way to stop them. */
  private going() {
    const { working, cancelled, specimen } = this.bench.lab.state;
    const { experiment } = specimen;
    const { done } = this;
    const of = `${count(done)} of ${count(experiment.replications)}`;
    if (working?.slow)
      return html`${done < experiment.replications ? of : 'other lengths'}
        <button class="button" type="button" @click=${() => this.bench.lab.cancel()}>Cancel</button>`;
    if (cancelled)
      return html`Stopped at ${of}.
        <button class="button" type="button" @click=${() => this.bench.lab.goOn()}>Go on</button>`;
    return nothing;
  }

  private get covered(): boolean {
    return this.bench.lab.state.specimen.guess === 'first';
  }

  /** Brings a control into sight and focuses it. */
  async findControl(event: FindControlEvent): Promise<void> {
    await this.change.updateComplete;
    this.change.find(event.control);
  }

  private open(preset: MeterPreset): void {
    this.choose(linkOf(preset, preset.experiment, meterOf(preset), this.asking), preset.title.toLowerCase());
  }

  private turn = (event: TurnEvent): void => {
    event.stopPropagation();
    const { input, experiment } = this.bench.lab.state.specimen;
    const next = turned(input, knobsOf(experiment), event.knob, event.value);
    this.rewrite(next, event.knob, event.live);
  };

  private dodge = (event: DodgeEvent): void => {
    event.stopPropagation();
    const { input, experiment } = this.bench.lab.state.specimen;
    const { part, of, live } = event;
    this.rewrite(dodgingAs(input, experiment, part, of), 'part of the tick', live);
  };

  private ask(meter: Meter): void {
    const { preset, input } = this.bench.lab.state.specimen;
    this.choose(linkOf(preset, input, meter, this.asking), 'meter');
  }

  /** The same demonstration with another experiment: whoever guesses first is asked again. */
  private rewrite(input: ExperimentInput, what: string, live = false): void {
    const { preset, meter } = this.bench.lab.state.specimen;
    this.choose(linkOf(preset, input, meter, this.asking), what, live);
  }

  private choose(link: string, what: string, live = false): void {
    this.dispatchEvent(new ChooseEvent({ meter: link }, what, live));
  }

  private get asking(): Guess {
    return this.bench.lab.state.specimen.guess === 'off' ? 'off' : 'first';
  }

  private guess(value: Guessed): void {
    const { preset, input, meter } = this.bench.lab.state.specimen;
    this.choose(linkOf(preset, input, meter, value), 'guess');
    this.wanting = 'figures';
  }

  private switchGuessing = (event: Event): void => {
    const on = (event.target as HTMLInputElement).checked;
    const { preset, input, meter } = this.bench.lab.state.specimen;
    this.wanting = on ? 'guess' : null;
    this.choose(linkOf(preset, input, meter, on ? 'first' : 'off'), 'guess first');
  };

  /** Gives the focus to what takes the place of what had it, once that is there. */
  private async refocus(): Promise<void> {
    const { guess } = this.bench.lab.state.specimen;
    if (this.wanting === null || (this.wanting === 'guess') !== (guess === 'first')) return;
    const asked = this.wanting === 'guess';
    this.wanting = null;
    await this.headline.updateComplete;
    if (asked) await this.headline.focusGuess();
    else this.headline.focus();
  }
}
