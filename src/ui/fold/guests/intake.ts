import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { lazy } from '../../../engine/door/lazy';
import type { LoadedFile, ReadingTrouble, UnreadFile } from '../../app/state';
import { base, controls } from '../../parts/styles';
import { bytes, count } from '../../text/format';
import { DeedEvent, DropFileEvent, FilesEvent } from '../../app/events';

/** How a file is read is asked for with the first file: the sample needs none of it. */
const loadForm = lazy(() => import('./reading-form'));

/** How far the reading of a file is. */
export interface ReadingProgress {
  readonly name: string;
  /** 0..1. */
  readonly done: number;
  /** The number of a file that is read again; none for a new one. */
  readonly id?: number | null;
}

/**
 * Where counters come in: a file chosen or dropped, or a table pasted.
 * @fires files
 * @fires drop-file
 * @fires read-again
 * @fires deed - cancel, sample
 */
@customElement('hf-intake')
export class IntakePanel extends LitElement {
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
        font-size: 13px;
        line-height: 19px;
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
        display: block;
        font-weight: 650;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .about button {
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
  /** Files that gave nothing to fold as they were read. */
  @property({ attribute: false }) unread: readonly UnreadFile[] = [];
  /** Why a file could not be read again. */
  @property({ attribute: false }) trouble: ReadingTrouble | null = null;
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
      ${this.pasting ? this.pasteBox() : nothing} ${this.list()}
      ${this.reading?.id ? nothing : this.progress()}
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
    // Read after all: it stands among the files now, and here again once that is undone.
    const unread = this.unread.filter(({ source }) => !this.files.some((file) => file.source === source));
    const files = [...(this.sample ? [] : this.files), ...unread];
    if (files.length > 0) void loadForm();
    return html`${
      this.sample
        ? html`<p class="small sample">
            <b>Sample estate</b> <span class="soft">made up, to look around with</span>
          </p>`
        : nothing
    }
    ${
      files.length
        ? html`<ul>
            ${repeat(
              files,
              (file) => file.source,
              (file) => this.item(file),
            )}
          </ul>`
        : nothing
    }
    ${
      this.sample || this.files.length === 0
        ? nothing
        : html`<button
            class="link small"
            type="button"
            @click=${() => this.dispatchEvent(new DeedEvent('sample'))}
          >
            Back to the sample estate
          </button>`
    }`;
  }

  private item(file: LoadedFile | UnreadFile) {
    const { id, name } = file;
    const message = 'message' in file ? file.message : null;
    return html`<li>
      <div class="about">
        <span
          ><span class="name" title=${name}>${name}</span>
          <span class="soft"
            >${'message' in file ? 'not in the fold' : `${file.format}, ${bytes(file.bytes)}, ${count(file.rows)} rows`}</span
          ></span
        >
        <button
          class="quiet"
          type="button"
          aria-label="Leave out ${name}"
          @click=${() => this.dispatchEvent(new DropFileEvent(id))}
        >
          ✕
        </button>
      </div>
      ${message ? html`<p class="wrong" role="alert">${message}</p>` : nothing}
      <hf-reading
        .file=${file}
        .format=${'format' in file ? file.format : null}
        .trouble=${this.trouble?.id === id ? this.trouble : null}
        ?wanted=${message !== null && file.counters.length > 0}
      ></hf-reading>
      ${this.reading?.id === id ? this.progress() : nothing}
    </li>`;
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
