import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { NumberField } from '../../dispatch/fields';
import { CHOICES } from '../../dispatch/choices';
import { NUMBERS } from '../../dispatch/fields';
import { DELIVERY_WORDS, IDLE_TICK_WORDS, optionsOf, ORDER_WORDS } from '../../sampling/words';
import '../parts/choice';
import type { Option, PickEvent } from '../parts/choice';
import '../parts/number-field';
import type { NumberEvent } from '../parts/number-field';
import { PageEvent } from '../parts/page-event';
import { base, controls } from '../parts/styles';
import type { Knobs } from './knobs';
import { length } from './pictures';

/** A knob was turned. */
export class TurnEvent extends PageEvent {
  static override readonly type = 'turn';
  constructor(
    readonly knob: keyof Knobs,
    readonly value: Knobs[keyof Knobs],
    readonly live = false,
  ) {
    super();
  }
}

type Slide = Pick<NumberField, 'label' | 'unit' | 'min' | 'max' | 'step' | 'whole' | 'help'> & {
  readonly low: number;
  readonly high: number;
};

const percent = { unit: '%', min: 0.1, max: 100, step: 1, low: 1, high: 100 } as const;
const SLIDES: Partial<Record<keyof Knobs, Slide>> = {
  tickMs: { ...NUMBERS.tickMs, label: 'Clock tick', low: 1, high: 30 },
  sliceMs: { ...NUMBERS.sliceMs, low: 1, high: 200 },
  neighbours: {
    label: 'Neighbours',
    unit: '',
    min: 0,
    max: 64,
    step: 1,
    whole: true,
    low: 0,
    high: 7,
    help: 'Guests that share its processor.',
  },
  load: { ...percent, label: 'Load', help: 'How busy the watched guest would be on a machine of its own.' },
  burstMs: {
    ...NUMBERS.meanMs,
    label: 'Burst',
    min: 0.01,
    low: 0.5,
    high: 100,
    help: 'Mean length of its work.',
  },
  others: { ...percent, label: "Neighbours' load", help: 'How busy each neighbour would be alone.' },
  lose: {
    ...percent,
    min: 0,
    max: 99,
    low: 0,
    high: 95,
    label: 'Ticks lost',
    help: 'Share that never arrives.',
  },
  rate: { ...NUMBERS.rate, label: 'Catch up at', low: 1.5, high: 8 },
};

const TIMINGS: readonly Option[] = [
  { value: 'varied', label: 'vary' },
  { value: 'alike', label: 'are all alike' },
];
const TIMES: readonly Option[] = [
  { value: '1', label: '1 s' },
  { value: '10', label: '10 s' },
  { value: '60', label: '1 min' },
  { value: '600', label: '10 min' },
];
const OFTEN: readonly Option[] = ['200', '1000', '4000'].map((value) => ({
  value,
  label: Number(value).toLocaleString('en'),
}));

/**
 * The sliders of the demonstration, each with its number.
 * @fires turn
 */
@customElement('hf-meter-change')
export class MeterChange extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(225px, 1fr));
        gap: 12px 18px;
        margin-top: 12px;
      }
      hf-number {
        --field-width: 80px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: 12px 18px;
        margin-top: 14px;
      }
      .field label {
        display: block;
        margin-bottom: 2px;
      }
    `,
  ];

  @property({ attribute: false }) knobs!: Knobs;
  /** The preset's own, that a double-click brings back. */
  @property({ attribute: false }) presets!: Knobs;

  override render() {
    const { knobs } = this;
    return html`<div class="grid">
        ${this.slider('load')}${this.slider('burstMs')}${this.slider('neighbours')}
        ${knobs.neighbours > 0 ? this.slider('others') : nothing}${this.slider('sliceMs')}
        ${this.slider('tickMs')}${this.slider('lose')}
        ${knobs.delivery === 'catchup' ? this.slider('rate') : nothing}
      </div>
      <div class="row">
        <div class="field">
          <label
            for="delivery"
            class=${this.mark('delivery')}
            title="Double-click resets"
            @dblclick=${() => this.turn('delivery', this.presets.delivery)}
            >Late ticks are</label
          >
          <select
            id="delivery"
            title=${CHOICES.delivery.help}
            .value=${knobs.delivery}
            @change=${(event: Event) =>
              this.turn('delivery', (event.target as HTMLSelectElement).value as Knobs['delivery'])}
          >
            ${optionsOf(DELIVERY_WORDS).map(
              ({ value, label }) =>
                html`<option value=${value} ?selected=${value === knobs.delivery}>${label}</option>`,
            )}
          </select>
        </div>
        ${this.choice('order', 'Late ticks hit', optionsOf(ORDER_WORDS))}
        ${this.choice('idleTick', 'An idle guest’s tick', optionsOf(IDLE_TICK_WORDS))}
        ${this.choice('timing', 'Bursts and waits', TIMINGS)}
        ${this.choice('durationS', 'Measured for', TIMES)}${this.choice('replications', 'Times', OFTEN)}
      </div>`;
  }

  private slider(knob: keyof Knobs) {
    const field = SLIDES[knob]!;
    return html`<hf-number
      id=${knob}
      title=${field.help}
      label=${field.label}
      unit=${field.unit}
      slider
      ?whole=${field.whole === true}
      .min=${field.min}
      .max=${field.max}
      .low=${field.low}
      .high=${field.high}
      .step=${field.step}
      .value=${this.knobs[knob] as number}
      .preset=${this.presets[knob] as number}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        if (event.value !== null) this.turn(knob, event.value, event.live);
      }}
    ></hf-number>`;
  }

  private choice(knob: keyof Knobs, label: string, options: readonly Option[]) {
    const value = this.knobs[knob];
    const number = typeof value === 'number';
    // A value that came with a link, and is none of the usual ones, is shown beside them.
    const more = options.some((each) => each.value === String(value))
      ? options
      : [
          ...options,
          { value: String(value), label: knob === 'durationS' ? length(Number(value)) : String(value) },
        ];
    return html`<hf-choice
      id=${knob}
      label=${label}
      .options=${more}
      .value=${String(value)}
      ?changed=${this.knobs[knob] !== this.presets[knob]}
      @dblclick=${(event: Event) => onLegend(event) && this.turn(knob, this.presets[knob])}
      @pick=${(event: PickEvent) =>
        this.turn(knob, (number ? Number(event.value) : event.value) as Knobs[keyof Knobs])}
    ></hf-choice>`;
  }

  /** Brings a control into sight and focuses it. */
  find(knob: string): void {
    const control = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(knob)}`);
    control?.scrollIntoView({ block: 'nearest' });
    control?.focus();
  }

  private mark(knob: keyof Knobs): string {
    return this.knobs[knob] === this.presets[knob] ? '' : 'changed';
  }

  private turn(knob: keyof Knobs, value: Knobs[keyof Knobs], live = false): void {
    this.dispatchEvent(new TurnEvent(knob, value, live));
  }
}

/** Whether the event came from the name of a choice, not from one of its options. */
function onLegend(event: Event): boolean {
  return event.composedPath()[0] instanceof HTMLLegendElement;
}
