import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { collectionGuide, type GuidePart, type Way } from '../../../intake/guide';
import { save } from '../../app/save';
import { stepsStyles } from '../../parts/steps';
import { base, controls, dialogBox } from '../../parts/styles';

const GUIDE = collectionGuide();

/** How to collect a useful week of figures: exact commands, copied with a click, and the files that they need. */
@customElement('hf-collect')
export class CollectDialog extends LitElement {
  static override styles = [
    base,
    controls,
    dialogBox,
    stepsStyles,
    css`
      dialog {
        width: min(860px, calc(100% - 24px));
      }
      h2 {
        font-size: 20px;
        line-height: 28px;
      }
      h3 {
        margin-top: 18px;
        font-size: 15px;
        line-height: 22px;
      }
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 12px 0 4px;
      }
      pre {
        margin: 6px 0;
        padding: 10px 12px;
        border-radius: var(--radius-small);
        background: var(--sunk);
        font:
          13px/19px ui-monospace,
          monospace;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .deeds {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }
      .end {
        margin-top: 20px;
        text-align: right;
      }
    `,
  ];

  @state() private kind: GuidePart = GUIDE[0];
  /** What was done last, and with which way. */
  @state() private said: { readonly way: Way; readonly text: string } | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;

  async show(): Promise<void> {
    this.said = null;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title" tabindex="-1">How to collect</h2>
      <p class="soft">
        A week holds the busy hours of each day. Drop what comes out on this page: files of many servers
        together, in any order. Only what is read here is collected.
      </p>
      <div class="kinds" role="group" aria-label="What the servers run on">
        ${GUIDE.map(
          (part) =>
            html`<button
              class="step"
              type="button"
              aria-pressed=${part.id === this.kind.id}
              @click=${() => (this.kind = part)}
            >
              ${part.label}
            </button>`,
        )}
      </div>
      ${this.kind.ways.map((way) => this.way(way))}
      <div class="end">
        <button class="button main" type="button" @click=${() => this.dialog.close()}>Close</button>
      </div>
    </dialog>`;
  }

  private way(way: Way) {
    const { title, about, commands, file } = way;
    return html`<section aria-label=${title}>
      <h3>${title}</h3>
      <p class="small soft">${about}</p>
      ${commands ? html`<pre>${commands}</pre>` : nothing}
      <div class="deeds">
        ${
          commands
            ? html`<button
                class="button"
                type="button"
                aria-label="Copy: ${title}"
                @click=${() => this.copy(way)}
              >
                Copy
              </button>`
            : nothing
        }
        ${
          file
            ? html`<button
                class="link"
                type="button"
                aria-label="Download ${file.name}: ${title}"
                @click=${() => save(file.name, 'text/plain', file.text)}
              >
                Download ${file.name}
              </button>`
            : nothing
        }
        <span class="small soft" role="status">${this.said?.way === way ? this.said.text : ''}</span>
      </div>
    </section>`;
  }

  private async copy(way: Way): Promise<void> {
    try {
      await navigator.clipboard.writeText(way.commands ?? '');
      this.said = { way, text: 'Copied.' };
    } catch {
      // Some browsers give no way to the clipboard: the text is marked, for the keys of the system.
      const at = this.kind.ways.indexOf(way);
      const text = this.renderRoot.querySelectorAll('section')[at]?.querySelector('pre');
      if (text) getSelection()?.selectAllChildren(text);
      this.said = {
        way,
        text: 'This browser does not let the page copy: it is marked, copy it with the keyboard.',
      };
    }
  }
}
