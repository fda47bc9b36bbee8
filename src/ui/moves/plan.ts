import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MovesPlan } from '../../moves/plan';
import { save } from '../app/save';
import { PageEvent } from '../parts/page-event';
import { base, controls } from '../parts/styles';
import { count, many } from '../text/format';
import { picture, stateAt, wavePicture } from './waves-picture';

/** So many moves are granted for an even plan. */
export class GrantEvent extends PageEvent {
  static override readonly type = 'grant';
  constructor(readonly moves: number) {
    super();
  }
}

/**
 * A plan of moves: how many, in which waves, who is where after each, and how even more moves would make it.
 * @fires grant
 */
@customElement('hf-moves-plan')
export class MovesDrawing extends LitElement {
  static override styles = [
    base,
    controls,
    picture,
    css`
      .slider label {
        display: block;
      }
      input[type='range'] {
        width: min(100%, 420px);
      }
      .findings {
        margin: 8px 0;
        padding-left: 2ch;
        max-width: 72ch;
        overflow-wrap: anywhere;
        font-size: 13px;
      }
      .warning::marker {
        color: var(--bad);
      }
      ol {
        margin: 4px 0 12px;
        padding-left: 3ch;
        max-width: 72ch;
        overflow-wrap: anywhere;
      }
      @media print {
        .slider input,
        button {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) plan!: MovesPlan;
  /** Moves that were granted; null: no more than it takes. */
  @property({ attribute: false }) within: number | null = null;
  @state() private wave = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('plan')) this.wave = Math.min(this.wave, this.plan.waves.length);
  }

  override render() {
    const { plan } = this;
    const { waves, evened, gone, swing, spare, findings } = plan;
    const first = evened[0];
    const last = evened.at(-1);
    const chosen = evened.findLast(({ moves }) => moves <= plan.count) ?? first;
    const proved =
      plan.count === plan.lowerBound ? 'fewer there cannot be' : `${count(plan.lowerBound)} at least`;
    const now = this.wave === 0 ? null : waves[this.wave - 1];
    return html`<p>
        <strong>${many(plan.count, 'move')}</strong> (${proved}) in ${many(waves.length, 'wave')};
        ${many(gone.length, 'host')} empty then.
        ${spare > 0 ? `${many(spare, 'host')} of the new kind must be there at the start.` : ''}
        ${swing.length > 0 ? `${many(swing.length, 'swing host')} needed meanwhile: ${swing[0].why}.` : ''}
      </p>
      ${
        findings.length > 0
          ? html`<ul class="findings">
              ${findings.map(
                ({ level, where, text, fix }) =>
                  html`<li class=${level}><b>${where}</b>: ${text} ${fix ?? nothing}</li>`,
              )}
            </ul>`
          : nothing
      }
      ${
        first && last && last !== first
          ? html`<div class="slider">
              <label for="within"
                >Evened within ${many(this.within ?? plan.count, 'move')}: fullest moment
                ${(100 * chosen.fullest).toFixed(1)}&nbsp;% of what may be filled</label
              >
              <input
                id="within"
                type="range"
                min=${first.moves}
                max=${last.moves}
                .value=${String(this.within ?? plan.count)}
                @change=${this.granted}
              />
            </div>`
          : nothing
      }
      <div class="slider">
        <label for="wave"
          >${this.wave === 0 ? 'Today' : `Wave ${this.wave} of ${waves.length}`}: who is where (dashed: moves
          away now; solid: moves here now; coloured: has moved)</label
        >
        <input
          id="wave"
          type="range"
          min="0"
          max=${waves.length}
          .value=${String(this.wave)}
          @input=${(e: Event) => (this.wave = numberTyped(e, this.wave))}
        />
      </div>
      ${wavePicture(stateAt(plan, this.wave))}
      ${
        now
          ? html`<ol>
              ${now.moves.map(
                ({ guest, from, to, why }) =>
                  html`<li>${guest}: ${from ?? 'new'} → ${to}${why ? ` (${why})` : ''}</li>`,
              )}
              ${now.reinstall.map((host) => html`<li>${host} is empty and is installed anew</li>`)}
            </ol>`
          : nothing
      }
      <button class="button" type="button" @click=${() => this.saved('csv')}>Moves as CSV</button>
      <button class="button" type="button" @click=${() => this.saved('json')}>as JSON</button>`;
  }

  private granted = (event: Event): void => {
    this.dispatchEvent(new GrantEvent(numberTyped(event, this.within ?? 0)));
  };

  private async saved(kind: 'csv' | 'json'): Promise<void> {
    const { movesToCsv, movesToJson } = await import('../../report/moves');
    if (kind === 'csv') save('moves.csv', 'text/csv', movesToCsv(this.plan));
    else save('moves.json', 'application/json', movesToJson(this.plan));
  }
}

/** The number in a field, or the one before where there is none. */
export function numberTyped(event: Event, before: number): number {
  const value = (event.target as HTMLInputElement).valueAsNumber;
  return Number.isFinite(value) ? value : before;
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-moves-plan': MovesDrawing;
  }
}
