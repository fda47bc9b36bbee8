import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Strip } from '../../../sampling/strip';
import { base, controls } from '../../parts/styles';
import type { TimelineGroup } from '../../parts/timeline/rows';
import '../../parts/timeline/timeline';
import { many } from '../../text/format';
import { CLOCK_MS } from './lab';
import { chargedBy, isBusyAt, looksBeside, type OwnLook } from './looks';

/** What is in sight first once it is over, ms. */
const CLOSE_UP_MS = 500;

/**
 * Be the clock: for five seconds a thread works and waits unseen, and each press of Look notes which. Then the looks
 * stand beside the clock's own.
 */
@customElement('hf-story-clock')
export class StoryClock extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px 18px;
        min-height: 64px;
      }
      .look {
        min-width: 150px;
        min-height: 56px;
        font-size: 20px;
      }
      .said {
        font-size: 17px;
        line-height: 25px;
      }
      progress {
        width: 160px;
        accent-color: var(--accent);
      }
    `,
  ];

  /** The thread's five seconds, and the looks of the real clock. */
  @property({ attribute: false }) strip!: Strip;
  @state() private looks: readonly OwnLook[] = [];
  @state() private phase: 'before' | 'running' | 'over' = 'before';
  @state() private now = 0;
  @query('.look') private button!: HTMLButtonElement;
  private begun = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private groups: readonly TimelineGroup[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('strip') || changed.get('strip') === undefined) return;
    clearInterval(this.timer);
    this.phase = 'before';
    this.looks = [];
  }

  override focus(): void {
    this.button.focus();
  }

  override render() {
    const { phase, looks } = this;
    const last = looks.at(-1);
    return html`<div class="row">
        <button class="button main look" type="button" @click=${this.pressed}>
          ${phase === 'running' ? 'Look' : phase === 'before' ? 'Start' : 'Once more'}
        </button>
        ${
          phase === 'running'
            ? html`<progress max=${CLOCK_MS} .value=${this.now} aria-label="Time that is over"></progress>
                <p class="said" aria-live="off">
                  ${many(looks.length, 'look')}${last ? html`, the last: <b>${last.busy ? 'at work' : 'not at work'}</b>` : nothing}
                </p>`
            : phase === 'before'
              ? html`<p class="said">
                  For ${CLOCK_MS / 1000} seconds: press Look, or the space bar, 64 times a second.
                </p>`
              : html`<p class="said" role="status">${this.verdict()}</p>`
        }
      </div>
      ${
        phase === 'over'
          ? html`<hf-timeline
              label="Your looks and the clock’s"
              ticks
              .groups=${this.groups}
              .end=${CLOCK_MS}
              .window=${{ from: 0, to: CLOSE_UP_MS }}
              @look=${(event: Event) => event.stopPropagation()}
            ></hf-timeline>`
          : nothing
      }`;
  }

  private pressed = (): void => {
    if (this.phase !== 'running') return this.start();
    this.look(performance.now() - this.begun);
  };

  private start(): void {
    this.looks = [];
    this.now = 0;
    this.phase = 'running';
    this.begun = performance.now();
    this.timer = setInterval(() => {
      this.now = performance.now() - this.begun;
      if (this.now >= CLOCK_MS) this.end();
    }, 100);
  }

  /** Notes what the thread does at a moment. */
  look(atMs: number): void {
    if (atMs < CLOCK_MS) this.looks = [...this.looks, { atMs, busy: isBusyAt(this.strip, atMs) }];
  }

  /** What was seen stands beside what the clock saw. */
  end(): void {
    clearInterval(this.timer);
    this.phase = 'over';
    this.groups = looksBeside(this.strip, this.looks);
  }

  private verdict(): string {
    const { looks, strip } = this;
    const { own, clock, worked } = chargedBy(strip, looks);
    return `You looked ${many(looks.length, 'time')}, ${(looks.length / (CLOCK_MS / 1000)).toFixed(1)} a second, and would charge ${own}. The clock looked ${many(strip.ticks.length, 'time')} and charges ${clock}. The thread was at work for ${worked}.`;
  }
}
