import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Aggregate, Alignment } from '../../../estate/estate';
import { GROWTH, HORIZON, USUAL_HORIZON, type Growth } from '../../../estate/growth';
import { byWords, clockOf } from '../../../estate/rescheduled';
import { RESOURCES, type ResourceId } from '../../../estate/resource';
import { CEILING } from '../../../overhead/reserve';
import { ALIGNED_BY, COUNTED_OF_SLOT } from '../../../report/names';
import { DEFAULT_SCENARIO, usualFor, type Scenario } from '../../../scenario/scenario';
import '../../parts/choice';
import type { PickEvent } from '../../parts/choice';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';
import { ChooseEvent } from '../../app/events';

const optionsOf = <Id extends string>(labels: Readonly<Record<Id, string>>) =>
  Object.entries<string>(labels).map(([value, label]) => ({ value: value as Id, label }));
const ALIGNMENTS = optionsOf(ALIGNED_BY);
const AGGREGATES = optionsOf(COUNTED_OF_SLOT);

/**
 * The choices that are made once: how time is cut, how far to fill what is not the processor, how long to search.
 * @fires choose
 */
@customElement('hf-more-choices')
export class MoreChoices extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      section + section {
        margin-top: 14px;
        padding-top: 14px;
        border-top: 1px solid var(--hairline);
      }
      h3 {
        margin-bottom: 8px;
        font-size: 14px;
        line-height: 20px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 18px;
        max-width: 580px;
      }
      hf-number {
        --field-width: 68px;
      }
      ul {
        margin: 8px 0;
        padding-left: 20px;
      }
    `,
  ];

  @property({ attribute: false }) scenario!: Scenario;
  /** What is wrong with the slot or the alignment. */
  @property({ attribute: false }) slotProblem: string | null = null;

  override render() {
    const { scenario: s } = this;
    return html`<section>
        <h3>Time</h3>
        <div class="row">
          ${this.number('slotMinutes', 'Slot', 'min', 0.1, 10_080)}
          <hf-choice
            label="Bring days together by"
            .options=${ALIGNMENTS}
            .value=${s.align}
            @pick=${(e: PickEvent) => this.choose({ align: e.value as Alignment }, 'alignment')}
          ></hf-choice>
          <hf-choice
            label="Samples inside a slot"
            .options=${AGGREGATES}
            .value=${s.aggregate}
            @pick=${(e: PickEvent) => this.choose({ aggregate: e.value as Aggregate }, 'samples inside a slot')}
          ></hf-choice>
        </div>
        ${this.slotProblem ? html`<p class="wrong">${this.slotProblem}</p>` : nothing}
      </section>
      <section>
        <h3>Fill to at most, % of the host</h3>
        <div class="row">
          ${Object.values(RESOURCES).map(
            (r) =>
              html`<hf-number
                label=${r.label}
                unit=${CEILING.unit}
                .min=${CEILING.min}
                .max=${CEILING.max}
                .value=${s.ceilings[r.id] ?? 100}
                .preset=${usualFor(s).ceilings[r.id] ?? 100}
                @number=${(e: NumberEvent) => this.fill(r.id, e)}
              ></hf-number>`,
          )}
        </div>
      </section>
      <section>
        <h3>Loads as they will be</h3>
        <div class="row">
          <hf-number
            label="Growth of all servers"
            unit=${GROWTH.unit}
            .min=${GROWTH.min}
            .max=${GROWTH.max}
            .value=${s.growth?.other ?? 0}
            .preset=${0}
            @number=${(e: NumberEvent) => this.grow(e, { other: e.value ?? 0 }, s.horizon ?? USUAL_HORIZON)}
          ></hf-number>
          <hf-number
            label=${HORIZON.label}
            unit=${HORIZON.unit}
            .min=${HORIZON.min}
            .max=${HORIZON.max}
            whole
            .value=${s.horizon ?? USUAL_HORIZON}
            .preset=${USUAL_HORIZON}
            @number=${(e: NumberEvent) => this.grow(e, {}, e.value ?? USUAL_HORIZON)}
          ></hf-number>
        </div>
        ${this.wanted()}
      </section>
      <section>
        <h3>Search</h3>
        <div class="row">
          ${this.number('work', 'For', 'steps', 1, 100_000_000, true)}
          <hf-number
            label="Or by the clock"
            unit="s"
            .min=${0}
            .max=${3600}
            empty="no limit"
            .value=${s.seconds ?? null}
            .preset=${null}
            @number=${(e: NumberEvent) => {
              e.stopPropagation();
              this.choose({ seconds: e.value ?? undefined }, 'seconds to search');
            }}
          ></hf-number>
          ${this.number('seed', 'Seed', '', 0, 2 ** 31 - 1)}
        </div>
      </section>`;
  }

  private number(
    field: 'slotMinutes' | 'work' | 'seed',
    label: string,
    unit: string,
    min: number,
    max: number,
    whole = false,
  ) {
    return html`<hf-number
      label=${label}
      unit=${unit}
      .min=${min}
      .max=${max}
      ?whole=${whole}
      .value=${this.scenario[field]}
      .preset=${DEFAULT_SCENARIO[field]}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        if (event.value !== null) this.choose({ [field]: event.value }, label.toLowerCase());
      }}
    ></hf-number>`;
  }

  /** What else is wanted of loads, which a link or a card chose. */
  private wanted() {
    const { growth = {}, rescheduled = {} } = this.scenario;
    const { other: _, ...classes } = growth;
    const words = [
      ...Object.entries(classes).map(([of, rate]) => `${rate}\u00a0% a year for ${of}`),
      ...Object.entries(rescheduled).map(
        ([name, change]) =>
          `${name}, ${clockOf(change.from)} to ${clockOf(change.from + change.minutes)}: ${byWords(change)}`,
      ),
    ];
    if (words.length === 0) return nothing;
    return html`<ul>
        ${words.map((each) => html`<li>${each}</li>`)}
      </ul>
      <button
        class="button"
        type="button"
        @click=${() => this.choose({ growth: undefined, horizon: undefined, rescheduled: undefined }, 'loads as measured')}
      >
        As measured
      </button>`;
  }

  private grow(event: NumberEvent, rates: Growth, horizon: number): void {
    event.stopPropagation();
    const growth = { ...this.scenario.growth, ...rates };
    const none = Object.values(growth).every((rate) => rate === 0);
    const usual = none && horizon === USUAL_HORIZON;
    this.choose({ growth: none ? undefined : growth, horizon: usual ? undefined : horizon }, 'growth');
  }

  private fill(id: ResourceId, event: NumberEvent): void {
    event.stopPropagation();
    if (event.value !== null) {
      this.choose({ ceilings: { ...this.scenario.ceilings, [id]: event.value } }, 'ceiling');
    }
  }

  private choose(patch: Partial<Scenario>, what: string): void {
    this.dispatchEvent(new ChooseEvent(patch, what));
  }
}
