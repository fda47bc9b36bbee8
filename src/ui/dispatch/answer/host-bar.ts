import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../parts/how';
import { sharesStyles } from '../../parts/shares.styles';
import { base } from '../../parts/styles';
import type { Run } from '../run/lab';
import { overheadTheory } from '../theory';
import { said, share } from '../words';

const PARTS = [
  { id: 'busy', label: 'work of the guests', text: 'Time in which threads ran that wanted to.' },
  {
    id: 'burnt',
    label: 'idle loops',
    text: 'Time that guests with nothing to do had a processor, because nobody saw that they were idle.',
  },
  {
    id: 'overhead',
    label: 'host',
    text: 'Switches between guests, the host’s own interrupt service and housekeeping.',
  },
  { id: 'idle', label: 'idle', text: 'Time in which no guest had the processor, or its owner let it stand.' },
] as const;

/**
 * What the processors of the host do: one bar, and its parts in figures.
 * @fires explain
 */
@customElement('hf-host-bar')
export class HostBar extends LitElement {
  static override styles = [
    base,
    sharesStyles,
    css`
      .busy {
        fill: var(--cpu);
        background: var(--cpu);
      }
      .burnt {
        fill: var(--band-4);
        background: var(--band-4);
      }
      .overhead {
        fill: var(--vcpu);
        background: var(--vcpu);
      }
      .idle {
        fill: var(--free);
        background: var(--free);
      }
      .error {
        color: var(--soft);
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;

  override render() {
    const { host } = this.run.answer;
    const parts = PARTS.filter(({ id }) => id === 'busy' || id === 'idle' || host[id].mean > 5e-5);
    let x = 0;
    return html`<section aria-labelledby="title">
      <h2 id="title">Time of the processors, with standard errors</h2>
      <svg class="bar" height="22" aria-hidden="true">
        ${parts.map(({ id }) => {
          const width = 100 * Math.max(0, host[id].mean);
          const rect = svg`<rect class=${id} x="${x}%" width="${width}%" height="22"></rect>`;
          x += width;
          return rect;
        })}
      </svg>
      <ul>
        ${parts.map((part) => {
          const { value, error } = share(host[part.id]);
          return html`<li>
            <span class="swatch ${part.id}"></span
            ><span
              >${part.label}
              <hf-how .explanation=${this.why(part)}
                ><b>${value}</b>${error ? html`<span class="error"> ± ${error}</span>` : ''} %</hf-how
              ></span
            >
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private why({ id, label, text }: (typeof PARTS)[number]) {
    const { answer, experiment } = this.run;
    const theory = id === 'overhead' ? overheadTheory(experiment) : null;
    return {
      title: label,
      text,
      values: [
        ['of the processors ± standard error', said(share(answer.host[id]), '%')],
        ...(theory ? [['closed form', `${(100 * theory.value).toFixed(2)} %`] as const] : []),
        ['events simulated', answer.events.toLocaleString('en')],
      ] as (readonly [string, string])[],
      basis: theory ? ({ kind: 'source', text: `${theory.formula}; ${theory.source}` } as const) : undefined,
      control:
        id === 'overhead'
          ? { id: 'costs', label: 'costs and limits' }
          : id === 'burnt'
            ? { id: 'detect', label: 'idle guests' }
            : undefined,
    };
  }
}
