import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LoadedFile } from '../../app/state';
import { base, controls } from '../../parts/styles';
import { bytes, count } from '../../text/format';
import { DeedEvent, DropFileEvent, FilesEvent } from '../events';

/** How far the reading of a file is. */
export interface ReadingProgress {
  readonly name: string;
  /** 0..1. */
  readonly done: number;
}

/**
 * Where counters come in: a file chosen or dropped, or a table pasted.
 * @fires files
 * @fires drop-file
 * @fires deed - cancel, sample
 */
@customElement('hf-intake')
export class Intake extends LitElement {
  static override styles = [
    base,
    controls,
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
        gap: 2px 18px;
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
        display: flex;
        align-items: center;
        gap: 8px;
        font-size: 13px;
        line-height: 19px;
      }
      li > span {
        min-width: 0;
      }
      .name {
        display: block;
        font-weight: 650;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      li button {
        margin-left: auto;
      }
      .progress {
        display: flex;
        align-items: center;
        gap: 8px;
        margin-top: 6px;
      }
      progress {
        flex: 1;
        min-width: 40px;
        height: 6px;
        accent-color: var(--accent);
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
  /** What went wrong with the last file, and what to do about it. */
  @property({ attribute: false }) problem: string | null = null;
  @state() private pasting = false;
  @state() private over = false;
  @query('textarea') private box!: HTMLTextAreaElement;

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
            accept=".csv,.tsv,.txt,.log,.xlsx,.blg,text/*"
            @change=${this.chosen}
        /></span>
        <button class="link" type="button" aria-expanded=${this.pasting} @click=${this.showBox}>
          Paste a table
        </button>
      </div>
      <p class="soft small">
        Or drop files anywhere: Performance Monitor logs, typeperf, any table of servers. Nothing leaves this
        browser.
      </p>
      ${this.pasting ? this.pasteBox() : nothing} ${this.list()} ${this.progress()}
      ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
    </div>`;
  }

  private pasteBox() {
    return html`<form @submit=${this.pasted}>
      <textarea
        aria-label="Table of servers or counters, as text"
        placeholder="name,cores,rating,peak %,RAM&#10;MAIL01,4,2.8,62,16384"
        spellcheck="false"
      ></textarea>
      <button class="button main" type="submit">Read it</button>
      <button class="button" type="button" @click=${() => (this.pasting = false)}>Close</button>
    </form>`;
  }

  private list() {
    if (this.sample) {
      return html`<p class="small sample">
        <b>Sample estate</b> <span class="soft">made up, to look around with</span>
      </p>`;
    }
    if (this.files.length === 0) return nothing;
    return html`<ul>
        ${this.files.map(
          (file) =>
            html`<li>
              <span
                ><span class="name" title=${file.name}>${file.name}</span>
                <span class="soft">${file.format}, ${bytes(file.bytes)}, ${count(file.rows)} rows</span></span
              >
              <button
                class="quiet"
                type="button"
                aria-label="Leave out ${file.name}"
                @click=${() => this.dispatchEvent(new DropFileEvent(file.id))}
              >
                ✕
              </button>
            </li>`,
        )}
      </ul>
      <button class="link small" type="button" @click=${() => this.dispatchEvent(new DeedEvent('sample'))}>
        Back to the sample estate
      </button>`;
  }

  private progress() {
    const { reading } = this;
    if (!reading) return nothing;
    return html`<div class="progress">
      <span class="small">Reading ${reading.name}</span>
      <progress max="1" .value=${reading.done} aria-label="Reading ${reading.name}"></progress>
      <button class="button" type="button" @click=${() => this.dispatchEvent(new DeedEvent('cancel'))}>
        Cancel
      </button>
    </div>`;
  }

  private hover = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  private dropped = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    this.give([...(event.dataTransfer?.files ?? [])]);
  };

  private chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.give(files);
  };

  private showBox = async (): Promise<void> => {
    this.pasting = !this.pasting;
    await this.updateComplete;
    this.box?.focus();
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
