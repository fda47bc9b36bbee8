import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { POLICIES, type Policy } from '../../../placement/options';
import '../../parts/how';
import { base } from '../../parts/styles';
import { count, figure } from '../../text/format';
import { MANY_MARKS, hostsPerMark } from './units';

const WIDE = { width: 8, height: 13, step: 10, group: 4 };
const SMALL = { width: 5, height: 13, step: 6, group: 3 };

/** The three ways to add servers up, side by side, with hosts as marks that can be counted. */
@customElement('hf-policies')
export class Policies extends LitElement {
  static override styles = [
    base,
    css`
      table {
        border-collapse: collapse;
      }
      caption {
        padding-bottom: 4px;
        text-align: left;
        font-size: 13px;
        line-height: 18px;
        color: var(--soft);
        white-space: nowrap;
      }
      th {
        padding: 2px 14px 2px 0;
        font-size: 13px;
        font-weight: normal;
        text-align: left;
        white-space: nowrap;
        color: var(--soft);
      }
      td {
        padding: 2px 0;
      }
      td.number {
        padding-left: 12px;
        font-weight: 650;
      }
      .chosen th {
        color: var(--ink);
        font-weight: 650;
      }
      svg {
        display: block;
        max-width: 100%;
      }
      rect {
        fill: var(--band-over);
      }
      .chosen rect {
        fill: var(--cpu);
      }
      @media (forced-colors: active) {
        rect {
          fill: GrayText;
        }
        .chosen rect {
          fill: Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;

  override render() {
    const { unplaced, policy } = this.answer;
    const policies = { ...this.answer.policies, ...(unplaced.length ? { [policy]: null } : {}) };
    const largest = Math.max(1, ...POLICIES.map((p) => policies[p.id] ?? 0));
    const per = hostsPerMark(largest);
    const longest = Math.ceil(largest / per);
    const mark = longest > MANY_MARKS ? SMALL : WIDE;
    // Fives stand together so that they can be counted at a glance.
    const x = (k: number): number => k * mark.step + Math.floor(k / 5) * mark.group;
    return html`<table>
      <caption>
        Hosts, by how load is added up${per > 1 ? `; one mark is ${per} hosts` : ''}
      </caption>
      ${POLICIES.map(({ id, label, how }) => {
        const hosts = policies[id];
        return html`<tr class=${id === this.answer.policy ? 'chosen' : ''}>
          <th scope="row"><hf-how .explanation=${this.why(id, label, how)}>${label}</hf-how></th>
          <td>
            <svg width=${x(longest)} height=${mark.height} aria-hidden="true">
              ${
                hosts === null
                  ? nothing
                  : Array.from(
                      { length: Math.ceil(hosts / per) },
                      (_, k) => svg`<rect x=${x(k)} width=${mark.width} height=${mark.height} rx="2"></rect>`,
                    )
              }
            </svg>
          </td>
          <td class="number">${hosts === null ? this.unknown(id) : count(hosts)}</td>
        </tr>`;
      })}
    </table>`;
  }

  /** Once a fold has come to its end, no number means that not all servers found room. */
  private unknown(id: Policy) {
    const { endedBy, unplaced, policy } = this.answer;
    const full = id === policy && unplaced.length > 0;
    if (endedBy === 'running' && !full) return '…';
    return html`<span class="soft small"
      >${endedBy === 'cancelled' && !full ? 'not known' : 'not all fit'}</span
    >`;
  }

  private why(id: Policy, label: string, how: string) {
    const { demand, resources } = this.answer;
    const values = resources.flatMap((r) => {
      const value = demand[r.id]?.[id];
      return value === undefined ? [] : [[`${r.label}, all servers`, `${figure(value)} ${r.unit}`] as const];
    });
    return { title: label, text: how, values, control: { id: 'policy', label: 'fold by' } };
  }
}
