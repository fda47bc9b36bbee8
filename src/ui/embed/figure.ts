import { html, nothing, render, type TemplateResult } from 'lit';
import { tokens } from '../meter/story/tokens';
import { readAttributes, type Attribute, type AttributesRead } from './attributes';
import { numberInput } from './fields';
import { NOT_ALLOWED } from './one-worker';
import { figureStyles } from './styles';
import { unbroken } from '../text/unbroken';

/** Where this script came from: the iframe form lies beside it. Null where it was written into the page. */
const script = (document.currentScript as HTMLScriptElement | null)?.src || null;

/** Colours as the reader's system says, or always the same. */
function dressed(scheme: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  const dark = scheme === 'auto' ? 'screen and (prefers-color-scheme: dark)' : 'screen';
  const text = tokens.cssText.replace('(prefers-color-scheme: dark)', scheme === 'light' ? 'not all' : dark);
  sheet.replaceSync(
    `${scheme === 'auto' ? text : text.replace('light dark', scheme)}${figureStyles.cssText}`,
  );
  return sheet;
}

/**
 * A figure that stands in anybody's page: it brings its colours, keeps nothing, asks the network for nothing, and says
 * in words what of its attributes it cannot use and what of the page's policy it would need.
 */
export abstract class EmbeddedFigure extends HTMLElement {
  /** Of what the picture has room for, px. */
  protected width = 600;
  protected attributesRead!: AttributesRead;
  /** The page lets nothing compute. */
  private framed = false;
  private stands = false;
  private due = false;
  private scheme = '';
  private typed: number | null = null;
  private missing = false;
  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly watcher = new ResizeObserver(([{ contentRect }]) => {
    const width = Math.max(220, Math.floor(contentRect.width) - (contentRect.width <= 480 ? 26 : 42));
    if (width === this.width) return;
    this.width = width;
    this.change();
  });

  /** What it takes. */
  protected abstract readonly table: readonly Attribute[];
  /** The name of the part that is shown, as the iframe form names it. */
  protected abstract readonly shown: string;
  /** The page that shows it in a frame, beside the script. */
  protected abstract readonly frame: string;
  /** Takes up other attributes. */
  protected abstract read(): void;
  /** What is drawn, the article around it aside. */
  protected abstract draw(): TemplateResult;
  connectedCallback(): void {
    this.watcher.observe(this);
    window.addEventListener('message', this.heard);
    this.attributeChangedCallback();
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
    window.removeEventListener('message', this.heard);
  }

  /** The frame, where there is one, says how high its content is. */
  private readonly heard = ({ source, data }: MessageEvent): void => {
    const inside = this.root.querySelector('iframe');
    if (source && source === inside?.contentWindow && Number.isFinite(data?.height))
      inside.style.setProperty('height', `${data.height}px`);
  };

  attributeChangedCallback(): void {
    this.attributesRead = readAttributes(this.table, (name) => this.getAttribute(name));
    this.stands = true;
    this.read();
    this.change();
  }

  /** Draws anew, once for all changes of this turn. */
  protected change(): void {
    if (this.due || !this.stands) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      if (this.isConnected) this.paint();
    });
  }

  private paint(): void {
    const { values, problems } = this.attributesRead;
    if (this.scheme !== values.scheme) {
      this.scheme = String(values.scheme);
      this.root.adoptedStyleSheets = [dressed(this.scheme)];
    }
    render(
      html`<article>
        ${problems.map((text) => html`<p class="notice" role="status">${text}</p>`)}${this.draw()}
      </article>`,
      this.root,
    );
  }

  protected get seed(): number {
    return this.attributesRead.values.seed as number;
  }

  /** The title, at the level that the page wants. */
  protected heads(text: string): TemplateResult {
    const level = this.attributesRead.values.heading;
    return html`<p class="title" role="heading" aria-level=${level} tabindex="-1">${text}</p>`;
  }

  /** The question: the picture comes after it. @param how it is answered */
  protected asks(question: string, how: TemplateResult, withoutGuess: () => void): TemplateResult {
    return html`<div class="asks">
      <p class="small">Guess first</p>
      <p class="question" id="question">${unbroken(question)}</p>
      <div class="row" role="group" aria-labelledby="question">${how}</div>
      <p><button class="link" type="button" @click=${withoutGuess}>Show me without a guess</button></p>
    </div>`;
  }

  /** A number to be guessed, from 0 on. */
  protected asksNumber(
    most: number,
    unit: string,
    label: string,
    say: (value: number) => void,
  ): TemplateResult {
    return html`${numberInput({ min: 0, max: most, step: 0.1 }, this.typed, (value) => ((this.typed = value), (this.missing = false), this.change()), `${label}, ${unit}`)}
      ${unit}
      <button
        class="main"
        type="button"
        @click=${() => (this.typed === null ? ((this.missing = true), this.change()) : say(this.typed))}
      >
        Show me
      </button>
      ${this.missing ? html`<span role="alert">Say a number from 0 to ${most} first.</span>` : nothing}`;
  }

  /** What was typed is no guess any more. */
  protected forget(): void {
    this.typed = null;
    this.missing = false;
  }

  /** A field for the seed: whoever shares it sees the same. */
  protected seedField(): TemplateResult {
    const { min, max } = this.table.find(({ name }) => name === 'seed') as { min: number; max: number };
    return html`<label
      >Seed, the same for a class<span class="row"
        >${numberInput({ min, max, step: 1 }, this.seed, (seed) => this.setAttribute('seed', String(seed)), 'Seed')}</span
      ></label
    >`;
  }

  /** Puts the focus on the title: what follows it has changed. */
  protected toTitle(): void {
    queueMicrotask(() => this.root.querySelector<HTMLElement>('.title')?.focus({ preventScroll: true }));
  }

  /** What is wrong, where anything is: the policy of the page around, with the way out. */
  protected failure(error: string | null): TemplateResult | typeof nothing {
    if (error === null) return nothing;
    const address = script && `${new URL(this.frame, script).href}?embed=${this.shown}&seed=${this.seed}`;
    if (!error.startsWith(NOT_ALLOWED))
      return html`<p class="notice" role="alert">
        The simulation stopped: ${error}. Change something and it is tried anew.
      </p>`;
    return html`<div class="notice" role="alert">
      <p>
        This page’s content security policy does not let the figure compute. It needs
        <code>script-src 'wasm-unsafe-eval'</code> and <code>worker-src blob:</code>.
      </p>
      ${
        address
          ? html`<p>
              The same figure needs neither in a frame of its own:
              <button type="button" @click=${() => ((this.framed = true), this.change())}>
                Show it in a frame
              </button>
              or <a href=${address}>open it by itself</a>.
            </p>`
          : html`<p>Put it into the page as an iframe: there it needs neither.</p>`
      }
      ${this.framed ? html`<iframe title="The figure" src=${address ?? ''}></iframe>` : nothing}
    </div>`;
  }
}
