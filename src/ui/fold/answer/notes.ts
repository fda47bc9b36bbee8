import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Finding } from '../../../estate/finding';
import { groupedBy } from '../../../estate/grouped';
import type { Advice } from '../../../placement/advice';
import { base, card, controls } from '../../parts/styles';
import { count, many } from '../../text/format';
import { RevealEvent } from '../events';

/** What is said of servers, by name. */
export interface NoteLine {
  readonly guest: string;
  readonly text: string;
}

/** Lines and names shown before somebody asks for all. */
const SHOWN = 6;
const NAMES = 4;
/** Findings drawn for each level; a file with more is wrong in the same way throughout. */
const MOST = 200;

const lists = css`
  h2 {
    margin-bottom: 4px;
  }
  details {
    border-top: 1px solid var(--hairline);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 34px;
    padding-left: 0;
  }
  summary::before {
    margin: 0 4px 0 1px;
  }
  ul {
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
  }
  li {
    padding: 3px 0 5px 20px;
    font-size: 14px;
    line-height: 21px;
    /* Names may be long and without a blank. */
    overflow-wrap: anywhere;
  }
  b {
    font-weight: 650;
  }
  li .link {
    color: var(--ink);
    text-decoration: none;
    text-align: left;
  }
  /* A long name fills its line: what follows it must not begin the next. */
  li .name {
    text-decoration: underline 1px var(--edge);
  }
`;

/** Words of a reason that speak of one server. */
const OF_ONE = /\bits\b/;

/**
 * A titled list of servers with a reason each. Servers of one reason stand together; long lists are cut.
 * @fires reveal
 */
@customElement('hf-reasons')
export class Reasons extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    lists,
    css`
      li {
        padding-left: 0;
        border-top: 1px solid var(--hairline);
      }
      :host([plain]) .card {
        padding: 0 0 4px 20px;
        border: 0;
        background: none;
      }
      :host([plain]) li {
        border: 0;
      }
      :host([plain]) ul {
        margin: 0;
      }
    `,
  ];

  @property() heading = '';
  @property({ attribute: false }) lines: readonly NoteLine[] = [];
  /** Inside another card: no frame and no heading. */
  @property({ type: Boolean, reflect: true }) plain = false;
  @state() private open = false;

  override render() {
    if (this.lines.length === 0) return nothing;
    const all = [...groupedBy(this.lines, ({ text }) => text)].map(
      ([text, lines]) => [text, lines.map(({ guest }) => guest)] as const,
    );
    const shown = this.open ? all : all.slice(0, SHOWN);
    const cut = all.length > SHOWN || all.some(([, guests]) => guests.length > NAMES);
    return html`<section class="card" aria-label=${this.heading}>
      ${this.plain ? nothing : html`<h2>${this.heading}</h2>`}
      <ul>
        ${shown.map(([text, guests]) => html`<li>${this.names(guests, OF_ONE.test(text) && guests.length > 1)} ${text}</li>`)}
      </ul>
      ${
        cut
          ? html`<button
              class="link small"
              type="button"
              aria-expanded=${this.open}
              @click=${() => (this.open = !this.open)}
            >
              ${this.open ? 'Show fewer' : `Show all ${count(this.lines.length)}`}
            </button>`
          : nothing
      }
    </section>`;
  }

  private names(guests: readonly string[], each: boolean) {
    const shown = this.open || guests.length <= NAMES ? guests : guests.slice(0, NAMES - 1);
    const rest = guests.length - shown.length;
    const last = shown.length - 1;
    return html`${shown.map((guest, k) => {
      const mark = k < last ? ',' : rest ? '' : each ? ',' : ':';
      return html`${k ? ' ' : nothing}<button
          class="link"
          type="button"
          aria-label=${guest}
          @click=${() => this.dispatchEvent(new RevealEvent(guest))}
        >
          <span class="name">${guest}</span>${mark}
        </button>`;
    })}${rest ? ` and ${count(rest)} more${each ? ', each' : ''}:` : each ? ' each:' : nothing}`;
  }
}

const KINDS: readonly (readonly [kind: Advice['kind'], label: string])[] = [
  ['io-bound', 'I/O-bound'],
  ['memory-constrained', 'Short of memory'],
  ['runaway', 'A runaway thread?'],
  ['measured-inside', 'Measured inside a VM'],
  ['slower', 'Slower after the move'],
  ['numa', 'Larger than a NUMA node'],
  ['driver-heavy', 'Heavy on drivers'],
  ['backup', 'Back-up'],
  ['over-provisioned', 'Does not need virtualization'],
];

/** What to think of before a server is virtualized, by kind, the weightiest first. */
@customElement('hf-advice')
export class AdviceList extends LitElement {
  static override styles = [base, controls, card, lists];

  @property({ attribute: false }) advice: readonly Advice[] = [];

  override render() {
    if (this.advice.length === 0) return nothing;
    let first = true;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Advice</h2>
      ${KINDS.map(([kind, label]) => {
        const lines = this.advice.filter((a) => a.kind === kind);
        if (lines.length === 0) return nothing;
        const open = first;
        first = false;
        return html`<details ?open=${open}>
          <summary>${label} <span class="chip">${many(lines.length, 'server')}</span></summary>
          <hf-reasons plain heading=${label} .lines=${lines}></hf-reasons>
        </details>`;
      })}
    </section>`;
  }
}

const LEVELS = [
  ['error', 'Could not be used', 'warn'],
  ['warning', 'Take care', 'warn'],
  ['guess', 'Guessed', 'guess'],
  ['info', 'For the record', ''],
] as const;

/** What was read, left out, guessed and why, by level. */
@customElement('hf-findings')
export class Findings extends LitElement {
  static override styles = [base, controls, card, lists];

  @property({ attribute: false }) findings: readonly Finding[] = [];

  override render() {
    if (this.findings.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Findings</h2>
      ${LEVELS.map(([level, label, tone]) => {
        const own = this.findings.filter((f) => f.level === level);
        if (own.length === 0) return nothing;
        return html`<details ?open=${level === 'error' || level === 'warning'}>
          <summary>${label} <span class="chip ${tone}">${many(own.length, 'finding')}</span></summary>
          <ul>
            ${own
              .slice(0, MOST)
              .map(
                (f) =>
                  html`<li>
                    <b>${f.where}</b>: ${f.text}${f.fix ? html` <span class="soft">${f.fix}</span>` : nothing}
                  </li>`,
              )}
          </ul>
          ${own.length > MOST ? html`<p class="soft small">and ${count(own.length - MOST)} more</p>` : nothing}
        </details>`;
      })}
    </section>`;
  }
}
