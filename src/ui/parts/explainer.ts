import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { base, controls } from './styles';
import { FindControlEvent, type Explanation } from './explanation';
import { placeBeside } from './place';

/**
 * The one popover that answers "how?" and "what is it?".
 * @fires find-control
 */
@customElement('hf-explainer')
export class Explainer extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        width: min(380px, calc(100% - 16px));
        padding: 14px 16px;
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: auto;
        font-size: 14px;
        line-height: 20px;
      }
      h2 {
        font-size: 15px;
        line-height: 22px;
      }
      h2::first-letter {
        text-transform: uppercase;
      }
      .formula {
        margin: 8px 0;
        padding: 6px 10px;
        border-left: 3px solid var(--accent);
        background: var(--sunk);
        white-space: pre-line;
      }
      table {
        width: 100%;
        margin: 6px 0;
        border-collapse: collapse;
      }
      th {
        font-weight: 400;
        text-align: left;
        color: var(--soft);
      }
      th,
      td {
        padding: 3px 0;
        border-bottom: 1px solid var(--hairline);
        vertical-align: top;
      }
      th {
        width: 48%;
      }
      td {
        text-align: right;
        padding-left: 12px;
      }
      .basis {
        margin-top: 8px;
        font-size: 13px;
        line-height: 19px;
        color: var(--soft);
      }
      p + p {
        margin-top: 6px;
      }
      .link {
        margin-top: 8px;
      }
    `,
  ];

  @state() private shown: Explanation | null = null;
  @query('[popover]') private box!: HTMLElement;
  private anchor: HTMLElement | null = null;

  /** Shows the explanation beside its anchor; focus goes in, and back to the anchor on closing. */
  async show(explanation: Explanation, anchor: HTMLElement): Promise<void> {
    this.shown = explanation;
    this.anchor = anchor;
    await this.updateComplete;
    this.box.showPopover();
    placeBeside(this.box, anchor);
    this.box.focus();
  }

  override render() {
    const it = this.shown;
    return html`<div
      popover
      tabindex="-1"
      role="dialog"
      aria-label=${it?.title ?? ''}
      @toggle=${this.toggled}
    >
      ${
        it === null
          ? nothing
          : html`<h2>${it.title}</h2>
              ${it.text ? html`<p>${it.text}</p>` : nothing}
              ${it.formula ? html`<p class="formula">${it.formula}</p>` : nothing}
              ${
                it.values?.length
                  ? html`<table>
                      ${it.values.map(
                        ([label, value]) =>
                          html`<tr>
                            <th scope="row">${label}</th>
                            <td>${value}</td>
                          </tr>`,
                      )}
                    </table>`
                  : nothing
              }
              ${
                it.basis
                  ? html`<p class="basis">
                      ${
                        it.basis.kind === 'assumption'
                          ? html`<span class="chip guess">assumption</span>
                              ${it.basis.text[0].toUpperCase()}${it.basis.text.slice(1)}`
                          : `Source: ${it.basis.text}`
                      }
                    </p>`
                  : nothing
              }
              ${
                it.control
                  ? html`<button class="link" type="button" @click=${this.find}>
                      Change: ${it.control.label}
                    </button>`
                  : nothing
              }`
      }
    </div>`;
  }

  private find = (): void => {
    const control = this.shown?.control;
    this.anchor = null;
    this.box.hidePopover();
    if (control) this.dispatchEvent(new FindControlEvent(control.id));
  };

  private toggled = (event: ToggleEvent): void => {
    if (event.newState !== 'closed' || !this.anchor) return;
    // Light dismissal by a click elsewhere has moved focus already; only a closing key leaves it behind.
    if (document.activeElement === document.body || this.matches(':focus-within')) this.anchor.focus();
  };
}
