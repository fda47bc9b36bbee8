import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Dispatcher } from '../../../dispatch/pool';
import { own } from '../../../estate/own';
import { storyScreen } from '../../../sampling/story';
import type { StorySet } from '../../../sampling/story/knobs';
import { STORY_STEPS, type StoryStep } from '../../../sampling/story/screen';
import { Bench } from '../../app/lab';
import { ExplainEvent } from '../../parts/explanation';
import type { Explainer } from '../../parts/explainer';
import { PageEvent } from '../../parts/page-event';
import { base, card, controls } from '../../parts/styles';
import { many } from '../../text/format';
import type { Term } from '../../text/glossary';
import { prosed } from '../../text/prose';
import { unbroken } from '../../text/unbroken';
import '../guess/guess';
import type { GuessEvent, MeterGuess } from '../guess/guess';
import type { Guessed, Judgement } from '../guess/judge';
import { averageOf, shareText } from '../pictures';
import '../strip/strip';
import './blocks';
import { checkOf } from './check';
import './clock';
import { demoStyles } from './demo.styles';
import { DemoLab, type DemoRun } from './lab';
import type { StoryGuess } from './link';
import { judgedOn, shareSaid } from './judged';
import { storyKnob } from './knob';
import { clockBars, fateTable, outcome, ownLog, remedyTable, threeFigures } from './pictures';
import './seconds';
import { standIn } from './stand-in';

/** Something was said on a screen, or a knob was turned. */
export class StoryEvent extends PageEvent {
  static override readonly type = 'story';
  constructor(
    readonly step: StoryStep,
    readonly change: { readonly said: StoryGuess } | { readonly set: StorySet },
    readonly live = false,
  ) {
    super();
  }
}

/**
 * One screen of the story of the lying meter, as a figure of its own: prose, a question, a picture with its knobs under
 * it, and a check. It needs nothing of the page around it: without a dispatcher it starts workers of its own, without
 * tokens it brings colours of its own, and words explain themselves in place.
 * @attr step - which screen: clock, seconds, step, neighbour, fates, log or remedy
 * @attr seed - what its runs draw from; the same seed shows the same everywhere
 * @fires story
 */
@customElement('hostfold-sampling-demo')
export class SamplingDemo extends LitElement {
  static override styles = [base, controls, card, demoStyles];

  @property() step: string = STORY_STEPS[0];
  @property({ type: Number }) seed = 7;
  @property({ attribute: false }) set: StorySet = {};
  @property({ attribute: false }) said: StoryGuess | null = null;
  @property({ attribute: false }) dispatcher: Dispatcher | null = null;
  /** It is part of a page that explains words itself. */
  @property({ type: Boolean }) hosted = false;
  /** The fate whose strip is in sight. */
  @state() private picked = 'discard';
  @state() private judgement: Judgement | null = null;
  @query('hf-meter-guess') private guess!: MeterGuess | null;
  @query('.title') private heading!: HTMLElement;
  private judged = '';
  private shownStep = '';
  private leave = new AbortController();
  private readonly bench = new Bench(
    this,
    (changed) => new DemoLab(async () => this.dispatcher ?? standIn.dispatcher(), changed, this.asked),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    if (this.hosted) return;
    standIn.dress(this);
    this.addEventListener(ExplainEvent.type, (event) => void this.explain(event as ExplainEvent), {
      signal: this.leave.signal,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave.abort();
  }

  /** The screen in sight: the first for a name that is none. */
  get screenId(): StoryStep {
    return STORY_STEPS.find((each) => each === this.step) ?? STORY_STEPS[0];
  }

  private get asked() {
    const id = this.screenId;
    const strip = id === 'fates' ? this.picked : id === 'step' ? 'here' : '';
    const seed = Number.isInteger(this.seed) && this.seed >= 0 ? this.seed : 7;
    return { step: id, seed, set: this.set, strip };
  }

  override willUpdate(): void {
    if (this.shownStep !== this.screenId) {
      this.shownStep = this.screenId;
      this.judgement = null;
      this.judged = '';
      this.picked = 'discard';
    }
    this.bench.lab.show(JSON.stringify(this.asked));
    this.judge();
  }

  /** Resolves when nothing is simulated any more. */
  settled(): Promise<void> {
    return this.bench.settled();
  }

  override focus(): void {
    this.heading.focus();
  }

  /** Judges what was said, once, and tells whether it was right. */
  private judge(): void {
    const { said } = this;
    if (said === null || said.value === null) return;
    const key = `${this.screenId} ${said.value}`;
    if (this.judged === key) return;
    const judgement = judgedOn(storyScreen(this.screenId), said.value, this.first, this.set);
    if (!judgement) return;
    this.judged = key;
    this.judgement = judgement;
    if (said.right !== judgement.right) this.tell({ said: { ...said, right: judgement.right } });
  }

  private get first(): DemoRun | undefined {
    const { runs, of } = this.bench.lab.state;
    return of === null ? undefined : Object.values(runs)[0];
  }

  /** What is in sight is not of what the knobs say now. */
  private get stale(): boolean {
    const { of, asked } = this.bench.lab.state;
    return of !== null && JSON.stringify(of) !== JSON.stringify(asked);
  }

  /** What was said, as the pictures of this screen draw it: of readings, as a share of 1, as a share in %. */
  private get guessed() {
    const value = this.said?.value ?? null;
    const share = shareSaid(storyScreen(this.screenId), value);
    return { readings: value as Guessed | null, line: share === null ? null : share / 100, share };
  }

  override render() {
    const screen = storyScreen(this.screenId);
    const place = STORY_STEPS.indexOf(screen.id) + 1;
    const { failure } = this.bench.lab.state;
    const unknown = this.step !== screen.id;
    const seen = new Set<Term>();
    return html`<article class="card">
      ${
        unknown
          ? html`<p class="notice" role="status">
              Found step “${this.step.slice(0, 40)}”, expected one of ${STORY_STEPS.join(', ')}. The first is
              shown.
            </p>`
          : nothing
      }
      ${failure ? html`<p class="notice" role="alert">${failure.where}: ${failure.text} ${failure.fix}</p>` : nothing}
      ${this.heads(place, screen.title)}
      <div class="prose">${screen.prose.map((text) => html`<p>${prosed(text, seen)}</p>`)}</div>
      ${this.said === null ? this.asks() : this.open(seen)}
      ${screen.id === 'log' ? html`<slot name="log"></slot>` : nothing}
    </article>`;
  }

  /** The page's first heading where the figure is all of a view, else one among the headings around it. */
  private heads(place: number, text: string) {
    const inside = html`<span class="soft">${place}.</span> ${text}`;
    return this.hosted
      ? html`<h1 class="title" tabindex="-1">${inside}</h1>`
      : html`<h2 class="title" tabindex="-1">${inside}</h2>`;
  }

  /** The question; the picture comes after it. */
  private asks() {
    const { ask, meter } = storyScreen(this.screenId);
    const question =
      ask.kind === 'answers'
        ? ask.question
        : `${ask.question} What will ${meter === 'processor' ? 'Task Manager' : 'the list of its processes'} show?`;
    return html`<div class="asks">
      <p class="label">Guess first</p>
      ${
        ask.kind === 'answers'
          ? html`<p class="question" id="question">${unbroken(question)}</p>
              <div class="answers" role="group" aria-labelledby="question">
                ${ask.answers.map(
                  ({ id, label }) =>
                    html`<button class="button" type="button" @click=${() => this.say(id)}>${label}</button>`,
                )}
              </div>`
          : html`<hf-meter-guess
              .question=${question}
              .choices=${ask.choices ?? []}
              @guess=${(event: GuessEvent) => {
                event.stopPropagation();
                this.say(event.value);
              }}
            ></hf-meter-guess>`
      }
      <button class="link skip" type="button" @click=${() => this.say(null)}>Show me without a guess</button>
    </div>`;
  }

  private open(seen: Set<Term>) {
    const screen = storyScreen(this.screenId);
    const check = checkOf(this.checked, screen.meter);
    return html`${this.answered()}
      <div class="picture ${this.stale ? 'stale' : ''}">${this.picture()}</div>
      <div class="knobs">
        ${screen.knobs.map((each) => storyKnob(each, this.set, (value, live) => this.turn(each.id, value, live)))}
      </div>
      <p class="so"><b>So:</b> ${prosed(screen.so, seen)}</p>
      ${
        screen.id === 'log'
          ? nothing
          : html`<p class="check small soft ${this.stale ? 'stale' : ''}">
              ${check.agrees === null ? '' : check.agrees ? '✓ ' : '✗ '}${unbroken(check.text)}; seed
              ${this.asked.seed}
            </p>`
      }`;
  }

  /** The run that the check is about. */
  private get checked(): DemoRun | undefined {
    const { runs } = this.bench.lab.state;
    return this.screenId === 'fates' ? own(runs, this.picked) : this.first;
  }

  private answered() {
    const { said, judgement } = this;
    if (!said || said.value === null) return nothing;
    if (!judgement)
      return html`<p class="answered">Your guess is kept; it is judged once all readings are in.</p>`;
    return html`<p class="answered" role="status">
      <b>${judgement.right ? '✓' : '✗'} ${unbroken(judgement.verdict)}</b> ${unbroken(judgement.belief)}
    </p>`;
  }

  private picture() {
    const { state: pictures } = this.bench.lab;
    const { strip } = pictures;
    const { set, guessed } = this;
    switch (this.screenId) {
      case 'clock':
        return strip
          ? html`<hf-story-clock .strip=${strip}></hf-story-clock>
              <p class="small soft">
                The clock itself, over ${many(this.first?.readings.length ?? 0, 'minute')}:
              </p>
              ${threeFigures(this.first)} ${clockBars(this.first, guessed.share)}`
          : waiting;
      case 'seconds':
        return html`<hf-story-seconds .run=${this.first} .guess=${guessed.readings}></hf-story-seconds>`;
      case 'step':
        return html`${this.strip()}
          <p class="outcome">${unbroken(this.inStep())}</p>
          <hf-story-blocks
            .values=${this.first?.readings.map(({ processor }) => processor) ?? []}
            .used=${this.first?.readings.length ? averageOf(this.first.readings.map(({ used }) => used)) : NaN}
            .guess=${guessed.readings}
          ></hf-story-blocks>`;
      case 'neighbour':
        return html`${this.strip()}${threeFigures(this.first)}
          <p class="outcome">${unbroken(outcome(this.first))}</p>`;
      case 'fates':
        return html`${fateTable(pictures, this.picked, (name) => (this.picked = name))}${this.strip()}`;
      case 'log':
        return ownLog(set, guessed.share);
      case 'remedy':
        return html`${remedyTable(pictures, guessed.share)}${this.strip()}`;
    }
  }

  private strip() {
    const { strip } = this.bench.lab.state;
    return strip
      ? html`<hf-meter-strip
          .strip=${strip}
          .guess=${this.screenId === 'remedy' ? null : this.guessed.line}
        ></hf-meter-strip>`
      : waiting;
  }

  /** What the looks of this start see, and what other starts would. */
  private inStep(): string {
    const { runs } = this.bench.lab.state;
    const here = runs.here?.readings[0];
    if (!here || !this.first) return '';
    const others = this.first.readings.map(({ processor }) => processor);
    return `From this start Task Manager shows ${shareText(here.processor)}; ${shareText(here.used)} was used. From ${many(others.length, 'other start')} it shows ${shareText(Math.min(...others))} to ${shareText(Math.max(...others))}, one block each:`;
  }

  private turn(id: string, value: number | string, live = false): void {
    this.tell({ set: { ...this.set, [id]: value } }, live);
  }

  private say(value: number | string | null): void {
    this.tell({ said: { value, right: false } });
    void this.updateComplete.then(() => this.focus());
  }

  /** Keeps it, and tells whoever is around. */
  private tell(change: StoryEvent['change'], live = false): void {
    Object.assign(this, change);
    this.dispatchEvent(new StoryEvent(this.screenId, change, live));
  }

  /** Puts the focus where a guess is said. */
  async focusGuess(): Promise<void> {
    await this.updateComplete;
    await this.guess?.focusField();
  }

  private async explain(event: ExplainEvent): Promise<void> {
    event.stopPropagation();
    await import('../../parts/explainer');
    let explainer = this.renderRoot.querySelector<Explainer>('hf-explainer');
    if (!explainer) {
      explainer = document.createElement('hf-explainer') as Explainer;
      this.renderRoot.append(explainer);
    }
    await explainer.show(event.explanation, event.anchor);
  }
}

const waiting = html`<p class="hold soft">Simulating …</p>`;
