import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, controls } from '../../parts/styles';
import { many } from '../../text/format';
import type { Guessed } from '../guess/judge';
import { averageOf, shareText } from '../pictures';
import './blocks';
import type { DemoRun } from './lab';

const HUNDRED = 100;

/** What one reading is called, by its length in seconds. */
const LENGTHS: Readonly<Record<number, string>> = { 1: 'second', 10: 'ten seconds', 60: 'minute' };

/** Readings that fall into a histogram, one at a time or a hundred at once: each reading is one block. */
@customElement('hf-story-seconds')
export class StorySeconds extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px 18px;
      }
      .said {
        flex: 1 1 300px;
        max-width: 76ch;
      }
      @media print {
        .row .button {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) run: DemoRun | undefined;
  @property({ attribute: false }) guess: Guessed | null = null;
  /** Readings that were added. */
  @state() private added = 0;
  private shown = '';

  override willUpdate(): void {
    const of = JSON.stringify(this.run?.experiment ?? null);
    if (of === this.shown) return;
    this.shown = of;
    this.added = 0;
  }

  override render() {
    const { run } = this;
    const all = run?.readings ?? [];
    const shown = all.slice(0, this.added);
    const seconds = run?.experiment.durationS ?? NaN;
    const looks = run ? Math.round((1000 * seconds) / run.experiment.guests[0].clock.tickMs) : NaN;
    const last = shown.at(-1);
    const more = (by: number) => () => (this.added = Math.min(all.length, this.added + by));
    return html`<div class="row">
        <button class="button main" type="button" ?disabled=${this.added >= all.length} @click=${more(1)}>
          Add one ${LENGTHS[seconds] ?? 'reading'}
        </button>
        <button class="button" type="button" ?disabled=${this.added >= all.length} @click=${more(HUNDRED)}>
          Add a hundred
        </button>
        <button class="button" type="button" ?disabled=${this.added === 0} @click=${() => (this.added = 0)}>
          Begin again
        </button>
        <p class="said" role="status">
          ${
            last
              ? html`${many(shown.length, 'reading')}. The last: ${Math.round(last.processor * looks)} of
                ${looks} looks found the thread at work, so ${shareText(last.processor)}; it used
                ${shareText(last.used)}.`
              : 'No reading yet.'
          }
        </p>
      </div>
      <hf-story-blocks
        .values=${shown.map(({ processor }) => processor)}
        .used=${all.length ? averageOf(all.map(({ used }) => used)) : NaN}
        .looks=${looks}
        .guess=${this.guess}
      ></hf-story-blocks>`;
  }
}
