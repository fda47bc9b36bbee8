import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { lazy } from '../../../engine/door/lazy';
import type { Shifts } from '../../../estate/clocks';
import type { ShiftOffer } from '../../../estate/estate';
import type {
  LoadedFile,
  ReadingProgress,
  ReadingTrouble,
  StoppedReading,
  UnreadFile,
} from '../../app/state';
import { longNameStyles } from '../../parts/long-name';
import { base, controls } from '../../parts/styles';
import type { CollectDialog } from '../collect/collect';
import { FilesEvent } from '../../app/events';

/** Lines of files come with the first file: the sample needs none of them. */
const loadGuide = lazy(() => import('../collect/collect'));
const loadItems = lazy(() => import('./file-items'));

/**
 * Where counters come in: a file chosen or dropped, or a table pasted.
 * @fires files
 * @fires drop-file
 * @fires read-again
 * @fires deed - cancel, read on, leave the rest, sample
 */
@customElement('hf-intake')
export class IntakePanel extends LitElement {
  static override styles = [
    base,
    controls,
    longNameStyles,
    css`
      .zone {
        padding: 10px 14px;
        border: 1px dashed var(--edge);
        border-radius: var(--radius);
      }
      .zone.over {
        border-style: solid;
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 14px;
      }
      .file {
        position: relative;
        font-weight: 650;
      }
      .file input {
        position: absolute;
        inset: 0;
        width: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .file:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
        border-radius: 4px;
      }
      .file label {
        font-size: 15px;
        line-height: 24px;
        white-space: nowrap;
        color: var(--accent);
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 3px;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 92px;
        margin: 8px 0 6px;
        font:
          13px/18px ui-monospace,
          monospace;
        resize: vertical;
      }
      ul {
        margin: 6px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        font-size: 13px;
        line-height: 19px;
      }
      .many {
        margin-top: 6px;
      }
      .about {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .about > span {
        min-width: 0;
      }
      .name {
        display: flex;
        font-weight: 650;
      }
      .about button {
        margin-left: auto;
      }
      .progress {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin-top: 6px;
      }
      .progress span {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      progress {
        flex: 1;
        min-width: 40px;
        height: 6px;
        accent-color: var(--accent);
      }
      .stopped {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        margin-top: 6px;
      }
      .stopped p {
        flex: 1 1 100%;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .sample {
        margin-top: 4px;
      }
      b {
        font-weight: 650;
      }
      .wrong {
        margin-top: 6px;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) files: readonly LoadedFile[] = [];
  @property({ type: Boolean }) sample = false;
  @property({ attribute: false }) reading: ReadingProgress | null = null;
  @property({ attribute: false }) stopped: StoppedReading | null | undefined;
  @property({ attribute: false }) offers: readonly ShiftOffer[] | undefined;
  @property({ attribute: false }) shifts: Shifts | undefined;
  /** What went wrong with the last file, and what to do about it. */
  @property({ attribute: false }) problem: string | null = null;
  /** Files that gave nothing to fold as they were read. */
  @property({ attribute: false }) unread: readonly UnreadFile[] = [];
  /** Why a file could not be read again. */
  @property({ attribute: false }) trouble: ReadingTrouble | null = null;
  @state() private items: typeof import('./file-items') | null = null;
  /** Lines of files that need nobody are shown, where there are many. */
  @state() listed = false;
  @state() private pasting = false;
  @state() private over = false;
  @query('textarea') private box!: HTMLTextAreaElement;

  override willUpdate(): void {
    if (!this.items && (this.files.length > 0 || this.unread.length > 0 || this.reading))
      void loadItems().then((items) => (this.items = items));
  }

  override render() {
    return html`<div
      class="zone ${this.over ? 'over' : ''}"
      @dragover=${this.hover}
      @dragleave=${() => (this.over = false)}
      @drop=${this.dropped}
    >
      <div class="ways">
        <span class="file"
          ><label for="file">Choose counter files</label
          ><input
            id="file"
            type="file"
            multiple
            accept=".csv,.tsv,.txt,.log,.xlsx,.blg,.json,.zip,.gz,text/*"
            @change=${this.chosen}
        /></span>
        <button class="link" type="button" aria-expanded=${this.pasting} @click=${this.showBox}>
          Paste a table
        </button>
        <button class="link" type="button" @click=${this.showGuide}>How to collect</button>
      </div>
      <p class="soft small">
        Or drop files anywhere: Performance Monitor logs, typeperf, any table of servers. Nothing leaves this
        browser.
      </p>
      ${this.pasting ? (this.items?.pasteBox(this.pasted, () => (this.pasting = false)) ?? nothing) : nothing}
      ${this.list()} ${this.reading?.id ? nothing : (this.items?.readingProgress(this) ?? nothing)}
      ${this.items?.stoppedNote(this)}
      ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
    </div>`;
  }

  private list() {
    return html`${
      this.sample
        ? html`<p class="small sample">
            <b>Sample estate</b> <span class="soft">made up, to look around with</span>
          </p>`
        : nothing
    }
    ${this.items?.fileItems(this)}`;
  }

  private hover = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  /** The page takes what is dropped anywhere, folders too. */
  private dropped = (): void => {
    this.over = false;
  };

  private chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.give(files);
  };

  private showBox = async (): Promise<void> => {
    this.pasting = !this.pasting;
    this.items ??= await loadItems();
    await this.updateComplete;
    this.box?.focus();
  };

  /** The guide comes when it is opened, and stays where it was put. */
  private showGuide = async (): Promise<void> => {
    await loadGuide();
    let guide = this.renderRoot.querySelector<CollectDialog>('hf-collect');
    if (!guide) this.renderRoot.append((guide = document.createElement('hf-collect') as CollectDialog));
    await guide.show();
  };

  private pasted = (event: Event): void => {
    event.preventDefault();
    const text = this.box.value;
    if (text.trim() === '') {
      this.box.focus();
      return;
    }
    this.pasting = false;
    this.give([new File([text], 'pasted table')]);
  };

  private give(files: readonly File[]): void {
    if (files.length) this.dispatchEvent(new FilesEvent(files));
  }
}
