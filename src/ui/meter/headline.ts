import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExperimentInput } from '../../dispatch/experiment';
import '../parts/how';
import { PageEvent } from '../parts/page-event';
import { base, controls } from '../parts/styles';
import { howError, howOwn, howShown, howUsed, howWaited } from './explain';
import './guess';
import type { MeterGuess } from './guess';
import type { Many } from './lab';
import { figureOf, isAlone, known, averageOf, nearness, points, shareText } from './pictures';
import type { MeterSpecimen } from './specimen';

/** A change that carries the point further was asked for. */
export class TryEvent extends PageEvent {
  static override readonly type = 'try';
  constructor(
    readonly input: ExperimentInput,
    readonly label: string,
  ) {
    super();
  }
}

/** A guess closer than this is right. */
const CLOSE = 0.02;

/**
 * The point in one sentence, and the answer in large type: used, on its own machine, shown.
 * @fires try
 * @fires guess
 * @fires explain
 */
@customElement('hf-meter-headline')
export class MeterHeadline extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: end;
        gap: 16px 32px;
        margin-bottom: 18px;
      }
      .words {
        flex: 1 1 420px;
        max-width: 68ch;
        /* The longest of the texts: what is below does not move from one to the next. */
        min-height: 172px;
      }
      h1 {
        font-size: 30px;
        line-height: 38px;
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      .point {
        margin: 4px 0 6px;
        font-size: 17px;
        line-height: 25px;
        text-wrap: pretty;
      }
      .tries {
        margin-top: 6px;
      }
      .tries .link {
        margin-right: 14px;
        text-align: left;
      }
      .answer {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 34px;
        margin: 0;
      }
      .answer > div {
        display: flex;
        flex-direction: column-reverse;
        min-width: 122px;
      }
      dt {
        font-size: 13px;
        line-height: 19px;
        color: var(--soft);
      }
      dd {
        margin: 0;
        font-size: 40px;
        line-height: 46px;
        font-weight: 700;
        letter-spacing: -0.02em;
        white-space: nowrap;
      }
      .used dd {
        color: var(--accent);
      }
      .alone dd {
        color: var(--soft);
      }
      .shown dd {
        color: var(--bad);
      }
      .sum {
        width: 100%;
        margin: 6px 0 0;
        min-height: 44px;
      }
      .figures {
        flex: 0 1 auto;
      }
      .said b {
        color: var(--ink);
      }
      @media (max-width: 640px) {
        .words {
          min-height: 0;
        }
        .figures {
          flex: 1 1 100%;
        }
        .answer {
          align-items: start;
          gap: 8px 14px;
        }
        /* Side by side as long as the figures themselves fit; their names take the lines that they need. */
        .answer > div {
          flex: 1 1 0;
          min-width: min-content;
          justify-content: flex-end;
        }
        dd {
          font-size: 27px;
          line-height: 34px;
        }
      }
    `,
  ];

  @property({ attribute: false }) specimen!: MeterSpecimen;
  @property({ attribute: false }) many: Many | null = null;
  /** Whether figures are still coming in. */
  @property({ type: Boolean }) busy = false;

  private get covered(): boolean {
    return this.specimen.guess === 'first';
  }

  override render() {
    const { preset, input } = this.specimen;
    const asWritten = asked(input) === asked(preset.experiment);
    return html`<div class="words">
        <h1 tabindex="-1">${preset.title}</h1>
        ${
          this.covered
            ? html`<hf-meter-guess
                .question=${asWritten ? preset.question : 'And now, with these changes: what will the meter show?'}
              ></hf-meter-guess>`
            : html`${this.point()}${this.tries()}`
        }
      </div>
      <div class="figures">
        <dl class="answer" aria-live="polite" aria-busy=${this.busy ? 'true' : 'false'}>${this.figures()}</dl>
        <p class="sum small soft">${this.sum()}</p>
      </div>`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  async focusGuess(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<MeterGuess>('hf-meter-guess')?.focusField();
  }

  /** The demonstration's words; once something was changed, its one sentence as what it said of other figures. */
  private point() {
    const { preset, input } = this.specimen;
    if (same(input) !== same(preset.experiment))
      return html`<p class="point soft">The demonstration said: “${preset.point}”</p>`;
    return html`<p class="point">${preset.point}</p>
      <p class="soft">${preset.text}</p>`;
  }

  private tries() {
    const { preset, input } = this.specimen;
    const tries = preset.tries.filter(({ experiment }) => same(experiment) !== same(input));
    const changed = same(input) !== same(preset.experiment);
    if (tries.length === 0 && !changed) return nothing;
    const link = (label: string, experiment: ExperimentInput) =>
      html`<button
        class="link"
        type="button"
        @click=${() => this.dispatchEvent(new TryEvent(experiment, label))}
      >
        ${label}
      </button>`;
    return html`<p class="tries">
      ${changed ? html`<span class="soft">Changed since:</span> ${link('back to the demonstration', preset.experiment)}` : nothing}
      ${tries.length ? html`<span class="soft">Then try:</span> ` : nothing}${tries.map(
        ({ label, experiment }) => link(label, experiment),
      )}
    </p>`;
  }

  private figures() {
    const { many } = this;
    const { meter } = this.specimen;
    const readings = many?.readings ?? [];
    const kinds = [
      { kind: 'used', values: readings.map(({ used }) => used), label: 'really used', how: howUsed },
      {
        kind: 'alone',
        values: (many?.own ?? []).map((each) => each[meter]),
        label: 'on its own machine',
        how: howOwn,
      },
      {
        kind: 'shown',
        values: readings.map((each) => each[meter]),
        label: meter === 'processor' ? 'its Task Manager shows' : 'its processes show',
        how: howShown,
      },
    ];
    return kinds.map(
      ({ kind, values, label, how }) =>
        html`<div class=${kind}>
          <dt>${label}</dt>
          <dd>
            ${
              this.hides(kind)
                ? '?'
                : many
                  ? html`<hf-how .explanation=${how(many, meter)}>${figureOf(values)}</hf-how>`
                  : '–'
            }
          </dd>
        </div>`,
    );
  }

  /** Alone, the guest on its own machine is the guest itself: it would give the answer away. */
  private hides(kind: string): boolean {
    if (!this.covered) return false;
    return kind === 'shown' || (kind === 'alone' && isAlone(this.specimen.experiment));
  }

  /** What the three figures say together, and what was guessed. */
  private sum() {
    const { many } = this;
    const { meter, guess } = this.specimen;
    if (!many || this.covered) return nothing;
    const { readings } = many;
    const off = known(readings.map((each) => each[meter] - each.used));
    const waited = averageOf(readings.map((each) => each.waited));
    const error = html`<hf-how .explanation=${howError(many, meter)}
      >${
        off.sure ? `${points(off.mean)} points too ${off.mean > 0 ? 'much' : 'little'}` : right(nearness(off))
      }</hf-how
    >`;
    return html`${readings.length > 1 ? 'On average' : 'In one reading'} ${error}.
    ${
      waited > 0.0005
        ? html`It waited for the processor
            <hf-how .explanation=${howWaited(many)}>${shareText(waited)}</hf-how> of the time.`
        : nothing
    }
    ${typeof guess === 'number' ? this.verdict(guess / 100, averageOf(readings.map((each) => each[meter]))) : nothing}`;
  }

  private verdict(guess: number, shown: number) {
    const off = Math.abs(guess - shown);
    return html`<span class="said"
      ><b
        >You said ${shareText(guess)}:
        ${off < CLOSE ? 'you have it' : `${points(off)} points too ${guess > shown ? 'much' : 'little'}`}.</b
      ></span
    >`;
  }
}

function right(near: string): string {
  return near === 'exactly' ? 'exactly right' : `right, ${near}`;
}

/** What the question of a demonstration is about: all but how long and how often is measured. */
function asked({ durationS: _, replications: __, seed: ___, ...rest }: ExperimentInput): string {
  return JSON.stringify(rest);
}

function same(experiment: ExperimentInput): string {
  return JSON.stringify(experiment);
}
