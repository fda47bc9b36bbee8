import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, controls, dialogBox } from '../parts/styles';
import { KEYS, SINGLE_KEYS } from './key-list';

/** Whether this is the page in one file, which has nothing beside it. */
const SINGLE = import.meta.env?.MODE === 'single';

/**
 * The keys, and the switch for single ones; what the page keeps to itself.
 * @fires single-keys - detail: whether single keys are on
 */
@customElement('hf-keys-help')
export class KeysHelp extends LitElement {
  static override styles = [
    base,
    controls,
    dialogBox,
    css`
      dialog {
        width: min(520px, calc(100% - 32px));
      }
      h2 {
        font-size: 17px;
        line-height: 24px;
        margin-bottom: 8px;
      }
      h2:not(:first-of-type) {
        margin-top: 18px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0 18px;
        margin: 0 0 12px;
      }
      a {
        color: var(--accent);
      }
      dt,
      dd {
        margin: 0;
        padding: 4px 0;
        border-top: 1px solid var(--hairline);
      }
      kbd {
        font: inherit;
        font-weight: 650;
      }
      .switch {
        display: flex;
        align-items: center;
        gap: 8px;
        font-size: 15px;
        line-height: 22px;
        color: var(--ink);
      }
      .foot {
        margin-top: 18px;
        text-align: right;
      }
    `,
  ];

  @property({ type: Boolean }) single = true;
  @query('dialog') private dialog!: HTMLDialogElement;

  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Keys</h2>
      <dl>
        ${KEYS.map(
          ([keys, what]) =>
            html`<dt><kbd>${keys}</kbd></dt>
              <dd>${what}</dd>`,
        )}
      </dl>
      <label class="switch"
        ><input type="checkbox" .checked=${this.single} @change=${this.switched} />Single keys
        (${SINGLE_KEYS}) are on</label
      >
      <h2>Privacy</h2>
      <p class="soft">
        Files are read and folded in this browser. The page’s policy allows it to ask nobody for anything, and
        lets no text become a script; a link carries choices, never your servers’ data. No policy stops a
        script that already runs in a page from going to another address, from following a download link, or
        from opening a peer connection in a fresh empty frame. Only the page’s own scripts run here, and they
        do none of that.
      </p>
      <p class="soft">
        ${
          SINGLE
            ? 'A page from disk keeps nothing: other pages from disk could read it.'
            : 'Kept in this browser are settings, and the session (files, choices, typed facts, named scenarios) only where you agreed to that: under Scenarios it is switched off and cleared. Nobody but this page’s own address, and who uses this browser, can read it. The page’s own files are kept so that it works offline.'
        }
        A scenario file holds your servers’ names where you typed facts of them, and your data where you tick
        that.
      </p>
      <p class="soft">
        The licences of the packages in this page
        ${SINGLE ? 'stand at the end of this file' : html`are in <a href="./notices.txt">notices.txt</a>`}.
      </p>
      <form method="dialog" class="foot"><button class="button main">Close</button></form>
    </dialog>`;
  }

  private switched = (event: Event): void => {
    const detail = (event.target as HTMLInputElement).checked;
    this.dispatchEvent(new CustomEvent('single-keys', { detail, bubbles: true, composed: true }));
  };
}
