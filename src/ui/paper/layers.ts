import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  ARCHITECTURES,
  LAYER_QUESTIONS,
  OWNERS,
  type Architecture,
  type LayerQuestion,
} from '../../claims/layers';
import '../parts/choice';
import type { PickEvent } from '../parts/choice';
import { base, card } from '../parts/styles';
import { prosed } from '../text/prose';

/** Words that the passage above explains. */
const KNOWN = ['guest', 'host'] as const;

const OPTIONS = LAYER_QUESTIONS.map(({ id, label }) => ({ value: id, label }));

/** Figure 1: four ways to build virtual machines as stacks of layers, and the way that something takes through each. */
@customElement('hf-layers')
export class LayersFigure extends LitElement {
  static override styles = [
    base,
    card,
    css`
      h3 {
        font-size: 17px;
        line-height: 24px;
      }
      .stacks {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
        gap: 6px 20px;
        margin-top: 14px;
      }
      /* Heads, layers and words in lines of their own, however many lines a head takes. */
      .stack {
        display: grid;
        grid-row: span 3;
        grid-template-rows: subgrid;
        margin-bottom: 12px;
      }
      .stack h4 {
        align-self: end;
      }
      ol {
        display: grid;
        gap: 4px;
        align-content: start;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        min-height: 62px;
        padding: 6px 46px 6px 12px;
        border: 1px solid var(--hairline);
        border-left: 6px solid var(--tone);
        border-radius: var(--radius-small);
        background: var(--card);
        line-height: 19px;
        font-size: 14px;
      }
      li.on {
        border-color: var(--ink);
        border-left-color: var(--tone);
        outline: 1px solid var(--ink);
      }
      .guest {
        --tone: var(--guest-1);
      }
      .monitor {
        --tone: var(--process);
      }
      .system {
        --tone: var(--guest-2);
      }
      .hardware {
        --tone: var(--edge);
      }
      .owner {
        display: block;
        color: var(--soft);
        font-size: 12px;
      }
      .at {
        position: absolute;
        top: 6px;
        right: 8px;
        display: flex;
        gap: 3px;
      }
      .at b {
        display: inline-block;
        min-width: 20px;
        border-radius: 10px;
        background: var(--ink);
        color: var(--ground);
        text-align: center;
        font-size: 12px;
        line-height: 20px;
        forced-color-adjust: none;
      }
      figure {
        margin: 0;
      }
      h4 {
        margin: 0;
        font-size: 15px;
      }
      p.words {
        text-wrap: pretty;
      }
    `,
  ];

  @state() private question: LayerQuestion = LAYER_QUESTIONS[0].id;

  override render() {
    return html`<figure class="card" aria-labelledby="caption">
      <h3 id="caption">Figure 1: who owns which layer</h3>
      <hf-choice
        label="Follow"
        .options=${OPTIONS}
        .value=${this.question}
        @pick=${(event: PickEvent) => {
          event.stopPropagation();
          this.question = event.value as LayerQuestion;
        }}
      ></hf-choice>
      <div class="stacks">${ARCHITECTURES.map((each) => this.stack(each))}</div>
    </figure>`;
  }

  private stack({ title, layers, ways }: Architecture) {
    const { through, words } = ways[this.question];
    return html`<section class="stack">
      <h4>${title}</h4>
      <ol>
        ${layers.map(({ id, owner, label }) => {
          const steps = through.flatMap((each, i) => (each === id ? [i + 1] : []));
          return html`<li class="${owner} ${steps.length ? 'on' : ''}">
            <span class="owner">${OWNERS[owner]}</span>${prosed(label, new Set(KNOWN))}
            ${
              steps.length
                ? html`<span class="at"
                    >${steps.map((step) => html`<b><span class="unseen">step </span>${step}</b>`)}</span
                  >`
                : nothing
            }
          </li>`;
        })}
      </ol>
      <p class="small words" role="status">${words}</p>
    </section>`;
  }
}
