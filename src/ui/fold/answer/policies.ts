import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { ROUGH_BELOW } from '../../../estate/statistics';
import { cannotFit } from '../../../placement/proves';
import { POLICIES, type Policy } from '../../../placement/options';
import '../../parts/how';
import { base } from '../../parts/styles';
import { count, figure, many } from '../../text/format';
import { marksFor, marksStyles } from './marks';

/** The three ways to add servers up, side by side, with the machines to buy as marks that can be counted. */
@customElement('hf-policies')
export class Policies extends LitElement {
  static override styles = [
    base,
    marksStyles,
    css`
      .chosen th {
        color: var(--ink);
        font-weight: 650;
      }
      rect:not(.besides) {
        fill: var(--band-over);
      }
      .chosen rect:not(.besides) {
        fill: var(--cpu);
      }
      /* As wide as the table, never wider. */
      p {
        width: 0;
        min-width: 100%;
      }
      /* Marks of many machines are wider than the narrowest window: they scroll, the page does not. */
      @media (max-width: 480px) {
        :host {
          display: block;
          overflow-x: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;

  override render() {
    const { unplaced, policy, endedBy, basis } = this.answer;
    const policies = { ...this.answer.policies, ...(unplaced.length ? { [policy]: null } : {}) };
    const besides = this.besides();
    const { per, row } = marksFor(Math.max(1, ...POLICIES.map((p) => policies[p.id] ?? 0)) + (besides ?? 0));
    const what = besides === null ? 'hosts' : 'machines';
    // While it is counted the note has its place already: nothing below moves when the number comes.
    const rough = policies['sum-of-p95'] === null && endedBy !== 'running' ? 0 : basis.rough;
    return html`<table>
        <caption>
          ${besides === null ? 'Hosts that carry' : 'Machines'}, by how load is added
          up${per > 1 ? `; one mark is ${per} ${what}` : ''}
        </caption>
        ${POLICIES.map(({ id, label, how }) => {
          const hosts = policies[id];
          return html`<tr class=${id === this.answer.policy ? 'chosen' : ''}>
            <th scope="row"><hf-how .explanation=${this.why(id, label, how)}>${label}</hf-how></th>
            <td>${this.unknown(id, hosts) ?? row(hosts, besides ?? 0)}</td>
            <td class="number">
              ${hosts === null ? (endedBy === 'running' ? '…' : '–') : `${rough && id === 'sum-of-p95' ? '≈ ' : ''}${count(hosts + (besides ?? 0))}`}
            </td>
          </tr>`;
        })}
      </table>
      ${rough ? html`<p class="soft small">≈ On ${many(rough, 'server')} 95th percentiles are of fewer than ${ROUGH_BELOW} values: rough.</p>` : nothing}`;
  }

  /**
   * Machines besides the hosts that carry, alike by every policy: of one kind, as many stand by as may fail. Null where
   * how many stand by depends on the plan, or is not known.
   */
  private besides(): number | null {
    const { machines, withFailures, hosts } = this.answer;
    const kinds = new Set(hosts.map(({ kind }) => kind.name));
    if (machines.spare === null || (withFailures.tolerated > 0 && kinds.size > 1)) return null;
    return machines.spare + machines.native + machines.unplaced;
  }

  /** What stands in place of marks where no plan for all is known. */
  private unknown(id: Policy, hosts: number | null) {
    const { endedBy, unplaced, policy } = this.answer;
    const full = id === policy && unplaced.length > 0;
    if (hosts !== null || (endedBy === 'running' && !full)) return null;
    const text = full
      ? cannotFit(this.answer)
        ? 'not all can fit'
        : 'not all placed'
      : endedBy === 'cancelled'
        ? 'not known'
        : 'no plan found';
    return html`<span class="soft small">${text}</span>`;
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
