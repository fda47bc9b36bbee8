import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { slotSaid } from '../../estate/grid';
import { FOR_PEOPLE } from '../../report/choice-words';
import { filled } from '../../report/filled';
import { resourceName } from '../../report/names';
import { originRows } from '../../report/origin';
import type { AppState } from '../app/state';
import { base } from '../parts/styles';
import { many } from '../text/format';

/**
 * What only paper shows, where nothing can be opened: as its head the date, every choice, the window and the files; as
 * its end every host with all its guests, every server that no host carries, all advice and all findings.
 */
@customElement('hf-paper')
export class Paper extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: none;
      }
      @media print {
        :host {
          display: block;
        }
      }
      h2 {
        margin: 14px 0 4px;
        font-size: 15px;
      }
      table {
        border-collapse: collapse;
        font-size: 12px;
        line-height: 16px;
      }
      tr {
        break-inside: avoid;
      }
      th,
      td {
        padding: 1px 14px 1px 0;
        text-align: left;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      th {
        white-space: nowrap;
      }
      /* Names of choices and figures are whole; names of files may be long. */
      th + td {
        min-width: 18ch;
      }
      p,
      li {
        font-size: 12px;
        line-height: 16px;
      }
      ul {
        margin: 0;
        padding-left: 18px;
      }
    `,
  ];

  @property({ attribute: false }) state!: AppState;
  @property() place: 'head' | 'end' = 'head';
  /** Nothing of it is drawn before paper is asked for. */
  @state() private asked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.fill);
    window.addEventListener('afterprint', this.empty);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.fill);
    window.removeEventListener('afterprint', this.empty);
  }

  private fill = (): void => {
    this.asked = true;
    // Paper is laid out at once.
    this.performUpdate();
  };

  private empty = (): void => {
    this.asked = false;
  };

  override render() {
    const { answer, stale } = this.state;
    if (!answer || stale || !this.asked) return nothing;
    return this.place === 'head' ? this.head() : this.end();
  }

  private head() {
    const { scenario, files } = this.state;
    const origin = { scenario, files: files.map(({ name, bytes }) => ({ name, bytes })) };
    return html`<h2>Hostfold, ${new Date().toLocaleString()}</h2>
      <table>
        ${originRows(this.state.answer!, origin, FOR_PEOPLE).map(
          ([what, name, value]) =>
            html`<tr>
              <th scope="row">${what}</th>
              <td>${name}</td>
              <td>${value}</td>
            </tr>`,
        )}
      </table>`;
  }

  private end() {
    const answer = this.state.answer!;
    const { hosts, grid } = answer;
    const apart = [
      ['On machines of their own', answer.native],
      ['Without room', answer.unplaced],
      ['Left out', answer.leftOut],
    ] as const;
    return html`<h2>Every host and its guests</h2>
      <table>
        ${hosts.map(
          (host) =>
            html`<tr>
              <th scope="row">${host.name}</th>
              <td>
                ${host.kind.name}, ${resourceName(host.binding.resource)} ${filled(host)} %
                ${host.binding.slot === null ? nothing : slotSaid(grid, host.binding.slot)}
              </td>
              <td>${many(host.guests.length, 'guest')}: ${host.guests.join(', ')}</td>
            </tr>`,
        )}
      </table>
      ${apart.map(([title, list]) =>
        list.length
          ? html`<h2>${title}</h2>
              <ul>
                ${list.map(({ guest, why }) => html`<li>${guest}: ${why}</li>`)}
              </ul>`
          : nothing,
      )}
      ${
        answer.advice.length
          ? html`<h2>Advice</h2>
              <ul>
                ${answer.advice.map(({ guest, text }) => html`<li>${guest}: ${text}</li>`)}
              </ul>`
          : nothing
      }
      ${
        answer.findings.length
          ? html`<h2>Findings</h2>
              <ul>
                ${answer.findings.map(({ where, text, fix }) => html`<li>${where}: ${text} ${fix}</li>`)}
              </ul>`
          : nothing
      }`;
  }
}
