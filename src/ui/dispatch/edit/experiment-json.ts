import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Finding } from '../../../estate/finding';
import { base, controls } from '../../parts/styles';
import { RewriteEvent } from '../events';
import { check } from '../../../dispatch/repair-link';
import type { Specimen } from '../run/specimen';

/**
 * The experiment as JSON, to be read, copied, pasted and typed over. What cannot be run is refused beside the text,
 * with the field's path, while the last good run stays.
 * @fires rewrite
 */
@customElement('hf-experiment-json')
export class ExperimentJson extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      summary {
        min-height: 24px;
        font-size: 15px;
        line-height: 22px;
        font-weight: 650;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 280px;
        margin: 8px 0 6px;
        padding: 10px;
        font:
          13px/19px ui-monospace,
          'SF Mono',
          Menlo,
          Consolas,
          monospace;
        resize: vertical;
        white-space: pre;
        overflow: auto;
        tab-size: 2;
      }
      textarea[aria-invalid='true'] {
        border-color: var(--bad);
      }
      .wrong {
        margin-bottom: 6px;
        padding: 6px 10px;
        border-radius: var(--radius-small);
        background: var(--bad-wash);
      }
      .wrong b {
        font-weight: 650;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
      }
    `,
  ];

  @property({ attribute: false }) specimen!: Specimen;
  @state() private text = '';
  @state() private problem: Finding | null = null;
  @state() private copied = '';
  @query('textarea') private area!: HTMLTextAreaElement;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('specimen')) return;
    const before = changed.get('specimen');
    const now = JSON.stringify(this.specimen.input);
    if (before && JSON.stringify(before.input) === now) return;
    // What is typed here comes back as the specimen: the text stays as it was typed.
    if (this.problem === null && sameJson(this.text, now)) return;
    this.text = pretty(this.specimen.input);
    this.problem = null;
  }

  override render() {
    const { problem } = this;
    return html`<details ?open=${problem !== null}>
      <summary>Experiment as JSON</summary>
      <textarea
        aria-label="Experiment as JSON"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby=${problem ? 'problem' : nothing}
        .value=${this.text}
        @input=${this.typed}
      ></textarea>
      <div id="problem" role="alert">
        ${
          problem
            ? html`<p class="wrong">
                <b>${problem.where}</b>: ${problem.text} ${problem.fix ?? ''} The last good run is still
                shown.
              </p>`
            : nothing
        }
      </div>
      <div class="foot">
        <button class="button" type="button" @click=${this.copy}>Copy</button>
        ${
          problem
            ? html`<button class="button" type="button" @click=${this.restore}>Back to what runs</button>`
            : nothing
        }
        <span class="soft small" role="status"
          >${this.copied || 'Fields that are left out have their defaults.'}</span
        >
      </div>
    </details>`;
  }

  private typed = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    const read = parse(this.text);
    if ('problem' in read) {
      this.problem = read.problem;
      return;
    }
    const { problem } = check(read.value);
    this.problem = problem;
    if (!problem) this.dispatchEvent(new RewriteEvent(read.value));
  };

  private restore = (): void => {
    this.text = pretty(this.specimen.input);
    this.problem = null;
    this.area.focus();
  };

  private copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.copied = 'Copied.';
    } catch {
      this.area.select();
      this.copied = 'The text is selected: copy it with Ctrl+C.';
    }
    setTimeout(() => (this.copied = ''), 4000);
  };
}

function parse(text: string): { value: unknown } | { problem: Finding } {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    // Browsers say where in words of their own; the place itself is common to those that give one.
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message);
    const place = /line (\d+) column (\d+)/.exec(message);
    const before = position ? text.slice(0, Number(position[1])).split('\n') : null;
    const line = before ? before.length : place?.[1];
    const column = before ? before[before.length - 1].length + 1 : place?.[2];
    const where = line ? `line ${line}, column ${column}` : 'JSON';
    const at = position
      ? JSON.stringify(text.charAt(Number(position[1])) || 'the end')
      : 'a text that is not JSON';
    return { problem: { level: 'error', where, text: `found ${at}, expected JSON to go on here.` } };
  }
}

/** Objects of few and short parts on one line, the others spread out. */
function pretty(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= 56) return flat;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => pretty(each, deeper))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${pretty(each, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

function sameJson(text: string, json: string): boolean {
  const read = parse(text);
  return 'value' in read && JSON.stringify(read.value) === json;
}
