import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, controls } from './styles';
import { placeBeside } from './place';

/**
 * A labelled button that says what is chosen, and a popover with the choices.
 * @slot - the choices; the owner may leave them out until `opened`
 * @fires opened
 */
@customElement('hf-panel')
export class Panel extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .label {
        display: block;
        margin-bottom: 2px;
      }
      .button {
        display: flex;
        align-items: center;
        gap: 8px;
        max-width: 100%;
        background: var(--card);
      }
      .button span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .button::after {
        content: '';
        flex: none;
        width: 7px;
        height: 7px;
        margin: -4px 2px 0 2px;
        border: solid var(--soft);
        border-width: 0 1.5px 1.5px 0;
        transform: rotate(45deg);
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        width: max-content;
        max-width: min(640px, calc(100% - 16px));
        padding: 16px;
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: auto;
      }
    `,
  ];

  /** What the choice is about. */
  @property() label = '';
  /** What is chosen now. */
  @property() summary = '';
  /** Something in it differs from its default. */
  @property({ type: Boolean }) changed = false;
  @query('[popover]') private box!: HTMLElement;
  @query('button') private opener!: HTMLElement;

  override render() {
    return html`<span class="label ${this.changed ? 'changed' : ''}" id="label" aria-hidden="true"
        >${this.label}</span
      >
      <button class="button" type="button" popovertarget="box" aria-label="${this.label}: ${this.summary}">
        <span>${this.summary}</span>
      </button>
      <div id="box" popover role="group" aria-label=${this.label} @toggle=${this.toggled}>
        <slot></slot>
      </div>`;
  }

  /** Opens the choices. */
  open(): void {
    this.box.showPopover();
  }

  /** Puts the open choices where there is room for them, after what is in them, or the window, has changed. */
  place = (): void => {
    requestAnimationFrame(() => placeBeside(this.box, this.opener));
  };

  override focus(): void {
    this.opener.focus();
  }

  private toggled = (event: ToggleEvent): void => {
    const open = event.newState === 'open';
    window[open ? 'addEventListener' : 'removeEventListener']('resize', this.place);
    if (!open) return;
    this.dispatchEvent(new CustomEvent('opened'));
    // The owner fills the slot now; its size is known after that.
    this.place();
    placeBeside(this.box, this.opener);
  };
}
