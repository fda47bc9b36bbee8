import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PARAMETERS, SWITCH, type ParameterDefinition } from '../../../overhead/parameters';
import { PROFILE_BASES } from '../../../overhead/profile-bases';
import { PROFILES, PROFILE_IDS, parametersOf, type ProfileId } from '../../../overhead/profiles';
import type { Scenario } from '../../../scenario/scenario';
import '../../parts/choice';
import type { PickEvent } from '../../parts/choice';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';
import { ChooseEvent } from '../../app/events';
import './calibration';

const ON_OR_OFF = [
  { value: '1', label: 'on' },
  { value: '0', label: 'off' },
];
/** Letters that have room beside a field; of a longer unit the first word is. */
const LONGEST_UNIT = 12;

/**
 * What the profile adds, figure by figure, each with its source or the word assumption, to be typed over.
 * @fires choose
 */
@customElement('hf-overhead-editor')
export class OverheadEditor extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        width: 600px;
        max-width: 100%;
      }
      .what {
        margin-bottom: 10px;
        max-width: 62ch;
      }
      .one {
        display: grid;
        grid-template-columns: 190px 1fr;
        gap: 2px 20px;
        padding: 8px 0;
        border-top: 1px solid var(--hairline);
      }
      .one p {
        max-width: 52ch;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 18px;
        padding-top: 12px;
        border-top: 1px solid var(--hairline);
      }
      .foot label {
        display: block;
        margin-bottom: 2px;
      }
      @media (max-width: 560px) {
        .one {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  @property({ attribute: false }) scenario!: Scenario;

  override render() {
    const { profile: id, overrides, present } = this.scenario;
    const profile = PROFILES[id];
    const now = parametersOf(profile, overrides);
    return html`<p class="what soft">${profile.label}. ${PROFILE_BASES[id].summary}</p>
      ${PARAMETERS.map((p) => this.parameter(p, now[p.id], profile))}
      <hf-calibration .scenario=${this.scenario}></hf-calibration>
      <div class="foot">
        <div>
          <label for="present">Servers that are virtual already run on</label>
          <select id="present" @change=${this.present}>
            <option value="" ?selected=${present === ''}>not said: nothing taken out</option>
            ${PROFILE_IDS.map((p) => html`<option value=${p} ?selected=${p === present}>${PROFILES[p].label}</option>`)}
          </select>
        </div>
        ${
          Object.keys(overrides).length
            ? html`<button class="button" type="button" @click=${() => this.give({}, 'overheads')}>
                Back to the profile's figures
              </button>`
            : nothing
        }
      </div>`;
  }

  private parameter(p: ParameterDefinition, value: number, profile: (typeof PROFILES)[ProfileId]) {
    const known = profile.parameters[p.id];
    const { parameters, memoryTable } = PROFILE_BASES[profile.id];
    const { source, assumed } = parameters[p.id];
    const show = (v: number): number => Number((v * p.shown).toPrecision(6));
    const unit = p.unit.startsWith('%') ? '%' : p.unit.length <= LONGEST_UNIT ? p.unit : p.unit.split(' ')[0];
    const range = known.low === known.high ? '' : `Range ${show(known.low)} to ${show(known.high)} ${unit}. `;
    return html`<div class="one">
      ${
        p.unit === SWITCH
          ? html`<hf-choice
              label=${p.label}
              .options=${ON_OR_OFF}
              .value=${value >= 0.5 ? '1' : '0'}
              @pick=${(event: PickEvent) => {
                event.stopPropagation();
                this.give({ ...this.scenario.overrides, [p.id]: Number(event.value) }, p.label);
              }}
            ></hf-choice>`
          : html`<hf-number
              label=${p.label}
              unit=${unit}
              .min=${show(p.min)}
              .max=${show(p.max)}
              .value=${show(value)}
              .preset=${show(known.likely)}
              @number=${(event: NumberEvent) => {
                event.stopPropagation();
                if (event.value !== null)
                  this.give({ ...this.scenario.overrides, [p.id]: event.value / p.shown }, p.label);
              }}
            ></hf-number>`
      }
      <p class="small soft">
        ${assumed ? html`<span class="chip guess">assumption</span> ` : nothing}${range}${p.how}
        ${source[0].toUpperCase()}${source.slice(1)}.${p.id === 'guestMemory' && memoryTable ? ` On top of ${memoryTable}.` : ''}
      </p>
    </div>`;
  }

  private give(overrides: Scenario['overrides'], what: string): void {
    this.dispatchEvent(new ChooseEvent({ overrides }, what));
  }

  private present = (event: Event): void => {
    const present = (event.target as HTMLSelectElement).value as ProfileId | '';
    this.dispatchEvent(new ChooseEvent({ present }, 'where servers run today'));
  };
}
