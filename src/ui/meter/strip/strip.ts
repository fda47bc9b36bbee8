import { LitElement, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { stripAt, type Strip } from '../../../sampling/strip';
import { base, controls } from '../../parts/styles';
import { guestFill } from '../../parts/timeline/guest-colours';
import { LINE_STYLES } from '../../parts/timeline/paint-more';
import type { GrowingLineKind, TimelineGroup, Window } from '../../parts/timeline/rows';
import '../../parts/timeline/timeline';
import type { LookEvent } from '../../parts/timeline/timeline';
import { term } from '../terms';
import { counter } from './counter';
import { stripRows } from './rows';
import { stripStyles } from './strip.styles';

/** Part of the strip that a narrow window begins with: the rest is a drag away. */
const NARROW_PART = 0.4;
/** A meter that had no tick for this long stands still, ms: longer than a tick of any Windows. */
const STANDING_MS = 25;
/** Guests that have a mark of their own in the legend. */
const NAMED = 8;

/**
 * A strip of time: who has the host's processor, what the watched guest wants, its ticks as they pend and land, and
 * what its meters make of them, beside the truth. It is moved, zoomed, played and stepped through tick by tick.
 */
@customElement('hf-meter-strip')
export class MeterStrip extends LitElement {
  static override styles = [base, controls, stripStyles];

  @property({ attribute: false }) strip!: Strip;
  /** The answer is not to be seen yet. */
  @property({ type: Boolean }) covered = false;
  /** What was guessed, as a share of 1; null for nothing. */
  @property({ attribute: false }) guess: number | null = null;
  @state() private cursor = 0;
  private window: Window = { from: 0, to: 1 };
  private groups: readonly TimelineGroup[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('strip')) {
      const { untilMs } = this.strip;
      const narrow = matchMedia('(max-width: 640px)').matches;
      this.window = { from: 0, to: untilMs * (narrow ? NARROW_PART : 1) };
      this.cursor = this.window.to;
    }
    if (changed.has('strip') || changed.has('covered') || changed.has('guess'))
      this.groups = stripRows(this.strip, this.covered, this.guess);
  }

  override render() {
    const { strip, cursor, covered } = this;
    const now = stripAt(strip, cursor);
    const still = now.step !== null && cursor - now.step.atMs > STANDING_MS ? now.step.atMs : null;
    return html`<hf-timeline
        label="Strip of time"
        grows
        ticks
        .groups=${this.groups}
        .end=${strip.untilMs}
        .window=${this.window}
        .cursor=${cursor}
        .note=${covered ? `${cursor.toFixed(0)} ms` : counter(now, cursor)}
        @look=${this.looked}
      ></hf-timeline>
      <ul class="legend lines">
        ${this.line('used', 'really used', now.usedMs)}
        ${
          covered
            ? nothing
            : html`${this.line('processor', 'its Task Manager shows', now.step?.shownMs)}
              ${this.line('process', 'its processes show', now.step?.processMs)}
              ${still === null ? nothing : html`<li class="small soft">both stand since the last tick, at ${still.toFixed(0)} ms</li>`}`
        }
        ${this.guess === null ? nothing : this.line('guess', 'your guess', this.guess * cursor)}
      </ul>
      <p class="key small soft">
        ${this.guestKeys()}
        ${
          this.strip.spans.some(({ state: what }) => what === 'ready')
            ? html`<span
                >${mark(svg`<path class="hatch" d="M-2 11L9 0M3 14L14 3M9 17L20 6"></path>`)}wants it and
                waits</span
              >`
            : nothing
        }
        ${covered ? nothing : this.tickKeys()}
      </p>`;
  }

  /** Each guest in its own colour; alike ones beyond a few are named together. */
  private guestKeys() {
    const { guests } = this.strip;
    return html`${guests
      .slice(0, NAMED)
      .map(
        (name, i) =>
          html`<span>${mark(svg`<rect width="18" height="11" fill=${guestFill(i)}></rect>`)}${name}</span>`,
      )}${guests.length > NAMED ? html`<span>and ${guests.length - NAMED} more, each in its own colour</span>` : nothing}`;
  }

  private tickKeys() {
    const { ticks, pending } = this.strip;
    const has = (test: (each: (typeof ticks)[number]) => boolean) => ticks.some(test);
    const come = ticks.filter(({ charge }) => charge !== 'none');
    return html`${
      pending.length
        ? html`<span
            >${mark(svg`<rect class="wait" y="4" width="18" height="4"></rect><circle class="dot" cx="3" cy="6" r="3"></circle>`)}a
            ${term('tick')} that fell due and is not handed over yet</span
          >`
        : nothing
    }
    ${come.some(({ truth, charge }) => truth && charge !== 'idle') ? html`<span>${tick('busy')}a tick charged to the guest’s work, rightly</span>` : nothing}
    ${come.some(({ truth, charge }) => truth && charge === 'idle') ? html`<span>${tick('idle')}a tick charged to ${term('idle loop', 'idle')}, rightly</span>` : nothing}
    ${has(({ truth, charge }) => !truth && charge !== 'none' && charge !== 'idle') ? html`<span>${tick('false')}charged for work that was not done then</span>` : nothing}
    ${has(({ truth, charge }) => !truth && charge === 'idle') ? html`<span>${tick('false-idle')}charged to idle, wrongly</span>` : nothing}
    ${has(({ charge }) => charge === 'none') ? html`<span>${mark(svg`<path class="lost" d="M6 3l6 6m0 -6l-6 6"></path>`)}never handed over</span>` : nothing}`;
  }

  private line(kind: GrowingLineKind, label: string, ms: number | undefined) {
    const { width, dash } = LINE_STYLES[kind];
    return html`<li class=${kind}>
      <svg class="sample" width="27" height="8" aria-hidden="true">
        <line
          class="line ${kind}"
          x2="27"
          y1="4"
          y2="4"
          stroke-width=${width}
          stroke-dasharray=${dash.join(' ') || 'none'}
        ></line>
      </svg>
      ${label} <b>${ms === undefined ? '–' : `${ms.toFixed(0)} ms`}</b>
    </li>`;
  }

  private looked = (event: LookEvent): void => {
    event.stopPropagation();
    this.window = event.window;
    if (event.cursor !== null) this.cursor = event.cursor;
  };
}

const mark = (of: unknown) => html`<svg class="mark" width="18" height="12" aria-hidden="true">${of}</svg>`;

/** A tick as it is drawn where it lands. */
function tick(kind: 'busy' | 'idle' | 'false' | 'false-idle') {
  const wide = kind === 'false' ? 3 : kind === 'false-idle' ? 1 : 2;
  return mark(svg`<rect class="tick ${kind}" x=${9 - wide / 2} y="0.5" width=${wide} height="11"></rect>`);
}
