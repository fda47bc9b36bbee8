import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../parts/how';
import { shares } from '../../parts/shares';
import { sharesStyles } from '../../parts/shares.styles';
import { base } from '../../parts/styles';
import type { Run } from '../run/lab';
import { overheadTheory } from '../../../dispatch/theory';
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
      }
      .burnt {
        fill: var(--band-4);
      }
      .overhead {
        fill: var(--vcpu);
      }
      .idle {
        fill: var(--free);
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
    return shares(
      'title',
      'Time of the processors, with standard errors',
      1,
      parts.map((part) => {
        const { value, error } = share(host[part.id]);
        const figure = html`<hf-how .explanation=${this.why(part)}
          ><b>${value}</b>${error ? html`<span class="error"> ± ${error}</span>` : ''}&nbsp;%</hf-how
        >`;
        return { ...part, width: Math.max(0, host[part.id].mean), figure };
      }),
    );
  }

  private why({ id, label, text }: (typeof PARTS)[number]) {
    const { answer, experiment } = this.run;
    const theory = id === 'overhead' ? overheadTheory(experiment) : null;
    return {
      title: label,
      text,
      values: [
        ['of the processors ± standard error', said(share(answer.host[id]), '%')],
        ...(theory ? [['closed form', `${(100 * theory.value).toFixed(2)}\u00a0%`] as const] : []),
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
