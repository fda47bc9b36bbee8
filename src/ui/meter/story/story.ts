import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Dispatcher } from '../../../dispatch/pool';
import { STORY } from '../../../sampling/story';
import { STORY_STEPS, type StoryStep } from '../../../sampling/story/screen';
import { toHash } from '../../../scenario/link';
import { DEFAULT_SCENARIO } from '../../../scenario/scenario';
import { ChooseEvent } from '../../app/events';
import { notice } from '../../parts/notice';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { showStep, stepsStyles } from '../../parts/steps';
import { base, controls } from '../../parts/styles';
import { noticeStyles } from '../../parts/view.styles';
import { usesArrows } from './arrows';
import './demo';
import type { SamplingDemo, StoryEvent } from './demo';
import { classLink, storyLink, storyOf, type Story } from './link';

/**
 * The story: seven screens, one after the other, with what was guessed on the way. Next and back by the arrow keys.
 * @slot log - what reads logs, beneath the screen about them
 * @fires choose
 */
@customElement('hf-story')
export class StoryView extends LitElement {
  static override styles = [
    base,
    controls,
    noticeStyles,
    stepsStyles,
    css`
      .page {
        padding: 22px 28px 48px;
      }
      .on {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 10px 20px;
        max-width: 1060px;
        margin: 14px auto 0;
      }
      .on > div {
        display: flex;
        gap: 10px;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 24px;
        max-width: 1060px;
        margin: 22px auto 0;
        padding-top: 14px;
        border-top: 1px solid var(--hairline);
      }
      .foot p {
        flex: 1 1 300px;
      }
      a {
        color: var(--accent);
      }
      hf-number {
        --field-width: 80px;
      }
      @media (max-width: 640px) {
        .page {
          padding: 14px 12px 40px;
        }
      }
      @media print {
        .steps,
        .on,
        .foot {
          display: none;
        }
      }
    `,
  ];

  @property() link = '';
  /** What in the address could not be used, in other parts of it. */
  @property({ attribute: false }) trouble: string | null = null;
  @property({ attribute: false }) dispatcher: Dispatcher | null = null;
  /** There are logs: what reads them is in sight on every screen. */
  @property({ type: Boolean }) logs = false;
  @query('hostfold-sampling-demo') private demo!: SamplingDemo;
  private leave = new AbortController();
  /** The screen that was gone to: its title gets the focus. */
  private wanting = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    window.addEventListener('keydown', this.pressed, { signal: this.leave.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave.abort();
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('link')) return;
    showStep(this.renderRoot);
    if (!this.wanting) return;
    this.wanting = false;
    void this.demo.updateComplete.then(() => this.demo.focus());
  }

  /** Resolves when nothing is simulated any more. */
  async settled(): Promise<void> {
    await this.updateComplete;
    await this.demo.settled();
  }

  private get story(): Story {
    return storyOf(this.link).story;
  }

  override render() {
    const { story, problem } = storyOf(this.link);
    const { step, seed, said, set } = story;
    const at = STORY_STEPS.indexOf(step);
    const guesses = Object.values(said).filter(({ value }) => value !== null);
    const right = guesses.filter((each) => each.right).length;
    return html`<nav class="steps" aria-label="The story">
        <ol>
          ${STORY.map(
            ({ id, title }, i) =>
              html`<li>
                <button
                  type="button"
                  class="step"
                  aria-current=${id === step ? 'step' : nothing}
                  @click=${() => this.go(id)}
                >
                  ${i + 1} ${title}${mark(said[id])}
                </button>
              </li>`,
          )}
        </ol>
        <button class="link" type="button" @click=${this.sandbox}>Sandbox: nine demonstrations</button>
      </nav>
      <div class="page">
        ${this.trouble ? html`<p class="notice" role="status">${this.trouble}</p>` : nothing}
        ${notice(problem)}
        <hostfold-sampling-demo
          hosted
          .step=${step}
          .seed=${seed}
          .set=${set[step] ?? {}}
          .said=${said[step] ?? null}
          .dispatcher=${this.dispatcher}
          @story=${this.heard}
          >${step === 'log' ? html`<slot name="log" slot="log"></slot>` : nothing}</hostfold-sampling-demo
        >
        <div class="on">
          <span class="soft" role="status"
            >${guesses.length ? `Guessed right: ${right} of ${guesses.length}` : 'Screen by screen, with ← and →'}</span
          >
          <div>
            <button class="button" type="button" ?disabled=${at === 0} @click=${() => this.move(-1)}>
              ← Back
            </button>
            <button
              class="button main"
              type="button"
              @click=${() => (at === STORY.length - 1 ? this.sandbox() : this.move(1))}
            >
              ${at === STORY.length - 1 ? 'To the sandbox' : 'Next →'}
            </button>
          </div>
        </div>
        <div class="foot">
          <p class="small soft">
            For a class: with one seed everybody sees the same run. This
            <a href="#${toHash({ ...DEFAULT_SCENARIO, view: 'meter', meter: classLink(story) })}"
              >link for a class</a
            >
            holds the screen and the seed, and nothing that was guessed.
          </p>
          <hf-number
            label="Seed"
            whole
            .min=${0}
            .max=${2147483647}
            .value=${seed}
            @number=${(event: NumberEvent) => {
              event.stopPropagation();
              if (event.value !== null) this.choose({ ...this.story, seed: event.value }, 'seed');
            }}
          ></hf-number>
          <button
            class="button"
            type="button"
            @click=${() => this.choose({ ...this.story, said: {}, set: {} }, 'begin again')}
          >
            Forget my guesses
          </button>
        </div>
        ${this.logs && step !== 'log' ? html`<slot name="log"></slot>` : nothing}
      </div>`;
  }

  private heard = (event: StoryEvent): void => {
    event.stopPropagation();
    const { story } = this;
    const { step, change, live } = event;
    const next =
      'said' in change
        ? { ...story, said: { ...story.said, [step]: change.said } }
        : { ...story, set: { ...story.set, [step]: change.set } };
    this.choose(next, 'said' in change ? 'guess' : 'knob', live);
  };

  /** Goes to a screen. */
  go(step: StoryStep): void {
    this.wanting = true;
    this.choose({ ...this.story, step }, `screen ${STORY_STEPS.indexOf(step) + 1}`);
  }

  private move(by: 1 | -1): void {
    const next = STORY_STEPS[STORY_STEPS.indexOf(this.story.step) + by];
    if (next) this.go(next);
  }

  private sandbox = (): void => {
    this.dispatchEvent(new ChooseEvent({ meter: 'alone' }, 'sandbox'));
  };

  private choose(story: Story, what: string, live = false): void {
    this.dispatchEvent(new ChooseEvent({ meter: storyLink(story) }, what, live));
  }

  private pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if ((event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') || usesArrows(event)) return;
    event.preventDefault();
    this.move(event.key === 'ArrowRight' ? 1 : -1);
  };
}

/** Whether a screen was answered, in its chip. */
function mark(guess: Story['said'][StoryStep]): string {
  if (!guess || guess.value === null) return '';
  return guess.right ? ' ✓' : ' ✗';
}
