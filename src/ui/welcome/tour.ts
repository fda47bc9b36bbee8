import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ViewId } from '../../scenario/views';
import { base, controls } from '../parts/styles';
import { STOPS } from './stops';

/** How long a view may take to come before the tour goes on without showing the place, ms. */
const PATIENCE = 20_000;
/** Room that the card takes at the foot of the window: what has the focus is scrolled clear of it, px. */
const ROOM = 300;

/** The element at the end of a way through shadow roots; null where some part of it is not there yet. */
export function elementAt(root: ParentNode, way: readonly string[]): HTMLElement | null {
  let place: ParentNode | null | undefined = root;
  let found: HTMLElement | null = null;
  for (const selector of way) {
    found = place?.querySelector<HTMLElement>(selector) ?? null;
    place = found?.shadowRoot;
  }
  return found;
}

/** What has the focus, through all shadow roots. */
function focusedIn(root: ShadowRoot): HTMLElement | null {
  const focused = root.activeElement as HTMLElement | null;
  return focused?.shadowRoot ? (focusedIn(focused.shadowRoot) ?? focused) : focused;
}

/**
 * A card at the foot of the window that leads through the views, a stop at a time; what it speaks of is scrolled into
 * sight above it and framed. The page stays usable all the while, and Esc ends the tour wherever it is.
 */
@customElement('hf-tour')
export class Tour extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      section {
        position: fixed;
        right: 16px;
        bottom: 16px;
        width: min(440px, calc(100% - 32px));
        max-height: min(280px, 50vh);
        overflow: auto;
        padding: 14px 16px;
        border: 2px solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
        box-shadow: var(--shadow);
        z-index: 6;
      }
      @media (max-width: 640px) {
        section {
          right: 8px;
          bottom: 8px;
          width: calc(100% - 16px);
        }
      }
      h2 {
        font-size: 17px;
        line-height: 24px;
      }
      /* The card's own edge says where the focus is. */
      h2:focus {
        outline: none;
      }
      p {
        margin: 4px 0 12px;
        text-wrap: pretty;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
      }
      .row .small {
        flex: 1;
        white-space: nowrap;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** Brings a view into sight. */
  @property({ attribute: false }) show!: (view: ViewId) => void;
  /** What had the focus when it began. */
  private begun: HTMLElement | null = null;
  @state() private at = 0;
  @query('h2') private heading!: HTMLElement;
  private seen: ViewId | null = null;
  /** What is framed now. */
  private framed: HTMLElement | null = null;
  private leave = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.begun = focusedIn(this.getRootNode() as ShadowRoot);
    this.leave = new AbortController();
    const { signal } = this.leave;
    window.addEventListener('keydown', this.pressed, { signal });
    // Room to scroll the last things of a page clear of the card.
    document.body.style.setProperty('padding-bottom', `${ROOM}px`);
    document.documentElement.style.setProperty('scroll-padding-bottom', `${ROOM}px`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave.abort();
    this.frame(null);
    document.body.style.removeProperty('padding-bottom');
    document.documentElement.style.removeProperty('scroll-padding-bottom');
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('at')) void this.arrive();
  }

  /** Shows the view of this stop, and frames what it speaks of once that is there. */
  private async arrive(): Promise<void> {
    const { at } = this;
    const { view, way } = STOPS[at];
    this.frame(null);
    this.show(view);
    if (view !== this.seen) window.scrollTo({ top: 0 });
    this.seen = view;
    this.heading.focus();
    const until = performance.now() + PATIENCE;
    const path = [`hf-${view}-view`, ...way];
    let place: HTMLElement | null = null;
    while (!place && this.isConnected && this.at === at && performance.now() < until) {
      place = elementAt(this.getRootNode() as ShadowRoot, path);
      if (!place) await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    if (this.at === at && this.isConnected) this.frame(place);
  }

  private frame(place: HTMLElement | null): void {
    for (const name of ['outline', 'outline-offset', 'border-radius', 'scroll-margin-top'])
      this.framed?.style.removeProperty(name);
    this.framed = place;
    if (!place) return;
    place.style.setProperty('outline', '3px solid var(--accent)');
    // What is as wide as the window is framed within.
    const { offsetWidth: wide, offsetHeight: high } = place;
    place.style.setProperty('outline-offset', wide < window.innerWidth - 10 ? '5px' : '-5px');
    place.style.setProperty('border-radius', '4px');
    place.style.setProperty('scroll-margin-top', '24px');
    place.scrollIntoView({ block: high > window.innerHeight - ROOM ? 'start' : 'nearest' });
  }

  override render() {
    const { title, text } = STOPS[this.at];
    const last = this.at === STOPS.length - 1;
    return html`<section
      role="dialog"
      aria-labelledby="title"
      aria-describedby="text"
      @keydown=${this.within}
    >
      <h2 id="title" tabindex="-1">${title}</h2>
      <p id="text">${text}</p>
      <div class="row">
        <span class="small soft">${this.at + 1} of ${STOPS.length} · Esc leaves</span>
        <button class="button" type="button" @click=${this.end}>Leave</button>
        ${
          this.at > 0
            ? html`<button class="button" type="button" @click=${() => this.go(-1)}>Back</button>`
            : nothing
        }
        <button class="button main" type="button" @click=${() => (last ? this.end() : this.go(1))}>
          ${last ? 'Done' : 'Next'}
        </button>
      </div>
    </section>`;
  }

  private go(by: number): void {
    this.at = Math.max(0, Math.min(STOPS.length - 1, this.at + by));
  }

  private end = (): void => {
    const { begun } = this;
    const root = this.getRootNode() as ShadowRoot;
    this.remove();
    const after = begun?.isConnected ? begun : root.querySelector<HTMLElement>('main');
    after?.focus({ preventScroll: true });
  };

  /** Within the card the arrows move along the tour, and Esc leaves it: nothing else hears them. */
  private within = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape') this.end();
    else if (event.key === 'ArrowRight') this.go(1);
    else if (event.key === 'ArrowLeft') this.go(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Elsewhere Esc first stops work and closes what lies over the page. */
  private pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const over = event
      .composedPath()
      .some((each) => each instanceof Element && each.matches(':popover-open, dialog'));
    if (!over) this.end();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-tour': Tour;
  }
}
