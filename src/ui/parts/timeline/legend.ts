import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles';
import type { SpanKind } from './rows';
import { KIND_WORDS } from './words';

/** What the patterns of a timeline mean. */
@customElement('hf-timeline-legend')
export class TimelineLegend extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 13px;
        line-height: 22px;
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      svg {
        flex: none;
        width: 26px;
        height: 14px;
        overflow: hidden;
      }
      .run {
        fill: var(--band-2);
      }
      .want {
        fill: var(--band-rest);
      }
      .track {
        fill: var(--free);
      }
      .lines {
        stroke: var(--soft);
        stroke-width: 1.1;
      }
      .burnt {
        stroke: var(--band-2);
        stroke-width: 2;
      }
    `,
  ];

  @property({ attribute: false }) kinds: readonly SpanKind[] = ['run', 'ready', 'costop', 'wait'];
  /** Other words for some of the kinds. */
  @property({ attribute: false }) words: Partial<Record<SpanKind, string>> = {};

  override render() {
    return html`<ul>
      ${this.kinds.map((kind) => html`<li>${swatch(kind)}${this.words[kind] ?? KIND_WORDS[kind]}</li>`)}
    </ul>`;
  }
}

function swatch(kind: SpanKind) {
  const lines = (...at: readonly string[]) => svg`<path class="lines" d=${at.join('')}></path>`;
  const track = svg`<rect class="track" y="1" width="26" height="12"></rect>`;
  const inside = {
    run: () => svg`<rect class="run" width="26" height="14"></rect>`,
    want: () => svg`<rect class="want" y="1" width="26" height="12"></rect>`,
    burnt: () => svg`<path class="burnt" d="M0 1H26M0 13H26"></path>${lines('M0 7H26')}`,
    ready: () =>
      svg`${track}${lines(...Array.from({ length: 7 }, (_, i) => `M${i * 6 - 12} 13L${i * 6} 1`))}`,
    costop: () =>
      svg`${track}${lines('M0 4H26M0 10H26', ...Array.from({ length: 9 }, (_, i) => `M${i * 3 + 1.5} 1V13`))}`,
    stolen: () =>
      svg`${track}${lines('M0 1H26M0 13H26', ...Array.from({ length: 4 }, (_, i) => `M${i * 7 + 2.5} 4L${i * 7 + 6.5} 10M${i * 7 + 6.5} 4L${i * 7 + 2.5} 10`))}`,
    wait: () => lines('M0 7H26'),
  }[kind];
  return html`<svg viewBox="0 0 26 14" aria-hidden="true">${inside()}</svg>`;
}
