import { LitElement, css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { base, controls, dialogBox } from '../parts/styles';
import { bytes } from '../text/format';

/** One file or scenario that was handed over, as it is asked about and opened. */
export interface HandedOver {
  /** Cleaned: it is shown, and is the name of the file. */
  readonly title: string;
  /** A file, or the link of a scenario from its `#` on. */
  readonly opens: File | string;
}

/** Asks whether to open what another page handed over: no stands first, and is what Esc says. */
@customElement('hf-handshake-prompt')
export class HandshakePrompt extends LitElement {
  static override styles = [
    base,
    controls,
    dialogBox,
    css`
      dialog {
        max-width: min(520px, calc(100% - 24px));
      }
      h2 {
        font-size: 17px;
        line-height: 24px;
      }
      p {
        margin-top: 8px;
      }
      b {
        overflow-wrap: anywhere;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 10px;
        margin-top: 16px;
      }
    `,
  ];

  @state() private origin = '';
  @state() private what: HandedOver | null = null;
  @query('dialog') private box!: HTMLDialogElement;

  /** Resolves with whether it is to be opened. */
  async ask(origin: string, what: HandedOver): Promise<boolean> {
    this.origin = origin;
    this.what = what;
    await this.updateComplete;
    this.box.showModal();
    await new Promise((closed) => this.box.addEventListener('close', closed, { once: true }));
    return this.box.returnValue === 'yes';
  }

  override render() {
    const { opens, title } = this.what ?? { opens: '', title: '' };
    return html`<dialog aria-labelledby="asked">
      <h2 id="asked">
        ${this.origin === 'null' ? 'A page without an address of its own' : html`<b>${this.origin}</b>`} wants
        to open ${typeof opens === 'string' ? 'a scenario' : 'a file'} here
      </h2>
      <p>
        <b>${title}</b>${typeof opens === 'string' ? '' : `, ${bytes(opens.size)}`}. It is read on this page
        alone, and nothing of it, or of what you have here, is sent back.
      </p>
      <form method="dialog" class="row">
        <button class="button" value="no">No</button>
        <button class="button main" value="yes">Yes, open it</button>
      </form>
    </dialog>`;
  }
}
