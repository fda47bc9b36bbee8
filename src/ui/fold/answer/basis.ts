import { minuteMoment } from '../../../estate/moment';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { FACTS, type FactId } from '../../../estate/fact-fields';
import { assumedOverheads } from '../../../overhead/profile-bases';
import type { FoldAnswer } from '../../../placement/answer';
import { measuredWords } from '../../../placement/basis';
import { overheadRangeWords } from '../../../placement/overhead-range';
import { base } from '../../parts/styles';
import type { Explanation } from '../../parts/explanation';
import '../../parts/how';
import { list } from '../../../estate/crowd';
import { count, many, percent } from '../../text/format';

/** What the number rests on: in one line, which opens. */
@customElement('hf-basis')
export class BasisLine extends LitElement {
  static override styles = [
    base,
    css`
      summary {
        line-height: 24px;
        color: var(--soft);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 16px;
        margin: 6px 0 0;
        font-size: 13px;
        line-height: 19px;
      }
      dt {
        color: var(--soft);
      }
      dd {
        margin: 0;
        text-wrap: pretty;
      }
      @media (max-width: 640px) {
        dl {
          display: block;
        }
        dd {
          margin-bottom: 4px;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  @state() private all = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.openAll);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.openAll);
  }

  /** Paper holds what stands behind a line. */
  private openAll = (): void => {
    this.all = true;
  };

  override render() {
    const { answer } = this;
    const { coverage, guessed, clipped, doubts, overheadHosts, window } = answer.basis;
    const facts = (Object.entries(guessed) as [FactId, number][]).map(
      ([fact, n]) => `${FACTS[fact].label} of ${many(n, 'server')}`,
    );
    const assumed = assumedOverheads(answer.profile).map(({ label }) => label);
    const short = [
      measuredWords(answer),
      ...(facts.length ? [`${count(facts.length)} ${facts.length === 1 ? 'fact' : 'facts'} guessed`] : []),
      ...(assumed.length ? [`${many(assumed.length, 'overhead')} assumed`] : []),
      ...(overheadHosts ? [`${overheadRangeWords(overheadHosts)} over the ranges of overheads`] : []),
      window ? `${many(window.days, 'day')} of data` : 'no dates',
    ];
    return html`<details ?open=${this.all}>
      <summary>It rests on: ${short.join(', ')}</summary>
      <dl>
        <dt>Measured</dt>
        <dd>
          ${
            answer.grid.slots > 1
              ? html`<hf-how .explanation=${measuredHow(answer)}>${percent(coverage)}</hf-how> of the slots
                  hold a
                  sample${coverage < 1 ? "; elsewhere each server's own 95th percentile stands in" : ''}.`
              : 'One figure for each server, for all the time.'
          }
          ${
            answer.assumedUse.length
              ? `How busy processors are is assumed of ${many(answer.assumedUse.length, 'server')}.`
              : nothing
          }
        </dd>
        <dt>Time</dt>
        <dd>
          ${
            window
              ? `${minuteMoment(window.from)} to ${minuteMoment(window.to)}, ${many(window.days, 'day')}. What other days ask is not known.`
              : 'No times are in the data: whether peaks coincide is not known.'
          }
        </dd>
        <dt>Guessed</dt>
        <dd>${facts.length ? `${list(facts)}: type them into the guest table.` : 'No fact that decides.'}</dd>
        <dt>Assumed</dt>
        <dd>
          ${
            assumed.length
              ? `${list(assumed)}: no measurement of this platform was found; ranges and sources stand under Overheads.`
              : 'No overhead.'
          }
        </dd>
        ${
          overheadHosts
            ? html`<dt>Overheads</dt>
                <dd>
                  ${overheadRangeWords(overheadHosts)}, found by short searches with every overhead at the low
                  and at the high end of its range. Decide draws them one by one.
                </dd>`
            : nothing
        }
        ${
          clipped
            ? html`<dt>Cut off</dt>
                <dd>Values of ${many(clipped, 'server')} at what a meter can show.</dd>`
            : nothing
        }
        ${
          doubts.length
            ? html`<dt>In doubt</dt>
                <dd>${list(doubts)}.</dd>`
            : nothing
        }
      </dl>
    </details>`;
  }
}

function measuredHow({ basis: { coverage }, grid }: FoldAnswer): Explanation {
  return {
    title: `${percent(coverage)} measured`,
    formula: 'slots with a sample ÷ slots, over all servers',
    values: [
      ['slots of each server', count(grid.slots)],
      ['share with a sample', percent(coverage)],
    ],
  };
}
