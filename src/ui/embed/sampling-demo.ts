// First, so that the worker's text stands beside what says the same when a figure is compressed.
import { OneWorker } from './one-worker';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { own } from '../../estate/own';
import { storyScreen } from '../../sampling/story';
import type { StorySet } from '../../sampling/story/knobs';
import type { StoryStep } from '../../sampling/story/screen';
import { stripAt, type Strip } from '../../sampling/strip';
import type { Guessed, Judgement } from '../meter/guess/judge';
import { averageOf, shareText } from '../meter/pictures';
import { judgedOn, shareSaid } from '../meter/story/judged';
import { DemoLab, type DemoRun } from '../meter/story/lab';
import { clockBars, fateTable, outcome, ownLog, remedyTable, threeFigures } from '../meter/story/pictures';
import { counter } from '../meter/strip/counter';
import { stripRows } from '../meter/strip/rows';
import type { TickMark, TimelineGroup } from '../parts/timeline/rows';
import { many } from '../text/format';
import { SAMPLING_ATTRIBUTES } from './sampling-attributes';
import { checkLines } from './check-lines';
import { storyChecks, type FigureCheck } from './checks';
import { EmbeddedFigure } from './figure';
import { knobField } from './fields';
import { heapPicture } from './heap';
import { markSample, spanSample, timePicture } from './picture';
import { PlayedClock } from './played-clock';
import { eachReplication } from './each-replication';
import { unbroken } from '../text/unbroken';

const runs = Promise.resolve(new OneWorker(eachReplication));

/** Guests that have a mark of their own in the legend. */
const NAMED = 6;

/**
 * One screen of the story of the lying meter, in anybody's page: a question first, then its picture, its knobs and its
 * check against theory.
 */
export class SamplingFigure extends EmbeddedFigure {
  static readonly observedAttributes = SAMPLING_ATTRIBUTES.map(({ name }) => name);
  protected readonly table = SAMPLING_ATTRIBUTES;
  protected readonly frame = 'sampling-demo.html';
  private step: StoryStep = 'clock';
  private set: StorySet = {};
  /** What was guessed; null: shown without a guess; undefined: nothing yet. */
  private said: number | string | null | undefined;
  private judgement: Judgement | null = null;
  private picked = 'discard';
  /** Readings that were added to the heap. */
  private added = 0;
  /** Moment of the strip in sight, as a part of it. */
  private moment = 1;
  private readonly clock = new PlayedClock(() => this.change());
  private lab = this.newLab();

  private newLab(): DemoLab {
    return new DemoLab(
      () => runs,
      () => this.change(),
      this.asked,
    );
  }

  private get asked() {
    const strip = this.step === 'fates' ? this.picked : this.step === 'step' ? 'here' : '';
    return { step: this.step, seed: this.attributesRead ? this.seed : 7, set: this.set, strip };
  }

  protected get shown(): string {
    return this.step;
  }

  protected read(): void {
    const step = this.attributesRead.values.step as StoryStep;
    if (step !== this.step) {
      this.step = step;
      this.set = {};
      this.forget();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.lab.stop();
    this.lab = this.newLab();
    this.clock.stop();
  }

  /** Nothing was said yet. */
  protected override forget(): void {
    super.forget();
    this.said = undefined;
    this.judgement = null;
    this.added = 0;
    this.moment = 1;
    this.clock.stop();
  }

  private get first(): DemoRun | undefined {
    const { runs, of } = this.lab.state;
    return of === null ? undefined : Object.values(runs)[0];
  }

  private get checked(): DemoRun | undefined {
    return this.step === 'fates' ? own(this.lab.state.runs, this.picked) : this.first;
  }

  protected draw(): TemplateResult {
    const screen = storyScreen(this.step);
    // Nothing runs before something was said.
    if (this.said !== undefined) this.lab.show(JSON.stringify(this.asked));
    const failed = this.lab.state.failure;
    return html`${this.heads(screen.title)} ${screen.prose.map((text) => html`<p>${unbroken(text)}</p>`)}
    ${this.failure(failed && this.said !== undefined ? failed.text : null)}
    ${this.said === undefined ? this.question() : this.open()}`;
  }

  private question() {
    const { ask, meter } = storyScreen(this.step);
    const choices =
      ask.kind === 'answers' ? ask.answers : ask.choices?.map(({ shape, label }) => ({ id: shape, label }));
    return this.asks(
      ask.kind === 'answers'
        ? ask.question
        : `${ask.question} What will ${meter === 'processor' ? 'Task Manager' : 'the list of its processes'} show?`,
      choices
        ? html`${choices.map(
            ({ id, label }) => html`<button type="button" @click=${() => this.say(id)}>${label}</button>`,
          )}`
        : this.asksNumber(100, '%', 'It will show', (value) => this.say(value)),
      () => this.say(null),
    );
  }

  private say(value: number | string | null): void {
    this.said = value;
    this.change();
    this.toTitle();
  }

  private open() {
    const screen = storyScreen(this.step);
    const { of, asked } = this.lab.state;
    const stale = of !== null && JSON.stringify(of) !== JSON.stringify(asked);
    return html`${this.answered()}
      <figure class="hold ${stale ? 'stale' : ''}">${this.picture()}</figure>
      <div class="${stale ? 'stale' : ''}">${checkLines(this.checks())}</div>
      <p><b>So:</b> ${unbroken(screen.so)}</p>
      <div class="knobs">
        ${screen.knobs.map((each) =>
          knobField(each, this.set, (value) => {
            this.set = { ...this.set, [each.id]: value };
            this.added = 0;
            this.change();
          }),
        )}
        ${this.step === 'log' ? nothing : this.seedField()}
        <button type="button" @click=${() => (this.forget(), this.change(), this.toTitle())}>
          Guess again
        </button>
      </div>`;
  }

  private checks(): readonly FigureCheck[] | string {
    if (this.step === 'log') return 'Nothing is simulated here: the bars are the figures that you give.';
    return this.checked?.complete ? storyChecks(storyScreen(this.step), this.checked) : 'Simulating …';
  }

  private answered() {
    const { said } = this;
    if (said === null || said === undefined) return nothing;
    this.judgement ??= judgedOn(storyScreen(this.step), said, this.first, this.set);
    const { judgement } = this;
    return html`<p class="answered" role="status">
      ${
        judgement
          ? html`<b>${judgement.right ? '✓' : '✗'} ${unbroken(judgement.verdict)}</b>
              ${unbroken(judgement.belief)}`
          : 'Your guess is kept; it is judged once all readings are in.'
      }
    </p>`;
  }

  private picture() {
    const { state } = this.lab;
    const screen = storyScreen(this.step);
    const share = shareSaid(screen, this.said ?? null);
    const { first } = this;
    const readings = first?.readings ?? [];
    const shownBy = readings.map(({ processor }) => processor);
    const used = readings.length ? averageOf(readings.map((each) => each.used)) : NaN;
    switch (this.step) {
      case 'clock':
        return state.strip
          ? html`${this.clock.draw(state.strip, this.width)}
              <p class="small">The clock itself, over ${many(readings.length, 'minute')}:</p>
              ${threeFigures(first)} ${clockBars(first, share)}`
          : waiting;
      case 'seconds':
        return this.heap(shownBy, used);
      case 'step':
        return html`${this.strip()}
          <p>${unbroken(this.inStep())}</p>
          ${heapPicture(shownBy, used, this.guessed, this.width)}${heapKey(this.guessed)}`;
      case 'neighbour':
        return html`${this.strip()}${threeFigures(first)}
          <p>${unbroken(outcome(first))}</p>`;
      case 'fates':
        return html`${fateTable(state, this.picked, (name) => ((this.picked = name), this.change()))}${this.strip()}`;
      case 'log':
        return ownLog(this.set, share);
      case 'remedy':
        return html`${remedyTable(state, share)}${this.strip(null)}`;
    }
  }

  private get guessed(): Guessed | null {
    return (this.said ?? null) as Guessed | null;
  }

  private heap(values: readonly number[], used: number) {
    const { first } = this;
    if (!first) return waiting;
    const looks = Math.round((1000 * first.experiment.durationS) / first.experiment.guests[0].clock.tickMs);
    const last = first.readings[this.added - 1];
    const add = (by: number) => () => {
      this.added = by ? Math.min(values.length, this.added + by) : 0;
      this.change();
    };
    const all = this.added >= values.length;
    return html`<div class="row">
        <button class="main" type="button" ?disabled=${all} @click=${add(1)}>Add one</button>
        <button type="button" ?disabled=${all} @click=${add(100)}>Add a hundred</button>
        <button type="button" ?disabled=${this.added === 0} @click=${add(0)}>Begin again</button>
      </div>
      <p role="status">
        ${
          last
            ? `${many(this.added, 'reading')}. The last: ${Math.round(last.processor * looks)} of ${looks} looks found the thread at work, so ${shareText(last.processor)}; it used ${shareText(last.used)}.`
            : 'No reading yet.'
        }
      </p>
      ${heapPicture(values.slice(0, this.added), used, this.guessed, this.width, looks)}${heapKey(this.guessed, true)}`;
  }

  /** What the looks of this start see, and what other starts would. */
  private inStep(): string {
    const here = this.lab.state.runs.here?.readings[0];
    if (!here || !this.first) return '';
    const others = this.first.readings.map(({ processor }) => processor);
    return `From this start Task Manager shows ${shareText(here.processor)}; ${shareText(here.used)} was used. From ${many(others.length, 'other start')} it shows ${shareText(Math.min(...others))} to ${shareText(Math.max(...others))}, one block each:`;
  }

  private strip(share: number | null = shareSaid(storyScreen(this.step), this.said ?? null)) {
    const { strip } = this.lab.state;
    if (!strip) return waiting;
    const guess = share === null ? null : share / 100;
    const at = this.moment * strip.untilMs;
    const groups = stripRows(strip, false, guess);
    return html`${timePicture(groups, { from: 0, to: strip.untilMs }, this.width, at)}
      <label
        >Moment<span class="row"
          ><input
            type="range"
            min="0"
            max="1"
            step="0.001"
            .value=${String(this.moment)}
            aria-valuetext=${counter(stripAt(strip, at), at)}
            @input=${({ currentTarget }: Event) => {
              this.moment = (currentTarget as HTMLInputElement).valueAsNumber;
              this.change();
            }} /></span
      ></label>
      <p>${counter(stripAt(strip, at), at)}</p>
      ${stripKey(groups, strip, guess !== null)}`;
  }
}

const waiting = html`<p class="hold soft">Simulating …</p>`;

const key = (drawn: unknown, words: string, width = 24) =>
  html`<span><svg width=${width} height="14" aria-hidden="true">${drawn}</svg>${words}</span>`;
const line = (kind: string, words: string) => key(svg`<path class=${kind} d="M0 7H24"></path>`, words);
const patch = (kind: string, words: string) =>
  key(svg`<rect class=${kind} y="1" width="16" height="12"></rect>`, words, 16);

const TICKS: readonly (readonly [TickMark['kind'], string])[] = [
  ['busy', 'tick charged to work, rightly'],
  ['idle', 'to idle, rightly'],
  ['false', 'to work that was not done then'],
  ['false-idle', 'to idle, wrongly'],
  ['lost', 'never handed over'],
];

/** What stands in a strip, and how it is drawn. */
function stripKey(groups: readonly TimelineGroup[], { guests }: Strip, guessed: boolean) {
  const rows = groups.flatMap((group) => group.rows);
  const kinds = new Set<string>(
    rows.flatMap(({ spans = [], marks = [] }) => [...spans, ...marks].map(({ kind }) => kind)),
  );
  return html`<figcaption class="key">
    ${guests.slice(0, NAMED).map((name, i) => key(spanSample('run', i), name))}
    ${guests.length > NAMED ? html`<span>and ${guests.length - NAMED} more</span>` : nothing}
    ${kinds.has('ready') ? key(spanSample('ready'), 'wants it and waits') : nothing}
    ${rows.some(({ stack }) => stack?.length) ? line('due', 'tick that is due and not handed over') : nothing}
    ${TICKS.map(([kind, words]) => (kinds.has(kind) ? key(markSample(kind), words, 10) : nothing))}
    ${line('line used', 'really used')}${line('line processor', 'Task Manager')}${line('line process', 'its processes')}
    ${guessed ? line('line guess', 'your guess') : nothing}
  </figcaption>`;
}

const heapKey = (said: Guessed | null, coins = false) =>
  html`<figcaption class="key">
    ${patch('block', 'one reading')}${line('truth', 'really used')}
    ${coins ? line('coins', 'as many tosses of a coin') : nothing}
    ${said === null ? nothing : patch('guess', 'your guess')}
  </figcaption>`;

customElements.define('hostfold-sampling-demo', SamplingFigure);
