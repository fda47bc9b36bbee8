import { html, nothing, type TemplateResult } from 'lit';
import type { Strip } from '../../sampling/strip';
import { shareText } from '../meter/pictures';
import { isBusyAt } from '../meter/story/busy-at';
import { CLOCK_MS } from '../meter/story/lab';
import type { TickMark, TimelineGroup } from '../parts/timeline/rows';
import { many } from '../text/format';
import { timePicture } from './picture';

/** What is in sight once it is over, ms. */
const CLOSE_UP_MS = 600;

/** Be the clock: five seconds of a thread that works and waits unseen, and looks by hand that stand beside the clock's. */
export class PlayedClock {
  private looks: readonly { readonly atMs: number; readonly busy: boolean }[] = [];
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
      ${phase === 'over' ? timePicture(this.rows(strip), { from: 0, to: CLOSE_UP_MS }, width) : nothing}`;
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

  private rows({ spans, ticks }: Strip): readonly TimelineGroup[] {
    const mark = (at: number, busy: boolean): TickMark => ({ at, kind: busy ? 'busy' : 'idle' });
    const works = spans.filter(({ state, segment }) => state === 'run' && segment !== 'idle');
    return [
      {
        label: '',
        rows: [
          {
            label: 'thread at work',
            spans: works.map(({ fromMs, toMs }) => ({ from: fromMs, to: toMs, kind: 'run', tone: 0 })),
          },
          { label: 'your looks', marks: this.looks.map(({ atMs, busy }) => mark(atMs, busy)) },
          {
            label: 'the clock’s looks',
            marks: ticks.map(({ atMs, charge }) => mark(atMs, charge !== 'idle')),
          },
        ],
      },
    ];
  }

  private verdict({ ticks, spans }: Strip): string {
    const { looks } = this;
    const share = (busy: number, all: number) => (all ? shareText(busy / all) : 'nothing');
    const own = share(looks.filter(({ busy }) => busy).length, looks.length);
    const clock = share(ticks.filter(({ charge }) => charge !== 'idle').length, ticks.length);
    const worked = spans.reduce(
      (sum, { fromMs, toMs, state, segment }) =>
        sum + (state === 'run' && segment !== 'idle' ? toMs - fromMs : 0),
      0,
    );
    return `You looked ${many(looks.length, 'time')} and would charge ${own}. The clock looked ${many(ticks.length, 'time')} and charges ${clock}. The thread was at work for ${shareText(worked / CLOCK_MS)}.`;
  }
}
