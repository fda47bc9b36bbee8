import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './styles';
import { ExplainEvent, type Explanation } from './explanation';
import { own } from '../../estate/own';
import type { Entry, Term } from '../text/glossary';

const ask = css`
  :host {
    display: inline;
  }
  button {
    display: inline;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    color: inherit;
    text-align: inherit;
    cursor: help;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 4px;
    text-decoration-color: var(--edge);
  }
  button:hover {
    text-decoration-color: currentColor;
  }
`;

/**
 * A number that can be asked how it came about.
 * @slot - the number with its unit
 * @fires explain
 */
@customElement('hf-how')
export class How extends LitElement {
  static override styles = [
    base,
    ask,
    css`
      button {
        text-decoration-style: solid;
      }
    `,
  ];

  @property({ attribute: false }) explanation!: Explanation;

  override render() {
    return html`<button type="button" @click=${this.ask}>
      <slot></slot><span class="unseen">, how?</span>
    </button>`;
  }

  private ask = (): void => {
    this.dispatchEvent(new ExplainEvent(this.explanation, this));
  };

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }
}

/**
 * A word of the glossary, underlined with dots.
 * @slot - the word as the sentence needs it; the term itself when empty
 * @fires explain
 */
@customElement('hf-term')
export class TermLink extends LitElement {
  static override styles = [
    base,
    ask,
    css`
      button {
        text-decoration-style: dotted;
        text-decoration-thickness: 1.5px;
      }
    `,
  ];

  @property() term: Term | (string & {}) = '';

  override render() {
    return html`<button type="button" @click=${this.ask}>
      <slot>${this.term}</slot><span class="unseen">, what is it?</span>
    </button>`;
  }

  /** The glossary comes with the first question. */
  private ask = async (): Promise<void> => {
    const { GLOSSARY } = await import('../text/glossary');
    this.dispatchEvent(new ExplainEvent({ title: this.term, ...own<Entry>(GLOSSARY, this.term) }, this));
  };

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }
}
