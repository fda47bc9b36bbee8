import { html, nothing, type TemplateResult } from 'lit';
import type { Strip } from '../../sampling/strip';
import { CLOCK_MS } from '../meter/story/lab';
import { chargedBy, isBusyAt, looksBeside, type OwnLook } from '../meter/story/looks';
import { many } from '../text/format';
import { timePicture } from './picture';

/** What is in sight once it is over, ms. */
const CLOSE_UP_MS = 600;

/** Be the clock: five seconds of a thread that works and waits unseen, and looks by hand that stand beside the clock's. */
export class PlayedClock {
  private looks: readonly OwnLook[] = [];
  private phase: 'before' | 'running' | 'over' = 'before';
  private begun = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly changed: () => void) {}

  /** Back to the beginning. */
  stop(): void {
    clearInterval(this.timer);
    this.phase = 'before';
    this.looks = [];
  }

  draw(strip: Strip, width: number): TemplateResult {
    const { phase, looks } = this;
    const running = phase === 'running';
    const said = running
      ? `${many(looks.length, 'look')}${looks.length ? `, the last: ${looks.at(-1)!.busy ? 'at work' : 'not at work'}` : ''}`
      : phase === 'over'
        ? this.verdict(strip)
        : `For ${CLOCK_MS / 1000} seconds: press Look, or the space bar, 64 times a second.`;
    return html`<div class="row">
        <button class="main look" type="button" @click=${() => this.press(strip)}>
          ${running ? 'Look' : phase === 'before' ? 'Start' : 'Once more'}
        </button>
        <span role=${running ? nothing : 'status'}>${said}</span>
      </div>
      ${phase === 'over' ? timePicture(looksBeside(strip, looks), { from: 0, to: CLOSE_UP_MS }, width) : nothing}`;
  }

  private press(strip: Strip): void {
    const now = performance.now();
    if (this.phase === 'running') {
      const atMs = now - this.begun;
      this.looks = [...this.looks, { atMs, busy: isBusyAt(strip, atMs) }];
    } else {
      this.stop();
      this.phase = 'running';
      this.begun = now;
      this.timer = setTimeout(() => {
        this.phase = 'over';
        this.changed();
      }, CLOCK_MS);
    }
    this.changed();
  }

  private verdict(strip: Strip): string {
    const { looks } = this;
    const { own, clock, worked } = chargedBy(strip, looks);
    return `You looked ${many(looks.length, 'time')} and would charge ${own}. The clock looked ${many(strip.ticks.length, 'time')} and charges ${clock}. The thread was at work for ${worked}.`;
  }
}
