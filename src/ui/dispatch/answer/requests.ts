import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PER_MS } from '../../../engine/dispatch/host';
import { base, card, controls } from '../../parts/styles';
import type { Window } from '../../parts/timeline/rows';
import { axisMarks } from '../../parts/timeline/scale';
import { figure } from '../../text/format';
import type { Run } from '../run/lab';

/** Size of a picture in its own units. */
const BOX = { width: 860, height: 96, left: 34, foot: 18, top: 6 } as const;

/**
 * What pends and what queues over the time in sight: interrupts that a guest takes at one moment, and requests at each
 * device.
 */
@customElement('hf-requests')
export class RequestsPicture extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      h3 {
        margin-top: 6px;
        font-size: 14px;
        line-height: 20px;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        overflow: visible;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      .batch {
        stroke: var(--cpu);
        stroke-width: 3;
      }
      .queue {
        fill: var(--accent-wash);
        stroke: var(--cpu);
        stroke-width: 1.25;
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;
  /** The stretch of time in sight, as on the timeline. */
  @property({ attribute: false }) window: Window = { from: 0, to: 600 };

  override render() {
    const { experiment, timeline, answer } = this.run;
    if (!timeline || experiment.devices.length === 0) return html``;
    const { from, to } = this.window;
    const seen = timeline.batches.filter(({ time }) => time / PER_MS >= from && time / PER_MS <= to);
    const largest = Math.max(0, ...seen.map(({ size }) => size));
    const g = answer.guests.findIndex(({ measured }) => measured.disk !== null);
    const batch = answer.guests[g]?.batch;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Completions in batches, and the queue at the disk</h2>
      <p class="small soft">
        ${seen.length} batches in the time in sight above, the largest of ${largest}.
        ${batch ? html`Over all runs ${figure(batch.mean.mean)} interrupts come at one moment; index of dispersion ${figure(batch.dispersion.mean)} (1: at random).` : nothing}
        ${answer.devices.map(({ name, queueMs }) => html`At ${name} a request waits ${figure(queueMs.mean)}&nbsp;ms on average.`)}
      </p>
      <h3>Interrupts taken at one moment</h3>
      ${this.frame(largest, (x, y) => seen.map(({ time, size }) => svg`<line class="batch" x1=${x(time / PER_MS)} x2=${x(time / PER_MS)} y1=${y(0)} y2=${y(size)}></line>`))}
      ${experiment.devices.map(({ name }, d) => {
        const steps = this.queue(d);
        const most = Math.max(1, ...steps.map(({ count }) => count));
        return html`<h3>Requests at ${name}, in service or waiting</h3>
          ${this.frame(most, (x, y) => svg`<path class="queue" d=${`M${x(from)} ${y(0)}${steps.map(({ at, count }) => `H${x(at).toFixed(1)}V${y(count).toFixed(1)}`).join('')}H${x(to)}V${y(0)}Z`}></path>`)}`;
      })}
    </section>`;
  }

  /** How many requests are at a device, from each moment on, within the time in sight. */
  private queue(device: number): readonly { at: number; count: number }[] {
    const { from, to } = this.window;
    const steps = [{ at: from, count: 0 }];
    let count = 0;
    for (const each of this.run.timeline!.requests) {
      if (each.device !== device) continue;
      const at = each.time / PER_MS;
      if (at > to) break;
      count += each.change;
      if (at <= from) steps[0] = { at: from, count };
      else steps.push({ at, count });
    }
    return steps;
  }

  private frame(most: number, draw: (x: (ms: number) => number, y: (n: number) => number) => unknown) {
    const { width, height, left, foot, top } = BOX;
    const { from, to } = this.window;
    const end = Math.max(1, most);
    const x = (ms: number) => left + ((ms - from) / (to - from)) * (width - left);
    const y = (n: number) => height - foot - (n / end) * (height - foot - top);
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      ${[0, end].map((n) => svg`<line class="grid" x1=${left} x2=${width} y1=${y(n)} y2=${y(n)}></line><text x=${left - 6} y=${y(n) + 4} text-anchor="end">${n}</text>`)}
      ${axisMarks(this.window, 6).map(({ at, label }) => svg`<text x=${Math.min(width - 24, Math.max(left + 12, x(at)))} y=${height - 4} text-anchor="middle">${label}</text>`)}
      ${draw(x, y)}
    </svg>`;
  }
}
