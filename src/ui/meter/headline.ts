import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExperimentInput } from '../../dispatch/experiment';
import '../parts/how';
import { PageEvent } from '../parts/page-event';
import { base, controls } from '../parts/styles';
import { howError, howOwn, howShown, howUsed, howWaited } from './explain';
import { wantedOf, type Meter } from '../../sampling/ask';
import { describe } from './describe';
import './guess/guess';
import type { MeterGuess } from './guess/guess';
import { judgeGuess, METER_NAMES } from './guess/judge';
import type { Many } from './lab';
import { averageOf, figureOf, isAlone, shareText } from './pictures';
import type { Term } from '../text/glossary';
import { prosed } from '../text/prose';
import { unbroken } from '../text/unbroken';
import { term } from './terms';
import type { MeterSpecimen } from './specimen';
import { errorSentence } from './verdict';

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

/**
 * The point in one sentence, and the answer in large type: used, what Task Manager shows, what its processes show.
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
        font-size: 32px;
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
      .processor dd {
        color: var(--bad);
      }
      .process dd {
        color: var(--process);
      }
      /* What is not of the present experiment. */
      .stale {
        opacity: 0.35;
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
          font-size: 26px;
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

  /** Whether the figures are of the present experiment. */
  private get present(): boolean {
    return this.many?.experiment === this.specimen.experiment;
  }

  override render() {
    const stale = this.many && !this.present ? 'stale' : '';
    return html`<div class="words">
        <h1 tabindex="-1">${this.specimen.preset.title}</h1>
        ${
          this.covered
            ? html`<hf-meter-guess
                .question=${this.question()}
                .choices=${this.unturned ? (this.specimen.preset.choices ?? []) : []}
              ></hf-meter-guess>`
            : html`${this.point()}${this.tries()}`
        }
      </div>
      <div class="figures">
        <dl class="answer ${stale}" aria-live="polite" aria-busy=${this.busy ? 'true' : 'false'}>
          ${this.figures()}
        </dl>
        <div class="sum small soft ${stale}">${this.sum()}</div>
      </div>`;
  }

  /** Whether all that the question is about is as the demonstration has it. */
  private get unturned(): boolean {
    const { preset, input } = this.specimen;
    return asked(input) === asked(preset.experiment);
  }

  private question(): string {
    const { preset, experiment, meter } = this.specimen;
    const scene = this.unturned && preset.question ? preset.question : describe(experiment).join(' ');
    return `${scene} What will ${METER_NAMES[meter]} show?`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  async focusGuess(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<MeterGuess>('hf-meter-guess')?.focusField();
  }

  /** The demonstration's words; once something was changed, what the experiment now is. */
  private point() {
    const { preset, experiment } = this.specimen;
    if (!this.unturned) return html`<p class="point">${prosed(describe(experiment).join(' '))}</p>`;
    const seen = new Set<Term>();
    return html`<p class="point">${prosed(preset.point, seen)}</p>
      <p class="soft">${prosed(preset.text, seen)}</p>`;
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
    const readings = many?.readings ?? [];
    const shown = (meter: Meter) => readings.map((each) => each[meter]);
    const kinds = [
      { kind: 'used', values: readings.map(({ used }) => used), label: 'really used', how: howUsed },
      {
        kind: 'processor',
        values: shown('processor'),
        label: 'its Task Manager shows',
        how: (of: Many) => howShown(of, 'processor'),
      },
      {
        kind: 'process',
        values: shown('process'),
        label: 'its processes show',
        how: (of: Many) => howShown(of, 'process'),
      },
    ];
    return kinds.map(
      ({ kind, values, label, how }) =>
        html`<div class=${kind}>
          <dt>${label}</dt>
          <dd>
            ${
              this.covered && kind !== 'used'
                ? '?'
                : many
                  ? html`<hf-how .explanation=${how(many)}>${figureOf(values)}</hf-how>`
                  : '–'
            }
          </dd>
        </div>`,
    );
  }

  /** What the three figures say together, and what was guessed. */
  private sum() {
    const { many } = this;
    const { experiment, meter } = this.specimen;
    if (!many || this.covered) return nothing;
    const { readings, own } = many;
    const errors = (of: Meter) => readings.map((each) => each[of] - each.used);
    const waited = averageOf(readings.map((each) => each.waited));
    const alone = own.length > 0 && !isAlone(experiment);
    return html`<p>
        <hf-how .explanation=${howError(many, meter)}
          >${errorSentence(errors('processor'), errors('process'))}</hf-how
        >
        ${
          waited > 0.0005
            ? html`It waited for the processor
                <hf-how .explanation=${howWaited(many)}>${shareText(waited)}</hf-how> of the time.`
            : nothing
        }
        ${
          alone
            ? html`On a machine of its own ${term('Task Manager')} would show
                <hf-how .explanation=${howOwn(many, 'processor')}
                  >${figureOf(own.map(({ processor }) => processor))}</hf-how
                >.`
            : nothing
        }
      </p>
      ${this.judged()}`;
  }

  private judged() {
    const { experiment, guess, meter } = this.specimen;
    if (!this.many || guess === 'off' || guess === 'first') return nothing;
    const { verdict, belief } = judgeGuess(guess, {
      readings: this.many.readings,
      meter,
      wanted: wantedOf(experiment),
    });
    return html`<p class="said"><b>${unbroken(verdict)}</b> ${unbroken(belief)}</p>`;
  }
}

/** What the question of a demonstration is about: all but how long and how often is measured. */
function asked({ durationS: _, replications: __, seed: ___, ...rest }: ExperimentInput): string {
  return JSON.stringify(rest);
}

function same(experiment: ExperimentInput): string {
  return JSON.stringify(experiment);
}
