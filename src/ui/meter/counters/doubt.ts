import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  assumedUnder,
  ASSUMED_CHOICES,
  ASSUMED_NUMBERS,
  DEFAULT_ASSUMPTIONS,
  type Assumptions,
  type AssumedChoice,
  type AssumedNumber,
} from '../../../counters/assumptions';
import { deliveriesOf, type Era } from '../../../counters/circumstances';
import { CASE_WORDS, mismatch } from '../../../counters/cases';
import type { CorrectionRange } from '../../../counters/interval';
import type { CorrectionUncertainty } from '../../../counters/uncertainty';
import { duration } from '../../../intake/words';
import '../../parts/how';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { PageEvent } from '../../parts/page-event';
import { base, card, controls, halves } from '../../parts/styles';
import { many } from '../../text/format';
import { scaleMarks, shareText, signed, signedRange } from '../pictures';

/** Something that no log says was assumed otherwise. */
export class AssumeEvent extends PageEvent {
  static override readonly type = 'assume';
  constructor(
    readonly assumed: Assumptions,
    readonly what: string,
    readonly live: boolean,
  ) {
    super();
  }
}

const WIDTH = 340;

/**
 * How far off a process's part can be: a simulated interval, the case it is in, and everything that it assumes.
 * @fires assume
 * @fires explain
 */
@customElement('hf-correction-doubt')
export class CorrectionDoubt extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    halves,
    css`
      :host {
        margin-top: 18px;
      }
      .said {
        min-height: 170px;
        max-width: 74ch;
        margin-top: 4px;
      }
      .rests {
        max-width: 74ch;
        margin: 4px 0 10px;
      }
      .held {
        opacity: 0.6;
      }
      svg {
        display: block;
        max-width: 100%;
        margin: 8px 0 2px;
      }
      text {
        font-size: 11px;
        fill: var(--soft);
      }
      .axis {
        stroke: var(--hairline);
      }
      .zero {
        stroke: var(--net);
        stroke-width: 2;
      }
      .interval {
        stroke: var(--cpu);
        stroke-width: 6;
        stroke-linecap: round;
      }
      .mean {
        fill: var(--ink);
        stroke: var(--card);
        stroke-width: 1.5;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: 10px 16px;
        margin-top: 8px;
        align-items: end;
      }
      .fields hf-number {
        --field-width: 76px;
      }
      .fields hf-number[data-control='neighbours'] {
        --field-width: 92px;
      }
      select {
        width: 100%;
        padding-left: 6px;
        padding-right: 0;
      }
      @container (max-width: 420px) {
        select {
          font-size: 14px;
        }
      }
      .choice {
        min-width: 0;
      }
      summary {
        font-weight: 650;
        font-size: 14px;
      }
      .warn {
        margin-top: 6px;
        color: var(--guess);
      }
    `,
  ];

  /** The intervals that stand beside the processes. */
  @property({ attribute: false }) ranges: CorrectionRange | null = null;
  @property({ attribute: false }) doubt: CorrectionUncertainty | null = null;
  /** It is of other assumptions, or of another guest: the next is on its way. */
  @property({ type: Boolean }) stale = false;
  @property({ attribute: false }) assumed: Assumptions = DEFAULT_ASSUMPTIONS;
  /** Whose clocks the guest has: what may become of late ticks. */
  @property() era: Era = 'not known';
  /** Why there is none to simulate. */
  @property() why = '';
  /** What failed. */
  @property() problem = '';

  override render() {
    return html`<div class="halves">
      <div>
        <h3>How far off a process’s part can be</h3>
        ${this.rests()}
        <div
          class="said ${this.stale && this.doubt ? 'held' : ''}"
          aria-live="polite"
          aria-busy=${this.stale}
        >
          ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : this.said()}
        </div>
      </div>
      <details open>
        <summary>Assumed, since no log says it</summary>
        <div class="fields">
          ${ASSUMED_NUMBERS.map((field) => this.number(field))}${ASSUMED_CHOICES.map((field) =>
            this.choice(field),
          )}
        </div>
      </details>
    </div>`;
  }

  /** What the intervals of the processes rest on. */
  private rests() {
    const { ranges } = this;
    if (!ranges || ranges.processes.length === 0) return nothing;
    const { over, confidence, terms, width } = ranges;
    return html`<p class="small rests">
      Each process lies <b>from – to</b> in ${Math.round(100 * confidence)} of 100 guests or more: over
      ${over}. Slices of ${terms.sliceMs} ms at most and ticks of ${terms.tickMs} ms are assumed.
      ${
        width === width
          ? html`In one sample of the log, such an interval is ${Math.round(100 * width)} % of what the guest
            used wide on average.`
          : nothing
      }
    </p>`;
  }

  private said() {
    const { doubt } = this;
    if (!doubt) return html`<p class="small soft">${this.stale ? 'Simulating …' : this.why}</p>`;
    const far = mismatch(doubt);
    return html`<p>
        If its bursts are of ${doubt.case.burstMs} and ${doubt.case.shortMs} ms, a process of the long ones is
        off by
        <hf-how .explanation=${explained(doubt)}><b>${signedRange(doubt.low, doubt.high)}</b></hf-how>
        of processor in an interval of ${duration(1000 * doubt.case.windowS)}, ${signed(doubt.bias.mean)} on
        average; one of the short ones by as much the other way.
      </p>
      ${picture(doubt)}
      <p class="small soft">
        ${CASE_WORDS[doubt.kind]}
        ${
          doubt.kind === 'bursts restart the slice' && !doubt.biased
            ? 'Here the bias is too small to be told from noise.'
            : nothing
        }
      </p>
      ${far ? html`<p class="small warn">${far}</p>` : nothing}`;
  }

  private number(field: AssumedNumber) {
    // No number of neighbours is one for the simulation to find.
    const free = field.id === 'neighbours';
    const value = this.assumed[field.id];
    const preset = DEFAULT_ASSUMPTIONS[field.id];
    return html`<hf-number
      data-control=${field.id}
      title=${field.help}
      label="${field.label} (${value === preset ? 'assumed' : 'yours'})"
      unit=${field.unit}
      ?whole=${field.whole === true}
      .min=${free ? 1 : field.min}
      .max=${field.max}
      .step=${field.step}
      .empty=${free ? 'as needed' : null}
      .value=${free ? value || null : value}
      .preset=${free ? preset || null : preset}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        this.assume({ [field.id]: event.value ?? preset }, field.label, event.live);
      }}
    ></hf-number>`;
  }

  private choice({ id, label, help, options }: AssumedChoice) {
    const changed = this.assumed[id] !== DEFAULT_ASSUMPTIONS[id];
    const value = assumedUnder(this.assumed, this.era)[id];
    const possible =
      id === 'delivery'
        ? options.filter((each) => deliveriesOf(this.era).some((d) => d === each.value))
        : options;
    return html`<div class="choice">
      <label for=${id} class=${changed ? 'changed' : nothing}
        >${label} (${changed ? 'yours' : 'assumed'})</label
      >
      <select
        id=${id}
        title=${help}
        @change=${(event: Event) =>
          this.assume({ [id]: (event.target as HTMLSelectElement).value }, label, false)}
      >
        ${possible.map(
          (option) =>
            html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
        )}
      </select>
    </div>`;
  }

  private assume(change: Partial<Assumptions>, label: string, live: boolean): void {
    this.dispatchEvent(new AssumeEvent({ ...this.assumed, ...change }, label.toLowerCase(), live));
  }
}

/** The interval about the truth, on a scale of points. */
function picture({ low, high, bias }: CorrectionUncertainty) {
  const reach = Math.max(0.01, Math.abs(low), Math.abs(high)) * 1.15;
  const x = (value: number) => WIDTH / 2 + (value / reach) * (WIDTH / 2 - 8);
  const label = (mark: number) => (mark === 0 ? '0 points' : `${mark > 0 ? '+' : '−'}${Math.abs(mark)}`);
  return svg`<svg width=${WIDTH} height="56" viewBox="0 0 ${WIDTH} 56" role="img"
      aria-label="Interval from ${signed(low)} to ${signed(high)} points about the truth, on average ${signed(bias.mean)}">
    <text x=${x(0)} y="11" text-anchor="middle">what it really used</text>
    <line class="axis" x1="0" x2=${WIDTH} y1="28" y2="28"></line>
    ${scaleMarks(-100 * reach, 100 * reach, 5).map(
      (mark) =>
        svg`<line class="axis" x1=${x(mark / 100)} x2=${x(mark / 100)} y1="28" y2="36"></line>
        <text x=${x(mark / 100)} y="50" text-anchor="middle">${label(mark)}</text>`,
    )}
    <line class="zero" x1=${x(0)} x2=${x(0)} y1="16" y2="40"></line>
    <line class="interval" x1=${x(low)} x2=${x(high)} y1="28" y2="28"></line>
    <circle class="mean" cx=${x(bias.mean)} cy="28" r="5"></circle>
  </svg>`;
}

function explained({ case: c, bias, share: part, host, replications, low, high }: CorrectionUncertainty) {
  const beside =
    host.neighbours === 0
      ? 'alone on its processor'
      : `beside ${many(host.neighbours, 'neighbour')}, ${host.neighbours === 1 ? '' : 'each '}${shareText(host.load)} busy`;
  return {
    title: 'How far off the correction can be',
    text: `A guest that uses and waits as much as this one is simulated ${replications} times, ${beside}. Its ticks divide what the host charged, as in the correction, and the simulation knows what the process with the long bursts really used.`,
    formula: 'corrected share − share really used',
    values: [
      ['middle 95 %', signedRange(low, high)],
      ['mean', `${signed(bias.mean)} ± ${(100 * bias.se).toFixed(2)} points`],
      ['really used, on average', shareText(part.truth)],
      ['corrected, on average', shareText(part.corrected)],
      ['simulated guest: used, waited', `${shareText(host.used)}, ${shareText(host.ready)}`],
      ['measured guest: used, waited', `${shareText(c.used)}, ${shareText(c.ready)}`],
    ] as const,
    basis: {
      kind: 'assumption' as const,
      text: 'One virtual processor, two kinds of burst, and neighbours whose bursts are a slice long.',
    },
  };
}
